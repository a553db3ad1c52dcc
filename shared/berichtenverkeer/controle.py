"""What is looked at in every message that comes in, before a service judges its content."""

import wetten
from berichtenverkeer.post import Poststuk, VanAanbieder, is_identificatie_eerder_gebruikt
from chassis.work import Work
from inkoop import gemeentecodes
from istandaard.gemeenten import Gemeente

HEADER = "/Bericht/Header"
BESTAANDE_GEMEENTEN = frozenset(Gemeente)


def is_van_elders(gemeente: str) -> bool:
    """Whether this is a municipality that exists but is not served here: its messages belong at another door."""
    return gemeente in BESTAANDE_GEMEENTEN and gemeente not in gemeentecodes()


async def controleer_aankomst(work: Work, stuk: Poststuk, bericht: VanAanbieder) -> list[wetten.Bevinding]:
    """The findings within the message (level 2) or, when there are none, those in its header (levels 3 and 4).

    A municipality that was merged into another still counts where an inkoopmodel has it (TR378).
    """
    binnen = wetten.controleer(bericht)
    if binnen:
        return binnen
    gebroken = {
        "TR056": await is_identificatie_eerder_gebruikt(work, stuk),
        "TR135": stuk.dagtekening > work.today,
        "TR378": stuk.gemeente not in BESTAANDE_GEMEENTEN | gemeentecodes(),
    }
    return [wetten.bevinding(nummer, HEADER) for nummer, is_gebroken in gebroken.items() if is_gebroken]
