"""The iWmo 3.2 standard: the engine of `istandaard` with its messages, code lists and rules."""

from functools import partial

from istandaard import json_spiegel, lezen, regels, schrijven
from istandaard import retour as _retour
from istandaard import voorbeelden as _voorbeelden
from istandaard.berichten.gedeeld import Bericht
from istandaard.fouten import Bevinding, Formaatfout, OngeldigeWaarde
from istandaard.json_spiegel import naar_json
from istandaard.lezen import MAXIMALE_GROOTTE
from istandaard.regelnummers import met_regelnummers
from istandaard.regels import Regel, klassen
from iwmo.standaard import IWMO

BERICHTEN = IWMO.berichten
REGELS = IWMO.regels.alle
RETOUR_OP = {IWMO.code(heen).name: IWMO.code(terug).name for heen, terug in _retour.RETOUR_OP.items()}

lees = partial(lezen.lees, (IWMO,))
lees_kop = partial(lezen.lees_kop, (IWMO,))
schrijf = partial(schrijven.schrijf, IWMO)
uit_json = partial(json_spiegel.uit_json, (IWMO,))
json_schema = partial(json_spiegel.json_schema, IWMO)
openapi_schemas = partial(json_spiegel.openapi_schemas, IWMO)
bevinding = partial(regels.bevinding, IWMO.regels)
controleer = partial(regels.controleer, IWMO.regels)
controleer_deel = partial(regels.controleer_deel, IWMO.regels)
retour = partial(_retour.retour, IWMO)
declaratie_antwoord = partial(_retour.declaratie_antwoord, IWMO)
voorbeeld = partial(_voorbeelden.voorbeeld, IWMO)

__all__ = [
    "BERICHTEN",
    "IWMO",
    "MAXIMALE_GROOTTE",
    "REGELS",
    "RETOUR_OP",
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
    "voorbeeld",
]
