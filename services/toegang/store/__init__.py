"""Every query of toegang: here those on clients and cases, beside it the others by subject."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.visible import of_gemeenten
from toegang.domain.jeugd import WMO_OOK_VOOR_KIND, Verlengingsgrond
from toegang.domain.route import OPEN, Meldingstatus
from toegang.store.besluit import loopt_nog
from toegang.store.slot import lees, met_slot
from toegang.tables import Base, Beschikking, BeschiktProduct, Bevestiging, Client, Jeugdzaak, Melding, Onderzoek
from wetten import Wet

# Made once: of every melding they are asked, and making them takes as long as carrying them out.
_OP_BSN = met_slot(
    select(Client).where(
        Client.gemeente == bindparam("gemeente"), Client.bsn_hash.in_(bindparam("bsn_hashes", expanding=True))
    )
)
_MET_ZAAKNUMMER = (
    select(Melding.id)
    .where(Melding.gemeente == bindparam("gemeente"), Melding.zaaknummer == bindparam("zaaknummer"))
    .limit(1)
)


async def client_by_bsn(session: AsyncSession, gemeente: str, bsn_hashes: Collection[str]) -> Client | None:
    """The client of a municipality with this BSN, to change it."""
    given = {"gemeente": gemeente, "bsn_hashes": bsn_hashes}
    return (await session.execute(_OP_BSN, given)).scalar_one_or_none()


async def client(session: AsyncSession, client_id: str, *, lock: bool = False) -> Client | None:
    """The client by clientId; with `lock` to change it."""
    return await lees(session, Client, client_id, lock=lock)


async def melding(session: AsyncSession, melding_id: str, *, lock: bool = False) -> Melding | None:
    """One melding; with `lock` to change it."""
    return await lees(session, Melding, melding_id, lock=lock)


async def meldingen(
    session: AsyncSession, gemeenten: Collection[str], after: str | None, limit: int
) -> Sequence[Melding]:
    """Meldingen of these municipalities in order of id, from after `after`."""
    query = select(Melding).order_by(Melding.id).limit(limit)
    query = query.where(of_gemeenten(Melding.gemeente, gemeenten))
    if after is not None:
        query = query.where(Melding.id > after)
    return (await session.execute(query)).scalars().all()


async def meldingen_of_bsn(
    session: AsyncSession, gemeenten: Collection[str], bsn_hashes: Collection[str]
) -> Sequence[Melding]:
    """Meldingen of the citizen with this BSN in these municipalities, newest first."""
    query = select(Melding).join(Client, Client.id == Melding.client_id).where(Client.bsn_hash.in_(bsn_hashes))
    query = query.where(of_gemeenten(Melding.gemeente, gemeenten))
    return (await session.execute(query.order_by(Melding.id.desc()))).scalars().all()


async def meldingen_met(session: AsyncSession, gemeenten: Collection[str], zaaknummer: str) -> Sequence[Melding]:
    """The cases with this number in these municipalities: one in each at most."""
    query = select(Melding).where(Melding.zaaknummer == zaaknummer, of_gemeenten(Melding.gemeente, gemeenten))
    return (await session.execute(query.order_by(Melding.id))).scalars().all()


async def is_zaaknummer_gegeven(session: AsyncSession, gemeente: str, zaaknummer: str) -> bool:
    """Whether a case of this municipality has this number."""
    given = {"gemeente": gemeente, "zaaknummer": zaaknummer}
    return (await session.execute(_MET_ZAAKNUMMER, given)).first() is not None


async def open_meldingen(
    session: AsyncSession, client_id: str, *, wet: Wet | None = None, lock: bool = False
) -> Sequence[Melding]:
    """The cases of a client that are in progress, oldest first, of one law if given; with `lock` to change them."""
    query = select(Melding).where(Melding.client_id == client_id, Melding.status.in_(OPEN)).order_by(Melding.id)
    if wet is not None:
        query = query.where(Melding.wet == wet)
    return (await session.execute(met_slot(query) if lock else query)).scalars().all()


async def meldingen_of_client(session: AsyncSession, client_id: str) -> Sequence[Melding]:
    """The cases of a client, oldest first."""
    query = select(Melding).where(Melding.client_id == client_id).order_by(Melding.id)
    return (await session.execute(query)).scalars().all()


async def clienten_with(session: AsyncSession, gemeenten: Collection[str], ids: Collection[str]) -> Sequence[Client]:
    """Those of these clients that are in these municipalities."""
    return await _clienten(session, gemeenten, Client.id.in_(ids))


async def clienten_by(
    session: AsyncSession, gemeenten: Collection[str], *, bsn_hashes: Collection[str]
) -> Sequence[Client]:
    """The clients with this BSN in these municipalities."""
    return await _clienten(session, gemeenten, Client.bsn_hash.in_(bsn_hashes))


async def clienten_zonder_adres(session: AsyncSession, na: str, limit: int) -> Sequence[Client]:
    """Clients after this id without an address by which they are found, in order of id, to change them."""
    query = select(Client).where(Client.adres_hash.is_(None), Client.id > na).order_by(Client.id).limit(limit)
    return (await session.execute(met_slot(query))).scalars().all()


async def clienten_at(
    session: AsyncSession, gemeenten: Collection[str], *, adres_hashes: Collection[str]
) -> Sequence[Client]:
    """The clients at this address in these municipalities."""
    return await _clienten(session, gemeenten, Client.adres_hash.in_(adres_hashes))


async def _clienten(
    session: AsyncSession, gemeenten: Collection[str], condition: ColumnElement[bool]
) -> Sequence[Client]:
    query = select(Client).where(condition).order_by(Client.id)
    query = query.where(of_gemeenten(Client.gemeente, gemeenten))
    return (await session.execute(query)).scalars().all()


async def bevestiging(session: AsyncSession, melding_id: str) -> Bevestiging | None:
    """The confirmation of a melding."""
    return await session.get(Bevestiging, melding_id)


async def heeft_overgang(session: AsyncSession, client_id: str, op: date) -> bool:
    """Whether the Wmo looks already at what a client needs from a day on, the eighteenth birthday.

    There is an open case, one that was opened for it before, or help on that day that the Wmo has for adults only.
    """
    zaak = select(Melding.id).where(
        Melding.client_id == client_id,
        Melding.wet == Wet.WMO,
        or_(Melding.overgang, Melding.status.in_(OPEN)),
    )
    hulp = (
        select(BeschiktProduct.id)
        .join(Beschikking, Beschikking.id == BeschiktProduct.beschikking_id)
        .where(
            Beschikking.client_id == client_id,
            Beschikking.wet == Wet.WMO,
            BeschiktProduct.categorie.not_in(WMO_OOK_VOOR_KIND),
            loopt_nog(BeschiktProduct, op),
        )
    )
    return bool((await session.execute(select(or_(zaak.exists(), hulp.exists())))).scalar_one())


async def clienten_onder(session: AsyncSession, clienten: Collection[str], wet: Wet) -> set[str]:
    """Which of these clients have, or had, a case under a law."""
    query = select(Melding.client_id).where(Melding.client_id.in_(clienten), Melding.wet == wet)
    return set((await session.execute(query)).scalars())


async def verlengingsgronden(
    session: AsyncSession, clienten: Collection[str]
) -> dict[str, set[Verlengingsgrond | None]]:
    """Per client why help under the Jeugdwet goes on after 18, of each case; None where it does not.

    Of help that was taken in nobody may have said it yet (M134): it is taken to have begun before 18.
    """
    is_overgenomen = Jeugdzaak.melding_id.is_(None) & (Melding.status == Meldingstatus.BESCHIKT)
    query = select(Melding.client_id, Jeugdzaak.verlengingsgrond, is_overgenomen)
    query = query.outerjoin(Jeugdzaak, Jeugdzaak.melding_id == Melding.id)
    query = query.where(Melding.client_id.in_(clienten), Melding.wet == Wet.JEUGDWET)
    gevonden: dict[str, set[Verlengingsgrond | None]] = {}
    for client_id, grond, overgenomen in await session.execute(query):
        bekend = Verlengingsgrond(grond) if grond else None
        gevonden.setdefault(client_id, set()).add(Verlengingsgrond.BEGONNEN if overgenomen else bekend)
    return gevonden


async def jeugdzaak(session: AsyncSession, melding_id: str) -> Jeugdzaak | None:
    """What a case under the Jeugdwet has more."""
    return await session.get(Jeugdzaak, melding_id)


async def onderzoek(session: AsyncSession, melding_id: str) -> Onderzoek | None:
    """The investigation of a melding."""
    return await session.get(Onderzoek, melding_id)


async def add(session: AsyncSession, *rows: Base) -> None:
    """Write new rows, in this order."""
    for row in rows:
        session.add(row)
        await session.flush()
