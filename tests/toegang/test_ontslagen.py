"""Who leaves an institution: the director is there before it, and a time-out place is known (M17, M125)."""

from datetime import date

from tests.toegang.conftest import ALMELO, ALMERE, Json, Toegang, afweging, beschikking, gelukt, melding, product

from toegang.domain.ontslag import is_te_laat

ONTSLAG: Json = {"instelling": "GGZ-kliniek Oost", "ontslagOp": "2024-06-20"}
MET_REGISSEUR: Json = ONTSLAG | {"regisseurBetrokkenOp": "2024-06-03"}
BEGELEIDING = product("IB3", volume=104, ingangsdatum="2024-06-20", einddatum="2025-06-19")
GEWOGEN = afweging() | {
    "keuzes": [
        {"product": "IB3", "ingangsdatum": "2024-06-20", "einddatum": "2025-06-19", "traject": "traject-3"}
        | {"minutenPerWeek": 120}
    ]
}
REGISTER = """naam;onderwerp;organisatie;wijk;contact
Logeerhuis;time-out;De Schoor;;036-1234567
Eetclub;ontmoeten;De Schoor;;
"""


async def _plekken(toegang: Toegang) -> dict[str, str]:
    """The register of Almere: ids by name."""
    lijst = f"/v1/voorzieningen?gemeente={ALMERE}"
    headers = toegang.headers | {"If-Match": (await toegang.get(lijst)).headers["ETag"]}
    pad = f"/v1/voorzieningen/_importeer?gemeente={ALMERE}"
    gelukt(await toegang.client.post(pad, content=REGISTER.encode(), headers=headers), 200)
    return {each["naam"]: each["id"] for each in (await toegang.get(lijst)).json()["items"]}


async def test_m17_no_help_after_an_institution_before_the_director_is_there(toegang: Toegang) -> None:
    """Where the municipality directs the help, as in traject 3 of Almere."""
    pad = await toegang.aangevraagd()
    gelukt(await toegang.post(f"{pad}/afwegingen", GEWOGEN))
    gelukt(await toegang.put(f"{pad}/ontslag", ONTSLAG), 200)
    geweigerd = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(BEGELEIDING)), 409)
    assert "Betrek eerst de regisseur" in str(geweigerd["detail"])
    gelukt(await toegang.put(f"{pad}/ontslag", MET_REGISSEUR), 200)
    gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking(BEGELEIDING)))


async def test_m17_household_help_that_nobody_directs_needs_no_director(toegang: Toegang) -> None:
    pad = await toegang.aangevraagd()
    gelukt(await toegang.put(f"{pad}/ontslag", ONTSLAG), 200)
    gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking()))


async def test_m125_the_work_list_has_who_leaves_first_and_says_who_is_late(toegang: Toegang) -> None:
    eerste = await toegang.bevestigd()
    tweede = await toegang.bevestigd(melding(ALMELO))
    vroeg = gelukt(await toegang.put(f"{eerste}/ontslag", ONTSLAG | {"ontslagOp": "2024-06-03"}), 200)
    assert vroeg["teLaat"] is True
    gelukt(await toegang.put(f"{tweede}/ontslag", MET_REGISSEUR), 200)
    lijst = (await toegang.get("/v1/ontslagen")).json()["items"]
    assert [(each["gemeente"], each["teLaat"]) for each in lijst] == [(ALMERE, True), (ALMELO, False)]
    assert "instelling" not in lijst[0]
    zonder = (await toegang.get("/v1/ontslagen?zonderRegisseur=true")).json()["items"]
    assert [each["gemeente"] for each in zonder] == [ALMERE]
    elders = await toegang.client.get("/v1/ontslagen", headers=toegang.token(ALMELO))
    assert [each["gemeente"] for each in elders.json()["items"]] == [ALMELO]
    bladzij = (await toegang.get("/v1/ontslagen?limit=1")).json()
    volgende = (await toegang.get(f"/v1/ontslagen?limit=1&cursor={bladzij['volgende']}")).json()
    assert [each["gemeente"] for each in volgende["items"]] == [ALMELO]
    await toegang.sluit(eerste)
    assert [each["gemeente"] for each in (await toegang.get("/v1/ontslagen")).json()["items"]] == [ALMELO]


async def test_m125_the_letter_says_where_somebody_can_go_for_a_while(toegang: Toegang) -> None:
    plekken = await _plekken(toegang)
    pad = await toegang.aangevraagd()
    gelukt(await toegang.put(f"{pad}/ontslag", MET_REGISSEUR | {"timeOutId": plekken["Logeerhuis"]}), 200)
    gegeven = gelukt(await toegang.post(f"{pad}/beschikkingen", beschikking()))
    headers = toegang.token(scope="personen:lezen")
    brief = await toegang.client.post(f"/v1/beschikkingen/{gegeven['id']}/_brief?vorm=html", headers=headers)
    assert "kunt u een tijd terecht bij Logeerhuis (036-1234567)." in brief.text


async def test_m125_what_cannot_be_is_refused_with_its_field(toegang: Toegang) -> None:
    plekken = await _plekken(toegang)
    pad = await toegang.bevestigd()

    async def veld(body: Json) -> str:
        answer = gelukt(await toegang.put(f"{pad}/ontslag", body), 400)
        return str(answer["invalidParams"][0]["name"])

    assert await veld(MET_REGISSEUR | {"timeOutId": plekken["Eetclub"]}) == "body.timeOutId"
    assert await veld(MET_REGISSEUR | {"timeOutId": "onbekend"}) == "body.timeOutId"
    assert await veld(ONTSLAG | {"regisseurBetrokkenOp": "2024-06-04"}) == "body.regisseurBetrokkenOp"
    elders = await toegang.bevestigd(melding(ALMELO))
    anders = gelukt(await toegang.put(f"{elders}/ontslag", ONTSLAG | {"timeOutId": plekken["Logeerhuis"]}), 400)
    assert anders["invalidParams"][0]["rule"] == "M125"
    await toegang.sluit(pad)
    gelukt(await toegang.put(f"{pad}/ontslag", ONTSLAG), 409)


async def test_m125_the_event_and_the_log_do_not_say_which_institution(toegang: Toegang) -> None:
    pad = await toegang.bevestigd()
    gelukt(await toegang.put(f"{pad}/ontslag", MET_REGISSEUR), 200)
    laatste = (await toegang.events())[-1]
    assert laatste["type"] == "nl.wmo.ontslagen.vastgelegd.v1"
    assert laatste["data"] | {"meldingId": None, "clientId": None} == {
        "meldingId": None,
        "clientId": None,
        "gemeente": ALMERE,
        "wet": "wmo",
        "ontslagOp": "2024-06-20",
        "regisseurBetrokkenOp": "2024-06-03",
    }
    assert "Oost" not in str(await toegang.rows())


def test_m17_the_day_of_leaving_itself_is_too_late() -> None:
    dag = date(2024, 6, 20)
    assert is_te_laat(dag, None, date(2024, 6, 19)) is False
    assert is_te_laat(dag, None, dag) is True
    assert is_te_laat(dag, date(2024, 6, 19), date(2024, 7, 1)) is False
    assert is_te_laat(dag, dag, dag) is True
