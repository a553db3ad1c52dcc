"""What is open and late as numbers for Prometheus: messages without retour, requests, legal terms (OP090, M65)."""

from prometheus_client import Gauge

from chassis.service import Room
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie
from monitoring.store import openstaand

OPEN_ITEMS = Gauge("clientroute_open_items", "What waits now, by kind.", ("soort",))
LATE_ITEMS = Gauge("clientroute_late_items", "Of that, what is past its legal or agreed day.", ("soort",))
LAST_DAY_ITEMS = Gauge("clientroute_last_day_items", "Of that, what has to be done today.", ("soort",))


async def meet_openstaand(room: Room) -> None:
    """Count what is open now, of all municipalities."""
    async with room.work(writes=False) as work:
        for open_ in await openstaand.tel_open(work.session, Selectie(), list(Opensoort), work.today):
            OPEN_ITEMS.labels(open_.soort).set(open_.aantal)
            LATE_ITEMS.labels(open_.soort).set(open_.te_laat)
            LAST_DAY_ITEMS.labels(open_.soort).set(open_.laatste_dag)
