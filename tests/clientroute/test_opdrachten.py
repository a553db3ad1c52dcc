"""The command line: Dutch throughout, wrong input said in one line, and readable on a screen of 80 columns."""

import io
import re
from pathlib import Path

import pytest
import typer
from rich.console import Console
from rich.progress import Progress
from tests.clientroute.doen import doe, opdrachten

from clientroute import monitoring, run, taal
from clientroute.cli import app

ENGELS = re.compile(
    r"\b(the|this|that|with|without|usage|options|commands|arguments|show|message|exit|required|default|print|"
    r"run|give|choose|unknown|invalid|missing|value|such|error|file)\b",
    re.I,
)


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (["token", "--rol", "front-office", "--gemeente", "34"], "--gemeente: 34 is geen gemeente. Bedoelde u 0034?"),
        (["token", "--rol", "front-office", "--gemeente", "9999"], "--gemeente: 9999 is geen gemeente. Geef een CBS"),
        (["token", "--rol", "burgemeester"], "--rol: burgemeester is er niet. Kies uit: beheer"),
        (["token", "--rol", "aanbieder"], "--agb: zeg welke aanbieder"),
        (["token", "--rol", "aanbieder", "--agb", "12"], "--agb: 12 is geen AGB-code"),
        (["token"], "--rol ontbreekt."),
        (["token", "--rol"], "--rol: geef er een waarde bij."),
        (["token", "--rolx", "x"], "De optie --rolx is er niet. Bedoelde u --rol?"),
        (["demo", "--json=ja"], "--json: hier hoort geen waarde bij."),
        (["demo", "--regio", "almeer-2023"], "--regio: almeer-2023 is er niet. Bedoelde u almere-2023?"),
        (["run", "--regio", "utopia"], "--regio: utopia is er niet. Kies uit: "),
        (["demo", "--maanden", "25"], "--maanden: 25 kan niet: geef een getal van 1 tot en met 24."),
        (["demo", "--burgers", "0"], "--burgers: 0 kan niet: geef een getal van 1 tot en met 5000."),
        (["bench", "maand-nederland", "--deel", "2"], "--deel: 2.0 kan niet: geef een getal van 0.0001 tot en met 1."),
        (["bench", "maand-nederland", "--deel", "half"], "--deel: half kan niet: geef een getal, met een punt."),
        (["run", "--port", "acht"], "--port: acht kan niet: geef een heel getal."),
        (["inkoopmodel", "toon", "almere-2023", "--datum", "2026-02-30"], "--datum: 2026-02-30 is geen dag."),
        (["inkoopmodel", "toon", "utopia"], "NAAM: utopia is er niet."),
        (["api", "toegan"], "DIENST: toegan is er niet. Bedoelde u toegang?"),
        (["migrate", "zorg"], "DIENST: zorg is er niet."),
        (["migrate", "toegang", "zorg"], "Te veel: zorg."),
        (["bericht", "maak", "WMO999", "--voorbeeld"], "SOORT: WMO999 is er niet."),
        (["betaal"], "De opdracht betaal is er niet."),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_wrong_input_is_named_in_one_line_with_exit_code_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, woorden: list[str], melding: str
) -> None:
    code, uit, fout = doe(capsys, monkeypatch, *woorden)
    assert (code, uit) == (2, "")
    assert fout.startswith(melding)
    assert fout.count("\n") == 1
    assert "Traceback" not in fout
    assert ENGELS.search(fout) is None


def test_what_cannot_be_done_is_said_with_exit_code_1(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, fout = doe(capsys, monkeypatch, "worker", "toegang")
    assert (code, fout.strip()) == (1, "Een werker heeft CLIENTROUTE_BROKER_URL nodig. Zonder broker: clientroute run")


@pytest.mark.parametrize("woorden", [["migrate"], ["toestand"], ["dead-letters", "toon"]], ids=" ".join)
def test_with_the_settings_of_one_service_it_has_to_be_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, woorden: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTROUTE_DATABASE_URL", f"sqlite:///{tmp_path / 'een.db'}")
    code, _, fout = doe(capsys, monkeypatch, *woorden)
    assert (code, fout.startswith("DIENST: noem de dienst: zonder {service} in CLIENTROUTE_DATABASE_URL")) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_good_gives_exit_code_0(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, uit, fout = doe(capsys, monkeypatch, "inkoopmodel", "schema")
    assert (code, fout) == (0, "")
    assert uit.startswith("{")


@pytest.mark.parametrize("woorden", list(opdrachten()), ids=" ".join)
def test_help_is_dutch_and_fits_80_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, woorden: tuple[str, ...]
) -> None:
    code, uit, _ = doe(capsys, monkeypatch, *woorden, "--help")
    assert code == 0
    assert "Gebruik: clientroute" in uit
    assert max(len(each) for each in uit.splitlines()) <= 80
    rest = re.sub(r"│ run |clientroute run|--[a-z]+|clientroute [a-z]+ [a-z]+|<[a-z ]+>", "", uit)
    assert ENGELS.findall(rest) == []


def test_every_kind_of_command_was_seen() -> None:
    assert {("run",), ("bericht", "maak"), ("monitoring", "herbouw")} <= set(opdrachten())
    assert isinstance(typer.main.get_command(app), taal.Opdracht)


def getoond(maak: Progress, **velden: float) -> str:
    """The last state of a progress bar."""
    scherm = maak.console
    assert isinstance(scherm.file, io.StringIO)
    with maak:
        taak = maak.add_task("spel", total=12_345_678, **velden)
        maak.update(taak, completed=12_345_677)
    regels = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", scherm.file.getvalue()).replace("\r", "\n").splitlines()
    assert max(len(each) for each in regels) <= 80
    return "\n".join(regels)


@pytest.mark.parametrize(
    ("maak", "tekst"), [(run.voortgang, "dag 12345677 van 12345678"), (monitoring.voortgang, "12345677 van 12345678")]
)
def test_progress_is_whole_on_80_columns(maak: object, tekst: str) -> None:
    assert callable(maak)
    scherm = Console(file=io.StringIO(), width=80, force_terminal=True)
    toont = getoond(maak(scherm), snelheid=98765.0)
    assert tekst in toont
    assert "…" not in toont


def test_every_command_on_the_page_for_operators_is_there() -> None:
    bladzijde = (Path(__file__).parents[2] / "docs" / "beheer.md").read_text(encoding="utf-8")
    getypt = re.findall(r"(?:^|`)clientroute ([^`\n]+)", bladzijde, flags=re.MULTILINE)
    er_zijn = set(opdrachten())
    groepen = {each[0] for each in er_zijn if len(each) > 1}
    genoemd = {tuple(each.split()[: 2 if each.split()[0] in groepen else 1]) for each in getypt}
    assert {("toestand",), ("dead-letters", "laat-vallen"), ("sleutels", "hersluit")} <= genoemd
    assert genoemd - er_zijn == set()
