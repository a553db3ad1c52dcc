"""GET /v1/keten: every number, and that doubles, order and strangers do not change it."""

import random
from collections import Counter
from datetime import date

import pytest
from tests.monitoring.conftest import NU, Monitoring
from tests.monitoring.verhaal import (
    ALKMAAR,
    ALMERE,
    VERHAAL_IN_CIJFERS,
    Verteld,
    declaratie,
    gestart,
    melding,
    product,
    toegewezen,
    verhaal,
    verwijderd,
    voorbereid,
)

from chassis.consumer import count_dead_letters
from chassis.events import Event
from clientroute.bench.regiojaren import gebeurtenissen
from monitoring.domain import maten
from monitoring.domain.maten import Maat
from monitoring.domain.selectie import Selectie
from monitoring.store import cijfers

JANUARI, FEBRUARI = date(2023, 1, 1), date(2023, 2, 1)


async def test_every_number_of_a_known_story(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_nothing_heard_is_zero_everywhere(monitoring: Monitoring) -> None:
    keten = await monitoring.keten()
    assert keten["aantalMeldingen"] == keten["aantalWachtend"] == keten["aantalDeclaraties"] == 0
    assert keten["bedragen"] == {"ingediend": 0, "toegekend": 0}
    assert {tijd["mediaan"] for tijd in keten["doorlooptijden"]} == {None}
    assert keten["budgetten"] == []


async def test_events_that_come_twice_count_once(monitoring: Monitoring) -> None:
    events = verhaal()
    await monitoring.hoor(*events, *events)
    await monitoring.hoor(*events)
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_the_same_news_under_another_event_id_counts_once(monitoring: Monitoring) -> None:
    events = verhaal()
    await monitoring.hoor(*events, *(each.opnieuw_verteld() for each in events))
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    async with monitoring.room.work(writes=False) as work:
        assert await count_dead_letters(work) == 0


@pytest.mark.parametrize("seed", range(8))
async def test_order_does_not_matter(monitoring: Monitoring, seed: int) -> None:
    events = verhaal()
    random.Random(seed).shuffle(events)
    half = len(events) // 2
    await monitoring.hoor(*events[:half])
    await monitoring.hoor(*events[half:])
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_last_first_does_not_matter(monitoring: Monitoring) -> None:
    await monitoring.hoor(*reversed(verhaal()))
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_a_product_waits_until_it_is_assigned(monitoring: Monitoring) -> None:
    await monitoring.hoor(voorbereid("t1", JANUARI))
    keten = await monitoring.keten()
    assert (keten["aantalWachtend"], keten["aantalToewijzingen"]) == (1, 0)
    await monitoring.hoor(toegewezen("t1", JANUARI, FEBRUARI))
    keten = await monitoring.keten()
    assert (keten["aantalWachtend"], keten["aantalToewijzingen"]) == (0, 1)


async def test_a_start_before_its_toewijzing_is_known_counts(monitoring: Monitoring) -> None:
    await monitoring.hoor(gestart("t1", JANUARI, FEBRUARI))
    keten = await monitoring.keten()
    assert (keten["aantalStarts"], keten["aantalToewijzingen"]) == (1, 0)


async def test_a_start_that_is_removed_and_told_again_counts_once(monitoring: Monitoring) -> None:
    dates = (JANUARI, FEBRUARI)
    eerst, weg, weer = gestart("t1", *dates), verwijderd("t1", *dates), gestart("t1", *dates, sequence=5)
    await monitoring.hoor(eerst, weg)
    keten = await monitoring.keten()
    assert keten["aantalStarts"] == 0
    assert keten["doorlooptijden"][4]["aantal"] == 0
    await monitoring.hoor(weer)
    assert (await monitoring.keten())["aantalStarts"] == 1


async def test_removing_one_start_leaves_the_other(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        gestart("t1", JANUARI, JANUARI, sequence=2),
        gestart("t1", JANUARI, FEBRUARI, sequence=3),
        verwijderd("t1", JANUARI, JANUARI, sequence=4),
    )
    assert (await monitoring.keten("?van=2023-02"))["aantalStarts"] == 1
    assert (await monitoring.keten("?tot=2023-01"))["aantalStarts"] == 0


async def test_a_start_before_the_toewijzingsdatum_took_no_days(monitoring: Monitoring) -> None:
    await monitoring.hoor(gestart("t1", FEBRUARI, JANUARI))
    assert (await monitoring.keten())["doorlooptijden"][4]["mediaan"] == 0


async def test_the_lines_of_a_declaration_rejected_whole_stand_under_its_code(monitoring: Monitoring) -> None:
    geheel = declaratie(
        "d1", JANUARI, (product("HO", 2, 0, 62_500, 0), product("IB3", 1, 0, 7_280, 0)), retourcode="9333"
    )
    await monitoring.hoor(geheel, declaratie("d2", JANUARI, (product("HO", 1, 1, 31_250, 31_250),), retourcode="8001"))
    prestaties = (await monitoring.keten())["prestatieaantallen"]
    assert prestaties == {
        "ontvangen": 4,
        "toegekend": 1,
        "afgewezen": 3,
        "afkeuringen": [{"retourcode": "9333", "aantal": 3, "bedrag": 69_780}],
    }


async def test_months_count_by_the_date_of_the_step(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    januari, februari = await monitoring.keten("?tot=2023-01"), await monitoring.keten("?van=2023-02&tot=2023-02")
    names = (
        "aantalMeldingen",
        "aantalOnderzoeken",
        "aantalBeschikkingen",
        "aantalToewijzingen",
        "aantalWachtend",
        "aantalStarts",
        "aantalDeclaraties",
    )
    assert [januari[name] for name in names] == [2, 1, 1, 1, 0, 0, 1]
    assert [februari[name] for name in names] == [1, 1, 1, 1, 1, 1, 1]
    assert januari["bedragen"] == {"ingediend": 108_310, "toegekend": 101_030}
    assert februari["prestatieaantallen"]["afkeuringen"] == [{"retourcode": "9321", "aantal": 1, "bedrag": -31_250}]


async def test_a_budget_is_held_against_its_whole_year(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    assert (await monitoring.keten("?van=2023-02&tot=2023-02"))["budgetten"] == VERHAAL_IN_CIJFERS["budgetten"]
    assert (await monitoring.keten("?van=2024-01"))["budgetten"] == []


async def test_a_municipality_sees_only_its_own(monitoring: Monitoring) -> None:
    other = declaratie("d9", JANUARI, (product("BI", 1, 1, 500, 500),), gemeente=ALKMAAR)
    await monitoring.hoor(*verhaal(), melding("m9", JANUARI, ALKMAAR), voorbereid("t9", JANUARI, ALKMAAR), other)
    assert await monitoring.keten("", ALMERE) == VERHAAL_IN_CIJFERS
    alkmaar = await monitoring.keten("", ALKMAAR)
    assert (alkmaar["aantalMeldingen"], alkmaar["aantalWachtend"], alkmaar["aantalDeclaraties"]) == (1, 1, 1)
    assert alkmaar["bedragen"] == {"ingediend": 500, "toegekend": 500}
    assert (await monitoring.keten())["aantalMeldingen"] == 4
    assert (await monitoring.keten(f"?gemeente={ALKMAAR}"))["aantalMeldingen"] == 1
    assert (await monitoring.keten("", ALMERE, ALKMAAR))["aantalMeldingen"] == 4


async def test_the_region_is_seen_whole_only_with_all(monitoring: Monitoring) -> None:
    await monitoring.hoor(*verhaal())
    assert (await monitoring.keten("", ALKMAAR))["budgetten"] == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?van=2023-03&tot=2023-02", "query.tot"),
        ("?van=2023-13", "query.van"),
        ("?van=2023-1", "query.van"),
        ("?tot=januari", "query.tot"),
        ("?gemeente=Almere", "query.gemeente"),
        ("?gemeente=9999", "query.gemeente"),
        ("?gemeente=", "query.gemeente"),
        ("?van=", "query.van"),
        ("?gemeentecode=0034", "query.gemeentecode"),
    ],
)
async def test_a_filter_that_makes_no_sense_says_so(op_sqlite: Monitoring, query: str, name: str) -> None:
    answer = await op_sqlite.client.get(f"/v1/keten{query}", headers=op_sqlite.token())
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert [each["name"] for each in answer.json()["invalidParams"]] == [name]


@pytest.mark.parametrize("path", ["/v1/keten", "/v1/diensten"])
async def test_who_may_look(op_sqlite: Monitoring, path: str) -> None:
    client = op_sqlite.client
    assert (await client.get(path)).status_code == 401
    assert (await client.get(path, headers=op_sqlite.token(scope="toegang"))).status_code == 403
    assert (await client.get(path, headers=op_sqlite.token(scope="monitoring"))).status_code == 200
    assert (await client.get(path, headers=op_sqlite.token(scope="beheer"))).status_code == 200


async def test_asking_for_another_municipality_is_refused(op_sqlite: Monitoring) -> None:
    answer = await op_sqlite.client.get(f"/v1/keten?gemeente={ALKMAAR}", headers=op_sqlite.token(ALMERE))
    assert answer.status_code == 403


async def test_by_year_and_by_month_a_provider_has_the_same_figures(monitoring: Monitoring) -> None:
    """Per provider whole years are read; by month the months are: both must say the same, whatever the months."""
    gehoord = [
        Event(f"{nummer}", "urn:bench", f"nl.wmo.{soort}.v1", subject, sequence, NU, data)
        for nummer, (soort, subject, sequence, _, _, data) in enumerate(gebeurtenissen(400))
    ]
    await monitoring.hoor(*map(Verteld, gehoord))
    gezocht = (maten.BEDRAG_TOEGEKEND, maten.START, maten.MAAND_GEBRUIKT, maten.CLIENT)
    perioden = [(None, None), ("2021-03", "2023-02"), ("2022-01", "2022-12"), (None, "2022-05"), ("2021-11", "2022-02")]
    for van, tot in perioden:
        for gemeenten in (None, frozenset({"0269", "0244"})):
            maanden = [each and date.fromisoformat(f"{each}-01") for each in (van, tot)]
            selectie = Selectie(gemeenten, *maanden)
            async with monitoring.room.work(writes=False) as work:
                per_jaar = await cijfers.sommen(work.session, selectie, gezocht, "agb")
                per_maand = Counter[tuple[Maat, str]]()
                for som in await cijfers.sommen(work.session, selectie, gezocht, "maand", "agb"):
                    per_maand[som.maat, som.agb] += som.waarde
            assert len(per_jaar) > 4
            assert {(som.maat, som.agb): som.waarde for som in per_jaar} == per_maand
