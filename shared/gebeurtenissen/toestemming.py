"""What toegang tells of the consent of a client for a supporter (Wmo 2.2.4)."""

from chassis.events import EventData, EventType
from chassis.strict import IsoDate


class ToestemmingGegeven(EventData):
    """A client lets a supporter read until a day; not whom."""

    toestemming_id: str
    client_id: str
    gemeente: str
    gegeven_op: IsoDate
    tot: IsoDate


class ToestemmingIngetrokken(EventData):
    """A client takes it back: from this day on the supporter reads nothing."""

    toestemming_id: str
    client_id: str
    gemeente: str
    op: IsoDate


TOESTEMMING_GEGEVEN = EventType(
    "nl.wmo.toestemmingen.gegeven.v1", ToestemmingGegeven, "Een cliënt laat een cliëntondersteuner meelezen."
)
TOESTEMMING_INGETROKKEN = EventType(
    "nl.wmo.toestemmingen.ingetrokken.v1",
    ToestemmingIngetrokken,
    "Een cliëntondersteuner leest niet meer mee.",
)
