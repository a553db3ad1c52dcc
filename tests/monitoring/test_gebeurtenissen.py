"""The log of events: everything is kept, and what is odd stops nothing."""

import json
from datetime import UTC, date, datetime

from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import ALMERE, VERHAAL_IN_CIJFERS, Verteld, evaluatie, melding, verhaal, vertel

import gebeurtenissen
from chassis.consumer import dead_letters
from chassis.events import Event, encode
from chassis.identifiers import new_id
from gebeurtenissen.plan import ZRM_GEMETEN, ZrmGemeten, ZrmScore
from monitoring import noteren
from monitoring.domain.cijfers import Niveau
from monitoring.tables import Cijfer, Gebeurtenis

OP = datetime(2023, 1, 1, 12, 0, tzinfo=UTC)


async def _log(monitoring: Monitoring) -> dict[str, Gebeurtenis]:
    async with monitoring.room.work(writes=False) as work:
        found = (await work.session.execute(select(Gebeurtenis))).scalars().all()
    return {each.id: each for each in found}


def _onbekend(**data: object) -> Verteld:
    return Verteld(Event(new_id(), "urn:test:systeem", "nl.wmo.iets.gebeurd.v7", "zaak-1", 3, OP, data))


async def test_every_event_is_kept_once_as_it_came(monitoring: Monitoring) -> None:
    events = verhaal()
    await monitoring.hoor(*events, *events)
    log = await _log(monitoring)
    assert set(log) == {each.event.id for each in events}
    first = events[0].event
    kept = log[first.id]
    assert (kept.source, kept.type, kept.subject, kept.sequence) == (
        first.source,
        first.type,
        first.subject,
        first.sequence,
    )
    assert kept.time == first.time
    assert kept.gemeente == ALMERE
    assert json.loads(kept.data) == first.data


async def test_an_unknown_type_is_kept_and_counts_nowhere(monitoring: Monitoring) -> None:
    onbekend = _onbekend(gemeente=ALMERE, volgende={"a": [1, None, "é"]})
    await monitoring.hoor(onbekend, *verhaal())
    kept = (await _log(monitoring))[onbekend.event.id]
    assert (kept.type, kept.gemeente) == ("nl.wmo.iets.gebeurd.v7", ALMERE)
    assert json.loads(kept.data) == onbekend.event.data
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS


async def test_only_a_code_is_taken_for_a_municipality(monitoring: Monitoring) -> None:
    events = [_onbekend(gemeente=odd) for odd in ("Almere", "00341", 34, None, ["0034"], "٠٠٣٤")] + [_onbekend()]
    await monitoring.hoor(*events)
    log = await _log(monitoring)
    assert len(log) == len(events)
    assert {each.gemeente for each in log.values()} == {None}


async def test_a_known_type_with_a_field_missing_stops_nothing(monitoring: Monitoring) -> None:
    good = melding("m1", date(2023, 1, 2)).event
    lame = Event(new_id(), good.source, good.type, "m2", 1, OP, {"meldingId": "m2", "gemeente": ALMERE})
    await monitoring.hoor(Verteld(lame), *verhaal())
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    parked = (await _log(monitoring))[lame.id]
    assert parked.reden == "past niet: clientId, meldingsdatum"
    assert sum(each.reden is not None for each in (await _log(monitoring)).values()) == 1


async def test_what_is_no_event_stops_nothing(monitoring: Monitoring) -> None:
    bodies = [encode(each.event) for each in verhaal()]
    await monitoring.hoor_bytes([b"{}", *bodies, b"geen json"])
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    async with monitoring.room.work(writes=False) as work:
        assert len(await dead_letters(work)) == 2


async def _cijfers(monitoring: Monitoring) -> dict[tuple[str, str], int]:
    """Every figure of all providers together, by measure and characteristic."""
    per_gemeente = select(Cijfer).where(Cijfer.niveau == Niveau.GEMEENTE)
    async with monitoring.room.work(writes=False) as work:
        found = (await work.session.execute(per_gemeente)).scalars().all()
    return {(each.maat, each.kenmerk): each.waarde for each in found}


async def test_a_measurement_counts_in_its_evaluation_and_not_once_more(monitoring: Monitoring) -> None:
    """M11, M91: toegang tells each measurement, and the evaluation that compares the first with the last."""
    op = date(2023, 1, 1)
    metingen = [
        vertel(ZRM_GEMETEN, key, _meting(key, op, score)) for key, score in (("start", 2), ("bij evaluatie", 4))
    ]
    await monitoring.hoor(*metingen, evaluatie(1, 2, 4))
    cijfers = await _cijfers(monitoring)
    assert {maat: cijfers[maat, "financien"] for maat in ("zrm", "zrm-start", "zrm-nu")} == {
        "zrm": 1,
        "zrm-start": 2,
        "zrm-nu": 4,
    }
    assert {each.reden for each in (await _log(monitoring)).values()} == {None}


def _meting(key: str, op: date, score: int) -> ZrmGemeten:
    scores = (ZrmScore(domein="financien", score=score),)
    return ZrmGemeten(meting_id=key, plan_id="p", client_id="c", gemeente=ALMERE, op=op, scores=scores)


async def test_what_counts_nowhere_is_kept_and_changes_no_figure(monitoring: Monitoring) -> None:
    """Whatever it says: a type that is declared but counted nowhere is not read further than its municipality."""
    stil = sorted({each.name for each in gebeurtenissen.ALL} - noteren.SOORTEN.keys())
    assert {"nl.wmo.huishoudens.gewijzigd.v1", "nl.wmo.doelen.vastgelegd.v1", ZRM_GEMETEN.name} <= set(stil)
    await monitoring.hoor(*verhaal())
    voor = await _cijfers(monitoring)
    events = [Event(new_id(), "urn:test:systeem", each, "m1", 9, OP, {"gemeente": ALMERE}) for each in stil]
    await monitoring.hoor(*(Verteld(each) for each in events))
    log = await _log(monitoring)
    assert {(log[each.id].gemeente, log[each.id].reden) for each in events} == {(ALMERE, None)}
    assert await _cijfers(monitoring) == voor
