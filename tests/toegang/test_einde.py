"""Objection, withdrawal, death, moving house, ending: what each does to cases, clocks and decided products."""

import asyncio
from datetime import UTC, datetime

import pytest
from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    ANDER_BSN,
    ONDERZOEK,
    Json,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    melding,
    met,
    product,
)

MATCH = {"If-Match": "*"}
BEZWAAR: Json = {"ingediendOp": "2024-06-03", "gronden": "Ik wil meer hulp."}


async def _endings(toegang: Toegang) -> list[Json]:
    found = await toegang.events()
    return [each["data"] for each in found if each["type"] == "nl.wmo.beschikkingen.beeindigd.v1"]  # type: ignore[misc]


async def test_products_end_on_the_citizens_wish(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt(product(), product("IB2B", volume=104))
    eerste, tweede = (each["id"] for each in gegeven["producten"])  # type: ignore[attr-defined]
    pad = f"/v1/beschikkingen/{gegeven['id']}/_beeindig"
    body: Json = {"reden": "wens client", "laatsteDag": "2024-07-31", "productIds": [tweede]}
    te_vroeg = await toegang.post(pad, met(body, "laatsteDag", "2024-05-25"), **MATCH)
    assert (te_vroeg.status_code, te_vroeg.json()["rule"]) == (400, "Wmo 2015, 2.3.10")
    vreemd = await toegang.post(pad, met(body, "productIds", ["x"]), **MATCH)
    assert (vreemd.status_code, vreemd.json()["invalidParams"][0]["name"]) == (400, "body.productIds")
    gelukt(await toegang.post(pad, body, **MATCH), 200)
    assert (await toegang.post(pad, body, **MATCH)).status_code == 409
    ingetrokken = {"reden": "ingetrokken", "laatsteDag": "2024-05-20", "motivering": "U gaf niet alles op."}
    na = gelukt(await toegang.post(pad, ingetrokken, **MATCH), 200)["producten"]
    assert [(each["laatsteDag"], each["eindreden"]) for each in na] == [("2024-05-20", "ingetrokken")] * 2  # type: ignore[attr-defined]
    assert [(each["producten"], each["einddatum"], each["reden"]) for each in await _endings(toegang)] == [
        ([tweede], "2024-07-31", "wens client"),
        ([eerste, tweede], "2024-05-20", "ingetrokken"),
    ]


async def test_what_has_ended_by_itself_does_not_end_again(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt(product(einddatum="2024-06-30"))
    body = {"reden": "wens client", "laatsteDag": "2024-06-30"}
    answer = await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/_beeindig", body, **MATCH)
    assert (answer.status_code, await _endings(toegang)) == (409, [])


async def test_death_closes_cases_and_stops_support(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    client = f"/v1/clienten/{gegeven['clientId']}"
    lopend = await toegang.meld()
    toekomst = await toegang.post(f"{client}/_vertrek", {"reden": "overleden", "laatsteDag": "2024-06-04"}, **MATCH)
    assert (toekomst.status_code, toekomst.json()["invalidParams"][0]["name"]) == (400, "body.laatsteDag")
    body = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    assert gelukt(await toegang.post(f"{client}/_vertrek", body, **MATCH), 200)["overledenOp"] == "2024-06-02"
    gesloten = gelukt(await toegang.get(f"/v1/meldingen/{lopend['id']}"), 200)
    assert (gesloten["status"], gesloten["sluitreden"], gesloten["geslotenOp"]) == (
        "gesloten",
        "overleden",
        "2024-06-02",
    )
    assert (await toegang.get("/v1/termijnen")).json()["items"] == []
    (einde,) = await _endings(toegang)
    assert (einde["einddatum"], einde["reden"]) == ("2024-06-02", "overleden")
    (zaak,) = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.zaken.gesloten.v1"]
    assert zaak["meldingId"] == lopend["id"]  # type: ignore[index]
    assert (await toegang.post(f"{client}/_vertrek", body, **MATCH)).status_code == 409
    assert (await toegang.post("/v1/meldingen", melding())).status_code == 409


async def test_a_death_that_was_recorded_by_mistake_can_be_taken_back(toegang: Toegang) -> None:
    """What ended stays so: something new is decided on a new melding."""
    client = f"/v1/clienten/{(await toegang.beschikt())['clientId']}"
    assert (await toegang.post(f"{client}/overlijden/_herroep", **MATCH)).status_code == 409
    gelukt(await toegang.post(f"{client}/_vertrek", {"reden": "overleden", "laatsteDag": "2024-06-02"}, **MATCH), 200)
    assert (await toegang.post("/v1/meldingen", melding())).status_code == 409
    assert gelukt(await toegang.post(f"{client}/overlijden/_herroep", **MATCH), 200)["overledenOp"] is None
    assert [each["reden"] for each in await _endings(toegang)] == ["overleden"]
    gelukt(await toegang.post("/v1/meldingen", melding()))
    weer = {"reden": "overleden", "laatsteDag": "2024-06-03"}
    assert gelukt(await toegang.post(f"{client}/_vertrek", weer, **MATCH), 200)["overledenOp"] == "2024-06-03"


@pytest.mark.parametrize("reden", ["overleden", "verhuisd"])
async def test_nobody_dies_or_moves_before_he_was_born(toegang: Toegang, reden: str) -> None:
    """A year that was mistyped: what was ended by it could not be taken back. Born on 29 February 1948."""
    pad = f"/v1/clienten/{(await toegang.meld())['clientId']}/_vertrek"
    te_vroeg = await toegang.post(pad, {"reden": reden, "laatsteDag": "1948-02-28"}, **MATCH)
    assert (te_vroeg.status_code, te_vroeg.json()["invalidParams"][0]["name"]) == (400, "body.laatsteDag")
    assert "1948" not in te_vroeg.text
    assert len((await toegang.get("/v1/termijnen")).json()["items"]) == 1


async def test_death_and_a_step_at_the_same_time_leave_the_case_closed(toegang: Toegang) -> None:
    pad = await toegang.bevestigd()
    client_id = (await toegang.get(pad)).json()["clientId"]
    weg = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    await asyncio.gather(
        toegang.post(f"{pad}/onderzoek", ONDERZOEK),
        toegang.post(f"/v1/clienten/{client_id}/_vertrek", weg, **MATCH),
        toegang.post(f"{pad}/aanvraag", AANVRAAG),
    )
    assert (await toegang.get(pad)).json()["status"] == "gesloten"
    assert (await toegang.get("/v1/termijnen")).json()["items"] == []


async def test_who_moves_house_can_come_back(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    body = {"reden": "verhuisd", "laatsteDag": "2024-06-30"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", body, **MATCH), 200)
    (einde,) = await _endings(toegang)
    assert (einde["einddatum"], einde["reden"]) == ("2024-06-30", "verhuisd")
    terug = await toegang.meld(melding() | {"woongemeente": ALMERE})
    assert terug["clientId"] == gegeven["clientId"]


async def test_a_case_is_withdrawn_with_its_temporary_measure(toegang: Toegang) -> None:
    pad = f"/v1/meldingen/{(await toegang.meld())['id']}"
    tijdelijk = beschikking(product(ingangsdatum="2024-05-07"), besluitdatum="2024-05-06")
    gelukt(await toegang.post(f"{pad}/tijdelijke-voorziening", tijdelijk))
    await toegang.sluit(pad)
    (einde,) = await _endings(toegang)
    assert (einde["einddatum"], einde["reden"]) == ("2024-06-03", "ingetrokken")
    again = await toegang.post(f"{pad}/_sluit", {"reden": "ingetrokken", "op": "2024-06-03"}, **MATCH)
    assert again.status_code == 409
    for stap in ("onderzoek", "aanvraag", "beschikkingen", "tijdelijke-voorziening"):
        assert (await toegang.post(f"{pad}/{stap}", _bodies()[stap])).status_code == 409


def _bodies() -> dict[str, Json]:
    besluit = beschikking()
    return {
        "onderzoek": ONDERZOEK,
        "aanvraag": AANVRAAG,
        "beschikkingen": besluit,
        "tijdelijke-voorziening": besluit,
    }


async def test_who_applied_gets_a_decision_unless_he_takes_it_back(toegang: Toegang) -> None:
    """Awb 1:3: without one nothing could be objected to."""
    pad = await toegang.aangevraagd()
    stil = await toegang.post(f"{pad}/_sluit", {"reden": "geen aanvraag", "op": "2024-06-03"}, **MATCH)
    assert (stil.status_code, stil.json()["invalidParams"][0]["name"]) == (400, "body.reden")
    assert "deed op 21-05-2024 een aanvraag" in stil.json()["detail"]
    await toegang.sluit(pad)
    zonder = await toegang.onderzocht(melding(bsn=ANDER_BSN))
    gelukt(await toegang.post(f"{zonder}/_sluit", {"reden": "geen aanvraag", "op": "2024-06-03"}, **MATCH), 200)


async def test_a_decision_is_ended_not_closed(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    pad = f"/v1/meldingen/{gegeven['meldingId']}/_sluit"
    answer = await toegang.post(pad, {"reden": "ingetrokken", "op": "2024-06-03"}, **MATCH)
    assert (answer.status_code, answer.json()["rule"]) == (409, "Wmo 2015, 2.3.10")


async def test_an_objection_has_its_own_clock(toegang: Toegang) -> None:
    """Six weeks from the day after the term for objections (Awb 7:10); twelve with a committee; six more, once."""
    gegeven = await toegang.beschikt()
    assert gegeven["bezwaarTot"] == "2024-07-08"
    pad = f"/v1/beschikkingen/{gegeven['id']}/bezwaren"
    bezwaar = gelukt(await toegang.post(pad, BEZWAAR))
    assert (bezwaar["opTijd"], bezwaar["uitkomst"]) == (True, None)
    twice = await toegang.post(pad, BEZWAAR)
    assert (twice.status_code, twice.json()["rule"]) == (409, "Awb 7:1")
    (termijn,) = (await toegang.get("/v1/termijnen")).json()["items"]
    found = (termijn["soort"], termijn["onderwerp"], termijn["begin"], termijn["uiterlijk"])
    assert found == ("bezwaar", bezwaar["id"], "2024-07-08", "2024-08-19")
    verdaag = f"/v1/bezwaren/{bezwaar['id']}/_verdaag"
    assert gelukt(await toegang.post(verdaag, **MATCH), 200)["verdaagd"] is True
    assert (await toegang.get("/v1/termijnen")).json()["items"][0]["uiterlijk"] == "2024-09-30"
    verteld = (await toegang.events())[-1]
    assert (verteld["type"], verteld["data"]["uiterlijk"]) == ("nl.wmo.bezwaren.verdaagd.v1", "2024-09-30")  # type: ignore[index]
    assert (await toegang.post(verdaag, **MATCH)).status_code == 409
    commissie = await toegang.beschikt(body=melding(bsn=ANDER_BSN))
    gelukt(await toegang.post(f"/v1/beschikkingen/{commissie['id']}/bezwaren", BEZWAAR | {"commissie": True}))
    assert (await toegang.get("/v1/termijnen")).json()["items"][1]["uiterlijk"] == "2024-09-30"


async def test_a_decision_on_an_objection_that_is_late_cannot_be_put_off(toegang: Toegang) -> None:
    """Awb 7:10: on the last day it still can."""
    gegeven = await toegang.beschikt()
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", BEZWAAR))
    verdaag = f"/v1/bezwaren/{bezwaar['id']}/_verdaag"
    toegang.room.clock = lambda: datetime(2024, 8, 20, 9, tzinfo=UTC)
    te_laat = await toegang.post(verdaag, **toegang.token(), **MATCH)
    assert (te_laat.status_code, te_laat.json()["rule"]) == (409, "Awb 7:10")
    assert "om op 19-08-2024" in te_laat.json()["detail"]
    toegang.room.clock = lambda: datetime(2024, 8, 19, 9, tzinfo=UTC)
    assert gelukt(await toegang.post(verdaag, **toegang.token(), **MATCH), 200)["verdaagd"] is True


async def test_an_objection_that_is_right_brings_a_new_decision(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", BEZWAAR))
    pad = f"/v1/bezwaren/{bezwaar['id']}/_besluit"
    gelukt(await toegang.post(f"/v1/meldingen/{gegeven['meldingId']}/afwegingen", afweging(195)))
    meer = product(minutenPerWeek=195, ingangsdatum="2024-06-17")
    besluit = beschikking(meer, besluitdatum="2024-06-03") | {"uitkomst": "gegrond", "nieuweUitkomst": "toegekend"}
    zonder = await toegang.post(pad, {**besluit, "nieuweUitkomst": None}, **MATCH)
    assert (zonder.status_code, zonder.json()["rule"]) == (400, "Awb 7:11")
    klaar = gelukt(await toegang.post(pad, besluit, **MATCH), 200)
    nieuw = gelukt(await toegang.get(f"/v1/beschikkingen/{klaar['nieuweBeschikkingId']}"), 200)
    assert (nieuw["soort"], nieuw["producten"][0]["minutenPerWeek"]) == ("bezwaar", 195)  # type: ignore[index]
    (einde,) = await _endings(toegang)
    assert (einde["beschikkingId"], einde["einddatum"], einde["reden"]) == (gegeven["id"], "2024-06-16", "bezwaar")
    assert (await toegang.get("/v1/termijnen")).json()["items"] == []
    types = [each["type"] for each in await toegang.events()]
    assert types[-3:] == [
        "nl.wmo.beschikkingen.beeindigd.v1",
        "nl.wmo.beschikkingen.afgegeven.v1",
        "nl.wmo.bezwaren.besloten.v1",
    ]
    again = await toegang.post(pad, besluit, **MATCH)
    assert (again.status_code, again.json()["rule"]) == (409, "Awb 7:11")
    beroep = await toegang.post(f"/v1/beschikkingen/{nieuw['id']}/bezwaren", BEZWAAR)
    assert (beroep.status_code, beroep.json()["rule"]) == (409, "Awb 8:1")
    alle = (await toegang.get(f"/v1/clienten/{gegeven['clientId']}/beschikkingen")).json()
    assert [each["soort"] for each in alle] == ["besluit", "bezwaar"]


@pytest.mark.parametrize(("reden", "woord"), [("overleden", "overleden"), ("verhuisd", "verhuisd")])
async def test_an_objection_of_who_has_left_grants_nothing_beyond_that_day(
    toegang: Toegang, reden: str, woord: str
) -> None:
    """The objection goes on, for the heirs too; help does not."""
    gegeven = await toegang.beschikt()
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", BEZWAAR))
    weg = {"reden": reden, "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", weg, **MATCH), 200)
    gelukt(await toegang.post(f"/v1/meldingen/{gegeven['meldingId']}/afwegingen", afweging(195)))
    besluit = beschikking(product(minutenPerWeek=195), besluitdatum="2024-06-03")
    besluit |= {"uitkomst": "gegrond", "nieuweUitkomst": "toegekend"}
    pad = f"/v1/bezwaren/{bezwaar['id']}/_besluit"
    te_lang = await toegang.post(pad, besluit, **MATCH)
    problem = te_lang.json()
    assert (te_lang.status_code, problem["invalidParams"][0]["name"]) == (400, "body.producten.0.einddatum")
    assert f"Deze inwoner is {woord}. Kies een einddatum tot en met 02-06-2024" in problem["detail"]
    gelukt(await toegang.post(pad, met(besluit, "producten.0.einddatum", "2024-06-02"), **MATCH), 200)


async def test_an_objection_that_is_not_right_changes_nothing(toegang: Toegang) -> None:
    gegeven = await toegang.beschikt()
    pad = f"/v1/beschikkingen/{gegeven['id']}/bezwaren"
    for uitkomst in ("ongegrond", "niet-ontvankelijk", "ingetrokken"):
        bezwaar = gelukt(await toegang.post(pad, BEZWAAR))
        besluit = {"besluitdatum": "2024-06-03", "motivering": "Het besluit klopt.", "uitkomst": uitkomst}
        te_veel = await toegang.post(
            f"/v1/bezwaren/{bezwaar['id']}/_besluit", besluit | {"producten": [product()]}, **MATCH
        )
        assert te_veel.status_code == 400
        klaar = gelukt(await toegang.post(f"/v1/bezwaren/{bezwaar['id']}/_besluit", besluit, **MATCH), 200)
        assert (klaar["uitkomst"], klaar["nieuweBeschikkingId"]) == (uitkomst, None)
    assert await _endings(toegang) == []
    assert [each["uitkomst"] for each in (await toegang.get(pad)).json()] == [
        "ongegrond",
        "niet-ontvankelijk",
        "ingetrokken",
    ]
    toegang.headers = toegang.token(ALMELO, scope="toegang personen:lezen")
    laatste = f"/v1/bezwaren/{bezwaar['id']}"
    assert [(await toegang.get(laatste)).status_code, (await toegang.post(f"{laatste}/_inzage")).status_code] == [
        404,
        404,
    ]


async def test_an_objection_that_is_late_is_kept_as_late(toegang: Toegang) -> None:
    besluit = beschikking(besluitdatum="2024-04-19")
    pad = f"/v1/meldingen/{(await toegang.meld(melding(meldingsdatum='2024-03-01')))['id']}"
    aanbod = {"bevestigdOp": "2024-03-01", "clientondersteuningAangebodenOp": "2024-03-01"}
    aanbod |= {"persoonlijkPlanAangebodenOp": "2024-03-01"}
    gelukt(await toegang.put(f"{pad}/bevestiging", aanbod), 200)
    onderzoek = met(met(ONDERZOEK, "afgerondOp", "2024-04-10"), "gesprek.datum", "2024-03-20")
    gelukt(await toegang.post(f"{pad}/onderzoek", onderzoek))
    gelukt(await toegang.post(f"{pad}/aanvraag", {"ingediendOp": "2024-04-10"}))
    gelukt(await toegang.post(f"{pad}/afwegingen", afweging()))
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", besluit))
    assert gegeven["bezwaarTot"] == "2024-05-31"
    bezwaar = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/bezwaren", BEZWAAR))
    assert bezwaar["opTijd"] is False
    (termijn,) = (await toegang.get("/v1/termijnen")).json()["items"]
    # Six weeks from the day on which it came, which is after the 31 May on which the term for objections was over.
    assert (termijn["begin"], termijn["uiterlijk"]) == ("2024-06-03", "2024-07-15")
    te_vroeg = await toegang.post(
        f"/v1/beschikkingen/{gegeven['id']}/bezwaren", met(BEZWAAR, "ingediendOp", "2024-04-18")
    )
    assert te_vroeg.status_code == 409
