"""What is spent and assigned per budget, in whole calendar years (M73), under the municipality that pays it (M83)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from chassis.work import Work
from inkoop import laad, namen
from monitoring.domain import maten
from monitoring.domain.geld import Besteding, Toegekend, bestedingen
from monitoring.domain.selectie import Selectie
from monitoring.store import cijfers

TOEGEWEZEN = (maten.BUDGET_TOEGEWEZEN, maten.PGB_TOEGEKEND)
TOEGEKEND = (maten.BUDGET_TOEGEKEND, maten.PGB_BETAALD)
MATEN = (*TOEGEKEND, maten.BUDGET_INGEDIEND, *TOEGEWEZEN)
"""Of these the municipality is the one that pays, as the prestaties say (M83); help in natura and PGBs alike (M16)."""
Plek = tuple[int, str, str]
"""Year, the municipality that pays, and product."""


@dataclass
class Uitgaven:
    """Eurocents of one year, municipality and product."""

    toegekend: Counter[date] = field(default_factory=Counter)
    """By month."""
    toegewezen: Counter[date] = field(default_factory=Counter)
    """By month."""
    is_gedeclareerd: bool = False


async def lees_uitgaven(work: Work, selectie: Selectie) -> dict[Plek, Uitgaven]:
    """What the municipalities of the selection pay, also for clients of another one.

    A choice of product, provider or law plays no part: part of the spending would look like room that is not there.
    """
    alles = replace(selectie.hele_jaren(), code=None, aanbieders=None, wet=None)
    gevonden: dict[Plek, Uitgaven] = {}
    for som in await cijfers.sommen(work.session, alles, MATEN, "maand", "gemeente", "code"):
        uitgaven = gevonden.setdefault((som.maand.year, som.gemeente, som.code), Uitgaven())
        if som.maat in TOEGEWEZEN:
            uitgaven.toegewezen[som.maand] += som.waarde
        else:
            uitgaven.is_gedeclareerd = True
            uitgaven.toegekend[som.maand] += som.waarde if som.maat in TOEGEKEND else 0
    return gevonden


def bestedingen_van(uitgaven: Mapping[Plek, Uitgaven], selectie: Selectie) -> list[Besteding]:
    """Every budget for the chosen product, or for all; then what was granted without a budget."""
    toegekend = [
        Toegekend(gemeente, jaar, code, each.toegekend.total())
        for (jaar, gemeente, code), each in sorted(uitgaven.items())
    ]
    alle = bestedingen([laad(naam) for naam in namen()], toegekend, selectie)
    andere_wet = {
        product.code
        for naam in namen()
        for product in laad(naam).producten
        if selectie.wet is not None and product.wet is not selectie.wet
    }
    return [
        each
        for each in alle
        if (selectie.code is None or each.product in {None, selectie.code}) and each.product not in andere_wet
    ]
