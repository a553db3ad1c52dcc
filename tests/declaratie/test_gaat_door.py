"""While housekeeping or destruction is busy, judging goes on."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update
from tests.declaratie.conftest import Declaratie, draaiend
from tests.declaratie.maker import ALMERE, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.services import NewDatabase

from chassis import tables
from chassis.housekeeping import ruim_op
from chassis.persoonsgegevens import Gezocht
from chassis.work import Work
from declaratie.tables import GehoordeToewijzing
from declaratie.usecases import vernietig
from declaratie.usecases.vernietig import vernietig_gegevens

CLIENT = "01a2250e-37b0-7217-bc05-e61ac52d5a84"
DUURT_TE_LANG = 20
"""Seconds after which who waits was held up."""


@pytest.fixture
async def dienst(new_postgres: NewDatabase, tmp_path: Path) -> AsyncIterator[Declaratie]:
    """On PostgreSQL: on SQLite writers take turns whatever they write. One message of one client was judged."""
    async with draaiend(new_postgres(), tmp_path) as dienst:
        await dienst.room.migrate()
        await dienst.sluit_contract()
        await dienst.wijs_toe()
        await _declareer(dienst, "EERST")
        async with dienst.room.work() as work:
            await work.session.execute(update(GehoordeToewijzing).values(client_id=CLIENT))
        yield dienst


async def _declareer(dienst: Declaratie, naam: str) -> None:
    """Judge a message about the one client there is; fails when something holds it up."""
    async with asyncio.timeout(DUURT_TE_LANG):
        await dienst.declareer(bericht_met(client(prestatie(1, ref=naam)), nummer=naam, identificatie=naam))


async def test_judging_goes_on_while_the_messages_of_somebody_are_looked_for(
    dienst: Declaratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezocht = vernietig.berichten_over

    async def zoek(work: Work, wie: dict[str, set[str]]) -> object:
        genoemd = await gezocht(work, wie)
        await _declareer(dienst, "INTUSSEN")
        return genoemd

    monkeypatch.setattr(vernietig, "berichten_over", zoek)
    async with dienst.room.work() as work:
        aantallen = await vernietig_gegevens(work, CLIENT, Gezocht(ALMERE, ()))
    assert aantallen["toewijzingen"] == 1
    assert aantallen["berichten"] == 1, "the 323; its answer names only who is refused"


async def test_judging_goes_on_while_the_rows_of_somebody_are_being_destroyed(dienst: Declaratie) -> None:
    async with dienst.room.work() as work:
        await vernietig_gegevens(work, CLIENT, Gezocht(ALMERE, ()))
        await _declareer(dienst, "INTUSSEN")


async def test_housekeeping_leaves_what_another_holds_and_judging_goes_on(dienst: Declaratie) -> None:
    toen = dienst.room.clock() - timedelta(days=400)
    async with dienst.room.work() as work:
        oud = [{"event_id": f"oud-{nummer}", "received_at": toen} for nummer in range(10)]
        await work.session.execute(insert(tables.inbox), oud)
    async with dienst.room.work() as ander:
        await ander.session.execute(delete(tables.inbox).where(tables.inbox.c.event_id == "oud-3"))
        async with asyncio.timeout(DUURT_TE_LANG):
            await ruim_op(dienst.room)
        await _declareer(dienst, "INTUSSEN")
        async with dienst.room.work(writes=False) as work:
            over = select(tables.inbox.c.event_id).where(tables.inbox.c.received_at == toen)
            assert (await work.session.execute(over)).scalars().all() == ["oud-3"]


async def test_a_destruction_that_is_done_again_finds_nothing(dienst: Declaratie) -> None:
    async with dienst.room.work() as work:
        await vernietig_gegevens(work, CLIENT, Gezocht(ALMERE, ()))
    async with dienst.room.work() as work:
        assert (await vernietig_gegevens(work, CLIENT, Gezocht(ALMERE, ()))).get("berichten", 0) == 0
