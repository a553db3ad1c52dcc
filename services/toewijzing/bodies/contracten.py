"""What goes in and out about the contract register."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from toewijzing.bodies.codes import AgbCode, Gemeentecode


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
