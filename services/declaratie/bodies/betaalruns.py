"""Payment runs, what they pay, and what the bank tells of it."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from declaratie.bodies.codes import Gemeente
from declaratie.domain.betaalrun import Overboekingstand, Postsoort, Runstand
from wetten import Wet


class NieuweBetaalrun(ApiModel):
    """Which municipality pays, and on which day the bank does."""

    budgethouder: Gemeente
    dag: IsoDate


class BetaalrunstapView(ApiModel):
    """Who did what with a run."""

    stand: Runstand
    door: str
    op: datetime


class OvergeslagenView(ApiModel):
    """A provider that is not paid in this run, with what stays open in eurocents."""

    agb: str
    bedrag: int
    reden: Literal["geen-rekening", "onder-nul", "te-veel"]


class BetaalrunView(ApiModel):
    """What a municipality pays in one go. `bedrag` in eurocents, `aantal` transfers; `hash` of the file once closed."""

    id: str
    budgethouder: str
    stand: Runstand
    dag: date
    iban: str
    aantal: int
    bedrag: int
    overgeslagen: list[OvergeslagenView]
    hash: str | None
    stappen: list[BetaalrunstapView]


class OverboekingView(ApiModel):
    """A transfer to a provider, of `bedrag` eurocents. `kenmerk` stands on both statements of the bank."""

    id: str
    betaalrun_id: str
    budgethouder: str
    agb: str
    kenmerk: str
    bedrag: int
    naam: str | None
    iban: str | None
    stand: Overboekingstand
    gemeld_op: date | None
    reden: str | None


class BetaalpostView(ApiModel):
    """An amount to be paid to a provider, in eurocents; below zero it is taken off.

    `identificatie325` of the answer that it pays, and `overboeking` of the transfer that it was in, with what became of
    it; both null where there is none. `gesloten_jaren`: what it pays was delivered in years that were closed before.
    """

    id: str
    soort: Postsoort
    bron_id: str
    poging: int
    budgethouder: str
    gemeente: str
    wet: Wet
    agb: str
    bedrag: int
    vanaf: date
    aangehouden: str | None
    declaratienummer: str | None
    identificatie_325: str | None
    betaalrun_id: str | None
    kenmerk: str | None
    overboekingstand: Overboekingstand | None
    gesloten_jaren: list[int]


class Aanhouding(ApiModel):
    """Why an amount is not to be paid for now."""

    reden: Annotated[str, Field(min_length=1, max_length=300)]


class BankmeldingenView(ApiModel):
    """What a file of the bank changed: transfers by what became of them, and references that are not of ours."""

    betaald: int
    geweigerd: int
    teruggeboekt: int
    al_bekend: int
    onbekend: list[str]
