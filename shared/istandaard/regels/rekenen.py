"""What several rules count with: years, keys, totals, and assignments that pile up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from istandaard.cdt import BedragMetDC, Product, TotaalBedragMetDC
from istandaard.codes import DebetCredit


def jaren_later(datum: date, jaren: int) -> date:
    """The same day so many years later (or earlier, when negative); 29 February becomes 28 February where it must."""
    jaar = min(max(datum.year + jaren, 1), 9999)
    try:
        return date(jaar, datum.month, datum.day)
    except ValueError:
        return date(jaar, 2, 28)


def saldo(bedragen: Iterable[BedragMetDC]) -> int:
    """Debit minus credit, in eurocents."""
    return sum(b.bedrag if b.debet_credit is DebetCredit.DEBET else -b.bedrag for b in bedragen)


def totaal_met_teken(totaal: TotaalBedragMetDC) -> int:
    """A total in eurocents, negative when it is credit."""
    return totaal.totaal_bedrag if totaal.debet_credit is DebetCredit.DEBET else -totaal.totaal_bedrag


T = TypeVar("T")


def herhaald(met_sleutel: Iterable[tuple[T, object]]) -> Iterator[T]:
    """Of things with their keys, those whose key came before."""
    gezien: set[object] = set()
    for ding, sleutel in met_sleutel:
        if sleutel in gezien:
            yield ding
        gezien.add(sleutel)


def dubbele(pad: str, sleutels: Iterable[object]) -> Iterator[str]:
    """The paths of the items in a list whose key came before."""
    for nummer in herhaald(enumerate(sleutels, start=1)):
        yield f"{pad}[{nummer}]"


Termijn = tuple[Product | None, date, date | None]
"""A product (None for a generic one), its first day and its last (None when open)."""


def stapelen(een: Termijn, ander: Termijn) -> bool:
    """Whether two assignments may not go together (TR302, OP259): they share a day, and are for the same.

    A product without a code is the same as every product of its category, without a category as everything; what may be
    there more than once goes with anything.
    """
    (product, begin, einde), (ander_product, ander_begin, ander_einde) = een, ander
    if begin > (ander_einde or date.max) or ander_begin > (einde or date.max):
        return False
    return _is_hetzelfde(product, ander_product)


def _is_hetzelfde(een: Product | None, ander: Product | None) -> bool:
    if any(product is not None and product.categorie.mag_stapelen for product in (een, ander)):
        return False
    if een is None or ander is None:
        return True
    return een.categorie == ander.categorie and (een.code == ander.code or None in (een.code, ander.code))


def gestapeld(termijnen: Sequence[Termijn]) -> list[int]:
    """Which of these may not go together with another that begins no later (TR302, TR361, TR386, TR410), as positions.

    The same product may not be there twice at the same time. Without a code it counts by category, without a category
    against everything; categories 11 to 14 never count.
    """
    # Per kind of product the last day taken so far; walking by first day, a look at it tells whether the next overlaps.
    laatste: dict[object, date] = {}
    gevonden: list[int] = []
    for plaats in sorted(range(len(termijnen)), key=lambda p: termijnen[p][1]):
        product, begin, einde = termijnen[plaats]
        if product is None:
            botst_met: tuple[object, ...] = ("alles",)
            telt_als: tuple[object, ...] = ("alles", "generiek")
        elif product.categorie.mag_stapelen:
            continue
        else:
            soort, zonder_code = (product.categorie, product.code), (product.categorie, None)
            heel = product.categorie if product.code is None else soort
            botst_met = (heel, zonder_code, "generiek")
            telt_als = ("alles", product.categorie, soort)
        if any(sleutel in laatste and laatste[sleutel] >= begin for sleutel in botst_met):
            gevonden.append(plaats)
        for sleutel in telt_als:
            laatste[sleutel] = max(laatste.get(sleutel, date.min), einde or date.max)
    return sorted(gevonden)
