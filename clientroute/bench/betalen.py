"""A payment run over 1,000 providers and 200,000 granted lines, beside adding up those lines and no more."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import httpx
import psycopg

from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from clientroute.bench.diensten import create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop
from declaratie.app import SERVICE
from declaratie.store import betaalruns as store_betaalruns
from declaratie.store.journaal import boekingen
from declaratie.uitvoer.journaal import journaal
from declaratie.usecases import betaalruns

GEMEENTE = "0361"
AANBIEDERS, DECLARATIES, PRESTATIES = 1_000, 10, 20
"""Providers, declarations of each, lines of each: 200,000 lines."""
NU = datetime(2027, 6, 1, 9, tzinfo=UTC)
DAG = date(2027, 6, 2)
VULLEN = (
    """INSERT INTO declaraties (id, gemeente, wet, agb, declaratienummer, declaratieperiode, ontvangen_op,
       beantwoord_op, retourcode, bedrag_ingediend, bedrag_toegekend)
       SELECT 'd' || a || '-' || d, %(gemeente)s, 'wmo', lpad(a::text, 8, '0'), 'D' || d,
       date '2027-04-01', %(nu)s, %(nu)s, '8001', 0, 0
       FROM generate_series(1, %(aanbieders)s) a, generate_series(1, %(declaraties)s) d""",
    """INSERT INTO prestaties (declaratie_id, volgnummer, gemeente, wet, agb, referentie, vorige_referentie,
       toewijzing_nummer, categorie, code, begindatum, einddatum, volume, eenheid, tarief, bedrag, is_credit,
       is_toegekend, codes, budgethouder)
       SELECT d.id, p, d.gemeente, d.wet, d.agb, d.id || p, NULL, p, '02', 'BI',
       date '2027-04-01', date '2027-04-30', 10, '04', 6000, 60000 + p, false, true, '[]', d.gemeente
       FROM declaraties d, generate_series(1, %(prestaties)s) p""",
    """INSERT INTO betaalposten (id, soort, bron_id, poging, budgethouder, gemeente, wet, agb, bedrag, vanaf)
       SELECT declaratie_id, 'declaratie', declaratie_id, 1, budgethouder, gemeente, wet, agb,
       sum(bedrag), date '2027-05-01' FROM prestaties GROUP BY declaratie_id, budgethouder, gemeente, wet, agb""",
    """INSERT INTO rekeningen (id, agb, budgethouders, naam, iban, herkomst, stand, voorgesteld_door,
       voorgesteld_op, beoordeeld_door, beoordeeld_op)
       SELECT 'r' || agb, agb, '["0361"]', 'Zorg ' || agb, 'NL91ABNA0417164300', 'Gebeld.',
       'goedgekeurd', 'anna', %(nu)s, 'bart', %(nu)s FROM declaraties GROUP BY agb""",
    """INSERT INTO betaalrekeningen VALUES (%(gemeente)s, 'Gemeente Alkmaar', 'NL02ABNA0123456789', 'ABNANL2A',
       date '2027-01-01', 'anna', %(nu)s)""",
)
OPNIEUW = (
    "UPDATE betaalposten SET betaalrun_id = NULL",
    "TRUNCATE bankopdrachten, overboekingen, betaalrunstappen",
    "DELETE FROM betaalruns",
    "VACUUM ANALYZE",
)
OPTELLEN = (
    "SELECT agb, sum(CASE WHEN is_credit THEN -bedrag ELSE bedrag END) FROM prestaties WHERE is_toegekend GROUP BY agb"
)


@asynccontextmanager
async def _kamer() -> AsyncIterator[Room]:
    url = create_database()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=url)
        room = open_room(SERVICE, settings, load_secrets(settings), lambda _: httpx.AsyncClient(), lambda: NU)
        await room.migrate()
        _doe(url, *VULLEN)
        yield room
        await room.close()
    drop_database(url)


def _doe(url: str, *opdrachten: str) -> None:
    waarden = {
        "gemeente": GEMEENTE,
        "nu": NU,
        "aanbieders": AANBIEDERS,
        "declaraties": DECLARATIES,
        "prestaties": PRESTATIES,
    }
    with psycopg.connect(url, autocommit=True) as connection:
        for each in opdrachten:
            connection.execute(each.encode(), waarden if "%(" in each else None)


@cache
def _room() -> Room:
    return loop().keep(_kamer())


def _url() -> str:
    url = _room().settings.database_url
    assert url is not None
    return url


async def _betaal() -> float:
    """The seconds of a proposal; then all the rest of a run, for the memory that it takes."""
    begin = time.perf_counter()
    async with _room().work() as work:
        run_id = (await betaalruns.stel_voor(work, GEMEENTE, DAG, "anna")).id
    duur = time.perf_counter() - begin
    for stap, wie in ((betaalruns.controleer, "anna"), (betaalruns.keur_goed, "bart"), (betaalruns.sluit, "anna")):
        async with _room().work() as work:
            run = await store_betaalruns.betaalrun(work.session, run_id, lock=True)
            assert run is not None
            await stap(work, run, wie)
    async with _room().work(writes=False) as work:
        run = await store_betaalruns.betaalrun(work.session, run_id)
        assert run is not None
        await asyncio.to_thread(list, journaal(run, await boekingen(work.session, run_id)).rijen)
    return duur


def _tel_op() -> None:
    with psycopg.connect(_url()) as connection:
        assert len(connection.execute(OPTELLEN).fetchall()) == AANBIEDERS


FIGURES = (
    Figure(
        name="betaalrun",
        ours=lambda: loop().run(_betaal),
        base=_tel_op,
        unit="s",
        about="een betaalrun van 1.000 aanbieders voorgesteld; basis: hun 200.000 prestaties optellen in SQL",
        prepare=lambda: _doe(_url(), *OPNIEUW),
    ),
)
