"""What goes out over the API of declaratie."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from chassis.bsn import Bsn
from chassis.model import ApiModel

Agb = Annotated[str, Field(pattern=r"^[0-9]{8}$", description="AGB-code van een aanbieder.")]
Gemeente = Annotated[str, Field(pattern=r"^[0-9]{4}$", description="CBS-code van een gemeente.")]
ProductCode = Annotated[str, Field(min_length=1, max_length=5)]
Maand = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="Een maand, zoals 2023-05.")]


class DeclaratieView(ApiModel):
    """A judged declaration. Amounts in eurocents, credit negative."""

    id: str
    gemeente: str
    agb: str
    declaratienummer: str
    declaratieperiode: date
    ontvangen_op: datetime
    beantwoord_op: datetime
    retourcode: str
    bedrag_ingediend: int
    bedrag_toegekend: int


class AfwijzingsredenView(ApiModel):
    """Why a line was rejected."""

    regel: str
    retourcode: str
    tekst: str
    advies: str
    """What the provider can do about it."""


class PrestatieView(ApiModel):
    """A judged line: granted whole, or rejected whole with every reason."""

    volgnummer: int
    referentie: str
    vorige_referentie: str | None
    toewijzing_nummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    is_credit: bool
    is_toegekend: bool
    budgethouder: str
    """The municipality that pays (M83), as it was when the line was judged."""
    redenen: list[AfwijzingsredenView]


class GevondenPrestatieView(PrestatieView):
    """A judged line with the declaration that it stood in."""

    declaratie_id: str
    declaratienummer: str
    declaratieperiode: date
    gemeente: str
    agb: str


class RegelTotaal(ApiModel):
    """How many lines broke a rule, and their amount in eurocents (credit negative)."""

    regel: str
    retourcode: str
    tekst: str
    advies: str
    aantal: int
    bedrag: int


class DeclaratieTotaal(ApiModel):
    """How many declarations were rejected whole on a return code, and the amount claimed in eurocents."""

    retourcode: str
    advies: str
    aantal: int
    bedrag: int


class AfwijzingenView(ApiModel):
    """Rejections by cause, the most frequent first. A line that broke several rules counts in each."""

    per_regel: list[RegelTotaal]
    per_retourcode: list[DeclaratieTotaal]


class ZoekVraag(ApiModel):
    """Which judged lines are looked for; what is left out does not matter. Months are those of the ProductPeriode."""

    bsn: Bsn | None = None
    toewijzing_nummer: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    agb: Agb | None = None
    gemeente: Gemeente | None = None
    budgethouder: Gemeente | None = None
    code: ProductCode | None = None
    van: Maand | None = None
    tot: Maand | None = None
    is_toegekend: bool | None = None
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    cursor: Annotated[str, Field(max_length=200)] | None = None


class TotaalView(ApiModel):
    """Judged lines of one group, in eurocents, credit negative. What is not grouped by is null.

    `gemeente` is that of the clients, `budgethouder` pays (M83).
    """

    budgethouder: str | None
    gemeente: str | None
    aanbieder: str | None
    product: str | None
    maand: str | None
    """Of the ProductPeriode, such as 2023-05."""
    prestaties_ingediend: int
    prestaties_toegekend: int
    bedrag_ingediend: int
    bedrag_toegekend: int


class BetalingView(ApiModel):
    """What is payable on one declaration: granted debit lines minus granted credit lines, in eurocents."""

    declaratie_id: str
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


class SomView(ApiModel):
    """Granted lines, debit and credit apart and both positive; `bedrag` is debit minus credit, in eurocents."""

    prestaties_debet: int
    bedrag_debet: int
    prestaties_credit: int
    bedrag_credit: int
    bedrag: int


class BudgethouderSomView(SomView):
    """What one municipality pays (M83)."""

    budgethouder: str


class ProductSomView(SomView):
    """Granted lines of one product in one unit, for clients of `gemeente`. Volumes in that unit."""

    budgethouder: str
    gemeente: str
    categorie: str
    code: str
    eenheid: str
    maand: str | None
    """Of the ProductPeriode, such as 2023-05; null for the whole year."""
    volume_debet: int
    volume_credit: int
    volume: int


class DeclaratieSomView(SomView):
    """What of one declaration one municipality pays in a year statement, with the numbers of its messages."""

    declaratie_id: str
    budgethouder: str
    gemeente: str
    declaratienummer: str
    declaratieperiode: date
    identificatie_323: str
    identificatie_325: str
    beantwoord_op: datetime


class JaarstaatView(ApiModel):
    """The year statement of a provider (M82)."""

    jaar: int
    agb: str
    gemaakt_op: datetime
    totaal: SomView
    per_budgethouder: list[BudgethouderSomView]
    per_product: list[ProductSomView]
    per_maand: list[ProductSomView]
    per_declaratie: list[DeclaratieSomView]
    narekenen: list[str]
    """How anybody can compute it again."""
