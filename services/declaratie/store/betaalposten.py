"""Amounts to be paid: those that are open, those that a run took, and those that the bank did not pay."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.identifiers import new_id
from chassis.visible import of_caller
from declaratie.domain.betaalrun import Overboekingstand, Postsoort, Waarvoor
from declaratie.domain.samenvatting import TeBetalen
from declaratie.store.zicht import Zicht, gelijk_aan
from declaratie.tables import Betaalpost, Declaratie, Overboeking


@dataclass(frozen=True)
class Postselectie:
    """Which amounts a list holds; None is no limit. `is_open`: no run took it yet."""

    zicht: Zicht
    budgethouder: str | None = None
    agb: str | None = None
    betaalrun_id: str | None = None
    is_open: bool | None = None


@dataclass(frozen=True)
class Postregel:
    """An amount with the declaration and the answer that it is for, and the transfer that it was in."""

    post: Betaalpost
    declaratienummer: str | None
    identificatie_325: str | None
    betaalrun_id: str | None
    kenmerk: str | None
    stand: Overboekingstand | None


@dataclass(frozen=True)
class Postsom:
    """What a run took of one provider, in eurocents."""

    agb: str
    bedrag: int


def post_van(zicht: Zicht) -> ColumnElement[bool]:
    """A provider sees its own, a municipality what it pays."""
    return of_caller(Betaalpost.agb, Betaalpost.budgethouder, zicht.agb, zicht.gemeenten)


async def posten(session: AsyncSession, selectie: Postselectie, after: str | None, limit: int) -> list[Postregel]:
    """Amounts in order of id, which is the order of time. A provider does not see a run that is not closed."""
    van_run = (Overboeking.betaalrun_id == Betaalpost.betaalrun_id) & (Overboeking.agb == Betaalpost.agb)
    if selectie.zicht.agb is not None:
        van_run &= Overboeking.stand != Overboekingstand.VOORGESTELD
    query = (
        select(
            Betaalpost,
            Declaratie.declaratienummer,
            func.nullif(Declaratie.identificatie_325, ""),
            Overboeking.betaalrun_id,
            Overboeking.kenmerk,
            Overboeking.stand,
        )
        .outerjoin(Declaratie, (Declaratie.id == Betaalpost.bron_id) & (Betaalpost.soort == Postsoort.DECLARATIE))
        .outerjoin(Overboeking, van_run)
        .where(post_van(selectie.zicht))
        .order_by(Betaalpost.id)
        .limit(limit)
    )
    gelijk = {
        Betaalpost.budgethouder: selectie.budgethouder,
        Betaalpost.agb: selectie.agb,
        Betaalpost.betaalrun_id: selectie.betaalrun_id,
    }
    query = query.where(*gelijk_aan(gelijk))
    if selectie.is_open is not None:
        query = query.where(Betaalpost.betaalrun_id.is_(None) == selectie.is_open)
    if after is not None:
        query = query.where(Betaalpost.id > after)
    return [Postregel(*row) for row in await session.execute(query)]


async def add_van_declaraties(
    session: AsyncSession, per_declaratie: Sequence[tuple[Declaratie, Sequence[TeBetalen]]], vanaf: date
) -> None:
    """What each municipality has to pay on these declarations, for a run from this day on."""
    rijen = [
        {
            "id": new_id(),
            "soort": Postsoort.DECLARATIE,
            "bron_id": declaratie.id,
            "poging": 1,
            "budgethouder": each.budgethouder,
            "gemeente": declaratie.gemeente,
            "wet": declaratie.wet,
            "agb": declaratie.agb,
            "bedrag": each.debet - each.credit,
            "vanaf": vanaf,
        }
        for declaratie, bedragen in per_declaratie
        for each in bedragen
    ]
    if rijen:
        await session.execute(insert(Betaalpost), rijen)


async def post(session: AsyncSession, post_id: str) -> Betaalpost | None:
    """One amount, held until the transaction ends."""
    return await session.get(Betaalpost, post_id, with_for_update=True)


async def open_post(
    session: AsyncSession, soort: Postsoort, bron_id: str, budgethouder: str | None = None
) -> Betaalpost | None:
    """The amount for this that no run took, held until the transaction ends; None when a run has it.

    Name the `budgethouder` for what several may pay on: a declaration.
    """
    query = select(Betaalpost).where(
        Betaalpost.soort == soort, Betaalpost.bron_id == bron_id, Betaalpost.betaalrun_id.is_(None)
    )
    if budgethouder is not None:
        query = query.where(Betaalpost.budgethouder == budgethouder)
    return (await session.execute(query.with_for_update())).scalar_one_or_none()


async def pogingen(session: AsyncSession, soort: Postsoort, bron_id: str) -> int:
    """How often a run took this, whatever became of it."""
    query = select(func.max(Betaalpost.poging)).where(Betaalpost.soort == soort, Betaalpost.bron_id == bron_id)
    return (await session.execute(query)).scalar_one() or 0


async def verwijder(session: AsyncSession, post_id: str) -> None:
    """Nothing of this is left to pay or take off."""
    await session.execute(delete(Betaalpost).where(Betaalpost.id == post_id))


async def neem_mee(
    session: AsyncSession, betaalrun_id: str, budgethouder: str, begin: date, dag: date, vandaag: date
) -> None:
    """Let a run take all that this municipality may pay by then, and that is of `begin` or later.

    A claim only when its term is over today: until then the provider may still pay it back or dispute it.
    """
    await session.execute(
        update(Betaalpost)
        .where(
            Betaalpost.budgethouder == budgethouder,
            Betaalpost.betaalrun_id.is_(None),
            Betaalpost.aangehouden.is_(None),
            Betaalpost.vanaf >= begin,
            Betaalpost.vanaf <= dag,
            (Betaalpost.soort != Postsoort.VORDERING) | (Betaalpost.vanaf <= vandaag),
        )
        .values(betaalrun_id=betaalrun_id)
        .execution_options(synchronize_session=False)
    )


async def sommen(session: AsyncSession, betaalrun_id: str) -> list[Postsom]:
    """What a run took, per provider."""
    query = (
        select(Betaalpost.agb, func.sum(Betaalpost.bedrag))
        .where(Betaalpost.betaalrun_id == betaalrun_id)
        .group_by(Betaalpost.agb)
        .order_by(Betaalpost.agb)
    )
    return [Postsom(agb, int(bedrag)) for agb, bedrag in await session.execute(query)]


async def laat_los(session: AsyncSession, betaalrun_id: str, agbs: Collection[str] | None = None) -> None:
    """Let what a run took be open again: of these providers, or of all."""
    query = update(Betaalpost).where(Betaalpost.betaalrun_id == betaalrun_id)
    if agbs is not None:
        query = query.where(Betaalpost.agb.in_(agbs))
    await session.execute(query.values(betaalrun_id=None).execution_options(synchronize_session=False))


async def laat_vrij(session: AsyncSession, bron_ids: Collection[str], door: str, behalve: str) -> None:
    """Let runs take the amounts for these that `door` holds, but for those with the reason `behalve`."""
    await session.execute(
        update(Betaalpost)
        .where(
            Betaalpost.soort == Postsoort.LUMPSUM,
            Betaalpost.bron_id.in_(bron_ids),
            Betaalpost.aangehouden_door == door,
            Betaalpost.aangehouden != behalve,
        )
        .values(aangehouden=None, aangehouden_door=None)
        .execution_options(synchronize_session=False)
    )


async def nog_eens(session: AsyncSession, betaalrun_id: str, agb: str) -> list[str]:
    """What the bank did not pay is to be paid again; the ids of the claims among it."""
    query = select(Betaalpost).where(Betaalpost.betaalrun_id == betaalrun_id, Betaalpost.agb == agb)
    gevonden = (await session.execute(query.order_by(Betaalpost.id))).scalars().all()
    rijen = [
        {
            "id": new_id(),
            "soort": each.soort,
            "bron_id": each.bron_id,
            "poging": each.poging + 1,
            "budgethouder": each.budgethouder,
            "gemeente": each.gemeente,
            "wet": each.wet,
            "agb": each.agb,
            "bedrag": each.bedrag,
            "vanaf": each.vanaf,
        }
        for each in gevonden
    ]
    await session.execute(insert(Betaalpost), rijen)
    return [each.bron_id for each in gevonden if each.soort is Postsoort.VORDERING]


async def declaraties_in(session: AsyncSession, betaalrun_id: str, agb: str) -> Sequence[str]:
    """The declarations that a run pays a provider for, in the order in which they were answered."""
    query = select(Betaalpost.bron_id).where(
        Betaalpost.betaalrun_id == betaalrun_id, Betaalpost.agb == agb, Betaalpost.soort == Postsoort.DECLARATIE
    )
    return (await session.execute(query.order_by(Betaalpost.id))).scalars().all()


async def waarvoor(session: AsyncSession, betaalrun_id: str) -> dict[str, Waarvoor]:
    """Per provider what a run pays for; declarations in the order in which they were answered."""
    query = (
        select(Betaalpost.agb, Betaalpost.soort, Declaratie.declaratienummer)
        .outerjoin(
            Declaratie, (Declaratie.id == Betaalpost.bron_id) & (Betaalpost.soort == literal(Postsoort.DECLARATIE))
        )
        .where(Betaalpost.betaalrun_id == betaalrun_id)
        .order_by(Betaalpost.agb, Betaalpost.id)
    )
    found: dict[str, Waarvoor] = {}
    for agb, soort, nummer in await session.execute(query):
        van = found.setdefault(agb, Waarvoor([], set()))
        van.soorten.add(soort)
        if nummer is not None:
            van.declaratienummers.append(nummer)
    return found
