"""What toewijzing tells is kept together: what stands and what goes on is what would have come of it one by one."""

import random
from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select
from tests.bezorgen import Bezorg, een_voor_een, samen
from tests.declaratie.conftest import ANDERE_DIENST, NU, Declaratie
from tests.declaratie.maker import AGB, ALKMAAR, ALMERE, ANDERE_AGB, TOTAAL, UUR, client, gestart, prestatie
from tests.declaratie.maker import declaratie as bericht_met
from tests.statements import counted
from tests.toeval import zo_vaak

from berichtenverkeer.tables import berichten
from chassis import tables
from chassis.consumer import Consumer
from chassis.events import Event, EventData, EventType, decode, encode
from chassis.relay import Outgoing
from declaratie.tables import GehoordeToewijzing, Levering
from gebeurtenissen.declaratie import DECLARATIE_HERVAT
from gebeurtenissen.toewijzing import (
    BEEINDIGING_VERWIJDERD,
    LEVERING_BEEINDIGD,
    LEVERING_GESTART,
    LEVERING_VERWIJDERD,
    TOEWIJZING_TOEGEWEZEN,
    LeveringBeeindigd,
    LeveringGestart,
    ToewijzingToegewezen,
)

WAAR = [(agb, gemeente) for agb in (AGB, ANDERE_AGB) for gemeente in (ALMERE, ALKMAAR)]
DAGEN = (date(2023, 2, 1), date(2023, 3, 1))


def toegewezen(dienst: Declaratie, nummer: int, volume: int) -> ToewijzingToegewezen:
    """So many hours over 2023."""
    agb, gemeente = WAAR[nummer % len(WAAR)]
    return dienst.toegewezen(nummer, agb=agb, gemeente=gemeente, omvang=(volume, UUR, TOTAAL))


def begonnen(nummer: int, begindatum: date) -> LeveringGestart:
    """Help of that assignment began."""
    agb, gemeente = WAAR[nummer % len(WAAR)]
    return gestart(begindatum, nummer, agb=agb, gemeente=gemeente)


def beeindigd(nummer: int, begindatum: date, einddatum: date) -> LeveringBeeindigd:
    """And ended."""
    start = begonnen(nummer, begindatum).model_dump(exclude={"toewijzingsdatum", "overgenomen"})
    return LeveringBeeindigd(**start, einddatum=einddatum, reden="02", tijdelijk=False)


def mengsel(dienst: Declaratie, rng: random.Random) -> list[Outgoing]:
    """Assignments, starts and stops, newer and older, of one thing more than once, and events nobody can read."""
    events = []
    for _ in range(60):
        nummer, sequence = rng.randint(1001, 1008), rng.randint(1, 6)
        begin = rng.choice(DAGEN)
        start, stop = begonnen(nummer, begin), beeindigd(nummer, begin, date(2023, 6, rng.randint(1, 30)))
        gekozen: tuple[EventType[EventData], EventData] = rng.choice(
            [
                (TOEWIJZING_TOEGEWEZEN, toegewezen(dienst, nummer, rng.randint(50, 99))),
                (LEVERING_GESTART, start),
                (LEVERING_VERWIJDERD, start),
                (LEVERING_BEEINDIGD, stop),
                (BEEINDIGING_VERWIJDERD, stop),
            ]
        )
        events += [als_event(*gekozen, len(events), sequence)] * rng.choice((1, 1, 2))
    # Of one kind after each other, as they are told under load.
    return [uitgaand(plek, each) for plek, each in enumerate(sorted(events, key=lambda each: each.type))]


def als_event(soort: EventType[EventData], data: EventData, nummer: int, sequence: int) -> Event:
    """As toewijzing tells it."""
    body = data.model_dump(mode="json", by_alias=True)
    return Event(f"event-{nummer}", ANDERE_DIENST, soort.name, "onderwerp", sequence, NU, body)


def uitgaand(plek: int, event: Event) -> Outgoing:
    """On its way."""
    return Outgoing(plek, event.id, event.type, encode(event))


async def gehoord(dienst: Declaratie, events: Sequence[Outgoing], bezorg: Bezorg) -> list[list[object]]:
    """What stands once these were heard, and which messages that waited go on, in order."""
    dienst.room.settings = dienst.room.settings.model_copy(update={"assignment_wait_minutes": 60})
    for nummer in (1001, 1002, 1003, 1004, 1005):
        agb, gemeente = WAAR[nummer % len(WAAR)]
        lijn = client(prestatie(5, nummer=nummer))
        await dienst.lever_aan(bericht_met(lijn, agb=agb, gemeente=gemeente, identificatie=f"I{nummer}"), agb)
    await dienst.werk()
    await bezorg(Consumer(dienst.room), events)
    async with dienst.room.work(writes=False) as work:
        rows = (await work.session.execute(select(berichten.c.id, berichten.c.identificatie))).all()
        naam = {str(each.id): str(each.identificatie) for each in rows}
        outbox = (await work.session.execute(select(tables.outbox.c.body).order_by(tables.outbox.c.position))).scalars()
        verteld = [decode(each) for each in outbox]
        staat = [
            sorted(
                tuple(getattr(each, kolom.name) for kolom in tabel.__table__.columns)
                for each in (await work.session.execute(select(tabel))).scalars()
            )
            for tabel in (GehoordeToewijzing, Levering)
        ]
    return [*staat, [naam[each.subject] for each in verteld if each.type == DECLARATIE_HERVAT.name]]


@pytest.mark.parametrize("zaad", range(zo_vaak(4)))
async def test_what_is_heard_together_or_one_by_one_is_the_same(
    zaad: int, tweeling: tuple[Declaratie, Declaratie]
) -> None:
    een, twee = [
        await gehoord(dienst, mengsel(dienst, random.Random(zaad)), bezorg)
        for dienst, bezorg in zip(tweeling, (samen, een_voor_een), strict=True)
    ]
    assert een == twee
    toewijzingen, leveringen, hervat = een
    assert len(toewijzingen) > 4
    assert len(leveringen) > 8
    assert len(hervat) > 2


async def test_many_assignments_and_starts_ask_the_database_as_often_as_few(leeg: Declaratie) -> None:
    needed = []
    with counted(leeg.room) as since:
        for ronde, aantal in enumerate((2, 30)):
            events = [
                als_event(soort, data, 100 * ronde + 10 * plek, 1)
                for plek, soort in enumerate((TOEWIJZING_TOEGEWEZEN, LEVERING_GESTART, LEVERING_BEEINDIGD))
                for data in van_soort(leeg, soort, range(2000 + 100 * ronde, 2000 + 100 * ronde + aantal))
            ]
            uit = [uitgaand(plek, Event(**{**vars(each), "id": f"{ronde}-{plek}"})) for plek, each in enumerate(events)]
            since()
            await samen(Consumer(leeg.room), uit)
            needed.append(since())
    assert needed[0] == needed[1]


def van_soort(dienst: Declaratie, soort: EventType[EventData], nummers: Sequence[int]) -> list[EventData]:
    """What is told of assignments with these numbers."""
    if soort is TOEWIJZING_TOEGEWEZEN:
        return [toegewezen(dienst, each, 10) for each in nummers]
    if soort is LEVERING_GESTART:
        return [begonnen(each, DAGEN[0]) for each in nummers]
    return [beeindigd(each, DAGEN[0], DAGEN[1]) for each in nummers]
