"""Workers side by side: they share the work by provider, and none waits for a lock of another."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.declaratie.conftest import Declaratie, draaiend
from tests.declaratie.maker import AGB, ALMERE, ANDERE_AGB, client, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.services import migrated, needs_postgres

import wetten
from chassis.consumer import Consumer, Message, dead_letters, handle_all, read_message, turns_of
from chassis.events import Event, encode
from chassis.turns import take_turns
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD
from inkoop import namen_met_budget

DERDE_AGB = "99990003"
NUMMERS = {AGB: 1001, ANDERE_AGB: 1002, DERDE_AGB: 1003}
DEADLINE_SECONDS = 30
"""Who waits for a lock of a unit of work that the test holds open would wait for ever."""


@pytest.fixture
async def dienst(tmp_path: Path) -> AsyncIterator[Declaratie]:
    """Three providers with an assignment in one municipality, on PostgreSQL: SQLite has one that writes at a time."""
    needs_postgres()
    with migrated("declaratie").postgresql() as url:
        async with draaiend(url, tmp_path) as made:
            for agb, nummer in NUMMERS.items():
                await made.sluit_contract(agb=agb)
                await made.wijs_toe(nummer, agb=agb)
            await made.werk()
            yield made


@asynccontextmanager
async def bezig_met(dienst: Declaratie, messages: Sequence[Message]) -> AsyncIterator[None]:
    """Another worker that is at these messages: all is done but the commit."""
    async with dienst.room.work() as work:
        assert all(await take_turns(work, [turns_of(dienst.room, each) for each in messages], wait=False))
        await handle_all(work, dienst.room, messages)
        await work.session.flush()
        yield


async def lever_aan(dienst: Declaratie, *agbs: str, ref: str = "R") -> list[Message]:
    for plek, agb in enumerate(agbs):
        van_client = client(prestatie(1, ref=f"{ref}{plek}", nummer=NUMMERS[agb]))
        await dienst.lever_aan(bericht_met(van_client, agb=agb), agb)
    return await dienst.onderweg()


async def bezorg(dienst: Declaratie, messages: Sequence[Message]) -> list[bool]:
    async with asyncio.timeout(DEADLINE_SECONDS):
        return await Consumer(dienst.room).deliver(messages, wait=False)


async def test_of_one_municipality_two_workers_judge_different_providers(dienst: Declaratie) -> None:
    van_een, van_ander, weer_van_een, van_derde = await lever_aan(dienst, AGB, ANDERE_AGB, AGB, DERDE_AGB)
    async with bezig_met(dienst, [van_een]):
        assert await bezorg(dienst, [van_ander, weer_van_een, van_derde]) == [True, False, True]
    assert await bezorg(dienst, [weer_van_een]) == [True]
    await dienst.werk()
    assert sorted(each.agb for each in dienst.beantwoord()) == [AGB, AGB, ANDERE_AGB, DERDE_AGB]
    async with dienst.room.work(writes=False) as work:
        assert await dead_letters(work) == []


async def test_each_answer_has_a_number_of_its_own_whoever_judged_it(dienst: Declaratie) -> None:
    van_een, van_ander = await lever_aan(dienst, AGB, ANDERE_AGB)
    async with bezig_met(dienst, [van_een]):
        await bezorg(dienst, [van_ander])
    for message, agb in ((van_een, AGB), (van_ander, ANDERE_AGB)):
        assert message.event is not None
        antwoord = wetten.lees(await dienst.antwoord_xml(message.event.subject, agb))
        assert antwoord.header.bericht_identificatie.identificatie == f"{agb}0001"


async def test_an_assignment_waits_for_who_judges_its_provider(
    dienst: Declaratie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Either that one sees it, or it sees what that one lets wait for it (OP080)."""
    dienst.room.settings = dienst.room.settings.model_copy(update={"assignment_wait_minutes": 60})
    await dienst.lever_aan(bericht_met(client(prestatie(1, nummer=4004))))
    bericht = await dienst.onderweg()
    toegewezen: list[Message] = []

    async def onderweg(event: Event) -> None:
        toegewezen.append(read_message(encode(event)))

    with monkeypatch.context() as context:
        context.setattr(dienst, "herhaal", onderweg)
        await dienst.wijs_toe(4004)
    async with bezig_met(dienst, bericht):
        assert await bezorg(dienst, toegewezen) == [False]
    assert await bezorg(dienst, toegewezen) == [True]
    await dienst.werk()
    assert [each.prestaties_toegekend for each in dienst.beantwoord()] == [1]


async def test_one_worker_at_a_time_counts_in_the_budgets_of_a_region(dienst: Declaratie) -> None:
    assert namen_met_budget(ALMERE) == ("almere-2023",)
    await Consumer(dienst.room).deliver(await lever_aan(dienst, AGB, ANDERE_AGB))
    verteld = await dienst.onderweg()
    een, ander = [each for each in verteld if each.event and each.event.type == DECLARATIE_BEANTWOORD.name]
    async with bezig_met(dienst, [een]):
        assert await bezorg(dienst, [ander]) == [False]
    assert await bezorg(dienst, [ander]) == [True]
