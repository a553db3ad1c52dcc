"""What goes in and out of a case under the Jeugdwet beside what every case has."""

from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from istandaard.codes import TypeVerwijzer
from toegang.bodies.persoon import code
from toegang.bodies.route import AgbCode, Gemeentecode
from toegang.domain.jeugd import Gezag, Verlengingsgrond, Woonplaatsgrond


class AdresperiodeBody(ApiModel):
    """Where a youth was registered from a day on; the last one is the address of now."""

    gemeente: Gemeentecode
    vanaf: IsoDate
    verblijf: bool = False


class JeugdzaakBody(ApiModel):
    """How a youth came in, where he belongs, who has authority and who agreed."""

    verwijzer: Annotated[TypeVerwijzer, code(TypeVerwijzer)]
    agb: AgbCode | None = None
    naam: Annotated[str | None, Field(min_length=1, max_length=64)] = None
    verwezen_op: IsoDate | None = None
    overlegd_op: IsoDate | None = None
    verlengingsgrond: Verlengingsgrond | None = None
    gezag: Gezag
    toestemming_gezag_op: IsoDate | None = None
    toestemming_jeugdige_op: IsoDate | None = None
    adressen: Annotated[list[AdresperiodeBody], Field(max_length=50)] = []
    woonplaats: Annotated[
        Gemeentecode | None,
        Field(description="De verantwoordelijke gemeente, als dat niet uit de adressen blijkt; met de grond erbij."),
    ] = None
    woonplaatsgrond: Woonplaatsgrond | None = None


class JeugdzaakView(ApiModel):
    """The same without names: the way in, what it is prolonged on, and the responsible municipality."""

    melding_id: str
    verwijzer: str
    verlengingsgrond: Verlengingsgrond | None
    woonplaats: str
    woonplaatsgrond: Woonplaatsgrond
