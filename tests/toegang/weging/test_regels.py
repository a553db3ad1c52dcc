"""What holds for all rules, in all regions."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.toegang.weging.zaken import huishoudplan, keuze, met_einde

from inkoop import Inkoopmodel, laad, namen
from toegang.domain.weging import REGELS, Situatie, Zaak, maand_verder, minuten_per_week, opties, overtredingen
from toegang.domain.weging.zaak import maanden_tussen
from wetten import Wet

MODELLEN = [laad(naam) for naam in namen()]


def rijk(model: Inkoopmodel) -> Situatie:
    """A situation with everything in it that a rule may ask for."""
    kader = model.afwegingskader
    return Situatie(
        gebieden=tuple(each.naam for each in model.resultaatgebieden),
        omstandigheden=tuple(each.naam for each in kader.verzwarende_omstandigheden) if kader else (),
        gepasseerd=((1, "reden"), (2, "reden")) if model.ladder else (),
        reden_groep="reden",
        huishoudplan=huishoudplan(150),
    )


def test_every_rule_names_an_m_number_and_explains_itself_in_dutch() -> None:
    assert len({each.naam for each in REGELS}) == len(REGELS)
    for each in REGELS:
        assert each.nummers
        assert each.uitleg.endswith(").")


@pytest.mark.parametrize("model", MODELLEN, ids=lambda each: each.naam)
def test_what_is_proposed_is_allowed_and_what_is_not_names_its_rule(model: Inkoopmodel) -> None:
    for situatie, begin in product((Situatie(), rijk(model)), (model.versie, date(2028, 3, 15))):
        for each in opties(model, situatie, model.versie, begin):
            assert bool(each.maanden) == bool(each.onderbouwing or not each.weigeringen)
            assert bool(each.maanden) != bool(each.weigeringen)
            assert all(uitspraak.regel and uitspraak.wel for uitspraak in each.weigeringen)


@pytest.mark.parametrize("model", MODELLEN, ids=lambda each: each.naam)
def test_in_a_rich_situation_every_product_that_is_not_over_can_be_had(model: Inkoopmodel) -> None:
    gevonden = [each for wet in Wet for each in opties(model, rijk(model), model.versie, model.versie, wet=wet)]
    mag = {each.product.code for each in gevonden if not each.weigeringen}
    if model.afwegingskader:  # five areas: the third column of the matrix only
        assert mag == {"B3B0", "B3B1", "B3B2", "B3O0", "B3O1", "B3O2"}
    else:
        assert mag == {each.code for each in model.producten}


def test_m45_a_shorter_term_is_proposed_when_a_product_is_phased_out() -> None:
    """With a last day it fits before it; without one the usual term of the traject is proposed."""
    almelo, dag = laad("almelo-2024"), date(2024, 6, 1)
    for model, maanden in ((met_einde(almelo, "OIL1", None, date(2025, 12, 31)), (19,)), (almelo, (36,))):
        (stabiel,) = [
            each
            for each in opties(model, Situatie(), dag, dag)
            if each.product.code == "OIL1" and each.traject and each.traject.naam == "stabiliseren"
        ]
        assert stabiel.maanden == maanden


def test_all_rules_speak_at_once() -> None:
    """Traject 2 and 3 together, too long, and outside the norm band: three refusals in one answer (M6, M7, M9)."""
    model = laad("almere-2023")
    keuzes = (
        keuze("IB2B", 12, traject="traject-2", minuten_per_week=900),
        keuze("IB3", 36, traject="traject-3", minuten_per_week=120),
    )
    gevonden = overtredingen(Zaak(model, model.versie, Situatie(), keuzes))
    assert {(each.regel, each.plek) for each in gevonden} == {("M6", 1), ("M7", 0), ("M9", 0)}


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(1, 130))
def test_months_forward_and_back(begin: date, maanden: int) -> None:
    einde = maand_verder(begin, maanden)
    assert maanden_tussen(begin, einde.replace(day=1)) <= maanden + 1
    assert maanden_tussen(begin, date.fromordinal(einde.toordinal() - 1)) == maanden


@pytest.mark.parametrize(
    ("model", "code", "volume", "minuten"),
    [
        ("almere-2023", "IB2B", 104, 120),  # 104 hours in a year are two hours a week (M46)
        ("almelo-2024", "OIL2", 120, 120),
        ("almelo-2024", "OMD2", 8, 480),
        ("regio-alkmaar-2027", "DBG", 208, 960),  # four dagdelen of four hours
        ("regio-alkmaar-2027", "BWW", 1, None),
        ("almere-2023", "HO", 1, None),
    ],
)
def test_m1_hours_per_week_of_a_volume(model: str, code: str, volume: int, minuten: int | None) -> None:
    gevonden = minuten_per_week(laad(model).product(code), volume, date(2028, 1, 1), date(2028, 12, 31))
    assert gevonden == minuten


def test_m1_a_total_without_an_end_says_nothing_per_week() -> None:
    assert minuten_per_week(laad("almere-2023").product("IB2B"), 104, date(2028, 1, 1), None) is None


ZONDER_WEGING = {
    "almere-2023": {"HO": {"M3", "M10"}},
    "lekstroom-2022": {f"B{zwaarte}{soort}{nr}": {"M22"} for zwaarte, soort, nr in product("123", "BO", "012")}
    | {f"OZR{nr}": {"M45"} for nr in "123"},
    "almelo-2024": {"OMD1": {"M44"}, "OMD2": {"M44"}},
    "regio-alkmaar-2027": {code: {"M20"} for code in ("DBG", "BI", "BT", "BWI", "BWW")},
    "noord-veluwe-2021": {},
}
"""What each region refuses to decide on as long as nothing was weighed, written out by hand; all the rest may."""
WEGING_NODIG = {"M3", "M10", "M20", "M22", "M44", "M45"}


@pytest.mark.parametrize("model", MODELLEN, ids=lambda each: each.naam)
def test_what_may_be_decided_on_without_weighing(model: Inkoopmodel) -> None:
    """M3, M10, M20, M22, M44, each product of each region; an urgent need waits for none but M44 and M45."""
    gewoon, spoed = {}, {}
    for each in model.producten:
        gekozen = keuze(each.code, 12, ingang=model.versie)
        for soort, haast in ((gewoon, False), (spoed, True)):
            gezegd = overtredingen(Zaak(model, model.versie, None, (gekozen,), spoed=haast))
            if regels := {uitspraak.regel for uitspraak in gezegd} & WEGING_NODIG:
                soort[each.code] = regels
    assert gewoon == ZONDER_WEGING[model.naam]
    assert spoed == {code: regels for code, regels in gewoon.items() if regels <= {"M44", "M45"}}
