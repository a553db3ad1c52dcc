"""What was taken in by file is help that runs, and no assignment or start of the month (M134)."""

import json
from datetime import date

from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import CLIENT, VERHAAL_IN_CIJFERS, gestart, toegewezen, verhaal

from monitoring.domain import maten
from monitoring.domain.feiten.toewijzing import HULP
from monitoring.noteren import noteer
from monitoring.tables import Cijfer

BESLOTEN, BEGONNEN = date(2023, 1, 19), date(2023, 2, 6)
AGB = "99990077"


async def maten_van(monitoring: Monitoring, agb: str) -> set[str]:
    """The figures in which a provider counts."""
    async with monitoring.room.work(writes=False) as work:
        rows = await work.session.execute(select(Cijfer.maat).where(Cijfer.agb == agb, Cijfer.waarde != 0))
        return set(rows.scalars())


async def test_m134_help_that_was_taken_in_counts_and_its_lead_time_does_not(monitoring: Monitoring) -> None:
    hier = {"agb": AGB, "overgenomen": True}
    over = (toegewezen("t9", BESLOTEN, BESLOTEN).met(**hier), gestart("t9", BESLOTEN, BEGONNEN).met(**hier))
    await monitoring.hoor(*verhaal(), *over)
    assert await monitoring.keten() == VERHAAL_IN_CIJFERS
    gevonden = await maten_van(monitoring, AGB)
    assert maten.TOEGEWEZEN_MAAND.naam in gevonden
    assert not {maten.TOEWIJZING.naam, maten.START.naam} & gevonden
    # Who has it counts as a client from the first day on.
    verteld = over[0].event
    notities = noteer(verteld.type, 1, json.dumps(verteld.data))
    assert [each.sleutel for each in notities if each.naam.startswith(HULP.naam)] == [CLIENT]


async def test_m134_the_same_without_saying_so_is_an_assignment_of_the_month(monitoring: Monitoring) -> None:
    """The neighbour of the rule: what was assigned here counts."""
    hier = {"agb": AGB}
    over = (toegewezen("t9", BESLOTEN, BESLOTEN).met(**hier), gestart("t9", BESLOTEN, BEGONNEN).met(**hier))
    await monitoring.hoor(*verhaal(), *over)
    assert {maten.TOEWIJZING.naam, maten.START.naam} <= await maten_van(monitoring, AGB)
