"""What is looked at in every message that comes in, before a service judges its content."""

import wetten
from berichtenverkeer.nummers import met_gebruikte_identificatie
from berichtenverkeer.post import Poststuk, VanAanbieder
from chassis.work import Work
from inkoop import gemeentecodes
from istandaard.gemeenten import Gemeente

HEADER = "/Bericht/Header"
BESTAANDE_GEMEENTEN = frozenset(Gemeente)


def is_van_elders(gemeente: str) -> bool:
    """Whether this is a municipality that exists but is not served here: its messages belong at another door."""
    return gemeente in BESTAANDE_GEMEENTEN and gemeente not in gemeentecodes()


async def controleer_aankomst(work: Work, *binnen: tuple[Poststuk, VanAanbieder]) -> list[list[wetten.Bevinding]]:
    """Per message the findings within it (level 2) or, when there are none, those in its header (levels 3 and 4).

    A municipality that was merged into another still counts where an inkoopmodel has it (TR378).
    """
    gebruikt = await met_gebruikte_identificatie(work, [stuk for stuk, _ in binnen])
    return [wetten.controleer(bericht) or _in_header(work, stuk, stuk.id in gebruikt) for stuk, bericht in binnen]


def _in_header(work: Work, stuk: Poststuk, is_gebruikt: bool) -> list[wetten.Bevinding]:
    gebroken = {
        "TR056": is_gebruikt,
        "TR135": stuk.dagtekening > work.today,
        "TR378": stuk.gemeente not in BESTAANDE_GEMEENTEN | gemeentecodes(),
    }
    return [wetten.bevinding(nummer, HEADER) for nummer, is_gebroken in gebroken.items() if is_gebroken]
