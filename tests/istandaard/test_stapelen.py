"""Assignments that pile up, against comparing every pair."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from istandaard.cdt import Product
from istandaard.regels.rekenen import Termijn, gestapeld, stapelen
from iwmo.codes import ProductCategorie

PRODUCTEN = st.none() | st.builds(
    Product,
    categorie=st.sampled_from(
        [ProductCategorie.BEGELEIDING, ProductCategorie.DAGBESTEDING, ProductCategorie.ROLSTOELEN]
    ),
    code=st.none() | st.sampled_from(["A", "B"]),
)
DATUMS = st.dates(date(2026, 1, 1), date(2026, 2, 28))


@st.composite
def termijnen(draw: st.DrawFn) -> Termijn:
    begin, einde = sorted([draw(DATUMS), draw(DATUMS)])
    return draw(PRODUCTEN), begin, draw(st.none() | st.just(einde))


def botsen(een: Termijn, ander: Termijn) -> bool:
    """Two assignments of the same product at the same time."""
    if any(product is not None and product.categorie in ("11", "12", "13", "14") for product, _, _ in (een, ander)):
        return False
    if een[0] and ander[0]:
        if een[0].categorie != ander[0].categorie:
            return False
        if een[0].code and ander[0].code and een[0].code != ander[0].code:
            return False
    return (een[2] is None or een[2] >= ander[1]) and (ander[2] is None or ander[2] >= een[1])


def test_the_first_day_there_is_overlaps_nothing_before() -> None:
    assert gestapeld([(None, date.min, None)]) == []


@given(st.lists(termijnen(), max_size=7))
def test_finds_what_comparing_every_pair_finds(lijst: list[Termijn]) -> None:
    op_volgorde = sorted(range(len(lijst)), key=lambda plaats: lijst[plaats][1])
    verwacht = [
        plaats
        for i, plaats in enumerate(op_volgorde)
        if any(botsen(lijst[eerder], lijst[plaats]) for eerder in op_volgorde[:i])
    ]
    assert gestapeld(lijst) == sorted(verwacht)


@given(termijnen(), termijnen())
def test_two_clash_as_comparing_says_in_either_order(een: Termijn, ander: Termijn) -> None:
    assert stapelen(een, ander) == stapelen(ander, een) == botsen(een, ander)
