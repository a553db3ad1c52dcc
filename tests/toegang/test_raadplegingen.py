"""An expert is asked, on a case or in a group, and what he said stays in toegang (M126)."""

from tests.toegang.conftest import ALMELO, ALMERE, Json, Toegang, gelukt

VRAAG: Json = {
    "gemeente": ALMERE,
    "deskundigheid": "psychiatrie",
    "op": "2024-06-03",
    "vraagAanDeskundige": "Hoe houden wij contact?",
    "advies": "Kom vaker en korter.",
}


async def test_m126_advice_on_a_case_is_read_by_who_may_and_leaves_a_trace(toegang: Toegang) -> None:
    melding = await toegang.meld()
    gegeven = gelukt(await toegang.post("/v1/raadplegingen", VRAAG | {"meldingId": melding["id"]}))
    await toegang.post("/v1/raadplegingen", VRAAG)
    van_zaak = (await toegang.get(f"/v1/raadplegingen?meldingId={melding['id']}")).json()["items"]
    assert [each["id"] for each in van_zaak] == [gegeven["id"]]
    assert "advies" not in van_zaak[0]
    pad = f"/v1/raadplegingen/{gegeven['id']}/_inzage"
    gelukt(await toegang.post(pad), 403)
    gelezen = await toegang.client.post(pad, headers=toegang.token(ALMERE, scope="personen:lezen"))
    assert gelukt(gelezen, 200) == {"vraagAanDeskundige": "Hoe houden wij contact?", "advies": "Kom vaker en korter."}
    gelukt(await toegang.client.post(pad, headers=toegang.token(ALMELO, scope="personen:lezen")), 404)
    assert [each["naam"] for each in await toegang.logboek()][-2:] == ["deskundige geraadpleegd", "raadpleging gelezen"]
    assert "korter" not in str(await toegang.rows())


async def test_m126_in_a_group_nobody_is_named(toegang: Toegang) -> None:
    gegeven = gelukt(await toegang.post("/v1/raadplegingen", VRAAG))
    assert gegeven["meldingId"] is None
    laatste = (await toegang.events())[-1]
    assert laatste["type"] == "nl.wmo.raadplegingen.vastgelegd.v1"
    assert laatste["data"] == {
        "raadplegingId": gegeven["id"],
        "gemeente": ALMERE,
        "deskundigheid": "psychiatrie",
        "inGroep": True,
        "op": "2024-06-03",
    }
    assert await toegang.logboek() == []
    answer = await toegang.client.get("/v1/raadplegingen", headers=toegang.token(ALMELO))
    assert answer.json()["items"] == []


async def test_m126_a_day_that_cannot_be_and_a_case_of_another_municipality(toegang: Toegang) -> None:
    melding = await toegang.meld()
    zaak = VRAAG | {"meldingId": melding["id"]}
    gelukt(await toegang.post("/v1/raadplegingen", zaak | {"op": "2024-05-06"}))
    for fout in (zaak | {"op": "2024-05-05"}, VRAAG | {"op": "2024-06-04"}):
        answer = gelukt(await toegang.post("/v1/raadplegingen", fout), 400)
        assert answer["invalidParams"][0]["name"] == "body.op"
    ander = gelukt(await toegang.post("/v1/raadplegingen", zaak | {"gemeente": ALMELO}), 400)
    assert ander["invalidParams"][0]["name"] == "body.meldingId"
    gelukt(await toegang.post("/v1/raadplegingen", VRAAG | {"deskundigheid": "sterrenkunde"}), 400)
