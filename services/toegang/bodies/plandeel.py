"""What goes in and out over the API: the part of a plan that a provider sees and works out (M122)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.bodies.plan import Verhaal
from toegang.domain.plan import Voortgang
from toegang.domain.plandeel import Uitwerkingsoort


class GedeeldeProducten(ApiModel):
    """With the providers of which products a goal is shared; none takes it back."""

    product_ids: Annotated[list[str], Field(max_length=25)]


class PlandeelView(ApiModel):
    """A product that a provider has and of which goals are shared with it, without words."""

    toewijzing_id: str
    product_id: str
    client_id: str
    ingangsdatum: date
    einddatum: date | None
    aantal_doelen: int
    evaluatie_voor: date | None
    """The day of the evaluation for which the provider is asked for its own (M86); null when it is not."""


class GedeeldDoelView(ApiModel):
    """A goal as its provider sees it: no names, and not who else does what."""

    doel_id: str
    gebied: str
    termijn: str
    op_netwerk: bool
    van_client: bool
    streefdatum: date | None
    status: Voortgang
    doel: str
    meetbaar: str | None


class UitwerkingView(ApiModel):
    """What a provider added to a goal, without its words."""

    id: str
    doel_id: str
    product_id: str
    agb: str
    soort: Uitwerkingsoort
    op: date
    voortgang: Voortgang | None


class UitwerkingInWoorden(UitwerkingView):
    """The same with its words; reading them leaves a trace."""

    tekst: str


class PlandeelInWoorden(ApiModel):
    """The goals of a product, and what this provider made of them."""

    doelen: list[GedeeldDoelView]
    uitwerkingen: list[UitwerkingInWoorden]


class NieuweUitwerking(ApiModel):
    """What a provider adds to a goal; `voortgang` with an evaluation."""

    doel_id: str
    soort: Uitwerkingsoort
    op: IsoDate
    voortgang: Voortgang | None = None
    tekst: Verhaal
