"""What goes in and out over the API: leaving an institution (M17, M125)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate


class NieuwOntslag(ApiModel):
    """When somebody leaves an institution, and since when the director takes part."""

    instelling: Annotated[str, Field(min_length=1, max_length=200)]
    ontslag_op: IsoDate
    regisseur_betrokken_op: IsoDate | None = None
    time_out_id: Annotated[str, Field(min_length=1, max_length=36)] | None = None


class OntslagView(ApiModel):
    """The same without the name of the institution."""

    melding_id: str
    gemeente: str
    ontslag_op: date
    regisseur_betrokken_op: date | None
    time_out_id: str | None
    te_laat: bool
