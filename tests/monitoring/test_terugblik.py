"""M73, M113: forecasts held against what years became, on histories of which every bill has its own month."""

import random
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from clientroute.bench.prognose import FIGURES, Historie, Terugblik, gemiddelde_fouten, historie, terugblik
from clientroute.bench.regiojaren import beantwoord
from monitoring.domain.maanden import maand_erbij, maandnummer

JAREN = range(2021, 2026)
VERLOPEN: dict[str, Callable[[int], int]] = {
    "steady": lambda _: 1_000_000,
    "growing": lambda nummer: 1_000_000 + 10_000 * nummer,
    "dearer each January": lambda nummer: 1_000_000 * (100 + 5 * (nummer // 12)) // 100,
    "less in summer": lambda nummer: 700_000 if nummer % 12 in {6, 7} else 1_000_000,
    "from April of the third year": lambda nummer: 1_000_000 if nummer >= 27 else 0,
}
"""What becomes of a product, in eurocents by month from January 2021."""


def is_overal_beter(blikken: list[Terugblik]) -> None:
    """At every number of months left, from ten to none: in January nothing is known yet."""
    fouten = gemiddelde_fouten(blikken)
    assert list(fouten) == list(range(10, -1, -1))
    for over, (fout, fout_rechte_lijn) in fouten.items():
        assert fout < fout_rechte_lijn, (over, float(fout), float(fout_rechte_lijn))


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_m113_forecasts_are_better_than_a_straight_line_at_every_month_end_of_five_years(seed: int) -> None:
    """The history of `make bench`, of fewer people."""
    is_overal_beter(list(terugblik(historie(beantwoord(250, seed)), JAREN)))


def gespeeld(verloop: Callable[[int], int], seed: int) -> Historie:
    """Of two products: each month within a tenth of `verloop`, and billed from one up to four months later."""
    toeval, gevonden = random.Random(seed), {}
    for code in ("HO", "BI"):
        for nummer in range(60):
            bedrag = verloop(nummer) * toeval.randrange(90, 111) // 100
            for later, deel in enumerate((70, 20, 7, 3), 1):
                gevonden.setdefault(("0034", code), {})[maand_erbij(date(2021, 1, 1), nummer), later] = (
                    bedrag * deel // 100
                )
    return gevonden


@pytest.mark.parametrize("verloop", VERLOPEN.values(), ids=VERLOPEN)
def test_whatever_becomes_of_a_product_its_forecast_is_better_than_a_straight_line(
    verloop: Callable[[int], int],
) -> None:
    is_overal_beter([each for seed in range(3) for each in terugblik(gespeeld(verloop, seed), JAREN)])


def test_a_forecast_sees_nothing_of_what_came_later() -> None:
    """What it says of a month-end stays the same when all that was answered since is another."""
    alles = gespeeld(VERLOPEN["steady"], 1)
    dag = date(2023, 9, 1)
    anders = {
        plek: {key: bedrag if maand_erbij(*key) < dag else 7 * bedrag for key, bedrag in binnen.items()}
        for plek, binnen in alles.items()
    }
    over = 12 - (maandnummer(dag) - maandnummer(date(2023, 1, 1)))
    voor, na = ([each for each in terugblik(each, [2023]) if each.maanden_over == over] for each in (alles, anders))
    assert [each.verwacht for each in voor] == [each.verwacht for each in na]
    assert [each.werd for each in voor] != [each.werd for each in na]


def test_an_error_is_a_share_of_what_the_year_became() -> None:
    """120 was foretold and it became 100; the straight line said 90."""
    (fouten,) = gemiddelde_fouten(
        [Terugblik(3, 100, 120, Fraction(90)), Terugblik(3, 100, 100, Fraction(100))]
    ).values()
    assert fouten == (Fraction(1, 10), Fraction(1, 20))


def test_the_figure_of_the_bench_is_a_share_and_no_time() -> None:
    assert [(each.name, each.unit) for each in FIGURES] == [("prognose_fout", "%")]
