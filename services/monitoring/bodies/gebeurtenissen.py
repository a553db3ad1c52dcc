"""The log of events as a feed."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from chassis.model import ApiModel


class GebeurtenisView(ApiModel):
    """An event as it goes over the bus (CloudEvents 1.0), without the hash of a BSN.

    `reden` is an extension attribute: why it stands in no figure yet. An event that is counted, or need not be, has
    none.
    """

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    subject: str
    sequence: Annotated[str, Field(pattern=r"^[0-9]{10}$")]
    time: datetime
    datacontenttype: Literal["application/json"]
    dataschema: str
    data: dict[str, JsonValue]
    reden: str = ""


class Feed(ApiModel):
    """Events in the order in which they became visible."""

    items: list[GebeurtenisView]
    volgende: str
    """Cursor to go on from, also when there is nothing new yet: keep it, and ask again later."""


class OpnieuwVerwerkt(ApiModel):
    """What playing the parked events again gave."""

    aantal_verwerkt: int
    aantal_geparkeerd: int


class GeneratieView(ApiModel):
    """One set of read models and how far in the log it is; a rebuild is a second one beside the active."""

    generatie: int
    actief: bool
    positie: int
    laatste: int
    """Position of the newest event in the log."""
    begonnen_op: datetime


class LeesmodelView(ApiModel):
    """How far the read models are, and how many events are parked."""

    generaties: list[GeneratieView]
    aantal_geparkeerd: int
    verouderd: bool
    """An inkoopmodel changed since the figures were made: `clientroute monitoring herbouw` makes them again."""
