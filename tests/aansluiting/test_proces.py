"""The process beside the services: it is there for who has a file with couplings, and for nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.clientroute.doen import doe
from tests.clientroute.omgeving import eigen_map

from aansluiting.app import KOPPELVLAK as DIENST
from aansluiting.instellingen import lees_instellingen
from chassis.settings import Settings, SettingsError
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


async def test_it_runs_along_in_the_suite_when_the_file_is_there(map_: Path) -> None:
    settings = Settings(data_dir=map_ / "var", koppelvlak=bestand(map_))
    async with running_suite(settings) as suite, suite.client() as client:
        assert list(suite.rooms) == [*SERVICES, KOPPELVLAK]
        contract = (await client.get("/koppelvlak/v1/openapi.json")).json()
    assert contract["info"]["title"] == DIENST.title
