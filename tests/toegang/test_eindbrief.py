"""A decision that support stops has a letter of its own: what stops, why, on which law, and what one can do."""

from datetime import date

import pytest
from tests.toegang.conftest import (
    ALMELO,
    ANDER_BSN,
    Json,
    Toegang,
    gelukt,
    melding,
    met,
    persoon,
    product,
)

from toegang.domain.bezwaar import laatste_besluit

MATCH = {"If-Match": "*"}
LEZER = "toegang personen:lezen"
STOP: Json = {"reden": "wens client", "laatsteDag": "2024-07-31"}


async def _brief(toegang: Toegang, beschikking: Json, plek: int = -1) -> str:
    gestopt = (await toegang.get(f"/v1/beschikkingen/{beschikking['id']}/beeindigingen")).json()
    answer = await toegang.post(f"/v1/beeindigingen/{gestopt[plek]['id']}/_brief", **toegang.token(scope=LEZER))
    assert answer.status_code == 200, answer.text
    return answer.text


async def _stop(toegang: Toegang, beschikking: Json, body: Json) -> None:
    gelukt(await toegang.post(f"/v1/beschikkingen/{beschikking['id']}/_beeindig", body, **MATCH), 200)


async def test_the_letter_says_what_stops_and_what_runs_on_is_not_in_it(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt(product(), product("IB2B", volume=104))
    tweede = gegeven["producten"][1]["id"]  # type: ignore[index]
    await _stop(toegang, gegeven, STOP | {"productIds": [tweede]})
    tekst = await _brief(toegang, gegeven)
    assert "Besluit: ondersteuning stopt" in tekst
    assert "U vroeg ons om te stoppen met ondersteuning uit ons besluit van 27 mei 2024." in tekst
    assert tekst.count("Loopt tot en met") == 1
    assert "31 juli 2024" in tekst
    assert "artikel 2.3.10 van de Wmo 2015" in tekst
    assert "uiterlijk op 15 juli 2024" in tekst  # six weeks from today, 3 June 2024
    assert "U vroeg er zelf om." in tekst


async def test_who_withdraws_says_why_and_the_citizen_reads_it(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    pad = f"/v1/beschikkingen/{gegeven['id']}/_beeindig"
    in_te_trekken: Json = {"reden": "ingetrokken", "laatsteDag": "2024-06-30"}
    stil = await toegang.post(pad, in_te_trekken, **MATCH)
    assert (stil.status_code, stil.json()["rule"]) == (400, "Awb 3:46")
    assert stil.json()["invalidParams"][0]["name"] == "body.motivering"
    await _stop(toegang, gegeven, in_te_trekken | {"motivering": "Uw zoon helpt u nu.\n\nDat is genoeg."})
    tekst = await _brief(toegang, gegeven)
    assert "Dat besluit trekken we in" in tekst
    assert "<p>Uw zoon helpt u nu.</p>" in tekst
    assert "<p>Dat is genoeg.</p>" in tekst
    assert "Uw zoon" not in str((await toegang.rows())["beeindigingen"])


async def test_what_never_began_does_not_end_on_a_day(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt(product(ingangsdatum="2024-07-01"))
    await _stop(toegang, gegeven, STOP | {"laatsteDag": "2024-06-10"})
    assert "Dit begint niet." in await _brief(toegang, gegeven)


async def test_who_moves_house_reads_it_and_after_death_nobody_does(toegang: Toegang) -> None:
    verhuisd = await toegang.beschikt()
    weg: Json = {"reden": "verhuisd", "laatsteDag": "2024-06-30"}
    gelukt(await toegang.post(f"/v1/clienten/{verhuisd['clientId']}/_vertrek", weg, **MATCH), 200)
    assert "U woont niet meer in onze gemeente." in await _brief(toegang, verhuisd)
    overleden = await toegang.beschikt(body=melding(bsn=ANDER_BSN))
    dood: Json = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{overleden['clientId']}/_vertrek", dood, **MATCH), 200)
    assert (await toegang.get(f"/v1/beschikkingen/{overleden['id']}/beeindigingen")).json() == []


async def test_who_moved_reads_it_at_the_new_address(toegang: Toegang) -> None:
    """The old house is where nobody reads it any more."""
    verhuisd = await toegang.beschikt()
    client = f"/v1/clienten/{verhuisd['clientId']}"
    gelukt(await toegang.post(f"{client}/_vertrek", {"reden": "verhuisd", "laatsteDag": "2024-06-02"}, **MATCH), 200)
    daar = met(met(persoon(), "adres.straatnaam", "Marktstraat"), "adres.plaatsnaam", "Almelo")
    stil = await toegang.put(f"{client}/persoon", daar)
    assert (stil.status_code, "Woont hij daar nog?" in stil.json()["detail"]) == (400, True)
    assert (await toegang.put(f"{client}/persoon", daar | {"woongemeente": ALMELO})).status_code == 204
    assert "Marktstraat 12a-bis<br>" in await _brief(toegang, verhuisd)


async def test_the_letter_is_on_paper_too_and_reading_it_leaves_a_trace(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    await _stop(toegang, gegeven, STOP)
    (gestopt,) = (await toegang.get(f"/v1/beschikkingen/{gegeven['id']}/beeindigingen")).json()
    assert (gestopt["besluitdatum"], gestopt["bezwaarTot"]) == ("2024-06-03", "2024-07-15")
    pdf = await toegang.post(f"/v1/beeindigingen/{gestopt['id']}/_brief?vorm=pdf", **toegang.token(scope=LEZER))
    assert pdf.content.startswith(b"%PDF")
    assert [each["onderwerp"] for each in await toegang.logboek() if each["naam"] == "brief gelezen"] == [gestopt["id"]]


async def test_the_answer_to_an_objection_to_the_end_names_the_decision_that_ended_it(toegang: Toegang) -> None:
    """27 May was the decision to grant; the objection is to the one of 3 June."""
    gegeven = await toegang.beschikt()
    await _stop(toegang, gegeven, STOP | {"reden": "ingetrokken", "motivering": "Uw zoon helpt u nu."})
    bezwaar: Json = {"ingediendOp": "2024-06-03", "gronden": "Mijn zoon helpt niet."}
    gemaakt = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", bezwaar))
    besluit: Json = {"besluitdatum": "2024-06-03", "motivering": "Uw zoon helpt wel.", "uitkomst": "ongegrond"}
    gelukt(await toegang.post(f"/v1/bezwaren/{gemaakt['id']}/_besluit", besluit, **MATCH), 200)
    brief = (await toegang.post(f"/v1/bezwaren/{gemaakt['id']}/_brief", **toegang.token(scope=LEZER))).text
    assert "U maakte bezwaar tegen ons besluit van 3 juni 2024." in brief
    assert "27 mei" not in brief


@pytest.mark.parametrize(
    ("ingediend", "besluit"), [("2024-05-27", "2024-05-27"), ("2024-09-01", "2024-08-20"), ("2024-05-01", "2024-05-27")]
)
def test_an_objection_is_against_the_last_decision_before_it(ingediend: str, besluit: str) -> None:
    besluiten = map(date.fromisoformat, ("2024-08-20", "2024-05-27"))
    assert laatste_besluit(besluiten, date.fromisoformat(ingediend)) == date.fromisoformat(besluit)
