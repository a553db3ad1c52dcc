"""M65, M94, M98: waiting, start, scaling up and down, and how long an assignment lasts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.monitoring.feit import (
    AGB,
    ALMERE,
    ANDER,
    NERGENS,
    TOEGEWEZEN,
    VERSIE,
    cijfers,
    enig,
    kenmerken,
    maanden,
    reeks,
    tel,
    zonder_einde,
)

from istandaard.termijnen import werkdagen_na
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.cijfers import Geteld
from monitoring.domain.feiten.toewijzing import (
    EERSTE,
    NU,
    OVERBRUGGING,
    START,
    TEKORT,
    VERVALLEN,
    VOORBEREID,
    EerstToegewezen,
    Gestart,
    Overbrugd,
    Tekort,
    Toegewezen,
    Versie,
    Vervallen,
    Voorbereid,
)
from monitoring.domain.feiten.toewijzing import VERSIE as VERSIES
from monitoring.domain.openstaand import Open, Opensleutel, Opensoort

OP = date(2023, 1, 9)


def versies(*veranderd: dict[str, object]) -> Verschil:
    """Versions of one assignment, one month after another."""
    return tel(
        *reeks(
            VERSIES,
            *(
                replace(VERSIE, datum=date(2023, nummer, 9), **velden)  # type: ignore[arg-type]
                for nummer, velden in enumerate(veranderd, 1)
            ),
        )
    )


def bijstellingen(verschil: Verschil) -> tuple[dict[date, int], dict[date, int]]:
    """Up and down, by month."""
    return maanden(verschil, maten.OPGESCHAALD), maanden(verschil, maten.AFGESCHAALD)


FEBRUARI, MAART, APRIL = (date(2023, nummer, 1) for nummer in (2, 3, 4))


@pytest.mark.parametrize(
    ("volumes", "op", "af"),
    [
        ((7,), {}, {}),
        ((7, 8), {FEBRUARI: 1}, {}),
        ((7, 6), {}, {FEBRUARI: 1}),
        ((7, 7), {}, {}),
        ((7, 9, 9, 4), {FEBRUARI: 1}, {APRIL: 1}),
        ((7, 8, 9), {FEBRUARI: 1, MAART: 1}, {}),
        ((None, 7), {FEBRUARI: 1}, {}),
        ((7, None), {}, {FEBRUARI: 1}),
        ((None, None), {}, {}),
        ((None, 1), {FEBRUARI: 1}, {}),
        ((1, None), {}, {FEBRUARI: 1}),
    ],
)
def test_m94_each_change_of_the_volume_counts_once_in_its_own_month(
    volumes: tuple[int | None, ...], op: dict[date, int], af: dict[date, int]
) -> None:
    """However much it differs; a volume that is not there is none."""
    assert bijstellingen(versies(*({"volume": volume} for volume in volumes))) == (op, af)


@pytest.mark.parametrize("anders", [{"eenheid": "01"}, {"frequentie": "2"}, {"eenheid": None}, {"frequentie": None}])
@pytest.mark.parametrize("volume", [3, 7, 420])
def test_m94_another_unit_or_frequency_is_neither_more_nor_less(anders: dict[str, object], volume: int) -> None:
    assert bijstellingen(versies({"volume": 7}, {"volume": volume, **anders})) == ({}, {})


def test_m94_a_change_counts_where_the_new_version_is() -> None:
    """After a change of provider it is of the new one."""
    verschil = versies({"volume": 7}, {"volume": 8, "agb": ANDER, "gemeente": "0361", "code": "IB3"})
    assert cijfers(verschil) == {Geteld(maten.OPGESCHAALD, FEBRUARI, "0361", ANDER, "IB3"): 1}
    zonder_code = versies({"volume": 7}, {"volume": 6, "code": None})
    assert cijfers(zonder_code) == {Geteld(maten.AFGESCHAALD, FEBRUARI, ALMERE, AGB): 1}


def test_m94_the_order_of_versions_is_that_of_their_numbers() -> None:
    """Heard the other way round, the ninth still comes before the tenth."""
    negende = VERSIES.noteer("k", f"{9:010}", 9, replace(VERSIE, volume=5))
    tiende = VERSIES.noteer("k", f"{10:010}", 10, Versie(**{**vars(VERSIE), "volume": 8}))
    assert bijstellingen(tel(tiende, negende)) == ({date(2023, 1, 1): 1}, {})


WACHT = Voorbereid(ALMERE, "IB2B", OP)
NORM = werkdagen_na(OP, 20)
"""Almere: twenty working days (M65)."""
ONOVERBRUGD = Opensleutel(Opensoort.ONOVERBRUGD, "k")


def test_m65_a_product_waits_from_its_decision() -> None:
    verschil = tel(enig(VOORBEREID, WACHT))
    assert cijfers(verschil) == {Geteld(maten.WACHTEND, date(2023, 1, 1), ALMERE, "", "IB2B"): 1}
    sleutel = Opensleutel(Opensoort.ZONDER_AANBIEDER, "k")
    open_ = Open(ALMERE, OP, NORM, code="IB2B")
    assert verschil.open == {sleutel: open_, ONOVERBRUGD: open_}


@pytest.mark.parametrize(
    ("bruggen", "tot"),
    [
        ([(OP, NORM + timedelta(days=9))], NORM + timedelta(days=9)),
        ([(OP, NORM - timedelta(days=1))], NORM),
        ([(NORM + timedelta(days=1), NORM + timedelta(days=3))], NORM + timedelta(days=3)),
        ([(NORM + timedelta(days=2), NORM + timedelta(days=3))], NORM),
        ([(NORM + timedelta(days=4), None), (OP, NORM + timedelta(days=3))], None),
    ],
)
def test_m65_waiting_beyond_the_norm_stands_out_when_nothing_bridges_it(
    bruggen: list[tuple[date, date | None]], tot: date | None
) -> None:
    feiten = [OVERBRUGGING.noteer("k", f"{n:010}", n, Overbrugd(*each)) for n, each in enumerate(bruggen)]
    verschil = tel(enig(VOORBEREID, WACHT), *feiten)
    gevonden = verschil.open.get(ONOVERBRUGD)
    assert (gevonden.uiterlijk if gevonden else None) == tot


def test_m65_of_a_whole_category_where_no_model_holds_nothing_more_is_known() -> None:
    verschil = tel(enig(VOORBEREID, Voorbereid(NERGENS, None, OP)))
    assert cijfers(verschil) == {Geteld(maten.WACHTEND, date(2023, 1, 1), NERGENS): 1}
    assert verschil.open == {Opensleutel(Opensoort.ZONDER_AANBIEDER, "k"): Open(NERGENS, OP)}


@pytest.mark.parametrize(("te_kiezen", "is_tekort"), [(0, True), (1, True), (2, False), (3, False)])
def test_m101_fewer_providers_than_the_minimum_are_too_few(te_kiezen: int, is_tekort: bool) -> None:
    verschil = tel(enig(VOORBEREID, WACHT), enig(TEKORT, Tekort(ALMERE, "IB2B", 2, te_kiezen)))
    tekort = {Opensleutel(Opensoort.TEKORT, "k"): Open(ALMERE, OP, code="IB2B")} if is_tekort else {}
    assert verschil.open == {
        Opensleutel(Opensoort.ZONDER_AANBIEDER, "k"): Open(ALMERE, OP, NORM, code="IB2B"),
        ONOVERBRUGD: Open(ALMERE, OP, NORM, code="IB2B"),
        **tekort,
    }


def test_m65_what_is_no_longer_needed_does_not_wait() -> None:
    verschil = tel(enig(VOORBEREID, WACHT), enig(VERVALLEN, Vervallen("overleden")), enig(TEKORT, Tekort("", "", 2, 0)))
    assert (cijfers(verschil), verschil.open) == ({}, {})


@pytest.mark.parametrize(("dagen", "kenmerk", "werkdagen"), [(0, "0", 0), (13, "13", 10), (-2, "0", 0)])
def test_m65_what_is_assigned_does_not_wait_and_counts_once(dagen: int, kenmerk: str, werkdagen: int) -> None:
    """Also when it lapsed later; by days since the decision, and by working days for what was agreed (M130)."""
    eerste = EerstToegewezen(ALMERE, AGB, "IB2B", OP + timedelta(days=dagen), OP)
    verschil = tel(enig(VOORBEREID, WACHT), enig(EERSTE, eerste), enig(VERVALLEN, Vervallen("verhuisd")))
    plaats, wat = (date(2023, 1, 1), ALMERE, AGB, "IB2B"), "toewijzing-verzonden"
    assert cijfers(verschil) == {
        Geteld(maten.TOEWIJZING, *plaats, kenmerk): 1,
        Geteld(maten.EIGEN_TERMIJN, *plaats, f"{wat}:{werkdagen}"): 1,
        **({Geteld(maten.EIGEN_TERMIJN.op_tijd, *plaats, wat): 1} if werkdagen == 0 else {}),
    }
    assert verschil.open == {}


def begin(op: date, toegewezen: date = OP, gemeente: str = ALMERE, *, telt: bool = True) -> Gestart:
    return Gestart(gemeente, AGB, "IB2B", op, toegewezen, telt)


@pytest.mark.parametrize(("dagen", "op_tijd"), [(-1, 1), (0, 1), (1, 0)])
def test_m65_a_start_on_the_last_day_of_the_norm_is_on_time(dagen: int, op_tijd: int) -> None:
    op = NORM + timedelta(days=dagen)
    verschil = tel(*reeks(START, begin(op)))
    assert kenmerken(verschil, maten.START) == {str((op - OP).days): 1}
    assert sum(maanden(verschil, maten.START.op_tijd).values()) == op_tijd


def test_m65_without_a_norm_a_start_is_neither_on_time_nor_late() -> None:
    verschil = tel(*reeks(START, begin(OP, gemeente=NERGENS)))
    assert {geteld.maat for geteld in verschil.geteld} == {maten.START}


def test_each_start_counts_unless_it_was_removed() -> None:
    nu = enig(NU, zonder_einde(7, "4"))
    wacht = Opensleutel(Opensoort.NIET_GESTART, "k")
    twee = tel(nu, *reeks(START, begin(OP), begin(date(2023, 2, 6)), begin(date(2023, 3, 6), telt=False)))
    assert maanden(twee, maten.START) == {date(2023, 1, 1): 1, date(2023, 2, 1): 1}
    assert wacht not in twee.open
    weg = tel(nu, *reeks(START, begin(OP, telt=False)))
    assert maanden(weg, maten.START) == {}
    uiterlijk = werkdagen_na(TOEGEWEZEN.toewijzingsdatum, 20)
    assert weg.open == {wacht: Open(ALMERE, TOEGEWEZEN.toewijzingsdatum, uiterlijk, agb=AGB, code="IB2B")}


def test_m65_help_that_ended_before_it_began_is_waited_for_until_then() -> None:
    overleden = replace(TOEGEWEZEN, einddatum=date(2023, 1, 20), reden_wijziging="02")
    (wacht,) = tel(enig(NU, overleden)).open.values()
    assert wacht.tot == date(2023, 1, 20)


def test_an_assignment_that_was_removed_waits_for_nothing_and_holds_nothing() -> None:
    """RedenWijziging 13; any other reason leaves it as it is."""
    weg = tel(enig(NU, replace(TOEGEWEZEN, reden_wijziging="13")))
    assert (cijfers(weg), weg.open) == ({}, {})
    blijft = tel(enig(NU, replace(TOEGEWEZEN, reden_wijziging="12")))
    assert len(maanden(blijft, maten.TOEGEWEZEN_MAAND)) == 3
    assert len(blijft.open) == 1


def looptijd(nu: Toegewezen) -> tuple[int, int, int]:
    """How many have an end, their months, and how many last too long."""
    verschil = tel(enig(NU, nu))
    drie = (maten.LOOPTIJD, maten.LOOPTIJD_MAANDEN, maten.TE_LANG)
    aantal, totaal, te_lang = (sum(maanden(verschil, maat).values()) for maat in drie)
    return aantal, totaal, te_lang


@pytest.mark.parametrize(
    ("code", "einddatum", "verwacht"),
    [
        ("IB3", None, (0, 0, 0)),
        ("IB3", date(2022, 12, 31), (0, 0, 0)),
        ("IB3", date(2023, 1, 1), (1, 1, 0)),
        ("IB3", date(2023, 2, 1), (1, 2, 0)),
        ("IB3", date(2024, 12, 31), (1, 24, 0)),
        ("IB3", date(2025, 1, 1), (1, 25, 1)),
        ("IB2B", date(2027, 12, 31), (1, 60, 0)),
        ("IB2B", date(2028, 1, 1), (1, 61, 1)),
        ("HO", date(2035, 12, 31), (1, 156, 0)),
        (None, date(2035, 12, 31), (1, 156, 0)),
    ],
)
def test_m98_an_assignment_lasts_too_long_when_all_its_courses_are_shorter(
    code: str | None, einddatum: date | None, verwacht: tuple[int, int, int]
) -> None:
    """IB3 lasts up to 24 months; IB2B up to 12 in one course and 60 in another; HO is in none. No end: not known."""
    assert looptijd(replace(TOEGEWEZEN, code=code, einddatum=einddatum)) == verwacht


def test_m98_where_no_model_holds_nothing_is_too_long() -> None:
    assert looptijd(replace(TOEGEWEZEN, gemeente=NERGENS, einddatum=date(2073, 1, 1))) == (1, 601, 0)
