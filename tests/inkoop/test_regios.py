"""Each region against its document: terms, durations, ages, payment, budgets and what is not bought, by M number."""

from datetime import date

import pytest

from inkoop import laad, namen
from inkoop.producten import Product
from inkoop.sturing import Budget

ALMERE, ALMELO, LEKSTROOM = laad("almere-2023"), laad("almelo-2024"), laad("lekstroom-2022")
ALKMAAR, VELUWE = laad("regio-alkmaar-2027"), laad("noord-veluwe-2021")


def test_m103_the_last_day_of_each_term_with_every_option() -> None:
    """Almere 5.2: 4 + 2 + 2; Lekstroom 7d: 2 + 1 + 1. The other three leave it open: an example."""
    assert {each.naam: each.looptijd.laatste_dag for each in map(laad, namen())} == {
        "almere-2023": date(2030, 12, 31),
        "lekstroom-2022": date(2025, 12, 31),
        "almelo-2024": date(2029, 12, 31),
        "regio-alkmaar-2027": date(2034, 12, 31),
        "noord-veluwe-2021": date(2028, 12, 31),
    }
    schrikkel = ALMERE.looptijd.model_copy(update={"start": date(2024, 2, 29), "jaren": 3, "opties": ()})
    assert schrikkel.laatste_dag == date(2027, 2, 27)


def test_m27_lekstroom_average_and_longest_term_of_each_kind() -> None:
    """4d, step 4: developing one year on average and two at most; maintaining two on average and five at most."""
    duren = {each.naam: (each.standaard_maanden, each.maximaal_maanden) for each in LEKSTROOM.trajecten}
    assert duren == {"ontwikkelen": (12, 24), "behouden": (24, 60)}


def test_m39_from_16_up_to_23_over_five_domains() -> None:
    """Lekstroom 3c names the ages and the five domains; Alkmaar (opgave 2) the plans only."""
    for model in (LEKSTROOM, ALKMAAR):
        plan = model.plan
        assert (plan.perspectiefplan_leeftijd, plan.perspectiefplan_tot) == (16, 23)
        assert plan.perspectiefdomeinen == ("Support", "Wonen", "School en werk", "Inkomen", "Welzijn")
    assert [each.naam for each in (ALMERE, ALMELO, VELUWE) if each.plan.perspectiefplan_leeftijd] == []


def test_m15_lekstroom_buys_individual_guidance_of_the_wmo_only() -> None:
    """Chapter 1: youth, group, short stay and protected living are bought elsewhere; the group by an addendum."""
    buiten = {each.titel: each.reden for each in LEKSTROOM.buiten_scope}
    assert set(buiten) == {"Jeugdhulp", "Begeleiding groep", "Kort verblijf", "Beschermd wonen"}
    assert "addendum" in buiten["Begeleiding groep"]
    assert {each.categorie for each in LEKSTROOM.producten} == {"02"}


def test_m74_m75_m76_m77_how_almelo_pays() -> None:
    """3.1 and 4.3: minutes alone and hours in a group, no traject prices, only what was given, a rule for no-show."""
    assert {each.eenheid for each in ALMELO.producten} == {"01", "04"}
    regels = ALMELO.declaratieregels
    assert (regels.trajectprijzen, regels.alleen_geleverd) == (False, True)
    assert {"M76", "M77"} <= set(regels.bron)
    assert regels.no_show_inwoner > 0, "the resident can be asked to pay (M135)"


def test_m104_almelo_steers_on_four_pillars() -> None:
    """4.6: quality, cost, continuity and working agreements are the base of a talk."""
    assert {"M104", "M105"} <= set(ALMELO.contractsturing.bron)


def test_m87_three_questions_in_alkmaar_and_m29_recovery_is_directed_closer() -> None:
    """Chapter 2: does it fit, does it work, does the network grow; recovery is seen more often than maintenance."""
    assert len(ALKMAAR.plan.evaluatievragen) == 3
    maanden = {each.naam: (each.evaluatie.maanden, each.regie.intensiteit) for each in ALKMAAR.trajecten}
    assert maanden["herstel"][0] < maanden["behoud"][0]
    assert (maanden["herstel"][1], maanden["behoud"][1]) == ("intensief", "licht")
    assert [each.regie.per_casus for each in ALKMAAR.trajecten] == [True, True], "how often depends on the case"


def test_m115_noord_veluwe_asks_one_form_of_every_provider() -> None:
    """4: what organisations report to the municipalities is as much the same as can be."""
    assert [(each.naam, each.bron) for each in VELUWE.uitvragen] == [("kwartaalrapportage", ("M115",))]


def test_m33_m34_noord_veluwe_goals_are_smart_and_the_residents_own() -> None:
    """1 and 2: the results that the resident wants lead, and a case manager judges whether goals are SMART."""
    assert (VELUWE.plan.smart_verplicht, VELUWE.plan.eigen_resultaat_verplicht) == (True, True)


@pytest.mark.parametrize("naam", namen())
def test_m73_every_product_that_is_sold_has_a_budget_in_every_municipality(naam: str) -> None:
    """What can be decided can be paid: by the municipality of the client, or by who pays for all (M83)."""
    model = laad(naam)
    zonder = [
        (product.code, gemeente.code)
        for product in model.producten
        if product.blijft
        for gemeente in model.gemeenten
        if not any(_dekt(budget, product, product.budgethouder or gemeente.code) for budget in model.budgetten)
    ]
    assert zonder == []


def _dekt(budget: Budget, product: Product, gemeente: str) -> bool:
    return budget.product in {None, product.code} and budget.gemeente in {None, gemeente}
