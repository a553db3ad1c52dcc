"""Plans, goals, self-reliance, evaluations, households, and indications that end: over the API."""

import json
from datetime import UTC, date, datetime

import pytest
from tests.toegang.conftest import ALMELO, ALMERE, ANDER_BSN, HOUTEN, Json, Toegang, gelukt, melding, met

from toegang.tables import Beschikking, BeschiktProduct
from toegang.usecases.kondig_einde_aan import kondig_einde_aan

HARDERWIJK = "0243"
VANDAAG = "2024-06-03"
ZRM: dict[str, int] = {"financien": 2, "tijdsbesteding": 3, "sociaal-netwerk": 2}
PARTIJEN = ["client", "aanbieder", "gemeente"]


def doel(**anders: object) -> Json:
    """A goal that is SMART, in Almere."""
    smart: Json = {
        "gebied": "tijdsbesteding",
        "doel": "Ik ga drie keer per week naar de soos.",
        "meetbaar": "Drie keer per week, vier weken achter elkaar.",
        "streefdatum": "2024-09-01",
        "acties": [{"wie": "ik", "wat": "elke maandag bellen"}],
    }
    return smart | anders


def plan(*doelen: Json, **anders: object) -> Json:
    """A plan in traject 2 of Almere."""
    gewoon: Json = {
        "traject": "traject-2",
        "begindatum": VANDAAG,
        "einddatum": "2027-06-02",
        "regisseur": "consulent-7",
        "doelen": list(doelen) or [doel()],
    }
    return gewoon | anders


async def client(toegang: Toegang, gemeente: str = ALMERE, geboren: str = "1980-02-29", **anders: str) -> str:
    body = met(melding(gemeente, **anders), "persoon.geboortedatum", geboren)
    return str((await toegang.meld(body))["clientId"])


async def nieuw_plan(toegang: Toegang, client_id: str, body: Json | None = None) -> Json:
    return gelukt(await toegang.post(f"/v1/clienten/{client_id}/plannen", body or plan()))


async def vastgesteld(toegang: Toegang, client_id: str, body: Json | None = None, zrm: bool = True) -> Json:
    """A plan that is settled, with a first measurement."""
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, client_id, body))['id']}"
    if zrm:
        gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    return gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))


async def regels(toegang: Toegang, pad: str, body: Json) -> list[str]:
    """The rules that refuse a request, in order."""
    answer = await toegang.post(pad, body)
    assert answer.status_code == 400, answer.text
    problem = answer.json()
    assert all(each.get("allowed", True) for each in problem["invalidParams"])
    return [each.get("rule", problem.get("rule")) for each in problem["invalidParams"]]


async def test_a_plan_from_concept_to_end(toegang: Toegang) -> None:
    """M11, M68, M86: measured at the start, evaluated every year by the provider, until it ends."""
    client_id = await client(toegang)
    gemaakt = await nieuw_plan(toegang, client_id)
    pad = f"/v1/plannen/{gemaakt['id']}"
    assert (gemaakt["status"], gemaakt["inkoopmodel"], gemaakt["evaluaties"]) == ("concept", "almere-2023", [])
    assert await regels(toegang, f"{pad}/vaststelling", {"getoetst": True}) == ["M11"]
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    af = gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))
    assert [each["geplandOp"] for each in af["evaluaties"]] == ["2025-06-03", "2026-06-03"]  # type: ignore[index, union-attr]
    assert (await toegang.post(f"{pad}/vaststelling", {"getoetst": True})).status_code == 409
    event = (await toegang.events())[-1]
    assert event["type"] == "nl.wmo.plannen.vastgesteld.v1"
    assert event["data"]["evaluatiemomenten"] == ["2025-06-03", "2026-06-03"]  # type: ignore[index]
    assert event["data"]["regie"] == "licht"  # type: ignore[index]
    assert (await toegang.get(pad)).json() == af
    lijst = (await toegang.get("/v1/plannen")).json()["items"]
    assert [each["id"] for each in lijst] == [gemaakt["id"]]


async def test_m85_every_four_months_with_three_parties_in_traject_3(toegang: Toegang) -> None:
    """M12: goals for the whole term, and for the next four months."""
    kort, lang = doel(termijn="kort", streefdatum="2024-10-03"), doel(streefdatum="2026-01-01")
    drie = plan(kort, lang, traject="traject-3", einddatum="2026-06-02")
    af = await vastgesteld(toegang, await client(toegang), drie)
    dagen = [each["geplandOp"] for each in af["evaluaties"]]  # type: ignore[index, union-attr]
    assert dagen == ["2024-10-03", "2025-02-03", "2025-06-03", "2025-10-03", "2026-02-03"]


@pytest.mark.parametrize(
    ("doelen", "verwacht"),
    [
        ([doel(termijn="kort")], ["M12"]),
        ([doel()], ["M12"]),
        ([doel(termijn="kort", streefdatum="2024-10-04"), doel()], ["M12"]),
        ([doel(termijn="kort", streefdatum="2024-10-03"), doel()], []),
    ],
    ids=["no long", "no short", "too late", "both"],
)
async def test_m12_short_and_long_term(toegang: Toegang, doelen: list[Json], verwacht: list[str]) -> None:
    body = plan(*doelen, traject="traject-3", einddatum="2026-06-02")
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang), body))['id']}"
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    answer = await toegang.post(f"{pad}/vaststelling", {"getoetst": True})
    assert [each["rule"] for each in answer.json().get("invalidParams", [])] == verwacht


async def test_m32_m33_goals_are_smart_and_checked(toegang: Toegang) -> None:
    vaag = {"gebied": "financien", "doel": "Minder schulden."}
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang), plan(vaag)))['id']}"
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    answer = await toegang.post(f"{pad}/vaststelling", {})
    assert [(each["rule"], each["name"]) for each in answer.json()["invalidParams"]] == [
        ("M32", "body.doelen.0.meetbaar"),
        ("M32", "body.doelen.0.streefdatum"),
        ("M32", "body.doelen.0.acties"),
        ("M33", "plan.getoetst"),
    ]
    leeg = await nieuw_plan(toegang, await client(toegang, bsn=ANDER_BSN), plan() | {"doelen": []})
    assert "M32" in await regels(toegang, f"/v1/plannen/{leeg['id']}/vaststelling", {"getoetst": True})


async def test_a_goal_can_be_made_better_until_the_plan_is_settled(toegang: Toegang) -> None:
    """And afterwards only into another goal that the region accepts (M32)."""
    gemaakt = await nieuw_plan(
        toegang, await client(toegang), plan({"gebied": "financien", "doel": "Minder schulden."})
    )
    pad = f"/v1/plannen/{gemaakt['id']}"
    doelpad = f"{pad}/doelen/{gemaakt['doelen'][0]['id']}"  # type: ignore[index]
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    assert gelukt(await toegang.put(doelpad, doel()), 200)["gebied"] == "tijdsbesteding"
    gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))
    weer_vaag = await toegang.put(doelpad, doel(meetbaar=None))
    assert (weer_vaag.status_code, weer_vaag.json()["rule"]) == (400, "M32")
    assert gelukt(await toegang.put(doelpad, doel(streefdatum="2024-10-01")), 200)["streefdatum"] == "2024-10-01"
    assert (await toegang.put(f"{pad}/doelen/weg", doel())).status_code == 404


async def _verwijder(toegang: Toegang, pad: str) -> tuple[int, str | None]:
    """Status and rule of a DELETE."""
    answer = await toegang.client.delete(pad, headers=toegang.headers | {"If-Match": "*"})
    return answer.status_code, answer.json().get("rule") if answer.content else None


async def test_a_goal_can_be_removed_until_it_was_evaluated(toegang: Toegang) -> None:
    """M32: and a settled plan keeps one; who comes after it keeps their place."""
    af = await vastgesteld(toegang, await client(toegang), plan(doel(), doel(), doel()))
    pad = f"/v1/plannen/{af['id']}"
    eerste, tweede, derde = (each["id"] for each in af["doelen"])  # type: ignore[index, union-attr]
    assert await _verwijder(toegang, f"{pad}/doelen/weg") == (404, None)
    assert await _verwijder(toegang, f"{pad}/doelen/{tweede}") == (204, None)
    vierde = gelukt(await toegang.post(f"{pad}/doelen", doel()))["id"]
    assert [each["id"] for each in (await toegang.get(pad)).json()["doelen"]] == [eerste, derde, vierde]
    assert await _verwijder(toegang, f"{pad}/doelen/{derde}") == (204, None)
    uitkomst = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    gehaald = uitkomst | {"doelen": [{"doelId": eerste, "status": "behaald"}]}
    gelukt(await toegang.post(await _evaluatie(toegang, af), gehaald))
    assert await _verwijder(toegang, f"{pad}/doelen/{eerste}") == (409, "M85")
    assert await _verwijder(toegang, f"{pad}/doelen/{vierde}") == (204, None)
    ander = await vastgesteld(toegang, await client(toegang, bsn=ANDER_BSN))
    enige = ander["doelen"][0]["id"]  # type: ignore[index]
    assert await _verwijder(toegang, f"/v1/plannen/{ander['id']}/doelen/{enige}") == (400, "M32")
    assert len((await toegang.get(f"/v1/plannen/{ander['id']}")).json()["doelen"]) == 1


async def test_m32_a_goal_lies_within_the_plan(toegang: Toegang) -> None:
    laat = plan(doel(streefdatum="2027-06-03"))
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang), laat))['id']}"
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    assert await regels(toegang, f"{pad}/vaststelling", {"getoetst": True}) == ["M32"]


async def test_m35_lekstroom_always_has_a_result_on_the_network(toegang: Toegang) -> None:
    gebied = doel(gebied="sociaal-persoonlijk")
    body = plan(gebied, traject="behouden", einddatum="2026-06-02")
    client_id = await client(toegang, HOUTEN)
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, client_id, body))['id']}"
    assert await regels(toegang, f"{pad}/vaststelling", {}) == ["M35"]
    gelukt(await toegang.post(f"{pad}/doelen", gebied | {"netwerk": True}))
    gelukt(await toegang.post(f"{pad}/vaststelling", {}))


async def test_m34_the_residents_own_results_lead(toegang: Toegang) -> None:
    """Noord-Veluwe: at least one result that the resident named; M42: areas may follow one another there."""
    eerst, later = doel(gebied="dagstructuur"), doel(gebied="meedoen", volgorde=2)
    body = plan(eerst, later, traject="cyclisch", einddatum="2025-06-02")
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang, HARDERWIJK), body))['id']}"
    assert await regels(toegang, f"{pad}/vaststelling", {"getoetst": True}) == ["M34"]
    gelukt(await toegang.post(f"{pad}/doelen", eerst | {"vanClient": True}))
    af = gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))
    assert [each["volgorde"] for each in af["doelen"]] == [1, 2, 1]  # type: ignore[index, union-attr]


async def test_m42_elsewhere_areas_are_taken_together(toegang: Toegang) -> None:
    body = plan(doel(), doel(volgorde=2))
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang), body))['id']}"
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    assert await regels(toegang, f"{pad}/vaststelling", {"getoetst": True}) == ["M42"]


async def test_m23_a_goal_is_about_an_area_of_the_region(toegang: Toegang) -> None:
    body = plan(doel(gebied="wonen"), traject="behouden", einddatum="2026-06-02")
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang, HOUTEN), body))['id']}"
    assert "M23" in await regels(toegang, f"{pad}/vaststelling", {})


PERSPECTIEF = [
    doel(gebied=each, streefdatum="2025-01-01", netwerk=True)
    for each in ("Support", "Wonen", "School en werk", "Inkomen", "Welzijn")
]


async def test_m39_from_16_a_perspective_plan_and_the_change_at_18(toegang: Toegang) -> None:
    """All five domains, and on the 18th birthday somebody looks at it."""
    body = plan(*PERSPECTIEF, soort="perspectief", traject="ontwikkelen", einddatum="2026-06-02")
    af = await vastgesteld(toegang, await client(toegang, HOUTEN, "2007-09-15"), body, zrm=False)
    overgang = [each for each in af["evaluaties"] if each["soort"] == "overgang"]  # type: ignore[index, union-attr]
    assert [each["geplandOp"] for each in overgang] == ["2025-09-15"]


@pytest.mark.parametrize(
    ("gemeente", "geboren", "aantal"),
    [(HOUTEN, "2008-06-04", 5), (HOUTEN, "2006-06-03", 5), (HOUTEN, "2007-01-01", 4), (ALMERE, "2007-01-01", 5)],
    ids=["15", "18", "a domain less", "another region"],
)
async def test_m39_who_gets_a_perspective_plan(toegang: Toegang, gemeente: str, geboren: str, aantal: int) -> None:
    traject = "ontwikkelen" if gemeente == HOUTEN else "traject-2"
    body = plan(*PERSPECTIEF[:aantal], soort="perspectief", traject=traject, einddatum="2026-06-02")
    client_id = await client(toegang, gemeente, geboren)
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, client_id, body))['id']}"
    assert "M39" in await regels(toegang, f"{pad}/vaststelling", {"getoetst": True})


async def test_a_plan_that_cannot_be(toegang: Toegang) -> None:
    pad = f"/v1/clienten/{await client(toegang)}/plannen"
    assert await regels(toegang, pad, plan(traject="behouden")) == ["M4"]
    assert await regels(toegang, pad, plan(einddatum="2024-06-02")) == [None]
    assert await regels(toegang, pad, plan(begindatum="2022-06-01")) == [None]
    assert (await toegang.post("/v1/clienten/weg/plannen", plan())).status_code == 404


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
    assert [await _verwijder(toegang, f"{leden}/{each}") for each in (een, twee, "weg")] == [
        (409, "M18"),
        (409, "M18"),
        (404, None),
    ]
    assert await _verwijder(toegang, f"/v1/plannen/{samen['id']}/doelen/{van_twee}") == (204, None)
    assert await _verwijder(toegang, f"{leden}/{twee}") == (204, None)
    assert (await toegang.get(leden.removesuffix("/leden"))).json()["clienten"] == [een]
    gelukt(await toegang.post(f"/v1/clienten/{twee}/plannen", plan(regisseur="consulent-9")))
    assert await _verwijder(toegang, f"{leden}/{een}") == (204, None)
    assert (await toegang.get(f"/v1/plannen/{samen['id']}")).json()["huishoudenId"] is None
    gelogd = [each["client_id"] for each in (await toegang.rows())["logboek"] if each["wat"] == "huishouden gewijzigd"]
    assert sorted(gelogd) == sorted([een, een, twee, twee])


async def test_the_words_of_a_shared_plan_leave_a_trace_with_everybody_in_it(toegang: Toegang) -> None:
    een, twee = await client(toegang), await client(toegang, bsn=ANDER_BSN)
    gelukt(await toegang.post("/v1/huishoudens", {"clienten": [een, twee], "regisseur": "consulent-7"}))
    samen = await nieuw_plan(toegang, een, plan(doel(), doel(clientId=twee)))
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    assert len((await toegang.post(f"/v1/plannen/{samen['id']}/_inzage")).json()) == 2
    gelogd = [(each["wat"], each["client_id"]) for each in (await toegang.rows())["logboek"] if "plan" in each["wat"]]  # type: ignore[operator]
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
    assert len((await toegang.get(lijst)).json()) == 2
    gelukt(await toegang.post(f"/v1/clienten/{twee}/_vertrek", vertrek, **{"If-Match": "*"}), 200)
    weg = (await toegang.get(f"/v1/plannen/{samen['id']}")).json()
    assert (weg["status"], {each["status"] for each in weg["evaluaties"]}) == ("afgesloten", {"vervallen"})
    assert (await toegang.get(lijst)).json() == []


async def test_m18_a_household_lives_in_one_municipality(toegang: Toegang) -> None:
    clienten = [await client(toegang), await client(toegang, HOUTEN, bsn=ANDER_BSN)]
    assert await regels(toegang, "/v1/huishoudens", {"clienten": clienten, "regisseur": "c"}) == ["M18"]


async def _evaluatie(toegang: Toegang, af: Json) -> str:
    """The address of the first evaluation of a plan."""
    return f"/v1/evaluaties/{af['evaluaties'][0]['id']}/uitkomst"  # type: ignore[index]


async def test_m85_m86_an_evaluation_with_outcome_and_follow_up(toegang: Toegang) -> None:
    """Goals reached, self-reliance from start to now, and what follows; told without names or words."""
    af = await vastgesteld(toegang, await client(toegang), plan(doel(), doel()))
    eerste, _ = (each["id"] for each in af["doelen"])  # type: ignore[index, union-attr]
    uitkomst = {
        "gehoudenOp": VANDAAG,
        "uitkomst": "bijstellen",
        "partijen": PARTIJEN,
        "doelen": [{"doelId": eerste, "status": "behaald"}],
        "zrm": ZRM | {"financien": 4},
        "verslag": "Ze gaat elke week naar de soos.",
    }
    pad = await _evaluatie(toegang, af)
    gedaan = gelukt(await toegang.post(pad, uitkomst))
    assert (gedaan["status"], gedaan["uitkomst"]) == ("gehouden", "bijstellen")
    assert (await toegang.get(pad.removesuffix("/uitkomst"))).json() == gedaan
    event = (await toegang.events())[-1]
    assert event["type"] == "nl.wmo.evaluaties.vastgelegd.v1"
    data = event["data"]
    assert isinstance(data, dict)
    assert (data["doelenTotaal"], data["doelenBehaald"], data["doelenDeels"]) == (2, 1, 0)
    assert {"domein": "financien", "start": 2, "nu": 4} in data["zrm"]
    assert "soos" not in json.dumps(await toegang.events())
    assert "soos" not in str(await toegang.rows())
    assert (await toegang.post(pad, uitkomst)).status_code == 409
    lezen = pad.replace("/uitkomst", "/_inzage")
    assert (await toegang.post(lezen)).status_code == 403
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    assert (await toegang.post(lezen)).json() == {"verslag": "Ze gaat elke week naar de soos."}
    assert "plan gelezen" in [each["wat"] for each in (await toegang.rows())["logboek"]]


async def test_an_evaluation_that_lacks_something(toegang: Toegang) -> None:
    """M85: who is there; M17: the director before scaling down; M11: measured again after a year."""
    kort, lang = doel(termijn="kort", streefdatum="2024-10-03"), doel(streefdatum="2026-01-01")
    drie = plan(kort, lang, traject="traject-3", einddatum="2026-06-02")
    pad = await _evaluatie(toegang, await vastgesteld(toegang, await client(toegang), drie))
    goed: Json = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    assert await regels(toegang, pad, goed | {"partijen": ["client", "aanbieder"]}) == ["M85"]
    alleen = goed | {"partijen": ["client"], "uitkomst": "beeindigen"}
    assert await regels(toegang, pad, alleen) == ["M85", "M17"]
    assert await regels(toegang, pad, goed | {"antwoorden": ["ja"]}) == ["M87"]
    assert await regels(toegang, pad, goed | {"doelen": [{"doelId": "weg", "status": "behaald"}]}) == [None]
    assert await regels(toegang, pad, goed | {"gehoudenOp": "2024-06-04"}) == [None]
    gelukt(await toegang.post(pad, goed))


async def test_when_support_ends_the_plan_is_closed(toegang: Toegang) -> None:
    af = await vastgesteld(toegang, await client(toegang))
    einde = {"gehoudenOp": VANDAAG, "uitkomst": "beeindigen", "partijen": PARTIJEN}
    gelukt(await toegang.post(await _evaluatie(toegang, af), einde))
    pad = f"/v1/plannen/{af['id']}"
    dicht = (await toegang.get(pad)).json()
    assert dicht["status"] == "afgesloten"
    assert [each["status"] for each in dicht["evaluaties"]] == ["gehouden", "vervallen"]
    assert (await toegang.post(f"{pad}/doelen", doel())).status_code == 409
    assert (await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM})).status_code == 409
    await nieuw_plan(toegang, str(af["clientId"]))


async def test_what_is_due_stands_in_a_list(toegang: Toegang) -> None:
    af = await vastgesteld(toegang, await client(toegang))
    vraag = f"/v1/evaluaties?gemeente={ALMERE}&tot="
    assert (await toegang.get(f"{vraag}2025-06-02")).json() == []
    eerst = (await toegang.get(f"{vraag}2025-06-03")).json()
    assert [each["id"] for each in eerst] == [af["evaluaties"][0]["id"]]  # type: ignore[index]
    assert (await toegang.client.get(f"{vraag}2025-06-03", headers=toegang.token(HOUTEN))).status_code == 403


async def test_the_words_of_goals_are_read_with_a_trace(toegang: Toegang) -> None:
    af = await nieuw_plan(toegang, await client(toegang))
    pad = f"/v1/plannen/{af['id']}"
    assert "soos" not in json.dumps(af)
    assert (await toegang.post(f"{pad}/_inzage")).status_code == 403
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    (woorden,) = (await toegang.post(f"{pad}/_inzage")).json()
    assert woorden["doel"] == "Ik ga drie keer per week naar de soos."
    gelogd = (await toegang.rows())["logboek"]
    assert "plan gelezen" in [each["wat"] for each in gelogd]
    assert "soos" not in str(await toegang.rows())


async def test_a_measurement_that_cannot_be(toegang: Toegang) -> None:
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang)))['id']}/zrm-metingen"
    for scores in ({"geluk": 3}, {"financien": 0}, {"financien": 6}, {}):
        assert (await toegang.post(pad, {"op": VANDAAG, "scores": scores})).status_code == 400
    assert await regels(toegang, pad, {"op": "2024-06-04", "scores": ZRM}) == ["M11"]


async def test_another_municipality_sees_no_plan(toegang: Toegang) -> None:
    af = await vastgesteld(toegang, await client(toegang))
    toegang.headers = toegang.token(HOUTEN, scope="toegang personen:lezen")
    assert (await toegang.get("/v1/plannen")).json()["items"] == []
    paden = (f"/v1/plannen/{af['id']}", f"/v1/evaluaties/{af['evaluaties'][0]['id']}")  # type: ignore[index]
    assert [(await toegang.get(pad)).status_code for pad in paden] == [404, 404]
    assert (await toegang.post(f"/v1/plannen/{af['id']}/_inzage")).status_code == 404
    assert (await toegang.post(f"/v1/clienten/{af['clientId']}/plannen", plan())).status_code == 404


async def _beschikt(toegang: Toegang, client_id: str, melding_id: str, gemeente: str, *einden: str | None) -> list[str]:
    """Decided products that end on these days, straight in the tables; the ids of them."""
    model = {ALMERE: "almere-2023", ALMELO: "almelo-2024"}[gemeente]
    beschikking = Beschikking(
        id=f"b{gemeente}",
        melding_id=melding_id,
        client_id=client_id,
        gemeente=gemeente,
        besluitdatum=date(2024, 1, 1),
        soort="besluit",
        uitkomst="toegekend",
        inkoopmodel=model,
        inkoopmodel_versie=date(2023, 1, 1),
        motivering=b"",
    )
    producten = [
        BeschiktProduct(
            id=f"p{gemeente}{nr}",
            beschikking_id=beschikking.id,
            volgnummer=nr,
            categorie="01",
            code="HO" if gemeente == ALMERE else "OIL2",
            volume=1,
            eenheid="82",
            frequentie="4",
            ingangsdatum=date(2024, 1, 1),
            einddatum=date.fromisoformat(einde) if einde else None,
            vorm="natura",
            spoed=False,
            afschaalmomenten=[],
            contactmomenten=[],
            regels=[],
        )
        for nr, einde in enumerate(einden)
    ]
    async with toegang.room.work() as work:
        work.session.add(beschikking)
        await work.session.flush()
        work.session.add_all(producten)
    return [each.id for each in producten]


async def test_m38_the_client_is_warned_before_an_indication_ends(toegang: Toegang) -> None:
    """Eight weeks before in Almere; once; with what follows. It is 3 June 2024."""
    zaak = await toegang.meld()
    einden = ("2024-06-02", "2024-06-03", "2024-07-29", "2024-07-30", None)
    _, vandaag, nog_net, _, _ = await _beschikt(toegang, str(zaak["clientId"]), str(zaak["id"]), ALMERE, *einden)
    for _ in range(2):
        async with toegang.room.work() as work:
            await kondig_einde_aan(work)
    verteld = [each for each in await toegang.events() if each["type"] == "nl.wmo.indicaties.aangekondigd.v1"]
    assert [each["subject"] for each in verteld] == [vandaag, nog_net]
    pad = f"/v1/aflopende-indicaties?gemeente={ALMERE}"
    gevonden = (await toegang.get(pad)).json()["items"]
    assert [each["productId"] for each in gevonden] == [vandaag, nog_net]
    assert gevonden[1]["bericht"] == (
        "Uw ondersteuning (Huishoudelijke ondersteuning) stopt na 29-07-2024. "
        "Wij nemen contact met u op om te bespreken wat u daarna nodig heeft."
    )
    vervolg = f"/v1/aflopende-indicaties/{nog_net}/vervolg"
    daarna = gelukt(await toegang.post(vervolg, {"vervolg": "algemene-voorziening"}, **{"If-Match": '"1"'}))
    assert str(daarna["bericht"]).endswith("Daarna kunt u terecht bij een algemene voorziening in de buurt.")
    assert (await toegang.post("/v1/aflopende-indicaties/weg/vervolg", {"vervolg": "geen"})).status_code == 404
    toegang.headers = toegang.token(HOUTEN)
    assert (await toegang.get(pad)).status_code == 403
    assert (await toegang.post(vervolg, {"vervolg": "geen"})).status_code == 404


async def test_an_evaluation_tells_what_the_client_has(toegang: Toegang) -> None:
    zaak = await toegang.meld()
    client_id = str(zaak["clientId"])
    await _beschikt(toegang, client_id, str(zaak["id"]), ALMERE, "2024-12-31", "2024-06-02")
    af = await vastgesteld(toegang, client_id)
    einde = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    gelukt(await toegang.post(await _evaluatie(toegang, af), einde))
    data = (await toegang.events())[-1]["data"]
    assert isinstance(data, dict)
    assert (data["producten"], data["aanbieders"]) == (["HO"], [])


async def test_m87_alkmaar_asks_three_questions(toegang: Toegang) -> None:
    """Fits, works, network: three answers, or the evaluation is refused."""
    object.__setattr__(toegang.room, "clock", lambda: datetime(2027, 6, 3, 8, tzinfo=UTC))
    client_id = str((await toegang.meld(melding("0361", "2027-06-01")))["clientId"])
    body = plan(doel(streefdatum="2027-09-01"), traject="herstel", begindatum="2027-06-03", einddatum="2028-06-02")
    af = await vastgesteld(toegang, client_id, body, zrm=False)
    pad = await _evaluatie(toegang, af)
    goed: Json = {"gehoudenOp": "2027-06-03", "uitkomst": "voortzetten", "partijen": PARTIJEN}
    assert await regels(toegang, pad, goed) == ["M87"]
    gedaan = gelukt(await toegang.post(pad, goed | {"antwoorden": ["ja", "deels", "nee"]}))
    assert gedaan["antwoorden"] == ["ja", "deels", "nee"]
