"""One household, one plan, one director (M18): over the API."""

import pytest
from tests.toegang.conftest import ALMERE, ANDER_BSN, HOUTEN, Toegang, gelukt, melding
from tests.toegang.plan import VANDAAG, client, doel, nieuw_plan, plan, regels, vastgesteld, verwijder


async def test_m18_one_household_one_plan_one_director(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    huishouden = gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    assert sorted(huishouden["clienten"]) == sorted([een, twee])  # type: ignore[call-overload]
    assert (await toegang.get(f"/v1/huishoudens/{huishouden['id']}")).json() == huishouden
    ander = plan(regisseur="consulent-9")
    assert await regels(toegang, f"/v1/clienten/{een}/plannen", ander) == ["M18"]
    samen = await nieuw_plan(toegang, een, plan(doel(), doel(clientId=twee)))
    assert samen["huishoudenId"] == huishouden["id"]
    assert [each["clientId"] for each in samen["doelen"]] == [een, twee]  # type: ignore[index, union-attr]
    assert await regels(toegang, f"/v1/clienten/{twee}/plannen", plan()) == ["M18"]
    derde = str((await toegang.meld(melding(bsn="999900031")))["clientId"])
    assert await regels(toegang, f"/v1/plannen/{samen['id']}/doelen", doel(clientId=derde)) == ["M18"]
    gelukt(await toegang.post(f"/v1/huishoudens/{huishouden['id']}/leden", {"clientId": derde}))
    gelukt(await toegang.post(f"/v1/plannen/{samen['id']}/doelen", doel(clientId=derde)))
    pad = f"/v1/huishoudens/{huishouden['id']}/regisseur"
    assert gelukt(await toegang.put(pad, {"regisseur": "consulent-9"}), 200)["regisseur"] == "consulent-9"
    assert (await toegang.get(f"/v1/plannen/{samen['id']}")).json()["regisseur"] == "consulent-9"
    dubbel = {"clienten": [een, derde], "regisseur": "consulent-7"}
    assert await regels(toegang, "/v1/huishoudens", dubbel) == ["M18"]


async def test_m18_two_plans_do_not_come_together(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    for each in (een, twee):
        await nieuw_plan(toegang, each)
    assert await regels(toegang, "/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}) == ["M18"]
    assert (await toegang.rows())["huishoudens"] == []


async def test_m18_who_leaves_a_household(toegang: Toegang) -> None:
    """Not while a shared plan is in their name or has open goals of theirs; a plan of one's own goes along."""
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    huishouden = gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    leden = f"/v1/huishoudens/{huishouden['id']}/leden"
    samen = await nieuw_plan(toegang, een, plan(doel(), doel(clientId=twee)))
    van_twee = samen["doelen"][1]["id"]  # type: ignore[index]
    assert [await verwijder(toegang, f"{leden}/{each}") for each in (een, twee, "weg")] == [
        (409, "M18"),
        (409, "M18"),
        (404, None),
    ]
    assert await verwijder(toegang, f"/v1/plannen/{samen['id']}/doelen/{van_twee}") == (204, None)
    assert await verwijder(toegang, f"{leden}/{twee}") == (204, None)
    assert (await toegang.get(leden.removesuffix("/leden"))).json()["clienten"] == [een]
    gelukt(await toegang.post(f"/v1/clienten/{twee}/plannen", plan(regisseur="consulent-9")))
    assert await verwijder(toegang, f"{leden}/{een}") == (204, None)
    assert (await toegang.get(f"/v1/plannen/{samen['id']}")).json()["huishoudenId"] is None
    gelogd = [each["client_id"] for each in await toegang.logboek() if each["naam"] == "huishouden gewijzigd"]
    assert sorted(gelogd) == sorted([een, een, twee, twee])


async def test_the_words_of_a_shared_plan_leave_a_trace_with_everybody_in_it(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    samen = await nieuw_plan(toegang, een, plan(doel(), doel(clientId=twee)))
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    assert len((await toegang.post(f"/v1/plannen/{samen['id']}/_inzage")).json()) == 2
    gelogd = [(each["naam"], each["client_id"]) for each in await toegang.logboek() if "plan" in str(each["naam"])]  # type: ignore[operator]
    assert sorted(gelogd) == sorted((wat, wie) for wat in ("plan gewijzigd", "plan gelezen") for wie in (een, twee))


@pytest.mark.parametrize("reden", ["overleden", "verhuisd"])
async def test_m18_after_death_or_moving_house_no_plan_waits_for_anybody(toegang: Toegang, reden: str) -> None:
    """A plan of one's own closes; a shared one goes on in the name of who stays, without the open goals."""
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    huishouden = gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    samen = await vastgesteld(toegang, een, plan(doel(), doel(clientId=twee)))
    vertrek = {"reden": reden, "laatsteDag": VANDAAG}
    gelukt(await toegang.post(f"/v1/clienten/{een}/_vertrek", vertrek, **{"If-Match": "*"}), 200)
    over = (await toegang.get(f"/v1/plannen/{samen['id']}")).json()
    assert (over["clientId"], over["status"]) == (twee, "vastgesteld")
    assert [(each["clientId"], each["status"]) for each in over["doelen"]] == [(een, "vervallen"), (twee, "open")]
    assert (await toegang.get(f"/v1/huishoudens/{huishouden['id']}")).json()["clienten"] == [twee]
    lijst = f"/v1/evaluaties?gemeente={ALMERE}&tot=2030-01-01"
    assert len((await toegang.get(lijst)).json()["items"]) == 2
    gelukt(await toegang.post(f"/v1/clienten/{twee}/_vertrek", vertrek, **{"If-Match": "*"}), 200)
    weg = (await toegang.get(f"/v1/plannen/{samen['id']}")).json()
    assert (weg["status"], {each["status"] for each in weg["evaluaties"]}) == ("afgesloten", {"vervallen"})
    assert (await toegang.get(lijst)).json()["items"] == []


async def test_m18_nothing_begins_for_who_has_died(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    vertrek = {"reden": "overleden", "laatsteDag": VANDAAG}
    gelukt(await toegang.post(f"/v1/clienten/{een}/_vertrek", vertrek, **{"If-Match": "*"}), 200)
    for pad, body in {
        "/v1/huishoudens": {"clienten": [een, twee], "regisseur": "consulent-7"},
        f"/v1/clienten/{een}/plannen": plan(doel()),
    }.items():
        geweigerd = await toegang.post(pad, body)
        assert "is overleden op" in geweigerd.text, (geweigerd.status_code, geweigerd.text)
        assert geweigerd.status_code in {400, 409}


async def test_m18_a_household_lives_in_one_municipality(toegang: Toegang) -> None:
    clienten = [await client(toegang), await client(toegang, HOUTEN, bsn=ANDER_BSN)]
    assert await regels(toegang, "/v1/huishoudens", {"clienten": clienten, "regisseur": "c"}) == ["M18"]
