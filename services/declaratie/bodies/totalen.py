"""Totals over judged lines."""

from chassis.model import ApiModel


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
