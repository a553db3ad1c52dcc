"""What goes in and out over the API: asking an expert (M126)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from toegang.bodies.route import Gemeentecode, Tekst
from toegang.domain.raadpleging import Deskundigheid


class NieuweRaadpleging(ApiModel):
    """What an expert was asked and advised; without `melding_id` it was in a group."""

    gemeente: Gemeentecode
    melding_id: Annotated[str, Field(min_length=1, max_length=36)] | None = None
    deskundigheid: Deskundigheid
    op: IsoDate
    vraag_aan_deskundige: Tekst
    advies: Tekst


class RaadplegingView(ApiModel):
    """That an expert was asked, without what was said."""

    id: str
    gemeente: str
    melding_id: str | None
    deskundigheid: Deskundigheid
    op: date


class RaadplegingInhoud(ApiModel):
    """What was asked and advised; reading it leaves a trace where it was about a case."""

    vraag_aan_deskundige: str
    advies: str
