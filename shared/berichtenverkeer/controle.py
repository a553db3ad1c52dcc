"""What is looked at in every message that comes in, before a service judges its content."""

from collections.abc import Collection

import iwmo
from berichtenverkeer.post import Poststuk, VanAanbieder, is_identificatie_eerder_gebruikt
from chassis.work import Work

HEADER = "/Bericht/Header"


async def controleer_aankomst(
    work: Work, stuk: Poststuk, bericht: VanAanbieder, gemeenten: Collection[str]
) -> list[iwmo.Bevinding]:
    """The findings within the message (level 2) or, when there are none, those in its header (levels 3 and 4).

    `gemeenten` are the CBS codes of the municipalities that this installation serves.
    """
    binnen = iwmo.controleer(bericht)
    if binnen:
        return binnen
    gebroken = {
        "TR056": await is_identificatie_eerder_gebruikt(work, stuk),
        "TR135": stuk.dagtekening > work.today,
        "TR378": stuk.gemeente not in gemeenten,
    }
    return [iwmo.bevinding(nummer, HEADER) for nummer, is_gebroken in gebroken.items() if is_gebroken]
