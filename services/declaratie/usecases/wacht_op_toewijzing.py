"""The order in which messages arrive has no meaning (OP080): a 323 may wait for an assignment that is on its way."""

from collections.abc import Sequence

from berichtenverkeer.post import Poststuk, vind_alle
from chassis.waiting import Wait, Waiting
from chassis.work import Work
from declaratie import store
from declaratie.domain.oordeel import ONBEKENDE_CLIENT, ClientOordeel
from declaratie.store import wachtend as store_wachtend
from gebeurtenissen.declaratie import DECLARATIE_HERVAT
from gebeurtenissen.toewijzing import BerichtGegevens

ONBEKENDE_TOEWIJZING = "TR338"


async def laat_wachten(work: Work, beoordeeld: Sequence[tuple[Poststuk, Sequence[ClientOordeel]]]) -> set[str]:
    """Let messages wait in which an assignment or a client is unknown and that came in only just; their ids.

    Each waits as a whole, since there is one answer. Nothing of it is booked meanwhile.
    """
    onbekend = [stuk for stuk, oordelen in beoordeeld if any(map(_is_onbekend, oordelen))]
    if not onbekend:
        return set()
    bekend = await store_wachtend.wacht_tot(work.session, [each.id for each in onbekend])
    tot = {each.id: bekend.get(each.id, each.op + work.settings.assignment_wait) for each in onbekend}
    wachten = [each for each in onbekend if work.now < tot[each.id]]
    for each in wachten:
        await store_wachtend.laat_wachten(work.session, each.id, each.gemeente, each.agb, tot[each.id])
    if klaar := bekend.keys() - {each.id for each in wachten}:
        await store_wachtend.vergeet(work.session, klaar)
    return {each.id for each in wachten}


def _is_onbekend(oordeel: ClientOordeel) -> bool:
    return ONBEKENDE_CLIENT in oordeel.regels or any(ONBEKENDE_TOEWIJZING in each for each in oordeel.prestaties)


async def hervat_na_toewijzing(work: Work, waar: Sequence[tuple[str, str]]) -> None:
    """Assignments arrived: judge again what waits for these municipalities and providers, in this order."""
    if not waar or not work.settings.assignment_wait:
        return
    # Who judges at this moment has this lock: either that sees the assignment, or we see that it waits.
    await store.lock_aanbieders(work.session, {agb for _, agb in waar})
    gevonden = await store_wachtend.hervat_van(work.session, waar, work.now)
    await _hervat(work, [bericht_id for each in waar for bericht_id in gevonden[each]])


async def hervat_verlopen(work: Work) -> None:
    """The wait is over: judge by what is known."""
    verlopen = await store_wachtend.hervat_verlopen(work.session, work.now, work.settings.assignment_wait)
    await _hervat(work, verlopen)


async def wachtende_declaraties(work: Work) -> Sequence[Waiting]:
    """The messages that wait, the oldest first."""
    return [
        Waiting(
            id=each.bericht_id,
            since=op,
            waits_for=f"Een client of toewijzing van aanbieder {each.agb} die wij nog niet kennen.",
            until=each.wacht_tot,
            gemeente=each.gemeente,
        )
        for each, op in await store_wachtend.wachtend(work.session)
    ]


async def laat_verder(work: Work, bericht_id: str) -> int:
    """Judge a message now, by what is known: how many that is."""
    if not await store_wachtend.wacht_niet_meer(work.session, bericht_id, work.now):
        return 0
    await _hervat(work, [bericht_id])
    return 1


DECLARATIES = Wait("declaraties", wachtende_declaraties, laat_verder)


async def _hervat(work: Work, bericht_ids: Sequence[str]) -> None:
    """Judging goes by an event, so that it is retried and never lost, as for a message that just came in.

    What was destroyed while it waited is judged no more, and holds up nobody.
    """
    stukken = await vind_alle(work, bericht_ids)
    for stuk in (stukken[each][0] for each in bericht_ids if each in stukken):
        data = BerichtGegevens(
            bericht_id=stuk.id, soort=stuk.soort, gemeente=stuk.gemeente, agb=stuk.agb, op=stuk.op, antwoord_op=None
        )
        await work.tell(DECLARATIE_HERVAT, stuk.id, data)
