"""Traffic lights per provider with the norms of the inkoopmodel (M89), and the four pillars under them (M104)."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from inkoop.sturing import Kpi

PIJLERS = {
    "kwaliteit": ("doelen-behaald", "clientervaring"),
    "kosten": ("gebruik",),
    "continuiteit": ("tijdig-gestart", "planning"),
    "werkafspraken": ("afgekeurd",),
}
"""Quality, cost, continuity, working agreements (M104), with the norms that say something about each."""
PIJLERTITELS = {
    "kwaliteit": "Kwaliteit",
    "kosten": "Kosten",
    "continuiteit": "Continuïteit",
    "werkafspraken": "Werkafspraken",
}
VOLGORDE = ("groen", "oranje", "rood")


@dataclass(frozen=True)
class Meting:
    """What an indicator is made of: so many out of so many. `noemer` 0: nothing was measured."""

    teller: int
    noemer: int
    minimum: int = 1
    """Of fewer nothing is said: too few to be fair, or people could be traced."""

    @property
    def is_gemeten(self) -> bool:
        """Whether enough was measured to say something."""
        return self.noemer >= max(self.minimum, 1)


NIETS_GEMETEN = Meting(0, 0)


def licht(kpi: Kpi, meting: Meting) -> str | None:
    """Green, orange or red by the norm; None when nothing was measured.

    The exact value is judged: 3.4 percent is more than 3, however it is shown.
    """
    if not meting.is_gemeten:
        return None
    waarde = Fraction(meting.teller * (100 if kpi.eenheid == "procent" else 1), meting.noemer)
    hoger = kpi.beter == "hoger"
    for naam, grens in (("groen", kpi.groen), ("oranje", kpi.oranje)):
        if waarde >= grens if hoger else waarde <= grens:
            return naam
    return "rood"


def slechtste(lichten: Mapping[str, str | None], namen: tuple[str, ...]) -> str | None:
    """The worst of these lights; None when none of them is known (M104)."""
    bekend = [lichten[naam] for naam in namen if lichten.get(naam)]
    return max(bekend, key=lambda each: VOLGORDE.index(each or ""), default=None)
