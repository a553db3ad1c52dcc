"""What is said of a budget: the worst of what is expected and what is committed, and why (M73, M113)."""

from collections.abc import Mapping
from dataclasses import dataclass

from monitoring.domain.prognose import Prognose

GEEN_BUDGET = "Voor deze uitgaven is geen budget."
ONBEKEND = "Er is nog geen maand waarvan de meeste declaraties binnen zijn."
GENOEG = "De prognose en wat is toegewezen passen in het budget."
WAS_GENOEG = "Alle declaraties over dit jaar zijn binnen, en het budget was genoeg."


@dataclass(frozen=True)
class Oordeel:
    """Groen, oranje or rood, None when nothing can be said; `reden` says why, in plain Dutch."""

    licht: str | None
    reden: str


def oordeel(budget: int | None, toegekend: int, toegewezen: int, vooruit: Prognose) -> Oordeel:
    """Judge a budget by what was granted, what is expected, and what is assigned; all in eurocents, of the whole year.

    What is assigned counts twice: with the use that is expected of it, and in full, since nobody can take it back. Of
    a year that is all in only what was granted counts. Green asks for a forecast: to know nothing is no good news.
    """
    if budget is None:
        return Oordeel(None, GEEN_BUDGET)
    if vooruit.is_voorbij:
        bezwaren = _te_veel(budget, {"Er is meer toegekend dan het budget.": vooruit.verwacht})
        return Oordeel("rood", bezwaren) if bezwaren else Oordeel("groen", WAS_GENOEG)
    rood = {
        "Er is al meer toegekend dan het budget.": toegekend,
        "De prognose is hoger dan het budget.": vooruit.verwacht,
        "Wat is toegewezen, kost bij het verwachte gebruik meer dan het budget.": vooruit.verplicht,
    }
    oranje = {
        "Er is meer toegewezen dan het budget.": toegewezen,
        "De hoogste prognose is hoger dan het budget.": vooruit.boven,
    }
    for licht, bedragen in (("rood", rood), ("oranje", oranje)):
        if bezwaren := _te_veel(budget, bedragen):
            return Oordeel(licht, bezwaren)
    return Oordeel(None, ONBEKEND) if vooruit.verwacht is None else Oordeel("groen", GENOEG)


def _te_veel(budget: int, bedragen: Mapping[str, int | None]) -> str:
    """What is said of every amount that is more than the budget; '' without one."""
    return " ".join(reden for reden, bedrag in bedragen.items() if bedrag is not None and bedrag > budget)
