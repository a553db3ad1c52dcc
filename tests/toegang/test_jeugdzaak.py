"""A case under the Jeugdwet over the API: from the way in to the decision, the letter and the change at 18."""

import re
from datetime import date

import pytest
from sqlalchemy import update
from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    Json,
    Toegang,
    beschikking,
    gelukt,
    jeugdmelding,
    jeugdzaak,
    melding,
    onderzoek,
)

from inkoop import Product, laad
from toegang.tables import BeschiktProduct
from toegang.usecases.bereid_overgang_voor import bereid_overgang_voor
from toegang.usecases.kondig_einde_aan import kondig_einde_aan
from wetten import Wet

MODEL = laad("almelo-2024")


def van_wet(wet: Wet) -> Product:
    """A product of Almelo that is counted in minutes."""
    return next(each for each in MODEL.producten if each.wet is wet and each.eenheid == "01" and not each.uitloop)


def hulp(wet: Wet = Wet.JEUGDWET, **anders: object) -> Json:
    """A product in a decision."""
    gekozen = van_wet(wet)
    minuten = gekozen.normband.van if gekozen.normband else 60
    return {
        "code": gekozen.code,
        "volume": minuten,
        "minutenPerWeek": minuten,
        "traject": next((each.naam for each in MODEL.trajecten if gekozen.code in each.producten), None),
        "ingangsdatum": "2024-06-01",
        "einddatum": "2025-05-31",
    } | anders


async def verwezen(toegang: Toegang, body: Json | None = None, **anders: object) -> str:
    """The address of a case of a youth whom the general practitioner referred."""
    pad = f"/v1/meldingen/{(await toegang.meld(body or jeugdmelding()))['id']}"
    gelukt(await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(**anders)), 200)
    return pad


async def test_a_referral_is_decided_on_without_an_investigation_and_told_with_the_law(toegang: Toegang) -> None:
    pad = await verwezen(toegang)
    assert (await toegang.get(f"{pad}/termijnen")).json() == [], "the Jeugdwet has no term for an onderzoek"
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp())))
    assert gegeven["wet"] == "jeugdwet"
    (verteld,) = [each for each in await toegang.events() if each["type"] == "nl.wmo.beschikkingen.afgegeven.v1"]
    data = verteld["data"]
    assert isinstance(data, dict)
    wat = ("wet", "verwijzer", "verlengingsgrond", "onderzoekAfgerondOp")
    assert [data[each] for each in wat] == ["jeugdwet", "02", None, None]
    assert toegang.toewijzing.gevraagd[-1]["beschikking"]["wet"] == "jeugdwet"  # type: ignore[index]


async def test_by_the_access_of_the_municipality_there_is_an_investigation_first(toegang: Toegang) -> None:
    pad = await toegang.bevestigd(jeugdmelding())
    gelukt(await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(verwijzer="01", agb=None)), 200)
    te_vroeg = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp()))
    assert (te_vroeg.status_code, te_vroeg.json()["rule"]) == (409, "Wmo 2015, 2.3.2")
    gelukt(await toegang.post(f"{pad}/onderzoek", onderzoek(ALMELO)))
    gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    (termijn,) = (await toegang.get(f"{pad}/termijnen")).json()
    assert (termijn["soort"], termijn["weken"]) == ("besluit", 8), "what the Awb calls reasonable"
    gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp())))


async def test_a_citizen_may_have_a_case_under_each_law_at_once(toegang: Toegang) -> None:
    een = await toegang.meld(jeugdmelding())
    ander = await toegang.meld(jeugdmelding() | {"wet": "wmo"})
    assert (een["clientId"], een["wet"], ander["wet"]) == (ander["clientId"], "jeugdwet", "wmo")
    nog_een = await toegang.post("/v1/meldingen", jeugdmelding())
    assert nog_een.status_code == 409


@pytest.mark.parametrize(
    ("zaak", "persoon", "regel"),
    [
        ({"agb": None}, {}, "CD067"),
        ({"verwijzer": "08"}, {}, "CD068"),
        ({"naam": "J. Dokter"}, {}, "CD066"),
        ({}, {"relaties": []}, "OP001"),
        ({"gezag": "jeugdige"}, {}, "OP002"),
        ({"adressen": []}, {}, "Jeugdwet 1.1"),
        ({"adressen": [{"gemeente": ALMERE, "vanaf": "2012-09-15"}]}, {}, "Jeugdwet 1.1"),
        ({"verwezenOp": "2024-06-04"}, {}, None),
        ({"verwijzer": "04"}, {}, "M41"),
        ({"verwijzer": "04", "overlegdOp": "2024-06-04"}, {}, None),
    ],
)
async def test_what_cannot_be_recorded_of_a_youth(
    toegang: Toegang, zaak: Json, persoon: Json, regel: str | None
) -> None:
    pad = f"/v1/meldingen/{(await toegang.meld(jeugdmelding(**persoon)))['id']}"
    answer = await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(**zaak))
    assert (answer.status_code, answer.json().get("rule")) == (400, regel)


async def test_the_woonplaats_of_before_a_stay_keeps_the_case_here(toegang: Toegang) -> None:
    """The youth lives in Almere now, where he stays; Almelo stays responsible, and registers him as living there."""
    adressen = [
        {"gemeente": ALMELO, "vanaf": "2012-09-15"},
        {"gemeente": ALMERE, "vanaf": "2024-02-01", "verblijf": True},
    ]
    body = jeugdmelding() | {"woongemeente": ALMERE}
    pad = f"/v1/meldingen/{(await toegang.meld(body))['id']}"
    view = gelukt(await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(adressen=adressen)), 200)
    assert (view["woonplaats"], view["woonplaatsgrond"]) == (ALMELO, "voor-verblijf")
    met_grond = jeugdzaak(adressen=[], woonplaats=ALMELO, woonplaatsgrond="moeder-bij-geboorte")
    view = gelukt(await toegang.put(f"{pad}/jeugdzaak", met_grond), 200)
    assert (view["woonplaats"], view["woonplaatsgrond"]) == (ALMELO, "moeder-bij-geboorte")


async def test_a_case_of_another_law_has_no_jeugdzaak(toegang: Toegang) -> None:
    pad = f"/v1/meldingen/{(await toegang.meld(melding(ALMELO)))['id']}"
    answer = await toegang.put(f"{pad}/jeugdzaak", jeugdzaak())
    assert (answer.status_code, answer.json()["rule"]) == (409, "Jeugdwet 1.1")


async def test_without_a_jeugdzaak_or_consent_nothing_is_decided(toegang: Toegang) -> None:
    pad = f"/v1/meldingen/{(await toegang.meld(jeugdmelding('2010-09-15')))['id']}"
    zonder = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp()))
    assert (zonder.status_code, zonder.json()["rule"]) == (409, "Jeugdwet 1.1")
    gelukt(await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(toestemmingJeugdigeOp=None)), 200)
    zonder = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp()))
    assert (zonder.status_code, zonder.json()["rule"]) == (409, "Jeugdwet 7.3.4")


async def test_a_product_of_one_law_is_refused_under_the_other(toegang: Toegang) -> None:
    pad = await verwezen(toegang)
    wmo = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp(Wet.WMO)))
    assert (wmo.status_code, wmo.json()["invalidParams"][0]["rule"]) == (400, "M15")
    pad = await toegang.aangevraagd(melding(ALMELO))
    jeugd = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp(Wet.JEUGDWET)))
    assert (jeugd.status_code, jeugd.json()["invalidParams"][0]["rule"]) == (400, "M15")


async def test_a_child_gets_no_guidance_of_an_adult(toegang: Toegang) -> None:
    """Born in 2016, with an adult's product: once that was granted."""
    pad = await toegang.aangevraagd(jeugdmelding("2016-01-01") | {"wet": "wmo"})
    answer = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp(Wet.WMO)))
    assert (answer.status_code, answer.json()["rule"]) == (400, "Jeugdwet 1.1")


async def test_a_birthday_during_the_term_ends_it_or_is_prolonged_with_its_ground(toegang: Toegang) -> None:
    pad = await verwezen(toegang, jeugdmelding("2006-10-01"))
    over = await toegang.post(f"{pad}/beschikkingen", beschikking(hulp()))
    assert over.status_code == 400
    assert "tot en met 30-09-2024" in over.json()["detail"] + str(over.json()["invalidParams"])
    gelukt(await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(verlengingsgrond="begonnen-voor-18")), 200)
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp())))
    assert gegeven["producten"][0]["einddatum"] == "2025-05-31"  # type: ignore[index]


async def test_the_letter_says_jeugdhulp_to_the_parents_of_a_child(toegang: Toegang) -> None:
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    pad = await verwezen(toegang)
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp())))
    brief = (await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/_brief")).text
    tekst = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", brief))
    for zin in (
        "Besluit over jeugdhulp",
        "Beste ouder of verzorger van Wilhelmina van der Grootkerk,",
        "kregen we een verwijzing van de huisarts",
        "dat Wilhelmina van der Grootkerk jeugdhulp krijgt",
        "Voor jeugdhulp betaalt u geen eigen bijdrage.",
    ):
        assert zin in tekst
    assert "CAK" not in tekst


async def test_help_for_a_youth_goes_on_after_moving_until_the_other_municipality_takes_over(toegang: Toegang) -> None:
    pad = await verwezen(toegang)
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp())))
    weg = {"reden": "verhuisd", "laatsteDag": "2024-06-03"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", weg, **{"If-Match": "*"}), 200)
    bekend = gelukt(await toegang.get(f"/v1/beschikkingen/{gegeven['id']}"), 200)
    assert bekend["producten"][0]["laatsteDag"] is None  # type: ignore[index]
    over = {"reden": "verhuisd", "laatsteDag": "2024-07-31"}
    na = gelukt(await toegang.post(f"/v1/beschikkingen/{gegeven['id']}/_beeindig", over, **{"If-Match": "*"}), 200)
    assert na["producten"][0]["laatsteDag"] == "2024-07-31"  # type: ignore[index]


async def test_who_turns_18_gets_a_case_under_the_wmo_in_time_and_once(toegang: Toegang) -> None:
    pad = await verwezen(toegang, jeugdmelding("2006-10-01"))
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp(einddatum="2024-09-30"))))
    for _ in range(2):
        async with toegang.room.work() as work:
            await bereid_overgang_voor(work)
    zaken = (await toegang.get("/v1/meldingen")).json()["items"]
    (nieuw,) = [each for each in zaken if each["wet"] == "wmo"]
    assert (nieuw["clientId"], nieuw["status"]) == (gegeven["clientId"], "geregistreerd")
    assert nieuw["meldingsdatum"] == str(date(2024, 6, 3))
    async with toegang.room.work() as work:
        jong = await toegang.meld(jeugdmelding("2012-09-15", bsn="999900055"))
        await bereid_overgang_voor(work)
    assert jong["wet"] == "jeugdwet"
    assert len((await toegang.get("/v1/meldingen")).json()["items"]) == 3


async def wmo_zaken(toegang: Toegang) -> list[str]:
    """The statuses of the cases under the Wmo, once who turns 18 was looked for."""
    async with toegang.room.work() as work:
        await bereid_overgang_voor(work)
    zaken = (await toegang.get("/v1/meldingen")).json()["items"]
    return [each["status"] for each in zaken if each["wet"] == "wmo"]


async def jeugdhulp_tot_18(toegang: Toegang) -> Json:
    pad = await verwezen(toegang, jeugdmelding("2006-10-01"))
    return gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp(einddatum="2024-09-30"))))


async def test_m39_a_case_about_something_else_takes_nothing_of_the_change_at_18(toegang: Toegang) -> None:
    """While it is open nothing is begun beside it; once it is closed without help, the change at 18 still comes."""
    await jeugdhulp_tot_18(toegang)
    rolstoel = await toegang.meld(jeugdmelding("2006-10-01") | {"wet": "wmo"})
    assert await wmo_zaken(toegang) == ["geregistreerd"]
    sluit = {"reden": "ingetrokken", "op": "2024-06-03"}
    gelukt(await toegang.post(f"/v1/meldingen/{rolstoel['id']}/_sluit", sluit, **{"If-Match": "*"}), 200)
    assert sorted(await wmo_zaken(toegang)) == ["geregistreerd", "gesloten"]
    (zaak,) = [
        each for each in (await toegang.get("/v1/meldingen")).json()["items"] if each["status"] == "geregistreerd"
    ]
    gelukt(await toegang.post(f"/v1/meldingen/{zaak['id']}/_sluit", sluit, **{"If-Match": "*"}), 200)
    assert await wmo_zaken(toegang) == ["gesloten", "gesloten"], "it was looked at, and is not begun again"


async def test_m39_who_moved_away_gets_no_case_where_he_lived(toegang: Toegang) -> None:
    gegeven = await jeugdhulp_tot_18(toegang)
    weg = {"reden": "verhuisd", "laatsteDag": "2024-06-01"}
    gelukt(await toegang.post(f"/v1/clienten/{gegeven['clientId']}/_vertrek", weg, **{"If-Match": "*"}), 200)
    assert await wmo_zaken(toegang) == []


async def test_m39_help_that_was_taken_in_without_an_end_ends_at_18_all_the_same(toegang: Toegang) -> None:
    await jeugdhulp_tot_18(toegang)
    async with toegang.room.work() as work:
        await work.session.execute(update(BeschiktProduct).values(einddatum=None))
    assert await wmo_zaken(toegang) == ["geregistreerd"]


async def test_m39_help_with_a_reason_to_go_on_without_an_end_begins_no_case(toegang: Toegang) -> None:
    pad = await verwezen(toegang, jeugdmelding("2006-10-01"))
    gelukt(await toegang.put(f"{pad}/jeugdzaak", jeugdzaak(verlengingsgrond="jeugdstrafrecht")), 200)
    gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp())))
    async with toegang.room.work() as work:
        await work.session.execute(update(BeschiktProduct).values(einddatum=None))
    assert await wmo_zaken(toegang) == []


async def test_the_letter_on_help_for_a_youth_speaks_of_the_youth_to_the_parents(toegang: Toegang) -> None:
    """Jeugdwet, 7.3.4: what is said to the parents is not "u" where it is the youth."""
    gegeven = gelukt(await toegang.post(f"{await verwezen(toegang)}/beschikkingen", beschikking(hulp())))
    headers = toegang.token(scope="personen:lezen")
    page = (await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief", headers=headers)).text
    for tekst in (
        "<address>De ouders of verzorgers van Wilhelmina van der Grootkerk<br>",
        "Beste ouder of verzorger van Wilhelmina van der Grootkerk,",
        "Deze tijd is voor Wilhelmina van der Grootkerk.",
        "Een aanbieder van de gemeente helpt Wilhelmina van der Grootkerk.",
        f"Noem het zaaknummer van deze brief: {gegeven['zaaknummer']}.",
        'alt="Logo van de gemeente Almelo"',
    ):
        assert tekst in page
    assert "voor u." not in page


async def test_m38_the_parents_read_that_the_jeugdhulp_of_their_child_stops(toegang: Toegang) -> None:
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    pad = await verwezen(toegang)
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(hulp(einddatum="2024-06-20"))))
    async with toegang.room.work() as work:
        await kondig_einde_aan(work)
    kind = "Wilhelmina van der Grootkerk"
    loopt_af = f"/v1/aflopende-indicaties/{gegeven['producten'][0]['id']}"  # type: ignore[index]
    vervolg = {"vervolg": "algemene-voorziening"}
    vervolgd = gelukt(await toegang.post(f"{loopt_af}/vervolg", vervolg, **{"If-Match": "*"}))
    assert str(vervolgd["bericht"]).startswith("Uw jeugdhulp (")  # a name stands in no list
    tekst = (await toegang.post(f"{loopt_af}/_brief")).text
    assert f"<h1>De jeugdhulp van {kind} stopt binnenkort</h1>" in tekst
    assert f"De jeugdhulp van {kind} (" in tekst
    assert f"Daarna kan {kind} terecht bij een algemene voorziening in de buurt." in tekst
    assert "Uw ondersteuning" not in tekst
