"""What was granted counts the same together or one by one, and asks the database as often (M47, M48)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.engine import Connection
from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.gedeclareerd import gedeclareerd, verbruik
from tests.toewijzing.verhaal import product

from toewijzing.usecases import hoor_gedeclareerd


@pytest.mark.parametrize("samen", [True, False])
async def test_what_is_granted_counts_the_same_together_or_one_by_one(
    samen: bool, toewijzing: Toewijzing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M47, M48: of some assignments, over months and in units, one of them unknown; with a credit among them."""
    monkeypatch.setattr(hoor_gedeclareerd, "TOEWIJZINGEN", 2)
    producten = [product("IB2B", volume=3650, ingangsdatum=date(2024, 5, 1) + timedelta(each)) for each in range(3)]
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(*producten))
    eerste, tweede, derde = (each.id for each in producten)
    mei = date(2024, 5, 1)
    events = [
        gedeclareerd(eerste, 300),
        gedeclareerd(tweede, 6000, eenheid="01"),
        gedeclareerd("onbekend", 10),
        gedeclareerd(eerste, 60, maand=mei),
        gedeclareerd(tweede, 200, maand=mei),
        gedeclareerd(eerste, -100),
    ]
    for deel in [events] if samen else [[each] for each in events]:
        await toewijzing.hoor(*deel)
    # Until 30 June an even use is 3650 * 61 / 396 = 562 and 3650 * 60 / 395 = 554 hours; granted are 260 and 300.
    assert [await verbruik(toewijzing, each) for each in (eerste, tweede, derde)] == [46, 54, None]


async def test_many_declarations_are_counted_with_as_many_statements_as_one(toewijzing: Toewijzing) -> None:
    producten = [product("IB2B", volume=3650, ingangsdatum=date(2024, 5, 1) + timedelta(each)) for each in range(12)]
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(*producten))
    statements = list[str]()

    def count(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    needed = []
    sqlalchemy_event.listen(toewijzing.room.database.engine.sync_engine, "before_cursor_execute", count)
    for deel in (producten[:2], producten[2:]):
        statements.clear()
        await toewijzing.hoor(*(gedeclareerd(each.id, 300) for each in deel))
        needed.append(len(statements))
    assert needed[0] == needed[1]
