"""M67, M108: months of use beside what is assigned, what their days can hold, and the end of the assignment."""

from dataclasses import replace
from datetime import date

import pytest
from tests.monitoring.feit import (
    AGB,
    ALKMAAR,
    ALMERE,
    ANDER,
    NERGENS,
    TOEGEWEZEN,
    cijfers,
    dossier,
    enig,
    gegeven,
    kenmerken,
    maanden,
    reeks,
    tel,
    zonder_einde,
)

from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.feiten.toewijzing import (
    EINDE,
    GEDECLAREERD,
    NU,
    Gedeclareerd,
    Geeindigd,
    GegevenMaand,
    Toegewezen,
)
from monitoring.domain.maten import Maat

JANUARI, FEBRUARI, MAART, APRIL = (date(2023, nummer, 1) for nummer in (1, 2, 3, 4))
SOORTEN = {
    "gebruikt": maten.MAAND_GEBRUIKT,
    "onder": maten.MAAND_ONDER,
    "boven": maten.MAAND_BOVEN,
    "precies": maten.MAAND_PRECIES,
    "meer dan kan": maten.MEER_DAN_KAN,
}


def geteld(verschil: Verschil, maat: Maat) -> int:
    return sum(maanden(verschil, maat).values())


def stand(nu: Toegewezen | None, *gedeclareerd: Gedeclareerd) -> set[str]:
    """What is said of the one month of use."""
    verschil = tel(*([enig(NU, nu)] if nu else []), *reeks(GEDECLAREERD, *gedeclareerd))
    return {naam for naam, maat in SOORTEN.items() if geteld(verschil, maat)}


@pytest.mark.parametrize(
    ("uren", "anders"),
    [(79, {"onder"}), (80, set()), (99, set()), (100, {"precies"}), (101, {"boven"})],
)
def test_m108_less_than_eighty_percent_is_little_use_and_more_than_all_is_above(uren: int, anders: set[str]) -> None:
    assert stand(zonder_einde(100, "4"), gegeven(JANUARI, uren)) == {"gebruikt", *anders}


@pytest.mark.parametrize(
    ("minuten", "anders"),
    [
        (1, {"onder"}), (335, {"onder"}), (336, set()), (419, set()), (420, {"precies"}), (421, {"boven"}),
        (480, {"boven"}),
    ],
)  # fmt: skip
def test_tr341_minutes_on_an_assignment_in_hours_are_parts_of_those(minuten: int, anders: set[str]) -> None:
    """Seven hours are 420 minutes; eighty percent of those are 336. Also when they are no whole hours."""
    assert stand(TOEGEWEZEN, gegeven(JANUARI, minuten, "01")) == {"gebruikt", *anders}


@pytest.mark.parametrize(
    ("uren", "minuten", "anders"), [(5, 119, set()), (5, 120, {"precies"}), (5, 121, {"boven"}), (5, 35, {"onder"})]
)
def test_hours_and_minutes_of_one_month_count_together(uren: int, minuten: int, anders: set[str]) -> None:
    declaraties = gegeven(JANUARI, uren), gegeven(JANUARI, minuten, "01")
    assert stand(TOEGEWEZEN, *declaraties) == {"gebruikt", *anders}


@pytest.mark.parametrize(("eenheid", "gebruikt"), [("04", 1), ("04", 300), ("82", 300), ("83", 1)])
def test_tr341_another_unit_on_an_assignment_in_minutes_is_neither_little_nor_much(eenheid: str, gebruikt: int) -> None:
    minuten = zonder_einde(300, "4", eenheid="01")
    assert stand(minuten, gegeven(JANUARI, gebruikt, eenheid)) == {"gebruikt"}
    assert stand(minuten, gegeven(JANUARI, 1, "01"), gegeven(JANUARI, gebruikt, eenheid)) == {"gebruikt"}


@pytest.mark.parametrize("nu", [None, zonder_einde(None, None, eenheid=None), zonder_einde(7, "4", eenheid="99")])
def test_without_a_volume_in_a_known_unit_there_is_only_use(nu: Toegewezen | None) -> None:
    assert stand(nu, gegeven(JANUARI, 7)) == {"gebruikt"}


def test_use_outside_the_term_is_use_beside_nothing() -> None:
    assert stand(TOEGEWEZEN, gegeven(date(2022, 12, 1), 7)) == {"gebruikt"}


def test_a_total_has_no_ceiling_by_month() -> None:
    """90 hours over 90 days: 31 are expected in January, and exactly those are not the ceiling."""
    totaal = replace(TOEGEWEZEN, volume=90, frequentie="6")
    assert stand(totaal, gegeven(JANUARI, 31)) == {"gebruikt"}
    assert stand(totaal, gegeven(JANUARI, 32)) == {"gebruikt", "boven"}
    assert stand(totaal, gegeven(JANUARI, 24)) == {"gebruikt", "onder"}
    assert stand(totaal, gegeven(JANUARI, 25)) == {"gebruikt"}


@pytest.mark.parametrize(
    ("uren", "anders"),
    [(20, {"onder"}), (21, set()), (26, set()), (27, {"boven"}), (36, {"boven", "precies"}), (37, {"boven"})],
)
def test_hours_a_week_are_expected_by_days_and_have_a_ceiling_by_weeks(uren: int, anders: set[str]) -> None:
    """Six hours a week: the 31 days of January 2023 are worth 26, and the six weeks that it touches allow 36."""
    assert stand(zonder_einde(6, "2"), gegeven(JANUARI, uren)) == {"gebruikt", *anders}


@pytest.mark.parametrize(
    ("eenheid", "maand", "meeste"),
    [
        ("01", JANUARI, 31 * 1440), ("01", FEBRUARI, 28 * 1440), ("04", JANUARI, 744), ("04", date(2024, 2, 1), 696),
        ("14", APRIL, 30), ("16", APRIL, 180),
    ],
)  # fmt: skip
def test_m108_more_than_the_days_of_a_month_hold(eenheid: str, maand: date, meeste: int) -> None:
    """Also on an assignment that is not known."""
    assert stand(None, gegeven(maand, meeste, eenheid)) == {"gebruikt"}
    assert stand(None, gegeven(maand, meeste + 1, eenheid)) == {"gebruikt", "meer dan kan"}
    helft = gegeven(maand, meeste // 2, eenheid)
    assert stand(None, helft, helft, gegeven(maand, 2, eenheid)) == {"gebruikt", "meer dan kan"}


@pytest.mark.parametrize("eenheid", ["82", "83", "84", "99"])
def test_of_pieces_and_euros_any_number_fits_in_a_day(eenheid: str) -> None:
    assert stand(None, gegeven(JANUARI, 10**9, eenheid)) == {"gebruikt"}


def kosten(maand: date, gemeente: str, agb: str, code: str, bedrag: int) -> dict[Geteld, int]:
    """The same euros by each trait of the client: of a decision that told none."""
    maten_ = (maten.KOSTEN_PROFIEL, maten.KOSTEN_LEEFTIJD, maten.KOSTEN_WIJK)
    return {Geteld(maat, maand, gemeente, agb, code): bedrag for maat in maten_}


def test_what_was_credited_whole_is_no_use() -> None:
    """The euros stay, and are none when the credit is whole."""
    gecrediteerd = tel(
        enig(NU, TOEGEWEZEN), *reeks(GEDECLAREERD, gegeven(JANUARI, 7), gegeven(JANUARI, -7, "04", -6501))
    )
    assert cijfers(gecrediteerd).keys() == cijfers(tel(enig(NU, TOEGEWEZEN))).keys()
    meer = tel(*reeks(GEDECLAREERD, gegeven(JANUARI, 7), gegeven(JANUARI, -7, "04", -9_000)))
    plaats = (JANUARI, ALMERE, AGB, "IB2B")
    assert cijfers(meer) == {Geteld(maten.GEBRUIKT_BEDRAG, *plaats): -2_499, **kosten(*plaats, -2_499)}
    deels = tel(*reeks(GEDECLAREERD, gegeven(JANUARI, 7), gegeven(JANUARI, -6, "04", -6_000)))
    assert geteld(deels, maten.MAAND_GEBRUIKT) == 1


def test_a_month_is_one_month_where_the_assignment_is() -> None:
    """Whatever provider, municipality and product the declarations name; without an assignment it is theirs."""
    elders = Gedeclareerd(ALKMAAR, ANDER, (GegevenMaand("IB3", JANUARI, "04", 2, 301),))
    eigen = tel(enig(NU, TOEGEWEZEN), *reeks(GEDECLAREERD, gegeven(JANUARI, 1), elders))
    plaats = (JANUARI, ALMERE, AGB, "IB2B")
    assert cijfers(eigen)[Geteld(maten.GEBRUIKT_BEDRAG, *plaats)] == 6_802
    assert cijfers(eigen)[Geteld(maten.MAAND_GEBRUIKT, *plaats)] == 1
    onbekend = tel(*reeks(GEDECLAREERD, elders))
    plaats = (JANUARI, ALKMAAR, ANDER, "IB3")
    assert cijfers(onbekend) == {
        Geteld(maten.GEBRUIKT_BEDRAG, *plaats): 301,
        Geteld(maten.MAAND_GEBRUIKT, *plaats): 1,
        **kosten(*plaats, 301),
    }
    heel = tel(enig(NU, replace(TOEGEWEZEN, code=None)), *reeks(GEDECLAREERD, elders))
    assert cijfers(heel)[Geteld(maten.GEBRUIKT_BEDRAG, JANUARI, ALMERE, AGB)] == 301
    weg = tel(enig(NU, replace(TOEGEWEZEN, reden_wijziging="13")), *reeks(GEDECLAREERD, elders))
    assert cijfers(weg) == cijfers(onbekend)


def na_einde(nu: Toegewezen | None, *eindes: Geeindigd, maand: date) -> dict[str, int]:
    """Months after the end, by why it ended; of each of them the euros as well."""
    twee = gegeven(maand, 1), gegeven(maand, 2, "04", 99)
    verschil = tel(*reeks(GEDECLAREERD, *twee), *([enig(NU, nu)] if nu else []), *reeks(EINDE, *eindes))
    gevonden = kenmerken(verschil, maten.NA_EINDE)
    assert kenmerken(verschil, maten.NA_EINDE_BEDRAG) == dict.fromkeys(gevonden, 6_600)
    return gevonden


def test_m108_a_whole_month_after_the_end_is_too_late() -> None:
    """Of the month in which it ended a part was due, also when that is its first day."""
    for dag, maand, te_laat in (
        (31, MAART, False), (31, APRIL, True), (1, FEBRUARI, False), (1, MAART, False), (2, MAART, False),
        (1, APRIL, True),
    ):  # fmt: skip
        nu = replace(TOEGEWEZEN, einddatum=date(2023, 3, dag))
        assert na_einde(nu, maand=maand) == ({"einddatum": 1} if te_laat else {}), (dag, maand)
    assert na_einde(zonder_einde(7, "4"), maand=APRIL) == {}
    assert na_einde(None, maand=APRIL) == {}
    assert na_einde(replace(TOEGEWEZEN, einddatum=date(2023, 2, 28)), maand=date(2024, 1, 1)) == {"einddatum": 1}


def test_m108_the_first_end_that_counts_says_why() -> None:
    """A stop for a while, or one that was removed, does not count."""
    stop, dood = Geeindigd(date(2023, 2, 10), "gestopt", True), Geeindigd(date(2023, 1, 31), "overlijden", True)
    nu = TOEGEWEZEN
    assert na_einde(nu, stop, maand=MAART) == {"gestopt": 1}
    assert na_einde(nu, stop, maand=FEBRUARI) == {}
    assert na_einde(nu, stop, dood, maand=FEBRUARI) == na_einde(nu, dood, stop, maand=FEBRUARI) == {"overlijden": 1}
    assert na_einde(nu, replace(stop, telt=False), maand=MAART) == {}
    assert na_einde(nu, replace(stop, telt=False), maand=APRIL) == {"einddatum": 1}
    assert na_einde(None, stop, maand=MAART) == {"gestopt": 1}
    assert na_einde(nu, replace(stop, datum=date(2023, 5, 2)), maand=APRIL) == {"einddatum": 1}


def test_what_is_credited_after_the_end_is_no_help_after_the_end() -> None:
    verschil = tel(enig(NU, TOEGEWEZEN), *reeks(GEDECLAREERD, gegeven(APRIL, -2, "04", -100)))
    assert kenmerken(verschil, maten.NA_EINDE) == {}


def test_a_declaration_that_changes_counts_its_months_anew_and_no_other() -> None:
    """From 7 hours in January and 3 in February to 8 in January, as if only that had been told."""
    naam = "k"
    nu, blijft = enig(NU, TOEGEWEZEN), GEDECLAREERD.noteer(naam, "b:1", 1, gegeven(FEBRUARI, 3, "04", 44))
    oud = Gedeclareerd(ALMERE, AGB, (*gegeven(JANUARI, 7).prestaties, *gegeven(FEBRUARI, 4).prestaties))
    eerst = dossier(nu, blijft, GEDECLAREERD.noteer(naam, "a:1", 1, oud))
    later = dossier(nu, blijft, GEDECLAREERD.noteer(naam, "a:1", 2, gegeven(JANUARI, 8)))
    verschil = Verschil()
    verschil.noteer(Dossiersoort.TOEWIJZING, naam, {}, eerst)
    verschil.noteer(Dossiersoort.TOEWIJZING, naam, eerst, later)
    ineens = Verschil()
    ineens.noteer(Dossiersoort.TOEWIJZING, naam, {}, later)
    assert cijfers(verschil) == cijfers(ineens)
    assert maanden(verschil, maten.MAAND_BOVEN) == {JANUARI: 1}
    assert maanden(verschil, maten.MAAND_ONDER) == {FEBRUARI: 1}


@pytest.mark.parametrize(
    ("nu", "per_maand"),
    [
        (TOEGEWEZEN, {JANUARI: 43_050, FEBRUARI: 43_050, MAART: 43_050}),
        (replace(TOEGEWEZEN, eenheid="01", volume=100), dict.fromkeys((JANUARI, FEBRUARI, MAART), 10_250)),
        (replace(TOEGEWEZEN, eenheid="83", volume=501), dict.fromkeys((JANUARI, FEBRUARI, MAART), 501)),
        (replace(TOEGEWEZEN, volume=None, budget=100), {JANUARI: 34, FEBRUARI: 31, MAART: 35}),
        (replace(TOEGEWEZEN, volume=7, budget=100, eenheid="82"), dict.fromkeys((JANUARI, FEBRUARI, MAART), 0)),
        (replace(TOEGEWEZEN, volume=None, budget=None), {}),
        (zonder_einde(None, None, budget=100), {}),
        (replace(TOEGEWEZEN, gemeente=NERGENS, einddatum=date(2023, 1, 1)), {JANUARI: 0}),
    ],
)
def test_m67_what_is_assigned_is_worth_its_volume_at_the_price_or_its_budget(
    nu: Toegewezen, per_maand: dict[date, int]
) -> None:
    """In 2023 an hour is 61.50 euro, and 100 minutes 102.50. A budget of 100 cents over 31, 28 and 31 days."""
    verschil = tel(enig(NU, nu))
    assert maanden(verschil, maten.TOEGEWEZEN_MAAND) == dict.fromkeys(per_maand, 1)
    waarde = {maand: bedrag for maand, bedrag in per_maand.items() if bedrag}
    assert maanden(verschil, maten.TOEGEWEZEN_BEDRAG) == waarde
    assert maanden(verschil, maten.BUDGET_TOEGEWEZEN) == waarde


def test_m83_what_is_assigned_is_of_the_budget_of_who_pays() -> None:
    """Beschermd Thuis of a client in Uitgeest is paid by Alkmaar."""
    nu = replace(
        TOEGEWEZEN, gemeente="0450", code="BT", eenheid="83", volume=9, ingangsdatum=date(2027, 2, 1),
        einddatum=date(2027, 2, 3),
    )  # fmt: skip
    gevonden = cijfers(tel(enig(NU, nu)))
    maand = date(2027, 2, 1)
    assert gevonden[Geteld(maten.BUDGET_TOEGEWEZEN, maand, ALKMAAR, AGB, "BT", "0450")] == 9
    assert gevonden[Geteld(maten.TOEGEWEZEN_BEDRAG, maand, "0450", AGB, "BT")] == 9
