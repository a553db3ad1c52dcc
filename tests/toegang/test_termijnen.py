"""The clocks of the law: six weeks, two weeks, and why they may stand still."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.toegang.conftest import (
    AANVRAAG,
    ALMELO,
    ALMERE,
    ANDER_BSN,
    BEVESTIGING,
    Json,
    Toegang,
    afweging,
    beschikking,
    gelukt,
    melding,
    met,
)

from istandaard.termijnen import is_werkdag
from toegang.domain.termijn import REDENEN, WEKEN, Pauze, Stand, Termijnsoort, check_opschorting, laatste_dag, stand
from weigering import Weigering
from wetten import Wet


@pytest.mark.parametrize(
    ("begin", "weken", "verwacht"),
    [
        (date(2024, 5, 6), 6, date(2024, 6, 17)),  # a Monday
        (date(2024, 5, 4), 2, date(2024, 5, 21)),  # Saturday 18 May, then Whit Monday
        (date(2024, 2, 16), 6, date(2024, 4, 2)),  # Good Friday, weekend, Easter Monday
        (date(2023, 4, 21), 2, date(2023, 5, 8)),  # Friday 5 May: no day off for employers, a holiday for this law
        (date(2024, 5, 4), 12, date(2024, 7, 29)),  # Saturday 27 July
        (date(2024, 5, 4), 13, date(2024, 8, 3)),  # longer than twelve weeks: a Saturday stays
        (date(2024, 5, 4), 18, date(2024, 9, 7)),
    ],
)
def test_the_last_day_is_a_working_day(begin: date, weken: int, verwacht: date) -> None:
    assert laatste_dag(begin, weken) == verwacht


def test_how_long_each_clock_of_the_law_runs() -> None:
    """Wmo 2015, 2.3.2 and 2.3.5; Awb 4:13 for the Jeugdwet; Awb 7:10."""
    maandag = date(2024, 5, 6)
    twee, zes, acht = date(2024, 5, 21), date(2024, 6, 17), date(2024, 7, 1)  # the first one after Whit Monday
    assert {
        wet: {soort: laatste_dag(maandag, weken) for soort, weken in termijnen.items()}
        for wet, termijnen in WEKEN.items()
    } == {
        Wet.WMO: {Termijnsoort.ONDERZOEK: zes, Termijnsoort.BESLUIT: twee, Termijnsoort.BEZWAAR: zes},
        Wet.JEUGDWET: {Termijnsoort.BESLUIT: acht, Termijnsoort.BEZWAAR: zes},
    }


def test_of_a_pause_only_days_of_the_term_count() -> None:
    """Awb 4:15: the first day of a term is the day after it started."""
    maandag, dag = date(2024, 5, 6), timedelta(1)
    assert laatste_dag(maandag, 6, [Pauze(maandag, maandag + dag)]) == laatste_dag(maandag, 6) == date(2024, 6, 17)
    assert laatste_dag(maandag, 6, [Pauze(maandag, maandag + 3 * dag)]) == date(2024, 6, 19)


def test_a_pause_on_the_last_day_leaves_that_day_also_after_a_weekend() -> None:
    """The six weeks end on Saturday 15 June, so on Monday 17 June: the day on which it stands still, until Thursday."""
    begin, maandag, donderdag = date(2024, 5, 4), date(2024, 6, 17), date(2024, 6, 20)
    assert laatste_dag(begin, 6) == maandag
    assert laatste_dag(begin, 6, [Pauze(maandag, donderdag)]) == donderdag
    assert laatste_dag(begin, 6, [Pauze(maandag, donderdag), Pauze(donderdag, date(2024, 6, 25))]) == date(2024, 6, 25)


@given(
    begin=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    pauzes=st.lists(st.tuples(st.integers(1, 30), st.integers(1, 30)), max_size=4),
)
def test_a_pause_moves_the_last_day_by_as_much_as_it_lasts(begin: date, pauzes: list[tuple[int, int]]) -> None:
    stil, dag = [], begin
    for wacht, duur in pauzes:
        dag += timedelta(wacht)
        stil.append(Pauze(dag, dag + timedelta(duur)))
        dag += timedelta(duur)
    einde = laatste_dag(begin, 6, stil)
    assert einde is not None
    te_gaan = (einde - begin).days - 42 - sum(duur for _, duur in pauzes)
    assert 0 <= te_gaan <= 5
    assert is_werkdag(einde)
    assert laatste_dag(begin, 6, [*stil, Pauze(dag, None)]) is None


def test_how_a_clock_is() -> None:
    vandaag = date(2024, 6, 3)
    assert stand(date(2024, 6, 2), None, vandaag) == Stand.TE_LAAT
    assert stand(date(2024, 6, 3), None, vandaag) == stand(date(2024, 6, 10), None, vandaag) == Stand.BIJNA
    assert stand(date(2024, 6, 11), None, vandaag) == Stand.LOOPT
    assert stand(None, None, vandaag) == Stand.OPGESCHORT
    assert stand(date(2024, 6, 2), vandaag, vandaag) == Stand.GESTOPT


def test_every_clock_has_reasons_of_its_own() -> None:
    dagen = (date(2024, 5, 6), date(2024, 6, 17), ())
    for soort in Termijnsoort:
        for reden in {reden for redenen in REDENEN.values() for reden in redenen}:
            if reden in REDENEN[soort]:
                check_opschorting(soort, reden, *dagen, date(2024, 5, 10), date(2024, 6, 3))
            else:
                with pytest.raises(Weigering) as caught:
                    check_opschorting(soort, reden, *dagen, date(2024, 5, 10), date(2024, 6, 3))
                assert caught.value.veld == "body.reden"
                assert all(each in caught.value.reden for each in REDENEN[soort])


async def _termijnen(toegang: Toegang, query: str = "") -> list[Json]:
    found = gelukt(await toegang.get(f"/v1/termijnen{query}"), 200)["items"]
    assert isinstance(found, list)
    return found


def _kort(termijn: Json) -> tuple[object, ...]:
    return termijn["soort"], termijn["begin"], termijn["uiterlijk"], termijn["stand"]


async def test_the_clocks_follow_the_steps(toegang: Toegang) -> None:
    pad = await toegang.bevestigd()
    (termijn,) = await _termijnen(toegang)
    assert _kort(termijn) == ("onderzoek", "2024-05-06", "2024-06-17", "loopt")
    onderzocht = await toegang.onderzocht(melding(bsn=ANDER_BSN))
    assert [_kort(each) for each in await _termijnen(toegang)] == [_kort(termijn)]
    gelukt(await toegang.post(f"{onderzocht}/aanvraag", AANVRAAG))
    assert _kort((await _termijnen(toegang))[0]) == ("besluit", "2024-05-21", "2024-06-04", "bijna-om")
    gelukt(await toegang.post(f"{onderzocht}/afwegingen", afweging()))
    gelukt(await toegang.post(f"{onderzocht}/beschikkingen", beschikking()))
    assert [_kort(each) for each in await _termijnen(toegang)] == [_kort(termijn)]
    alle = (await toegang.get(f"{onderzocht}/termijnen")).json()
    assert [(each["soort"], each["gestoptOp"], each["stand"]) for each in alle] == [
        ("onderzoek", "2024-05-20", "gestopt"),
        ("besluit", "2024-05-27", "gestopt"),
    ]
    await toegang.sluit(pad)
    assert await _termijnen(toegang) == []


async def test_a_front_office_sees_what_is_late_due_and_standing_still(toegang: Toegang) -> None:
    burgers = {"te-laat": "2024-04-02", "bijna-om": "2024-04-26", "loopt": "2024-05-06", "opgeschort": "2024-05-07"}
    for bsn, dag in zip(("999900006", "999900018", "999900031", "999900043"), burgers.values(), strict=True):
        await toegang.meld(melding(meldingsdatum=dag, bsn=bsn))
    stil = (await _termijnen(toegang))[3]
    body = {"reden": "afwezig", "vanaf": "2024-05-20"}
    opgeschort = gelukt(await toegang.post(f"/v1/termijnen/{stil['id']}/opschortingen", body))
    assert opgeschort["uiterlijk"] is None
    assert opgeschort["opschortingen"] == [
        {
            "reden": "afwezig",
            "uitleg": "De inwoner is er niet, bijvoorbeeld door opname in een ziekenhuis.",
            "vanaf": "2024-05-20",
            "tot": None,
        }
    ]
    for naam, dag in burgers.items():
        assert [each["begin"] for each in await _termijnen(toegang, f"?stand={naam}")] == [dag]
    toegang.headers = toegang.token(ALMELO)
    assert await _termijnen(toegang) == []
    assert (await toegang.post(f"/v1/termijnen/{stil['id']}/_hervat", {"tot": "2024-06-03"})).status_code == 404


async def test_what_has_to_be_ready_first_stands_first_and_what_stands_still_last(toegang: Toegang) -> None:
    """Each with the number of its case, and none missed or twice from page to page."""
    dagen = {"999900006": "2024-05-08", "999900018": "2024-04-02", "999900031": "2024-05-06", "999900043": "2024-05-06"}
    zaaknummers = {}
    for bsn, dag in dagen.items():
        gemeld = await toegang.meld(melding(meldingsdatum=dag, bsn=bsn))
        zaaknummers[gemeld["id"]] = gemeld["zaaknummer"]
    for each in await _termijnen(toegang, "?stand=loopt"):
        if each["begin"] == "2024-05-06":
            stil = {"reden": "afwezig", "vanaf": "2024-05-20"}
            gelukt(await toegang.post(f"/v1/termijnen/{each['id']}/opschortingen", stil))
    gezien, pagina = [], gelukt(await toegang.get("/v1/termijnen?limit=1"), 200)
    while pagina["volgende"] is not None:
        gezien += pagina["items"]
        pagina = gelukt(await toegang.get(f"/v1/termijnen?limit=1&cursor={pagina['volgende']}"), 200)
    gezien += pagina["items"]
    assert [each["uiterlijk"] for each in gezien] == ["2024-05-14", "2024-06-19", None, None]
    assert {each["meldingId"]: each["zaaknummer"] for each in gezien} == zaaknummers
    assert (await toegang.get("/v1/termijnen?cursor=eA==")).status_code == 400


async def test_a_clock_runs_on_where_it_stood_still(toegang: Toegang) -> None:
    await toegang.meld()
    (termijn,) = await _termijnen(toegang)
    pad = f"/v1/termijnen/{termijn['id']}"
    body = {"reden": "instemming", "vanaf": "2024-05-10"}
    gelukt(await toegang.post(f"{pad}/opschortingen", body))
    twice = await toegang.post(f"{pad}/opschortingen", body)
    assert (twice.status_code, twice.json()["rule"]) == (409, "Wmo 2015, 2.3.2")
    early = await toegang.post(f"{pad}/_hervat", {"tot": "2024-05-10"})
    assert (early.status_code, early.json()["invalidParams"][0]["name"]) == (400, "body.tot")
    hervat = gelukt(await toegang.post(f"{pad}/_hervat", {"tot": "2024-05-20"}), 200)
    assert hervat["uiterlijk"] == "2024-06-27"
    assert (await toegang.post(f"{pad}/_hervat", {"tot": "2024-05-21"})).status_code == 409
    opnieuw = await toegang.post(f"{pad}/opschortingen", met(body, "vanaf", "2024-05-19"))
    assert opnieuw.json()["detail"] == "Kies een dag van 20-05-2024 tot en met 03-06-2024."
    types = [each["type"] for each in await toegang.events()]
    assert types[1:] == ["nl.wmo.termijnen.opgeschort.v1", "nl.wmo.termijnen.hervat.v1"]
    assert (await toegang.events())[2]["data"] == {
        "opschortingId": (await toegang.events())[1]["data"]["opschortingId"],  # type: ignore[index]
        "meldingId": termijn["meldingId"],
        "clientId": (await toegang.get(f"/v1/meldingen/{termijn['meldingId']}")).json()["clientId"],
        "gemeente": ALMERE,
        "wet": "wmo",
        "termijn": "onderzoek",
        "reden": "instemming",
        "vanaf": "2024-05-10",
        "tot": "2024-05-20",
    }


async def test_a_clock_that_stopped_cannot_stand_still(toegang: Toegang) -> None:
    pad = await toegang.onderzocht()
    (termijn,) = (await toegang.get(f"{pad}/termijnen")).json()
    answer = await toegang.post(
        f"/v1/termijnen/{termijn['id']}/opschortingen", {"reden": "gegevens", "vanaf": "2024-05-10"}
    )
    assert (answer.status_code, answer.json()["detail"]) == (409, "Deze termijn is al gestopt.")


async def test_without_onderzoek_the_citizen_may_apply_after_six_weeks(toegang: Toegang) -> None:
    """Wmo 2015, 2.3.2, ninth paragraph. The decision still needs an onderzoek."""
    te_vroeg = f"/v1/meldingen/{(await toegang.meld())['id']}"
    answer = await toegang.post(f"{te_vroeg}/aanvraag", {"ingediendOp": "2024-06-03"})
    assert (answer.status_code, answer.json()["rule"]) == (409, "Wmo 2015, 2.3.2, negende lid")
    assert "17-06-2024" in answer.json()["detail"]
    laat = f"/v1/meldingen/{(await toegang.meld(melding(meldingsdatum='2024-04-02', bsn=ANDER_BSN)))['id']}"
    gemeld = gelukt(await toegang.post(f"{laat}/aanvraag", {"ingediendOp": "2024-05-21"}))
    assert (gemeld["status"], gemeld["aanvraagdatum"]) == ("geregistreerd", "2024-05-21")
    besluit = await toegang.post(f"{laat}/beschikkingen", beschikking())
    assert (besluit.status_code, besluit.json()["rule"]) == (409, "Wmo 2015, 2.3.2")
    twice = await toegang.post(f"{laat}/aanvraag", AANVRAAG)
    assert (twice.status_code, twice.json()["rule"]) == (409, "Wmo 2015, 2.3.5")
    gelukt(await toegang.put(f"{laat}/bevestiging", BEVESTIGING), 200)
    soorten = [each["soort"] for each in await _termijnen(toegang)]
    assert soorten == ["onderzoek", "besluit", "onderzoek"]
