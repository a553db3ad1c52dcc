"""Claims on providers."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from declaratie.bodies.codes import Agb, Gemeente
from declaratie.domain.vordering import Vorderingsgrond, Vorderingstand
from wetten import Wet

Bedrag = Annotated[int, Field(ge=1, le=99_999_999_999)]
"""In eurocents."""
Tekst = Annotated[str, Field(min_length=1, max_length=1000)]


class PrestatiePlek(ApiModel):
    """A granted line: its declaration, and its place in it."""

    declaratie_id: Annotated[str, Field(max_length=36)]
    volgnummer: Annotated[int, Field(ge=1, le=1_000_000)]


class NieuweVordering(ApiModel):
    """What has to come back and by when: a `bedrag`, or `prestaties`, of which it follows as they are to be settled."""

    budgethouder: Gemeente
    gemeente: Gemeente
    wet: Annotated[Wet, Field(strict=False)]
    agb: Agb
    naam: Annotated[str, Field(min_length=1, max_length=70)]
    grond: Annotated[Vorderingsgrond, Field(strict=False)]
    toelichting: Tekst
    uiterlijk: IsoDate
    bedrag: Bedrag | None = None
    prestaties: Annotated[list[PrestatiePlek], Field(max_length=1000)] = []


class Betwisting(ApiModel):
    """Why the provider does not agree."""

    waarom: Tekst


class BesluitOpVordering(ApiModel):
    """What still has to come back, in eurocents, and by when; 0 withdraws the claim."""

    bedrag: Annotated[int, Field(ge=0, le=99_999_999_999)]
    uiterlijk: IsoDate


class NieuweOntvangst(ApiModel):
    """What the provider paid back, in eurocents; `kenmerk` as it stands on the statement of the bank."""

    kenmerk: Annotated[str, Field(min_length=1, max_length=35)]
    bedrag: Bedrag
    ontvangen_op: IsoDate


class VorderingView(ApiModel):
    """A claim on a provider, in eurocents; `openstaand` is what is not settled yet."""

    id: str
    budgethouder: str
    gemeente: str
    wet: Wet
    agb: str
    naam: str
    bedrag: int
    openstaand: int
    grond: Vorderingsgrond
    toelichting: str
    uiterlijk: date
    stand: Vorderingstand
    betwisting: str | None
    vastgelegd_op: datetime
