"""`clientroute inname`: what somebody types wrong, and a file that cannot be sent (M134)."""

import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.clientroute.doen import doe
from tests.toegang.overname import RIJ, bestand, rij

from bladen import CSV, XLSX, Blad, schrijf
from clientroute import inname

NERGENS = "http://127.0.0.1:{poort}/{{service}}"


def _vrije_poort() -> int:
    with socket.socket() as kaart:
        kaart.bind(("127.0.0.1", 0))
        return int(kaart.getsockname()[1])


def test_m134_nothing_answers_or_the_file_is_none(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    csv, url = tmp_path / "lopend.csv", NERGENS.format(poort=_vrije_poort())
    vast = ("--gemeente", "0034", "--url", url, "--token", "x")
    code, _, fout = doe(capsys, monkeypatch, "inname", str(csv), *vast)
    assert (code, "kan niet worden gelezen" in fout) == (1, True)
    csv.write_text("kenmerk\nK-1\n")
    code, _, fout = doe(capsys, monkeypatch, "inname", str(csv), *vast)
    assert (code, "ontbreken de kolommen: bsn, geslachtsnaam" in fout) == (1, True)
    csv.write_text(bestand(rij()))
    code, _, fout = doe(capsys, monkeypatch, "inname", str(csv), *vast)
    assert (code, "antwoordt niets" in fout) == (1, True)
    code, _, fout = doe(capsys, monkeypatch, "inname", str(csv), *("--gemeente", "34"), *vast[2:])
    assert (code, fout.startswith("--gemeente: 34 is geen gemeente. Bedoelde u 0034?")) == (2, True)


def test_m134_a_spreadsheet_says_the_same_as_a_csv(tmp_path: Path) -> None:
    blad = [Blad("indicaties", list(RIJ), [list(RIJ.values())])]
    gelezen = []
    for vorm in (CSV, XLSX):
        pad = tmp_path / f"lopend.{vorm}"
        pad.write_bytes(schrijf(vorm, blad, datetime(2024, 6, 3, tzinfo=UTC)))
        gelezen.append(inname.lees_bestand(pad))
    assert gelezen[0] == gelezen[1] == [(2, RIJ)]
