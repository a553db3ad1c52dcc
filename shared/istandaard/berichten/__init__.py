"""The 14 messages, a module each. BERICHTEN maps the number of a kind ("323") to its class."""

from __future__ import annotations

from istandaard.berichten.bericht301 import Bericht301
from istandaard.berichten.bericht302 import Bericht302
from istandaard.berichten.bericht305 import Bericht305
from istandaard.berichten.bericht306 import Bericht306
from istandaard.berichten.bericht307 import Bericht307
from istandaard.berichten.bericht308 import Bericht308
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht316 import Bericht316
from istandaard.berichten.bericht317 import Bericht317
from istandaard.berichten.bericht318 import Bericht318
from istandaard.berichten.bericht319 import Bericht319
from istandaard.berichten.bericht320 import Bericht320
from istandaard.berichten.bericht323 import Bericht323
from istandaard.berichten.bericht325 import Bericht325
from istandaard.berichten.gedeeld import Bericht

BERICHTEN: dict[str, type[Bericht]] = {
    klasse.NUMMER: klasse
    for klasse in (
        Bericht301,
        Bericht302,
        Bericht305,
        Bericht306,
        Bericht307,
        Bericht308,
        Bericht315,
        Bericht316,
        Bericht317,
        Bericht318,
        Bericht319,
        Bericht320,
        Bericht323,
        Bericht325,
    )
}

__all__ = [
    "BERICHTEN",
    "Bericht301",
    "Bericht302",
    "Bericht305",
    "Bericht306",
    "Bericht307",
    "Bericht308",
    "Bericht315",
    "Bericht316",
    "Bericht317",
    "Bericht318",
    "Bericht319",
    "Bericht320",
    "Bericht323",
    "Bericht325",
]
