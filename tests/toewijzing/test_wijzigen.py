"""Changing, extending, shortening, removing and taking over assignments, and decisions that end (OP087, OP380, M54)."""

from dataclasses import replace
from datetime import date

import pytest
from tests.istandaard.standaard import met_standaard, xsd_aanvaardt
from tests.toewijzing.conftest import CLIENT, Toewijzing, gelukt
from tests.toewijzing.handelingen import doe, laatste_301
from tests.toewijzing.van_anderen import beeindigd, gedeclareerd, persoon_gewijzigd
from tests.toewijzing.verhaal import DE_BRUG, HET_ANKER, Json, bericht_305, contract, product, start

import iwmo
from istandaard.berichten import Bericht301
from toewijzing.domain.wijziging import Afspraak, verdeel
from weigering import Weigering

JULI = "2024-07-01"
KNELPUNTEN = "/v1/knelpunten?soort=onverzonden"


async def toegewezen(toewijzing: Toewijzing, *codes: str) -> dict[str, Json]:
    """The client has these products at De Brug, HO unless said otherwise; by code."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    producten = [product(code, volume=104 if code == "IB2B" else 1) for code in codes or ("HO",)]
    await toewijzing.hoor(toewijzing.beschikt(*producten))
    return {str(each["code"]): each for each in await toewijzing.toewijzingen()}


async def versies(toewijzing: Toewijzing, een: Json) -> list[Json]:
    pad = f"/v1/toewijzingen/{een['id']}/versies"
    answer = await toewijzing.client.get(pad, headers=toewijzing.gemeente)
    assert answer.status_code == 200, answer.text
    found: list[Json] = answer.json()["items"]
    return found


async def test_extending_keeps_the_number(toewijzing: Toewijzing) -> None:
    """Published example of extending (OP380): the same number, a later end, reason 04."""
    een = (await toegewezen(toewijzing))["HO"]
    body = gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2025-11-30"))
    assert (body["toewijzingNummer"], body["einddatum"]) == (1, "2025-11-30")
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2025-11-30", "04", 1)]
    kept = await versies(toewijzing, een)
    assert [(each["versienummer"], each["einddatum"], each["redenWijziging"]) for each in kept] == [
        (1, "2025-05-31", None),
        (2, "2025-11-30", "04"),
    ]
    told = [each for each in await toewijzing.events("toewijzingen.toegewezen") if each["subject"] == een["id"]]
    assert [(each["sequence"], each["data"]["einddatum"]) for each in told] == [  # type: ignore[index]
        ("0000000001", "2025-05-31"),
        ("0000000002", "2025-11-30"),
    ]


async def test_another_amount_per_month_ends_the_old_and_begins_a_new_number(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    omvang = {"volume": 2, "eenheid": "82", "frequentie": "4"}
    body = gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="14", vanaf=JULI, omvang=omvang))
    assert (body["toewijzingNummer"], body["ingangsdatum"], body["volume"]) == (2, JULI, 2)
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-06-30", "14", 1),
        (2, JULI, "2025-05-31", None, 2),
    ]


async def test_another_amount_for_the_whole_term_takes_the_old_one_back(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    omvang = {"volume": 2, "eenheid": "82", "frequentie": "4"}
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="14", omvang=omvang))
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-06-01", "13", 1),
        (2, "2024-06-01", "2025-05-31", None, 2),
    ]
    assert {each["toewijzingNummer"]: each["status"] for each in await toewijzing.toewijzingen()} == {
        1: "verwijderd",
        2: "toegewezen",
    }


async def test_a_new_number_begins_on_a_day_of_a_contract_only(toewijzing: Toewijzing) -> None:
    """Declaratie would refuse every line on it (TR418); what runs may run out, be shortened and be extended."""
    await toewijzing.leg_vast(contract(geldigTot="2024-07-31"))
    await toewijzing.hoor(toewijzing.beschikt(product("HO")))
    (een,) = await toewijzing.toewijzingen()
    omvang = {"volume": 2, "eenheid": "82", "frequentie": "4"}
    geweigerd = await doe(toewijzing, een, "wijzig", redenWijziging="14", vanaf="2024-08-01", omvang=omvang)
    assert (geweigerd.status_code, geweigerd.json()["type"]) == (409, "urn:clientroute:fout:aanbieder")
    assert "geen contract" in geweigerd.json()["detail"]
    assert len(await toewijzing.post("WMO301")) == 1
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2025-11-30"))
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="14", vanaf="2024-07-31", omvang=omvang))
    assert [each[:3] for each in await laatste_301(toewijzing)] == [
        (1, "2024-06-01", "2024-07-30"),
        (2, "2024-07-31", "2025-11-30"),
    ]


async def test_a_total_changes_under_its_number(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing, "IB2B"))["IB2B"]
    omvang = {"volume": 120, "eenheid": "04", "frequentie": "6"}
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="14", omvang=omvang))
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2025-05-31", "14", 120)]


async def test_a_301_holds_what_changed_also_when_it_is_past(toewijzing: Toewijzing) -> None:
    """OP087: current assignments and what changed; the removed one is not told again in the next."""
    found = await toegewezen(toewijzing, "HO", "IB2B")
    gelukt(await doe(toewijzing, found["HO"], "verwijder"))
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-06-01", "13", 1),
        (2, "2024-06-01", "2025-05-31", None, 104),
    ]
    gelukt(await doe(toewijzing, found["IB2B"], "wijzig", redenWijziging="05", einddatum="2024-06-02"))
    assert await laatste_301(toewijzing) == [(2, "2024-06-01", "2024-06-02", "05", 104)]


async def test_what_was_billed_cannot_be_removed(toewijzing: Toewijzing) -> None:
    """TR385; once the line is credited it can."""
    een = (await toegewezen(toewijzing))["HO"]
    await toewijzing.hoor(gedeclareerd(een, 1))
    refused = await doe(toewijzing, een, "verwijder")
    assert (refused.status_code, refused.json()["rule"]) == (409, "TR385")
    assert len(await toewijzing.post("WMO301")) == 1
    await toewijzing.hoor(gedeclareerd(een, -1))
    assert gelukt(await doe(toewijzing, een, "verwijder"))["status"] == "verwijderd"
    again = await doe(toewijzing, een, "verwijder")
    assert (again.status_code, again.json()["type"]) == (409, "urn:clientroute:fout:niet-toegewezen")


async def test_another_provider_midway_leaves_no_gap_and_no_overlap(toewijzing: Toewijzing) -> None:
    """M54: both providers get a WMO301, the old one with reason 09."""
    een = (await toegewezen(toewijzing))["HO"]
    body = gelukt(await doe(toewijzing, een, "overstap", agb=HET_ANKER, vanaf=JULI))
    assert (body["agb"], body["toewijzingNummer"]) == (HET_ANKER, 2)
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-06-30", "09", 1)]
    assert await laatste_301(toewijzing, HET_ANKER) == [(2, JULI, "2025-05-31", None, 1)]


async def test_a_total_is_divided_when_the_client_goes_on_elsewhere(toewijzing: Toewijzing) -> None:
    """M54 with Frequentie 6: nothing is assigned twice."""
    een = (await toegewezen(toewijzing, "IB2B"))["IB2B"]
    refused = await doe(toewijzing, een, "overstap", agb=HET_ANKER, vanaf=JULI)
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:clientroute:fout:deel")
    gelukt(await doe(toewijzing, een, "overstap", agb=HET_ANKER, vanaf=JULI, meegenomen=90))
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-06-30", "09", 14)]
    assert await laatste_301(toewijzing, HET_ANKER) == [(2, JULI, "2025-05-31", None, 90)]


def test_a_budget_is_divided_too() -> None:
    """M54: a whole term goes along whole, the rest of one only in part."""
    juni, mei = date(2024, 6, 1), date(2025, 5, 31)
    budget = Afspraak(juni, mei, None, None, None, 900_00)
    assert verdeel(budget, juni, None) == (None, budget)
    assert verdeel(budget, date(2024, 7, 1), 600_00) == (
        replace(budget, einddatum=date(2024, 6, 30), budget=300_00),
        replace(budget, ingangsdatum=date(2024, 7, 1), budget=600_00),
    )
    for deel in (None, 0, 900_00):
        with pytest.raises(Weigering):
            verdeel(budget, date(2024, 7, 1), deel)


async def test_what_waits_cannot_be_sent(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(aanbieder=None)))
    (een,) = await toewijzing.toewijzingen()
    for stap in ("verstuur", "verwijder"):
        answer = await doe(toewijzing, een, stap)
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:clientroute:fout:niet-toegewezen")


async def test_taking_over_is_all_or_nothing(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    refusals = {
        "a provider without a contract": ({"agb": "99990009", "vanaf": JULI}, "aanbieder"),
        "the same provider": ({"agb": DE_BRUG, "vanaf": JULI}, "aanbieder"),
        "a day outside the term": ({"agb": HET_ANKER, "vanaf": "2025-06-01"}, "vanaf"),
    }
    answers = {name: await doe(toewijzing, een, "overstap", **body) for name, (body, _) in refusals.items()}
    assert {name: each.json()["type"].rsplit(":", 1)[1] for name, each in answers.items()} == {
        name: slug for name, (_, slug) in refusals.items()
    }
    assert [each["einddatum"] for each in await toewijzing.toewijzingen()] == ["2025-05-31"]
    assert len(await toewijzing.post("WMO301")) == 1


async def test_changes_that_cannot_be(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    cases: dict[str, tuple[Json, int]] = {
        "reason 13 has a route of its own": ({"redenWijziging": "13", "einddatum": "2024-06-01"}, 400),
        "an unknown reason": ({"redenWijziging": "99", "einddatum": "2024-12-31"}, 400),
        "nothing changes": ({"redenWijziging": "04", "einddatum": "2025-05-31"}, 409),
        "the end before the beginning": ({"redenWijziging": "05", "einddatum": "2024-05-01"}, 409),
    }
    answers = {name: (await doe(toewijzing, een, "wijzig", **body)).status_code for name, (body, _) in cases.items()}
    assert answers == {name: status for name, (_, status) in cases.items()}
    toewijzing.toegang.storingen = 1
    away = await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2025-11-30")
    assert (away.status_code, away.headers["Retry-After"]) == (503, "10")
    assert [each["einddatum"] for each in await toewijzing.toewijzingen()] == ["2025-05-31"]


async def test_who_may_change(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    pad, body = f"/v1/toewijzingen/{een['id']}/_verwijder", None
    elders = toewijzing.token("toewijzing", gemeenten=("0141",))
    answers = [
        await toewijzing.client.post(pad, json=body, headers=each) for each in (elders, toewijzing.aanbieder(), {})
    ]
    assert [each.status_code for each in answers] == [404, 403, 401]


@pytest.mark.parametrize(("reden", "code"), [("overleden", "02"), ("verhuisd", "07"), ("ingetrokken", "05")])
async def test_a_decision_that_ends_takes_its_assignments_along(toewijzing: Toewijzing, reden: str, code: str) -> None:
    """Also the one that came in its place with another provider (M54), and only those of that product."""
    found = await toegewezen(toewijzing, "HO", "IB2B")
    gelukt(await doe(toewijzing, found["HO"], "overstap", agb=HET_ANKER, vanaf="2024-09-01"))
    await toewijzing.hoor(beeindigd(found["HO"], date(2024, 7, 15), reden))
    assert await laatste_301(toewijzing) == [
        (1, "2024-06-01", "2024-07-15", code, 1),
        (2, "2024-06-01", "2025-05-31", None, 104),
    ]
    assert await laatste_301(toewijzing, HET_ANKER) == [(3, "2024-09-01", "2024-09-01", "13", 1)]
    before = len(await toewijzing.post("WMO301"))
    await toewijzing.hoor(beeindigd(found["HO"], date(2024, 8, 1), reden))
    assert len(await toewijzing.post("WMO301")) == before  # it had ended by then


async def test_an_ending_holds_while_the_client_cannot_be_reached_and_is_told_once_that_is_known(
    toewijzing: Toewijzing,
) -> None:
    """TR006: a provider must refuse a secret address without telephone; declaratie hears of the end all the same."""
    een = (await toegewezen(toewijzing))["HO"]
    persoon = toewijzing.toegang.personen[CLIENT]
    toewijzing.toegang.personen[CLIENT] = persoon | {"adresGeheim": True}
    await toewijzing.hoor(beeindigd(een, date(2024, 7, 15)))
    assert (await toewijzing.rows())["dead_letters"] == []
    (na,) = await toewijzing.toewijzingen()
    assert (na["einddatum"], na["retour"]) == ("2024-07-15", "onverzonden")
    assert (await toewijzing.events("toewijzingen.toegewezen"))[-1]["data"]["einddatum"] == "2024-07-15"  # type: ignore[index]
    assert len(await toewijzing.post("WMO301")) == 1
    (knelt,) = gelukt(await toewijzing.client.get(KNELPUNTEN, headers=toewijzing.gemeente))["items"]  # type: ignore[misc]
    assert "geheim" in knelt["toelichting"]  # type: ignore[index]
    await toewijzing.hoor(persoon_gewijzigd())
    assert len(await toewijzing.post("WMO301")) == 1, "nothing is known yet"
    bereikbaar = {"adresGeheim": True, "telefoonnummers": [{"telefoonnummer": "0600000123", "landnummer": "+31"}]}
    toewijzing.toegang.personen[CLIENT] = persoon | bereikbaar
    for _ in range(2):
        await toewijzing.hoor(persoon_gewijzigd())
    assert await laatste_301(toewijzing) == [(1, "2024-06-01", "2024-07-15", "02", 1)]
    assert len(await toewijzing.post("WMO301")) == 2
    assert gelukt(await toewijzing.client.get(KNELPUNTEN, headers=toewijzing.gemeente))["items"] == []


async def test_what_waits_is_not_needed_any_more(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(aanbieder=None)))
    (een,) = await toewijzing.toewijzingen()
    await toewijzing.hoor(beeindigd(een, date(2024, 6, 2)))
    assert [each["status"] for each in await toewijzing.toewijzingen()] == ["verwijderd"]
    (told,) = await toewijzing.events("toewijzingen.vervallen")
    assert told["subject"] == een["id"]
    assert await toewijzing.post("WMO301") == []


async def test_nothing_starts_on_what_was_taken_back(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    gelukt(await doe(toewijzing, een, "verwijder"))
    _, retour = await toewijzing.lever_aan(bericht_305(start(1), identificatie="S1"))
    assert b"9019" in retour


async def test_moments_of_an_assignment_go_along(toewijzing: Toewijzing) -> None:
    """M51 and M68: when less is expected to do, and when to evaluate."""
    await toewijzing.leg_vast()
    dagen = {"afschaalmomenten": (date(2024, 9, 1),), "contactmomenten": (date(2024, 8, 1), date(2024, 12, 1))}
    await toewijzing.hoor(toewijzing.beschikt(product(**dagen)))
    bericht = iwmo.lees((await toewijzing.post("WMO301"))[0][1])
    assert isinstance(bericht, Bericht301)
    assert bericht.client.toegewezen_producten[0].commentaar == (
        "Minder ondersteuning verwacht vanaf: 01-09-2024. Evaluatie met cliënt en gemeente op: 01-08-2024, 01-12-2024."
    )


async def test_m14_m51_transport_and_network_arrive_at_the_provider(toewijzing: Toewijzing) -> None:
    """In the WMO301, and in what the provider sees; they stay with the product at another provider."""
    await toewijzing.leg_vast()
    await toewijzing.leg_vast(contract(HET_ANKER))
    anders = {"vervoer": True, "netwerkmogelijkheden": ("familie", "vrijwilliger")}
    await toewijzing.hoor(toewijzing.beschikt(product(**anders)))
    bericht = iwmo.lees((await toewijzing.post("WMO301"))[0][1])
    assert isinstance(bericht, Bericht301)
    assert bericht.client.toegewezen_producten[0].commentaar == (
        "De cliënt kan niet zelf reizen: u regelt het vervoer. Uit het netwerk kan helpen: familie, vrijwilliger."
    )
    (een,) = await toewijzing.toewijzingen(headers=toewijzing.aanbieder(DE_BRUG))
    assert (een["vervoer"], een["netwerkmogelijkheden"]) == (True, ["familie", "vrijwilliger"])
    gelukt(await doe(toewijzing, een, "overstap", agb=HET_ANKER, vanaf=JULI))
    (ander,) = await toewijzing.toewijzingen(headers=toewijzing.aanbieder(HET_ANKER))
    assert (ander["vervoer"], ander["netwerkmogelijkheden"]) == (True, ["familie", "vrijwilliger"])


@met_standaard
async def test_every_301_validates(toewijzing: Toewijzing) -> None:
    een = (await toegewezen(toewijzing))["HO"]
    gelukt(await doe(toewijzing, een, "wijzig", redenWijziging="04", einddatum="2025-11-30"))
    gelukt(await doe(toewijzing, een, "overstap", agb=HET_ANKER, vanaf=JULI))
    sent = [*await toewijzing.post("WMO301"), *await toewijzing.post("WMO301", HET_ANKER)]
    assert [xsd_aanvaardt("WMO301", xml) for _, xml in sent] == [True] * 4
