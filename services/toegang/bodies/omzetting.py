"""Moving running help to the products of a new contract, and what it gave (M134)."""

from typing import Annotated

from pydantic import AfterValidator, Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.bodies.route import Gemeentecode

Code = Annotated[str, Field(min_length=1, max_length=5)]


class Productpaar(ApiModel):
    """A product of the old contract, and the one of the new contract under which it goes on."""

    van: Code
    naar: Code


def _eenmaal(paren: list[Productpaar]) -> list[Productpaar]:
    codes = [each.van for each in paren]
    if len(set(codes)) != len(codes):
        raise ValueError("elk oud product mag een keer voorkomen")
    if {each.naar for each in paren} & set(codes):
        raise ValueError("een nieuw product mag niet ook een oud product zijn")
    return paren


class Omzetting(ApiModel):
    """Which products of a municipality go on as which others, from a day on."""

    gemeente: Gemeentecode
    vanaf: IsoDate
    producten: Annotated[list[Productpaar], Field(min_length=1, max_length=100), AfterValidator(_eenmaal)]

    @property
    def tabel(self) -> dict[str, str]:
        """The code of the new product by that of the old one."""
        return {each.van: each.naar for each in self.producten}


class OmzettingfoutView(ApiModel):
    """A product of a decision that cannot go on so: by which rule, and what to do."""

    beschikking_id: str
    product_id: str
    code: str
    regel: str
    reden: str


class OmzettingUitkomst(ApiModel):
    """What moving did, or with `proef`: would have done. `volgende` is the cursor of what is left, null at the end."""

    proef: bool
    omgezet: int
    fouten: list[OmzettingfoutView]
    volgende: str | None
