"""The cases behind a figure, and one of them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from monitoring.bodies.keten import Zakenlijstfilter

Maatnaam = Annotated[str, Field(max_length=32, pattern=r"^[a-z0-9:-]+$")]


class Zakenfilter(Zakenlijstfilter):
    """Of which figure, and within which choice."""

    maat: Annotated[Maatnaam, Field(description="Wat er geteld is.")]
    zonder: Annotated[
        Maatnaam | None,
        Field(description="Wat daarvan af gaat, zoals wat op tijd was: over blijft wat te laat was."),
    ] = None
    kenmerk: Annotated[
        str | None,
        Field(max_length=60, description="Alleen van deze soort; met een * aan het eind alles wat zo begint."),
    ] = None


class ZaakView(ApiModel):
    """A case that counts in a figure, and how often. Null is not known, or of several."""

    soort: str
    sleutel: str
    client_id: str | None
    aantal: int
    maand: date | None
    gemeente: str | None
    agb: str | None
    code: str | None


class ZaakregelView(ApiModel):
    """Something that happened in a case, in plain Dutch."""

    op: date | None
    wat: str
    gemeente: str | None
    agb: str | None
    code: str | None
    toewijzing_id: str | None


class ZaakMetVerloop(ApiModel):
    """A case with what is known of it."""

    soort: str
    sleutel: str
    client_id: str | None
    verloop: list[ZaakregelView]
