"""The queries on the conversation with providers: stops, versions of assignments, requests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_caller
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.domain.verzoek import OPEN
from toewijzing.tables import Stop, Toewijzing, ToewijzingVersie, Verzoek
from wetten import Wet


async def stops(session: AsyncSession, toewijzing_ids: Collection[str]) -> Sequence[Stop]:
    """The stops that stand on these assignments, in order of the day on which delivery ended."""
    query = select(Stop).where(Stop.toewijzing_id.in_(toewijzing_ids), Stop.verwijderd.is_(False))
    return (await session.execute(query.order_by(Stop.einddatum, Stop.id))).scalars().all()


async def versies(session: AsyncSession, toewijzing_id: str) -> Sequence[ToewijzingVersie]:
    """Every version of an assignment, oldest first."""
    query = select(ToewijzingVersie).where(ToewijzingVersie.toewijzing_id == toewijzing_id)
    return (await session.execute(query.order_by(ToewijzingVersie.versienummer))).scalars().all()


async def versies_van(session: AsyncSession, toewijzing_ids: Collection[str]) -> dict[str, list[ToewijzingVersie]]:
    """Every version of some assignments, oldest first, by assignment."""
    found: dict[str, list[ToewijzingVersie]] = {each: [] for each in toewijzing_ids}
    query = select(ToewijzingVersie).where(ToewijzingVersie.toewijzing_id.in_(toewijzing_ids))
    for versie in (await session.execute(query.order_by(ToewijzingVersie.versienummer))).scalars():
        found[versie.toewijzing_id].append(versie)
    return found


async def versies_in(session: AsyncSession, bericht_ids: Collection[str]) -> dict[str, list[ToewijzingVersie]]:
    """The versions that some WMO301s told first, by message."""
    found: dict[str, list[ToewijzingVersie]] = {each: [] for each in bericht_ids}
    query = select(ToewijzingVersie).where(ToewijzingVersie.bericht_id.in_(bericht_ids))
    for versie in (await session.execute(query)).scalars():
        found[str(versie.bericht_id)].append(versie)
    return found


async def van_producten(session: AsyncSession, producten: Collection[str]) -> Sequence[Toewijzing]:
    """All assignments of these products of a beschikking, removed or not, locked, by number."""
    query = select(Toewijzing).where(or_(Toewijzing.id.in_(producten), Toewijzing.product_id.in_(producten)))
    return (
        (await session.execute(query.order_by(Toewijzing.toewijzing_nummer, Toewijzing.id).with_for_update()))
        .scalars()
        .all()
    )


async def verlengd_met(session: AsyncSession, product_id: str) -> Sequence[Toewijzing]:
    """The products of later decisions whose days were added to the assignment of this product (OP380)."""
    query = select(Toewijzing).where(Toewijzing.verlengt == product_id, Toewijzing.status == Toewijzingstatus.VERLENGD)
    return (await session.execute(query.order_by(Toewijzing.ingangsdatum).with_for_update())).scalars().all()


async def laatste_van_client(session: AsyncSession, gemeente: str, bsn_hashes: Collection[str]) -> Toewijzing | None:
    """The newest assignment of the client of a municipality with this BSN, waiting or not."""
    query = select(Toewijzing).where(Toewijzing.gemeente == gemeente, Toewijzing.bsn_hash.in_(bsn_hashes))
    return (await session.execute(query.order_by(Toewijzing.id.desc()).limit(1))).scalar_one_or_none()


async def clienten(session: AsyncSession, wie: Sequence[tuple[str, Collection[str]]]) -> list[str | None]:
    """Per municipality and BSN the client of its newest assignment, as far as there is or was one."""
    nieuwste: dict[tuple[str, str], tuple[str, str]] = {}
    query = select(Toewijzing.gemeente, Toewijzing.bsn_hash, Toewijzing.id, Toewijzing.client_id)
    query = query.where(Toewijzing.bsn_hash.in_({each for _, hashes in wie for each in hashes}))
    for gemeente, bsn_hash, toewijzing_id, client_id in await session.execute(query.order_by(Toewijzing.id)):
        nieuwste[gemeente, bsn_hash] = toewijzing_id, client_id
    gevonden = [
        max((nieuwste[gemeente, each] for each in hashes if (gemeente, each) in nieuwste), default=None)
        for gemeente, hashes in wie
    ]
    return [None if each is None else each[1] for each in gevonden]


async def verzoek(session: AsyncSession, verzoek_id: str, *, lock: bool = False) -> Verzoek | None:
    """One request; with `lock`, nobody else decides on it until this transaction ends."""
    return await session.get(Verzoek, verzoek_id, with_for_update=lock or None)


class Partijen(NamedTuple):
    """Between whom a request is, about whom and under which law."""

    gemeente: str
    wet: Wet
    agb: str
    bsn_hash: str


async def in_gesprek(session: AsyncSession, partijen: Collection[Partijen]) -> set[Partijen]:
    """Between which of these a request still waits for an answer (TR374)."""
    query = select(Verzoek.gemeente, Verzoek.wet, Verzoek.agb, Verzoek.bsn_hash)
    # By client only, of whom few are open: planning a choice of pairs takes longer than that.
    van_clienten = Verzoek.bsn_hash.in_({each.bsn_hash for each in partijen})
    found = await session.execute(query.where(van_clienten, Verzoek.status.in_(OPEN)))
    return {Partijen(*each) for each in found} & set(partijen)


class Referentie(NamedTuple):
    """How a provider names a request under a law."""

    wet: Wet
    agb: str
    referentie: str


async def gebruikte_referenties(session: AsyncSession, referenties: Collection[Referentie]) -> set[Referentie]:
    """Which of these were used before, in a request that was taken in (TR347)."""
    kolommen = (Verzoek.wet, Verzoek.agb, Verzoek.referentie)
    query = select(*kolommen).where(tuple_(*kolommen).in_(referenties))
    return {Referentie(*each) for each in await session.execute(query)}


@dataclass(frozen=True)
class Verzoekselectie:
    """Which requests a list holds: of one provider, or of municipalities."""

    agb: str | None
    gemeenten: Collection[str]
    wet: Wet | None
    status: str | None


async def verzoeken(
    session: AsyncSession, selectie: Verzoekselectie, after: str | None, limit: int
) -> Sequence[Verzoek]:
    """Requests in order of id, which is the order of time, from after `after`."""
    query = select(Verzoek).order_by(Verzoek.id).limit(limit)
    query = query.where(of_caller(Verzoek.agb, Verzoek.gemeente, selectie.agb, selectie.gemeenten))
    if selectie.wet is not None:
        query = query.where(Verzoek.wet == selectie.wet)
    if selectie.status is not None:
        query = query.where(Verzoek.status == selectie.status)
    if after is not None:
        query = query.where(Verzoek.id > after)
    return (await session.execute(query)).scalars().all()
