"""What people record of the survey and of planning. Codes, no free text."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate

Gemeente = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente.")]
Agb = Annotated[str, Field(pattern=r"^[0-9]{8}$", description="AGB-code van de aanbieder.")]
Schaal = Annotated[int, Field(ge=1, le=5)]


class NieuweClientervaring(ApiModel):
    """One answer in the client survey (M90); `cijfer` in tenths, from 10 to 100. Not who gave it."""

    gemeente: Gemeente
    agb: Agb
    op: IsoDate
    cijfer: Annotated[int, Field(ge=10, le=100)]


class NieuwPlanningssignaal(ApiModel):
    """A signal about planning (M116)."""

    gemeente: Gemeente
    agb: Agb
    op: IsoDate
    soort: Literal["dubbel-bezoek", "geen-vervanging", "niet-gekomen", "te-laat"]


class AantekeningView(ApiModel):
    """Something that was recorded. `waarde`: a grade in tenths."""

    id: str
    gemeente: str
    agb: str
    op: date
    kenmerk: str
    waarde: int | None


class RijFout(ApiModel):
    """What is wrong in a row of a file: its number, the column where it is known, and why."""

    rij: int
    kolom: str | None
    reden: str


class ErvaringenView(ApiModel):
    """What became of a file of answers: how many are new, and how many were here already."""

    nieuw: int
    dubbel: int
    bewaard: bool
    fouten: list[RijFout]
