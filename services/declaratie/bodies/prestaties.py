"""Judged lines, and the search for them."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.bsn import Bsn
from chassis.model import ApiModel
from declaratie.bodies.codes import Agb, Gemeente, Maand, ProductCode
from wetten import Wet


class AfwijzingsredenView(ApiModel):
    """Why a line was rejected."""

    regel: str
    retourcode: str
    tekst: str
    advies: str
    """What the provider can do about it."""


class PrestatieView(ApiModel):
    """A judged line: granted whole, or rejected whole with every reason."""

    volgnummer: int
    referentie: str
    vorige_referentie: str | None
    toewijzing_nummer: int
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
    budgethouder: str
    """The municipality that pays (M83), as it was when the line was judged."""
    redenen: list[AfwijzingsredenView]


class GevondenPrestatieView(PrestatieView):
    """A judged line with the declaration that it stood in."""

    declaratie_id: str
    declaratienummer: str
    declaratieperiode: date
    gemeente: str
    wet: Wet
    agb: str


class ZoekVraag(ApiModel):
    """Which judged lines are looked for; what is left out does not matter. Months are those of the ProductPeriode."""

    bsn: Bsn | None = None
    toewijzing_nummer: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    agb: Agb | None = None
    gemeente: Gemeente | None = None
    wet: Wet | None = None
    budgethouder: Gemeente | None = None
    code: ProductCode | None = None
    van: Maand | None = None
    tot: Maand | None = None
    is_toegekend: bool | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    cursor: Annotated[str, Field(max_length=200)] | None = None
