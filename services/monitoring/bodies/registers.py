"""What people record: surveys, planning signals, risks, complaints, and steps with providers. Codes, no free text."""

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


class NieuwRisico(ApiModel):
    """A risk with a provider (M106): how likely and how heavy, each from 1 to 5."""

    gemeente: Gemeente
    agb: Agb
    op: IsoDate
    soort: Literal["niet-nakomen", "financieel", "continuiteit", "kwaliteit", "integriteit"]
    kans: Schaal
    gevolg: Schaal


class RisicoSluiting(ApiModel):
    """When a risk was closed."""

    op: IsoDate


class AantekeningView(ApiModel):
    """Something that was recorded. `waarde`: grade in tenths, or chance times impact of a risk."""

    id: str
    gemeente: str
    agb: str
    op: date
    kenmerk: str
    waarde: int | None
    gesloten_op: date | None


class NieuweKlacht(ApiModel):
    """A complaint (M110); its story stays with whom it was told to."""

    gemeente: Gemeente
    agb: Agb
    onderwerp: Literal["kwaliteit", "bejegening", "planning", "communicatie", "overig"]
    ontvangen_op: IsoDate


class NieuweKlachtstap(ApiModel):
    """The next step of a complaint (M110)."""

    stap: Literal["onafhankelijk", "afgehandeld"]
    op: IsoDate


class KlachtstapView(ApiModel):
    """A step and its day."""

    stap: str
    op: date


class KlachtView(ApiModel):
    """A complaint and how far it is."""

    id: str
    gemeente: str
    agb: str
    onderwerp: str
    ontvangen_op: date
    stap: str


class KlachtMetStappen(KlachtView):
    """A complaint with all its steps."""

    stappen: list[KlachtstapView]


class NieuweMaatregel(ApiModel):
    """The next step with a provider (M89), in the municipalities of an inkoopmodel."""

    inkoopmodel: Annotated[str, Field(max_length=60)]
    stap: Literal["gesprek", "verbeterplan", "pauze", "einde", "hersteld"]
    per: IsoDate


class MaatregelView(ApiModel):
    """A step with a provider; `titel` as the inkoopmodel names it."""

    id: str
    inkoopmodel: str
    volgnummer: int
    stap: str
    titel: str
    per: date
