"""The keys of a process, and the numbering of what it tells."""

import asyncio
import json
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from tests.chassis.proef import BSN_KEY, PRODUCTION, TEST_BSN, settings_in
from tests.chassis.proefdienst.app import GETELD, Geteld

from chassis import tables
from chassis.service import Room, load_secrets
from chassis.settings import Settings
from chassis.tokens import Caller

ME = Caller("ik", frozenset({"proef"}), gemeenten=frozenset({"*"}))


async def test_development_keys_are_made_once_and_kept_for_the_owner_only(tmp_path: Path) -> None:
    first, second = load_secrets(settings_in(tmp_path)), load_secrets(settings_in(tmp_path))
    assert second.vault.open(first.vault.seal(b"x")) == b"x"
    assert first.issuer is not None
    assert second.issuer is not None
    assert await second.issuer.verifier.verify(first.issuer.issue(ME)) == ME
    assert stat.S_IMODE((tmp_path / "development.json").stat().st_mode) == 0o600
    other = load_secrets(settings_in(tmp_path / "elders"))
    assert other.vault.bsn_hash(TEST_BSN) != first.vault.bsn_hash(TEST_BSN)


def test_a_key_in_the_settings_wins_from_the_one_that_was_made(tmp_path: Path) -> None:
    made = load_secrets(settings_in(tmp_path))
    given = load_secrets(settings_in(tmp_path, bsn_key=BSN_KEY))
    assert given.vault.bsn_hash(TEST_BSN) != made.vault.bsn_hash(TEST_BSN)


def test_production_issues_no_tokens_and_writes_no_keys(tmp_path: Path) -> None:
    secrets = load_secrets(Settings.model_validate({**PRODUCTION, "data_dir": tmp_path}))
    assert secrets.issuer is None
    assert list(tmp_path.iterdir()) == []


async def test_what_is_told_is_numbered_per_subject(room: Room) -> None:
    for subject in ("a", "b", "a"):
        async with room.work() as work:
            await work.tell(GETELD, subject, Geteld(nummer=1))
            await work.tell(GETELD, subject, Geteld(nummer=2))
    async with room.work(writes=False) as work:
        rows = (await work.session.execute(tables.outbox.select().order_by(tables.outbox.c.position))).all()
    events = [json.loads(row.body) for row in rows]
    assert [(each["subject"], int(each["sequence"])) for each in events] == [
        ("a", 1),
        ("a", 2),
        ("b", 1),
        ("b", 2),
        ("a", 3),
        ("a", 4),
    ]
    assert {each["source"] for each in events} == {room.source}
    assert [each["id"] for each in events] == [row.id for row in rows]


@pytest.mark.parametrize("fails", [False, True])
async def test_what_was_asked_ahead_ends_with_the_unit_of_work(room: Room, fails: bool) -> None:
    asked = asyncio.create_task(asyncio.Event().wait())
    with suppress(ZeroDivisionError):
        async with room.work() as work:
            work.asked["antwoord dat nooit komt"] = asked
            if fails:
                raise ZeroDivisionError
    assert asked.cancelled()


@pytest.mark.parametrize("oin", ["00000000000000000000", "00000001234567890000"])
def test_the_source_of_an_event_names_the_organisation_and_the_service(tmp_path: Path, oin: str, room: Room) -> None:
    room.settings = settings_in(tmp_path, oin=oin)
    assert room.source == f"urn:nld:oin:{oin}:systeem:clientroute-proef"
