"""The events of the chain, declared once: what services tell each other and what backoffices may hear.

*Informatiearm*: ids, codes, dates, volumes and amounts. Persons travel as `client_id`, and where a BSN has to be
matched as `bsn_hash`, a keyed hash. Amounts are whole eurocents. An event type never changes; it gets a v2.
An event stands in the module of the service that tells it, and is imported from there.
"""

from chassis.events import EventData, EventType
from gebeurtenissen import aanbod, declaratie, monitoring, pgb, plan, toegang, toestemming, toewijzing

ALL: tuple[EventType[EventData], ...] = tuple(
    each
    for module in (toegang, pgb, plan, toestemming, toewijzing, aanbod, declaratie, monitoring)
    for each in vars(module).values()
    if isinstance(each, EventType)
)
"""The registry: asyncapi.json is made from it."""
