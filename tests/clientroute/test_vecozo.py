"""`clientroute vecozo`: what a provider sends, fetches and follows, in front of the double of VECOZO."""

from pathlib import Path

import httpx
import pytest
from tests.aansluiting.conftest import AGB, ALMERE, bericht
from tests.clientroute.doen import doe
from tests.koppelvlakken.knooppunt import Knooppunt, van_aanbieder
from tests.koppelvlakken.vsp import Vecozo

import wetten
from clientroute import vecozo
from koppelvlakken.vecozo.client import maak_client

PEM = ("--certificaat", "ik.pem", "--sleutel", "ik.key")


@pytest.fixture
def dubbel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Vecozo:
    """The double, in the place of VECOZO."""
    gemaakt = Vecozo(Knooppunt([AGB]))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        vecozo, "client_voor",
        lambda _toegang: maak_client("https://vsp.example", transport=httpx.ASGITransport(app=gemaakt.app(AGB))),
    )  # fmt: skip
    return gemaakt


def leg(naam: str, soort: str) -> str:
    Path(naam).write_bytes(wetten.schrijf(bericht(soort)))
    return naam


def test_a_message_is_sent_and_followed(
    dubbel: Vecozo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, nummer, _ = doe(capsys, monkeypatch, "vecozo", "stuur", leg("305.xml", "WMO305"), *PEM)
    assert code == 0
    assert len(dubbel.hub.uit) == 1
    code, uit, _ = doe(capsys, monkeypatch, "vecozo", "status", nummer.strip(), *PEM)
    assert (code, uit.strip()) == (0, "WMO305: WordtAangeboden. Het bericht staat klaar voor de ontvanger.")


def test_nobody_answers_and_a_second_try_sends_nothing_twice(
    dubbel: Vecozo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dubbel.weg_na_ontvangst = 1
    stuur = ("vecozo", "stuur", leg("305.xml", "WMO305"), *PEM)
    code, nummer, fout = doe(capsys, monkeypatch, *stuur)
    assert (code, "later opnieuw" in fout) == (1, True)
    assert doe(capsys, monkeypatch, *stuur, "--nummer", nummer.strip())[0] == 0
    assert len(dubbel.hub.uit) == 1


def test_what_is_ready_lies_in_the_folder_before_it_is_confirmed(
    dubbel: Vecozo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inhoud = wetten.schrijf(bericht("WMO301"))
    stuk = van_aanbieder(None, "WMO305", inhoud, agb=ALMERE, gemeente=AGB, tijdstip="20260302")
    dubbel.hub.bezorgd[AGB].append(stuk)
    dubbel.beschadigt = 1
    assert doe(capsys, monkeypatch, "vecozo", "haal", "binnen", *PEM)[0] == 1
    assert dubbel.bevestigd == set()
    code, uit, _ = doe(capsys, monkeypatch, "vecozo", "haal", "binnen", *PEM)
    assert code == 0
    assert (Path("binnen") / uit.strip()).read_bytes() == inhoud
    assert dubbel.bevestigd == {stuk.referentienummer}


@pytest.mark.parametrize(
    ("woorden", "melding"),
    [
        (("stuur", "301.xml"), "stuurt een gemeente"),
        (("stuur", "er-niet.xml"), "geen goed bericht"),
        (("stuur", "305.xml", "--antwoord-op", "1"), "UUID"),
        (("status", "3f0c2a51-7b1e-4c44-9a0d-5d8f6d1c0a11"), "kent dit nummer niet"),
    ],
)
def test_what_cannot_be_is_said(
    dubbel: Vecozo,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    woorden: tuple[str, ...],
    melding: str,
) -> None:
    leg("301.xml", "WMO301")
    leg("305.xml", "WMO305")
    code, _, fout = doe(capsys, monkeypatch, "vecozo", *woorden, *PEM)
    assert (code, melding in fout) == (1, True)
    assert dubbel.hub.uit == []


def test_a_certificate_that_is_none_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, fout = doe(capsys, monkeypatch, "vecozo", "haal", "binnen", *PEM)
    assert (code, "certificaat" in fout) == (1, True)
