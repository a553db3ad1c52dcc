"""The iWmo 3.2 standard: 14 messages as immutable models, XML and JSON in and out, the rules, retours and volumes."""

from iwmo.berichten import BERICHTEN
from iwmo.berichten.gedeeld import Bericht
from iwmo.fouten import Bevinding, Formaatfout, OngeldigeWaarde
from iwmo.json_spiegel import json_schema, naar_json, openapi_schemas, uit_json
from iwmo.lezen import MAXIMALE_GROOTTE, lees, lees_kop
from iwmo.regelnummers import met_regelnummers
from iwmo.regels import REGELS, Regel, bevinding, controleer, controleer_deel, klassen
from iwmo.retour import declaratie_antwoord, retour
from iwmo.schrijven import schrijf

__all__ = [
    "BERICHTEN",
    "MAXIMALE_GROOTTE",
    "REGELS",
    "Bericht",
    "Bevinding",
    "Formaatfout",
    "OngeldigeWaarde",
    "Regel",
    "bevinding",
    "controleer",
    "controleer_deel",
    "declaratie_antwoord",
    "json_schema",
    "klassen",
    "lees",
    "lees_kop",
    "met_regelnummers",
    "naar_json",
    "openapi_schemas",
    "retour",
    "schrijf",
    "uit_json",
]
