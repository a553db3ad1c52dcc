"""`clientroute dead-letters`, on the database that the settings name."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from tests.clientroute.doen import doe
from tests.clientroute.omgeving import eigen_map
from tests.monitoring.verhaal import verhaal
from tests.services import migrated, needs_postgres

from chassis import tables
from chassis.events import encode
from chassis.settings import load_settings
from clientroute import dead_letters
from clientroute.services import open_service

BSN = "999900006"
SINDS = datetime(2026, 11, 27, 7, 12, tzinfo=UTC)
LEESBAAR, STUK = "urn:proef/leesbaar", "urn:proef/stuk"


@pytest.fixture(params=["sqlite", "postgresql"])
def begraven(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A monitoring with one dead letter that can be handled by now, and one that never can."""
    with ExitStack() as stack:
        stack.enter_context(eigen_map(tmp_path, monkeypatch))
        if request.param == "sqlite":
            url = migrated("monitoring").sqlite(tmp_path / "monitoring.db")
        else:
            needs_postgres()
            url = stack.enter_context(migrated("monitoring").postgresql())
        monkeypatch.setenv("CLIENTROUTE_DATABASE_URL", url)
        rows = [(LEESBAAR, encode(verhaal()[0].event).decode(), "KeyError: 'weg'"), (STUK, "geen json", f"BSN {BSN}")]
        asyncio.run(_begraaf(rows))
        yield


async def _begraaf(rows: list[tuple[str, str, str]]) -> None:
    room = open_service(load_settings(), "monitoring")
    async with room.work() as work:
        for event_id, body, reason in rows:
            row = {"event_id": event_id, "type": "nl.wmo.proef", "body": body, "reason": reason, "created_at": SINDS}
            await work.session.execute(insert(tables.dead_letters).values(row))
    await room.close()


def over() -> tuple[list[str], int]:
    """The ids of the dead letters that are there, and how many events were heard."""

    async def kijk() -> tuple[list[str], int]:
        room = open_service(load_settings(), "monitoring")
        async with room.work(writes=False) as work:
            gevonden = await work.session.execute(select(tables.dead_letters.c.event_id).order_by("event_id"))
            gehoord = await work.session.execute(select(func.count()).select_from(tables.inbox))
            found = [str(each) for each in gevonden.scalars()], int(gehoord.scalar_one())
        await room.close()
        return found

    return asyncio.run(kijk())


@pytest.mark.usefixtures("begraven")
def test_what_could_not_be_handled_is_shown_without_a_bsn(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, uit, _ = doe(capsys, monkeypatch, "dead-letters", "toon", "monitoring")
    assert code == 0
    assert uit.splitlines()[:4] == [
        "monitoring: 2 gebeurtenissen niet verwerkt",
        f"  {LEESBAAR}",
        "    nl.wmo.proef, sinds 27-11-2026 08:12",
        "    KeyError: 'weg'",
    ]
    assert STUK in uit
    assert BSN not in uit


@pytest.mark.usefixtures("begraven")
def test_all_are_handled_again_and_what_stays_says_why(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, uit, _ = doe(capsys, monkeypatch, "dead-letters", "opnieuw", "monitoring")
    eerste, naam, reden = uit.splitlines()
    assert (code, eerste, naam) == (1, "monitoring: 1 verwerkt, 1 blijft staan", f"  {STUK}")
    assert reden.startswith("    UnreadableEvent: ")
    assert over() == ([STUK], 1)


@pytest.mark.usefixtures("begraven")
def test_one_is_handled_again_and_the_others_stay(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, uit, _ = doe(capsys, monkeypatch, "dead-letters", "opnieuw", "monitoring", LEESBAAR)
    assert (code, uit) == (0, "monitoring: 1 verwerkt, 0 blijven staan\n")
    assert over() == ([STUK], 1)
    code, _, fout = doe(capsys, monkeypatch, "dead-letters", "opnieuw", "monitoring", LEESBAAR)
    assert (code, fout.startswith(f"ID: {LEESBAAR} is er niet. Kijk met: ")) == (2, True)


@pytest.mark.usefixtures("begraven")
def test_what_is_away_is_said_once_and_everything_stays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def weg(*_: object) -> bool:
        raise ConnectionError("toegang is weg")

    monkeypatch.setattr(dead_letters, "replay", weg)
    code, uit, _ = doe(capsys, monkeypatch, "dead-letters", "opnieuw", "monitoring")
    assert (code, uit.splitlines()[0]) == (1, "monitoring: 0 verwerkt, 2 blijven staan")
    assert uit.splitlines()[2::2] == ["    ConnectionError: toegang is weg", f"    {dead_letters.NIET_GEPROBEERD}"]
    assert over() == ([LEESBAAR, STUK], 0)


@pytest.mark.usefixtures("begraven")
def test_one_is_dropped_with_a_reason_that_is_logged(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    laat_vallen = ("dead-letters", "laat-vallen", "monitoring", STUK)
    code, _, fout = doe(capsys, monkeypatch, *laat_vallen)
    assert (code, fout) == (2, "--reden ontbreekt.\n")
    code, _, fout = doe(capsys, monkeypatch, *laat_vallen, "--reden", "  ja ")
    assert (code, fout) == (2, "--reden: geef een reden van ten minste 5 tekens.\n")
    assert over() == ([LEESBAAR, STUK], 0)
    code, uit, fout = doe(capsys, monkeypatch, *laat_vallen, "--reden", f"proef van {BSN}")
    assert (code, uit) == (0, f"monitoring: {STUK} is weg\n")
    regel = json.loads(fout)
    assert (regel["event"], regel["event_id"], regel["reason"].startswith("proef van ")) == (
        "event.dropped",
        STUK,
        True,
    )
    assert BSN not in fout
    assert over() == ([LEESBAAR], 1), "it counts as heard: nobody tells it again"
    code, _, fout = doe(capsys, monkeypatch, *laat_vallen, "--reden", "nog eens")
    assert (code, "is er niet" in fout) == (2, True)


def test_a_database_of_another_version_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with eigen_map(tmp_path, monkeypatch):
        code, _, fout = doe(capsys, monkeypatch, "dead-letters", "toon")
    assert (code, "Doe: clientroute migrate toegang" in fout) == (1, True)
