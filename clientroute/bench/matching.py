"""Ranking providers for one assignment: 500 providers, 5,000 lines of contract; in memory, and from PostgreSQL."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import psycopg

from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from clientroute.bench.diensten import create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop
from clientroute.services import SERVICES, peers_over_network
from inkoop import laad
from toewijzing import store
from toewijzing.domain.matching import Ervaring, Kandidaat, Vraag, rangschik
from toewijzing.domain.toewijzing import Aanbod, Hulp, Levering, bezwaar
from toewijzing.store.van_client import van_client
from toewijzing.usecases.keuze import aanbieders_voor

AANBIEDERS, LOPEND, KEREN = 500, 20_000, 20
VRAAG = "vraag"

VUL = """
INSERT INTO aanbieders (agb, naam) SELECT (99990000 + n)::text, 'Aanbieder ' || n
  FROM generate_series(1, {aanbieders}) AS n;
INSERT INTO gemeten_aanbieders SELECT (99990000 + n)::text, 'lekstroom-2022', 1, current_date - 365, current_date,
  20, n % 20, 20, n % 7, 100, n % 30 FROM generate_series(1, {aanbieders}) AS n WHERE n % 3 = 0;
INSERT INTO contracten (id, agb, gemeenten, geldig_van, opties, specialismen, doelgroepen, partners, leversnelheid,
    capaciteit, deelname)
  SELECT 'c' || n, (99990000 + n)::text, '["0321", "0331", "0353"]', '2022-01-01', '[]', '["begeleiding"]',
    CASE n % 2 WHEN 0 THEN '["lvb"]' ELSE '["nah", "complex"]' END::json, '[]', n % 40, 20 + n % 60, 'zelfstandig'
  FROM generate_series(1, {aanbieders}) AS n;
INSERT INTO contract_producten SELECT 'c' || n, code, '02', '84' FROM generate_series(1, {aanbieders}) AS n,
  unnest(ARRAY['B1B0', 'B1B1', 'B1B2', 'B1O0', 'B1O1', 'B1O2', 'B2B0', 'B2B1', 'B2B2', 'B2O0']) AS code;
INSERT INTO toewijzingen (id, beschikking_id, client_id, bsn_hash, gemeente, categorie, code, volume, eenheid,
    frequentie, vorm, spoed, afschaalmomenten, contactmomenten, ingangsdatum, besluitdatum, status, agb,
    toewijzing_nummer, wet)
  SELECT 't' || n, 'b', 'client-' || n, 'h', '0321', '02', 'B1B' || n % 3, 1, '84', '4', 'natura', false, '[]', '[]',
    current_date - 100, current_date - 110, 'gestart', (99990001 + n % {aanbieders})::text, n, 'wmo'
  FROM generate_series(1, {lopend}) AS n;
INSERT INTO starts (id, toewijzing_id, begindatum, bericht_id, verwijderd, agb, gemeente, wachtdagen)
  SELECT 's' || n, 't' || n, current_date - 100 + n % 30, 'm', false,
    (99990001 + n % {aanbieders})::text, '0321', n % 30 FROM generate_series(1, {lopend}) AS n;
INSERT INTO toewijzingen (id, beschikking_id, client_id, bsn_hash, gemeente, categorie, code, volume, eenheid,
    frequentie, vorm, spoed, afschaalmomenten, contactmomenten, specialisme, doelgroep, ingangsdatum, besluitdatum,
    status, wet)
  VALUES ('vraag', 'b', 'client', 'h', '0321', '02', 'B1B1', 1, '84', '4', 'natura', false, '[]', '[]',
    'begeleiding', 'nah', current_date, current_date, 'voorbereid', 'wmo');
"""


@asynccontextmanager
async def _room() -> AsyncIterator[Room]:
    url = create_database()
    try:
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(data_dir=Path(folder), database_url=url)
            secrets = load_secrets(settings)
            peers = peers_over_network(settings, secrets, "toewijzing")
            room = open_room(SERVICES["toewijzing"], settings, secrets, peers)
            await room.migrate()
            with psycopg.connect(url, autocommit=True) as database:
                for statement in VUL.format(aanbieders=AANBIEDERS, lopend=LOPEND).split(";\n"):
                    if statement.strip():
                        database.execute(statement.encode())
                database.execute("VACUUM ANALYZE")
            yield room
            await room.close()
    finally:
        drop_database(url)


@cache
def room() -> Room:
    """A toewijzing with a filled register, for the whole run."""
    return loop().keep(_room())


async def _rangschik(room: Room) -> None:
    for _ in range(KEREN):
        async with room.work(writes=False) as work:
            toewijzing = await store.toewijzing(work.session, VRAAG)
            assert toewijzing is not None
            alles = await van_client(work.session, toewijzing.gemeente, toewijzing.client_id)
            assert len((await aanbieders_voor(work, toewijzing, alles)).mogelijk) == AANBIEDERS


def uit_register() -> None:
    """Rank what the register has."""
    here = room()
    loop().run(lambda: _rangschik(here))


LEES = (
    """
    SELECT contracten.*, naam FROM contracten JOIN aanbieders ON aanbieders.agb = contracten.agb
    JOIN contract_producten ON contract_id = contracten.id WHERE contract_producten.code = 'B1B1'
    """,
    "SELECT agb, count(DISTINCT client_id) FROM toewijzingen WHERE agb IS NOT NULL GROUP BY agb",
    "SELECT agb, sum(begindatum - current_date), count(*) FROM starts GROUP BY agb",
)


def lees() -> None:
    """The same rows with the bare driver: the contracts, and per provider a count of its clients and its starts."""
    url = str(room().settings.database_url)
    with psycopg.connect(url, autocommit=True) as database:
        for _ in range(KEREN):
            for statement in LEES:
                assert len(database.execute(statement.encode()).fetchall()) == AANBIEDERS


@dataclass(frozen=True)
class Regel:
    """A line of contract in memory."""

    code: str
    aanbod: Aanbod
    kandidaat: Kandidaat


@cache
def regels() -> list[Regel]:
    """500 providers with ten products each."""
    found = []
    for nummer in range(AANBIEDERS):
        agb, specialismen = f"{99990000 + nummer}", frozenset({"begeleiding"})
        aanbod = Aanbod(
            f"c{nummer}", agb, "Aanbieder", ["0321", "0331"], date(2022, 1, 1), None, specialismen=specialismen
        )
        doelgroepen = frozenset({"lvb"} if nummer % 2 else {"nah", "complex"})
        ervaring = Ervaring(40, nummer % 30)
        kandidaat = Kandidaat(
            agb, "Aanbieder", specialismen, doelgroepen, nummer % 40, nummer % 5, nummer % 3 == 0, ervaring, None
        )
        found += [Regel(each.code, aanbod, kandidaat) for each in laad("lekstroom-2022").producten[:10]]
    return found


def in_geheugen() -> None:
    """What the domain does: who may, and in which order with which reasons."""
    model = laad("lekstroom-2022")
    levering = Levering("0321", "02", model.producten[1].code, date(2024, 6, 1), None)
    vraag = Vraag("begeleiding", "nah", spoed=False, wens=None, norm=15)
    for _ in range(KEREN):
        mogelijk = [
            each.kandidaat
            for each in regels()
            if each.code == levering.code and bezwaar(each.aanbod.agb, levering, [each.aanbod], Hulp({})) is None
        ]
        assert len(rangschik(vraag, mogelijk, model.matching)) == AANBIEDERS


def sorteer() -> None:
    """Sort the same by a plain key."""
    for _ in range(KEREN):
        assert sorted(regels(), key=lambda each: (each.kandidaat.leversnelheid, each.kandidaat.agb, each.code))


FIGURES = [
    Figure(
        name="matching",
        ours=in_geheugen,
        base=sorteer,
        unit="s",
        about=(
            f"{KEREN} times ranking {AANBIEDERS} providers out of {10 * AANBIEDERS} lines of contract, with reasons; "
            "base: sorting those lines by three fields."
        ),
    ),
    Figure(
        name="rangorde_register",
        ours=uit_register,
        base=lees,
        unit="s",
        about=(
            f"The whole ranking {KEREN} times from PostgreSQL, with {LOPEND} running assignments that have started; "
            "base: the bare driver reading those contracts, and counting clients and starts per provider. "
            f"One ranking is ours / {KEREN}."
        ),
    ),
]
