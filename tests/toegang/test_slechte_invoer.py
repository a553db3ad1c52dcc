"""What a front office may send wrongly, as issue 6 lists it: refused, with the rule and with what would be allowed."""

import pytest
from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    BSN,
    HOUTEN,
    Json,
    Toegang,
    afweging,
    beschikking,
    melding,
    met,
    product,
)
from tests.toegang.plan import plan
from typer.testing import CliRunner

from clientroute.cli import app
from inkoop import MODELLEN

AFWEGING: Json = {
    "situatie": {"gebieden": ["zelfzorg-gezondheid"]},
    "keuzes": [{"product": "B1O0", "ingangsdatum": "2024-06-10", "einddatum": "2025-06-09"}],
}


async def _weigering(toegang: Toegang, pad: str, body: Json) -> tuple[int, str | None, str]:
    """Status, rule, and everything that the problem document says."""
    answer = await toegang.post(pad, body)
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json().get("rule"), answer.text


@pytest.mark.parametrize(
    ("wijziging", "regel", "wat_mag"),
    [
        ({"persoon.bsn": "999900007"}, "CS002", "voldoet niet aan de 11-proef. Neem het over uit de BRP."),
        ({"persoon.bsn": "9999.00.006"}, "RS037", "heeft negen cijfers, met de nullen vooraan, zonder punten"),
        (
            {"persoon.geboortedatum": "2031-01-01"},
            "TR134",
            "ligt na de meldingsdatum. Kies een dag van 03-06-1904 tot en met 06-05-2024",
        ),
        ({"persoon.geboortedatum": "1904-06-02"}, "TR002", "Kies een dag van 03-06-1904 tot en met 06-05-2024"),
        ({"woongemeente": ALMELO}, "Wmo 2015, 1.2.1", "gemeente Almelo (0141)"),
    ],
    ids=["wrong BSN", "no BSN", "birth date in the future", "birth date too long ago", "another municipality"],
)
async def test_a_melding(toegang: Toegang, wijziging: dict[str, str], regel: str | None, wat_mag: str) -> None:
    ((pad, waarde),) = wijziging.items()
    status, gevonden, tekst = await _weigering(toegang, "/v1/meldingen", met(melding(), pad, waarde))
    assert (status, gevonden, wat_mag in tekst) == (400, regel, True)
    assert waarde not in tekst or pad == "woongemeente"


async def test_a_bsn_of_another_case_in_progress(toegang: Toegang) -> None:
    loopt = await toegang.meld()
    status, regel, tekst = await _weigering(toegang, "/v1/meldingen", melding())
    assert (status, regel) == (409, "Wmo 2015, 2.3.2")
    assert f"melding {loopt['id']}. Behandel de vraag daarin." in tekst
    assert BSN not in tekst


@pytest.mark.parametrize(
    ("wijziging", "regel", "wat_mag"),
    [
        ({"keuzes.0.product": "IB2B"}, "M67", "Kies uit: B1B0"),
        ({"situatie.gebieden": ["administratie-financien"]}, "M24", "Voeg een gebied toe"),
        ({"keuzes.0.product": "B1O1"}, "M26", "Toegestaan is nu intensiteit gemiddeld."),
        ({"keuzes.0.einddatum": "2027-06-09"}, "M27", "Kies ten hoogste 24 maanden."),
    ],
    ids=["a product not in the model", "administration alone", "+ without circumstances", "three years of development"],
)
async def test_weighing(toegang: Toegang, wijziging: dict[str, object], regel: str, wat_mag: str) -> None:
    zaak = await toegang.meld(melding(HOUTEN))
    ((pad, waarde),) = wijziging.items()
    afwegen = f"/v1/meldingen/{zaak['id']}/afwegingen"
    status, gevonden, tekst = await _weigering(toegang, afwegen, met(AFWEGING, pad, waarde))
    assert (status, gevonden, wat_mag in tekst) == (400, regel, True)
    assert (await toegang.post(afwegen, AFWEGING)).status_code == 201


async def test_a_decision(toegang: Toegang) -> None:
    """Traject 2 and 3 at once (M7); a decision without investigation."""
    pad = await toegang.bevestigd()
    status, regel, tekst = await _weigering(toegang, f"{pad}/beschikkingen", beschikking())
    assert (status, regel) == (409, "Wmo 2015, 2.3.2")
    assert "Leg eerst het onderzoek vast" in tekst
    await toegang.sluit(pad)
    pad = await toegang.onderzocht()
    await toegang.post(f"{pad}/aanvraag", AANVRAAG)
    samen = beschikking(product("IB2B", volume=104), product("IB3", volume=104))
    status, regel, tekst = await _weigering(toegang, f"{pad}/beschikkingen", samen)
    assert (status, regel, "Kies IB2B of IB3, of laat ze na elkaar lopen." in tekst) == (400, "M7", True)


async def test_two_caseworkers_at_once(toegang: Toegang) -> None:
    zaak = await toegang.meld()
    pad = f"/v1/meldingen/{zaak['id']}/_sluit"
    body: Json = {"reden": "ingetrokken", "op": "2024-06-03"}
    for headers, status, wat_mag in (({}, 428, "Stuur de header If-Match mee"), ({"If-Match": '"7"'}, 412, "opnieuw")):
        answer = await toegang.post(pad, body, **headers)
        assert (answer.status_code, wat_mag in answer.json()["detail"]) == (status, True)


def test_a_model_file_with_a_typo(tmp_path_factory: pytest.TempPathFactory) -> None:
    pad = tmp_path_factory.mktemp("modellen") / "almere-2023.yaml"
    tekst = (MODELLEN / "almere-2023.yaml").read_text(encoding="utf-8")
    assert f'code: "{ALMERE}"' in tekst
    pad.write_text(tekst.replace("normband:", "normbant:", 1), encoding="utf-8")
    uitkomst = CliRunner().invoke(app, ["inkoopmodel", "controleer", str(pad)])
    assert uitkomst.exit_code == 1
    regel = 1 + next(nr for nr, each in enumerate(tekst.splitlines()) if "normband:" in each)
    assert f"regel {regel}" in uitkomst.output
    assert "normband" in uitkomst.output


@pytest.mark.parametrize("einddatum", ["2999-12-31", "2125-01-01"])
async def test_an_end_that_is_none_is_left_out(toegang: Toegang, einddatum: str) -> None:
    """9999-12-31 is how some systems write that there is no end. The door takes what lies before it."""
    zaak = await toegang.aangevraagd()
    for pad, body in (
        ("afwegingen", afweging(einddatum=einddatum)),
        ("beschikkingen", beschikking(product(einddatum=einddatum))),
    ):
        status, regel, tekst = await _weigering(toegang, f"{zaak}/{pad}", body)
        assert (status, regel, "laat hem weg als er geen is" in tekst) == (400, "M2", True)


async def test_a_begin_beyond_any_plan(toegang: Toegang) -> None:
    gemeld = await toegang.meld()
    vraag: Json = {"situatie": afweging()["situatie"], "ingangsdatum": "2999-12-31"}
    voorstel = await toegang.post(f"/v1/meldingen/{gemeld['id']}/afwegingen/_voorstel", vraag)
    assert voorstel.status_code == 200
    body = plan(begindatum="2999-01-01", einddatum="2999-12-31")
    status, _, tekst = await _weigering(toegang, f"/v1/clienten/{gemeld['clientId']}/plannen", body)
    assert (status, "Kies een begindatum binnen tien jaar." in tekst) == (400, True)
