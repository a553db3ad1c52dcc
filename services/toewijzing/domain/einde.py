"""Until when assignments last once products of a decision are stopped."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from toewijzing.domain.wijziging import DAG


@dataclass(frozen=True)
class Onderdeel:
    """An assignment, or a product whose days were added to one (OP380)."""

    id: str
    product: str
    """The product of the decision that it carries out."""
    verlengt: str | None
    """The product whose assignment got its days; nothing when it has a number of its own."""
    ingangsdatum: date
    einddatum: date | None


def einde_per_product(onderdelen: Iterable[Onderdeel]) -> dict[str, date]:
    """By product, the last day of the assignments that carry it out; `date.max` when one has no end."""
    tot: dict[str, date] = {}
    for each in onderdelen:
        tot[each.product] = max(tot.get(each.product, date.min), each.einddatum or date.max)
    return tot


def laatste_dagen(onderdelen: Iterable[Onderdeel], gestopt: Mapping[str, date]) -> dict[str, date]:
    """By id, the last day of each assignment that is touched when products stop (by product, their last day).

    Of days that were added to what ran before only those end: what ran before stays until the day before them.
    """
    alle = list(onderdelen)
    tot: dict[str, date] = {}
    for each in alle:
        if each.product not in gestopt:
            continue
        if each.verlengt is None:
            tot[each.product] = min(tot.get(each.product, date.max), gestopt[each.product])
        else:
            dag = max(gestopt[each.product], each.ingangsdatum - DAG)
            tot[each.verlengt] = min(tot.get(each.verlengt, date.max), dag)
    return {each.id: tot[each.product] for each in alle if each.verlengt is None and each.product in tot}
