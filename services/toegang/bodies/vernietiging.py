"""What goes in and out over the API: the file of a client, what must be kept, and destruction."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from chassis.logboek_api import LogRegelView
from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.bodies.route import Gemeentecode


class Dossier(ApiModel):
    """Everything that is kept of a client, by service and table, and who saw or changed it."""

    client_id: str
    gemeente: str
    diensten: Mapping[str, Mapping[str, list[dict[str, JsonValue]]]]
    logboek: list[LogRegelView]


class NieuweBewaarplicht(ApiModel):
    """Why nothing of a client may be destroyed, and until when."""

    reden: Annotated[str, Field(min_length=5, max_length=200, description="Geen persoonsgegevens.")]
    tot: IsoDate | None = None


class TeVernietigenView(ApiModel):
    """A client of whom everything may be destroyed, or would be but for a duty to keep it."""

    client_id: str
    laatste_wijziging: date
    vernietigen_per: date
    heeft_bewaarplicht: bool


class NieuweVernietiging(ApiModel):
    """Which clients to destroy, and why it may."""

    gemeente: Gemeentecode
    grond: Literal["termijn", "verzoek"]
    clienten: Annotated[list[str], Field(min_length=1, max_length=500)]


class VernietigingView(ApiModel):
    """The declaration of a destruction: by whom, why, of how many, and what is gone."""

    id: str
    gemeente: str
    grond: Literal["termijn", "verzoek"]
    door: str
    besloten_op: datetime
    aantal_clienten: int
    gereed_op: datetime | None
    aantallen: Mapping[str, int]
