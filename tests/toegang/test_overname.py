"""Running indications are taken in by file: the client, the case, the decision, and nothing that is not so (M134)."""

from datetime import timedelta

import pytest
from tests.toegang.bijdrage import hoor_zelf
from tests.toegang.conftest import (
    ALMELO,
    ANDER_BSN,
    BSN,
    JEUGD_BSN,
    NU,
    PERSOONSGEGEVENS,
    Toegang,
    gelukt,
    jeugdige,
    jeugdmelding,
    jeugdzaak,
    melding,
)
from tests.toegang.overname import bestand, fouten, neem_over, rij, stuur

TWEE = (
    rij(),
    rij(kenmerk="K-2", product="IB2B", volume="120", eenheid="04", frequentie="6", toewijzingnummer="400124"),
)


async def test_m134_a_running_indication_gets_client_case_and_decision_without_letter_or_clock(
    toegang: Toegang,
) -> None:
    uitkomst = await neem_over(toegang, *TWEE)
    assert uitkomst == {
        "proef": False,
        "overgenomen": 2,
        "alOvergenomen": 0,
        "nieuweClienten": 1,
        "fouten": [],
    }
    rows = await toegang.rows()
    (client,), (zaak,), (beschikking,) = rows["clienten"], rows["meldingen"], rows["beschikkingen"]
    assert (zaak["status"], zaak["client_id"], beschikking["client_id"]) == ("beschikt", client["id"], client["id"])
    assert {each["volgnummer"]: each["code"] for each in rows["beschikte_producten"]} == {0: "HO", 1: "IB2B"}
    assert rows["termijnen"] == []
    # Not a melding, a decision or a contribution that is new: only that it was taken in.
    assert [each["type"] for each in await toegang.events()] == ["nl.wmo.indicaties.overgenomen.v1"] * 2
    view = gelukt(await toegang.get(f"/v1/beschikkingen/{beschikking['id']}"), 200)
    assert (view["besluitdatum"], view["bezwaarTot"]) == ("2023-12-11", "2024-01-22")
    geen_brief = await toegang.client.post(
        f"/v1/beschikkingen/{beschikking['id']}/_brief", headers=toegang.token(scope="personen:lezen")
    )
    assert (geen_brief.status_code, geen_brief.json()["rule"]) == (409, "M134")


async def test_m134_the_event_says_what_the_provider_has_and_nobody_by_name(toegang: Toegang) -> None:
    await neem_over(toegang, rij())
    (event,) = await toegang.events()
    data = event["data"]
    assert isinstance(data, dict)
    assert (data["toewijzingNummer"], data["begindatum"], data["product"]["aanbieder"]) == (
        400123,
        "2024-01-08",
        "99990001",
    )
    assert not any(each in str(event) for each in PERSOONSGEGEVENS)
    (regel,) = [each for each in await toegang.logboek() if each["naam"] == "lopende indicatie overgenomen"]
    assert regel["client_id"] == data["clientId"]


async def test_m134_a_trial_keeps_nothing_and_says_the_same(toegang: Toegang) -> None:
    uitkomst = await neem_over(toegang, *TWEE, proef=True)
    assert (uitkomst["proef"], uitkomst["overgenomen"], uitkomst["nieuweClienten"]) == (True, 2, 1)
    rows = await toegang.rows()
    assert rows["clienten"] == rows["beschikkingen"] == rows["overgenomen_indicaties"] == []
    assert await toegang.events() == []


async def test_m134_the_cak_hears_no_start_of_what_runs_but_it_hears_the_end(toegang: Toegang) -> None:
    """What was told from elsewhere is kept as told, and stands in no list; the stop follows from here."""
    await neem_over(toegang, rij())
    (start,) = (await toegang.rows())["bijdrageopgaven"]
    assert (start["soort"], start["overgenomen"]) == ("start", True)
    lijst = gelukt(await toegang.get(f"/v1/eigen-bijdragen?gemeente=0034&op={NU.date()}"), 200)
    assert lijst["items"] == []
    client = start["client_id"]
    stand = gelukt(await toegang.get(f"/v1/clienten/{client}/eigen-bijdrage"), 200)
    assert (stand["bijdrage"], stand["sinds"]) == ("vast", "2024-01-08")
    (beschikking,) = (await toegang.rows())["beschikkingen"]
    stop = {"reden": "wens client", "laatsteDag": (NU.date() - timedelta(days=3)).isoformat()}
    gelukt(await toegang.post(f"/v1/beschikkingen/{beschikking['id']}/_beeindig", stop, **{"If-Match": "*"}), 200)
    await hoor_zelf(toegang)
    (verteld,) = [each for each in await toegang.events() if each["type"] == "nl.wmo.bijdragen.vastgelegd.v1"]
    assert isinstance(verteld["data"], dict)
    assert (verteld["data"]["soort"], verteld["data"]["per"]) == ("stop", "2024-06-01")


async def test_m134_who_is_a_client_already_gets_it_beside_an_open_case(toegang: Toegang) -> None:
    """The case in progress and the personal data stay as they were."""
    open_zaak = await toegang.meld(melding(bsn=BSN))
    voor = await toegang.rows()
    uitkomst = await neem_over(toegang, rij(straatnaam="Andersweg"))
    assert (uitkomst["overgenomen"], uitkomst["nieuweClienten"]) == (1, 0)
    na = await toegang.rows()
    assert na["clienten"] == voor["clienten"]
    assert na["termijnen"] == voor["termijnen"]
    zaken = {each["id"]: each["status"] for each in na["meldingen"]}
    assert len(zaken) == 2
    assert zaken[open_zaak["id"]] == "geregistreerd"


async def test_m134_the_same_file_goes_on_where_it_stopped(toegang: Toegang) -> None:
    await neem_over(toegang, TWEE[0])
    uitkomst = await neem_over(toegang, *TWEE)
    assert (uitkomst["overgenomen"], uitkomst["alOvergenomen"], uitkomst["fouten"]) == (1, 1, [])
    rows = await toegang.rows()
    # Both are of one decision, whichever file they came in.
    assert len(rows["beschikkingen"]) == 1
    assert sorted(each["volgnummer"] for each in rows["beschikte_producten"]) == [0, 1]
    nog_eens = await neem_over(toegang, *TWEE)
    assert (nog_eens["overgenomen"], nog_eens["alOvergenomen"]) == (0, 2)


async def test_m134_a_known_mark_with_another_content_is_a_mistake(toegang: Toegang) -> None:
    await neem_over(toegang, rij())
    uitkomst = await neem_over(toegang, rij(volume="2"))
    assert (uitkomst["overgenomen"], uitkomst["alOvergenomen"]) == (0, 0)
    assert fouten(uitkomst) == [(2, "kenmerk", "M134")]


async def test_m134_good_rows_go_in_beside_faulty_ones(toegang: Toegang) -> None:
    fout = rij(kenmerk="K-9", bsn=ANDER_BSN, toewijzingnummer="9", product="XX")
    uitkomst = await neem_over(toegang, fout, rij())
    assert (uitkomst["overgenomen"], fouten(uitkomst)) == (1, [(2, "product", "M134")])
    assert [each["kenmerk"] for each in (await toegang.rows())["overgenomen_indicaties"]] == ["K-1"]


@pytest.mark.parametrize(
    ("geboren", "einddatum", "verwacht"),
    [
        ("1948-02-29", "2025-05-31", [(2, "wet", "Jeugdwet 1.1")]),
        ("2002-01-01", "2025-01-01", [(2, "einddatum", "Jeugdwet 1.1")]),
        ("2002-01-01", "2024-12-31", []),
        ("2012-09-15", "", []),
    ],
    ids=("far too old", "beyond 23", "until 23", "without an end"),
)
async def test_m134_help_of_a_youth_is_of_who_can_be_one(
    toegang: Toegang, geboren: str, einddatum: str, verwacht: list[tuple[int, str, str]]
) -> None:
    """The file does not say why it goes on after 18; nobody gets it beyond 23 but by criminal law."""
    jeugd = {"wet": "jeugdwet", "product": "BHJ", "volume": "60", "eenheid": "82", "frequentie": "4"}
    ouder = rij(**jeugd, bsn=JEUGD_BSN, geboortedatum=geboren, einddatum=einddatum)
    assert fouten(gelukt(await stuur(toegang, bestand(ouder), ALMELO, proef=True), 200)) == verwacht


async def test_until_when_the_jeugdwet_holds_is_told_with_who_a_client_is(toegang: Toegang) -> None:
    """Eighteen, unless the case says why it goes on; of what was taken in that is not known yet, and 23 is."""
    lezer = toegang.token(scope="personen:lezen")

    async def tot(client_id: object) -> object:
        answer = await toegang.client.post("/v1/clienten/_inzage", json={"clienten": [client_id]}, headers=lezer)
        return gelukt(answer, 200)[0]["jeugdwetTot"]  # type: ignore[index]

    zaak = await toegang.meld(jeugdmelding())
    assert await tot(zaak["clientId"]) == "2030-09-14"
    pad = f"/v1/meldingen/{zaak['id']}/jeugdzaak"
    for grond, laatste in (("pleegzorg", "2033-09-14"), ("begonnen-voor-18", "2035-09-14"), ("jeugdstrafrecht", None)):
        gelukt(await toegang.put(pad, jeugdzaak(verlengingsgrond=grond)), 200)
        assert await tot(zaak["clientId"]) == laatste
    jeugd = {"wet": "jeugdwet", "product": "BHJ", "volume": "60", "eenheid": "01", "frequentie": "2"}
    kind = rij(**jeugd, bsn=ANDER_BSN, geboortedatum="2012-09-15")
    gelukt(await stuur(toegang, bestand(kind), ALMELO), 200)
    (ander,) = {each["client_id"] for each in (await toegang.rows())["beschikkingen"]}
    assert await tot(ander) == "2035-09-14"


async def test_m134_of_a_young_person_the_jeugdzaak_comes_afterwards(toegang: Toegang) -> None:
    """The file does not say who referred and who agreed: who needs that for a next decision records it then."""
    kind = rij(bsn=JEUGD_BSN, geboortedatum="2012-09-15", wet="jeugdwet", product="BHJ", volume="60", eenheid="01")
    kind["frequentie"] = "2"
    uitkomst = gelukt(await stuur(toegang, bestand(kind), ALMELO), 200)
    assert uitkomst["fouten"] == []
    (zaak,) = (await toegang.rows())["meldingen"]
    moeder = jeugdige()
    pad = f"/v1/clienten/{zaak['client_id']}/persoon"
    assert (await toegang.put(pad, moeder | {"woongemeente": ALMELO})).status_code == 204
    pad = f"/v1/meldingen/{zaak['id']}/jeugdzaak"
    gelukt(await toegang.put(pad, jeugdzaak()), 200)
    # Once it is there it is as in any case that is done.
    assert (await toegang.put(pad, jeugdzaak())).json()["detail"] == "Deze zaak is al klaar."
