"""When contributions and PGBs are worked out: help began or ended, or a decision or a citizen changed (M16, M142)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toegang import (
    BeschikkingAfgegeven,
    BeschikkingBeeindigd,
    ClientVertrokken,
    IndicatieOmgezet,
    PersoonGewijzigd,
)
from gebeurtenissen.toewijzing import LeveringBeeindigd, LeveringGestart
from toegang.store import eigen_bijdrage as bron
from toegang.tables import GehoordeLevering
from toegang.usecases.eigen_bijdrage import Groep, groepen_van, herbereken
from toegang.usecases.pgb import werk_pgbs_bij

VanClient = TypeVar(
    "VanClient", BeschikkingAfgegeven, BeschikkingBeeindigd, IndicatieOmgezet, PersoonGewijzigd, ClientVertrokken
)
Levering = TypeVar("Levering", LeveringGestart, LeveringBeeindigd)
Houd = Callable[[GehoordeLevering, Heard[Levering]], bool]
"""Keep what an event says of a delivery; False when that was known, or is older."""


async def hoor_wijzigingen(work: Work, heard: Sequence[Heard[VanClient]]) -> None:
    """A decision was taken, is moved or stops, a citizen died or moved, or is older or younger than we thought."""
    vanwege: dict[str, str | None] = {}
    for each in heard:
        vanwege.setdefault(each.data.client_id, each.traceparent)
    await herbereken(work, await groepen_van(work, vanwege))
    await werk_pgbs_bij(work, vanwege)


async def hoor_starts(work: Work, heard: Sequence[Heard[LeveringGestart]]) -> None:
    """Help began (305); an older event changes nothing."""
    await _hoor(work, heard, partial(_houd_start, telt=True))


async def hoor_starts_verwijderd(work: Work, heard: Sequence[Heard[LeveringGestart]]) -> None:
    """A start that was removed counts no longer, also when the removal is heard first."""
    await _hoor(work, heard, partial(_houd_start, telt=False))


async def hoor_stops(work: Work, heard: Sequence[Heard[LeveringBeeindigd]]) -> None:
    """Help ended (307), for good or for a while."""
    await _hoor(work, heard, partial(_houd_stop, telt=True))


async def hoor_stops_verwijderd(work: Work, heard: Sequence[Heard[LeveringBeeindigd]]) -> None:
    """A stop that was removed says nothing any more: the help is taken to go on."""
    await _hoor(work, heard, partial(_houd_stop, telt=False))


def _houd_start(row: GehoordeLevering, heard: Heard[LeveringGestart], *, telt: bool) -> bool:
    if row.sequence >= heard.sequence:
        return False
    row.sequence, row.telt = heard.sequence, telt
    return True


def _houd_stop(row: GehoordeLevering, heard: Heard[LeveringBeeindigd], *, telt: bool) -> bool:
    if row.stop_sequence >= heard.sequence:
        return False
    row.stop_sequence = heard.sequence
    row.einddatum, row.tijdelijk = (heard.data.einddatum, heard.data.tijdelijk) if telt else (None, False)
    return True


async def _hoor(work: Work, heard: Sequence[Heard[Levering]], houd: Houd[Levering]) -> None:
    """Keep what is said of deliveries, and work out what follows.

    Of what no decision of ours names nothing is kept: help without a product code, or of who is not known any more.
    """
    gevonden = await groepen_van(work, {each.data.client_id: None for each in heard if each.data.code is not None})
    groepen = {client.id: groep for groep in gevonden for client in groep.clienten}
    bekend = await bron.gehoorde_leveringen(work.session, {each.data.toewijzing_id for each in heard})
    leveringen = {(each.toewijzing_id, each.begindatum): each for each in bekend}
    for ronde in _zonder_herhaling(heard, groepen):
        geraakt = []
        for each, groep in ronde:
            if houd(_levering(work, each.data, leveringen), each):
                geraakt.append(replace(groep, traceparent=each.traceparent))
        await work.session.flush()
        await herbereken(work, geraakt)


def _zonder_herhaling(
    heard: Sequence[Heard[Levering]], groepen: Mapping[str, Groep]
) -> Iterator[list[tuple[Heard[Levering], Groep]]]:
    """In order, cut where it is about the same people again: what was told of them before counts."""
    ronde: list[tuple[Heard[Levering], Groep]] = []
    for each in heard:
        groep = groepen.get(each.data.client_id)
        if groep is None or each.data.code is None:
            continue
        if any(groep is eerder for _, eerder in ronde):
            yield ronde
            ronde = []
        ronde.append((each, groep))
    yield ronde


def _levering(
    work: Work, data: LeveringGestart | LeveringBeeindigd, leveringen: dict[tuple[str, date], GehoordeLevering]
) -> GehoordeLevering:
    """The delivery that an event is about; one of which the start was not heard yet does not count."""
    sleutel = data.toewijzing_id, data.begindatum
    if sleutel not in leveringen:
        assert data.code is not None  # `_zonder_herhaling` leaves others out
        leveringen[sleutel] = GehoordeLevering(
            toewijzing_id=data.toewijzing_id,
            begindatum=data.begindatum,
            client_id=data.client_id,
            code=data.code,
            telt=False,
            sequence=0,
            einddatum=None,
            tijdelijk=False,
            stop_sequence=0,
        )
        work.session.add(leveringen[sleutel])
    return leveringen[sleutel]
