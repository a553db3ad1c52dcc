"""M122: the plan is shared with the provider, its own part, who works it out and evaluates."""

from datetime import date

import httpx
import pytest
from tests.toegang.bijdrage import op
from tests.toegang.conftest import ALMELO, ANDER_BSN, Json, Toegang, gelukt, melding, product
from tests.toegang.plan import plan as nieuw_plan
from tests.toegang.plandelen import DE_BRUG, HET_ANKER, STAP, Gedeeld, aanbieder, deel, gedeeld, hoor_toegewezen

from chassis.identifiers import new_id
from toegang.usecases.vraag_evaluatie import vraag_evaluaties


async def plandelen(toegang: Toegang, agb: str = DE_BRUG) -> list[Json]:
    items = gelukt(await toegang.client.get("/v1/plandelen", headers=aanbieder(toegang, agb)), 200)["items"]
    assert isinstance(items, list)
    return items


async def inzage(toegang: Toegang, wat: Gedeeld, agb: str = DE_BRUG) -> httpx.Response:
    return await toegang.client.post(f"/v1/plandelen/{wat.product_id}/_inzage", headers=aanbieder(toegang, agb))


async def werk_uit(toegang: Toegang, wat: Gedeeld, body: Json = STAP, agb: str = DE_BRUG) -> httpx.Response:
    pad = f"/v1/plandelen/{wat.product_id}/uitwerkingen"
    return await toegang.client.post(pad, json={"doelId": wat.doelen[0]} | body, headers=aanbieder(toegang, agb))


async def test_m122_a_provider_sees_the_goals_that_are_shared_and_no_more(toegang: Toegang) -> None:
    """Of two goals one; without who does what, and without the director."""
    wat = await gedeeld(toegang)
    (deel_,) = await plandelen(toegang)
    assert (deel_["productId"], deel_["clientId"], deel_["aantalDoelen"]) == (wat.product_id, wat.client_id, 1)
    answer = await inzage(toegang, wat)
    found = gelukt(answer, 200)
    assert found == {
        "doelen": [
            {
                "doelId": wat.doelen[0],
                "gebied": "tijdsbesteding",
                "termijn": "lang",
                "opNetwerk": False,
                "vanClient": False,
                "streefdatum": "2024-09-01",
                "status": "open",
                "doel": "Ik ga drie keer per week naar de soos.",
                "meetbaar": "Drie keer per week, vier weken achter elkaar.",
            }
        ],
        "uitwerkingen": [],
    }
    assert "consulent-7" not in answer.text
    gelezen = [each for each in await toegang.logboek() if each["client_id"] == wat.client_id]
    assert "plan gelezen" in [each["naam"] for each in gelezen if each["wie"] == "software"]
    told = [each for each in await toegang.events() if each["type"] == "nl.wmo.plandelen.gedeeld.v1"]
    assert [each["data"]["doelen"] for each in told] == [1]  # type: ignore[index]


async def test_m122_what_a_provider_makes_of_it_the_case_worker_sees(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    stap = gelukt(await werk_uit(toegang, wat))
    evaluatie = {"soort": "evaluatie", "op": "2024-06-03", "voortgang": "deels", "tekst": "Gaat een keer per week."}
    klaar = gelukt(await werk_uit(toegang, wat, evaluatie))
    pad = f"/v1/plannen/{wat.plan_id}/uitwerkingen"
    assert gelukt(await toegang.get(pad), 200)["items"] == [stap, klaar]
    lezer = toegang.token(scope="personen:lezen")
    gelezen = await toegang.client.post(f"/v1/uitwerkingen/{klaar['id']}/_inzage", headers=lezer)
    assert gelukt(gelezen, 200) == klaar | {"tekst": "Gaat een keer per week."}
    eigen = gelukt(await inzage(toegang, wat), 200)["uitwerkingen"]
    assert [each["tekst"] for each in eigen] == [STAP["tekst"], "Gaat een keer per week."]  # type: ignore[attr-defined]
    told = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.uitwerkingen.vastgelegd.v1"]
    assert [(each["soort"], each["voortgang"], each["agb"]) for each in told] == [  # type: ignore[index]
        ("stap", None, DE_BRUG),
        ("evaluatie", "deels", DE_BRUG),
    ]
    assert "soos" not in str(told)


async def test_m122_only_who_has_the_product_comes_in(toegang: Toegang) -> None:
    """Another provider, one that lost it since, a municipality elsewhere; and nobody to whom nothing was shared."""
    wat = await gedeeld(toegang)
    assert await plandelen(toegang, HET_ANKER) == []
    assert (await inzage(toegang, wat, HET_ANKER)).status_code == 404
    assert (await werk_uit(toegang, wat, agb=HET_ANKER)).status_code == 404
    elders = toegang.token(ALMELO)
    pad = f"/v1/plannen/{wat.plan_id}/uitwerkingen"
    assert (await toegang.client.get(pad, headers=elders)).status_code == 404
    assert (await toegang.client.get("/v1/plandelen", headers=toegang.headers)).status_code == 403
    assert (await toegang.client.get("/v1/plannen", headers=aanbieder(toegang))).status_code == 403
    andere = await werk_uit(toegang, wat, STAP | {"doelId": wat.doelen[1]})
    assert (andere.status_code, andere.json()["rule"]) == (400, "M122")
    await hoor_toegewezen(toegang, wat.product_id, wat.client_id, sequence=2, einddatum=date(2024, 6, 2))
    await hoor_toegewezen(toegang, wat.product_id, wat.client_id, sequence=1)
    assert await plandelen(toegang) == []
    assert (await inzage(toegang, wat)).status_code == 404


async def test_m122_the_next_provider_sees_the_goals_and_not_what_the_first_wrote(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    gelukt(await werk_uit(toegang, wat))
    nieuw = new_id()
    await hoor_toegewezen(toegang, wat.product_id, wat.client_id, toewijzing_id=nieuw, agb=HET_ANKER)
    pad = f"/v1/plandelen/{nieuw}/_inzage"
    found = gelukt(await toegang.client.post(pad, headers=aanbieder(toegang, HET_ANKER)), 200)
    assert (len(found["doelen"]), found["uitwerkingen"]) == (1, [])  # type: ignore[arg-type]


async def test_m122_sharing_can_be_taken_back_and_what_was_taken_back_is_nobodys(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    gelukt(await deel(toegang, wat.plan_id, wat.doelen[0]), 200)
    assert await plandelen(toegang) == []
    assert (await werk_uit(toegang, wat)).status_code == 400
    gelukt(await deel(toegang, wat.plan_id, wat.doelen[0], wat.product_id), 200)
    await hoor_toegewezen(toegang, wat.product_id, wat.client_id, sequence=2, reden_wijziging="13")
    assert await plandelen(toegang) == []


async def test_m122_a_goal_is_shared_from_a_settled_plan_with_a_product_of_its_own_client(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    ander = await toegang.beschikt(product(), body=melding(bsn=ANDER_BSN))
    van_ander = ander["producten"][0]["id"]  # type: ignore[index]
    for product_id in (van_ander, "niet-bekend"):
        answer = await deel(toegang, wat.plan_id, wat.doelen[0], product_id)
        assert (answer.status_code, answer.json()["rule"]) == (400, "M122")
    pad = f"/v1/clienten/{ander['clientId']}/plannen"
    concept = gelukt(await toegang.post(pad, nieuw_plan()))
    answer = await deel(toegang, concept["id"], concept["doelen"][0]["id"], van_ander)  # type: ignore[index]
    assert (answer.status_code, answer.json()["rule"]) == (409, "M122")


@pytest.mark.parametrize(
    "fout",
    [
        {"soort": "evaluatie"},
        {"voortgang": "behaald"},
        {"op": "2024-06-04"},
        {"tekst": "Het gaat om 999900018."},
    ],
)
async def test_m122_a_working_out_says_progress_in_an_evaluation_only_and_no_bsn(toegang: Toegang, fout: Json) -> None:
    wat = await gedeeld(toegang)
    answer = await werk_uit(toegang, wat, STAP | fout)
    assert (answer.status_code, answer.json()["rule"]) == (400, "M122")
    assert "999900018" not in answer.text


async def test_m52_how_is_for_the_provider_and_whether_a_goal_lapses_for_the_municipality(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    gelukt(await werk_uit(toegang, wat))
    answer = await werk_uit(toegang, wat, STAP | {"soort": "evaluatie", "voortgang": "vervallen"})
    assert (answer.status_code, answer.json()["detail"]) == (400, "Of een doel vervalt, besluit de gemeente.")


async def test_m122_a_goal_that_a_provider_works_on_stays(toegang: Toegang) -> None:
    wat = await gedeeld(toegang)
    gelukt(await werk_uit(toegang, wat))
    pad = f"/v1/plannen/{wat.plan_id}/doelen/{wat.doelen[0]}"
    answer = await toegang.client.delete(pad, headers=toegang.headers | {"If-Match": "*"})
    assert (answer.status_code, answer.json()["rule"]) == (409, "M122")


async def test_m86_the_provider_is_asked_for_its_evaluation_four_weeks_before(toegang: Toegang) -> None:
    """Once; it stands with its part of the plan until the evaluation was held."""
    wat = await gedeeld(toegang)
    await hoor_toegewezen(toegang, wat.product_id, wat.client_id, sequence=2, einddatum=None)
    for dag, voor in ((date(2025, 5, 5), None), (date(2025, 5, 6), "2025-06-03"), (date(2025, 5, 7), "2025-06-03")):
        op(toegang, dag)
        async with toegang.room.work() as work:
            await vraag_evaluaties(work)
        assert [each["evaluatieVoor"] for each in await plandelen(toegang)] == [voor]
    (gevraagd,) = [each["data"] for each in await toegang.events() if each["type"] == "nl.wmo.evaluaties.gevraagd.v1"]
    assert isinstance(gevraagd, dict)
    assert (gevraagd["geplandOp"], gevraagd["aanbieders"], gevraagd["clientId"]) == (
        *("2025-06-03", [DE_BRUG]),
        wat.client_id,
    )


async def test_m86_who_sees_no_goal_is_not_asked(toegang: Toegang) -> None:
    """As soon as one is shared it is."""
    wat = await gedeeld(toegang)
    await hoor_toegewezen(toegang, wat.product_id, wat.client_id, sequence=2, einddatum=None)
    gelukt(await deel(toegang, wat.plan_id, wat.doelen[0]), 200)
    op(toegang, date(2025, 5, 20))
    for producten, keer in (((), 0), ((wat.product_id,), 1)):
        gelukt(await deel(toegang, wat.plan_id, wat.doelen[0], *producten), 200)
        async with toegang.room.work() as work:
            await vraag_evaluaties(work)
        soorten = [each["type"] for each in await toegang.events()]
        assert soorten.count("nl.wmo.evaluaties.gevraagd.v1") == keer
