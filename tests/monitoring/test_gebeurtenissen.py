"""The log of events: everything is kept, and what is odd stops nothing."""

import json
from datetime import UTC, date, datetime

from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import ALMERE, VERHAAL_IN_CIJFERS, Verteld, melding, verhaal

from chassis.consumer import dead_letters
from chassis.events import Event, encode
from chassis.identifiers import new_id
from monitoring.tables import Gebeurtenis

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
    bodies = [encode(each.event, schema="urn:test:schema") for each in verhaal()]
    await monitoring.hoor_bytes([b"{}", *bodies, b"geen json"])
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    async with monitoring.room.work(writes=False) as work:
        assert len(await dead_letters(work)) == 2
