"""What goes in and out over the API: a supporter who may read of one client (Wmo 2.2.4)."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chassis.bsn import mask_bsn
from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.bodies.besluit import BeschikkingView
from toegang.bodies.plandeel import GedeeldDoelView
from toegang.bodies.route import MeldingView


def _zonder_bsn(naam: str) -> str:
    if mask_bsn(naam) != naam:
        raise PydanticCustomError("regel", "Hier staat een burgerservicenummer in. Geef de naam van de ondersteuner.")
    return naam


class NieuweToestemming(ApiModel):
    """Whom a client lets read, and until which day; `ondersteuner` is the name under which the supporter comes in."""

    ondersteuner: Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_zonder_bsn)]
    gegeven_op: IsoDate
    tot: IsoDate


class ToestemmingView(ApiModel):
    """A consent; `ingetrokken_op` once the client took it back."""

    id: str
    client_id: str
    gemeente: str
    ondersteuner: str
    gegeven_op: date
    tot: date
    ingetrokken_op: date | None


class MetToestemming(ApiModel):
    """What a supporter reads: the cases, what was decided, and the goals of the client's own plan."""

    meldingen: list[MeldingView]
    beschikkingen: list[BeschikkingView]
    doelen: list[GedeeldDoelView]
