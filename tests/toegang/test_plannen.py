"""Plans, goals and self-reliance: over the API."""

import json
from datetime import date

import pytest
from sqlalchemy import select
from tests.toegang.conftest import ALMERE, ANDER_BSN, HOUTEN, Json, Toegang, gelukt, melding, met
from tests.toegang.plan import (
    HARDERWIJK,
    PARTIJEN,
    VANDAAG,
    ZRM,
    client,
    doel,
    evaluatie,
    nieuw_plan,
    plan,
    regels,
    vastgesteld,
    verwijder,
)

from toegang.tables import Doel
from toegang.tables.beschermd import DOEL


async def test_m86_a_plan_is_evaluated_every_year_until_its_end(toegang: Toegang) -> None:
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


async def test_a_goal_can_be_removed_until_it_was_evaluated(toegang: Toegang) -> None:
    """M32: and a settled plan keeps one; who comes after it keeps their place."""
    af = await vastgesteld(toegang, await client(toegang), plan(doel(), doel(), doel()))
    pad = f"/v1/plannen/{af['id']}"
    eerste, tweede, derde = (each["id"] for each in af["doelen"])  # type: ignore[index, union-attr]
    assert await verwijder(toegang, f"{pad}/doelen/weg") == (404, None)
    assert await verwijder(toegang, f"{pad}/doelen/{tweede}") == (204, None)
    vierde = gelukt(await toegang.post(f"{pad}/doelen", doel()))["id"]
    assert [each["id"] for each in (await toegang.get(pad)).json()["doelen"]] == [eerste, derde, vierde]
    assert await verwijder(toegang, f"{pad}/doelen/{derde}") == (204, None)
    uitkomst = {"gehoudenOp": VANDAAG, "uitkomst": "voortzetten", "partijen": PARTIJEN}
    gehaald = uitkomst | {"doelen": [{"doelId": eerste, "status": "behaald"}]}
    gelukt(await toegang.post(await evaluatie(toegang, af), gehaald))
    assert await verwijder(toegang, f"{pad}/doelen/{eerste}") == (409, "M85")
    assert await verwijder(toegang, f"{pad}/doelen/{vierde}") == (204, None)
    ander = await vastgesteld(toegang, await client(toegang, bsn=ANDER_BSN))
    enige = ander["doelen"][0]["id"]  # type: ignore[index]
    assert await verwijder(toegang, f"/v1/plannen/{ander['id']}/doelen/{enige}") == (400, "M32")
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
    gelukt(await toegang.post(f"{pad}/doelen", gebied | {"opNetwerk": True}))
    gelukt(await toegang.post(f"{pad}/vaststelling", {}))


async def test_m34_the_residents_own_results_lead(toegang: Toegang) -> None:
    """Noord-Veluwe: at least one result that the resident named; M42: areas may follow one another."""
    eerst, later = doel(gebied="dagstructuur"), doel(gebied="meedoen", volgorde=2)
    body = plan(eerst, later, traject="cyclisch", einddatum="2025-06-02")
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang, HARDERWIJK), body))['id']}"
    assert await regels(toegang, f"{pad}/vaststelling", {"getoetst": True}) == ["M34"]
    gelukt(await toegang.post(f"{pad}/doelen", eerst | {"vanClient": True}))
    af = gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))
    assert [each["volgorde"] for each in af["doelen"]] == [1, 2, 1]  # type: ignore[index, union-attr]


async def test_m42_elsewhere_areas_may_follow_one_another_too(toegang: Toegang) -> None:
    body = plan(doel(), doel(volgorde=2))
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang), body))['id']}"
    gelukt(await toegang.post(f"{pad}/zrm-metingen", {"op": VANDAAG, "scores": ZRM}))
    af = gelukt(await toegang.post(f"{pad}/vaststelling", {"getoetst": True}))
    assert [each["volgorde"] for each in af["doelen"]] == [1, 2]  # type: ignore[index, union-attr]


async def test_m23_a_goal_is_about_an_area_of_the_region(toegang: Toegang) -> None:
    body = plan(doel(gebied="wonen"), traject="behouden", einddatum="2026-06-02")
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, await client(toegang, HOUTEN), body))['id']}"
    assert "M23" in await regels(toegang, f"{pad}/vaststelling", {})


PERSPECTIEF = [
    doel(gebied=each, streefdatum="2025-01-01", opNetwerk=True)
    for each in ("Support", "Wonen", "School en werk", "Inkomen", "Welzijn")
]


async def test_m39_from_16_a_perspective_plan_and_the_change_at_18(toegang: Toegang) -> None:
    """All five domains, and on the 18th birthday somebody looks at it."""
    body = plan(*PERSPECTIEF, soort="perspectief", traject="ontwikkelen", einddatum="2026-06-02")
    af = await vastgesteld(toegang, await client(toegang, HOUTEN, "2007-09-15"), body, zrm=False)
    overgang = [each for each in af["evaluaties"] if each["soort"] == "overgang"]  # type: ignore[index, union-attr]
    assert [each["geplandOp"] for each in overgang] == ["2025-09-15"]


async def test_m39_after_18_the_perspective_plan_goes_on_and_the_change_is_behind(toegang: Toegang) -> None:
    body = plan(*PERSPECTIEF, soort="perspectief", traject="ontwikkelen", einddatum="2026-06-02")
    af = await vastgesteld(toegang, await client(toegang, HOUTEN, "2002-09-15"), body, zrm=False)
    assert {each["soort"] for each in af["evaluaties"]} == {"voortgang"}  # type: ignore[index, union-attr]


@pytest.mark.parametrize(
    ("gemeente", "geboren", "aantal"),
    [(HOUTEN, "2008-06-04", 5), (HOUTEN, "2001-06-03", 5), (HOUTEN, "2007-01-01", 4), (ALMERE, "2007-01-01", 5)],
    ids=["15", "23", "a domain less", "another region"],
)
async def test_m39_who_gets_a_perspective_plan(toegang: Toegang, gemeente: str, geboren: str, aantal: int) -> None:
    traject = "ontwikkelen" if gemeente == HOUTEN else "traject-2"
    body = plan(*PERSPECTIEF[:aantal], soort="perspectief", traject=traject, einddatum="2026-06-02")
    client_id = await client(toegang, gemeente, geboren)
    pad = f"/v1/plannen/{(await nieuw_plan(toegang, client_id, body))['id']}"
    assert "M39" in await regels(toegang, f"{pad}/vaststelling", {"getoetst": True})


@pytest.mark.parametrize(
    ("geboren", "gebruik", "mag"),
    [
        ("2008-01-01", "2", True),  # 15 or 16
        ("2009-01-01", "2", False),  # 14 or 15
        ("2006-01-01", "2", True),  # 17 or 18
        ("2000-01-01", "2", False),
        ("2006-06-01", "1", True),
        ("2001-05-01", "1", False),
        ("1900-01-01", "3", False),
    ],
)
async def test_m39_of_a_birth_date_that_is_not_wholly_known(
    toegang: Toegang, geboren: str, gebruik: str, mag: bool
) -> None:
    """Somebody who can be of the age has a perspective plan; of whom nothing is known has none, and is not 124."""
    body = met(met(melding(HOUTEN), "persoon.geboortedatum", geboren), "persoon.datumGebruik", gebruik)
    client_id = str((await toegang.meld(body))["clientId"])
    begonnen = await nieuw_plan(
        toegang, client_id, plan(*PERSPECTIEF, soort="perspectief", traject="ontwikkelen", einddatum="2026-06-02")
    )
    answer = await toegang.post(f"/v1/plannen/{begonnen['id']}/vaststelling", {"getoetst": True})
    if mag:
        (overgang,) = [each for each in gelukt(answer)["evaluaties"] if each["soort"] == "overgang"]  # type: ignore[union-attr, index]
        eerste = date.fromisoformat(geboren).replace(year=int(geboren[:4]) + 18)
        assert overgang["geplandOp"] == max(eerste, date.fromisoformat(VANDAAG)).isoformat()
    else:
        assert {each.get("rule") for each in answer.json()["invalidParams"]} == {"M39"}
        assert "124" not in json.dumps(answer.json()["invalidParams"])


async def test_a_plan_that_cannot_be(toegang: Toegang) -> None:
    pad = f"/v1/clienten/{await client(toegang)}/plannen"
    assert await regels(toegang, pad, plan(traject="behouden")) == ["M4"]
    assert await regels(toegang, pad, plan(einddatum="2024-06-02")) == [None]
    assert await regels(toegang, pad, plan(begindatum="2022-06-01")) == [None]
    assert (await toegang.post("/v1/clienten/weg/plannen", plan())).status_code == 404


async def test_the_words_of_goals_are_read_with_a_trace(toegang: Toegang) -> None:
    af = await nieuw_plan(toegang, await client(toegang))
    pad = f"/v1/plannen/{af['id']}"
    assert "soos" not in json.dumps(af)
    assert (await toegang.post(f"{pad}/_inzage")).status_code == 403
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    (woorden,) = (await toegang.post(f"{pad}/_inzage")).json()
    assert woorden["doel"] == "Ik ga drie keer per week naar de soos."
    gelogd = await toegang.logboek()
    assert "plan gelezen" in [each["naam"] for each in gelogd]
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


async def test_a_goal_that_was_sealed_under_the_old_name_is_read(toegang: Toegang) -> None:
    """Migration 0007 renames the column; what is sealed only the service can open."""
    af = await nieuw_plan(toegang, await client(toegang), plan(doel(opNetwerk=True)))
    async with toegang.room.work() as work:
        (rij,) = (await work.session.execute(select(Doel))).scalars()
        oud = work.vault.open(DOEL, rij.id, rij.inhoud).replace(b'"op_netwerk"', b'"netwerk"')
        assert b'"netwerk":true' in oud
        rij.inhoud = work.vault.seal(DOEL, rij.id, oud)
    toegang.headers = toegang.token(scope="toegang personen:lezen")
    (woorden,) = gelukt(await toegang.post(f"/v1/plannen/{af['id']}/_inzage"), 200)  # type: ignore[misc]
    assert woorden["doel"] == "Ik ga drie keer per week naar de soos."  # type: ignore[index]
