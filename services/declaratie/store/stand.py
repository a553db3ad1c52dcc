"""What judging reads and writes in bulk: a fixed number of statements, however many lines a message has."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from itertools import islice

import psycopg
from sqlalchemy import ARRAY, ColumnElement, TableValuedAlias, case, cast, func, insert, literal, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from chassis.database import is_postgresql
from declaratie.domain.kalender import eerste_van_maand, laatste_van_maand
from declaratie.domain.samenvatting import Saldi, Saldo
from declaratie.domain.stand import Sleutel, TellendePrestatie
from declaratie.tables import Prestatie
from declaratie.tables import Saldo as SaldoRij

Attribuut = InstrumentedAttribute[int] | InstrumentedAttribute[str] | InstrumentedAttribute[str | None]


def _array(waarden: Iterable[int | str]) -> str:
    """An array as PostgreSQL reads it: as one text, for psycopg turns a long list over one by one."""
    delen = (
        str(each) if isinstance(each, int) else '"{}"'.format(each.replace("\\", "\\\\").replace('"', '\\"'))
        for each in waarden
    )
    return f"{{{','.join(delen)}}}"


def een_van(session: AsyncSession, kolom: Attribuut, waarden: Iterable[int | str]) -> ColumnElement[bool]:
    """Whether a column has one of these values: as one array, which an IN list is too small for.

    A table of its elements, not `= ANY(array)`: PostgreSQL may walk along the whole array for every row.
    """
    return kolom.in_(select(_tabel(session, kolom, waarden).c.value))


def _tabel(session: AsyncSession, kolom: Attribuut, waarden: Iterable[int | str]) -> TableValuedAlias:
    lijst = sorted(waarden)
    if is_postgresql(session):
        return func.unnest(cast(literal(_array(lijst)), ARRAY(kolom.type))).table_valued("value").render_derived()
    return func.json_each(json.dumps(lijst)).table_valued("value")


async def saldi(session: AsyncSession, gemeente: str, agb: str, nummers: Collection[int]) -> Saldi:
    """What was granted and not credited on these assignments."""
    query = select(SaldoRij.toewijzing_nummer, SaldoRij.eenheid, SaldoRij.volume, SaldoRij.bedrag).where(
        SaldoRij.gemeente == gemeente, SaldoRij.agb == agb
    )
    if is_postgresql(session):
        # Of `een_van` it expects 200 and looks up 42,500 one by one; joined it counts them. SQLite is the other way.
        tabel = _tabel(session, SaldoRij.toewijzing_nummer, nummers)
        query = query.join(tabel, tabel.c.value == SaldoRij.toewijzing_nummer)
    else:
        query = query.where(een_van(session, SaldoRij.toewijzing_nummer, nummers))
    return {
        (nummer, eenheid): Saldo(volume, bedrag) for nummer, eenheid, volume, bedrag in await session.execute(query)
    }


async def add_saldi(session: AsyncSession, gemeente: str, agb: str, erbij: Saldi) -> None:
    """Let the granted lines of one declaration count."""
    if not erbij:
        return
    nummers, eenheden = zip(*erbij, strict=True)
    volumes, bedragen = zip(*((each.volume, each.bedrag) for each in erbij.values()), strict=True)
    if is_postgresql(session):
        await _psycopg_execute(session, _SALDI, (gemeente, agb, *map(_array, (nummers, eenheden, volumes, bedragen))))
        return
    row = sqlite_insert(SaldoRij)
    counted = {"volume": SaldoRij.volume + row.excluded.volume, "bedrag": SaldoRij.bedrag + row.excluded.bedrag}
    rows = [
        {"gemeente": gemeente, "agb": agb, "toewijzing_nummer": n, "eenheid": e, "volume": v, "bedrag": b}
        for n, e, v, b in zip(nummers, eenheden, volumes, bedragen, strict=True)
    ]
    keys = ["gemeente", "toewijzing_nummer", "agb", "eenheid"]
    await session.execute(row.on_conflict_do_update(index_elements=keys, set_=counted), rows)


_SALDI = """
WITH erbij (gemeente, agb, toewijzing_nummer, eenheid, volume, bedrag) AS (
  SELECT %s, %s, nieuw.* FROM unnest(%s::int[], %s::text[], %s::bigint[], %s::bigint[]) AS nieuw
), bijgewerkt AS (
  UPDATE saldi SET volume = saldi.volume + erbij.volume, bedrag = saldi.bedrag + erbij.bedrag FROM erbij
  WHERE (saldi.gemeente, saldi.agb, saldi.toewijzing_nummer, saldi.eenheid)
    = (erbij.gemeente, erbij.agb, erbij.toewijzing_nummer, erbij.eenheid)
  RETURNING saldi.toewijzing_nummer, saldi.eenheid
)
INSERT INTO saldi (gemeente, agb, toewijzing_nummer, eenheid, volume, bedrag)
SELECT * FROM erbij WHERE (toewijzing_nummer, eenheid) NOT IN (SELECT * FROM bijgewerkt)
"""
"""Nearly all rows are there already, and only one message of a provider is judged at a time: ON CONFLICT takes twice
as long."""


async def open_debet(
    session: AsyncSession, gemeente: str, agb: str, sleutels: Collection[tuple[int, date]]
) -> dict[Sleutel, int]:
    """How many granted debit lines stand, less credits, per key of TR389, for these assignments and months.

    A query per month: they are few, for nothing older than five years may be billed (TR335).
    """
    per_maand: defaultdict[date, set[int]] = defaultdict(set)
    for nummer, dag in sleutels:
        per_maand[eerste_van_maand(dag)].add(nummer)
    found: dict[Sleutel, int] = {}
    kolommen = (Prestatie.toewijzing_nummer, Prestatie.categorie, Prestatie.code)
    for maand, nummers in sorted(per_maand.items()):
        query = (
            select(*kolommen, func.sum(case((Prestatie.is_credit, -1), else_=1)))
            .where(Prestatie.gemeente == gemeente, Prestatie.agb == agb, Prestatie.is_toegekend.is_(True))
            .where(een_van(session, Prestatie.toewijzing_nummer, nummers))
            .where(Prestatie.begindatum.between(maand, laatste_van_maand(maand)))
            .group_by(*kolommen)
        )
        found |= {
            (nummer, categorie, code, maand): aantal for nummer, categorie, code, aantal in await session.execute(query)
        }
    return found


_TELLEND = (
    Prestatie.referentie,
    Prestatie.vorige_referentie,
    Prestatie.toewijzing_nummer,
    Prestatie.categorie,
    Prestatie.code,
    Prestatie.begindatum,
    Prestatie.einddatum,
    Prestatie.volume,
    Prestatie.eenheid,
    Prestatie.bedrag,
    Prestatie.is_credit,
)


async def genoemd_debet(
    session: AsyncSession, gemeente: str, agb: str, referenties: Collection[str]
) -> dict[str, TellendePrestatie]:
    """The granted debit lines that credit lines name, by ReferentieNummer (TR323)."""
    if not referenties:
        return {}
    query = select(*_TELLEND).where(*_genoemd(session, gemeente, agb, referenties))
    return {row.referentie: TellendePrestatie(*row) for row in await session.execute(query)}


def _genoemd(
    session: AsyncSession, gemeente: str, agb: str, referenties: Collection[str]
) -> tuple[ColumnElement[bool], ...]:
    return (
        Prestatie.gemeente == gemeente,
        Prestatie.agb == agb,
        een_van(session, Prestatie.referentie, referenties),
        Prestatie.is_toegekend.is_(True),
        Prestatie.is_credit.is_(False),
    )


async def betaald_door(session: AsyncSession, gemeente: str, agb: str, referenties: Collection[str]) -> dict[str, str]:
    """Which municipality paid for the granted debit lines that credit lines name, by ReferentieNummer (M83)."""
    if not referenties:
        return {}
    query = select(Prestatie.referentie, Prestatie.budgethouder)
    query = query.where(*_genoemd(session, gemeente, agb, referenties))
    return {row.referentie: row.budgethouder for row in await session.execute(query)}


async def gecrediteerd(session: AsyncSession, gemeente: str, agb: str, referenties: Collection[str]) -> set[str]:
    """Which of these debit lines were credited before (TR390)."""
    if not referenties:
        return set()
    query = select(Prestatie.vorige_referentie).where(
        Prestatie.gemeente == gemeente,
        Prestatie.agb == agb,
        een_van(session, Prestatie.vorige_referentie, referenties),
        Prestatie.is_toegekend.is_(True),
        Prestatie.is_credit.is_(True),
    )
    return {each for each in (await session.execute(query)).scalars() if each is not None}


async def gebruikte_referenties(session: AsyncSession, agb: str, referenties: Collection[str]) -> set[str]:
    """Which of these references this provider has used before, on granted and on rejected lines (TR314)."""
    query = select(Prestatie.referentie).where(
        Prestatie.agb == agb, een_van(session, Prestatie.referentie, referenties)
    )
    return set((await session.execute(query)).scalars())


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
