"""The iJw 3.2 standard: the engine of `istandaard` with its messages, code lists and rules."""

from functools import partial

from ijw.standaard import IJW
from istandaard import json_spiegel, lezen, regels, schrijven
from istandaard import retour as _retour
from istandaard import voorbeelden as _voorbeelden
from istandaard.berichten.gedeeld import Bericht
from istandaard.fouten import Bevinding, Formaatfout, OngeldigeWaarde
from istandaard.json_spiegel import naar_json
from istandaard.lezen import MAXIMALE_GROOTTE
from istandaard.regelnummers import met_regelnummers
from istandaard.regels import Regel, klassen

BERICHTEN = IJW.berichten
REGELS = IJW.regels.alle
RETOUR_OP = {IJW.code(heen).name: IJW.code(terug).name for heen, terug in _retour.RETOUR_OP.items()}

lees = partial(lezen.lees, (IJW,))
lees_kop = partial(lezen.lees_kop, (IJW,))
schrijf = partial(schrijven.schrijf, IJW)
uit_json = partial(json_spiegel.uit_json, (IJW,))
json_schema = partial(json_spiegel.json_schema, IJW)
openapi_schemas = partial(json_spiegel.openapi_schemas, IJW)
bevinding = partial(regels.bevinding, IJW.regels)
controleer = partial(regels.controleer, IJW.regels)
controleer_deel = partial(regels.controleer_deel, IJW.regels)
retour = partial(_retour.retour, IJW)
declaratie_antwoord = partial(_retour.declaratie_antwoord, IJW)
voorbeeld = partial(_voorbeelden.voorbeeld, IJW)

__all__ = [
    "BERICHTEN",
    "IJW",
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
