"""What was granted counts the same together or one by one, and asks the database as often (M47, M48)."""

from datetime import date, timedelta

import pytest
from tests.statements import counted
from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.van_anderen import uren_gedeclareerd
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
        uren_gedeclareerd(eerste, 300),
        uren_gedeclareerd(tweede, 6000, eenheid="01"),
        uren_gedeclareerd("onbekend", 10),
        uren_gedeclareerd(eerste, 60, maand=mei),
        uren_gedeclareerd(tweede, 200, maand=mei),
        uren_gedeclareerd(eerste, -100),
    ]
    for deel in [events] if samen else [[each] for each in events]:
        await toewijzing.hoor(*deel)
    # Until 30 June an even use is 3650 * 61 / 396 = 562 and 3650 * 60 / 395 = 554 hours; granted are 260 and 300.
    assert [await toewijzing.verbruikt(each) for each in (eerste, tweede, derde)] == [46, 54, None]


async def test_many_declarations_are_counted_with_as_many_statements_as_one(toewijzing: Toewijzing) -> None:
    producten = [product("IB2B", volume=3650, ingangsdatum=date(2024, 5, 1) + timedelta(each)) for each in range(12)]
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(*producten))
    needed = []
    with counted(toewijzing.room) as since:
        for deel in (producten[:2], producten[2:]):
            since()
            await toewijzing.hoor(*(uren_gedeclareerd(each.id, 300) for each in deel))
            needed.append(since())
    assert needed[0] == needed[1]
