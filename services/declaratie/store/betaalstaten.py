"""What is payable, per declaration."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    case,
    func,
    select,
    tuple_,
)
from sqlalchemy.ext.asyncio import AsyncSession

from declaratie.store.zicht import Zicht, gelijk_aan, prestatie_van
from declaratie.tables import Declaratie, Prestatie
from wetten import Wet


@dataclass(frozen=True)
class Betaling:
    """What a budgethouder pays on one declaration, in eurocents: granted debit lines minus granted credit lines."""

    budgethouder: str
    gemeente: str
    agb: str
    declaratie_id: str
    wet: Wet
    declaratienummer: str
    declaratieperiode: date
    identificatie_325: str
    """Identificatie of the WMO325; empty where that was destroyed before it was kept."""
    beantwoord_op: datetime
    debet: int
    credit: int

    @property
    def bedrag(self) -> int:
        """To pay; below zero it is to be got back."""
        return self.debet - self.credit


@dataclass(frozen=True)
class Beantwoord:
    """Lines answered from moment `van` until before `tot`; of one provider, municipality or budgethouder if given."""

    zicht: Zicht
    van: datetime
    tot: datetime
    agb: str | None = None
    gemeente: str | None = None
    budgethouder: str | None = None

    def voorwaarden(self) -> list[ColumnElement[bool]]:
        """The conditions, on Prestatie joined with Declaratie. What is not granted is not payable."""
        gelijk = {
            Prestatie.agb: self.agb,
            Prestatie.gemeente: self.gemeente,
            Prestatie.budgethouder: self.budgethouder,
        }
        return [
            prestatie_van(self.zicht),
            Prestatie.is_toegekend.is_(True),
            Declaratie.beantwoord_op >= self.van,
            Declaratie.beantwoord_op < self.tot,
            *gelijk_aan(gelijk),
        ]


Staatsleutel = tuple[str, str, str]
"""Of a payable amount: who pays, whose clients, and to whom."""


_STAAT = (Prestatie.budgethouder, Prestatie.gemeente, Prestatie.agb)


async def te_betalen_aan(
    session: AsyncSession, beantwoord: Beantwoord, na: Sequence[str | int] | None, limit: int | None
) -> list[Staatsleutel]:
    """Budgethouder, municipality and provider of whom lines were granted, in that order, from after `na`."""
    query = (
        select(*_STAAT)
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*beantwoord.voorwaarden())
        .group_by(*_STAAT)
        .order_by(*_STAAT)
        .limit(limit)
    )
    if na is not None:
        query = query.where(tuple_(*_STAAT) > tuple(na))
    return [(budgethouder, gemeente, agb) for budgethouder, gemeente, agb in await session.execute(query)]


async def betalingen(
    session: AsyncSession, beantwoord: Beantwoord, van: Staatsleutel, tot_en_met: Staatsleutel
) -> list[Betaling]:
    """What is payable per declaration, for these amounts and those between, in order of them and of time."""
    query = (
        select(
            *_STAAT,
            Declaratie.id.label("declaratie_id"),
            Declaratie.wet,
            Declaratie.declaratienummer,
            Declaratie.declaratieperiode,
            Declaratie.identificatie_325,
            Declaratie.beantwoord_op,
            func.sum(case((Prestatie.is_credit, 0), else_=Prestatie.bedrag)).label("debet"),
            func.sum(case((Prestatie.is_credit, Prestatie.bedrag), else_=0)).label("credit"),
        )
        .join(Declaratie, Declaratie.id == Prestatie.declaratie_id)
        .where(*beantwoord.voorwaarden(), tuple_(*_STAAT) >= van, tuple_(*_STAAT) <= tot_en_met)
        .group_by(*_STAAT, Declaratie.id)
        .order_by(*_STAAT, Declaratie.id)
    )
    return [
        Betaling(**{**row._mapping, "debet": int(row.debet), "credit": int(row.credit)})
        for row in await session.execute(query)
    ]
