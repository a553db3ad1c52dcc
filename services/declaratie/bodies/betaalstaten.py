"""Payable amounts."""

from datetime import date, datetime

from chassis.model import ApiModel
from wetten import Wet


class BetalingView(ApiModel):
    """What is payable on one declaration: granted debit lines minus granted credit lines, in eurocents."""

    declaratie_id: str
    wet: Wet
    declaratienummer: str
    declaratieperiode: date
    identificatie_325: str
    """Identificatie of the WMO325."""
    beantwoord_op: datetime
    debet: int
    credit: int
    bedrag: int


class BetaalstaatView(ApiModel):
    """What a municipality has to pay a provider for the answers of one month, in eurocents.

    `budgethouder` pays, for clients of `gemeente`; mostly they are the same (M83). Below zero it is to be got back.
    """

    maand: str
    budgethouder: str
    gemeente: str
    agb: str
    debet: int
    credit: int
    bedrag: int
    betalingen: list[BetalingView]
