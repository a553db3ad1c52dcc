"""What a forecast is made from: spending and assignments by month, and how fast bills come in (M73, M113)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from chassis.work import Work
from monitoring.domain import maten
from monitoring.domain.maanden import maand_erbij, maand_van
from monitoring.domain.prognose import Verloop
from monitoring.domain.selectie import Selectie
from monitoring.domain.tempo import RIJP, VENSTER, Tempos, leeftijd, leer_tempos
from monitoring.rapporten.uitgaven import Plek, Uitgaven, lees_uitgaven
from monitoring.store import cijfers

EERDER = 2
"""Years before this one that a forecast may look at: so what it says does not depend on the months that are chosen."""
Bedragen = Counter[tuple[date, str, str]]
"""Eurocents by month, the municipality that pays, and product."""


@dataclass(frozen=True)
class Vooruitzicht:
    """What the municipalities of a selection pay, in any year; `deze_maand` was answered in the month under way."""

    uitgaven: Mapping[Plek, Uitgaven]
    deze_maand: Bedragen
    tempos: Tempos

    def in_jaren_van(self, selectie: Selectie) -> dict[Plek, Uitgaven]:
        """The spending in the calendar years that somebody asks for."""
        heel = selectie.hele_jaren()
        van, tot = heel.van or date.min, heel.tot or date.max
        return {plek: each for plek, each in self.uitgaven.items() if van.year <= plek[0] <= tot.year}

    def verlopen(self, jaar: int, gemeenten: Collection[str], product: str | None) -> list[Verloop]:
        """Every product of a budget of which there is something in the year, with all its months."""
        codes = {code for anders, gemeente, code in self.uitgaven if anders == jaar and gemeente in gemeenten}
        return [self._verloop(gemeenten, code) for code in sorted(codes) if product in {None, code}]

    def _verloop(self, gemeenten: Collection[str], code: str) -> Verloop:
        delen = [each for (_, gemeente, van), each in self.uitgaven.items() if van == code and gemeente in gemeenten]
        toegekend = _samen(each.toegekend for each in delen)
        eerder = toegekend.copy()
        for (maand, gemeente, van), bedrag in self.deze_maand.items():
            if van == code and gemeente in gemeenten:
                eerder[maand] -= bedrag
        return Verloop(toegekend, eerder, _samen(each.toegewezen for each in delen), self.tempos.van(code))


def _samen(delen: Iterable[Counter[date]]) -> Counter[date]:
    samen: Counter[date] = Counter()
    for each in delen:
        samen.update(each)
    return samen


async def lees_vooruitzicht(work: Work, selectie: Selectie) -> Vooruitzicht:
    """All that forecasts within a selection are made from."""
    heel, van = selectie.hele_jaren(), date(work.today.year - EERDER, 1, 1)
    ruim = replace(heel, van=heel.van and min(heel.van, van), tot=None)  # a bill may name a month of a year to come
    deze_maand = await _deze_maand(work, selectie)
    return Vooruitzicht(await lees_uitgaven(work, ruim), deze_maand, await _tempos(work))


async def _deze_maand(work: Work, selectie: Selectie) -> Bedragen:
    """What was answered in the month under way, of months that do not count as in by their age."""
    deze = maand_van(work.today)
    jong = Selectie(selectie.gemeenten, maand_erbij(deze, -RIJP), deze)
    binnen = await cijfers.sommen(work.session, jong, (maten.BUDGET_BINNEN,), "maand", "gemeente", "code", "kenmerk")
    nu = (som for som in binnen if int(som.kenmerk) > leeftijd(som.maand, work.today))
    return Bedragen({(som.maand, som.gemeente, som.code): som.waarde for som in nu})


async def _tempos(work: Work) -> Tempos:
    """How fast bills come in, of all municipalities: who sees one of them gets the same forecast of it."""
    deze = maand_van(work.today)
    alles = Selectie(van=maand_erbij(deze, -RIJP - VENSTER), tot=deze)
    binnen: dict[str, Counter[tuple[date, int]]] = {}
    for som in await cijfers.sommen(work.session, alles, (maten.BUDGET_BINNEN,), "maand", "code", "kenmerk"):
        binnen.setdefault(som.code, Counter())[som.maand, int(som.kenmerk)] += som.waarde
    return leer_tempos(binnen, work.today)
