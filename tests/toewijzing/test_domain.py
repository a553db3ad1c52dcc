"""Whether a provider can get an assignment: the edges of periods, and what may run at once."""

from datetime import date

import pytest

from toewijzing.domain.toewijzing import Aanbod, Hulp, Levering, bezwaar, kan_leveren

AGB = "99990001"
MEI, JUNI, JULI, AUGUSTUS = (date(2024, maand, 1) for maand in range(5, 9))


def aanbod(van: date = MEI, tot: date | None = None, agb: str = AGB) -> Aanbod:
    return Aanbod("c1", agb, "De Brug", ["0034", "0141"], van, tot)


GEEN = Hulp({})


def levering(
    van: date = JUNI, tot: date | None = JULI, code: str = "HO", categorie: str = "01", gemeente: str = "0034"
) -> Levering:
    return Levering(gemeente, categorie, code, van, tot)


@pytest.mark.parametrize(
    ("contract", "gevraagd", "kan"),
    [
        (aanbod(), levering(), True),
        (aanbod(van=JUNI), levering(), True),
        (aanbod(van=JULI), levering(), False),
        (aanbod(tot=JUNI), levering(), True),
        (aanbod(tot=MEI), levering(), False),
        (aanbod(), levering(gemeente="0141"), True),
        (aanbod(), levering(gemeente="0321"), False),
    ],
)
def test_a_contract_covers_municipality_and_first_day(contract: Aanbod, gevraagd: Levering, kan: bool) -> None:
    assert kan_leveren(contract, gevraagd) is kan
    assert (bezwaar(AGB, gevraagd, [contract], GEEN) is None) is kan


def test_a_contract_of_another_provider_does_not_count() -> None:
    assert bezwaar(AGB, levering(), [aanbod(agb="99990002")], GEEN) is not None
    assert bezwaar(AGB, levering(), [aanbod(agb="99990002"), aanbod()], GEEN) is None


@pytest.mark.parametrize(
    ("al_daar", "botst"),
    [
        (levering(), True),
        (levering(MEI, JUNI), True),
        (levering(MEI, date(2024, 5, 31)), False),
        (levering(JULI, AUGUSTUS), True),
        (levering(date(2024, 7, 2), AUGUSTUS), False),
        (levering(MEI, None), True),
        (levering(AUGUSTUS, None), False),
        (levering(MEI, AUGUSTUS), True),
        (levering(code="IB2B", categorie="02"), False),
        (levering(categorie="02"), False),
    ],
)
def test_one_product_runs_once_at_one_provider(al_daar: Levering, botst: bool) -> None:
    """TR302; the last day belongs to a period."""
    assert (bezwaar(AGB, levering(), [aanbod()], Hulp({AGB: [al_daar]})) is not None) is botst
    assert (bezwaar(AGB, al_daar, [aanbod(van=date(2024, 1, 1))], Hulp({AGB: [levering()]})) is not None) is botst


def test_open_ended_on_both_sides_overlaps() -> None:
    assert bezwaar(AGB, levering(AUGUSTUS, None), [aanbod()], Hulp({AGB: [levering(MEI, None)]})) is not None


@pytest.mark.parametrize(("categorie", "mag"), [("10", False), ("11", True), ("14", True), ("15", False)])
def test_some_categories_may_be_stacked(categorie: str, mag: bool) -> None:
    """Categories 11 to 14 (TR302)."""
    twee = levering(categorie=categorie)
    assert (bezwaar(AGB, twee, [aanbod()], Hulp({AGB: [twee]})) is None) is mag
