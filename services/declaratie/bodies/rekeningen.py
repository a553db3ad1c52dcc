"""Accounts to pay from and to pay to."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from declaratie.bodies.codes import Agb, Gemeente
from declaratie.domain.betaalrun import Rekeningstand

Naam = Annotated[str, Field(min_length=1, max_length=70)]
Iban = Annotated[str, Field(min_length=15, max_length=42)]
"""With or without spaces."""


class BetaalrekeningBody(ApiModel):
    """The account from which a municipality pays, and the day of answering from which it pays by our runs."""

    naam: Naam
    iban: Iban
    bic: Annotated[str, Field(min_length=8, max_length=11)]
    betaalt_vanaf: IsoDate


class BetaalrekeningView(ApiModel):
    """The account from which a municipality pays."""

    budgethouder: str
    naam: str
    iban: str
    bic: str
    betaalt_vanaf: date
    gewijzigd_door: str
    gewijzigd_op: datetime


class NieuweRekening(ApiModel):
    """An account of a provider, for what these municipalities pay; `herkomst` says how it is known to be right."""

    agb: Agb
    budgethouders: Annotated[list[Gemeente], Field(min_length=1, max_length=400)]
    naam: Naam
    iban: Iban
    herkomst: Annotated[str, Field(min_length=1, max_length=300)]


class BeoordelingVanRekening(ApiModel):
    """Whether an account is right, by somebody who did not record it."""

    akkoord: bool


class RekeningView(ApiModel):
    """An account of a provider, with who recorded it and who judged that."""

    id: str
    agb: str
    budgethouders: list[str]
    naam: str
    iban: str
    herkomst: str
    stand: Rekeningstand
    voorgesteld_door: str
    voorgesteld_op: datetime
    beoordeeld_door: str | None
    beoordeeld_op: datetime | None
