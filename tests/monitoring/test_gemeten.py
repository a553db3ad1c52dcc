"""M56: monitoring tells how well a provider works, by the figures of its own tables, when they changed."""

import json
from datetime import date

from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import AGB, ALMERE, Verteld, declaratie, gestart, product, toegewezen

from chassis import tables
from chassis.bus_embedded import EmbeddedBus
from gebeurtenissen.monitoring import AANBIEDER_GEMETEN
from monitoring.usecases.vertel_gemeten import vertel_gemeten

MAART = date(2023, 3, 1)
"""It is 1 June 2023: what is billed is in up to April, and twelve months back is May 2022."""


async def meet(monitoring: Monitoring) -> list[dict[str, object]]:
    """Let the hour come round; all that was told so far, oldest first."""
    async with monitoring.room.work() as work:
        await vertel_gemeten(work)
    await EmbeddedBus([monitoring.room]).settle()
    async with monitoring.room.work(writes=False) as work:
        query = select(tables.outbox.c.body).where(tables.outbox.c.type == AANBIEDER_GEMETEN.name)
        rows = (await work.session.execute(query.order_by(tables.outbox.c.position))).scalars()
        return [json.loads(each) for each in rows]


def begonnen(key: str, op: date, *, toegewezen_op: date = MAART) -> list[Verteld]:
    return [toegewezen(key, toegewezen_op, toegewezen_op), gestart(key, toegewezen_op, op)]


async def test_m56_what_is_told_of_a_provider_is_what_the_tables_show(monitoring: Monitoring) -> None:
    assert await meet(monitoring) == []
    minder = toegewezen("t1", MAART, MAART, sequence=4).met(volume=1, reden_wijziging="14")
    await monitoring.hoor(
        toegewezen("t1", MAART, MAART).met(volume=3),
        gestart("t1", MAART, date(2023, 3, 3)),
        minder,
        *begonnen("t2", date(2023, 4, 28)),
        *begonnen("t3", date(2023, 5, 2), toegewezen_op=date(2023, 5, 1)),
        declaratie("d", MAART, (product("HO", 4, 3, 400, 300),)),
        declaratie("e", date(2023, 5, 1), (product("HO", 9, 0, 900, 0),)),
    )
    (verteld,) = await meet(monitoring)
    assert verteld["subject"] == f"{AGB}/almere-2023"
    assert verteld["data"] == {
        "agb": AGB,
        "gemeenten": [ALMERE],
        "inkoopmodel": "almere-2023",
        "van": "2022-05-01",
        "tot": "2023-04-01",
        "starts": 2,
        "startsOpTijd": 1,
        "toewijzingen": 2,
        "afgeschaald": 1,
        "prestatiesIngediend": 4,
        "prestatiesAfgewezen": 1,
    }
    (eigen, _alle) = await rapport(monitoring, "benchmark", "?van=2022-05&tot=2023-04")
    assert eigen[5:8] == [0.5, 0.25, 0.5]


async def test_m56_the_same_is_not_told_twice_and_a_change_is(monitoring: Monitoring) -> None:
    await monitoring.hoor(*begonnen("t1", date(2023, 3, 3)))
    assert await meet(monitoring) == await meet(monitoring)
    await monitoring.hoor(*begonnen("t2", date(2023, 3, 4)))
    eerste, tweede = await meet(monitoring)
    assert (eerste["data"]["starts"], tweede["data"]["starts"]) == (1, 2)  # type: ignore[index]
    assert str(eerste["sequence"]) < str(tweede["sequence"])
