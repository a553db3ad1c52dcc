"""What the tests of requests share: the assignments there are, and what was sent about them."""

from datetime import UTC, date, datetime

from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.gesprek import (
    codes_in,
    omvang_van,
)
from tests.toewijzing.verhaal import product

import iwmo
from istandaard.berichten import Bericht301, Bericht319

JULI = date(2024, 7, 1)
EINDE = date(2025, 5, 31)
PER_WEEK = omvang_van("HO", 2)


async def toegewezen(toewijzing: Toewijzing) -> None:
    """The client has HO (1, per month) and IB2B (2, a total) at De Brug."""
    await toewijzing.leg_vast()
    await toewijzing.hoor(toewijzing.beschikt(product(), product("IB2B", volume=104)))


async def laatste_301(toewijzing: Toewijzing) -> dict[int, tuple[str | None, str | None, str, str | None]]:
    """Per number in the last WMO301: referentie, reason, first day and last day."""
    bericht = iwmo.lees((await toewijzing.post("WMO301"))[-1][1])
    assert isinstance(bericht, Bericht301)
    assert iwmo.controleer(bericht) == []
    return {
        each.toewijzing_nummer: (
            each.referentie_aanbieder,
            each.reden_wijziging.value if each.reden_wijziging else None,
            each.ingangsdatum.isoformat(),
            each.einddatum.isoformat() if each.einddatum else None,
        )
        for each in bericht.client.toegewezen_producten
    }


async def antwoorden(toewijzing: Toewijzing) -> list[tuple[str, str, str | None]]:
    """Of each WMO319: referentie, answer, reason."""
    found = []
    for _, xml in await toewijzing.post("WMO319"):
        bericht = iwmo.lees(xml)
        assert isinstance(bericht, Bericht319)
        assert iwmo.controleer(bericht) == []
        een = bericht.antwoord
        reden = een.reden_afwijzing_verzoek
        found.append((een.referentie_aanbieder, een.verzoek_antwoord.value, reden.value if reden else None))
    return found


async def stuur(toewijzing: Toewijzing, bericht: iwmo.Bericht) -> set[str]:
    return codes_in((await toewijzing.lever_aan(bericht))[1])


def op(toewijzing: Toewijzing, dag: date) -> None:
    """From here on it is this day."""
    toewijzing.room.clock = lambda: datetime(dag.year, dag.month, dag.day, 10, 0, tzinfo=UTC)


async def inhoud(toewijzing: Toewijzing) -> dict[int, tuple[str | None, str | None, str | None]]:
    """Per number in the last WMO301: code, amount and comment."""
    bericht = iwmo.lees((await toewijzing.post("WMO301"))[-1][1])
    assert isinstance(bericht, Bericht301)
    return {
        each.toewijzing_nummer: (
            each.product.code if each.product else None,
            f"{each.omvang.volume} {each.omvang.frequentie.value}" if each.omvang else None,
            each.commentaar,
        )
        for each in bericht.client.toegewezen_producten
    }
