"""The 14 messages of iWmo 3.2, a module each. BERICHTEN maps the name of a kind ("WMO323") to its class."""

from __future__ import annotations

from iwmo.berichten.gedeeld import Bericht
from iwmo.berichten.wmo301 import Wmo301
from iwmo.berichten.wmo302 import Wmo302
from iwmo.berichten.wmo305 import Wmo305
from iwmo.berichten.wmo306 import Wmo306
from iwmo.berichten.wmo307 import Wmo307
from iwmo.berichten.wmo308 import Wmo308
from iwmo.berichten.wmo315 import Wmo315
from iwmo.berichten.wmo316 import Wmo316
from iwmo.berichten.wmo317 import Wmo317
from iwmo.berichten.wmo318 import Wmo318
from iwmo.berichten.wmo319 import Wmo319
from iwmo.berichten.wmo320 import Wmo320
from iwmo.berichten.wmo323 import Wmo323
from iwmo.berichten.wmo325 import Wmo325

BERICHTEN: dict[str, type[Bericht]] = {
    klasse.soort(): klasse
    for klasse in (
        Wmo301,
        Wmo302,
        Wmo305,
        Wmo306,
        Wmo307,
        Wmo308,
        Wmo315,
        Wmo316,
        Wmo317,
        Wmo318,
        Wmo319,
        Wmo320,
        Wmo323,
        Wmo325,
    )
}

__all__ = [
    "BERICHTEN",
    "Wmo301",
    "Wmo302",
    "Wmo305",
    "Wmo306",
    "Wmo307",
    "Wmo308",
    "Wmo315",
    "Wmo316",
    "Wmo317",
    "Wmo318",
    "Wmo319",
    "Wmo320",
    "Wmo323",
    "Wmo325",
]
