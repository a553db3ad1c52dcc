"""The year statement of a provider (M82)."""

from datetime import date, datetime

from chassis.model import ApiModel


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
