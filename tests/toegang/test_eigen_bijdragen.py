"""The own contribution over HTTP and by events: decided with the case, told once, listed per day (M142)."""

import json
from datetime import date

from tests.toegang.bijdrage import DAG, Gebruik, hoor_zelf, kort, op, opgaven
from tests.toegang.conftest import (
    ALMELO,
    ALMERE,
    ANDER_BSN,
    BSN,
    NU,
    PERSOONSGEGEVENS,
    Json,
    Toegang,
    gelukt,
    jeugdmelding,
    melding,
    met,
    persoon,
    product,
)

from toegang.usecases.eigen_bijdrage import kijk_opnieuw

VANDAAG = NU.date()
JUNI = date(2024, 6, 1)
MATCH = {"If-Match": "*"}


async def wie(toegang: Toegang, *producten: Json, bsn: str = BSN, **anders: object) -> Gebruik:
    """A citizen with a decision, who does not get the help yet."""
    gemeld = melding(bsn=bsn) | {"persoon": persoon(bsn) | anders}
    besloten = await toegang.beschikt(*producten, body=gemeld)
    await hoor_zelf(toegang)
    return Gebruik(toegang, str(besloten["clientId"]), toewijzing_id=f"019a0000-0000-7000-8000-{bsn:0>12}")


async def leg_vast(toegang: Toegang, client_id: str, **zo: object) -> Json:
    """Record circumstances from 1 May 2024 on."""
    body = {"vanaf": "2024-05-01", "gehuwd": False} | zo
    return gelukt(await toegang.post(f"/v1/clienten/{client_id}/bijdrageomstandigheden", body))


async def test_m142_a_decision_says_who_pays_and_the_letter_too(toegang: Toegang) -> None:
    besloten = await toegang.beschikt()
    besluit = {"bijdrage": "vast", "reden": "hulp", "vanaf": "2024-06-01", "bedragPerMaand": 2060, "vrijstelling": None}
    assert besloten["eigenBijdrage"] == besluit
    pad = f"/v1/beschikkingen/{besloten['id']}"
    assert gelukt(await toegang.get(pad), 200)["eigenBijdrage"] == besluit
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    tekst = (await toegang.post(f"{pad}/_brief")).text
    assert "een eigen bijdrage van €\u00a020,60 per maand, zodra de hulp begint" in tekst
    assert "vaak een eigen bijdrage" not in tekst


async def test_what_was_recorded_before_the_decision_counts_in_it(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    client_id = str(gelukt(await toegang.get(pad), 200)["clientId"])
    await leg_vast(toegang, client_id, vrijstellingen=["minima"])
    body = {"besluitdatum": "2024-05-27", "motivering": "Omdat het past.", "producten": [product()]}
    besloten = gelukt(await toegang.post(f"{pad}/beschikkingen", body))
    assert besloten["eigenBijdrage"] == {
        "bijdrage": None,
        "reden": "vrijgesteld",
        "vanaf": None,
        "bedragPerMaand": None,
        "vrijstelling": "minima",
    }
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    tekst = (await toegang.post(f"/v1/beschikkingen/{besloten['id']}/_brief")).text
    assert "omdat u een laag inkomen heeft. Dat is een regel van de gemeente." in tekst


async def test_a_rejection_says_nothing_of_it(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    body = {"besluitdatum": "2024-05-27", "motivering": "Dat kan niet.", "uitkomst": "afgewezen"}
    assert gelukt(await toegang.post(f"{pad}/beschikkingen", body))["eigenBijdrage"] is None


async def test_m142_it_starts_with_the_help_and_is_told_once(toegang: Toegang) -> None:
    """Not with the decision; hearing the start twice tells it once."""
    hulp = await wie(toegang)
    assert await opgaven(toegang) == []
    for _ in range(2):
        await hulp.start(JUNI)
    (start,) = await opgaven(toegang)
    assert start == {
        "id": start["id"],
        "clientId": hulp.client_id,
        "gemeente": ALMERE,
        "op": str(VANDAAG),
        "soort": "start",
        "per": "2024-06-01",
        "bijdrage": "vast",
        "bedragPerMaand": 2060,
        "reden": "hulp",
        "trektIn": None,
    }
    told = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.bijdragen.vastgelegd.v1"]
    assert told == [{"opgaveId": start["id"]} | {naam: each for naam, each in start.items() if naam != "id"}]
    assert not [each for each in PERSOONSGEGEVENS if each in json.dumps(told)]
    assert await opgaven(toegang, VANDAAG - DAG) == []
    stand = gelukt(await toegang.get(f"/v1/clienten/{hulp.client_id}/eigen-bijdrage"), 200)
    assert (stand["bijdrage"], stand["sinds"], stand["reden"]) == ("vast", "2024-06-01", "hulp")


async def test_a_pgb_starts_with_its_term(toegang: Toegang) -> None:
    """Nobody tells that help with a pgb began (2.1.4a, second paragraph); a later first day waits for that day."""
    toets = {"bekwaam": True, "beoordeeldOp": "2024-05-20", "toelichting": "Kan dit."}
    pgb = product("HO", vorm="pgb", pgb=toets, ingangsdatum="2024-06-10")
    await wie(toegang, pgb)
    assert await opgaven(toegang) == []
    op(toegang, date(2024, 6, 10))
    async with toegang.room.work() as work:
        await kijk_opnieuw(work)
    assert kort(await opgaven(toegang, date(2024, 6, 10))) == ["start 2024-06-10"]


async def test_it_stops_when_the_indication_ends_and_nobody_said_so(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    await hulp.start(JUNI)
    dag = date(2025, 6, 1)
    for vandaag in (dag - DAG, dag, dag):
        op(toegang, vandaag)
        async with toegang.room.work() as work:
            await kijk_opnieuw(work)
    assert await opgaven(toegang, dag - DAG) == []
    assert kort(await opgaven(toegang, dag)) == ["stop 2025-06-01"]
    assert (await toegang.rows())["bijdragemomenten"] == [], "nothing is to come any more"


async def test_help_that_stands_still_and_goes_on(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    await hulp.start(JUNI)
    await hulp.stop(JUNI, JUNI, tijdelijk=True)
    await hulp.start(JUNI + 2 * DAG)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01", "pauze 2024-06-02", "hervatting 2024-06-03"]


async def test_corrections_backwards_are_lines_of_their_own(toegang: Toegang) -> None:
    """A 305 and a 307 that were removed, and the right ones; on the next day."""
    hulp = await wie(toegang)
    await hulp.start(JUNI)
    await hulp.stop(JUNI, JUNI)
    eerste, tweede = await opgaven(toegang)
    assert kort([eerste, tweede]) == ["start 2024-06-01", "stop 2024-06-02"]
    op(toegang, VANDAAG + DAG)
    await hulp.stop(JUNI, JUNI, verwijderd=True)
    await hulp.start(JUNI, verwijderd=True)
    await hulp.start(JUNI + DAG)
    morgen = await opgaven(toegang, VANDAAG + DAG)
    assert kort(morgen) == ["terug stop 2024-06-02", "terug start 2024-06-01", "start 2024-06-02"]
    assert [each["trektIn"] for each in morgen] == [tweede["id"], eerste["id"], None]
    assert kort(await opgaven(toegang)) == ["start 2024-06-01", "stop 2024-06-02"], "that day stays as it was"


async def test_older_news_of_the_same_delivery_changes_nothing(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    await hulp.start(JUNI, verwijderd=True, volgnummer=5)
    await hulp.start(JUNI, volgnummer=4)
    assert await opgaven(toegang) == []


async def test_two_products_are_one_contribution(toegang: Toegang) -> None:
    twee = await wie(toegang, product(), product("IB2B", volume=104))
    await twee.start(JUNI)
    ander = Gebruik(toegang, twee.client_id, "019a0000-0000-7000-8000-0000000000bb", "IB2B")
    await ander.start(JUNI + DAG)
    await twee.stop(JUNI, JUNI + DAG)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01"]


async def test_who_dies_pays_until_that_day(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    await hulp.start(JUNI)
    weg = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{hulp.client_id}/_vertrek", weg, **MATCH), 200)
    await hoor_zelf(toegang)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01", "stop 2024-06-03"]


async def test_an_objection_changes_nothing_until_it_is_decided(toegang: Toegang) -> None:
    """Awb 6:16; a decision that it never should have been takes the line back."""
    besloten = await toegang.beschikt()
    hulp = Gebruik(toegang, str(besloten["clientId"]))
    await hulp.start(JUNI)
    pad = f"/v1/beschikkingen/{besloten['id']}/bezwaren"
    bezwaar = gelukt(await toegang.post(pad, {"ingediendOp": "2024-06-03", "gronden": "Te weinig."}))
    await hoor_zelf(toegang)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01"]
    nieuw: Json = {"besluitdatum": "2024-06-03", "motivering": "U had gelijk.", "uitkomst": "gegrond"}
    nieuw |= {"nieuweUitkomst": "toegekend", "producten": [product(ingangsdatum="2024-06-03")]}
    gelukt(await toegang.post(f"/v1/bezwaren/{bezwaar['id']}/_besluit", nieuw, **MATCH), 200)
    await hoor_zelf(toegang)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01"], "the help goes on without a gap"


async def test_of_a_couple_one_pays_and_the_partner_takes_over(toegang: Toegang) -> None:
    een = await wie(toegang)
    ander = await wie(toegang, bsn=ANDER_BSN)
    await leg_vast(toegang, een.client_id, gehuwd=True, partnerId=ander.client_id)
    await ander.start(JUNI)
    await een.start(JUNI + DAG)
    assert [each["clientId"] for each in await opgaven(toegang)] == [ander.client_id]
    weg = {"reden": "overleden", "laatsteDag": "2024-06-02"}
    gelukt(await toegang.post(f"/v1/clienten/{ander.client_id}/_vertrek", weg, **MATCH), 200)
    await hoor_zelf(toegang)
    stop, start = (await opgaven(toegang))[1:]
    assert (stop["clientId"], stop["soort"], stop["per"]) == (ander.client_id, "stop", "2024-06-03")
    assert (start["clientId"], start["soort"], start["per"]) == (een.client_id, "start", "2024-06-03")


async def test_the_decision_knows_that_a_partner_pays(toegang: Toegang) -> None:
    een = await wie(toegang)
    await een.start(JUNI)
    pad = await toegang.aangevraagd(melding(bsn=ANDER_BSN))
    client_id = str(gelukt(await toegang.get(pad), 200)["clientId"])
    await leg_vast(toegang, client_id, gehuwd=True, partnerId=een.client_id)
    body = {"besluitdatum": "2024-05-27", "motivering": "Omdat het past.", "producten": [product()]}
    besloten = gelukt(await toegang.post(f"{pad}/beschikkingen", body))
    assert (besloten["eigenBijdrage"]["bijdrage"], besloten["eigenBijdrage"]["reden"]) == (None, "partner-betaalt")  # type: ignore[index]


async def test_a_marriage_that_ends_ends_for_both(toegang: Toegang) -> None:
    een = await wie(toegang)
    ander = await wie(toegang, bsn=ANDER_BSN)
    await leg_vast(toegang, ander.client_id, vrijstellingen=["minima"], vanaf="2024-01-01")
    await leg_vast(toegang, een.client_id, gehuwd=True, partnerId=ander.client_id)
    zo = gelukt(await toegang.get(f"/v1/clienten/{ander.client_id}/eigen-bijdrage"), 200)["bijdrageomstandigheden"]
    assert zo == {
        "vanaf": "2024-05-01",
        "gehuwd": True,
        "partnerId": een.client_id,
        "partnerGeboortedatum": None,
        "partnerBetaalt": False,
        "vrijstellingen": ["minima"],
    }
    await leg_vast(toegang, een.client_id, vanaf="2024-06-02")
    zo = gelukt(await toegang.get(f"/v1/clienten/{ander.client_id}/eigen-bijdrage"), 200)["bijdrageomstandigheden"]
    assert zo["gehuwd"] is False  # type: ignore[index]


async def test_who_turns_out_to_be_younger_is_corrected(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    await hulp.start(JUNI)
    anders = met(persoon(), "geboortedatum", "2006-06-02") | {"woongemeente": ALMERE}
    assert (await toegang.put(f"/v1/clienten/{hulp.client_id}/persoon", anders)).status_code == 204
    await hoor_zelf(toegang)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01", "terug start 2024-06-01", "start 2024-06-02"]


async def test_an_exemption_backwards_takes_the_start_back(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    await hulp.start(JUNI)
    stand = await leg_vast(toegang, hulp.client_id, vrijstellingen=["wlz"])
    assert (stand["bijdrage"], stand["reden"], stand["bedragPerMaand"]) == (None, "vrijgesteld", None)
    assert kort(await opgaven(toegang)) == ["start 2024-06-01", "terug start 2024-06-01"]


async def test_under_the_jeugdwet_nothing_is_told(toegang: Toegang) -> None:
    gemeld = await toegang.meld(jeugdmelding())
    hulp = Gebruik(toegang, str(gemeld["clientId"]), code="45A")
    await hulp.start(JUNI)
    assert await opgaven(toegang, gemeente=ALMELO) == []


async def test_help_of_nobody_or_without_a_code_is_no_news(toegang: Toegang) -> None:
    hulp = await wie(toegang)
    for anders in (
        Gebruik(toegang, "019a0000-0000-7000-8000-00000000dead"),
        Gebruik(toegang, hulp.client_id, code=None),
    ):
        await anders.start(JUNI)
    assert (await toegang.rows())["gehoorde_leveringen"] == []
