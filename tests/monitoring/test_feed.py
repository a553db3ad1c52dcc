"""GET /v1/gebeurtenissen: every event, in order, for who may see it; and what is parked can be played again."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import feed, ids
from tests.monitoring.verhaal import ALKMAAR, ALMERE, VERHAAL_IN_CIJFERS, Verteld, melding, toegewezen, verhaal
from tests.wissel import ongezien

from chassis.identifiers import new_id
from chassis.reseal import reseal
from monitoring import noteren
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.toegang import MELDING, Gemeld
from monitoring.noteren.soort import Gebeurtenissoort
from monitoring.tables import Gebeurtenis


async def test_the_feed_gives_every_event_once_and_in_order(monitoring: Monitoring) -> None:
    events = verhaal()
    await monitoring.hoor(*events)
    seen, cursor = [], ""
    while items := (page := await feed(monitoring, f"?limit=5{cursor}"))["items"]:
        seen += [each["id"] for each in items]
        cursor = f"&cursor={page['volgende']}"
    assert seen == [each.event.id for each in events]


async def test_at_the_end_the_cursor_waits_for_what_comes(monitoring: Monitoring) -> None:
    await monitoring.hoor(melding("m1", date(2023, 1, 2)))
    einde = (await feed(monitoring, ""))["volgende"]
    assert (await feed(monitoring, f"?cursor={einde}"))["items"] == []
    later = melding("m2", date(2023, 1, 3))
    await monitoring.hoor(later)
    assert ids(await feed(monitoring, f"?cursor={einde}")) == [later.event.id]


async def test_filters_by_municipality_type_and_subject(monitoring: Monitoring) -> None:
    elders = melding("m9", date(2023, 1, 2), ALKMAAR)
    await monitoring.hoor(*verhaal(), elders)
    assert ids(await feed(monitoring, f"?gemeente={ALKMAAR}")) == [elders.event.id]
    meldingen = await feed(monitoring, "?type=nl.wmo.meldingen.geregistreerd.v1")
    assert [each["subject"] for each in meldingen["items"]] == ["m1", "m2", "m3", "m9"]
    t1 = await feed(monitoring, "?subject=t1&limit=500")
    assert [each["type"].split(".")[-2] for each in t1["items"]] == [
        "voorbereid",
        "toegewezen",
        "gestart",
        "toegewezen",
    ]


async def test_a_municipality_reads_its_own_events_and_those_that_name_it(monitoring: Monitoring) -> None:
    gedeeld = _met_data(melding("x", date(2023, 1, 2)), gemeente=None, gemeenten=[ALKMAAR, ALMERE])
    van_niemand = _met_data(melding("y", date(2023, 1, 2)), gemeente=None)
    elders = melding("m9", date(2023, 1, 2), ALKMAAR)
    await monitoring.hoor(elders, gedeeld, van_niemand, melding("m1", date(2023, 1, 2)))
    assert ids(await feed(monitoring, "", ALKMAAR)) == [elders.event.id, gedeeld.event.id]
    assert len((await feed(monitoring, ""))["items"]) == 4
    answer = await monitoring.client.get(f"/v1/gebeurtenissen?gemeente={ALKMAAR}", headers=monitoring.token(ALMERE))
    assert answer.status_code == 403


async def test_the_feed_holds_no_hash_of_a_bsn(monitoring: Monitoring) -> None:
    await monitoring.hoor(toegewezen("t1", date(2023, 1, 2), date(2023, 1, 3)))
    (item,) = (await feed(monitoring, ""))["items"]
    assert item["data"]["toewijzingId"] == "t1"
    assert "bsnHash" not in item["data"]


async def test_monitoring_keeps_no_hash_of_a_bsn(monitoring: Monitoring) -> None:
    """Nor what it kept before: `hersluit` empties it, and every figure can be made again without."""
    await monitoring.hoor(toegewezen("t1", date(2023, 1, 2), date(2023, 1, 3)))
    async with monitoring.room.work() as work:
        (data,) = (await work.session.execute(select(Gebeurtenis.data))).scalars()
        assert json.loads(data)["bsnHash"] == ""
        await work.session.execute(update(Gebeurtenis).values(data=data.replace('"bsnHash":""', '"bsnHash":"abc"')))
    assert (await reseal(monitoring.room, ongezien)).done == 1
    async with monitoring.room.work(writes=False) as work:
        assert (await work.session.execute(select(Gebeurtenis.data))).scalar_one() == data
        assert json.loads(data)["bsnHash"] == ""
    monitoring.room.check_keys()
    assert not monitoring.room.vault.matches_bsn


@pytest.mark.parametrize(
    "query",
    ["?cursor=x", "?cursor=cDA9", "?cursor=eA==", "?limit=0", "?limit=501", "?gemeente=Almere", "?geparkeerd=ja!"],
)
async def test_a_question_that_makes_no_sense_says_so(op_sqlite: Monitoring, query: str) -> None:
    answer = await op_sqlite.client.get(f"/v1/gebeurtenissen{query}", headers=op_sqlite.token())
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def _met_data(verteld: Verteld, **data: object) -> Verteld:
    nieuw = {name: value for name, value in {**verteld.event.data, **data}.items() if value is not None}
    return Verteld(replace(verteld.event, data=nieuw))


def _van_type(verteld: Verteld, event_type: str) -> Verteld:
    return Verteld(replace(verteld.event, id=new_id(), type=event_type))


async def test_what_cannot_be_counted_is_parked_with_its_reason(monitoring: Monitoring) -> None:
    goed = melding("m8", date(2023, 1, 2))
    onbekend = _van_type(goed, "nl.wmo.planeten.ontdekt.v1")
    nieuwer = _van_type(goed, "nl.wmo.meldingen.geregistreerd.v2")
    kaal = Verteld(replace(goed.event, data={"gemeente": ALMERE}))
    await monitoring.hoor(*verhaal(), onbekend, nieuwer, kaal)
    geparkeerd = await feed(monitoring, "?geparkeerd=true")
    assert {each["id"]: each["reden"] for each in geparkeerd["items"]} == {
        onbekend.event.id: "dit type is nog niet bekend",
        nieuwer.event.id: "versie v2 is nog niet bekend",
        kaal.event.id: "past niet: clientId, meldingId, meldingsdatum",
    }
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


@pytest.fixture
def na_de_update(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if a new version of this code knows one type more."""
    soorten = {**noteren.SOORTEN}
    soorten["nl.wmo.meldingen.geregistreerd.v2"] = soorten["nl.wmo.meldingen.geregistreerd.v1"]
    with monkeypatch.context() as patch:
        yield patch.setattr(noteren, "SOORTEN", soorten)


async def test_after_an_update_what_was_parked_counts(monitoring: Monitoring, request: pytest.FixtureRequest) -> None:
    nieuwer = _van_type(melding("m8", date(2023, 1, 2)), "nl.wmo.meldingen.geregistreerd.v2")
    onbekend = _van_type(melding("m8", date(2023, 1, 2)), "nl.wmo.planeten.ontdekt.v1")
    await monitoring.hoor(nieuwer, onbekend)
    assert (await monitoring.keten())["aantalMeldingen"] == 0
    request.getfixturevalue("na_de_update")
    headers = monitoring.token(scope="beheer")
    for verwerkt in (1, 0):
        answer = await monitoring.client.post("/v1/gebeurtenissen/_opnieuw", headers=headers)
        assert answer.json() == {"aantalVerwerkt": verwerkt, "aantalGeparkeerd": 1}
        assert (await monitoring.keten())["aantalMeldingen"] == 1


def _mild(data: str, sequence: int) -> list[Notitie]:
    """Reads a melding that has little more than its key."""
    return [MELDING.noteer(json.loads(data)["meldingId"], -sequence, Gemeld(ALMERE, date(2023, 1, 2)))]


@pytest.mark.parametrize(
    ("event_type", "data"),
    [
        ("nl.wmo.planeten.ontdekt.v1", {}),
        ("nl.wmo.meldingen.geregistreerd.v3", {}),
        ("nl.wmo.meldingen.geregistreerd.v1", {"clientId": None}),
    ],
    ids=["unknown type", "newer version", "field missing"],
)
async def test_whatever_was_odd_is_found_and_counts_once_after_an_update(
    op_sqlite: Monitoring, monkeypatch: pytest.MonkeyPatch, event_type: str, data: dict[str, object]
) -> None:
    vreemd = _van_type(_met_data(melding("m8", date(2023, 1, 2)), **data), event_type)
    await op_sqlite.hoor(vreemd, vreemd.opnieuw_verteld(), *verhaal())
    assert len((await feed(op_sqlite, "?geparkeerd=true"))["items"]) == 2
    assert await op_sqlite.keten() == VERHAAL_IN_CIJFERS
    monkeypatch.setitem(noteren.SOORTEN, event_type, Gebeurtenissoort(event_type, _mild))
    answer = await op_sqlite.client.post("/v1/gebeurtenissen/_opnieuw", headers=op_sqlite.token(scope="beheer"))
    assert answer.json() == {"aantalVerwerkt": 2, "aantalGeparkeerd": 0}
    assert await op_sqlite.keten() == VERHAAL_IN_CIJFERS | {"aantalMeldingen": 4}


async def test_only_an_administrator_plays_again(op_sqlite: Monitoring) -> None:
    answer = await op_sqlite.client.post("/v1/gebeurtenissen/_opnieuw", headers=op_sqlite.token())
    assert answer.status_code == 403
