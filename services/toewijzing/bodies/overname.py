"""What goes in and out before running indications are taken in (M134)."""

from typing import Annotated

from pydantic import AfterValidator, Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from gebeurtenissen.toegang import BeschiktProduct
from toewijzing.bodies.codes import AgbCode, Gemeentecode
from toewijzing.bodies.toewijzingen import keur_product
from toewijzing.domain.overname import Overnameveld
from wetten import Wet


class Overnameindicatie(ApiModel):
    """A running indication as it would be taken in; without `client_id` its citizen is new."""

    client_id: Annotated[str, Field(min_length=1, max_length=36)] | None = None
    wet: Wet
    besluitdatum: IsoDate
    beschikt_product: Annotated[BeschiktProduct, AfterValidator(keur_product)]
    aanbieder: AgbCode
    toewijzing_nummer: Annotated[int, Field(ge=1, le=999_999_999)]


class Overnamevoornemen(ApiModel):
    """Running indications of one municipality that are about to be taken in."""

    gemeente: Gemeentecode
    indicaties: Annotated[list[Overnameindicatie], Field(min_length=1, max_length=1000)]


class OvernamebezwaarView(ApiModel):
    """Why an indication cannot be taken in: what of it, the rule, and in plain Dutch what to do."""

    product_id: str
    veld: Overnameveld
    regel: str
    reden: str
