"""What people record: survey (M90), planning (M116), risks (M106), complaints (M110), steps with providers (M89)."""

import json
from datetime import date

import pytest
from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import post, rapport
from tests.monitoring.verhaal import AGB, ALKMAAR, ALMERE

from chassis import tables

OP = "2023-05-01"
ERVARING = {"gemeente": ALMERE, "agb": AGB, "op": OP, "cijfer": 80}
RISICO = {"gemeente": ALMERE, "agb": AGB, "op": OP, "soort": "financieel", "kans": 3, "gevolg": 5}
KLACHT = {"gemeente": ALMERE, "agb": AGB, "onderwerp": "planning", "ontvangenOp": OP}


async def test_m90_a_grade_shows_from_ten_answers_on(monitoring: Monitoring) -> None:
    for cijfer in range(61, 70):
        await post(monitoring, "clientervaringen", ERVARING | {"cijfer": cijfer})
    assert await rapport(monitoring, "clientervaringen") == [[AGB, None, None]]
    await post(monitoring, "clientervaringen", ERVARING | {"cijfer": 90})
    assert await rapport(monitoring, "clientervaringen") == [[AGB, 10, 6.75]]  # (61 + … + 69 + 90) / 10 = 67.5 tenths
    assert await rapport(monitoring, "clientervaringen", "", ALKMAAR) == []


async def test_m116_signals_about_planning_are_counted_from_ten_on(op_sqlite: Monitoring) -> None:
    signaal = {"gemeente": ALMERE, "agb": AGB, "op": OP, "soort": "dubbel-bezoek"}
    for _ in range(9):
        await post(op_sqlite, "planningssignalen", signaal)
    assert await rapport(op_sqlite, "planningssignalen") == [[AGB, "dubbel-bezoek", None]]
    await post(op_sqlite, "planningssignalen", signaal)
    assert await rapport(op_sqlite, "planningssignalen") == [[AGB, "dubbel-bezoek", 10]]


async def test_m106_a_risk_stands_open_until_it_is_closed(monitoring: Monitoring) -> None:
    licht = await post(monitoring, "risicos", RISICO | {"kans": 1})
    zwaar = await post(monitoring, "risicos", RISICO)
    assert [rij[3] for rij in await rapport(monitoring, "risicos")] == [15, 5]
    await post(monitoring, f"risicos/{zwaar['id']}/_sluit", {"op": "2023-05-02"}, status=200)
    assert [rij[3] for rij in await rapport(monitoring, "risicos")] == [5]
    weer = await post(monitoring, f"risicos/{zwaar['id']}/_sluit", {"op": "2023-05-02"}, status=409)
    assert weer["rule"] == "M106"
    await post(monitoring, f"risicos/{licht['id']}/_sluit", {"op": "2023-04-30"}, status=400)
    await post(monitoring, f"risicos/{licht['id']}/_sluit", {"op": "2023-05-02"}, ALKMAAR, status=404)


async def test_m110_a_complaint_goes_to_provider_and_consultant_first_then_independent(monitoring: Monitoring) -> None:
    klacht = await post(monitoring, "klachten", KLACHT)
    assert klacht["stappen"] == [{"stap": "aanbieder-en-consulent", "op": OP}]
    path = f"klachten/{klacht['id']}/stappen"
    await post(monitoring, path, {"stap": "onafhankelijk", "op": "2023-04-30"}, status=400)
    await post(monitoring, path, {"stap": "onafhankelijk", "op": "2023-05-08"})
    klaar = await post(monitoring, path, {"stap": "afgehandeld", "op": "2023-05-20"})
    assert [each["stap"] for each in klaar["stappen"]] == ["aanbieder-en-consulent", "onafhankelijk", "afgehandeld"]
    terug = await post(monitoring, path, {"stap": "onafhankelijk", "op": "2023-05-21"}, status=409)
    assert terug["rule"] == "M110"
    answer = await monitoring.client.get(f"/v1/klachten/{klacht['id']}", headers=monitoring.token(ALKMAAR))
    assert answer.status_code == 404
    lijst = await monitoring.client.get("/v1/klachten", headers=monitoring.token(ALMERE))
    assert [each["stap"] for each in lijst.json()["items"]] == ["afgehandeld"]


async def test_m89_the_steps_with_a_provider_are_set_one_by_one(monitoring: Monitoring) -> None:
    path, stap = f"aanbieders/{AGB}/maatregelen", {"inkoopmodel": "almere-2023", "per": OP}
    geweigerd = await post(monitoring, path, stap | {"stap": "pauze"}, status=409)
    assert (geweigerd["rule"], "M89" in str(geweigerd["detail"])) == ("M89", True)
    for naam in ("gesprek", "verbeterplan", "pauze", "hersteld", "gesprek"):
        gezet = await post(monitoring, path, stap | {"stap": naam})
    assert gezet["titel"] == "Gesprek met hoor en wederhoor"
    assert [rij[1] for rij in await rapport(monitoring, "maatregelen")] == [
        "Gesprek met hoor en wederhoor",
        "Hersteld",
        "Pauze in het toewijzen",
        "Verbeterplan",
        "Gesprek met hoor en wederhoor",
    ]
    answer = await monitoring.client.get(f"/v1/{path}", headers=monitoring.token(ALKMAAR))
    assert answer.json() == []


async def test_m64_a_pause_and_its_end_are_told_to_toewijzing(monitoring: Monitoring) -> None:
    path, stap = f"aanbieders/{AGB}/maatregelen", {"inkoopmodel": "almere-2023", "per": OP}
    for naam in ("gesprek", "verbeterplan", "pauze", "hersteld"):
        await post(monitoring, path, stap | {"stap": naam})
    async with monitoring.room.work(writes=False) as work:
        bodies = (await work.session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.position))).scalars()
        told = [json.loads(body) for body in bodies]
    assert [each["type"] for each in told] == ["nl.wmo.aanbieders.gepauzeerd.v1", "nl.wmo.aanbieders.hervat.v1"]
    assert told[0]["data"] == {"agb": AGB, "gemeenten": [ALMERE], "per": OP}
    assert [each["sequence"] for each in told] == ["0000000001", "0000000002"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("clientervaringen", ERVARING | {"cijfer": 101}),
        ("clientervaringen", ERVARING | {"cijfer": 9}),
        ("clientervaringen", ERVARING | {"op": "2024-01-01"}),
        ("clientervaringen", ERVARING | {"agb": "1"}),
        ("clientervaringen", ERVARING | {"naam": "Jansen"}),
        ("planningssignalen", {"gemeente": ALMERE, "agb": AGB, "op": OP, "soort": "anders"}),
        ("risicos", RISICO | {"kans": 6}),
        ("klachten", KLACHT | {"onderwerp": "mevrouw Jansen"}),
        ("klachten", KLACHT | {"ontvangenOp": date(2024, 1, 1).isoformat()}),
        (f"aanbieders/{AGB}/maatregelen", {"inkoopmodel": "atlantis-2023", "stap": "gesprek", "per": OP}),
    ],
)
async def test_what_makes_no_sense_is_refused(op_sqlite: Monitoring, path: str, body: dict[str, object]) -> None:
    await post(op_sqlite, path, body, status=400)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("clientervaringen", ERVARING),
        ("risicos", RISICO),
        ("klachten", KLACHT),
        (f"aanbieders/{AGB}/maatregelen", {"inkoopmodel": "almere-2023", "stap": "gesprek", "per": OP}),
    ],
)
async def test_who_may_record(op_sqlite: Monitoring, path: str, body: dict[str, object]) -> None:
    await post(op_sqlite, path, body, scope="monitoring", status=403)
    await post(op_sqlite, path, body, ALKMAAR, status=403)
    await post(op_sqlite, path, body, ALMERE)
