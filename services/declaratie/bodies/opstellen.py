"""A declaration in a handful of lines, and what would be answered on it."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from declaratie.bodies.codes import Gemeente, Maand
from declaratie.bodies.prestaties import AfwijzingsredenView
from wetten import Wet

Referentie = Annotated[str, Field(min_length=1, max_length=20)]


class NieuwePrestatie(ApiModel):
    """What was delivered on an assignment in a month; without `maand` that of the declaration."""

    toewijzing_nummer: Annotated[int, Field(ge=1, lt=2**31)]
    volume: Annotated[int, Field(ge=1, le=99_999_999)]
    maand: Maand | None = None


class NieuweDeclaratie(ApiModel):
    """A declaration that is written down as a 323 here: price, unit, period and BSN follow from the assignment."""

    gemeente: Gemeente
    wet: Wet = Wet.WMO
    maand: Maand
    prestaties: Annotated[list[NieuwePrestatie], Field(max_length=500)] = []
    crediteert: Annotated[list[Referentie], Field(max_length=500)] = []


class ProefprestatieView(ApiModel):
    """A line as it would stand in the 323, and whether it would be granted. Amounts in eurocents."""

    toewijzing_nummer: int
    vorige_referentie: str | None
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    is_credit: bool
    is_toegekend: bool
    redenen: list[AfwijzingsredenView]


class ProefView(ApiModel):
    """What would be answered now, while nothing was kept. With `redenen` it would be refused whole."""

    bedrag_ingediend: int
    bedrag_toegekend: int
    redenen: list[AfwijzingsredenView]
    prestaties: list[ProefprestatieView]
