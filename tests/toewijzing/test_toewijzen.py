"""From a beschikking to an assignment, a WMO301 and an event."""

import asyncio
from datetime import date

from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import berichten_301
from tests.toewijzing.verhaal import ALMELO, ALMERE, BSN, DE_BRUG, HET_ANKER, contract, product

import iwmo
from istandaard.berichten import Bericht301

GEEN_CONTRACT = "Deze aanbieder heeft geen contract voor dit product in deze gemeente op de ingangsdatum."
OVERLAPT = (
    "Dit gaat niet samen met {} (HO, van 01-06-2024 tot en met 31-08-2024): "
    "dezelfde hulp kan bij een aanbieder maar een keer tegelijk lopen (TR302)."
)
GEEN_KEUZE = "De beschikking noemt geen aanbieder. Kies er een met de cliënt."


def nummers(bericht: Bericht301) -> list[int]:
    return [each.toewijzing_nummer for each in bericht.client.toegewezen_producten]


async def test_a_named_provider_gets_number_message_and_event(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    beschikt = product("IB2B", volume=104)
    event = toewijzing.beschikt(beschikt)
    await toewijzing.hoor(event)

    (found,) = await toewijzing.toewijzingen()
    assert found == {
        "id": beschikt.id,
        "clientId": CLIENT,
        "gemeente": ALMERE,
        "wet": "wmo",
        "categorie": "02",
        "code": "IB2B",
        "volume": 104,
        "eenheid": "04",
        "frequentie": "6",
        "budget": None,
        "vorm": "natura",
        "specialisme": None,
        "doelgroep": None,
        "spoed": False,
        "afschaalmomenten": [],
        "contactmomenten": [],
        "vervoer": False,
        "netwerkmogelijkheden": [],
        "wens": DE_BRUG,
        "ingangsdatum": "2024-06-01",
        "einddatum": "2025-05-31",
        "besluitdatum": "2024-05-27",
        "status": "toegewezen",
        "wachtOp": None,
        "agb": DE_BRUG,
        "toewijzingNummer": 1,
        "verlengt": None,
        "toegewezenOp": "2024-06-03T10:00:00Z",
        "redenWijziging": None,
        "retour": None,
        "verbruiktProcent": None,
    }
    (told,) = await toewijzing.events("toewijzingen.toegewezen")
    assert told["subject"] == beschikt.id
    assert told["data"] == {
        "productId": beschikt.id,
        "toewijzingId": beschikt.id,
        "toewijzingNummer": 1,
        "clientId": CLIENT,
        "bsnHash": toewijzing.room.vault.bsn_hash(BSN),
        "gemeente": ALMERE,
        "wet": "wmo",
        "agb": DE_BRUG,
        "categorie": "02",
        "code": "IB2B",
        "volume": 104,
        "eenheid": "04",
        "frequentie": "6",
        "budget": None,
        "ingangsdatum": "2024-06-01",
        "einddatum": "2025-05-31",
        "redenWijziging": None,
        "toewijzingsdatum": "2024-06-03",
        "besluitdatum": "2024-05-27",
        "overgenomen": False,
    }


async def test_the_301_says_what_was_decided_and_breaks_no_rule(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B", volume=104)))
    ((stuk, xml),) = await toewijzing.post("WMO301")
    bericht = iwmo.lees(xml)
    assert isinstance(bericht, Bericht301)
    assert iwmo.controleer(bericht) == []
    assert iwmo.naar_json(bericht)["header"] == {
        "berichtCode": "414",
        "berichtVersie": 3,
        "berichtSubversie": 2,
        "afzender": ALMERE,
        "ontvanger": DE_BRUG,
        "berichtIdentificatie": {"identificatie": f"{DE_BRUG}0001", "dagtekening": "2024-06-03"},
        "xsdVersie": {"basisschemaXsdVersie": "1.0.0", "berichtXsdVersie": "1.0.0"},
    }
    client = iwmo.naar_json(bericht)["client"]
    assert isinstance(client, dict)
    assert (client["bsn"], client["geboortedatum"], client["geslacht"]) == (BSN, {"datum": "1948-02-29"}, "2")
    assert client["naam"] == {
        "geslachtsnaam": {"achternaam": "Grootkerk", "voorvoegsel": "van der"},
        "voornamen": "Wilhelmina",
        "voorletters": "W",
        "naamGebruik": "1",
    }
    huis = {"huisnummer": 12, "huisletter": "a", "huisnummerToevoeging": "bis"}
    plaats = {"straatnaam": "Populierendreef", "postcode": "1327AB", "plaatsnaam": "Almere", "landCode": "NL"}
    assert client["contactgegevens"] == [{"soort": "01", "adres": {"huis": huis, **plaats}}]
    assert client["toegewezenProducten"] == [
        {
            "toewijzingNummer": 1,
            "product": {"categorie": "02", "code": "IB2B"},
            "toewijzingsdatum": "2024-06-03",
            "toewijzingstijd": "12:00:00",
            "ingangsdatum": "2024-06-01",
            "einddatum": "2025-05-31",
            "omvang": {"volume": 104, "eenheid": "04", "frequentie": "6"},
        }
    ]
    (told,) = await toewijzing.events("berichten.verzonden")
    assert told["data"] == {
        "berichtId": stuk["id"],
        "soort": "WMO301",
        "gemeente": ALMERE,
        "agb": DE_BRUG,
        "op": "2024-06-03T10:00:00Z",
        "antwoordOp": None,
    }


@met_standaard
async def test_the_301_validates(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(
        toewijzing.beschikt(product(einddatum=None), product("IB2B")), toewijzing.beschikt(client_id=ANDERE_CLIENT)
    )
    sent = await toewijzing.post("WMO301")
    assert [xsd_aanvaardt("WMO301", xml) for _, xml in sent] == [True, True]


async def test_two_products_at_one_provider_come_in_one_301(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    await toewijzing.hoor(
        toewijzing.beschikt(product(), product("IB2B"), product("DB2B", HET_ANKER)),
    )
    assert [nummers(each) for each in await berichten_301(toewijzing)] == [[1, 2]]
    assert [nummers(each) for each in await berichten_301(toewijzing, HET_ANKER)] == [[3]]
    assert toewijzing.toegang.gevraagd == 1


async def test_all_clients_of_a_delivery_are_asked_for_at_once(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(), toewijzing.beschikt(client_id=ANDERE_CLIENT))
    assert len(await toewijzing.post("WMO301")) == 2
    assert toewijzing.toegang.gevraagd == 1


async def test_nobody_is_asked_for_where_no_provider_is_named(toewijzing: Toewijzing) -> None:
    await toewijzing.hoor(toewijzing.beschikt(product(aanbieder=None)))
    assert toewijzing.toegang.gevraagd == 0


async def test_a_301_holds_all_that_the_client_has_there_now(toewijzing: Toewijzing) -> None:
    """OP087: what ended before today is left out, what belongs to others too."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    voorbij = product(ingangsdatum=date(2024, 1, 1), einddatum=date(2024, 6, 2))
    vandaag = product("DB2B", ingangsdatum=date(2024, 1, 1), einddatum=date(2024, 6, 3))
    await toewijzing.hoor(toewijzing.beschikt(voorbij))
    await toewijzing.hoor(toewijzing.beschikt(vandaag))
    await toewijzing.hoor(toewijzing.beschikt(client_id=ANDERE_CLIENT))
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B", HET_ANKER)))
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B")))
    sent = await berichten_301(toewijzing)
    assert [nummers(each) for each in sent] == [[1], [2], [3], [2, 5]]
    identificaties = [each.header.bericht_identificatie.identificatie for each in sent]
    assert len(set(identificaties)) == 4


async def test_numbers_count_per_municipality(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(
        contract(DE_BRUG, gemeenten=(ALMELO,), producten=[{"code": "OIL2"}], geldigVan="2024-01-01")
    )
    await toewijzing.hoor(toewijzing.beschikt(product(), product("IB2B")))
    almelo = product(code="HO").model_copy(
        update={"code": "OIL2", "categorie": "02", "eenheid": "01", "frequentie": "2"}
    )
    await toewijzing.hoor(toewijzing.beschikt(almelo, gemeente=ALMELO))
    found = await toewijzing.toewijzingen()
    assert sorted((str(each["gemeente"]), each["toewijzingNummer"]) for each in found) == [
        (ALMERE, 1),
        (ALMERE, 2),
        (ALMELO, 1),
    ]


async def test_what_cannot_be_assigned_waits_with_a_reason(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast(contract(DE_BRUG, "HO"))
    await toewijzing.leg_vast(contract(HET_ANKER, "HO", "IB2B", geldigTot="2024-06-01"))
    reasons = {
        "none named": (product(aanbieder=None), GEEN_KEUZE),
        "not this product": (product("IB2B"), GEEN_CONTRACT),
        "nobody's": (product("DB2B", "99990009"), GEEN_CONTRACT),
        "too late": (product("IB2B", HET_ANKER, ingangsdatum=date(2024, 6, 2)), GEEN_CONTRACT),
        "too early": (product("HO", HET_ANKER, ingangsdatum=date(2022, 12, 31)), GEEN_CONTRACT),
    }
    await toewijzing.hoor(toewijzing.beschikt(*[each for each, _ in reasons.values()]))
    elsewhere = product(id="elders")
    await toewijzing.hoor(toewijzing.beschikt(elsewhere, gemeente=ALMELO))
    expected = {each.id: reason for each, reason in reasons.values()} | {elsewhere.id: GEEN_CONTRACT}

    found = await toewijzing.toewijzingen("?status=voorbereid")
    assert {each["id"]: each["wachtOp"] for each in found} == expected
    assert {(each["agb"], each["toewijzingNummer"], each["toegewezenOp"]) for each in found} == {(None, None, None)}
    told = await toewijzing.events()
    assert {each["subject"] for each in told if "voorbereid" in str(each["type"])} == set(expected)
    over = [each for each in told if each["subject"] == elsewhere.id]
    assert [each["type"] for each in over] == ["nl.wmo.toewijzingen.voorbereid.v1", "nl.wmo.tekorten.gesignaleerd.v1"]
    assert [each["data"] for each in over[:1]] == [
        {
            "toewijzingId": elsewhere.id,
            "clientId": CLIENT,
            "gemeente": ALMELO,
            "wet": "wmo",
            "categorie": "01",
            "code": "HO",
            "besluitdatum": "2024-05-27",
        }
    ]
    # Each waits and, but for HO that two providers deliver, has no choice; and the two contracts with their providers.
    assert len(told) == 2 * len(expected) - 1 + 4
    assert await berichten_301(toewijzing) == []


async def test_of_one_product_at_one_provider_only_one_runs(toewijzing: Toewijzing) -> None:
    """TR302; one day of overlap is enough, the day after is not."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    eerste = product(einddatum=date(2024, 8, 31))
    laatste_dag = product(ingangsdatum=date(2024, 8, 31))
    dag_erna = product(ingangsdatum=date(2024, 9, 1))
    await toewijzing.hoor(toewijzing.beschikt(eerste, laatste_dag, dag_erna, product("IB2B")))
    found = {str(each["id"]): each["wachtOp"] for each in await toewijzing.toewijzingen()}
    assert found[laatste_dag.id] == OVERLAPT.format("een ander product van dit besluit")
    assert sum(each is None for each in found.values()) == 3
    (sent,) = await berichten_301(toewijzing)
    assert iwmo.controleer(sent) == []

    assert await toewijzing.keuze(laatste_dag.id) == [HET_ANKER]
    reden = OVERLAPT.format("toewijzing 1")
    assert await toewijzing.niet_mogelijk(laatste_dag.id) == {DE_BRUG: reden}
    refused = await toewijzing.kies(laatste_dag.id)
    assert (refused.status_code, refused.json()["rule"], refused.json()["detail"]) == (409, "TR302", reden)
    assert (await toewijzing.kies(laatste_dag.id, HET_ANKER)).status_code == 200


async def test_choosing_a_provider_assigns(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER, "HO"))
    await toewijzing.leg_vast(
        contract(HET_ANKER, "HO", gemeenten=(ALMELO,), producten=[{"code": "OIL2"}], geldigVan="2024-01-01")
    )
    open_keuze = product(aanbieder=None)
    await toewijzing.hoor(toewijzing.beschikt(product("IB2B"), open_keuze))
    plaatsen = await toewijzing.plaatsen(open_keuze.id)
    assert [(each["agb"], each["naam"]) for each in plaatsen] == [(DE_BRUG, "De Brug"), (HET_ANKER, "Het Anker")]

    refused = await toewijzing.kies(open_keuze.id, "99990009")
    assert (refused.status_code, refused.json()["detail"]) == (409, GEEN_CONTRACT)
    chosen = gelukt(await toewijzing.kies(open_keuze.id))
    assert (chosen["status"], chosen["agb"], chosen["toewijzingNummer"]) == ("toegewezen", DE_BRUG, 2)
    assert chosen["wachtOp"] is None
    again = await toewijzing.kies(open_keuze.id, HET_ANKER)
    assert (again.status_code, again.json()["type"]) == (409, "urn:clientroute:fout:al-toegewezen")
    assert [nummers(each) for each in await berichten_301(toewijzing)] == [[1], [1, 2]]
    assert await berichten_301(toewijzing, HET_ANKER) == []
    assert len(await toewijzing.events("toewijzingen.toegewezen")) == 2
    assert (await toewijzing.kies("onbekend")).status_code == 404


async def test_hearing_twice_assigns_once(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    event = toewijzing.beschikt(product(), product("IB2B", None))
    other_id = toewijzing.beschikt(event_id="another-event")
    same_decision = type(event)(**{**vars(event), "id": other_id.id})
    await toewijzing.hoor(event, event)
    await toewijzing.hoor(event)
    await toewijzing.hoor(same_decision)
    assert [each["toewijzingNummer"] for each in await toewijzing.toewijzingen()] in ([1, None], [None, 1])
    assert len(await berichten_301(toewijzing)) == 1
    assert len(await toewijzing.events("toewijzingen.toegewezen")) == 1


async def test_numbers_stay_unique_when_many_choose_at_once(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    periods = [(date(2024, maand, 1), date(2024, maand, 28)) for maand in range(6, 13)]
    producten = [product(aanbieder=None, ingangsdatum=van, einddatum=tot) for van, tot in periods]
    await toewijzing.hoor(toewijzing.beschikt(*producten))
    answers = await asyncio.gather(*[toewijzing.kies(each.id) for each in producten])
    assert sorted(int(str(gelukt(each)["toewijzingNummer"])) for each in answers) == list(range(1, len(producten) + 1))
    sent = await berichten_301(toewijzing)
    assert sorted(len(nummers(each)) for each in sent) == list(range(1, len(producten) + 1))  # none misses another


async def test_two_choices_at_once_do_not_overlap(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    een, ander = product(aanbieder=None), product(aanbieder=None)
    await toewijzing.hoor(toewijzing.beschikt(een), toewijzing.beschikt(ander))
    answers = await asyncio.gather(toewijzing.kies(een.id), toewijzing.kies(ander.id))
    assert sorted(each.status_code for each in answers) == [200, 409]


async def test_the_same_choice_at_once_counts_once(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    open_keuze = product(aanbieder=None)
    await toewijzing.hoor(toewijzing.beschikt(open_keuze))
    answers = await asyncio.gather(*[toewijzing.kies(open_keuze.id) for _ in range(3)])
    assert sorted(each.status_code for each in answers) == [200, 409, 409]
    assert len(await berichten_301(toewijzing)) == 1
