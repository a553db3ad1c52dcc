"""What judging writes in bulk: the lines of declarations, and the running totals."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from itertools import islice

import psycopg
from sqlalchemy import insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession

from chassis.database import is_postgresql
from declaratie.domain.samenvatting import Saldi
from declaratie.store.bulk import Waar, array
from declaratie.tables import Prestatie
from declaratie.tables import Saldo as SaldoRij


async def add_saldi(session: AsyncSession, erbij: Sequence[tuple[Waar, Saldi]]) -> None:
    """Let the granted lines of declarations count; of each provider, municipality and law there is one."""
    rows = [
        (*waar, nummer, eenheid, saldo.volume, saldo.bedrag)
        for waar, van_declaratie in erbij
        for (nummer, eenheid), saldo in van_declaratie.items()
    ]
    if not rows:
        return
    if is_postgresql(session):
        await _psycopg_execute(session, _SALDI, tuple(map(array, zip(*rows, strict=True))))
        return
    row = sqlite_insert(SaldoRij)
    counted = {"volume": SaldoRij.volume + row.excluded.volume, "bedrag": SaldoRij.bedrag + row.excluded.bedrag}
    keys = ["gemeente", "wet", "toewijzing_nummer", "agb", "eenheid"]
    lines = [dict(zip(_SALDO, each, strict=True)) for each in rows]
    await session.execute(row.on_conflict_do_update(index_elements=keys, set_=counted), lines)


_SALDO = ("gemeente", "agb", "wet", "toewijzing_nummer", "eenheid", "volume", "bedrag")
_SALDI = """
WITH erbij (gemeente, agb, wet, toewijzing_nummer, eenheid, volume, bedrag) AS (
  SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::int[], %s::text[], %s::bigint[], %s::bigint[])
), bijgewerkt AS (
  UPDATE saldi SET volume = saldi.volume + erbij.volume, bedrag = saldi.bedrag + erbij.bedrag FROM erbij
  WHERE (saldi.gemeente, saldi.wet, saldi.agb, saldi.toewijzing_nummer, saldi.eenheid)
    = (erbij.gemeente, erbij.wet, erbij.agb, erbij.toewijzing_nummer, erbij.eenheid)
  RETURNING saldi.gemeente, saldi.wet, saldi.agb, saldi.toewijzing_nummer, saldi.eenheid
)
INSERT INTO saldi (gemeente, wet, agb, toewijzing_nummer, eenheid, volume, bedrag)
SELECT gemeente, wet, agb, toewijzing_nummer, eenheid, volume, bedrag FROM erbij
WHERE (gemeente, wet, agb, toewijzing_nummer, eenheid) NOT IN (SELECT * FROM bijgewerkt)
"""
"""Nearly all rows are there already, and only one message of a provider is judged at a time: ON CONFLICT takes twice
as long."""


PRESTATIE = tuple(Prestatie.__table__.c.keys())
"""The columns of a judged line, in the order of the rows for `add_prestaties`; `codes` as JSON."""


async def add_prestaties(session: AsyncSession, rows: Iterable[tuple[object, ...]]) -> None:
    """Write the judged lines of declarations."""
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
