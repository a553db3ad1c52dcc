"""M83, OP090x4: the answer on a declaration, what changes when another one stands, and points to look at."""

from dataclasses import replace
from datetime import date

import pytest
from tests.monitoring.feit import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDER,
    BEANTWOORD,
    cijfers,
    dossier,
    enig,
    kenmerken,
    maanden,
    reeks,
    tel,
)

from istandaard.termijnen import werkdagen_na
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Dossiersoort, volg
from monitoring.domain.feiten.declaratie import (
    AANDACHT,
    AFGEHANDELD,
    ANTWOORD,
    Aandachtspunten,
    AandachtVastgelegd,
    Afgehandeld,
    Afkeuring,
    ProductTotaal,
)

JANUARI = date(2023, 1, 1)
EERST = replace(
    BEANTWOORD, prestaties_ingediend=5, prestaties_toegekend=3, bedrag_ingediend=501, bedrag_toegekend=299,
    afkeuringen=(Afkeuring("9321", 2, 202),), producten=(ProductTotaal("HO", 5, 3, 501, 299),),
)  # fmt: skip
LATER = replace(
    BEANTWOORD, gemeente=ALKMAAR, agb=ANDER, maand=date(2027, 2, 1), prestaties_ingediend=4, prestaties_toegekend=1,
    bedrag_ingediend=90, bedrag_toegekend=7, afkeuringen=(Afkeuring("9389", 3, 83),),
    producten=(ProductTotaal("BI", 1, 0, 30, 0), ProductTotaal("BT", 3, 1, 60, 7)), beantwoord_op=date(2023, 3, 30),
)  # fmt: skip
PUNTEN = AandachtVastgelegd((Aandachtspunten("M48", 3, 299), Aandachtspunten("M79", 1, 10)))


def test_m83_an_answer_counts_for_its_product_and_for_the_budget_of_who_pays() -> None:
    plaats = (JANUARI, ALMERE, AGB, "HO")
    assert cijfers(tel(enig(ANTWOORD, EERST))) == {
        Geteld(maten.DECLARATIE, JANUARI, ALMERE, AGB, "", "2"): 1,
        Geteld(maten.DECLARATIE.op_tijd, JANUARI, ALMERE, AGB): 1,
        Geteld(maten.EIGEN_TERMIJN, date(2023, 3, 1), ALMERE, AGB, "", "declaratie-beantwoord:2"): 1,
        Geteld(maten.EIGEN_TERMIJN.op_tijd, date(2023, 3, 1), ALMERE, AGB, "", "declaratie-beantwoord"): 1,
        Geteld(maten.PRESTATIES_INGEDIEND, *plaats): 5,
        Geteld(maten.PRESTATIES_TOEGEKEND, *plaats): 3,
        Geteld(maten.BEDRAG_INGEDIEND, *plaats): 501,
        Geteld(maten.BEDRAG_TOEGEKEND, *plaats): 299,
        Geteld(maten.BUDGET_INGEDIEND, *plaats, ALMERE): 501,
        Geteld(maten.BUDGET_TOEGEKEND, *plaats, ALMERE): 299,
        Geteld(maten.BUDGET_BINNEN, JANUARI, ALMERE, "", "HO", "2"): 299,
        Geteld(maten.AFKEURING, JANUARI, ALMERE, AGB, "", "9321"): 2,
        Geteld(maten.AFKEURING_BEDRAG, JANUARI, ALMERE, AGB, "", "9321"): 202,
    }


def test_another_answer_takes_the_place_of_the_first_in_every_figure() -> None:
    """Other place, provider, month, products, codes and days: nothing of the first is left."""
    punten = enig(AANDACHT, PUNTEN)
    eerst = dossier(punten, enig(ANTWOORD, EERST), *reeks(AFGEHANDELD, Afgehandeld("M48", "akkoord")))
    later = volg(eerst, [enig(ANTWOORD, LATER, rang=2)])
    verschil, alleen = Verschil(), Verschil()
    verschil.noteer(Dossiersoort.DECLARATIE, "k", {}, eerst)
    assert {geteld.gemeente for geteld in cijfers(verschil)} == {ALMERE}
    verschil.noteer(Dossiersoort.DECLARATIE, "k", eerst, later)
    alleen.noteer(Dossiersoort.DECLARATIE, "k", {}, later)
    assert cijfers(verschil) == cijfers(alleen)
    assert {geteld.gemeente for geteld in cijfers(verschil)} == {ALKMAAR}
    assert sum(maanden(verschil, maten.AANDACHT_AKKOORD).values()) == 1


def test_an_answer_that_does_not_stand_changes_nothing() -> None:
    eerst = dossier(enig(ANTWOORD, EERST, rang=2))
    for rang in (1, 2):
        assert volg(eerst, [enig(ANTWOORD, LATER, rang=rang)]) is eerst


def test_points_wait_for_the_answer() -> None:
    """Heard before the declaration they say nothing yet of where and when."""
    assert cijfers(tel(enig(AANDACHT, PUNTEN))) == {}


def test_m83_the_declaration_says_who_pays_and_else_the_region() -> None:
    """Beschermd Thuis is of Alkmaar; what the line names goes first."""
    gezegd = replace(LATER, gemeente="0450", producten=(ProductTotaal("BT", 3, 1, 60, 7, budgethouder="0373"),))
    assert {
        (g.gemeente, g.kenmerk) for g in cijfers(tel(enig(ANTWOORD, gezegd))) if g.maat is maten.BUDGET_TOEGEKEND
    } == {("0373", "0450")}
    stil = replace(gezegd, producten=(ProductTotaal("BT", 3, 1, 60, 7), ProductTotaal("BI", 1, 1, 9, 2)))
    betaald = {
        (g.gemeente, g.code): n for g, n in cijfers(tel(enig(ANTWOORD, stil))).items() if "budget-t" in g.maat.naam
    }
    assert betaald == {(ALKMAAR, "BT"): 7, ("0450", "BI"): 2}


def test_m73_what_is_billed_late_comes_from_the_budget_of_when_it_was_delivered() -> None:
    """TR318 has a line over December in the declaration of January: that is when it was billed, not when given."""
    december = date(2022, 12, 1)
    producten = (
        ProductTotaal("HO", 2, 1, 201, 99, ALMERE, december),
        ProductTotaal("HO", 3, 2, 300, 200, ALMERE, JANUARI),
    )
    verschil = cijfers(tel(enig(ANTWOORD, replace(EERST, producten=producten))))
    van_ho = {(each.maat, each.maand, each.kenmerk): n for each, n in verschil.items() if each.code == "HO"}
    assert van_ho == {
        (maten.PRESTATIES_INGEDIEND, JANUARI, ""): 5,
        (maten.PRESTATIES_TOEGEKEND, JANUARI, ""): 3,
        (maten.BEDRAG_INGEDIEND, JANUARI, ""): 501,
        (maten.BEDRAG_TOEGEKEND, JANUARI, ""): 299,
        (maten.BUDGET_INGEDIEND, december, ALMERE): 201,
        (maten.BUDGET_INGEDIEND, JANUARI, ALMERE): 300,
        (maten.BUDGET_TOEGEKEND, december, ALMERE): 99,
        (maten.BUDGET_TOEGEKEND, JANUARI, ALMERE): 200,
        (maten.BUDGET_BINNEN, december, "3"): 99,
        (maten.BUDGET_BINNEN, JANUARI, "2"): 200,
    }


def test_tr319_a_month_after_the_declaratieperiode_is_no_month_of_a_budget() -> None:
    """Such a line is rejected, and its year is a mistake: no year without anything else appears by it."""
    later = ProductTotaal("HO", 1, 0, 99, 0, ALMERE, date(2032, 1, 1))
    verschil = cijfers(tel(enig(ANTWOORD, replace(EERST, producten=(later,)))))
    assert {each.maand for each in verschil if each.maat is maten.BUDGET_INGEDIEND} == {JANUARI}


def test_what_is_of_no_known_product_counts_for_none() -> None:
    verschil = cijfers(tel(enig(ANTWOORD, replace(EERST, producten=(ProductTotaal("HO", 2, 2, 300, 200),)))))
    for maat, met, zonder in (
        (maten.PRESTATIES_INGEDIEND, 2, 3), (maten.PRESTATIES_TOEGEKEND, 2, 1), (maten.BEDRAG_INGEDIEND, 300, 201),
        (maten.BEDRAG_TOEGEKEND, 200, 99),
    ):  # fmt: skip
        gevonden = {geteld.code: aantal for geteld, aantal in verschil.items() if geteld.maat is maat}
        assert gevonden == {"HO": met, "": zonder}, maat


@pytest.mark.parametrize(("dagen", "op_tijd"), [(9, True), (10, True), (11, False)])
def test_op090x4_an_answer_on_the_tenth_working_day_is_on_time(dagen: int, op_tijd: bool) -> None:
    op = werkdagen_na(EERST.ontvangen_op, dagen)
    verschil = tel(enig(ANTWOORD, replace(EERST, beantwoord_op=op)))
    assert maanden(verschil, maten.DECLARATIE.op_tijd) == ({JANUARI: 1} if op_tijd else {})
    assert kenmerken(verschil, maten.DECLARATIE) == {str((op - EERST.ontvangen_op).days): 1}


@pytest.mark.parametrize(
    ("toegekend", "bedrag", "afkeuringen", "verwacht"),
    [
        (0, 0, (), ({"0001": 5}, {"0001": 501})),
        (4, 401, (), ({"0001": 1}, {"0001": 100})),
        (5, 501, (), ({}, {})),
        (
            0,
            0,
            (Afkeuring("9321", 2, 200), Afkeuring("9389", 3, 301)),
            ({"9321": 2, "9389": 3}, {"9321": 200, "9389": 301}),
        ),
        (5, 501, (Afkeuring("9321", 1, 0),), ({"9321": 1}, {})),
    ],
)
def test_a_declaration_that_is_rejected_whole_counts_its_own_code(
    toegekend: int,
    bedrag: int,
    afkeuringen: tuple[Afkeuring, ...],
    verwacht: tuple[dict[str, int], dict[str, int]],
) -> None:
    antwoord = replace(
        EERST, retourcode="0001", prestaties_toegekend=toegekend, bedrag_toegekend=bedrag, afkeuringen=afkeuringen
    )
    verschil = tel(enig(ANTWOORD, antwoord))
    assert (kenmerken(verschil, maten.AFKEURING), kenmerken(verschil, maten.AFKEURING_BEDRAG)) == verwacht


def test_points_count_by_their_number_and_only_what_is_agreed_is_agreed() -> None:
    besluiten = ("M48", "akkoord"), ("M48", "akkoord"), ("M48", "verrekenen"), ("M79", "navragen")
    verschil = tel(
        enig(ANTWOORD, EERST), enig(AANDACHT, PUNTEN), *reeks(AFGEHANDELD, *(Afgehandeld(*b) for b in besluiten))
    )
    assert kenmerken(verschil, maten.AANDACHT) == {"M48": 3, "M79": 1}
    assert kenmerken(verschil, maten.AANDACHT_BEDRAG) == {"M48": 299, "M79": 10}
    assert kenmerken(verschil, maten.AANDACHT_AKKOORD) == {"M48": 2}
    zonder = tel(enig(ANTWOORD, EERST), *reeks(AFGEHANDELD, Afgehandeld("M48", "akkoord")))
    assert kenmerken(zonder, maten.AANDACHT_AKKOORD) == {"M48": 1}
