"""The read models as they are written: generations, dossiers, and the difference that a batch makes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    Executable,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from monitoring.domain.beleid import kenmerk_van_modellen
from monitoring.domain.bijdragen.bijdrage import Periode
from monitoring.domain.cijfers import Cijfersleutel
from monitoring.domain.openstaand import Open, Opensleutel
from monitoring.store.bulk import Bij, Rows, as_table, as_text, table_of, upsert_all
from monitoring.tables import Base, Cijfer, Clientperiode, Dossier, Generatie, Openstaand


async def actief(session: AsyncSession) -> Generatie:
    """The generation that is read."""
    return (await session.execute(select(Generatie).where(Generatie.actief))).scalar_one()


async def verouderd(session: AsyncSession) -> bool:
    """Whether an inkoopmodel changed since the figures that are read were made."""
    modellen = (await actief(session)).modellen
    return modellen is not None and modellen != kenmerk_van_modellen()


async def generaties(session: AsyncSession) -> list[Generatie]:
    """All generations: beside the active one there is one while a rebuild is under way."""
    return list((await session.execute(select(Generatie).order_by(Generatie.nummer))).scalars())


async def begin(session: AsyncSession, nummer: int, begonnen_op: datetime) -> None:
    """A new, empty generation."""
    row = {"nummer": nummer, "actief": False, "positie": 0, "begonnen_op": begonnen_op}
    await session.execute(insert(Generatie).values(row))


_SCHUIF_OP = (
    update(table_of(Generatie))
    .where(Generatie.nummer == bindparam("van"))
    .values(positie=bindparam("tot"), modellen=func.coalesce(Generatie.modellen, bindparam("met", type_=Text)))
)


async def schuif_op(session: AsyncSession, nummer: int, positie: int) -> None:
    """Keep how far a generation is, and of its first events with which inkoopmodellen they were counted."""
    given = {"van": nummer, "tot": positie, "met": kenmerk_van_modellen()}
    await session.execute(_SCHUIF_OP, given)


async def maak_actief(session: AsyncSession, nummer: int) -> None:
    """From the commit on this generation is read."""
    await session.execute(update(Generatie).values(actief=Generatie.nummer == nummer))


async def ruim_op(session: AsyncSession, nummer: int) -> None:
    """Remove a generation with all that belongs to it."""
    for table in (Dossier, Cijfer, Clientperiode, Openstaand):
        await session.execute(delete(table).where(table.generatie == nummer))
    await session.execute(delete(Generatie).where(Generatie.nummer == nummer))


_TOT_NIETS = delete(table_of(Cijfer)).where(
    # A literal, as in the condition of the index: with a parameter no planner could use it.
    Cijfer.generatie == bindparam("van"),
    Cijfer.waarde == literal_column("0"),
)


async def tel_op(session: AsyncSession, generatie: int, verschil: Mapping[Cijfersleutel, int]) -> None:
    """Add differences to the figures; one that falls to nothing is no longer there, as after a rebuild."""
    rows = [
        {"generatie": generatie, **sleutel._asdict(), "maat": sleutel.maat.naam, "waarde": waarde}
        for sleutel, waarde in verschil.items()
        if waarde
    ]
    await upsert_all(session, table_of(Cijfer), rows, (("waarde", Bij.OPGETELD),))
    if rows:
        await session.execute(_TOT_NIETS, {"van": generatie})


async def werk_openstaand_bij(
    session: AsyncSession, generatie: int, klaar: Sequence[Opensleutel], open_: Mapping[Opensleutel, Open]
) -> None:
    """Take off what is done and write what is open."""
    rows = [{"generatie": generatie, **key._asdict(), **vars(each)} for key, each in open_.items()]
    await _werk_bij(session, Openstaand, generatie, [each._asdict() for each in klaar], rows)


async def werk_perioden_bij(
    session: AsyncSession, generatie: int, weg: Sequence[str], perioden: Mapping[str, Periode]
) -> None:
    """Take off assignments that are gone and write in which months the others give help, by assignment."""
    rows = [{"generatie": generatie, "toewijzing": key, **vars(each)} for key, each in perioden.items()]
    await _werk_bij(session, Clientperiode, generatie, [{"toewijzing": key} for key in weg], rows)


async def _werk_bij(session: AsyncSession, model: type[Base], generatie: int, weg: Rows, rows: Rows) -> None:
    """Remove rows by the rest of their key, then write rows anew."""
    table = table_of(model)
    if weg:
        statement = _weg(table, tuple(weg[0]), postgresql=is_postgresql(session))
        await session.execute(statement, as_text(weg) | {"van": generatie})
    await upsert_all(session, table, rows, tuple((each.name, Bij.NIEUW) for each in table.c if not each.primary_key))


@cache
def _weg(table: Table, names: tuple[str, ...], *, postgresql: bool) -> Executable:  # type: ignore[explicit-any]  # generic over its columns
    gone = tuple_(*(table.c[name] for name in names)).in_(as_table(table, names, postgresql=postgresql))
    return delete(table).where(table.c.generatie == bindparam("van"), gone)
