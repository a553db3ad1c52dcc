"""Kwesties over HTTP. Words are free, up to 2,000 characters and without names."""

from datetime import date
from typing import Annotated, Literal

from fastapi import Query
from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import WHOLE, Flag, IsoDate
from monitoring.bodies.registers import Agb, Gemeente, Schaal
from monitoring.domain.kwesties import Kwestiesoort

Tekst = Annotated[str, Field(min_length=1, max_length=2000)]
Eigenaar = Annotated[str, Field(min_length=1, max_length=60)]
Code = Annotated[str, Field(max_length=30)]
Partijnaam = Literal["gemeente", "aanbieder"]


class NieuweAfspraak(ApiModel):
    """Who does what before which day (M138); with a risk its measure, and the day to look again (M106)."""

    partij: Partijnaam
    eigenaar: Eigenaar
    tekst: Tekst
    uiterlijk: IsoDate


class Besproken(ApiModel):
    """A point of a fixed format and what was said (M105)."""

    pijler: Code
    tekst: Tekst


class NieuweKwestie(ApiModel):
    """A case about a provider. What a kind asks beside this stands in domain.kwesties."""

    soort: Kwestiesoort
    gemeente: Gemeente
    agb: Agb | None = None
    onderwerp: Code
    op: IsoDate
    tekst: Tekst
    eigenaar: Eigenaar | None = None
    kans: Schaal | None = None
    gevolg: Schaal | None = None
    afspraken: Annotated[list[NieuweAfspraak], Field(max_length=50)] = []
    besproken: Annotated[list[Besproken], Field(max_length=20)] = []


class NieuweKwestiestap(ApiModel):
    """The next step, and what is said with it."""

    stap: Code
    op: IsoDate
    tekst: Tekst
    uitkomst: Code | None = None
    uiterlijk: IsoDate | None = None


class AfspraakGedaan(ApiModel):
    """When an agreement was kept."""

    op: IsoDate


class Kwestiefilter(ApiModel):
    """Which kwesties, a page at a time."""

    soort: Annotated[Kwestiesoort | None, Query(description="Alleen deze soort.")] = None
    gemeente: Annotated[
        Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None, Field(description="CBS-code van de gemeente.")
    ] = None
    aanbieder: Annotated[
        Annotated[str, Field(pattern=r"^[0-9]{8}$")] | None, Field(description="AGB-code van een aanbieder.")
    ] = None
    te_laat: Annotated[Flag, Query(description="Alleen wat over zijn termijn is.")] = False
    cursor: Annotated[
        str | None, Field(max_length=200, description="De waarde van `volgende` in het vorige antwoord.")
    ] = None
    limit: Annotated[int, Field(ge=1, le=500, description="Hoeveel per keer."), WHOLE] = 50


class AfspraakView(ApiModel):
    """An agreement; `te_laat` when its day went by."""

    volgnummer: int
    partij: Partijnaam
    eigenaar: str
    tekst: str
    uiterlijk: date
    gedaan_op: date | None
    te_laat: bool


class KwestiestapView(ApiModel):
    """A step that was set."""

    stap: str
    titel: str
    op: date
    tekst: str | None
    uitkomst: str | None
    uiterlijk: date | None


class KwestieView(ApiModel):
    """A kwestie and how far it is, without what was written."""

    id: str
    soort: Kwestiesoort
    gemeente: str
    agb: str | None
    onderwerp: str
    op: date
    zwaarte: int | None
    eigenaar: str
    stap: str
    uiterlijk: date | None
    te_laat: bool
    gemeld_op: date
    te_laat_gemeld: bool
    gesloten_op: date | None


class KwestieMetStappen(KwestieView):
    """The same with all that was written."""

    stappen: list[KwestiestapView]
    afspraken: list[AfspraakView]
    besproken: list[Besproken]
