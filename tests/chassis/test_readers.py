"""Reading in a process of its own: within bounds, ended when it must be, and there again for who comes next."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.chassis import lezers
from tests.chassis.proef import running, settings_in, until
from tests.chassis.proefdienst.app import proefdienst

from chassis import readers as chassis_readers
from chassis.problems import Problem
from chassis.readers import NUMBER, SMALL, WAITING, Readers, Reading


@pytest.fixture
async def readers() -> AsyncIterator[Readers]:
    readers = Readers()
    yield readers
    await readers.close()


async def apart(readers: Readers, function: Reading, inhoud: bytes = b"x") -> list[bytes]:
    """In a child, however small."""
    return await readers.read(function, inhoud, small=0)


async def refusal(readers: Readers, function: Reading) -> tuple[int, str]:
    with pytest.raises(Problem) as refused:
        await apart(readers, function)
    return refused.value.status, refused.value.slug


async def test_what_is_small_is_read_here_and_what_is_larger_in_a_process_of_its_own(readers: Readers) -> None:
    assert await readers.read(lezers.wie, bytes(SMALL)) == [str(os.getpid()).encode()]
    (child,) = await readers.read(lezers.wie, bytes(SMALL + 1))
    assert int(child) != os.getpid()
    assert await readers.read(lezers.wie, bytes(SMALL + 1)) == [child]


async def test_25_mb_go_and_come_whole(readers: Readers) -> None:
    inhoud = os.urandom(25 * 1024 * 1024)
    assert await apart(readers, lezers.groot, inhoud) == [str(len(inhoud)).encode(), inhoud]


async def test_what_takes_too_long_is_ended_and_the_next_is_read() -> None:
    readers = Readers(seconds=2)
    before = await apart(readers, lezers.wie)
    assert await refusal(readers, lezers.eindeloos) == (413, "te-zwaar")
    assert not is_running(before)
    assert await apart(readers, lezers.wie) != before
    await readers.close()


async def test_what_takes_too_much_memory_is_ended_and_the_next_is_read(readers: Readers) -> None:
    before = await apart(readers, lezers.wie)
    assert await refusal(readers, lezers.vraatzuchtig) == (413, "te-zwaar")
    assert not is_running(before)
    assert await apart(readers, lezers.groot, b"ja") == [b"2", b"ja"]


async def test_a_child_that_is_gone_is_followed_by_another(readers: Readers) -> None:
    assert await refusal(readers, lezers.weg) == (413, "te-zwaar")
    before = await apart(readers, lezers.wie)
    os.kill(int(before[0]), 9)

    async def gone() -> bool:
        return not is_running(before)

    await until(gone)
    assert await apart(readers, lezers.wie) != before


async def test_a_fault_of_ours_says_its_kind_and_never_what_was_read(readers: Readers) -> None:
    with pytest.raises(RuntimeError) as fault:
        await apart(readers, lezers.fout, b"999900006")
    assert str(fault.value) == "tests.chassis.lezers:fout: ValueError"
    assert await apart(readers, lezers.groot, b"ja") == [b"2", b"ja"]


async def test_what_is_printed_is_no_answer(readers: Readers) -> None:
    assert await apart(readers, lezers.praat) == [b"antwoord"]


async def test_an_answer_has_bounds_too(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chassis_readers, "ANSWER", 2010)
    assert await apart(readers, lezers.overdaad) == [bytes(2000)]
    monkeypatch.setattr(chassis_readers, "ANSWER", 2000)
    assert await refusal(readers, lezers.overdaad) == (413, "te-zwaar")


async def test_a_child_knows_no_secret_of_the_environment(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTROUTE_BSN_KEY", "geheim")
    (known,) = await apart(readers, lezers.omgeving)
    assert set(json.loads(known)) <= {"PYTHONPATH", "LC_CTYPE"}


async def test_no_more_run_at_once_than_fit_and_no_more_wait(readers: Readers) -> None:
    asked = [asyncio.create_task(apart(readers, lezers.eindeloos)) for _ in range(NUMBER + WAITING)]
    await asyncio.sleep(0)
    assert await refusal(readers, lezers.wie) == (503, "druk")
    for each in asked:
        each.cancel()
    assert all(
        isinstance(each, asyncio.CancelledError) for each in await asyncio.gather(*asked, return_exceptions=True)
    )
    assert await apart(readers, lezers.groot, b"ja") == [b"2", b"ja"]


async def test_at_the_end_no_child_is_left(readers: Readers) -> None:
    both = await asyncio.gather(*(apart(readers, lezers.wie) for _ in range(NUMBER)))
    assert len({each[0] for each in both}) <= NUMBER
    await readers.close()
    assert not any(map(is_running, both))


async def test_a_room_that_closes_leaves_no_child(tmp_path: Path) -> None:
    async with running(proefdienst(), settings_in(tmp_path)) as room:
        child = await apart(room.readers, lezers.wie)
        assert is_running(child)
    assert not is_running(child)


ORPHAN = """
import asyncio, os, sys
from chassis.readers import Readers
from tests.chassis import lezers

async def main() -> None:
    (child,) = await Readers().read(lezers.wie, b"x", small=0)
    sys.stdout.write(child.decode())
    sys.stdout.flush()
    os.kill(os.getpid(), 9)

asyncio.run(main())
"""


async def test_a_child_ends_with_a_process_that_was_killed() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    killed = await asyncio.create_subprocess_exec(sys.executable, "-c", ORPHAN, stdout=PIPE, env=environment)
    child, _ = await killed.communicate()

    async def gone() -> bool:
        return not is_running([child])

    await until(gone)


def is_running(answer: list[bytes]) -> bool:
    """Whether the process of an answer of `wie` is there."""
    try:
        os.kill(int(answer[0]), 0)
    except ProcessLookupError:
        return False
    return True
