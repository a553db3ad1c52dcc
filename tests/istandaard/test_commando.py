"""The commands: `clientroute bericht controleer`, `clientroute bericht maak`, `clientroute regels`."""

import json
from pathlib import Path

import pytest
from tests.istandaard.standaard import SOORTEN, STANDAARDEN, elke_standaard
from typer.testing import CliRunner

import istandaard
import iwmo
from clientroute import bericht, regels
from istandaard.voorbeelden import voorbeeld
from wetten import standaard_van

RUN = CliRunner()


def controleer(pad: Path, *opties: str) -> tuple[int, str]:
    uitkomst = RUN.invoke(bericht.app, ["controleer", str(pad), *opties])
    return uitkomst.exit_code, uitkomst.output


@pytest.mark.parametrize("soort", SOORTEN)
def test_an_example_is_written_and_found_good(soort: str, tmp_path: Path) -> None:
    gemaakt = RUN.invoke(bericht.app, ["maak", soort.lower(), "--voorbeeld"])
    assert gemaakt.exit_code == 0
    pad = tmp_path / "bericht.xml"
    pad.write_bytes(gemaakt.stdout_bytes)
    assert istandaard.lees(STANDAARDEN, pad) == voorbeeld(standaard_van(soort), soort)
    assert controleer(pad) == (0, f"bericht.xml is een goed {soort}-bericht.\n")
    assert json.loads(controleer(pad, "--json")[1]) == {"bericht": soort, "geldig": True, "bevindingen": []}


def test_a_rejected_message_says_where_and_why(tmp_path: Path) -> None:
    pad = tmp_path / "bericht.xml"
    pad.write_bytes(
        RUN.invoke(bericht.app, ["maak", "WMO323", "--voorbeeld"]).stdout_bytes.replace(b"999900006", b"999900007")
    )
    code, gezegd = controleer(pad)
    assert code == 1
    assert "bericht.xml is een WMO323-bericht met 1 fout:" in gezegd
    assert "regel 31, /Bericht/Declaratie/Clienten/Client[1]/Bsn" in gezegd
    assert "(CS002)" in gezegd
    code, als_json = controleer(pad, "--json")
    assert code == 1
    assert json.loads(als_json) == {
        "bericht": "WMO323",
        "geldig": False,
        "bevindingen": [
            {
                "niveau": 2,
                "regel": "CS002",
                "retourcode": "0001",
                "pad": "/Bericht/Declaratie/Clienten/Client[1]/Bsn",
                "regelnummer": 31,
                "melding": "Het burgerservicenummer moet voldoen aan de 11-proef.",
            }
        ],
    }


def test_a_format_error_is_a_rejection_too(tmp_path: Path) -> None:
    pad = tmp_path / "bericht.xml"
    pad.write_bytes(iwmo.schrijf(iwmo.voorbeeld("WMO305")).replace(b"999900006", b"12"))
    code, als_json = controleer(pad, "--json")
    assert code == 1
    assert [(b["niveau"], b["regel"], b["retourcode"]) for b in json.loads(als_json)["bevindingen"]] == [
        (1, "RS037", None)
    ]


GOED = iwmo.schrijf(iwmo.voorbeeld("WMO305"))


@pytest.mark.parametrize("inhoud", [b"", b"geen xml", GOED[:-9], GOED.replace(b"/3_2/", b"/3_1/"), None])
def test_what_cannot_be_read(inhoud: bytes | None, tmp_path: Path) -> None:
    pad = tmp_path / "bericht.xml"
    if inhoud is not None:
        pad.write_bytes(inhoud)
    code, gezegd = controleer(pad)
    assert code == 2
    assert "kunnen wij niet lezen" in gezegd
    code, als_json = controleer(pad, "--json")
    assert code == 2
    assert json.loads(als_json)["bericht"] is None
    assert json.loads(als_json)["geldig"] is False


def test_an_unknown_kind_or_nothing_asked() -> None:
    assert RUN.invoke(bericht.app, ["maak", "WMO999", "--voorbeeld"]).exit_code == 2
    assert RUN.invoke(bericht.app, ["maak", "WMO323"]).exit_code == 2


@elke_standaard
def test_the_rules_are_listed(standaard: istandaard.Standaard) -> None:
    uitkomst = RUN.invoke(regels.app, ["--standaard", standaard.naam, "--json"])
    assert uitkomst.exit_code == 0
    lijst = json.loads(uitkomst.output)
    assert [regel["code"] for regel in lijst] == sorted(standaard.regels.alle)
    assert all(regel["tests"] for regel in lijst if regel["niveau"] == 2)
    velden = {"code", "niveau", "retourcode", "berichten", "tekst", "nodig", "tests"}
    assert all(set(regel) == velden for regel in lijst)
    gewoon = RUN.invoke(regels.app, ["--standaard", standaard.naam])
    assert gewoon.exit_code == 0
    assert len(gewoon.output.splitlines()) == 2 * len(lijst)  # the rule, and its tests
