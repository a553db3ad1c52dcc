"""The queries on terms."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Executable, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import Inserter, made_once
from chassis.visible import of_caller
from toewijzing.domain.termijn import Ketentermijnsoort, Periode, Wie
from toewijzing.tables import Base, Termijn

TERMIJNEN = Base.metadata.tables[Termijn.__tablename__]


@dataclass(frozen=True)
class Open:
    """A term between a municipality and a provider that has to be met; `wie` has to act."""

    soort: Ketentermijnsoort
    onderwerp_id: str
    gemeente: str
    agb: str
    periode: Periode
    wie: Wie = Wie.AANBIEDER


async def zet(session: AsyncSession, te_openen: Sequence[Open]) -> None:
    """Open terms, or move them; one that was met is open again."""
    if not te_openen:
        return
    rows = [
        {
            "soort": each.soort,
            "onderwerp_id": each.onderwerp_id,
            "wie": each.wie,
            "gemeente": each.gemeente,
            "agb": each.agb,
            "vanaf": each.periode.vanaf,
            "uiterlijk": each.periode.uiterlijk,
            "klaar_op": None,
            "gemeld_op": None,
        }
        for each in te_openen
    ]
    await session.execute(_open_of_verzet(session), rows)


@made_once
def _open_of_verzet(insert: Inserter) -> Executable:
    first = insert(TERMIJNEN)
    moved = {name: first.excluded[name] for name in ("agb", "vanaf", "uiterlijk", "klaar_op", "gemeld_op")}
    return first.on_conflict_do_update(index_elements=["soort", "onderwerp_id"], set_=moved)


async def sluit(session: AsyncSession, soort: Ketentermijnsoort, onderwerp_ids: Collection[str], op: date) -> None:
    """These terms are met, or do not matter any more; one that was met before keeps its day."""
    if onderwerp_ids:
        due = (Termijn.soort == soort) & Termijn.onderwerp_id.in_(onderwerp_ids) & Termijn.klaar_op.is_(None)
        await session.execute(update(Termijn).where(due).values(klaar_op=op))


@dataclass(frozen=True)
class Termijnselectie:
    """Which open terms a list holds: of one provider or of municipalities; late on `te_laat_op`, if that is given."""

    agb: str | None
    gemeenten: Collection[str]
    soort: str | None
    wie: str | None
    te_laat_op: date | None


async def openstaand(
    session: AsyncSession, selectie: Termijnselectie, after: tuple[date, str] | None, limit: int
) -> Sequence[Termijn]:
    """What is due, in order of the last day and then of the subject, from after `after`."""
    query = select(Termijn).where(Termijn.klaar_op.is_(None)).order_by(Termijn.uiterlijk, Termijn.onderwerp_id)
    query = query.where(of_caller(Termijn.agb, Termijn.gemeente, selectie.agb, selectie.gemeenten))
    if selectie.soort is not None:
        query = query.where(Termijn.soort == selectie.soort)
    if selectie.wie is not None:
        query = query.where(Termijn.wie == selectie.wie)
    if selectie.te_laat_op is not None:
        query = query.where(Termijn.uiterlijk < selectie.te_laat_op)
    if after is not None:
        query = query.where(tuple_(Termijn.uiterlijk, Termijn.onderwerp_id) > tuple_(*after))
    return (await session.execute(query.limit(limit))).scalars().all()


async def eigen_retouren(session: AsyncSession) -> frozenset[str]:
    """The messages of providers on which a retour is due to them."""
    query = select(Termijn.onderwerp_id).where(
        Termijn.soort == Ketentermijnsoort.RETOUR, Termijn.wie == Wie.GEMEENTE, Termijn.klaar_op.is_(None)
    )
    return frozenset((await session.execute(query)).scalars())


async def ongemeld(session: AsyncSession, vandaag: date, limit: int) -> Sequence[Termijn]:
    """Retours of providers that are late and were not told of yet, locked."""
    query = select(Termijn).where(
        Termijn.soort == Ketentermijnsoort.RETOUR,
        Termijn.wie == Wie.AANBIEDER,
        Termijn.klaar_op.is_(None),
        Termijn.gemeld_op.is_(None),
        Termijn.uiterlijk < vandaag,
    )
    return (await session.execute(query.order_by(Termijn.uiterlijk).limit(limit).with_for_update())).scalars().all()
