"""Lump sums for a task, and what providers account for."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from declaratie.bodies.codes import Agb, Gemeente, ProductCode
from declaratie.bodies.vorderingen import Bedrag, Tekst
from declaratie.domain.lumpsum import Lumpsumstand, Verantwoordingstand
from wetten import Wet


class NieuweDeelbetaling(ApiModel):
    """A part of a lump sum that is paid on `dag`, in eurocents."""

    dag: IsoDate
    bedrag: Bedrag


class NieuweVerantwoording(ApiModel):
    """A period that the provider accounts for, until and with `uiterlijk`."""

    van: IsoDate
    tot: IsoDate
    uiterlijk: IsoDate


class NieuweLumpsum(ApiModel):
    """An agreement: so many eurocents for a task, apart from clients, in parts on their days."""

    budgethouder: Gemeente
    agb: Agb
    code: ProductCode
    taak: Tekst
    van: IsoDate
    tot: IsoDate
    bedrag: Bedrag
    deelbetalingen: Annotated[list[NieuweDeelbetaling], Field(min_length=1, max_length=120)]
    verantwoordingen: Annotated[list[NieuweVerantwoording], Field(max_length=120)] = []


class BeoordelingVanLumpsum(ApiModel):
    """Whether a colleague agrees to it."""

    akkoord: bool


class EindeVanLumpsum(ApiModel):
    """The last day on which a part of it is paid, and why it ends."""

    laatste_dag: IsoDate
    reden: Tekst


class Verantwoord(ApiModel):
    """How many residents were helped, what it cost in eurocents, and what was done."""

    inwoners: Annotated[int, Field(ge=0, le=10_000_000)]
    kosten: Annotated[int, Field(ge=0, le=99_999_999_999)]
    toelichting: Annotated[str, Field(min_length=1, max_length=4000)]


class OordeelOverVerantwoording(ApiModel):
    """Why the municipality does not agree; null when it does."""

    reden: Tekst | None


class DeelbetalingView(ApiModel):
    """A part of a lump sum in eurocents; `betaalbaarOp` is the day on which it became payable, null until then."""

    dag: date
    bedrag: int
    betaalbaar_op: date | None


class VerantwoordingView(ApiModel):
    """The account of a period, and what the municipality thinks of it."""

    volgnummer: int
    van: date
    tot: date
    uiterlijk: date
    stand: Verantwoordingstand
    inwoners: int | None
    kosten: int | None
    toelichting: str | None
    ingediend_op: datetime | None
    reden: str | None


class LumpsumView(ApiModel):
    """A lump sum for a task; nothing is paid after `laatsteDag`."""

    id: str
    budgethouder: str
    wet: Wet
    agb: str
    categorie: str
    code: str
    taak: str
    van: date
    tot: date
    bedrag: int
    stand: Lumpsumstand
    laatste_dag: date
    reden: str | None
    deelbetalingen: list[DeelbetalingView]
    verantwoordingen: list[VerantwoordingView]
