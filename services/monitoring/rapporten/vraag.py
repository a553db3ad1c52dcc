"""What a table is made from: a unit of work, a selection, and short ways to the figures."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from chassis.work import Work
from monitoring.domain.cijfers import Verdeling
from monitoring.domain.maanden import Ritme, laatste_complete, maand_van, maandreeks
from monitoring.domain.maten import Maat
from monitoring.domain.rapport import Rapport, Waarde, per
from monitoring.domain.selectie import Selectie
from monitoring.store import cijfers

BEKEND = "monitoring_sommen"
"""Under this key a session holds what was added up in it."""
PerMaat = dict[Maat, int]
"""Values by what they count."""
Bekend = dict[tuple[Selectie, Verdeling, tuple[Maat, ...]], dict[str, PerMaat]]
Waarden = TypeVar("Waarden")


@dataclass(frozen=True)
class Vraag:
    """Somebody asks for a table within a selection."""

    work: Work
    selectie: Selectie

    async def per(self, verdeling: Verdeling, *maten: Maat) -> dict[str, PerMaat]:
        """Figures by maat, per municipality, provider, product or whatever else they are told apart by, in its order.

        Tables of one page often ask for the same: within one unit of work that is added up once.
        """
        bekend = cast(Bekend, self.work.session.info.setdefault(BEKEND, {}))
        vraag = (self.selectie, verdeling, maten)
        if vraag not in bekend:
            sommen = await cijfers.sommen(self.work.session, self.selectie, maten, verdeling)
            gevonden = per((som.per(verdeling), som.maat, som.waarde) for som in sommen)
            bekend[vraag] = dict(sorted(gevonden.items()))
        return bekend[vraag]

    async def per_maand(self, *maten: Maat) -> dict[date, PerMaat]:
        """Figures by maat, per month (`alle_maanden`)."""
        gevonden = await self.per("maand", *maten)
        return self.alle_maanden({date.fromisoformat(maand): each for maand, each in gevonden.items()}, dict)

    async def rijen(self, verdeling: Verdeling, *maten: Maat) -> list[tuple[Waarde, PerMaat]]:
        """The same as rows: by month every one that is asked for, else what there is."""
        gevonden = await (self.per_maand(*maten) if verdeling == "maand" else self.per(verdeling, *maten))
        return list(gevonden.items())

    def alle_maanden(self, gevonden: Mapping[date, Waarden], niets: Callable[[], Waarden]) -> dict[date, Waarden]:
        """A value for every month that is asked for, also where nothing happened: a month left out is not seen.

        Without a first or last month in the choice they run from or up to the one in which something happened.
        Nothing at all gives no months.
        """
        if not gevonden:
            return {}
        van, tot = self.selectie.van or min(gevonden), self.selectie.tot or max(gevonden)
        return {maand: gevonden.get(maand) or niets() for maand in maandreeks(van, tot)}

    async def totalen(self, *maten: Maat) -> PerMaat:
        """The figures of the whole selection, per maat."""
        return await cijfers.totalen(self.work.session, self.selectie, *maten)

    def alle_aanbieders(self) -> "Vraag":
        """The same about all providers: what one of them is laid beside."""
        return replace(self, selectie=self.selectie.alle_aanbieders())

    def van_aanbieders(self, *agb: str) -> "Vraag":
        """The same about these providers."""
        return replace(self, selectie=replace(self.selectie, aanbieders=frozenset(agb)))

    def tot_nu(self) -> "Vraag":
        """The same without the months that are still to come."""
        return self._tot(maand_van(self.work.today))

    def compleet(self, ritme: Ritme) -> "Vraag":
        """The same up to the last month that is complete."""
        return self._tot(laatste_complete(self.work.today, ritme))

    def _tot(self, maand: date) -> "Vraag":
        return replace(self, selectie=replace(self.selectie, tot=min(self.selectie.tot or maand, maand)))


Bouwer = Callable[[Vraag], Awaitable[Rapport]]
"""Makes one table."""
