"""What judging writes in bulk: the lines of a declaration, and the running totals."""

import csv
import io
import json
from collections.abc import Iterable
from itertools import islice

import psycopg
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from declaratie.domain.samenvatting import Saldi
from declaratie.store.bulk import array
from declaratie.tables import Prestatie
from declaratie.tables import Saldo as SaldoRij
from wetten import Wet


async def add_saldi(session: AsyncSession, gemeente: str, agb: str, wet: Wet, erbij: Saldi) -> None:
    """Let the granted lines of one declaration count."""
    if not erbij:
        return
    nummers, eenheden = zip(*erbij, strict=True)
    volumes, bedragen = zip(*((each.volume, each.bedrag) for each in erbij.values()), strict=True)
    if is_postgresql(session):
        await _psycopg_execute(
            session, _SALDI, (gemeente, wet.value, agb, *map(array, (nummers, eenheden, volumes, bedragen)))
        )
        return
    row = sqlite_insert(SaldoRij)
    counted = {"volume": SaldoRij.volume + row.excluded.volume, "bedrag": SaldoRij.bedrag + row.excluded.bedrag}
    rows = [
        {"gemeente": gemeente, "wet": wet, "agb": agb, "toewijzing_nummer": n, "eenheid": e, "volume": v, "bedrag": b}
        for n, e, v, b in zip(nummers, eenheden, volumes, bedragen, strict=True)
    ]
    keys = ["gemeente", "wet", "toewijzing_nummer", "agb", "eenheid"]
    await session.execute(row.on_conflict_do_update(index_elements=keys, set_=counted), rows)


_SALDI = """
WITH erbij (gemeente, wet, agb, toewijzing_nummer, eenheid, volume, bedrag) AS (
  SELECT %s, %s, %s, nieuw.* FROM unnest(%s::int[], %s::text[], %s::bigint[], %s::bigint[]) AS nieuw
), bijgewerkt AS (
  UPDATE saldi SET volume = saldi.volume + erbij.volume, bedrag = saldi.bedrag + erbij.bedrag FROM erbij
  WHERE (saldi.gemeente, saldi.wet, saldi.agb, saldi.toewijzing_nummer, saldi.eenheid)
    = (erbij.gemeente, erbij.wet, erbij.agb, erbij.toewijzing_nummer, erbij.eenheid)
  RETURNING saldi.toewijzing_nummer, saldi.eenheid
)
INSERT INTO saldi (gemeente, wet, agb, toewijzing_nummer, eenheid, volume, bedrag)
SELECT * FROM erbij WHERE (toewijzing_nummer, eenheid) NOT IN (SELECT * FROM bijgewerkt)
"""
"""Nearly all rows are there already, and only one message of a provider is judged at a time: ON CONFLICT takes twice
as long."""


PRESTATIE = tuple(Prestatie.__table__.c.keys())
"""The columns of a judged line, in the order of the rows for `add_prestaties`; `codes` as JSON."""


async def add_prestaties(session: AsyncSession, rows: Iterable[tuple[object, ...]]) -> None:
    """Write the judged lines of one declaration."""
    if not is_postgresql(session):
        lines = [dict(zip(PRESTATIE, row, strict=True)) for row in rows]
        await session.execute(insert(Prestatie), [{**each, "codes": json.loads(str(each["codes"]))} for each in lines])
        return
    connection = await _psycopg(session)
    remaining = iter(rows)
    async with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        # Some at a time: the database stores these while the next are made.
        while some := list(islice(remaining, 1000)):
            text = io.StringIO()
            csv.writer(text).writerows(some)
            await copy.write(text.getvalue())


_COPY = f"COPY prestaties ({', '.join(PRESTATIE)}) FROM STDIN (FORMAT csv)"


async def _psycopg_execute(session: AsyncSession, statement: str, parameters: tuple[object, ...]) -> None:
    connection = await _psycopg(session)
    await connection.execute(statement.encode(), parameters)


async def _psycopg(session: AsyncSession) -> "psycopg.AsyncConnection[tuple[object, ...]]":
    """The connection under this session, in its transaction."""
    raw = await (await session.connection()).get_raw_connection()
    connection = raw.driver_connection
    assert isinstance(connection, psycopg.AsyncConnection)
    return connection
