"""What goes in and out over the API of toewijzing."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel

Gemeentecode = Annotated[str, Field(pattern=r"^\d{4}$", description="CBS-code van de gemeente: vier cijfers.")]
AgbCode = Annotated[str, Field(pattern=r"^\d{8}$", description="AGB-code van de aanbieder: acht cijfers.")]


class TariefBody(ApiModel):
    """A price in eurocents per unit, from a day on."""

    vanaf: date
    bedrag: Annotated[int, Field(ge=0, le=99_999_999, description="Eurocenten per eenheid.")]


class ContractProductBody(ApiModel):
    """A product under a contract; without prices those of the inkoopmodel hold, with its indexation (M79)."""

    code: Annotated[str, Field(min_length=1, max_length=5)]
    tarieven: Annotated[list[TariefBody], Field(min_length=1)] | None = None


class NieuwContract(ApiModel):
    """A contract to record. All municipalities share one inkoopmodel."""

    agb: AgbCode
    naam: Annotated[str, Field(min_length=1, max_length=200)]
    gemeenten: Annotated[list[Gemeentecode], Field(min_length=1)]
    geldig_van: date
    geldig_tot: date | None = None
    producten: Annotated[list[ContractProductBody], Field(min_length=1)]


class ContractView(ApiModel):
    """A contract as it stands."""

    id: str
    agb: str
    naam: str
    gemeenten: list[str]
    geldig_van: date
    geldig_tot: date | None


class ContractDetail(ContractView):
    """A contract with its products and prices."""

    producten: list[ContractProductBody]


class ToewijzingView(ApiModel):
    """An assignment."""

    id: str
    client_id: str
    gemeente: str
    categorie: str
    code: str
    volume: int
    eenheid: str
    frequentie: str
    ingangsdatum: date
    einddatum: date | None
    besluitdatum: date
    status: str
    wacht_op: str | None
    agb: str | None
    nummer: int | None
    toegewezen_op: datetime | None


class KeuzeView(ApiModel):
    """A provider that can deliver an assignment."""

    agb: str
    naam: str


class GekozenAanbieder(ApiModel):
    """The provider that the client chose (M54)."""

    agb: AgbCode
