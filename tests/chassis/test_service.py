"""The keys of a process, and the numbering of what it tells."""

import asyncio
import base64
import json
import stat
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.chassis.proef import BSN_KEY, PRODUCTION, TEST_BSN, no_peer, sealed_before, settings_in
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst

from chassis import tables
from chassis.events import decode, encode
from chassis.keys import KeysError
from chassis.sealed import Sealed
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.vault import UnknownKey

PLACE = Sealed("regels", "teller")
ME = Caller("ik", frozenset({"proef"}), gemeenten=frozenset({"*"}))


def room_in(folder: Path, **values: object) -> Room:
    """A room that is not opened, with the keys of its folder."""
    settings = settings_in(folder, **values)
    return open_room(replace(proefdienst(), matches_bsn=True), settings, load_secrets(settings), no_peer)


async def test_development_keys_are_made_once_and_kept_for_the_owner_only(tmp_path: Path) -> None:
    first, second = room_in(tmp_path), room_in(tmp_path)
    assert second.vault.open(PLACE, "1", first.vault.seal(PLACE, "1", b"x")) == b"x"
    assert second.vault.bsn_hash(TEST_BSN) == first.vault.bsn_hash(TEST_BSN)
    assert first.secrets.issuer is not None
    assert second.secrets.issuer is not None
    assert await second.secrets.issuer.verifier.verify(first.secrets.issuer.issue(ME)) == ME
    for name in ("development.json", "sleutels/proef.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    other = room_in(tmp_path / "elders")
    assert other.vault.bsn_hash(TEST_BSN) != first.vault.bsn_hash(TEST_BSN)


def test_services_of_one_development_folder_match_bsns_and_open_nothing_of_each_other(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    een, ander = (
        open_room(replace(proefdienst(name), matches_bsn=True), settings, load_secrets(settings), no_peer)
        for name in ("een", "ander")
    )
    assert een.vault.bsn_hash(TEST_BSN) == ander.vault.bsn_hash(TEST_BSN)
    with pytest.raises(UnknownKey):
        ander.vault.open(PLACE, "1", een.vault.seal(PLACE, "1", b"x"))


def test_the_key_of_before_in_the_settings_is_what_keys_begin_with(tmp_path: Path) -> None:
    given = room_in(tmp_path, bsn_key=BSN_KEY)
    assert given.vault.bsn_hash(TEST_BSN) == "87a42b17e81fe176e33f5424a889a1cfd77b737bb13cd683be751bfd44494f60"


@pytest.mark.parametrize("needs", [True, False])
def test_a_service_with_the_file_of_another_does_not_start(tmp_path: Path, needs: bool) -> None:
    settings = settings_in(tmp_path)
    right = open_room(replace(proefdienst(), matches_bsn=not needs), settings, load_secrets(settings), no_peer)
    right.check_keys()
    wrong = open_room(replace(proefdienst(), matches_bsn=needs), settings, load_secrets(settings), no_peer)
    with pytest.raises(KeysError, match="CLIENTROUTE_KEYS_FILE"):
        wrong.check_keys()


def test_what_development_kept_before_there_were_key_files_is_taken_along(tmp_path: Path) -> None:
    token_key = base64.b64encode(bytes(32)).decode()
    (tmp_path / "development.json").write_text(json.dumps({"bsn_key": BSN_KEY, "token_key": token_key}))
    room = room_in(tmp_path)
    assert room.vault.bsn_hash(TEST_BSN) == "87a42b17e81fe176e33f5424a889a1cfd77b737bb13cd683be751bfd44494f60"
    assert room.vault.open(PLACE, "1", sealed_before(b"x")) == b"x"


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


async def test_what_is_told_by_itself_is_written_as_any_other_and_counts_on(room: Room) -> None:
    subject = '"sequence": "0000000000"'
    for times in (1, 1, 2, 1):
        async with room.work() as work:
            for _ in range(times):
                await work.tell(GETELD, subject, Geteld(nummer=1))
    async with room.work(writes=False) as work:
        rows = (await work.session.execute(tables.outbox.select().order_by(tables.outbox.c.position))).all()
    events = [decode(row.body) for row in rows]
    assert [encode(each).decode() for each in events] == [row.body for row in rows]
    assert [each.sequence for each in events] == [1, 2, 3, 4, 5]
    assert {each.subject for each in events} == {subject}
    assert [(each.id, each.type) for each in events] == [(row.id, row.type) for row in rows]


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
