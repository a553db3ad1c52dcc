"""A region of one's own, and a later version of a region, are files in a folder: no code."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clientroute.cli import app
from inkoop import MODELLEN, InkoopmodelFout, gebruik_map, gemeentecodes, laad, model_van, namen

KAMPEN = "0166"


def schrijf(folder: Path, naam: str, bron: str, *wijzigingen: tuple[str, str]) -> None:
    tekst = (MODELLEN / f"{bron}.yaml").read_text(encoding="utf-8").replace(f"naam: {bron}", f"naam: {naam}", 1)
    for oud, nieuw in wijzigingen:
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    (folder / f"{naam}.yaml").write_text(tekst, encoding="utf-8")


@pytest.fixture(autouse=True)
def _weer_gewoon() -> Iterator[None]:
    yield
    gebruik_map(None)


def test_a_region_of_ones_own_is_a_file_in_a_folder(tmp_path: Path) -> None:
    schrijf(tmp_path, "kampen-2025", "noord-veluwe-2021", ('"0230"', f'"{KAMPEN}"'), ("versie: 2021", "versie: 2025"))
    assert model_van([KAMPEN], date(2026, 1, 1)) is None
    gebruik_map(tmp_path)
    model = model_van([KAMPEN], date(2026, 1, 1))
    assert model is not None
    assert model.naam == "kampen-2025"
    assert "kampen-2025" in namen()
    assert KAMPEN in gemeentecodes()
    assert model_van(["0034"], date(2026, 1, 1)) is laad("almere-2023")


def test_a_later_version_counts_from_its_day_and_the_older_keeps_its_prices(tmp_path: Path) -> None:
    later = (("versie: 2023-01-01", "versie: 2025-01-01"), ("eurocent: 31250", "eurocent: 40000"))
    schrijf(tmp_path, "almere-2025", "almere-2023", *later)
    gebruik_map(tmp_path)
    oud, nieuw = model_van(["0034"], date(2024, 12, 31)), model_van(["0034"], date(2025, 1, 1))
    assert oud is not None
    assert nieuw is not None
    assert (oud.naam, nieuw.naam) == ("almere-2023", "almere-2025")
    assert oud.product("HO").tarieven[0].eurocent == 31250
    assert nieuw.product("HO").tarieven[0].eurocent == 40000


def test_a_region_puts_its_own_figures_in_the_place_of_our_examples(tmp_path: Path) -> None:
    meegeleverd = namen()
    schrijf(tmp_path, "almelo-2024", "almelo-2024", ("eurocent: 134", "eurocent: 139"))
    gebruik_map(tmp_path)
    assert laad("almelo-2024").product("OIL3").tarieven[0].eurocent == 139
    assert namen() == meegeleverd


def test_another_version_has_a_name_of_its_own(tmp_path: Path) -> None:
    """Under the same name, cases that were decided under the old version would read the new one."""
    schrijf(tmp_path, "almere-2023", "almere-2023", ("versie: 2023-01-01", "versie: 2025-01-01"))
    regel = (tmp_path / "almere-2023.yaml").read_text(encoding="utf-8").splitlines().index("versie: 2025-01-01") + 1
    melding = "een model met deze naam heeft versie 2023-01-01; geef een andere versie een eigen naam"
    with pytest.raises(InkoopmodelFout, match=rf"almere-2023\.yaml, regel {regel}: versie: {melding}"):
        gebruik_map(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InkoopmodelFout, match="weg, regel 1: deze map met inkoopmodellen is er niet"):
        gebruik_map(tmp_path / "weg")


def test_a_file_with_a_typo_stops_the_start(tmp_path: Path) -> None:
    schrijf(tmp_path, "kampen-2025", "noord-veluwe-2021", ("looptijd:", "looptyd:"))
    with pytest.raises(InkoopmodelFout, match=r"kampen-2025\.yaml, regel \d+: looptyd: onbekend veld; bedoelde u"):
        gebruik_map(tmp_path)


def test_the_commands_find_the_folder_by_its_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    schrijf(tmp_path, "kampen-2025", "noord-veluwe-2021", ("titel: Noord-Veluwe, hulp", "titel: Kampen, hulp"))
    monkeypatch.setenv("CLIENTROUTE_INKOOPMODELLEN", str(tmp_path))
    uitkomst = CliRunner().invoke(app, ["inkoopmodel", "toon", "kampen-2025"])
    assert uitkomst.exit_code == 0
    assert "Kampen, hulp bij het huishouden" in uitkomst.stdout
