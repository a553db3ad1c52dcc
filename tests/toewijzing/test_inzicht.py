"""What a front office sees: who waits, where it hurts, where too little is contracted, who keeps in touch."""

from dataclasses import replace
from datetime import date

import pytest
from tests.toewijzing.conftest import ANDERE_CLIENT, CLIENT, Toewijzing, gelukt
from tests.toewijzing.knelpunten import haal, knelt, knelt_op
from tests.toewijzing.van_anderen import uren_gedeclareerd
from tests.toewijzing.verhaal import (
    ALMELO,
    ALMERE,
    DE_BOOM,
    DE_BRUG,
    HET_ANKER,
    bericht_305,
    contract,
    product,
    start,
)

from gebeurtenissen.toegang import BeschiktProduct
from toewijzing.domain.knelpunt import te_laat_sinds, twee_maanden_terug
from toewijzing.domain.verbruik import Maandverbruik, Opdracht, per_maand, verbruikt_procent


async def test_m132_the_waiting_list_counts_in_the_norm_of_the_municipality(toewijzing: Toewijzing) -> None:
    """20 working days in the region, 15 in Elburg, from the decision of 27 May 2024."""
    hbh = {"code": "HBH", "eenheid": "01", "frequentie": "2", "volume": 120}
    elburg, putten = (product("HO", None).model_copy(update=hbh) for _ in range(2))
    in_putten = toewijzing.beschikt(putten, client_id=ANDERE_CLIENT, gemeente="0273")
    await toewijzing.hoor(toewijzing.beschikt(elburg, gemeente="0230"), in_putten)
    found = (await haal(toewijzing, "/v1/wachtlijst"))["items"]
    dagen = {each["toewijzing"]["gemeente"]: each["uiterlijk"] for each in found}  # type: ignore[attr-defined]
    assert dagen == {"0230": "2024-06-17", "0273": "2024-06-24"}


async def test_the_waiting_list_counts_in_the_norm_of_the_region(toewijzing: Toewijzing) -> None:
    """M65: 20 working days in Almere, 15 in Almelo, from the decision of 27 May 2024."""
    almere, almelo = product("HO", None), product("IB2B", None)
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(almere, product("DB2B")), toewijzing.beschikt(almelo, gemeente=ALMELO))
    found = (await haal(toewijzing, "/v1/wachtlijst"))["items"]
    assert isinstance(found, list)
    assert {each["toewijzing"]["id"]: (each["uiterlijk"], each["teLaat"]) for each in found} == {
        almere.id: ("2024-06-24", False),
        almelo.id: ("2024-06-17", False),
    }
    van_almelo = await haal(toewijzing, "/v1/wachtlijst", toewijzing.token("toewijzing", gemeenten=(ALMELO,)))
    assert [each["toewijzing"]["id"] for each in van_almelo["items"]] == [almelo.id]  # type: ignore[attr-defined]


async def test_waiting_is_bridged(toewijzing: Toewijzing) -> None:
    """M65: recorded and dated, told, and shown on the list."""
    wacht, loopt = product("HO", None), product("IB2B")
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(wacht, loopt))
    body = {"maatregel": "vrijwilliger", "vanaf": "2024-06-10", "tot": "2024-07-01"}
    pad = f"/v1/toewijzingen/{wacht.id}/overbruggingen"
    made = gelukt(await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente), 201)
    assert made == {**body, "vastgelegdOp": "2024-06-03T10:00:00Z"}
    (found,) = (await haal(toewijzing, "/v1/wachtlijst"))["items"]  # type: ignore[misc]
    assert found["overbruggingen"] == [made]
    (told,) = await toewijzing.events("overbruggingen.vastgelegd")
    assert told["data"] == {"toewijzingId": wacht.id, "clientId": CLIENT, "gemeente": ALMERE, "wet": "wmo", **body}

    elders = toewijzing.token("toewijzing", gemeenten=(ALMELO,))
    assert (await toewijzing.client.post(pad, json=body, headers=elders)).status_code == 404
    for ander, status in ((body | {"maatregel": "iets"}, 400), (body | {"tot": "2024-06-09"}, 400)):
        assert (await toewijzing.client.post(pad, json=ander, headers=toewijzing.gemeente)).status_code == status
    pad = f"/v1/toewijzingen/{loopt.id}/overbruggingen"
    refused = await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente)
    assert (refused.status_code, refused.json()["rule"]) == (409, "M65")


async def test_m65_waiting_too_long_with_nothing_that_bridges_it_is_on_the_work_list(toewijzing: Toewijzing) -> None:
    """The norm of Almere ends on 24 June; a bridge takes it off the list for as long as it lasts."""
    wacht = product("HO", None)
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(wacht))
    juni = [date(2024, 6, dag) for dag in (24, 25, 27, 28)]
    assert [await knelt_op(toewijzing, "onoverbrugd", each) for each in juni] == [[], *[[wacht.id]] * 3]
    body = {"maatregel": "vrijwilliger", "vanaf": "2024-06-03", "tot": "2024-06-27"}
    pad = f"/v1/toewijzingen/{wacht.id}/overbruggingen"
    gelukt(await toewijzing.client.post(pad, json=body, headers=toewijzing.gemeente), 201)
    assert [await knelt_op(toewijzing, "onoverbrugd", each) for each in juni] == [[], [], [], [wacht.id]]
    (found,) = (await haal(toewijzing, "/v1/wachtlijst"))["items"]  # type: ignore[misc]
    assert found["overbrugd"] is True
    gelukt(await toewijzing.client.post(pad, json=body | {"tot": None}, headers=toewijzing.gemeente), 201)
    assert await knelt_op(toewijzing, "onoverbrugd", juni[-1]) == []
    gelukt(await toewijzing.kies(wacht.id))
    assert await knelt_op(toewijzing, "onoverbrugd", date(2024, 7, 30)) == []


async def test_the_help_around_a_client(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product("HO"), product("IB2B", None)))
    hulp = await haal(toewijzing, f"/v1/clienten/{CLIENT}/hulp")
    assert sorted(each["code"] for each in hulp["toewijzingen"]) == ["HO", "IB2B"]  # type: ignore[attr-defined]
    for headers in (toewijzing.token("toewijzing", gemeenten=(ALMELO,)), toewijzing.aanbieder(HET_ANKER)):
        answer = await toewijzing.client.get(f"/v1/clienten/{CLIENT}/hulp", headers=headers)
        assert answer.status_code == 404


async def test_fewer_than_two_to_choose_from_is_told(toewijzing: Toewijzing) -> None:
    """M53, M101: those count that fit and have room; with two of them nothing is told."""
    await toewijzing.leg_vast(contract(DE_BRUG, "IB2B", specialismen=["lvb"]))
    await toewijzing.leg_vast(contract(HET_ANKER, "IB2B", specialismen=["psychosociaal"]))
    await toewijzing.leg_vast(contract(DE_BOOM, "IB2B", capaciteit=0))
    tekort, genoeg = product("IB2B", None, specialisme="lvb"), product("IB2B", None)
    await toewijzing.hoor(toewijzing.beschikt(tekort, genoeg))
    (told,) = await toewijzing.events("tekorten.gesignaleerd")
    assert told["data"] == {
        "toewijzingId": tekort.id,
        "gemeente": ALMERE,
        "wet": "wmo",
        "categorie": "02",
        "code": "IB2B",
        "specialisme": "lvb",
        "doelgroep": None,
        "minimum": 2,
        "teKiezen": 1,
    }
    plaatsen = await toewijzing.plaatsen(tekort.id)
    assert [(each["agb"], each["past"], each["heeftPlek"]) for each in plaatsen] == [
        (DE_BRUG, True, True),
        (HET_ANKER, False, True),
        (DE_BOOM, True, False),
    ]


async def test_capacity_counts_clients_not_assignments(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast(contract(DE_BRUG, capaciteit=1))
    await toewijzing.leg_vast(contract(HET_ANKER, capaciteit=2))
    keuze = product("IB2B", None)
    await toewijzing.hoor(toewijzing.beschikt(product("HO"), product("DB2B")))
    await toewijzing.hoor(toewijzing.beschikt(product("HO", HET_ANKER), product("DB2B", HET_ANKER)))
    await toewijzing.hoor(toewijzing.beschikt(keuze, client_id=ANDERE_CLIENT))
    plaatsen = await toewijzing.plaatsen(keuze.id)
    assert [(each["agb"], each["heeftPlek"]) for each in plaatsen] == [(HET_ANKER, True), (DE_BRUG, False)]
    assert plaatsen[0]["redenen"][-1]["toelichting"] == "Heeft plek voor nog 1 cliënten."


async def test_late_starts_count_against_a_provider(toewijzing: Toewijzing) -> None:
    """M65: by the starts that providers reported themselves."""
    await toewijzing.leg_vast(contract(DE_BRUG))
    await toewijzing.leg_vast(contract(HET_ANKER))
    te_laat = product("HO", ingangsdatum=date(2024, 1, 1))
    keuze = product("HO", None)
    await toewijzing.hoor(toewijzing.beschikt(te_laat))
    await toewijzing.lever_aan(bericht_305(start(1, "HO", date(2024, 5, 31)), identificatie="1"))
    await toewijzing.hoor(toewijzing.beschikt(keuze, client_id=ANDERE_CLIENT))
    plaatsen = await toewijzing.plaatsen(keuze.id)
    anker, brug = plaatsen
    assert (anker["agb"], brug["agb"]) == (HET_ANKER, DE_BRUG)
    assert "cliënten wachtten gemiddeld 151 dagen." in brug["redenen"][1]["toelichting"]


async def test_the_wish_of_the_client_stands_first(toewijzing: Toewijzing) -> None:
    """M54: the provider that the beschikking named, once it can after all."""
    await toewijzing.leg_vast(contract(DE_BRUG, leversnelheid=1))
    wens = product("HO", HET_ANKER)
    await toewijzing.hoor(toewijzing.beschikt(wens))
    await toewijzing.leg_vast(contract(HET_ANKER, leversnelheid=100))
    assert await toewijzing.keuze(wens.id) == [HET_ANKER, DE_BRUG]


async def test_m53_m102_gaps_by_the_norms_of_the_region(toewijzing: Toewijzing) -> None:
    """M53, M100, M102: in Almere at least two, for traject 2 per specialisme; first ask who is contracted."""
    await toewijzing.leg_vast(contract(DE_BRUG, "HO", "IB2B", specialismen=["lvb"]))
    await toewijzing.leg_vast(contract(HET_ANKER, "HO", "IB2B", capaciteit=0))
    await toewijzing.leg_vast(contract(DE_BOOM, "HO", "IB2B"))
    inkoper = toewijzing.token("contracten", gemeenten=(ALMERE,))
    answer = await toewijzing.client.get("/v1/tekorten?limit=500", headers=inkoper)
    found = [each for each in answer.json()["items"] if each["code"] in {"HO", "IB2B"}]
    vol = {"agb": HET_ANKER, "naam": "Het Anker", "reden": "Zit nu vol."}
    assert [(each["code"], each["specialisme"], each["minimum"], each["beschikbaar"]) for each in found] == [
        ("IB2B", "psychosociaal", 2, 1),
        ("IB2B", "cognitief", 2, 1),
        ("IB2B", "lichamelijk", 2, 1),
    ]
    assert found[0]["eerstVragen"] == [
        {"agb": DE_BRUG, "naam": "De Brug", "reden": "Heeft specialisme psychosociaal niet in het contract."},
        vol,
    ]
    niemand = next(each for each in answer.json()["items"] if each["code"] == "DB2S")
    assert (niemand["beschikbaar"], niemand["eerstVragen"]) == (0, [])
    per_twee, vervolg = [], ""
    while len(per_twee) < 500:
        page = gelukt(await toewijzing.client.get(f"/v1/tekorten?limit=2{vervolg}", headers=inkoper))
        assert isinstance(page["items"], list)
        assert 0 < len(page["items"]) <= 2
        per_twee += page["items"]
        if page["volgende"] is None:
            break
        vervolg = f"&cursor={page['volgende']}"
    assert per_twee == answer.json()["items"]
    vreemd = await toewijzing.client.get("/v1/tekorten?cursor=LTE=", headers=inkoper)
    assert vreemd.json()["invalidParams"][0]["name"] == "query.cursor"


async def test_m101_m102_gaps_per_municipality_name_who_delivers_next_door(toewijzing: Toewijzing) -> None:
    """M101, M102: Noord-Veluwe wants two in each municipality; a paused provider does not count."""
    hbh = [{"code": "HBH"}]
    await toewijzing.leg_vast(contract(DE_BRUG, gemeenten=("0233", "0243"), producten=hbh))
    await toewijzing.leg_vast(contract(HET_ANKER, gemeenten=("0243",), producten=hbh))
    headers = toewijzing.token("contracten toewijzing", gemeenten=("0233", "0243"))

    async def tekort() -> dict[str, tuple[int, list[str]]]:
        found = (await toewijzing.client.get("/v1/tekorten?limit=500", headers=headers)).json()["items"]
        return {
            each["gemeente"]: (each["beschikbaar"], [ander["reden"] for ander in each["eerstVragen"]])
            for each in found
            if each["code"] == "HBH"
        }

    elders = "Heeft een contract voor dit product, maar niet voor deze gemeente."
    assert await tekort() == {"0233": (1, [elders])}
    pauze = {"gemeenten": ["0243"]}
    await toewijzing.client.post(f"/v1/aanbieders/{DE_BRUG}/_pauzeer", json=pauze, headers=headers)
    assert await tekort() == {"0233": (1, [elders]), "0243": (1, ["Toewijzen is gepauzeerd."])}


async def test_m47_m48_over_use_shows(toewijzing: Toewijzing) -> None:
    """M47, M48: 3650 hours a year is 300 in June; a fifth more is fine, and no more. Heard twice it counts once."""
    veel = product("IB2B", volume=3650)
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(veel))
    eerste = uren_gedeclareerd(veel.id, 360)
    await toewijzing.hoor(eerste, eerste)
    assert await toewijzing.verbruikt(veel.id) == 120
    assert await knelt(toewijzing, "overgebruik") == []
    await toewijzing.hoor(uren_gedeclareerd(veel.id, 180, eenheid="01"))
    assert await toewijzing.verbruikt(veel.id) == 121
    assert await knelt(toewijzing, "overgebruik") == [veel.id]
    assert await knelt(toewijzing, "overgebruik", toewijzing.token("toewijzing", gemeenten=(ALMELO,))) == []
    await toewijzing.hoor(uren_gedeclareerd(veel.id, -360))
    assert await toewijzing.verbruikt(veel.id) == 1


async def test_what_ends_soon_shows(toewijzing: Toewijzing) -> None:
    """M38: eight weeks ahead in Almere, from 3 June until 29 July."""
    net, later, voorbij = (
        product("HO", einddatum=date(2024, 7, 29)),
        product("IB2B", einddatum=date(2024, 7, 30)),
        product("DB2B", ingangsdatum=date(2024, 1, 1), einddatum=date(2024, 6, 2)),
    )
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(net, later, voorbij))
    assert await knelt(toewijzing, "loopt-af") == [net.id]


async def test_what_did_not_start_in_time_shows(toewijzing: Toewijzing) -> None:
    """M65: after twenty working days in Almere, counted from the first day and from the assignment."""
    wacht, begonnen, later = product("HO"), product("IB2B"), product("DB2B", ingangsdatum=date(2024, 6, 4))
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(wacht, begonnen, later))
    await toewijzing.lever_aan(bericht_305(start(2, "IB2B"), identificatie="1"))
    rows = {each["id"]: each for each in (await toewijzing.rows())["toewijzingen"]}
    assert rows[begonnen.id]["status"] == "gestart"
    assert await knelt_op(toewijzing, "niet-gestart", date(2024, 7, 1)) == []
    assert await knelt_op(toewijzing, "niet-gestart", date(2024, 7, 2)) == [wacht.id]
    assert await knelt_op(toewijzing, "niet-gestart", date(2024, 7, 3)) == sorted([wacht.id, later.id])


async def test_what_is_not_used_shows(toewijzing: Toewijzing) -> None:
    """Two whole months after the start nothing was granted."""
    leeg, gebruikt = product("HO"), product("IB2B")
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(leeg, gebruikt))
    for nummer, code in ((1, "HO"), (2, "IB2B")):
        await toewijzing.lever_aan(bericht_305(start(nummer, code), identificatie=str(nummer)))
    await toewijzing.hoor(uren_gedeclareerd(gebruikt.id, 8))
    assert await knelt_op(toewijzing, "niet-gebruikt", date(2024, 7, 31)) == []
    assert await knelt_op(toewijzing, "niet-gebruikt", date(2024, 8, 1)) == [leeg.id]


async def test_pages_and_wrong_kinds(toewijzing: Toewijzing) -> None:
    await toewijzing.leg_vast()
    maanden = [(date(2024, maand, 1), date(2024, maand, 28)) for maand in (6, 7)]
    producten: list[BeschiktProduct] = [product("HO", ingangsdatum=van, einddatum=tot) for van, tot in maanden]
    await toewijzing.hoor(toewijzing.beschikt(*producten))
    first = await haal(toewijzing, "/v1/knelpunten?soort=loopt-af&limit=1")
    second = await haal(toewijzing, f"/v1/knelpunten?soort=loopt-af&limit=1&cursor={first['volgende']}")
    gezien = [each["toewijzing"]["id"] for page in (first, second) for each in page["items"]]  # type: ignore[attr-defined]
    assert gezien == sorted(each.id for each in producten)
    assert second["volgende"] is None
    for query in ("", "?soort=iets"):
        answer = await toewijzing.client.get(f"/v1/knelpunten{query}", headers=toewijzing.gemeente)
        assert answer.status_code == 400


JAAR = Opdracht("02", 365, "04", "6", None, date(2024, 6, 1), date(2025, 5, 31))


@pytest.mark.parametrize(
    ("opdracht", "maanden", "procent"),
    [
        (JAAR, {}, 0),
        (JAAR, {6: 30}, 100),
        (JAAR, {6: 0, 7: 61}, 100),
        (replace(JAAR, einddatum=date(2024, 6, 10), volume=10), {6: 5}, 50),
        (replace(JAAR, einddatum=None), {6: 30}, None),
        (replace(JAAR, volume=10, frequentie="4"), {6: 10, 7: 5}, 75),
        (replace(JAAR, volume=2, frequentie="2"), {6: 12}, 120),
        (replace(JAAR, volume=None, eenheid=None, frequentie=None, budget=365_00), {6: 60}, 200),
        (replace(JAAR, volume=None, eenheid=None, frequentie=None), {6: 60}, None),
        (JAAR, {5: 10}, None),
        (replace(JAAR, volume=1), {6: 1}, 100),
    ],
)
def test_use_beside_an_even_use(opdracht: Opdracht, maanden: dict[int, int], procent: int | None) -> None:
    """M46 a total by days, M50 by month, by week as the standard counts them, a budget in eurocents by days."""
    regels = {date(2024, maand, 1): Maandverbruik("04", volume, volume * 100) for maand, volume in maanden.items()}
    assert verbruikt_procent(opdracht, regels) == procent


def test_minutes_on_hours_become_hours() -> None:
    """TR341."""
    juni = date(2024, 6, 1)
    found = per_maand("04", [(juni, Maandverbruik("04", 2, 100)), (juni, Maandverbruik("01", 150, 200))])
    assert found == {juni: Maandverbruik("04", 4, 300)}


def test_days_of_a_term() -> None:
    assert te_laat_sinds(date(2024, 7, 2), 20) == date(2024, 6, 3)
    assert te_laat_sinds(date(2024, 7, 1), 20) == date(2024, 6, 2)
    assert twee_maanden_terug(date(2025, 1, 15)) == date(2024, 11, 1)
