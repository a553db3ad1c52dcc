"""`clientroute sleutels`: who gets which keys, what a change asks, and that no column is forgotten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary
from tests.clientroute.doen import doe
from tests.clientroute.omgeving import eigen_map

from chassis import tables
from chassis.clock import system_clock
from chassis.keys import OLD, Keys, KeysError, read_keys, write_keys
from chassis.keysource import KeyFiles
from chassis.sealed import Fixed, Hashed, Sealed, Told
from clientroute.services import KOPPELVLAK, SERVICES, service_of
from clientroute.sleutels import voeg_toe

BSN_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
MATCHEN = ("toegang", "toewijzing", "declaratie")


@pytest.fixture
def map_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with eigen_map(tmp_path, monkeypatch) as folder:
        yield folder


def bestanden(map_: Path) -> dict[str, Keys]:
    return {each: read_keys(KeyFiles(str(map_ / "{service}.json")).read(each)) for each in SERVICES}


def test_every_column_that_only_a_key_opens_or_makes_is_known_to_who_changes_keys() -> None:
    for name, service in [*SERVICES.items(), (KOPPELVLAK, service_of(KOPPELVLAK))]:
        protected = (*tables.PROTECTED, *service.protects)
        assert len(set(protected)) == len(protected)
        known = {(each.table, each.column) for each in protected}
        columns = {(t.name, c.name): c for t in service.metadata.sorted_tables for c in t.columns}
        assert known <= columns.keys(), name
        sealed = {place for place, column in columns.items() if isinstance(column.type, LargeBinary)}
        assert sealed == {(each.table, each.column) for each in protected if isinstance(each, Sealed)}, name
        hashes = {
            place for place in columns if place[1].endswith("_hash") or place[1] in {"vingerafdruk", "fingerprint"}
        }
        assert hashes == {(each.table, each.column) for each in protected if isinstance(each, Hashed)}, name
        for each in protected:
            assert len(service.metadata.tables[each.table].primary_key.columns) == 1
            if isinstance(each, Hashed | Fixed):
                assert columns[each.table, each.column].type.length >= 64  # type: ignore[attr-defined]
        assert Told("outbox", "body") in protected


def test_each_service_gets_its_own_keys_and_only_who_matches_bsns_the_shared_one(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doe(capsys, monkeypatch, "sleutels", "nieuw")[0] == 0
    keys = bestanden(map_)
    eigen = [key.secret for each in keys.values() for ring in (each.seal, each.hash) for key in ring]
    assert len(set(eigen)) == len(eigen) == 8
    assert {name for name, each in keys.items() if each.bsn} == set(MATCHEN)
    assert len({each.bsn for each in keys.values() if each.bsn}) == 1
    assert not {key.secret for key in keys["toegang"].bsn} & set(eigen)
    assert [(map_ / f"{name}.json").stat().st_mode & 0o777 for name in SERVICES] == [0o600] * 4


def test_the_key_of_before_is_taken_along_by_who_matches_bsns(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTROUTE_BSN_KEY", BSN_KEY)
    assert doe(capsys, monkeypatch, "sleutels", "nieuw")[0] == 0
    for name, keys in bestanden(map_).items():
        oud = [ring for ring, alle in keys.rings().items() if OLD in {key.id for key in alle}]
        assert oud == (["seal", "hash", "bsn"] if name in MATCHEN else [])
    assert BSN_KEY not in (map_ / "monitoring.json").read_text()


def test_a_new_key_is_known_before_it_is_used(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doe(capsys, monkeypatch, "sleutels", "nieuw")
    code, uit, _ = doe(capsys, monkeypatch, "sleutels", "nieuw")
    assert code == 0
    assert "clientroute sleutels hersluit" in uit
    for keys in bestanden(map_).values():
        for ring in keys.rings().values():
            assert len(ring) in {0, 2}
            assert all(timedelta(minutes=14) < key.since - system_clock() < timedelta(minutes=16) for key in ring[1:])
    assert len({each.bsn for each in bestanden(map_).values() if each.bsn}) == 1
    half = KeyFiles(str(map_ / "{service}.json"))
    keys = read_keys(half.read("declaratie"))
    half.write("declaratie", write_keys(Keys(keys.seal[:1], keys.hash[:1], keys.bsn[:1])))
    code, _, fout = doe(capsys, monkeypatch, "sleutels", "nieuw")
    assert (code, "wacht daarop" in fout) == (1, True)
    assert len({each.bsn for each in bestanden(map_).values() if each.bsn}) == 1, "made whole meanwhile"
    doe(capsys, monkeypatch, "migrate", "toegang")
    code, _, fout = doe(capsys, monkeypatch, "sleutels", "hersluit", "toegang")
    assert (code, "doe dit daarna" in fout) == (1, True)


def test_what_was_ended_halfway_is_made_whole_the_next_time(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = KeyFiles(str(map_ / "{service}.json"))
    doe(capsys, monkeypatch, "sleutels", "nieuw")
    voor = source.read("declaratie")
    voeg_toe(source, system_clock())
    source.write("declaratie", voor)
    voeg_toe(source, system_clock())
    assert {len(each.bsn) for each in bestanden(map_).values() if each.bsn} == {3}
    assert len({each.bsn for each in bestanden(map_).values() if each.bsn}) == 1
    (map_ / "toewijzing.json").unlink()
    doe(capsys, monkeypatch, "sleutels", "nieuw")
    assert len({each.bsn for each in bestanden(map_).values() if each.bsn}) == 1


def test_services_that_would_not_match_any_more_are_not_made_worse(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = KeyFiles(str(map_ / "{service}.json"))
    doe(capsys, monkeypatch, "sleutels", "nieuw")
    vreemd = read_keys(source.read("declaratie"))
    anders = Keys(vreemd.seal, vreemd.hash, vreemd.hash)
    source.write("declaratie", write_keys(anders))
    with pytest.raises(KeysError, match="niet dezelfde"):
        voeg_toe(source, system_clock())


def test_one_file_for_all_services_is_refused(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTROUTE_KEYS_FILE", str(map_ / "sleutels.json"))
    code, _, fout = doe(capsys, monkeypatch, "sleutels", "nieuw")
    assert (code, fout.startswith("zet {service} in CLIENTROUTE_KEYS_FILE")) == (1, True)


def test_an_old_key_goes_away_when_nothing_lies_under_it_any_more(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doe(capsys, monkeypatch, "sleutels", "nieuw")
    doe(capsys, monkeypatch, "migrate")
    doe(capsys, monkeypatch, "sleutels", "nieuw", "--over", "0")
    oud, nieuw = bestanden(map_)["toegang"].seal
    code, uit, fout = doe(capsys, monkeypatch, "sleutels", "hersluit")
    assert (code, uit) == (0, "".join(f"{name}: 0 overgebracht\n" for name in SERVICES))
    assert "toegang" in fout, "progress"
    code, uit, _ = doe(capsys, monkeypatch, "sleutels", "toon", "toegang")
    assert code == 0
    stand = {key.id: regel for regel in uit.splitlines() for key in (oud, nieuw) if key.id in regel}
    assert ("niet meer" in stand[oud.id], " nu " in stand[nieuw.id]) == (True, True)
    code, _, fout = doe(capsys, monkeypatch, "sleutels", "weg", nieuw.id)
    assert (code, "gebruikt" in fout) == (1, True)
    hashsleutel = bestanden(map_)["toegang"].hash[0].id
    code, _, fout = doe(capsys, monkeypatch, "sleutels", "weg", hashsleutel)
    assert (code, "geen sleutel om te verzegelen" in fout) == (1, True)
    assert doe(capsys, monkeypatch, "sleutels", "weg", oud.id)[:2] == (0, f"toegang: {oud.id} is weg\n")
    assert bestanden(map_)["toegang"].seal == (nieuw,)


def test_what_no_key_opens_is_shown_by_what_it_lies_under(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that who reads that not all was brought over sees what that is."""
    doe(capsys, monkeypatch, "sleutels", "nieuw")
    doe(capsys, monkeypatch, "migrate")
    assert "onbekend" not in doe(capsys, monkeypatch, "sleutels", "toon", "toegang")[1]
    (bestand,) = map_.rglob("toegang.db")
    with closing(sqlite3.connect(bestand)) as vreemd:
        rij = ("vreemd", "0034", "k9.van-een-ander", b"dicht", 0, 1)
        kolommen = "id, gemeente, bsn_hash, persoon, laatste_relatienummer, versie"
        vreemd.execute(f"INSERT INTO clienten ({kolommen}) VALUES (?, ?, ?, ?, ?, ?)", rij)
        vreemd.commit()
    assert doe(capsys, monkeypatch, "sleutels", "hersluit", "toegang")[0] == 1
    uit = doe(capsys, monkeypatch, "sleutels", "toon", "toegang")[1]
    onbekend = [regel for regel in uit.splitlines() if "onbekend" in regel]
    assert [("BSN" in regel, "verzegelen" in regel) for regel in onbekend] == [(False, True), (True, False)]
