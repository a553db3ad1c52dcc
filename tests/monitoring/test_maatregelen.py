"""The steps with a provider (M89): on a red light or a norm, heard, checked, and paused for toewijzing (M64)."""

import json
from datetime import date

import pytest
from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import lees, post, rapport
from tests.monitoring.verhaal import AGB, ALKMAAR, ALMERE, contract, gestart, toegewezen

from chassis import tables
from monitoring.domain.maatregelen import VOLGORDE, mag_volgen, overgeslagen_stappen

OP = "2023-05-01"
PAD = f"aanbieders/{AGB}/maatregelen"
STAP = {
    "inkoopmodel": "almere-2023",
    "stap": "gesprek",
    "per": OP,
    "reden": "Drie maanden na elkaar te laat gestart.",
    "norm": "Programma van eisen 12: binnen tien werkdagen starten",
}
PLAN = STAP | {"stap": "verbeterplan", "uiterlijk": "2023-05-20"}
LICHT = {naam: waarde for naam, waarde in STAP.items() if naam != "norm"} | {"kpi": "tijdig-gestart"}


@pytest.fixture
async def bekend(monitoring: Monitoring) -> Monitoring:
    """The provider has a contract in Almere."""
    await monitoring.hoor(contract(AGB, 10))
    return monitoring


async def zet(monitoring: Monitoring, body: dict[str, object], status: int = 201) -> dict[str, object]:
    return await post(monitoring, PAD, body, status=status)


async def tot_de_pauze(monitoring: Monitoring) -> None:
    gesprek = await zet(monitoring, STAP)
    await post(monitoring, f"{PAD}/{gesprek['id']}/wederhoor", {"tekst": "Er was ziekte."}, agb=AGB)
    await zet(monitoring, PLAN)
    await zet(monitoring, STAP | {"stap": "controle"})
    await zet(monitoring, STAP | {"stap": "pauze"})


async def test_m89_a_measure_hangs_on_a_light_that_is_red(bekend: Monitoring) -> None:
    geweigerd = await zet(bekend, LICHT, status=409)  # nothing was measured
    assert geweigerd["rule"] == "M89"
    await zet(bekend, LICHT | {"kpi": "geluk"}, status=400)
    toen, laat = date(2023, 1, 2), date(2023, 4, 3)
    await bekend.hoor(toegewezen("t1", toen, toen), gestart("t1", toen, laat))
    gezet = await zet(bekend, LICHT)
    assert gezet["kpi"] == "tijdig-gestart"
    assert "minstens" in str(gezet["norm"])
    (rij,) = await rapport(bekend, "maatregelen")
    assert rij[:6] == [AGB, "Gesprek met hoor en wederhoor", OP, "almere-2023", gezet["norm"], LICHT["reden"]]
    assert rij[-1] == "tester"


async def test_m89_a_light_that_is_green_carries_no_measure(bekend: Monitoring) -> None:
    toen = date(2023, 1, 2)
    await bekend.hoor(toegewezen("t1", toen, toen), gestart("t1", toen, toen))
    await zet(bekend, LICHT, status=409)


@pytest.mark.parametrize("weg", ["reden", "norm"])
async def test_m89_without_a_reason_or_a_norm_nothing_is_set(bekend: Monitoring, weg: str) -> None:
    await zet(bekend, {naam: waarde for naam, waarde in STAP.items() if naam != weg}, status=400)
    await zet(bekend, STAP | {"kpi": "tijdig-gestart"}, status=400)  # a light or a norm, not both
    assert await rapport(bekend, "maatregelen") == []


async def test_m89_a_provider_of_another_municipality_is_refused(monitoring: Monitoring) -> None:
    assert (await zet(monitoring, STAP, status=409))["rule"] == "M89"
    await monitoring.hoor(toegewezen("t1", date(2023, 1, 2), date(2023, 1, 2)))  # a client is enough
    await zet(monitoring, STAP)
    await post(monitoring, "aanbieders/99990099/maatregelen", STAP, status=409)
    await post(monitoring, PAD, STAP, ALKMAAR, status=403)


async def test_m89_the_provider_is_heard_before_it_has_to_improve(bekend: Monitoring) -> None:
    gesprek = await zet(bekend, STAP)
    ongehoord = await zet(bekend, PLAN, status=409)
    assert "wederhoor" in str(ongehoord["detail"])
    antwoord = {"tekst": "Door ziekte was het team kleiner."}
    pad = f"{PAD}/{gesprek['id']}/wederhoor"
    await post(bekend, pad, antwoord, agb="99990002", status=404)
    await post(bekend, pad, antwoord, scope="monitoring", status=403)
    gehoord = await post(bekend, pad, antwoord, agb=AGB)
    assert (gehoord["wederhoor"], gehoord["wederhoorOp"]) == (antwoord["tekst"], "2023-06-01")
    await post(bekend, pad, {"tekst": "Anders."}, agb=AGB, status=409)
    await zet(bekend, PLAN)
    (eigen, _) = await lees(bekend, PAD, agb=AGB)
    assert eigen["wederhoor"] == antwoord["tekst"]
    assert await lees(bekend, PAD, agb="99990002") == []
    assert await lees(bekend, PAD, ALKMAAR, scope="monitoring") == []


async def test_m89_an_improvement_plan_has_a_last_day_and_is_checked(bekend: Monitoring) -> None:
    gesprek = await zet(bekend, STAP)
    await post(bekend, f"{PAD}/{gesprek['id']}/wederhoor", {"tekst": "Gezien."})
    zonder = {naam: waarde for naam, waarde in PLAN.items() if naam != "uiterlijk"}
    await zet(bekend, zonder, status=400)
    await zet(bekend, PLAN | {"uiterlijk": "2023-04-30"}, status=400)
    await zet(bekend, PLAN)
    (open_,) = await rapport(bekend, "afspraken")
    assert open_[0::2] == [AGB, "verbeterplan", "gemeente", "2023-05-20"]
    assert open_[-1] == "te laat"
    await zet(bekend, STAP | {"stap": "pauze"}, status=409)  # the check is left out
    await zet(bekend, STAP | {"stap": "controle"})
    assert await rapport(bekend, "afspraken") == []
    await zet(bekend, STAP | {"stap": "pauze"})


async def test_m89_a_step_is_left_out_only_with_a_reason(bekend: Monitoring) -> None:
    geweigerd = await zet(bekend, STAP | {"stap": "einde"}, status=409)
    assert "gesprek, verbeterplan, controle, pauze" in str(geweigerd["detail"])
    waarom = "De inspectie sloot de locatie vandaag."
    await zet(bekend, STAP | {"stap": "einde", "redenOvergeslagen": waarom})
    (rij,) = await rapport(bekend, "maatregelen")
    assert waarom in rij
    await zet(bekend, STAP | {"stap": "hersteld", "redenOvergeslagen": waarom}, status=409)  # nothing after the end


async def test_m89_a_step_is_not_before_the_one_before(bekend: Monitoring) -> None:
    await zet(bekend, STAP)
    await zet(bekend, STAP | {"stap": "hersteld", "per": "2023-04-30"}, status=400)
    await zet(bekend, STAP | {"inkoopmodel": "atlantis-2023"}, status=400)
    await post(bekend, PAD, STAP, scope="monitoring", status=403)
    await post(bekend, PAD, STAP, agb=AGB, status=403)


async def test_m64_a_pause_and_its_end_are_told_to_toewijzing(bekend: Monitoring) -> None:
    await tot_de_pauze(bekend)
    await zet(bekend, STAP | {"stap": "hersteld"})
    async with bekend.room.work(writes=False) as work:
        bodies = (await work.session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.position))).scalars()
        told = [json.loads(body) for body in bodies]
    assert [each["type"] for each in told] == ["nl.wmo.aanbieders.gepauzeerd.v1", "nl.wmo.aanbieders.hervat.v1"]
    assert told[0]["data"] == {"agb": AGB, "gemeenten": [ALMERE], "per": OP}
    assert [each["sequence"] for each in told] == ["0000000001", "0000000002"]


def test_m89_steps_go_forward_and_each_may_end_in_recovery() -> None:
    for plek, vorige in enumerate(VOLGORDE[:-1]):
        assert [each for each in VOLGORDE if mag_volgen(vorige, each)] == list(VOLGORDE[plek + 1 :])
        assert mag_volgen(vorige, "hersteld")
    assert not any(mag_volgen("einde", each) for each in (*VOLGORDE, "hersteld"))
    assert [mag_volgen(vorige, "hersteld") for vorige in (None, "hersteld")] == [False, False]


def test_m89_what_is_left_out_is_named() -> None:
    assert overgeslagen_stappen(None, "gesprek", is_gehoord=True) == ()
    assert overgeslagen_stappen("hersteld", "verbeterplan", is_gehoord=True) == ("gesprek",)
    assert overgeslagen_stappen("gesprek", "verbeterplan", is_gehoord=False) == ("wederhoor",)
    assert overgeslagen_stappen("gesprek", "hersteld", is_gehoord=False) == ()
    assert overgeslagen_stappen("verbeterplan", "pauze", is_gehoord=False) == ("controle",)
    assert overgeslagen_stappen("verbeterplan", "einde", is_gehoord=True) == ("controle", "pauze")
