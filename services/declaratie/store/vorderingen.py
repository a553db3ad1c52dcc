"""Claims on providers, the lines that they are about, and what was paid back on them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from chassis.visible import of_caller
from declaratie.domain.betaalrun import Postsoort
from declaratie.domain.vordering import LOPEND, Vorderingstand
from declaratie.store.zicht import Zicht, gelijk_aan
from declaratie.tables import Betaalpost, Ontvangst, Prestatie, Vordering, VorderingPrestatie


@dataclass(frozen=True)
class Vorderingselectie:
    """Which claims a list holds; None is no limit."""

    zicht: Zicht
    budgethouder: str | None
    agb: str | None
    stand: Vorderingstand | None


async def vorderingen(
    session: AsyncSession, selectie: Vorderingselectie, after: str | None, limit: int
) -> Sequence[Vordering]:
    """Claims in order of id, which is the order of time. A provider sees its own, a municipality what it claims."""
    zicht = selectie.zicht
    query = (
        select(Vordering)
        .where(of_caller(Vordering.agb, Vordering.budgethouder, zicht.agb, zicht.gemeenten))
        .order_by(Vordering.id)
        .limit(limit)
    )
    gelijk = {
        Vordering.budgethouder: selectie.budgethouder,
        Vordering.agb: selectie.agb,
        Vordering.stand: selectie.stand,
    }
    query = query.where(*gelijk_aan(gelijk))
    if after is not None:
        query = query.where(Vordering.id > after)
    return (await session.execute(query)).scalars().all()


async def vordering(session: AsyncSession, vordering_id: str, *, lock: bool = False) -> Vordering | None:
    """One claim; with `lock`, nobody else changes it until this transaction ends."""
    return await session.get(Vordering, vordering_id, with_for_update=lock or None)


async def verrekend_in(session: AsyncSession, betaalrun_id: str) -> Sequence[Vordering]:
    """The claims that a run takes off, held until the transaction ends."""
    query = (
        select(Vordering)
        .join(Betaalpost, (Betaalpost.bron_id == Vordering.id) & (Betaalpost.soort == Postsoort.VORDERING))
        .where(Betaalpost.betaalrun_id == betaalrun_id)
        .order_by(Vordering.id)
    )
    return (await session.execute(query.with_for_update(of=Vordering))).scalars().all()


async def prestaties_van(session: AsyncSession, vordering_id: str) -> Sequence[tuple[Prestatie, int]]:
    """The lines that a claim is about with what is claimed of each, in eurocents, in order of declaration."""
    query = (
        select(Prestatie, VorderingPrestatie.bedrag)
        .join(
            VorderingPrestatie,
            (VorderingPrestatie.declaratie_id == Prestatie.declaratie_id)
            & (VorderingPrestatie.volgnummer == Prestatie.volgnummer),
        )
        .where(VorderingPrestatie.vordering_id == vordering_id)
        .order_by(Prestatie.declaratie_id, Prestatie.volgnummer)
    )
    return [(prestatie, bedrag) for prestatie, bedrag in await session.execute(query)]


async def gevorderd(session: AsyncSession, plekken: Collection[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Of these lines, by declaration and place, those that a running claim is about, with its id."""
    plek = tuple_(VorderingPrestatie.declaratie_id, VorderingPrestatie.volgnummer)
    query = select(VorderingPrestatie).join(Vordering, Vordering.id == VorderingPrestatie.vordering_id)
    query = query.where(plek.in_(plekken), Vordering.stand.in_(LOPEND)).order_by(VorderingPrestatie.vordering_id)
    return {
        (each.declaratie_id, each.volgnummer): each.vordering_id for each in (await session.execute(query)).scalars()
    }


async def gecrediteerd_door(session: AsyncSession, declaratie_id: str) -> Sequence[VorderingPrestatie]:
    """Lines under a claim that this declaration takes back with a granted credit line."""
    credit = aliased(Prestatie)
    query = (
        select(VorderingPrestatie)
        .join(
            Prestatie,
            (Prestatie.declaratie_id == VorderingPrestatie.declaratie_id)
            & (Prestatie.volgnummer == VorderingPrestatie.volgnummer),
        )
        .join(
            credit,
            (credit.agb == Prestatie.agb)
            & (credit.wet == Prestatie.wet)
            & (credit.vorige_referentie == Prestatie.referentie),
        )
        .where(
            credit.declaratie_id == declaratie_id,
            credit.is_toegekend.is_(True),
            credit.is_credit.is_(True),
            VorderingPrestatie.gecrediteerd_door.is_(None),
        )
        .order_by(VorderingPrestatie.vordering_id, VorderingPrestatie.declaratie_id, VorderingPrestatie.volgnummer)
    )
    return (await session.execute(query)).scalars().all()


async def gevorderde_prestaties(session: AsyncSession, vordering_id: str) -> Sequence[VorderingPrestatie]:
    """What is claimed per line that was not credited, in order of declaration."""
    van = VorderingPrestatie.vordering_id == vordering_id
    query = select(VorderingPrestatie).where(van, VorderingPrestatie.gecrediteerd_door.is_(None))
    query = query.order_by(VorderingPrestatie.declaratie_id, VorderingPrestatie.volgnummer)
    return (await session.execute(query)).scalars().all()


async def zoals_nu(session: AsyncSession, gevonden: VorderingPrestatie) -> VorderingPrestatie | None:
    """A line under a claim as it stands now that its claim is held; None when nothing is claimed of it any more."""
    sleutel = (gevonden.declaratie_id, gevonden.volgnummer, gevonden.vordering_id)
    return await session.get(VorderingPrestatie, sleutel, populate_existing=True)


async def teruggegeven(session: AsyncSession, vordering_id: str) -> Sequence[VorderingPrestatie]:
    """The lines of a claim that were credited and of which something is payable to the provider since."""
    query = select(VorderingPrestatie).where(
        VorderingPrestatie.vordering_id == vordering_id, VorderingPrestatie.teruggegeven > 0
    )
    query = query.order_by(VorderingPrestatie.declaratie_id, VorderingPrestatie.volgnummer)
    return (await session.execute(query)).scalars().all()


async def geraakt_door(session: AsyncSession, betaalrun_id: str, agb: str | None = None) -> Sequence[Vordering]:
    """The claims that a run takes off or gives back on, of one provider or of all; held until the transaction ends."""
    vervallen = select(VorderingPrestatie.vordering_id).join(
        Betaalpost,
        (Betaalpost.bron_id == VorderingPrestatie.gecrediteerd_door) & (Betaalpost.soort == Postsoort.VERVALLEN),
    )
    genomen = select(Betaalpost.bron_id).where(Betaalpost.soort == Postsoort.VORDERING)
    in_run = Betaalpost.betaalrun_id == betaalrun_id
    query = select(Vordering).where(Vordering.id.in_(vervallen.where(in_run)) | Vordering.id.in_(genomen.where(in_run)))
    if agb is not None:
        query = query.where(Vordering.agb == agb)
    return (await session.execute(query.order_by(Vordering.id).with_for_update(of=Vordering))).scalars().all()


async def ontvangen(session: AsyncSession, vordering_id: str) -> int:
    """What was paid back on a claim, in eurocents."""
    query = select(func.sum(Ontvangst.bedrag)).where(Ontvangst.vordering_id == vordering_id)
    return int((await session.execute(query)).scalar_one() or 0)


async def ontvangst(session: AsyncSession, vordering_id: str, kenmerk: str) -> Ontvangst | None:
    """What was paid back under this reference."""
    return await session.get(Ontvangst, (vordering_id, kenmerk))
