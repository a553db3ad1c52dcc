"""What is open and late as numbers for Prometheus: messages without retour, requests, legal terms (OP090, M65)."""

from prometheus_client import Gauge

from chassis.service import Room
from monitoring.domain.selectie import Selectie
from monitoring.rapporten.keten import OPEN
from monitoring.store import cijfers

OPEN_ITEMS = Gauge("clientroute_open_items", "What waits now, by kind.", ("soort",))
LATE_ITEMS = Gauge("clientroute_late_items", "Of that, what is past its legal or agreed day.", ("soort",))


async def meet_openstaand(room: Room) -> None:
    """Count what is open now, of all municipalities."""
    async with room.work(writes=False) as work:
        for stand in await cijfers.openstanden(work.session, Selectie(), list(OPEN), work.today):
            OPEN_ITEMS.labels(stand.soort).set(stand.aantal)
            LATE_ITEMS.labels(stand.soort).set(stand.te_laat)
