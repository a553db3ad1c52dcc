"""What a plan or an evaluation lacks, rule by rule, and how indications compare, at their boundaries."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from inkoop import Inkoopmodel, laad
from toegang.domain.evaluatie import Evaluatieuitkomst, Gesprek, check_evaluatie, contactmomenten, evaluatiemomenten
from toegang.domain.plan import Planregel, Plansoort, Planzaak, check_plan, gebieden, traject_van
from toegang.domain.vergelijking import Indicatie, vergelijk
from toegang.domain.weging import Keuze, Uitspraak
from toegang.domain.zrm import DOMEINEN

BEGIN, EINDE = date(2024, 6, 3), date(2026, 6, 2)
ALMERE, LEKSTROOM, VELUWE = laad("almere-2023"), laad("lekstroom-2022"), laad("noord-veluwe-2021")
DOEL = Planregel(DOMEINEN[0], "lang", True, True, 1, EINDE, True, True)


def zaak(model: Inkoopmodel, traject: str, *doelen: Planregel, **anders: object) -> Planzaak:
    """A plan that lacks nothing in a region without a measurement, unless said otherwise."""
    gekozen = traject_van(model, traject)
    assert gekozen is not None
    volledig = Planzaak(model, Plansoort.ONDERSTEUNING, gekozen, BEGIN, EINDE, (40, 40), doelen, True, True)
    return replace(volledig, **anders)  # type: ignore[arg-type]


def mist(plan: Planzaak) -> list[tuple[str, str, int | None]]:
    """Per thing that lacks: the rule, the field, and which goal."""
    return [(each.regel, each.veld, each.plek) for each in check_plan(plan)]


def test_a_plan_that_lacks_nothing() -> None:
    assert check_plan(zaak(ALMERE, "traject-2", DOEL, DOEL)) == []


@pytest.mark.parametrize(
    ("fout", "verwacht"),
    [
        ({"meetbaar": False}, ("M32", "meetbaar", 1)),
        ({"streefdatum": None}, ("M32", "streefdatum", 1)),
        ({"wie": False}, ("M32", "acties", 1)),
        ({"streefdatum": date(2024, 6, 2)}, ("M32", "streefdatum", 1)),
        ({"streefdatum": date(2026, 6, 3)}, ("M32", "streefdatum", 1)),
        ({"gebied": "Zeilen"}, ("M23", "gebied", 1)),
        ({"streefdatum": BEGIN}, None),
        ({"op_netwerk": False, "van_client": False}, None),
    ],
)
def test_the_second_goal_lacks_one_thing(fout: dict[str, object], verwacht: tuple[str, str, int | None] | None) -> None:
    tweede = replace(DOEL, **fout)  # type: ignore[arg-type]
    assert mist(zaak(ALMERE, "traject-2", DOEL, tweede)) == ([verwacht] if verwacht else [])


def test_a_plan_without_goals_lacks_one() -> None:
    """M32; in Almere a plan is about the network too (M35 is obliged in Lekstroom)."""
    assert mist(zaak(ALMERE, "traject-2")) == [("M32", "doelen", None)]
    (geen,) = check_plan(zaak(ALMERE, "traject-2"))
    assert geen.wel == "Voeg een doel toe."


def test_the_case_manager_checks_the_goals_where_they_are_smart() -> None:
    """M33; Lekstroom does not ask for SMART."""
    assert mist(zaak(ALMERE, "traject-2", DOEL, getoetst=False)) == [("M33", "getoetst", None)]
    vaag = replace(DOEL, gebied=gebieden(LEKSTROOM, Plansoort.ONDERSTEUNING)[0], meetbaar=False, wie=False)
    assert check_plan(zaak(LEKSTROOM, "behouden", vaag, getoetst=False)) == []


def test_one_goal_for_the_network_is_enough_and_none_is_not() -> None:
    """M35, M34: where the region asks for it."""
    zonder = replace(DOEL, gebied=gebieden(LEKSTROOM, Plansoort.ONDERSTEUNING)[0], op_netwerk=False)
    assert mist(zaak(LEKSTROOM, "behouden", zonder, zonder)) == [("M35", "doelen", None)]
    assert mist(zaak(LEKSTROOM, "behouden", zonder, replace(zonder, op_netwerk=True))) == []
    niet_eigen = replace(DOEL, gebied=gebieden(VELUWE, Plansoort.ONDERSTEUNING)[0], van_client=False)
    assert mist(zaak(VELUWE, "huishouden", niet_eigen, niet_eigen)) == [("M34", "doelen", None)]
    assert mist(zaak(VELUWE, "huishouden", niet_eigen, replace(niet_eigen, van_client=True))) == []


@pytest.mark.parametrize(("model", "traject"), [(VELUWE, "huishouden"), (ALMERE, "traject-2"), (LEKSTROOM, "behouden")])
def test_m42_areas_one_after_another_in_every_region(model: Inkoopmodel, traject: str) -> None:
    """What comes later may be reached on the same day, and not before."""
    eerste = replace(DOEL, gebied=gebieden(model, Plansoort.ONDERSTEUNING)[0])
    assert eerste.streefdatum is not None
    later = replace(eerste, volgorde=2)
    assert mist(zaak(model, traject, eerste, later)) == []
    eerder = replace(later, streefdatum=eerste.streefdatum - timedelta(1))
    assert mist(zaak(model, traject, eerste, eerder)) == [("M42", "streefdatum", 1)]


def test_self_reliance_is_measured_where_the_region_measures() -> None:
    """M11."""
    assert mist(zaak(ALMERE, "traject-2", DOEL, zrm_gemeten=False)) == [("M11", "zrm", None)]
    doel = replace(DOEL, gebied=gebieden(LEKSTROOM, Plansoort.ONDERSTEUNING)[0])
    assert mist(zaak(LEKSTROOM, "behouden", doel, zrm_gemeten=False)) == []


def test_short_cycles_have_a_far_goal_and_one_within_four_months() -> None:
    """M12: traject 3, up to and including the day four months on."""
    lang = DOEL
    for dag, goed in ((date(2024, 10, 3), True), (date(2024, 10, 4), False)):
        kort = replace(DOEL, termijn="kort", streefdatum=dag)
        gevonden = mist(zaak(ALMERE, "traject-3", lang, kort))
        assert gevonden == ([] if goed else [("M12", "doelen", None)])
    kort = replace(DOEL, termijn="kort", streefdatum=BEGIN)
    assert [each.reden for each in check_plan(zaak(ALMERE, "traject-3", kort))] == [
        "Er is geen doel voor de lange termijn."
    ]
    assert [each.reden for each in check_plan(zaak(ALMERE, "traject-3", replace(lang, streefdatum=BEGIN)))] == [
        "Er is geen doel voor de komende maanden."
    ]
    zonder_dag = replace(kort, streefdatum=None)
    assert [each.regel for each in check_plan(zaak(ALMERE, "traject-3", lang, zonder_dag))] == ["M32", "M12"]


PERSPECTIEF = tuple(replace(DOEL, gebied=each) for each in LEKSTROOM.plan.perspectiefdomeinen)


@pytest.mark.parametrize(
    ("leeftijden", "reden"),
    [
        ((16, 16), None),
        ((15, 16), None),
        ((17, 17), None),
        ((17, 18), None),
        ((15, 15), "De cliënt is 15 jaar."),
        ((14, 15), "De cliënt is 14 of 15 jaar."),
        ((18, 19), None),
        ((22, 23), None),
        ((23, 23), "De cliënt is 23 jaar."),
        ((23, 24), "De cliënt is 23 of 24 jaar."),
        (None, "De geboortedatum van de cliënt is onbekend."),
    ],
)
def test_m39_who_is_nearly_adult(leeftijden: tuple[int, int] | None, reden: str | None) -> None:
    """Who can be 16 to 22 has a perspective plan; the refusal says what to do."""
    plan = zaak(LEKSTROOM, "behouden", *PERSPECTIEF, soort=Plansoort.PERSPECTIEF, leeftijden=leeftijden)
    gevonden = check_plan(plan)
    assert [(each.regel, each.reden, each.veld) for each in gevonden] == ([("M39", reden, "soort")] if reden else [])
    assert all("aak een ondersteuningsplan" in each.wel for each in gevonden)
    if reden and leeftijden:
        assert gevonden[0].wel.startswith("Een perspectiefplan is er van 16 tot 23 jaar;")


def test_m39_a_goal_in_each_domain_and_none_in_another() -> None:
    """Which are left out is said; another area is none of a perspective plan."""
    jong = {"soort": Plansoort.PERSPECTIEF, "leeftijden": (16, 17)}
    (zonder,) = check_plan(zaak(LEKSTROOM, "behouden", *PERSPECTIEF[1:3], **jong))
    assert (zonder.regel, zonder.veld) == ("M39", "doelen")
    assert zonder.wel == "Voeg een doel toe over Support, Inkomen en Welzijn."
    anders = replace(DOEL, gebied=LEKSTROOM.resultaatgebieden[0].naam)
    assert mist(zaak(LEKSTROOM, "behouden", *PERSPECTIEF, anders, **jong)) == [("M39", "gebied", 5)]
    assert mist(zaak(ALMERE, "traject-2", DOEL, soort=Plansoort.PERSPECTIEF))[-1] == ("M39", "soort", None)


GESPREK = Gesprek(Evaluatieuitkomst.VOORTZETTEN, ("client", "aanbieder", "gemeente"), 0, date(2024, 1, 15))


def evaluatie(model: Inkoopmodel, naam: str, gesprek: Gesprek, op: date = date(2024, 6, 3)) -> list[Uitspraak]:
    traject = traject_van(model, naam)
    assert traject is not None
    return check_evaluatie(model, traject, gesprek, op)


def test_m85_m86_an_evaluation_is_held_with_all_who_belong_there() -> None:
    """M85; who is missing is named, and who should be there."""
    assert evaluatie(ALMERE, "traject-1", GESPREK) == []
    (zonder,) = evaluatie(ALMERE, "traject-1", replace(GESPREK, partijen=("aanbieder",)))
    assert (zonder.regel, zonder.veld) == ("M85", "partijen")
    assert zonder.reden == "Bij deze evaluatie hoort ook: client en gemeente."
    assert zonder.wel == "Evalueer met client, aanbieder en gemeente."
    (in_verslag,) = evaluatie(ALMERE, "traject-2", replace(GESPREK, partijen=("client",)))
    assert in_verslag.regel == "M86"


def test_a_measurement_is_a_year_old_at_most() -> None:
    """M11: a year and a day after the day of measuring it is old, and so is none."""
    for op, goed in ((date(2025, 1, 14), True), (date(2025, 1, 15), False)):
        assert [each.regel for each in evaluatie(ALMERE, "traject-1", GESPREK, op)] == ([] if goed else ["M11"])
    assert [each.regel for each in evaluatie(ALMERE, "traject-1", replace(GESPREK, laatste_zrm=None))] == ["M11"]
    assert evaluatie(LEKSTROOM, "behouden", replace(GESPREK, laatste_zrm=None)) == []


def test_every_question_of_the_region_is_answered() -> None:
    """M87."""
    alkmaar = laad("regio-alkmaar-2027")
    for antwoorden, goed in ((2, False), (3, True), (4, False)):
        gevonden = evaluatie(alkmaar, "herstel", replace(GESPREK, antwoorden=antwoorden))
        assert [each.regel for each in gevonden] == ([] if goed else ["M87"])
        assert all(each.wel == " ".join(alkmaar.plan.evaluatievragen) for each in gevonden)
    (te_veel,) = evaluatie(ALMERE, "traject-1", replace(GESPREK, antwoorden=1))
    assert te_veel.wel == "Laat antwoorden weg."


@pytest.mark.parametrize("uitkomst", list(Evaluatieuitkomst))
def test_the_municipality_is_there_when_support_is_scaled_down_or_ended(uitkomst: Evaluatieuitkomst) -> None:
    """M17: where it directs; elsewhere the provider may do it alone."""
    alleen = replace(GESPREK, uitkomst=uitkomst, partijen=("aanbieder",))
    afbouw = uitkomst in {Evaluatieuitkomst.AFSCHALEN, Evaluatieuitkomst.BEEINDIGEN}
    assert ["M17"] * afbouw == [each.regel for each in evaluatie(LEKSTROOM, "behouden", alleen) if each.regel == "M17"]
    assert evaluatie(ALMERE, "traject-2", alleen) == []
    samen = replace(GESPREK, uitkomst=uitkomst)
    assert evaluatie(LEKSTROOM, "behouden", samen) == []


def test_m68_every_four_months_up_to_and_including_the_last_day() -> None:
    traject = traject_van(ALMERE, "traject-1")
    assert traject is not None
    dagen = (date(2024, 5, 15), date(2024, 9, 15))
    assert evaluatiemomenten(traject, date(2024, 1, 15), date(2024, 9, 15)) == dagen
    assert evaluatiemomenten(traject, date(2024, 1, 15), date(2024, 9, 14)) == dagen[:1]


def test_m51_one_traject_is_enough_to_know_the_days() -> None:
    """A product of two trajecten has days once one of them is chosen."""
    dagen = (date(2024, 1, 1), date(2024, 12, 31))
    assert contactmomenten(ALMERE, Keuze("IB2B", *dagen)) == ()
    assert len(contactmomenten(ALMERE, Keuze("IB2B", *dagen, traject="traject-1"))) == 2
    # Household help belongs to none, whatever is named beside it.
    assert contactmomenten(ALMERE, Keuze("HO", *dagen, traject="traject-1")) == ()


def _indicaties(*minuten: int, traject: str | None = "traject-2", gebieden: int = 2) -> list[Indicatie]:
    return [Indicatie("IB2B", traject, gebieden, each) for each in minuten]


def test_m31_ten_say_something_and_nine_do_not() -> None:
    """In one situation: another traject or another number of areas is another one."""
    assert vergelijk(_indicaties(*[90] * 9)) == []
    assert vergelijk([*_indicaties(*[90] * 9), *_indicaties(90, traject=None), *_indicaties(90, gebieden=3)]) == []
    (gevonden,) = vergelijk(_indicaties(*[90] * 10))
    assert (gevonden.aantal, gevonden.traject, gevonden.aantal_gebieden) == (10, "traject-2", 2)
    (zonder,) = vergelijk(_indicaties(*[90] * 10, traject=None))
    assert zonder.traject is None


def test_m31_from_sixty_percent_on_it_looks_like_a_standard() -> None:
    """Six of ten, and of two that are as frequent the least."""
    for gelijk, standaard in ((5, False), (6, True)):
        minuten = [95] * gelijk + [131, 137, 139, 149, 151][: 10 - gelijk]
        (gevonden,) = vergelijk(_indicaties(*minuten))
        assert (gevonden.meest_gekozen, gevonden.aandeel_meest_gekozen) == (95, 10 * gelijk)
        assert gevonden.standaard is standaard
    (een,) = vergelijk(_indicaties(*range(141, 151)))
    assert een.meest_gekozen == 141


def test_m31_from_half_the_median_on_it_is_spread() -> None:
    """Quartiles of 75 and 125 around 100: a distance of 50 is half of 100; 498 of 1000 is less."""
    (half,) = vergelijk(_indicaties(*[75] * 3, *[100] * 5, *[125] * 3))
    assert (half.kwart, half.mediaan, half.driekwart, half.spreiding) == (88, 100, 112, False)
    (ruim,) = vergelijk(_indicaties(*[75] * 4, *[100] * 3, *[125] * 4))
    assert (ruim.kwart, ruim.mediaan, ruim.driekwart, ruim.spreiding) == (75, 100, 125, True)
    (net_niet,) = vergelijk(_indicaties(*[750] * 4, *[1000] * 2, *[1248] * 4))
    assert (net_niet.mediaan, net_niet.spreiding) == (1000, False)
    (niets,) = vergelijk(_indicaties(*[0] * 11))
    assert niets.spreiding is False
