"""What goes in and out over the API: general provisions and signals (M112)."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chassis.model import ApiModel
from toegang.bodies.route import Gemeentecode, Tekst
from toegang.domain.sociale_basis import ONDERWERPEN


def _bekend(code: str) -> str:
    if code not in ONDERWERPEN:
        melding = f"Dit onderwerp kennen we niet. Kies uit: {', '.join(ONDERWERPEN)}."
        raise PydanticCustomError("regel", "{melding}", {"melding": melding})
    return code


Onderwerp = Annotated[str, Field(json_schema_extra={"enum": list(ONDERWERPEN)}), AfterValidator(_bekend)]


class VoorzieningView(ApiModel):
    """A general provision, open to everybody."""

    id: str
    naam: str
    onderwerp: str
    organisatie: str
    wijk: str
    contact: str


class RijfoutView(ApiModel):
    """What is wrong in a row; the row with the names of the columns is row 1."""

    rij: int
    kolom: str
    reden: str


class ImportUitkomst(ApiModel):
    """What an import did, or with `fouten` or `proef`: would have done."""

    proef: bool
    nieuw: int
    gewijzigd: int
    vervallen: int
    fouten: list[RijfoutView]


class NieuwSignaal(ApiModel):
    """A gap in the social base; `melding_id` where a case showed it."""

    gemeente: Gemeentecode
    onderwerp: Onderwerp
    wijk: Annotated[str, Field(max_length=80)] = ""
    omschrijving: Tekst
    melding_id: Annotated[str, Field(min_length=1, max_length=36)] | None = None


class SignaalView(ApiModel):
    """A gap, without the story."""

    id: str
    gemeente: str
    onderwerp: str
    wijk: str
    melding_id: str | None
    op: date


class SignaalInhoud(ApiModel):
    """The story of a gap; reading it leaves a trace where a case showed it."""

    omschrijving: str


class SignaalTelling(ApiModel):
    """How often something was missed."""

    onderwerp: str
    wijk: str
    aantal: int
