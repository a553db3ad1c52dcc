"""Queries on what the BRP says of clients, and of whom it is to be asked."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from toegang.domain.route import OPEN
from toegang.store.slot import lees
from toegang.tables import Beschikking, BeschiktProduct, BrpToets, Client, Melding
from wetten import Wet


async def toets(session: AsyncSession, client_id: str, *, lock: bool = False) -> BrpToets | None:
    """What the BRP says of a client; with `lock` to change it."""
    return await lees(session, BrpToets, client_id, lock=lock)


async def te_toetsen(
    session: AsyncSession, gemeente: str, nu: datetime, vandaag: date, after: str | None, limit: int
) -> Sequence[tuple[str, bool]]:
    """Clients of whom the BRP is to be asked now, in order of id, and whether it answered before.

    Those are who have an open case or support that runs or begins, and do not wait for their next turn.
    """
    zaak = exists().where(Melding.client_id == Client.id, Melding.status.in_(OPEN))
    einde = func.coalesce(BeschiktProduct.laatste_dag, BeschiktProduct.einddatum)
    hulp = exists().where(
        Beschikking.client_id == Client.id,
        BeschiktProduct.beschikking_id == Beschikking.id,
        or_(einde.is_(None), einde >= vandaag),
    )
    query = (
        select(Client.id, BrpToets.geantwoord_op.is_not(None))
        .outerjoin(BrpToets, BrpToets.client_id == Client.id)
        .where(Client.gemeente == gemeente, Client.overleden_op.is_(None), or_(zaak, hulp))
        .where(or_(BrpToets.client_id.is_(None), BrpToets.opnieuw_vanaf <= nu))
    )
    if after is not None:
        query = query.where(Client.id > after)
    return [(client_id, eerder) for client_id, eerder in await session.execute(query.order_by(Client.id).limit(limit))]


async def met_jeugdzaak(session: AsyncSession, clienten: Sequence[str], vandaag: date) -> set[str]:
    """Which of these clients have an open case or running support under the Jeugdwet."""
    open_zaken = select(Melding.client_id).where(
        Melding.client_id.in_(clienten), Melding.wet == Wet.JEUGDWET, Melding.status.in_(OPEN)
    )
    einde = func.coalesce(BeschiktProduct.laatste_dag, BeschiktProduct.einddatum)
    hulp = (
        select(Beschikking.client_id)
        .join(BeschiktProduct, BeschiktProduct.beschikking_id == Beschikking.id)
        .where(
            Beschikking.client_id.in_(clienten),
            Beschikking.wet == Wet.JEUGDWET,
            or_(einde.is_(None), einde >= vandaag),
        )
    )
    return {*(await session.execute(open_zaken)).scalars(), *(await session.execute(hulp)).scalars()}
