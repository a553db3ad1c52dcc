"""What is on the work lists of a front office, today and on another day."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.toewijzing.conftest import Toewijzing, gelukt
from tests.toewijzing.verhaal import Json

from toewijzing.domain.knelpunt import Knelpunt
from toewijzing.usecases.inzicht import vind_knelpunten


async def haal(toewijzing: Toewijzing, pad: str, headers: dict[str, str] | None = None) -> Json:
    return gelukt(await toewijzing.client.get(pad, headers=headers or toewijzing.gemeente))


async def knelt(toewijzing: Toewijzing, soort: str, headers: dict[str, str] | None = None) -> list[object]:
    found = (await haal(toewijzing, f"/v1/knelpunten?soort={soort}", headers))["items"]
    assert isinstance(found, list)
    assert {each["soort"] for each in found} <= {soort}
    return [each["toewijzing"]["id"] for each in found]


async def knelt_op(toewijzing: Toewijzing, soort: str, dag: date) -> list[str]:
    """The ids on the list of a kind as it will be on a day, in order."""
    async with toewijzing.room.work(writes=False) as work:
        dan = replace(work, now=datetime(dag.year, dag.month, dag.day, 10, 0, tzinfo=UTC))
        return [each.toewijzing.id for each in await vind_knelpunten(dan, Knelpunt(soort), ["*"], None, 50)]
