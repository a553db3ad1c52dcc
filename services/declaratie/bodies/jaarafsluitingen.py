"""The closing of a year."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from declaratie.bodies.codes import ProductCode
from declaratie.domain.jaarafsluiting import Afsluitingstand, Oordeel
from istandaard.codes import Eenheid

MEEST = 99_999_999_999
Categorie = Annotated[str, Field(pattern=r"^[0-9]{2}$")]
Volume = Annotated[int, Field(ge=-MEEST, le=MEEST)]
Bedrag = Annotated[int, Field(ge=-MEEST, le=MEEST)]
"""In eurocents."""
Tekst = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
Naam = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]


class JaaropgaveBody(ApiModel):
    """What a provider says of one product: `volume` in its unit, `bedrag` in eurocents, credits taken off."""

    categorie: Categorie
    code: ProductCode
    eenheid: Annotated[Eenheid, Field(strict=False)]
    volume: Volume
    bedrag: Bedrag
    toelichting: Tekst | None = None


class Productieverantwoording(ApiModel):
    """The productieverantwoording of a provider: who it is, and its figures per product."""

    naam: Naam
    adresregel: Naam
    postcode: Annotated[str, Field(min_length=4, max_length=10, pattern=r"\S")]
    plaatsnaam: Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]
    producten: Annotated[list[JaaropgaveBody], Field(max_length=1000)]


class ControleverklaringBody(ApiModel):
    """What the accountant declares."""

    oordeel: Annotated[Oordeel, Field(strict=False)]
    accountant: Naam
    afgegeven_op: IsoDate


class Verschiltoelichting(ApiModel):
    """Why the municipality thinks that there is a difference at a product."""

    categorie: Categorie
    code: ProductCode
    eenheid: Annotated[Eenheid, Field(strict=False)]
    tekst: Tekst


class Sluitvoorstel(ApiModel):
    """The proposal to close a year; `toelichting` says why, without an approving declaration."""

    toelichting: Tekst | None = None


class ControleverklaringView(ControleverklaringBody):
    """What the accountant declares; `hash` of its file, null until that is there."""

    afgegeven_op: date
    hash: str | None


class JaarcijferView(ApiModel):
    """A volume in `eenheid` and an amount in eurocents of one product."""

    categorie: str
    code: str
    eenheid: str
    volume: int
    bedrag: int


class JaarproductView(ApiModel):
    """One product: what was granted, what the provider says, the difference, and what either explains of it."""

    categorie: str
    code: str
    eenheid: str
    toegekend_volume: int
    toegekend_bedrag: int
    opgegeven_volume: int
    opgegeven_bedrag: int
    verschil_volume: int
    verschil_bedrag: int
    toelichting_aanbieder: str | None
    toelichting_gemeente: str | None
    is_verklaard: bool


class JaarafsluitingKop(ApiModel):
    """The closing of a year of one provider, for the municipality that pays it. A provider sees no names of who did."""

    id: str
    jaar: int
    agb: str
    budgethouder: str
    stand: Afsluitingstand
    naam: str
    opgegeven_op: datetime
    voorgesteld_door: str | None
    voorgesteld_op: datetime | None
    gesloten_door: str | None
    gesloten_op: datetime | None


class JaarafsluitingView(JaarafsluitingKop):
    """All of it: figures, explanations, declaration, and what was granted after closing."""

    adresregel: str
    postcode: str
    plaatsnaam: str
    toelichting: str | None
    controleverklaring: ControleverklaringView | None
    producten: list[JaarproductView]
    na_afsluiting: list[JaarcijferView]
