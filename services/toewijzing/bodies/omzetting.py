"""What goes in and out before running help is moved to the products of a new contract (M134)."""

from typing import Annotated

from pydantic import AfterValidator, Field

from chassis.model import ApiModel
from gebeurtenissen.toegang import IndicatieOmgezet
from toewijzing.bodies.toewijzingen import keur_product


def _te_zeggen(omzetting: IndicatieOmgezet) -> IndicatieOmgezet:
    keur_product(omzetting.beschikt_product)
    return omzetting


class Omzettingsvoornemen(ApiModel):
    """Help that is about to be moved, as it would be told."""

    omzettingen: Annotated[
        list[Annotated[IndicatieOmgezet, AfterValidator(_te_zeggen)]], Field(min_length=1, max_length=200)
    ]


class OmzetbezwaarView(ApiModel):
    """Why a product cannot go on under the new one: the rule, and in plain Dutch what to do."""

    product_id: str
    regel: str
    reden: str
