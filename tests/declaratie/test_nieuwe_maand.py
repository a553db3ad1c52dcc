"""A month that just began: PostgreSQL's statistics say that it has no lines, and judging must not slow as it fills."""

import json
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession
from tests.declaratie.conftest import Declaratie, draaiend
from tests.declaratie.maker import AGB, ALMERE
from tests.services import migrated, needs_postgres

from declaratie.store.beleid import open_prestaties
from declaratie.store.bulk import Waar
from declaratie.store.stand import open_debet
from wetten import Wet

WAAR = Waar(ALMERE, AGB, Wet.WMO)
NIEUW, EERDER = date(2023, 4, 1), date(2023, 3, 1)
VAN_NIEUW = 5_000
"""Lines of the new month: on the assignments with the first numbers."""
GEVRAAGD = range(6_000, 7_000)
"""Numbers that have a line of the month before only."""
LIJNEN = """
INSERT INTO prestaties (declaratie_id, volgnummer, gemeente, wet, agb, referentie, toewijzing_nummer, categorie, code,
  begindatum, einddatum, volume, eenheid, tarief, bedrag, is_credit, is_toegekend, codes, budgethouder)
SELECT dag, nummer, gemeente, 'wmo', :agb, concat(dag, nummer), nummer, '02', 'IB2B', dag, dag, 1, '04', 6150, 6150,
  FALSE, TRUE, :codes, gemeente
FROM generate_series(1, :aantal) AS nummer,
  (SELECT CAST(:dag AS date) AS dag, CAST(:gemeente AS text)) AS van(dag, gemeente)
"""
CODES = json.dumps(["9999"] * 150)
"""Wide lines: a table of years is never read from begin to end either, and this one is small."""
GELEZEN = """
SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables WHERE relname = 'prestaties'
"""


@pytest.fixture
async def dienst(tmp_path: Path) -> AsyncIterator[Declaratie]:
    """A month of lines that PostgreSQL knows of, and the beginning of one that came since."""
    needs_postgres()
    with migrated("declaratie").postgresql() as url:
        async with draaiend(url, tmp_path) as made:
            async with made.room.work() as work:
                await _lijnen(work.session, EERDER, 60_000)
                await work.session.execute(text("ANALYZE prestaties"))
                await _lijnen(work.session, NIEUW, VAN_NIEUW)
            yield made


async def _lijnen(session: AsyncSession, dag: date, aantal: int) -> None:
    await session.execute(text(LIJNEN), {"gemeente": ALMERE, "agb": AGB, "dag": dag, "aantal": aantal, "codes": CODES})


async def _gelezen(session: AsyncSession) -> int:
    return int((await session.execute(text(GELEZEN))).scalar_one())


async def test_what_stands_of_assignments_is_read_by_their_number(dienst: Declaratie) -> None:
    async with dienst.room.work() as work:
        al_gelezen = await _gelezen(work.session)
        [open_] = await open_debet(work.session, [(WAAR, {(nummer, NIEUW) for nummer in GEVRAAGD})])
        assert open_ == {}
        assert await _gelezen(work.session) - al_gelezen < VAN_NIEUW // 2


async def test_what_policy_looks_at_is_read_by_number_too(dienst: Declaratie) -> None:
    async with dienst.room.work() as work:
        al_gelezen = await _gelezen(work.session)
        [gevonden] = await open_prestaties(work.session, [(WAAR, set(GEVRAAGD))], [{}], NIEUW)
        assert gevonden == []
        assert await _gelezen(work.session) - al_gelezen < VAN_NIEUW // 2
