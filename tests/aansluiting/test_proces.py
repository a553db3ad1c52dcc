"""The process beside the services: it is there for who has a file with couplings, and for nobody else."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.clientroute.doen import doe
from tests.clientroute.omgeving import eigen_map

from aansluiting.app import KOPPELVLAK as DIENST
from aansluiting.instellingen import lees_instellingen
from chassis.settings import Settings, SettingsError
from clientroute.contracts import BROKER, BROKER_KOPPELVLAK
from clientroute.serve import PortInUse, bind
from clientroute.services import KOPPELVLAK, SERVICES, running_names, topology
from clientroute.suite import running_suite


@pytest.fixture
def map_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with eigen_map(tmp_path, monkeypatch) as folder:
        yield folder


def bestand(map_: Path, tekst: str = 'gemeenten: ["0034"]\n') -> Path:
    pad = map_ / "koppelvlak.yaml"
    pad.write_text(tekst)
    return pad


def test_without_a_file_there_is_no_koppelvlak_and_no_queue_for_it() -> None:
    assert running_names(Settings()) == tuple(SERVICES)
    assert KOPPELVLAK not in topology(Settings()).bindings
    met = Settings(koppelvlak=Path("koppelvlak.yaml"))
    assert running_names(met) == (*SERVICES, KOPPELVLAK)
    assert KOPPELVLAK in topology(met).bindings


def test_a_broker_of_who_has_a_koppelvlak_knows_it_and_any_other_does_not() -> None:
    zonder, met = (json.loads(each.read_text()) for each in (BROKER, BROKER_KOPPELVLAK))
    assert [each["name"] for each in met["users"]] == [*(each["name"] for each in zonder["users"]), KOPPELVLAK]
    queues = {each["name"] for each in met["queues"]} - {each["name"] for each in zonder["queues"]}
    assert queues == {"clientroute.koppelvlak.v1", "clientroute.koppelvlak.dead.v1"}
    (recht,) = [each for each in met["permissions"] if each["user"] == KOPPELVLAK]
    assert (recht["configure"], "monitoring" in recht["read"]) == ("^$", False)
    assert KOPPELVLAK not in BROKER.read_text()


def test_the_command_says_what_it_misses(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, fout = doe(capsys, monkeypatch, "koppelvlak")
    assert code == 1
    assert "CLIENTROUTE_KOPPELVLAK" in fout


def test_it_gets_a_database_and_keys_of_its_own(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLIENTROUTE_KOPPELVLAK", str(bestand(map_)))
    assert doe(capsys, monkeypatch, "sleutels", "nieuw")[0] == 0
    assert (map_ / "koppelvlak.json").exists()
    assert doe(capsys, monkeypatch, "sleutels", "nieuw")[0] == 0, "a key more in every ring, of the koppelvlak too"
    assert doe(capsys, monkeypatch, "migrate")[:2] == (
        0, "".join(f"{each}: bijgewerkt\n" for each in (*SERVICES, KOPPELVLAK)),
    )  # fmt: skip
    assert (map_ / "var" / "koppelvlak.db").exists()


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("gemeenten: []\n", "gemeenten"),
        ("gemeenten: [34]\n", "gemeenten.0"),
        ('gemeenten: ["34"]\n', "gemeenten.0: geef iets van de vorm"),
        ('gemeenten: ["0034"]\nggkk: {}\n', "ggkk: dit onderdeel is er niet"),
        ("{}\n", "gemeenten: dit ontbreekt"),
        ("a: [\n", "dit is geen YAML"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_by_its_place(map_: Path, tekst: str, melding: str) -> None:
    with pytest.raises(SettingsError, match=r"koppelvlak\.yaml") as fout:
        lees_instellingen(bestand(map_, tekst))
    assert melding in str(fout.value)


def test_a_file_that_is_no_text_is_said_to_be_so(map_: Path) -> None:
    pad = bestand(map_, "gemeenten: []\n")
    pad.write_bytes("naam: Súdwest-Fryslân".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"koppelvlak\.yaml: .*UTF-8"):
        lees_instellingen(pad)


async def test_it_runs_along_in_the_suite_when_the_file_is_there(map_: Path) -> None:
    settings = Settings(data_dir=map_ / "var", koppelvlak=bestand(map_))
    async with running_suite(settings) as suite, suite.client() as client:
        assert list(suite.rooms) == [*SERVICES, KOPPELVLAK]
        contract = (await client.get("/koppelvlak/v1/openapi.json")).json()
    assert contract["info"]["title"] == DIENST.title


@pytest.mark.parametrize(
    "woorden",
    [
        ("wachtend", "toon", "koppelvlak"),
        ("dead-letters", "toon", "koppelvlak"),
        ("wachtend", "toon"),
    ],
    ids=" ".join,
)
def test_commands_that_look_after_a_service_look_after_the_koppelvlak(
    map_: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, woorden: tuple[str, ...]
) -> None:
    monkeypatch.setenv("CLIENTROUTE_KOPPELVLAK", str(bestand(map_)))
    assert doe(capsys, monkeypatch, "sleutels", "nieuw")[0] == 0
    assert doe(capsys, monkeypatch, "migrate")[0] == 0
    code, _, fout = doe(capsys, monkeypatch, *woorden)
    assert (code, fout) == (0, "")


async def test_a_start_without_a_place_to_listen_is_said(map_: Path) -> None:
    bezet = bind("127.0.0.1", 0)
    soap = f'{{adapter: "http://127.0.0.1:9/ggk", ontvangst: {{poort: {bezet.getsockname()[1]}}}}}'
    settings = Settings(data_dir=map_ / "var", koppelvlak=bestand(map_, f'gemeenten: ["0034"]\nggk:\n  soap: {soap}\n'))
    with pytest.raises(PortInUse, match=r"ggk\.soap\.ontvangst\.poort"):
        async with running_suite(settings):
            pass
    bezet.close()


@pytest.mark.parametrize(
    ("ggk", "melding"),
    [
        ("{}", "geef soap of map"),
        ("{map: /tmp/x, soap: {adapter: 'https://a', ontvangst: {poort: 1}}}", "geef soap of map"),
        ("{soap: {adapter: 'http://elders/ggk', ontvangst: {poort: 1}}}", "https"),
        ("{soap: {adapter: 'https://a', ontvangst: {host: 0.0.0.0, poort: 1}}}", "zonder tls"),
        ("{map: /tmp/x, envelop_325: Di02}", "envelop_325"),
        ("{map: /tmp/x, na_storing: nooit}", "na_storing"),
        ("{map: /tmp/x, versie: '1'}", "versie"),
    ],
)
def test_what_cannot_be_said_of_the_ggk_is_refused(map_: Path, ggk: str, melding: str) -> None:
    with pytest.raises(SettingsError) as fout:
        lees_instellingen(bestand(map_, f'gemeenten: ["0034"]\nggk: {ggk}\n'))
    assert melding in str(fout.value)


@pytest.mark.parametrize("tot", ["2026-03-01T09:00:00Z", "2026-03-02T09:00:00"])
def test_a_stop_ends_after_it_began_and_says_in_which_time(map_: Path, tot: str) -> None:
    stop = f'{{hub: ggk, van: "2026-03-02T09:00:00Z", tot: "{tot}", reden: x}}'
    with pytest.raises(SettingsError, match=r"kalender\.0"):
        lees_instellingen(bestand(map_, f'gemeenten: ["0034"]\nkalender: [{stop}]\n'))
