"""What goes in and out over the API: light contacts after the end (M69)."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toewijzing.tables import Waakvlam, Waakvlamcontact

Waakvlamhouder = Literal["sociaal team", "aanbieder", "voorliggend veld"]
"""Who may keep a light contact (M69; Lekstroom 4c)."""


class NieuweWaakvlam(ApiModel):
    """Who keeps a light contact after the end, until which day, and on which days."""

    door: Waakvlamhouder
    tot: IsoDate
    contactdagen: Annotated[list[IsoDate], Field(max_length=60)] = []


class GehadContact(ApiModel):
    """There was contact on `gehad_op`, for the day on which it was due."""

    dag: IsoDate
    gehad_op: IsoDate


class WaakvlamView(ApiModel):
    """Who keeps a light contact after the end of an assignment, and the days that are still open."""

    toewijzing_id: str
    door: str
    vanaf: date
    tot: date
    contactdagen: list[date]

    @classmethod
    def van(cls, waakvlam: Waakvlam, contacten: Sequence[Waakvlamcontact]) -> "WaakvlamView":
        """As it is shown."""
        return cls(
            toewijzing_id=waakvlam.toewijzing_id,
            door=waakvlam.door,
            vanaf=waakvlam.vanaf,
            tot=waakvlam.tot,
            contactdagen=[
                each.dag for each in contacten if each.toewijzing_id == waakvlam.toewijzing_id and each.gehad_op is None
            ],
        )


class OpenContactView(ApiModel):
    """Somebody with whom there must be contact on a day; `agb` is the provider whose help ended."""

    toewijzing_id: str
    client_id: str
    gemeente: str
    agb: str
    door: str
    dag: date
    te_laat: bool
