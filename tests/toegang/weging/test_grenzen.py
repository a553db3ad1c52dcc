"""Weighing at its exact days and numbers: time per week, what runs together, terms, and what may be proposed."""

from dataclasses import replace
from datetime import date

import pytest
from tests.toegang.weging.zaken import geweigerd, gronden, huishoudplan, keuze, met_einde, weigering

from inkoop import laad
from toegang.domain.weging import (
    Keuze,
    Situatie,
    Zaak,
    maand_verder,
    minuten_per_week,
    opties,
    overtredingen,
    uitspraken,
)
from toegang.domain.weging.zaak import Geweigerd, Uitspraak, maanden_tussen, opsomming

ALMERE, ALMELO, LEKSTROOM = laad("almere-2023"), laad("almelo-2024"), laad("lekstroom-2022")
JAAR = (date(2028, 1, 1), date(2028, 12, 31))
EINDIG = met_einde(ALMELO, "OIL1", date(2025, 1, 1), date(2025, 12, 31))
"""Almelo as it would be once somebody decided when zelfstandig leven 1 ends: nothing new from 2025, nothing after."""


@pytest.mark.parametrize(
    ("eenheid", "frequentie", "volume", "termijn", "minuten"),
    [
        ("04", 1, 1, JAAR, 420),
        ("01", 1, 17, JAAR, 119),
        ("16", 2, 3, JAAR, 720),
        ("01", 2, 95, JAAR, 95),
        ("04", 4, 26, JAAR, 360),  # a month is 52 / 12 weeks
        ("04", 4, 7, JAAR, 97),  # 96.9
        ("16", 4, 5, (JAAR[0], None), 277),  # 276.9
        ("04", 6, 26, (JAAR[0], date(2028, 6, 30)), 60),
        ("04", 6, 7, (JAAR[0], date(2028, 1, 31)), 97),
        ("04", 6, 7, (JAAR[0], date(2028, 2, 1)), 48),  # a part of a month counts whole
        ("04", 6, 7, (JAAR[0], JAAR[0]), 97),  # one day is a month
        ("04", 6, 7, (JAAR[1], JAAR[0]), None),
        ("04", 6, 7, (JAAR[0], None), None),
        ("82", 4, 1, JAAR, None),
        ("14", 2, 1, JAAR, None),
    ],
)
def test_m1_time_per_week_in_every_unit_and_frequency(
    eenheid: str, frequentie: int, volume: int, termijn: tuple[date, date | None], minuten: int | None
) -> None:
    product = ALMERE.product("IB2B").model_copy(update={"eenheid": eenheid, "frequentie": frequentie})
    assert minuten_per_week(product, volume, *termijn) == minuten


def test_the_same_day_so_many_months_later() -> None:
    assert maand_verder(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert maand_verder(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert maand_verder(date(2027, 11, 15), 1) == date(2027, 12, 15)
    assert maand_verder(date(2027, 12, 31), 12) == date(2028, 12, 31)
    assert maand_verder(date(9998, 12, 31), 12) == maand_verder(date(9990, 6, 1), 240) == date.max
    assert maanden_tussen(date(9999, 1, 1), date.max) == 12
    assert [maanden_tussen(date(2028, 1, 15), dag) for dag in (date(2028, 2, 14), date(2028, 2, 15))] == [1, 2]
    assert maanden_tussen(date(2027, 12, 1), date(2028, 11, 30)) == 12


@pytest.mark.parametrize(
    ("een", "ander", "samen"),
    [
        ((date(2028, 3, 1), date(2028, 5, 31)), (date(2028, 5, 31), date(2028, 9, 1)), True),
        ((date(2028, 3, 1), date(2028, 5, 31)), (date(2028, 6, 1), date(2028, 9, 1)), False),
        ((date(2028, 3, 1), None), (date(2028, 6, 1), None), True),
        ((date(2028, 3, 1), date(2028, 5, 31)), (date(2028, 6, 1), None), False),
    ],
)
def test_two_products_run_together_on_a_day(
    een: tuple[date, date | None], ander: tuple[date, date | None], samen: bool
) -> None:
    """M7: also when the other runs already."""
    twee, drie = Keuze("IB2B", *een), Keuze("IB3", *ander)
    assert twee.samen_met(drie) is drie.samen_met(twee) is samen
    for gekozen, lopend in ((twee, drie), (drie, twee)):
        gevonden = geweigerd("almere-2023", None, gekozen, lopend=(lopend,))
        assert ("M7" in gevonden) is samen
    # What ran already is not weighed again.
    derde = Keuze("HO", *een, scenario="langdurig", minuten_per_week=150)
    plan = Situatie(huishoudplan=huishoudplan(150))
    assert geweigerd("almere-2023", plan, derde, lopend=(twee, drie)) == []


def test_words_in_a_row() -> None:
    assert [opsomming(list(each)) for each in ("", "a", "ab", "abc")] == ["", "a", "a of b", "a, b of c"]
    assert opsomming(["a", "b"], woord="en") == "a en b"


def test_a_refusal_names_its_rules_and_not_its_reasons() -> None:
    """A reason may hold what was found in a case; the text of an exception may end in a log."""
    geweigerd_om = Geweigerd([Uitspraak("M9", "150 minuten"), Uitspraak("M3", "geen plan")])
    assert str(geweigerd_om) == "M9, M3"


def test_m45_a_product_that_is_phased_out_ends_on_its_last_day() -> None:
    begin = date(2024, 6, 1)
    for einde, goed in ((date(2025, 12, 31), True), (date(2026, 1, 1), False), (None, False)):
        gekozen = Keuze("OIL1", begin, einde, traject="stabiliseren", minuten_per_week=60)
        gevonden = overtredingen(Zaak(EINDIG, begin, Situatie(), (gekozen,)))
        assert ("M45" not in {each.regel for each in gevonden}) is goed
    gekozen = Keuze("OIL1", begin, date(2025, 12, 31), traject="stabiliseren", minuten_per_week=60)
    for op, goed in ((date(2024, 12, 31), True), (date(2025, 1, 1), False)):
        assert (overtredingen(Zaak(EINDIG, op, Situatie(), (gekozen,))) == []) is goed
    (reden,) = overtredingen(Zaak(EINDIG, date(2025, 1, 1), Situatie(), (gekozen,)))
    assert (reden.veld, reden.wel.startswith("Kijk naar: ")) == ("product", True)


def test_m45_each_day_refuses_by_itself() -> None:
    """Only a last day: new ones may be as long as they end by then. Only no new ones: what runs has no last day."""
    dag = date(2025, 1, 1)
    for model, op, einde, velden in (
        (met_einde(ALMELO, "OIL1", None, dag), date(2024, 12, 31), dag, []),
        (met_einde(ALMELO, "OIL1", None, dag), date(2024, 12, 31), date(2025, 1, 2), ["einddatum"]),
        (met_einde(ALMELO, "OIL1", dag, None), date(2024, 12, 31), date(2029, 12, 31), []),
        (met_einde(ALMELO, "OIL1", dag, None), dag, date(2025, 12, 31), ["product"]),
    ):
        gekozen = Keuze("OIL1", date(2024, 12, 31), einde, traject="stabiliseren", minuten_per_week=60)
        gezegd = [each for each in uitspraken(Zaak(model, op, Situatie(), (gekozen,))) if each.regel == "M45"]
        assert [(each.veld, each.mag) for each in gezegd] == [(veld, False) for veld in velden]


def test_m67_what_is_offered_can_be_decided_on_that_day() -> None:
    """What is phased out is offered until the day before."""
    for op, genoemd in ((date(2024, 12, 31), True), (date(2025, 1, 1), False)):
        (reden,) = overtredingen(Zaak(EINDIG, op, Situatie(), (keuze("ZZ", ingang=op),)))
        assert (reden.regel, "OIL1" in reden.wel) == ("M67", genoemd)


def test_a_product_of_one_day_may_be() -> None:
    """CS003: the end on the first day, and not the day before."""
    for einde, goed in ((date(2028, 1, 1), True), (date(2027, 12, 31), False)):
        gekozen = Keuze("IB2B", date(2028, 1, 1), einde, traject="traject-2", minuten_per_week=120)
        gevonden = geweigerd("almere-2023", Situatie(), gekozen)
        assert ("CS003" not in gevonden) is goed
    per_maand = keuze("HO", None, scenario="langdurig", minuten_per_week=150)
    assert geweigerd("almere-2023", Situatie(huishoudplan=huishoudplan(150)), per_maand) == []


def test_m9_the_ground_says_within_or_outside() -> None:
    def grond(minuten: int, reden: str | None = None) -> list[str]:
        gekozen = keuze("IB2B", traject="traject-2", minuten_per_week=minuten, reden_afwijking=reden)
        zaak = Zaak(ALMERE, ALMERE.versie, Situatie(), (gekozen,))
        return [each.reden for each in uitspraken(zaak) if each.regel == "M9"]

    gewoon = "gebruikelijk is 1 uur tot 4 uur."
    assert grond(95) == grond(95, "een reden") == [f"1 uur en 35 minuten per week; {gewoon}"]
    assert grond(255, "een reden") == [
        f"4 uur en 15 minuten per week; {gewoon} Er is een reden om daarvan af te wijken."
    ]
    assert grond(255) == ["255 minuten per week ligt buiten de normband."]
    # Where nothing was weighed, only a reason that is given is looked at.
    buiten = keuze("IB2B", minuten_per_week=255)
    assert geweigerd("almere-2023", None, buiten) == []
    assert geweigerd("almere-2023", None, replace(buiten, reden_afwijking="")) == ["M9"]


def test_m10_a_scenario_of_another_product() -> None:
    """Household help only; what it may be is said."""
    begeleiding = keuze("IB2B", traject="traject-2", minuten_per_week=120, scenario="licht")
    reden = weigering("almere-2023", Situatie(), begeleiding)
    assert (reden.regel, reden.wel) == ("M10", "Kies geen scenario.")
    situatie = Situatie(huishoudplan=huishoudplan(95))
    zonder = weigering("almere-2023", situatie, keuze("HO", minuten_per_week=95))
    assert (zonder.reden, zonder.wel) == (
        "Er is geen scenario gekozen.",
        "Kies tijdelijk, langdurig, langdurig-wassen of licht.",
    )
    anders = weigering("almere-2023", situatie, keuze("HO", minuten_per_week=95, scenario="zwaar"))
    assert anders.reden == "Dit scenario past niet bij het product."
    te_lang = weigering("almere-2023", situatie, keuze("HO", 4, minuten_per_week=95, scenario="tijdelijk"))
    assert "ten hoogste 3 maanden" in te_lang.reden
    vaker = weigering(
        "almere-2023", replace(situatie, scenario_verlengd=2), keuze("HO", 3, minuten_per_week=95, scenario="tijdelijk")
    )
    assert vaker.wel == "Kies langdurig, langdurig-wassen of licht."
    assert "M10" in gronden("almere-2023", situatie, keuze("HO", 3, minuten_per_week=95, scenario="tijdelijk"))


def test_m3_who_does_what_of_the_huishoudplan() -> None:
    """Only what the provider does counts; the refusal says how many minutes that is."""
    reden = weigering(
        "almere-2023",
        Situatie(huishoudplan=(*huishoudplan(95), *huishoudplan(17))),
        keuze("HO", minuten_per_week=95, scenario="langdurig"),
    )
    assert (reden.regel, reden.wel) == ("M3", "Kies 112, of pas het plan aan.")


def test_m3_household_help_rests_on_a_plan_also_behind_other_help() -> None:
    hulp = keuze("IB2B", 12, traject="traject-2", minuten_per_week=120)
    assert "M3" in geweigerd("almere-2023", Situatie(), hulp, keuze("HO", 12, scenario="langdurig"))


@pytest.mark.parametrize(
    ("gebieden", "regel"),
    [
        (("zelfzorg-gezondheid", "regelvermogen-structuur", "administratie-financien"), None),
        (("zelfzorg-gezondheid", "zelfzorg-gezondheid"), "M23"),
        (("zelfzorg-gezondheid", "zeilen"), "M23"),
        ((), "M23"),
        (("administratie-financien",), "M24"),
    ],
)
def test_m23_m24_areas(gebieden: tuple[str, ...], regel: str | None) -> None:
    situatie = Situatie(gebieden=gebieden, omstandigheden=("gevaar",))
    gevonden = overtredingen(Zaak(LEKSTROOM, LEKSTROOM.versie, situatie, ()))
    assert [each.regel for each in gevonden] == ([regel] if regel else [])
    assert all(each.veld == "gebieden" and each.wel for each in gevonden)
    if regel == "M24":
        assert "administratie-financien" not in str(gevonden[0].wel), "it does not make up for itself"


@pytest.mark.parametrize("aantal", [2, 3])
def test_m26_as_many_circumstances_as_the_intensity_asks(aantal: int) -> None:
    """Each named once; what is allowed with fewer is said."""
    kader = LEKSTROOM.afwegingskader
    assert kader is not None
    nodig = {each.naam: each.omstandigheden for each in kader.intensiteiten}
    namen = [each.naam for each in kader.verzwarende_omstandigheden]
    gebieden = tuple(each.naam for each in LEKSTROOM.resultaatgebieden if not each.alleen_in_combinatie)[:aantal]
    for intensiteit, hoeveel in nodig.items():
        (product,) = {
            each.product
            for each in kader.cellen
            if each.intensiteit == intensiteit
            and each.traject == "ontwikkelen"
            and next(z for z in kader.zwaarten if z.van <= aantal <= z.tot).naam == each.zwaarte
        }
        for genoemd in range(hoeveel + 1):
            situatie = Situatie(gebieden=gebieden, omstandigheden=tuple(namen[:genoemd]))
            gevonden = geweigerd("lekstroom-2022", situatie, keuze(product, 12))
            assert ("M26" in gevonden) is (genoemd < hoeveel)
            assert ("M26" in gronden("lekstroom-2022", situatie, keuze(product, 12))) is (0 < hoeveel <= genoemd)


def test_m57_one_provider_for_all_help() -> None:
    """Two at once are refused where the region wants one; one after another, or one who is not named, may be."""
    een, ander = keuze("B1B0", 12, aanbieder="99990001"), keuze("OZR1", 12, aanbieder="99990002")

    def regels(*keuzes: Keuze) -> list[str]:
        zaak = Zaak(LEKSTROOM, LEKSTROOM.versie, None, keuzes, spoed=True)
        return [each.regel for each in overtredingen(zaak) if each.regel == "M57"]

    assert regels(een, ander) == ["M57"]
    assert regels(een, replace(ander, aanbieder="99990001")) == []
    assert regels(een, replace(ander, aanbieder=None)) == []
    later = replace(ander, ingangsdatum=date(2029, 1, 1), einddatum=date(2029, 12, 31))
    assert regels(een, later) == []
    # Two products of the frame are two trajecten, also at one provider.
    assert regels(een, replace(een, product="B1O0")) == ["M57"]
    assert geweigerd("almere-2023", None, replace(een, product="IB2B"), replace(ander, product="DB2B")) == []


def test_what_is_proposed_has_the_terms_of_its_scenario_traject_or_frame() -> None:
    situatie = Situatie(huishoudplan=huishoudplan(95), kan_niet_reizen=True)
    gevonden = {
        (each.product.code, each.traject and each.traject.naam, each.scenario and each.scenario.naam): each
        for each in opties(ALMERE, situatie, ALMERE.versie, date(2028, 3, 15))
    }
    assert gevonden["HO", None, "tijdelijk"].maanden == (3,)
    assert gevonden["HO", None, "langdurig"].maanden == (12,)
    assert gevonden["IB2B", "traject-1", None].maanden == (6,)
    assert gevonden["IB2B", "traject-2", None].maanden == (60,)
    assert (gevonden["DB2B", "traject-2", None].vervoer, gevonden["IB2B", "traject-2", None].vervoer) == (True, False)
    assert all(each.intensiteit is None for each in gevonden.values())
    reist = opties(ALMERE, replace(situatie, kan_niet_reizen=False), ALMERE.versie, date(2028, 3, 15))
    assert {each.vervoer for each in reist} == {False}


def test_m45_what_is_proposed_ends_by_the_last_day() -> None:
    """OIL1 ends with 2025: from 1 December 2025 one month is left, and later none."""
    for begin, maanden in ((date(2024, 12, 1), (13,)), (date(2025, 12, 1), (1,)), (date(2025, 12, 2), ())):
        (gevonden,) = [
            each
            for each in opties(EINDIG, Situatie(), date(2024, 6, 1), begin)
            if each.product.code == "OIL1" and each.traject and each.traject.naam == "stabiliseren"
        ]
        assert gevonden.maanden == maanden
