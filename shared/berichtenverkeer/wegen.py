"""How a provider is reached: by our own API, by the GGk, or both; per law, and from a day on.

Toewijzing records it in its register and tells it; who has a post keeps it beside that. Nothing here knows a hub.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, case, func, select, tuple_

from berichtenverkeer.tables import berichten, berichtwegen
from chassis.database import upsert
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.aanbod import BerichtwegVastgelegd
from wetten import Wet, soorten_van


class Weg(StrEnum):
    """By which way messages go. Who never had one recorded uses our API."""

    API = "api"
    GGK = "ggk"
    BEIDE = "beide"
    """What we begin goes by the GGk; what the provider begins may come either way, and is answered by that."""


@dataclass(frozen=True)
class Berichtweg:
    """From this day on a provider is reached so, under a law."""

    agb: str
    wet: Wet
    vanaf: date
    weg: Weg


async def leg_weg_vast(work: Work, weg: Berichtweg, sequence: int = 0) -> None:
    """Record a way; one from the same day is replaced, unless that was told later."""
    row = {"agb": weg.agb, "wet": weg.wet, "vanaf": weg.vanaf, "weg": weg.weg, "sequence": sequence}
    insert = upsert(work.session, berichtwegen).values(row)
    await work.session.execute(
        insert.on_conflict_do_update(
            index_elements=["agb", "wet", "vanaf"],
            set_={"weg": insert.excluded.weg, "sequence": insert.excluded.sequence},
            where=berichtwegen.c.sequence <= insert.excluded.sequence,
        )
    )


async def hoor_weg(work: Work, heard: Heard[BerichtwegVastgelegd]) -> None:
    """Keep what toewijzing recorded; what comes late undoes nothing newer."""
    data = heard.data
    await leg_weg_vast(work, Berichtweg(data.agb, data.wet, data.vanaf, Weg(data.weg)), heard.sequence)


async def wegen(work: Work, na: tuple[str, str, str] | None, limit: int) -> Sequence[Berichtweg]:
    """Ways in order of provider, law and day, from after `na`."""
    table = berichtwegen.c
    query = select(table.agb, table.wet, table.vanaf, table.weg).order_by(table.agb, table.wet, table.vanaf)
    if na is not None:
        agb, wet, vanaf = na
        query = query.where(tuple_(table.agb, table.wet, table.vanaf) > (agb, wet, date.fromisoformat(vanaf)))
    rows = await work.session.execute(query.limit(limit))
    return [Berichtweg(agb, Wet(wet), vanaf, Weg(weg)) for agb, wet, vanaf, weg in rows]


def alleen_ggk() -> ColumnElement[bool]:
    """Whether a message in the post goes to a provider whom only the GGk reaches on the day that it was made."""
    wet = case(*((berichten.c.soort.in_(soorten_van(each)), each.value) for each in Wet))
    table = berichtwegen.c
    geldt = (
        select(table.weg)
        .where(table.agb == berichten.c.agb, table.wet == wet, table.vanaf <= berichten.c.dagtekening)
        .order_by(table.vanaf.desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(geldt, Weg.API) == Weg.GGK
