"""What goes in and out over the API: own contributions."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.domain.bijdrageopgaven import Opgavesoort
from toegang.domain.eigen_bijdrage import Bijdrage, Bijdragereden

Vrijstellingen = Annotated[list[Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]], Field(max_length=10)]


class Bijdrageomstandigheden(ApiModel):
    """What holds of a citizen from a day on, as far as it decides on the own contribution.

    Who lives together as the law means it counts as married (Wmo 2015, 1.1.2).
    """

    vanaf: IsoDate
    gehuwd: bool
    partner_id: Annotated[str, Field(min_length=1, max_length=36)] | None = None
    partner_geboortedatum: IsoDate | None = None
    partner_betaalt: bool = False
    vrijstellingen: Vrijstellingen = []


class BijdragebesluitView(ApiModel):
    """What was decided on the own contribution; `bedrag_per_maand` in eurocents."""

    bijdrage: Bijdrage | None
    reden: Bijdragereden
    vanaf: date | None
    bedrag_per_maand: int | None
    vrijstelling: str | None


class BijdragestandView(ApiModel):
    """What holds today of the own contribution of a client, and since when; `bedrag_per_maand` in eurocents."""

    client_id: str
    bijdrage: Bijdrage | None
    gepauzeerd: bool
    sinds: date | None
    reden: Bijdragereden
    bedrag_per_maand: int | None
    bijdrageomstandigheden: Bijdrageomstandigheden | None


class BijdrageopgaveView(ApiModel):
    """What the CAK is told, once; `bedrag_per_maand` in eurocents."""

    id: str
    client_id: str
    gemeente: str
    op: date
    soort: Opgavesoort
    per: date
    bijdrage: Bijdrage
    bedrag_per_maand: int | None
    reden: Bijdragereden
    trekt_in: str | None
