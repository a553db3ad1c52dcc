"""Points to look at, and what is decided on them."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from chassis.model import ApiModel


class AandachtspuntView(ApiModel):
    """A point on a granted line. `bedrag` of the line in eurocents; `besluit` is null while it is open.

    The municipality of the client and the one that pays (`budgethouder`) both see it, and may decide.
    """

    id: str
    declaratie_id: str
    volgnummer: int
    budgethouder: str
    gemeente: str
    agb: str
    code: str
    m_nummer: str
    reden: str
    bedrag: int
    created_at: datetime
    afgehandeld_op: datetime | None
    afgehandeld_door: str | None
    """Null for providers."""
    besluit: Literal["akkoord", "verrekenen", "gecrediteerd"] | None
    toelichting: str | None


class BesluitOpAandachtspunt(ApiModel):
    """What was decided: `akkoord` leaves the line as it is, `verrekenen` asks the provider for a credit line."""

    besluit: Literal["akkoord", "verrekenen"]
    toelichting: str = Field(min_length=1, max_length=1000)
