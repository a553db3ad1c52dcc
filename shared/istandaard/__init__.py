"""The engine of the i-standards: messages as immutable models, XML and JSON in and out, rules, retours and volumes.

It knows no law and no release: those are values of `Standaard`, each in a package of its own.
"""

from istandaard.berichten.gedeeld import Bericht
from istandaard.fouten import Bevinding, Formaatfout, OngeldigeWaarde
from istandaard.lezen import MAXIMALE_GROOTTE, lees, lees_kop
from istandaard.regelnummers import met_regelnummers
from istandaard.regels import Regel, klassen
from istandaard.standaard import Standaard

__all__ = [
    "MAXIMALE_GROOTTE",
    "Bericht",
    "Bevinding",
    "Formaatfout",
    "OngeldigeWaarde",
    "Regel",
    "Standaard",
    "klassen",
    "lees",
    "lees_kop",
    "met_regelnummers",
]
