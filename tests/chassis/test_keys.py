"""Where keys come from: a file for its owner only, the same closed by a KMS, and a process that sees them change."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.chassis.kms import TOKEN, draaiende_kms

from chassis.keychain import LOOK, Keychain, begin
from chassis.keys import Beginning, KeysError, first_keys, read_keys, with_next, write_keys
from chassis.keysource import KeyFiles, KeySource, TransitKeys
from chassis.sealed import Sealed
from chassis.vault import UnknownKey

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
KEYS = first_keys(Beginning(bytes(32)), bsn=True)
PLACE = Sealed("tabel", "kolom")


@pytest.fixture(params=["file", "kms"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KeySource]:
    files = KeyFiles(str(tmp_path / "sleutels" / "{service}.json"))
    if request.param == "file":
        yield files
        return
    token = tmp_path / "token"
    token.write_text(f"{TOKEN}\n")
    with draaiende_kms() as url:
        yield TransitKeys(files, url, token)


def test_what_is_written_is_read_again_by_its_own_service_only(source: KeySource, tmp_path: Path) -> None:
    assert source.stamp("toegang") is None
    source.write("toegang", write_keys(KEYS))
    assert read_keys(source.read("toegang")) == KEYS
    file = tmp_path / "sleutels" / "toegang.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["toegang.json"], "nothing is left beside it"
    with pytest.raises(KeysError, match="sleutels nieuw"):
        source.read("declaratie")


def test_a_file_that_another_process_made_first_stays(source: KeySource) -> None:
    source.write("toegang", write_keys(KEYS), new=True)
    source.write("toegang", write_keys(with_next(KEYS, KEYS.bsn, NOW)), new=True)
    assert read_keys(source.read("toegang")) == KEYS
    assert not begin(source, "toegang", Beginning(bytes(32)), bsn=True)


def test_a_kms_keeps_no_key_readable_on_disk(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    with draaiende_kms() as url:
        TransitKeys(KeyFiles(str(tmp_path / "{service}.json")), url, token).write("toegang", write_keys(KEYS))
    assert (tmp_path / "toegang.json").read_text().startswith("vault:v1:")
    with pytest.raises(KeysError, match="niet te lezen"):
        read_keys(KeyFiles(str(tmp_path / "{service}.json")).read("toegang"))


@pytest.mark.parametrize(("token", "path", "told"), [("fout", "", "weigert decrypt"), (TOKEN, "/elders", "weigert")])
def test_a_kms_that_refuses_is_named_and_its_answer_is_not(tmp_path: Path, token: str, path: str, told: str) -> None:
    (tmp_path / "token").write_text(token)
    (tmp_path / "toegang.json").write_text("vault:v1:x")
    (tmp_path / "toegang.json").chmod(0o600)
    with draaiende_kms() as url:
        source = TransitKeys(KeyFiles(str(tmp_path / "{service}.json")), url + path, tmp_path / "token")
        with pytest.raises(KeysError, match=told):
            source.read("toegang")
    with pytest.raises(KeysError, match="antwoordt niet"):
        source.read("toegang")


@pytest.mark.parametrize(
    ("mode", "good"), [(0o600, True), (0o400, True), (0o640, True), (0o644, False), (0o660, False)]
)
def test_a_key_file_that_others_can_use_is_refused(tmp_path: Path, mode: int, good: bool) -> None:
    source = KeyFiles(str(tmp_path / "{service}.json"))
    source.write("toegang", write_keys(KEYS))
    (tmp_path / "toegang.json").chmod(mode)
    if good:
        assert read_keys(source.read("toegang")) == KEYS
    else:
        with pytest.raises(KeysError, match="chmod 600"):
            source.read("toegang")


EEN = json.loads(write_keys(KEYS))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        json.dumps({**EEN, "seal": []}),
        json.dumps({**EEN, "hash": []}),
        json.dumps({**EEN, "seal": EEN["seal"] * 2}),
        json.dumps({**EEN, "seal": [{"key": "AAAA", "from": NOW.isoformat()}]}),
        json.dumps({**EEN, "seal": [{**EEN["seal"][0], "from": "2026-11-27T12:00:00"}]}),
        json.dumps({**EEN, "seal": [{**EEN["seal"][0], "from": "gisteren"}]}),
        json.dumps({**EEN, "seal": [{**EEN["seal"][0], "old": True}]}),
        write_keys(replace(KEYS, seal=with_next(KEYS, KEYS.bsn, NOW).seal[::-1])),
    ],
)
def test_a_key_file_that_is_wrong_is_refused_without_a_key_in_the_text(text: str) -> None:
    with pytest.raises(KeysError) as caught:
        read_keys(text)
    assert EEN["seal"][0]["key"] not in str(caught.value)


def test_a_key_stands_in_no_text_of_ours() -> None:
    assert str(KEYS.seal[0].secret) not in repr(KEYS)
    assert "secret" not in repr(Beginning(bytes(32)))


class Klok:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_a_running_process_learns_a_key_and_uses_it_from_its_moment_on(tmp_path: Path) -> None:
    klok, source = Klok(), KeyFiles(str(tmp_path / "{service}.json"))
    source.write("toegang", write_keys(KEYS))
    keychain = Keychain(source, "toegang", klok)
    eerst = keychain.vault
    vanaf = NOW + timedelta(minutes=15)
    source.write("toegang", write_keys(with_next(KEYS, KEYS.bsn, vanaf)))
    klok.now += LOOK
    kent = keychain.vault
    assert kent.mark == eerst.mark
    klok.now = vanaf
    nieuw = keychain.vault
    assert nieuw.mark != eerst.mark
    assert kent.open(PLACE, "1", nieuw.seal(PLACE, "1", b"x")) == b"x"
    with pytest.raises(UnknownKey):
        eerst.open(PLACE, "1", nieuw.seal(PLACE, "1", b"x"))


def test_a_running_process_keeps_its_keys_when_the_file_goes_wrong(tmp_path: Path) -> None:
    klok, source = Klok(), KeyFiles(str(tmp_path / "{service}.json"))
    source.write("toegang", write_keys(KEYS))
    keychain = Keychain(source, "toegang", klok)
    eerst = keychain.vault
    for wrong in ("kapot", None):
        if wrong is None:
            (tmp_path / "toegang.json").unlink()
        else:
            source.write("toegang", wrong)
        klok.now += LOOK
        assert keychain.vault.mark == eerst.mark
    with pytest.raises(KeysError):
        _ = Keychain(source, "toegang", klok).vault
