"""Who owes an own contribution on a day, and why not (Wmo 2015, 2.1.4a; M142)."""

from datetime import date

import pytest
from tests.toegang.bijdrage import BELEID, BW, DAG, MAART, OUD, hulp, inwoner

from istandaard.codes import DatumGebruik
from toegang.domain.bijdrage_in_woorden import bijdrage_in_woorden
from toegang.domain.eigen_bijdrage import (
    Bijdrage,
    Bijdragereden,
    Looptijd,
    Omstandigheid,
    Voorziening,
    besluit_over,
    maanden_later,
    oordeel_op,
)
from toegang.domain.persoon import Geboren
from wetten import Wet

JONG = Geboren(date(2008, 3, 15))
"""Is 18 on 15 March 2026."""
PARTNER = Geboren(date(1959, 6, 10))
"""Is 67 on 10 June 2026."""


def reden(dag: date, *voorzieningen: Voorziening, geboren: Geboren = OUD, **zo: object) -> Bijdragereden:
    """Why nothing is owed on a day, or that it is."""
    omstandigheid = Omstandigheid(date(2020, 1, 1), **zo)  # type: ignore[arg-type]
    return oordeel_op(inwoner(*voorzieningen, geboren=geboren, zo=(omstandigheid,)), dag).reden


def test_who_uses_help_owes_the_amount_of_that_day() -> None:
    oordeel = oordeel_op(inwoner(hulp()), MAART)
    assert (oordeel.bijdrage, oordeel.reden, oordeel.bedrag_per_maand) == (Bijdrage.VAST, Bijdragereden.HULP, 2180)
    assert reden(MAART - DAG, hulp()) is Bijdragereden.GEEN_HULP
    tot = hulp(tot=MAART)
    assert [reden(dag, tot) for dag in (MAART, MAART + DAG)] == [Bijdragereden.HULP, Bijdragereden.GEEN_HULP]


def test_under_the_jeugdwet_nobody_owes() -> None:
    jeugd = hulp(wet=Wet.JEUGDWET)
    assert reden(MAART, jeugd) is Bijdragereden.JEUGDWET
    assert reden(MAART, jeugd, hulp()) is Bijdragereden.HULP


@pytest.mark.parametrize(
    ("geboren", "dag", "betaalt"),
    [
        (JONG, date(2026, 3, 14), False),
        (JONG, date(2026, 3, 15), True),
        (Geboren(date(2008, 2, 29)), date(2026, 2, 28), False),
        (Geboren(date(2008, 2, 29)), date(2026, 3, 1), True),
        (Geboren(date(2008, 3, 1), DatumGebruik.DAG_ONBEKEND), date(2026, 3, 30), False),
        (Geboren(date(2008, 3, 1), DatumGebruik.DAG_ONBEKEND), date(2026, 3, 31), True),
        (Geboren(date(1900, 1, 1), DatumGebruik.ONBEKEND), MAART, True),
    ],
)
def test_a_child_owes_nothing_until_the_birthday(geboren: Geboren, dag: date, betaalt: bool) -> None:
    """Of whom a part of the birth is not known, only when it is certain."""
    verwacht = Bijdragereden.HULP if betaalt else Bijdragereden.LEEFTIJD
    assert reden(dag, hulp(date(2025, 1, 1)), geboren=geboren) is verwacht


def test_a_couple_owes_nothing_until_both_have_the_pension_age() -> None:
    zo = {"gehuwd": True, "partner_geboren": PARTNER}
    assert reden(date(2026, 6, 9), hulp(), **zo) is Bijdragereden.PAAR
    assert reden(date(2026, 6, 10), hulp(), **zo) is Bijdragereden.HULP
    assert reden(MAART, hulp(), geboren=PARTNER, gehuwd=True) is Bijdragereden.PAAR
    assert reden(MAART, hulp(), geboren=PARTNER) is Bijdragereden.HULP, "alone it does not matter"
    zonder = BELEID.model_copy(update={"pensioenleeftijd_maanden": None})
    assert reden(MAART, hulp(MAART, None, "HO", zonder), **zo) is Bijdragereden.HULP


def test_a_marriage_ends_with_the_death_of_a_partner() -> None:
    zo = {"gehuwd": True, "partner_geboren": PARTNER, "partner_overleden_op": MAART}
    assert reden(MAART, hulp(), **zo) is Bijdragereden.PAAR
    assert reden(MAART + DAG, hulp(), **zo) is Bijdragereden.HULP


def test_of_a_couple_one_pays() -> None:
    assert reden(MAART, hulp(), gehuwd=True, partner_betaalt=True) is Bijdragereden.PARTNER
    assert reden(MAART, hulp(), gehuwd=False, partner_betaalt=True) is Bijdragereden.HULP


def test_exemptions_of_the_law_and_of_the_municipality() -> None:
    """What the municipality lets off is the fixed contribution only (2.1.4a, fifth paragraph)."""
    for naam in ("minima", "wlz"):
        assert reden(MAART, hulp(), vrijstellingen=frozenset({naam})) is Bijdragereden.VRIJGESTELD
    assert reden(MAART, hulp(), vrijstellingen=frozenset({"afgeschaft"})) is Bijdragereden.HULP
    wonen = hulp(code="BWI")
    assert reden(MAART, wonen, vrijstellingen=frozenset({"minima"})) is Bijdragereden.HULP
    assert reden(MAART, wonen, vrijstellingen=frozenset({"wlz"})) is Bijdragereden.VRIJGESTELD


def test_of_two_circumstances_the_last_one_said_holds() -> None:
    dag = date(2026, 1, 1)
    eerst, toen = Omstandigheid(dag, vrijstellingen=frozenset({"minima"})), Omstandigheid(dag)
    assert oordeel_op(inwoner(hulp(), zo=(eerst, toen)), MAART).reden is Bijdragereden.HULP
    assert oordeel_op(inwoner(hulp(), zo=(toen, eerst)), MAART).reden is Bijdragereden.VRIJGESTELD
    later = Omstandigheid(MAART + DAG)
    assert oordeel_op(inwoner(hulp(), zo=(later, eerst)), MAART).reden is Bijdragereden.VRIJGESTELD


def test_a_product_without_contribution_and_one_by_income() -> None:
    rolstoel, wonen = hulp(code="ROL"), hulp(code="BWI")
    assert reden(MAART, rolstoel) is Bijdragereden.PRODUCT
    assert oordeel_op(inwoner(rolstoel, hulp()), MAART).bijdrage is Bijdrage.VAST
    beide = oordeel_op(inwoner(hulp(), wonen), MAART)
    assert (beide.bijdrage, beide.bedrag_per_maand) == (Bijdrage.INKOMEN, None), "one contribution, and not two"
    paar = {"gehuwd": True, "partner_geboren": PARTNER}
    assert reden(MAART, wonen, **paar) is Bijdragereden.HULP, "of beschermd wonen the law says it otherwise"


def test_without_a_rule_on_that_day_nothing_is_owed() -> None:
    assert reden(date(2019, 12, 31), hulp(date(2019, 1, 1))) is Bijdragereden.GEEN_REGEL
    assert reden(date(2020, 1, 1), hulp(date(2019, 1, 1))) is Bijdragereden.HULP


def test_a_changed_law_is_a_rule_with_a_later_day() -> None:
    """Kamerstuk 36 713: from then on the CAK sets the amount by income."""
    later = BW.model_copy(update={"vanaf": date(2028, 1, 1), "tarieven": (), "pensioenleeftijd_maanden": None})
    met = hulp(MAART, None, "HO", BW, later)
    zo = [oordeel_op(inwoner(met), dag) for dag in (date(2027, 12, 31), date(2028, 1, 1))]
    assert [(each.bijdrage, each.bedrag_per_maand) for each in zo] == [(Bijdrage.VAST, 2180), (Bijdrage.INKOMEN, None)]


def test_months_later() -> None:
    assert maanden_later(date(1958, 12, 31), 804) == date(2025, 12, 31)
    assert maanden_later(date(1959, 1, 31), 805) == date(2026, 3, 1)
    assert maanden_later(date(2024, 12, 15), 1) == date(2025, 1, 15)


def _brief(geboren: Geboren, *producten: Voorziening, **zo: object) -> str:
    omstandigheid = Omstandigheid(date(2020, 1, 1), **zo)  # type: ignore[arg-type]
    besluit = besluit_over(inwoner(geboren=geboren, zo=(omstandigheid,)), producten)
    assert besluit is not None
    vrijstelling = next((each for each in BELEID.vrijstellingen if each.naam == besluit.vrijstelling), None)
    return bijdrage_in_woorden(besluit, vrijstelling)


def test_a_decision_says_from_when_it_can_be_owed() -> None:
    besluit = besluit_over(inwoner(geboren=JONG), [hulp(tot=date(2027, 2, 28))])
    assert besluit is not None
    assert (besluit.bijdrage, besluit.reden) == (Bijdrage.VAST, Bijdragereden.LEEFTIJD)
    assert (besluit.vanaf, besluit.bedrag_per_maand) == (date(2026, 3, 15), 2180)
    te_kort = besluit_over(inwoner(geboren=JONG), [hulp(tot=date(2026, 3, 14))])
    assert te_kort is not None
    assert (te_kort.bijdrage, te_kort.vanaf, te_kort.reden) == (None, None, Bijdragereden.LEEFTIJD)
    assert besluit_over(inwoner(), []) is None


def test_a_decision_counts_from_the_first_product_for_which_it_is_owed() -> None:
    later = Voorziening("HO", Wet.WMO, (BW,), (Looptijd(MAART + 10 * DAG),))
    besluit = besluit_over(inwoner(), [hulp(code="ROL"), later])
    assert besluit is not None
    assert (besluit.vanaf, besluit.reden) == (MAART + 10 * DAG, Bijdragereden.PRODUCT)


def test_the_parents_of_a_child_read_that_the_child_is_too_young() -> None:
    besluit = besluit_over(inwoner(geboren=JONG), [hulp(tot=date(2027, 2, 28))])
    assert besluit is not None
    tekst = bijdrage_in_woorden(besluit, None, "Anna de Boer")
    assert tekst.startswith("Eerst betaalt Anna de Boer geen eigen bijdrage, omdat Anna de Boer daarvoor nog te jong ")
    assert "Anna de Boer betaalt dan" in tekst


def test_the_letter_says_it_to_this_citizen() -> None:
    """B1: each sentence has at most 25 words."""
    laat = date(2027, 2, 28)
    wonen = hulp(MAART, laat, "BWI")
    brieven = {
        "van €\u00a021,80 per maand, zodra de hulp begint. Dat is niet eerder dan 1 maart 2026.": _brief(OUD, hulp()),
        "hangt af van uw inkomen en vermogen. Het CAK rekent dat uit": _brief(OUD, wonen),
        "omdat u daarvoor nog te jong bent. Vanaf 15 maart 2026 verandert dat. U betaalt dan": _brief(JONG, hulp()),
        "geen eigen bijdrage, omdat u daarvoor nog te jong bent. Verandert": _brief(JONG, hulp(tot=MAART)),
        "omdat uw partner al betaalt, voor u samen.": _brief(OUD, hulp(tot=laat), gehuwd=True, partner_betaalt=True),
        "omdat u of uw partner de AOW-leeftijd nog niet heeft.": _brief(PARTNER, hulp(), gehuwd=True),
        "omdat u een laag inkomen heeft. Dat is een regel van de gemeente.": _brief(
            OUD, hulp(), vrijstellingen=frozenset({"minima"})
        ),
        "voor zorg uit de Wlz. Dat staat in de wet.": _brief(OUD, hulp(), vrijstellingen=frozenset({"wlz"})),
        "omdat die voor deze hulp niet geldt.": _brief(OUD, hulp(code="ROL")),
        "omdat de gemeente die dan niet vraagt.": _brief(OUD, hulp(date(2019, 1, 1), date(2019, 2, 1))),
        "Voor jeugdhulp betaalt u geen eigen bijdrage.": _brief(JONG, hulp(wet=Wet.JEUGDWET)),
    }
    for zin, tekst in brieven.items():
        assert zin in tekst
        assert all(len(each.split()) <= 25 for each in tekst.split(". ")), tekst
