"""Appointments that nobody came to."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from declaratie.bodies.codes import Agb, Gemeente
from declaratie.domain.noshow import Noshowsoort, Noshowstand
from istandaard.codes import Eenheid
from wetten import Wet


class NieuweNoshow(ApiModel):
    """An appointment on an assignment that did not take place: how much help was planned on that day."""

    gemeente: Gemeente
    wet: Annotated[Wet, Field(strict=False)]
    agb: Agb
    toewijzing_nummer: Annotated[int, Field(ge=1, le=999_999_999)]
    soort: Annotated[Noshowsoort, Field(strict=False)]
    dag: IsoDate
    volume: Annotated[int, Field(ge=1, le=1440)]
    eenheid: Annotated[Eenheid, Field(strict=False)]


class Intrekking(ApiModel):
    """Why it does not count."""

    reden: Annotated[str, Field(min_length=1, max_length=300)]


class NoshowView(ApiModel):
    """An appointment that did not take place, with what the provider gets and what the resident pays, in eurocents.

    `clientId` is null for the provider, who knows the client by the number of the assignment.
    """

    id: str
    gemeente: str
    budgethouder: str
    wet: Wet
    agb: str
    toewijzing_nummer: int
    client_id: str | None
    categorie: str
    code: str
    soort: Noshowsoort
    dag: date
    volume: int
    eenheid: str
    bedrag: int
    voor_inwoner: int
    stand: Noshowstand
    gemeld_op: datetime
    reden: str | None
