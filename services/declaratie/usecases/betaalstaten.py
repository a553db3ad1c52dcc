"""What has to be paid to whom for the answers of a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from chassis.clock import NEDERLAND
from chassis.work import Work
from declaratie.domain.kalender import laatste_van_maand
from declaratie.store import betaalstaten as store_betaalstaten
from declaratie.store.betaalstaten import Beantwoord, Betaling
from declaratie.store.zicht import Zicht


@dataclass(frozen=True)
class Betaalstaat:
    """What a budgethouder pays a provider for clients of a municipality, on the answers of one month; never empty."""

    budgethouder: str
    gemeente: str
    agb: str
    betalingen: Sequence[Betaling]

    @property
    def debet(self) -> int:
        """Granted debit lines, in eurocents."""
        return sum(each.debet for each in self.betalingen)

    @property
    def credit(self) -> int:
        """Granted credit lines, in eurocents, positive."""
        return sum(each.credit for each in self.betalingen)

    @property
    def bedrag(self) -> int:
        """To pay; below zero it is to be got back."""
        return self.debet - self.credit


def beantwoord_in(
    maand: str, zicht: Zicht, agb: str | None, gemeente: str | None, budgethouder: str | None
) -> Beantwoord:
    """Lines answered in a month such as "2023-05", by the Dutch calendar."""
    eerste = date.fromisoformat(f"{maand}-01")
    dagen = (eerste, laatste_van_maand(eerste) + timedelta(days=1))
    van, tot = (datetime.combine(dag, time(), tzinfo=NEDERLAND) for dag in dagen)
    return Beantwoord(zicht, van, tot, agb, gemeente, budgethouder)


async def betaalstaten(
    work: Work, beantwoord: Beantwoord, na: Sequence[str | int] | None, limit: int | None
) -> list[Betaalstaat]:
    """The first `limit` statements, or all, after budgethouder, municipality and provider `na`, in that order."""
    sleutels = await store_betaalstaten.te_betalen_aan(work.session, beantwoord, na, limit)
    if not sleutels:
        return []
    found = await store_betaalstaten.betalingen(work.session, beantwoord, sleutels[0], sleutels[-1])
    per_staat = groupby(found, key=lambda each: (each.budgethouder, each.gemeente, each.agb))
    return [Betaalstaat(*sleutel, list(betalingen)) for sleutel, betalingen in per_staat]
