"""Steps with a provider over HTTP (M89)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from monitoring.bodies.kwesties import Tekst


class NieuweMaatregel(ApiModel):
    """The next step with a provider (M89), in the municipalities of an inkoopmodel, and why.

    It hangs on a light that is red (`kpi`) or on a norm that somebody names (`norm`): one of the two.
    """

    inkoopmodel: Annotated[str, Field(max_length=60)]
    stap: Literal["gesprek", "verbeterplan", "controle", "pauze", "einde", "hersteld"]
    per: IsoDate
    reden: Tekst
    kpi: Annotated[str, Field(max_length=60)] | None = None
    norm: Tekst | None = None
    reden_overgeslagen: Tekst | None = None
    uiterlijk: IsoDate | None = None


class NieuwWederhoor(ApiModel):
    """What the provider says of a step."""

    tekst: Tekst


class MaatregelView(ApiModel):
    """A step with a provider; `titel` as the inkoopmodel names it."""

    id: str
    inkoopmodel: str
    volgnummer: int
    stap: str
    titel: str
    per: date
    kpi: str | None
    norm: str | None
    reden: str | None
    reden_overgeslagen: str | None
    uiterlijk: date | None
    wederhoor: str | None
    wederhoor_op: date | None
