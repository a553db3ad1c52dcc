"""`clientroute wachtend`, on the database that the settings name."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from tests.clientroute.doen import doe
from tests.clientroute.omgeving import eigen_map
from tests.monitoring.verhaal import verhaal
from tests.services import migrated

from chassis.consumer import handle_all, read_message
from chassis.events import encode
from chassis.settings import load_settings
from clientroute.services import open_service
from monitoring.tables import Gebeurtenis

REDEN = ("--reden", "de nieuwe versie kent ze")


@pytest.fixture
def geparkeerd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A monitoring that did not know the events of a story when it heard them."""
    with ExitStack() as stack:
        stack.enter_context(eigen_map(tmp_path, monkeypatch))
        monkeypatch.setenv("CLIENTROUTE_DATABASE_URL", migrated("monitoring").sqlite(tmp_path / "monitoring.db"))
        asyncio.run(_parkeer())
        yield


async def _parkeer() -> None:
    room = open_service(load_settings(), "monitoring")
    async with room.work() as work:
        await handle_all(work, room, [read_message(encode(each.event)) for each in verhaal()])
    async with room.work() as work:
        await work.session.execute(update(Gebeurtenis).values(reden="onbekend"))
    await room.close()


async def _over() -> int:
    room = open_service(load_settings(), "monitoring")
    async with room.work(writes=False) as work:
        query = select(func.count()).select_from(Gebeurtenis).where(Gebeurtenis.reden.is_not(None))
        found = int((await work.session.execute(query)).scalar_one())
    await room.close()
    return found


@pytest.mark.usefixtures("geparkeerd")
def test_what_waits_is_shown_and_goes_on_with_a_reason_in_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    aantal = len(verhaal())
    code, uit, _ = doe(capsys, monkeypatch, "wachtend", "toon", "monitoring")
    regels = uit.splitlines()
    assert (code, regels[:2]) == (0, [f"monitoring: {aantal} wacht", "  geparkeerd alle"])
    assert regels[2].startswith(f"    {aantal} sinds ")
    assert regels[3] == "    Een versie van clientroute die deze gebeurtenissen kent."
    code, uit, fout = doe(capsys, monkeypatch, "wachtend", "hervat", "monitoring", "geparkeerd", "alle", *REDEN)
    assert (code, uit) == (0, f"monitoring: {aantal} gaat verder\n")
    (regel,) = [each for line in fout.splitlines() if (each := json.loads(line))["event"] == "wait.released"]
    assert (regel["kind"], regel["count"], regel["reason"]) == ("geparkeerd", aantal, REDEN[1])
    assert asyncio.run(_over()) == 0
    assert doe(capsys, monkeypatch, "wachtend", "toon", "monitoring")[1] == "monitoring: niets wacht\n"


@pytest.mark.usefixtures("geparkeerd")
def test_what_does_not_wait_or_has_no_reason_stays_as_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hervat = ("wachtend", "hervat", "monitoring")
    code, _, fout = doe(capsys, monkeypatch, *hervat, "geparkeerd", "alle", "--reden", "  ja ")
    assert (code, fout) == (2, "--reden: geef een reden van ten minste 5 tekens.\n")
    for soort, naam in (("geparkeerd", "een"), ("declaraties", "alle")):
        code, _, fout = doe(capsys, monkeypatch, *hervat, soort, naam, *REDEN)
        assert (code, fout.startswith(f"NAAM: {soort} {naam} wacht niet. Kijk met: ")) == (2, True)
    assert asyncio.run(_over()) == len(verhaal())
