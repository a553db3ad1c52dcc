"""Which messages travel over the GGk: who sends them, in which envelope, with which version, and what answers them.

A `functie` is the name of the message. `zeker` is False for what the specification does not say and the operator of
the hub has to confirm: the names but three, and the envelope of a 325.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from koppelvlakken.ggk.envelop import Soort, Versie
from wetten import Wet, soort_van, standaard_van

Kant = Literal["gemeente", "aanbieder"]
ANTWOORD_DAGEN, BEANTWOORDING_DAGEN = 3, 10
"""Working days for a retour (OP090) and for the 325 on a 323 (OP090x4)."""


@dataclass(frozen=True, slots=True)
class Functie:
    """One kind of message on the hub."""

    naam: str
    berichtcode: str
    """Of the message inside (COD602), such as 414."""
    wet: Wet
    verzender: Kant
    envelop: Soort
    versie: Versie
    antwoord: str | None = None
    """What answers it."""
    werkdagen: int | None = None
    """Within so many working days."""
    zeker: bool = False


_HEEN: Mapping[str, tuple[Kant, str, int]] = {
    "301": ("gemeente", "302", ANTWOORD_DAGEN),
    "305": ("aanbieder", "306", ANTWOORD_DAGEN),
    "307": ("aanbieder", "308", ANTWOORD_DAGEN),
    "315": ("aanbieder", "316", ANTWOORD_DAGEN),
    "317": ("aanbieder", "318", ANTWOORD_DAGEN),
    "319": ("gemeente", "320", ANTWOORD_DAGEN),
    "323": ("aanbieder", "325", BEANTWOORDING_DAGEN),
}
"""What begins: who sends it, what answers it, and within how many working days."""
_GENOEMD = {"WMO301", "WMO302", "JW315"}
"""Names that the specification and its examples write."""


def _functies() -> dict[str, Functie]:
    gevonden: dict[str, Functie] = {}
    for wet in Wet:
        for heen, (kant, terug, dagen) in _HEEN.items():
            ander: Kant = "gemeente" if kant == "aanbieder" else "aanbieder"
            antwoord = _functie(wet, terug, ander, Soort.DU01)
            vraag = _functie(wet, heen, kant, Soort.DI01, antwoord.naam, dagen)
            gevonden |= {vraag.naam: vraag, antwoord.naam: antwoord}
    return gevonden


def _functie(
    wet: Wet, nummer: str, kant: Kant, envelop: Soort, antwoord: str | None = None, dagen: int | None = None
) -> Functie:
    naam = soort_van(wet, nummer)
    standaard = standaard_van(naam)
    hoofd, sub = standaard.versie
    versie = Versie(f"{hoofd:04d}", f"{sub:04d}")
    return Functie(
        naam, standaard.bericht_codes[naam].value, wet, kant, envelop, versie, antwoord, dagen, naam in _GENOEMD
    )


FUNCTIES: Mapping[str, Functie] = _functies()
"""All of them by name. A 325 stands here as Du01; an installation may have it travel as Di01."""
