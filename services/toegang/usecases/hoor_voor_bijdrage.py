"""When contributions and PGBs are worked out: help began or ended, or a decision or a citizen changed (M16, M142)."""

from datetime import date
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
from toegang import store
from toegang.store import eigen_bijdrage as bron
from toegang.tables import GehoordeLevering
from toegang.usecases.eigen_bijdrage import herbereken, wacht_op_beurt
from toegang.usecases.pgb import werk_pgbs_bij

Levering = LeveringGestart | LeveringBeeindigd
VanClient = TypeVar(
    "VanClient", BeschikkingAfgegeven, BeschikkingBeeindigd, IndicatieOmgezet, PersoonGewijzigd, ClientVertrokken
)


async def hoor_wijziging(work: Work, heard: Heard[VanClient]) -> None:
    """A decision was taken, is moved or stops, a citizen died or moved, or is older or younger than we thought."""
    await herbereken(work, heard.data.client_id)
    await werk_pgbs_bij(work, heard.data.client_id)


async def hoor_start(work: Work, heard: Heard[LeveringGestart]) -> None:
    """Help began (305); an older event changes nothing."""
    await _houd_start(work, heard, telt=True)


async def hoor_start_verwijderd(work: Work, heard: Heard[LeveringGestart]) -> None:
    """A start that was removed counts no longer, also when the removal is heard first."""
    await _houd_start(work, heard, telt=False)


async def hoor_stop(work: Work, heard: Heard[LeveringBeeindigd]) -> None:
    """Help ended (307), for good or for a while."""
    await _houd_stop(work, heard, heard.data.einddatum, tijdelijk=heard.data.tijdelijk)


async def hoor_stop_verwijderd(work: Work, heard: Heard[LeveringBeeindigd]) -> None:
    """A stop that was removed says nothing any more: the help is taken to go on."""
    await _houd_stop(work, heard, None, tijdelijk=False)


async def _houd_start(work: Work, heard: Heard[LeveringGestart], *, telt: bool) -> None:
    row = await _levering(work, heard.data)
    if row is not None and row.sequence < heard.sequence:
        row.sequence, row.telt = heard.sequence, telt
        await work.session.flush()
        await herbereken(work, row.client_id)


async def _houd_stop(work: Work, heard: Heard[LeveringBeeindigd], op: date | None, *, tijdelijk: bool) -> None:
    row = await _levering(work, heard.data)
    if row is not None and row.stop_sequence < heard.sequence:
        row.stop_sequence, row.einddatum, row.tijdelijk = heard.sequence, op, tijdelijk
        await work.session.flush()
        await herbereken(work, row.client_id)


async def _levering(work: Work, data: Levering) -> GehoordeLevering | None:
    """The delivery that an event is about; one of which the start was not heard yet does not count.

    None for what no decision of ours names: help without a product code, or of somebody who is not known any more.
    """
    client = await store.client(work.session, data.client_id)
    if client is None or data.code is None:
        return None
    await wacht_op_beurt(work, client.gemeente)
    row = await bron.levering(work.session, data.toewijzing_id, data.begindatum)
    if row is None:
        row = GehoordeLevering(
            toewijzing_id=data.toewijzing_id,
            begindatum=data.begindatum,
            client_id=client.id,
            code=data.code,
            telt=False,
            sequence=0,
            einddatum=None,
            tijdelijk=False,
            stop_sequence=0,
        )
        await store.add(work.session, row)
    return row
