"""Make all read models again from the log, while the service stays up (decision record 0701)."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from chassis.service import Room
from chassis.waiting import Wait, Waiting
from chassis.work import Work
from monitoring.store import leesmodel, logboek
from monitoring.store.logboek import BEURT
from monitoring.usecases.verwerk import verwerk_deel, vouw

BATCH = 20_000
"""Events per transaction: larger is faster, and holds more in memory."""
BIJNA = 2_000
"""So few events behind, the last part is done while nobody else writes."""


@dataclass(frozen=True)
class Voortgang:
    """How far a rebuild is: events done, events in all, and events per second so far."""

    gedaan: int
    totaal: int
    per_seconde: float


async def herbouw(room: Room, toon: Callable[[Voortgang], None]) -> Voortgang:
    """Build a new generation beside the one that is read, and switch at the end.

    The service goes on hearing and answering; only the last few events are folded while it waits. A rebuild that was
    cut off is begun anew, and what it left is removed.
    """
    with _zelden_opruimen():
        return await _herbouw(room, toon)


@contextmanager
def _zelden_opruimen() -> Iterator[None]:
    """Look for cycles of objects less often: a batch holds a million objects and hardly a cycle.

    Looking at all of them again and again took two fifths of a rebuild.
    """
    voor = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*voor)


async def _herbouw(room: Room, toon: Callable[[Voortgang], None]) -> Voortgang:
    begonnen = time.perf_counter()
    nummer, totaal = await _begin(room)
    gedaan = positie = 0
    while True:
        async with room.work() as work:
            laatste = await logboek.laatste_positie(work.session)
            if laatste - positie <= BIJNA:
                gedaan += await _wissel(work, nummer, positie)
                break
            aantal = await verwerk_deel(work, nummer, positie, BATCH)
            gedaan, positie = gedaan + aantal, await _positie(work, nummer)
        toon(Voortgang(gedaan, max(totaal, gedaan), gedaan / (time.perf_counter() - begonnen)))
    await _ruim_op(room)
    return Voortgang(gedaan, gedaan, gedaan / (time.perf_counter() - begonnen))


async def _begin(room: Room) -> tuple[int, int]:
    """The number of the new generation, and how many events there are about."""
    await _ruim_op(room)
    async with room.work() as work:
        nummer = (await leesmodel.actief(work.session)).nummer + 1
        await leesmodel.begin(work.session, nummer, work.now)
        return nummer, await logboek.laatste_positie(work.session)


async def _positie(work: Work, nummer: int) -> int:
    return next(each.positie for each in await leesmodel.generaties(work.session) if each.nummer == nummer)


async def _wissel(work: Work, nummer: int, positie: int) -> int:
    """Fold the last events while nobody writes, and let the new generation be read."""
    await work.wait_for_turn(BEURT)
    rest = await logboek.na(work.session, positie, await logboek.laatste_positie(work.session))
    if rest:
        await vouw(work, nummer, rest)
        await leesmodel.schuif_op(work.session, nummer, rest[-1].positie)
    await leesmodel.maak_actief(work.session, nummer)
    return len(rest)


async def _ruim_op(room: Room) -> None:
    """Remove every generation that is not read."""
    async with room.work() as work:
        for each in await leesmodel.generaties(work.session):
            if not each.actief:
                await leesmodel.ruim_op(work.session, each.nummer)


async def wacht_geparkeerd(work: Work) -> Sequence[Waiting]:
    """The events that are in no figure yet, together."""
    oudste = await logboek.oudste_geparkeerd(work.session)
    if oudste is None:
        return []
    waarop = "Een versie van clientroute die deze gebeurtenissen kent."
    return [Waiting("alle", oudste, waarop, await logboek.aantal_geparkeerd(work.session))]


async def tel_geparkeerd(work: Work, _id: str) -> int:
    """Fold what is parked again: how many are counted now."""
    return (await verwerk_geparkeerd(work))[0]


GEPARKEERD = Wait("geparkeerd", wacht_geparkeerd, tel_geparkeerd)


async def verwerk_geparkeerd(work: Work) -> tuple[int, int]:
    """Fold the parked events again, after an update: how many are counted now, and how many stay parked."""
    await work.wait_for_turn(BEURT)
    generatie = await leesmodel.actief(work.session)
    voor, positie = await logboek.aantal_geparkeerd(work.session), 0
    while geparkeerd := await logboek.geparkeerd_na(work.session, positie, BATCH):
        await vouw(work, generatie.nummer, geparkeerd)
        positie = geparkeerd[-1].positie
    na = await logboek.aantal_geparkeerd(work.session)
    return voor - na, na
