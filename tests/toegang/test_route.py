"""From melding to beschikking, and the events that tell of it."""

import asyncio
from collections.abc import Callable

from tests.toegang.conftest import (
    AANVRAAG,
    ALMERE,
    ANDER_BSN,
    BEVESTIGING,
    BSN,
    ONDERZOEK,
    PERSOONSGEGEVENS,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    melding,
    met,
    product,
)


async def test_the_whole_route_and_its_events(toegang: Toegang) -> None:
    answer = await toegang.post("/v1/meldingen", melding())
    gemeld = gelukt(answer)
    client_id = gemeld["clientId"]
    assert answer.headers["Location"] == f"/v1/meldingen/{gemeld['id']}"
    assert gemeld == {
        "id": gemeld["id"],
        "clientId": client_id,
        "gemeente": ALMERE,
        "wet": "wmo",
        "zaaknummer": gemeld["zaaknummer"],
        "meldingsdatum": "2024-05-06",
        "status": "geregistreerd",
        "spoed": False,
        "aanvraagdatum": None,
        "geslotenOp": None,
        "sluitreden": None,
    }
    pad = f"/v1/meldingen/{gemeld['id']}"
    bevestigd = gelukt(await toegang.put(f"{pad}/bevestiging", BEVESTIGING), 200)
    assert bevestigd["persoonlijkPlanTot"] == "2024-05-13"
    onderzocht = gelukt(await toegang.post(f"{pad}/onderzoek", ONDERZOEK))
    assert onderzocht == {"meldingId": gemeld["id"], "afgerondOp": "2024-05-20"}

    gewogen = gelukt(await toegang.post(f"{pad}/afwegingen", afweging()))
    aangevraagd = gelukt(await toegang.post(f"{pad}/aanvraag", AANVRAAG))
    assert (aangevraagd["status"], aangevraagd["aanvraagdatum"]) == ("aangevraagd", "2024-05-21")

    body = beschikking(product(aanbieder="99990001"), product("IB2B", volume=104))
    answer = await toegang.post(f"{pad}/beschikkingen", body)
    beschikt = gelukt(answer)
    assert answer.headers["Location"] == f"/v1/beschikkingen/{beschikt['id']}"
    assert gelukt(await toegang.get(answer.headers["Location"]), 200) == beschikt
    assert gelukt(await toegang.get(pad), 200)["status"] == "beschikt"

    producten = beschikt["producten"]
    assert isinstance(producten, list)
    gewoon = {"vorm": "natura", "budget": None, "specialisme": None, "doelgroep": None, "spoed": False}
    gewoon |= {"afschaalmomenten": [], "contactmomenten": [], "vervoer": False, "netwerkmogelijkheden": []}
    periode = {"ingangsdatum": "2024-06-01", "einddatum": "2025-05-31"}
    huishouden = {"categorie": "01", "code": "HO", "volume": 1, "eenheid": "82", "frequentie": "4"}
    begeleiding = {"categorie": "02", "code": "IB2B", "volume": 104, "eenheid": "04", "frequentie": "6"}
    geteld = [
        {"id": producten[0]["id"], **huishouden, **periode, **gewoon, "aanbieder": "99990001"},
        {
            "id": producten[1]["id"],
            **begeleiding,
            **periode,
            **gewoon,
            "aanbieder": None,
            "contactmomenten": ["2025-05-31"],
        },
    ]
    loopt = {"laatsteDag": None, "eindreden": None, "omgezetUit": None, "regels": []}
    assert [{**each, "regels": []} for each in producten] == [
        {**geteld[0], **loopt, "minutenPerWeek": 150, "scenario": "langdurig"},
        {**geteld[1], **loopt, "minutenPerWeek": 120, "scenario": None},
    ]

    events = await toegang.events()
    zaak = {"meldingId": gemeld["id"], "clientId": client_id, "gemeente": ALMERE, "wet": "wmo"}
    samen = {**zaak, "meldingsdatum": "2024-05-06"}
    assert [(each["type"], each["subject"], each["data"]) for each in events] == [
        ("nl.wmo.meldingen.geregistreerd.v1", gemeld["id"], {**samen, "zaaknummer": gemeld["zaaknummer"]}),
        (
            "nl.wmo.meldingen.bevestigd.v1",
            gemeld["id"],
            {
                **zaak,
                "bevestigdOp": "2024-05-07",
                "clientondersteuningGekozen": True,
                "persoonlijkPlanOntvangenOp": None,
            },
        ),
        ("nl.wmo.onderzoeken.afgerond.v1", gemeld["id"], {**samen, "afgerondOp": "2024-05-20"}),
        (
            "nl.wmo.afwegingen.vastgelegd.v1",
            gewogen["id"],
            {
                **zaak,
                "afwegingId": gewogen["id"],
                "op": "2024-06-03",
                "inkoopmodel": "almere-2023",
                "inkoopmodelVersie": "2023-01-01",
                "gebieden": 0,
                "producten": [
                    {
                        "product": "HO",
                        "traject": None,
                        "intensiteit": None,
                        "scenario": "langdurig",
                        "maanden": None,
                        "minutenPerWeek": 150,
                        "afgeweken": False,
                    }
                ],
            },
        ),
        ("nl.wmo.aanvragen.ingediend.v1", gemeld["id"], {**zaak, "aanvraagdatum": "2024-05-21"}),
        (
            "nl.wmo.beschikkingen.afgegeven.v1",
            beschikt["id"],
            {
                **samen,
                "beschikkingId": beschikt["id"],
                "bsnHash": toegang.room.vault.bsn_hash(BSN),
                "onderzoekAfgerondOp": "2024-05-20",
                "besluitdatum": "2024-05-27",
                "inkoopmodel": "almere-2023",
                "inkoopmodelVersie": "2023-01-01",
                "producten": [{**geteld[0], "profiel": None}, {**geteld[1], "profiel": "traject-2"}],
                "soort": "besluit",
                "uitkomst": "toegekend",
                "aanvraagdatum": "2024-05-21",
                "verwijzer": None,
                "verlengingsgrond": None,
                "leeftijdsgroep": "70-79",
                "wijk": None,
                "zaaknummer": gemeld["zaaknummer"],
            },
        ),
    ]
    assert {each["source"] for each in events} == {"urn:nld:oin:00000000000000000000:systeem:clientroute-toegang"}
    assert {each["time"] for each in events} == {"2024-06-03T08:30:00Z"}
    assert [int(str(each["sequence"])) for each in events] == [1, 2, 3, 1, 4, 1]


async def test_no_event_log_line_or_answer_shows_who_it_is_about(toegang: Toegang, log_text: Callable[[], str]) -> None:
    answers = [
        await toegang.post("/v1/meldingen", melding()),
        await toegang.post("/v1/meldingen", met(melding(), "meldingsdatum", "2024-06-04")),
        await toegang.post("/v1/meldingen", met(melding(), "persoon.adres.postcode", "1327 huis")),
        await toegang.post("/v1/meldingen/_zoek", {"bsn": BSN}),
        await toegang.get("/v1/meldingen"),
    ]
    pad = f"/v1/meldingen/{answers[0].json()['id']}"
    answers += [
        await toegang.put(f"{pad}/bevestiging", met(BEVESTIGING, "persoonlijkPlan", "Ik kan niet meer koken.")),
        await toegang.post(f"{pad}/onderzoek", ONDERZOEK),
        await toegang.post(f"{pad}/onderzoek", ONDERZOEK),
        await toegang.post(f"{pad}/afwegingen", met(afweging(), "keuzes.0.redenAfwijking", "Zij kan niet meer koken.")),
        await toegang.post(f"{pad}/aanvraag", AANVRAAG),
        await toegang.post(f"{pad}/beschikkingen", beschikking(product("XXXX"))),
        await toegang.post(f"{pad}/beschikkingen", beschikking()),
        await toegang.get(pad),
    ]
    assert [each.status_code for each in answers] == [201, 400, 400, 200, 200, 200, 201, 409, 201, 201, 400, 201, 200]
    client_id = answers[0].json()["clientId"]
    gelezen = await toegang.client.post(
        f"/v1/clienten/{client_id}/_inzage", headers=toegang.token(scope="personen:lezen")
    )
    assert gelezen.status_code == 200
    events = await toegang.events()
    assert len(events) == 6
    log = log_text()
    assert '"route": "/v1/clienten/{client_id}/_inzage"' in log
    shown = "\n".join([log, *(each.text for each in answers), *map(str, events)])
    assert [each for each in PERSOONSGEGEVENS if each in shown] == []


async def test_a_citizen_keeps_one_client_id_in_a_municipality_and_the_latest_data(toegang: Toegang) -> None:
    first = await toegang.meld()
    await toegang.sluit(f"/v1/meldingen/{first['id']}")
    moved = await toegang.meld(met(melding(), "persoon.adres.straatnaam", "Lindelaan"))
    elsewhere = await toegang.meld(melding("0141"))
    other = await toegang.meld(melding(bsn=ANDER_BSN))
    assert first["clientId"] == moved["clientId"]
    assert len({each["clientId"] for each in (first, elsewhere, other)}) == 3
    inzage = await toegang.client.post(
        f"/v1/clienten/{first['clientId']}/_inzage", headers=toegang.token(scope="personen:lezen")
    )
    assert gelukt(inzage, 200)["adres"]["straatnaam"] == "Lindelaan"  # type: ignore[index]


async def test_a_citizen_has_one_case_in_progress(toegang: Toegang) -> None:
    """Also when two front offices register the same citizen at the same moment."""
    both = await asyncio.gather(*[toegang.post("/v1/meldingen", melding()) for _ in range(4)])
    assert sorted(each.status_code for each in both) == [201, 409, 409, 409]
    refused = next(each.json() for each in both if each.status_code == 409)
    first = next(each.json() for each in both if each.status_code == 201)
    assert refused["rule"] == "Wmo 2015, 2.3.2"
    assert first["id"] in refused["detail"]
    assert len((await toegang.rows())["clienten"]) == 1
    await toegang.meld(melding("0141"))


async def test_of_two_at_the_same_time_on_one_melding_one_wins(toegang: Toegang) -> None:
    pad = await toegang.bevestigd()
    gelukt(await toegang.post(f"{pad}/afwegingen", afweging()))
    for stap, body in (("onderzoek", ONDERZOEK), ("aanvraag", AANVRAAG), ("beschikkingen", beschikking())):
        both = await asyncio.gather(*[toegang.post(f"{pad}/{stap}", body) for _ in range(3)])
        assert sorted(each.status_code for each in both) == [201, 409, 409]
    assert len(await toegang.events()) == 6


async def test_the_same_idempotency_key_registers_once(toegang: Toegang) -> None:
    key = {"Idempotency-Key": "front-office-1"}
    first = await toegang.post("/v1/meldingen", melding(), **key)
    again = await toegang.post("/v1/meldingen", melding(), **key)
    assert gelukt(again) == gelukt(first)
    assert again.headers["Location"] == first.headers["Location"]
    other = await toegang.post("/v1/meldingen", melding(bsn=ANDER_BSN), **key)
    assert (other.status_code, ANDER_BSN in other.text) == (422, False)
    assert len(await toegang.events()) == 1
