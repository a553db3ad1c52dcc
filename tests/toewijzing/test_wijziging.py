"""What a change does to an assignment: the days decide first (IV066, IV092, OP033x1, OP257, OP380)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.clock import NEDERLAND
from toewijzing.domain.gedeclareerd import Toegekend, toets_gedeclareerd
from toewijzing.domain.melding import Honorering, Melding, Verteld, melding_bij, retour_van
from toewijzing.domain.moment import volgend_moment
from toewijzing.domain.toewijzing import Retour
from toewijzing.domain.verbruik import Maandverbruik
from toewijzing.domain.wijziging import Afspraak, Wijziging, pas_toe, verlengt
from weigering import Weigering

JANUARI, MAART, MEI, AUGUSTUS = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1), date(2026, 8, 31)
PER_MAAND = Afspraak(MAART, AUGUSTUS, 4, "16", "4", None)
TOTAAL = replace(PER_MAAND, volume=80, eenheid="04", frequentie="6")
BUDGET = Afspraak(MAART, AUGUSTUS, None, None, None, 900_00)
NA = date(2026, 9, 1)
DECEMBER = date(2026, 12, 31)
Paar = tuple[Afspraak | None, Afspraak | None]


@pytest.mark.parametrize(
    ("huidig", "wens", "wijziging"),
    [
        # Under the same number: the last day, longer or shorter (OP380, OP033x1).
        (PER_MAAND, replace(PER_MAAND, einddatum=DECEMBER), (replace(PER_MAAND, einddatum=DECEMBER), None)),
        (PER_MAAND, replace(PER_MAAND, einddatum=MEI), (replace(PER_MAAND, einddatum=MEI), None)),
        (PER_MAAND, replace(PER_MAAND, einddatum=None), (replace(PER_MAAND, einddatum=None), None)),
        # A later day from which nothing but the end differs is no other first day.
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=MEI, einddatum=DECEMBER),
         (replace(PER_MAAND, einddatum=DECEMBER), None)),
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=MEI), (PER_MAAND, None)),
        # What follows on it without a gap stretches it; another amount is a new number.
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=NA, einddatum=DECEMBER),
         (replace(PER_MAAND, einddatum=DECEMBER), None)),
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=NA, einddatum=DECEMBER, volume=2),
         (PER_MAAND, replace(PER_MAAND, ingangsdatum=NA, einddatum=DECEMBER, volume=2))),
        # Another amount per month: the old one ends the day before, or is taken back when it holds from the first day.
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=MEI, volume=5),
         (replace(PER_MAAND, einddatum=date(2026, 4, 30)), replace(PER_MAAND, ingangsdatum=MEI, volume=5))),
        (PER_MAAND, replace(PER_MAAND, volume=5), (None, replace(PER_MAAND, volume=5))),
        (PER_MAAND, replace(PER_MAAND, eenheid="14"), (None, replace(PER_MAAND, eenheid="14"))),
        # An earlier first day: the number is taken back, whatever the amount (FAQ: ingangsdatum vervroegen).
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=JANUARI), (None, replace(PER_MAAND, ingangsdatum=JANUARI))),
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=JANUARI, volume=5),
         (None, replace(PER_MAAND, ingangsdatum=JANUARI, volume=5))),
        # A total and a budget change under their number, for the whole term.
        (TOTAAL, replace(TOTAAL, volume=90), (replace(TOTAAL, volume=90), None)),
        (TOTAAL, replace(TOTAAL, volume=90, einddatum=MEI), (replace(TOTAAL, volume=90, einddatum=MEI), None)),
        (BUDGET, replace(BUDGET, budget=950_00), (replace(BUDGET, budget=950_00), None)),
        (BUDGET, replace(BUDGET, budget=None, volume=3, eenheid="16", frequentie="4"),
         (None, replace(BUDGET, budget=None, volume=3, eenheid="16", frequentie="4"))),
    ],
)  # fmt: skip
def test_days_decide_first(
    huidig: Afspraak, wens: Afspraak, wijziging: tuple[Afspraak | None, Afspraak | None]
) -> None:
    assert pas_toe(huidig, wens) == Wijziging(*wijziging)


@pytest.mark.parametrize(
    ("huidig", "wens", "regel"),
    [
        (PER_MAAND, replace(PER_MAAND, einddatum=date(2026, 2, 28)), "CS003"),
        # A month after the end is no change of it, with the same amount or another (IV092: NieuwProduct).
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=date(2026, 10, 1), einddatum=DECEMBER), "IV092"),
        (PER_MAAND, replace(PER_MAAND, ingangsdatum=date(2026, 9, 2), einddatum=DECEMBER, volume=5), "IV092"),
        (TOTAAL, replace(TOTAAL, ingangsdatum=MEI, volume=90), "TR373"),
        (BUDGET, replace(BUDGET, ingangsdatum=MEI, budget=950_00), "TR373"),
    ],
)
def test_what_cannot_be_changed(huidig: Afspraak, wens: Afspraak, regel: str) -> None:
    with pytest.raises(Weigering) as fout:
        pas_toe(huidig, wens)
    assert fout.value.regel == regel


def test_an_earlier_first_day_where_lines_were_granted_is_an_assignment_of_its_own() -> None:
    """TR385: the number cannot be taken back, so the days before it get another."""
    eerder = replace(PER_MAAND, ingangsdatum=JANUARI, einddatum=DECEMBER)
    assert pas_toe(PER_MAAND, eerder, gedeclareerd=True) == Wijziging(
        replace(PER_MAAND, einddatum=DECEMBER),
        replace(PER_MAAND, ingangsdatum=JANUARI, einddatum=date(2026, 2, 28)),
    )
    for anders in (replace(eerder, volume=5), replace(TOTAAL, ingangsdatum=JANUARI)):
        with pytest.raises(Weigering) as fout:
            pas_toe(PER_MAAND if anders.frequentie == "4" else TOTAAL, anders, gedeclareerd=True)
        assert fout.value.regel == "TR385"


VOLGEND = replace(PER_MAAND, ingangsdatum=NA, einddatum=DECEMBER)


@pytest.mark.parametrize(
    ("huidig", "volgend", "vandaag", "moet"),
    [
        (PER_MAAND, VOLGEND, MEI, True),
        (PER_MAAND, VOLGEND, AUGUSTUS, True),
        (PER_MAAND, VOLGEND, NA, False),
        (PER_MAAND, replace(VOLGEND, ingangsdatum=date(2026, 9, 2)), MEI, False),
        (PER_MAAND, replace(VOLGEND, ingangsdatum=AUGUSTUS), MEI, False),
        (PER_MAAND, replace(VOLGEND, volume=5), MEI, False),
        (PER_MAAND, replace(VOLGEND, frequentie="2"), MEI, False),
        (TOTAAL, replace(TOTAAL, ingangsdatum=NA, einddatum=DECEMBER), MEI, False),
        (BUDGET, replace(BUDGET, ingangsdatum=NA, einddatum=DECEMBER), MEI, False),
        (replace(PER_MAAND, einddatum=None), VOLGEND, MEI, False),
        (replace(BUDGET, budget=None), replace(BUDGET, budget=None, ingangsdatum=NA, einddatum=DECEMBER), MEI, True),
    ],
)
def test_what_must_be_stretched(huidig: Afspraak, volgend: Afspraak, vandaag: date, moet: bool) -> None:
    """OP380: the same amount, no total for the term, an end that has not passed, and no gap."""
    assert verlengt(huidig, volgend, vandaag) is moet


def toegekend(maand: date, volume: int = 4, bedrag: int = 100_00, eenheid: str = "16", regels: int = 1) -> Toegekend:
    return Toegekend(maand, Maandverbruik(eenheid, volume, bedrag), regels)


APRIL = toegekend(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("huidig", "rest", "regels", "past"),
    [
        (PER_MAAND, replace(PER_MAAND, einddatum=date(2026, 4, 30)), [APRIL], True),
        (PER_MAAND, replace(PER_MAAND, einddatum=date(2026, 4, 29)), [APRIL], False),
        (PER_MAAND, replace(PER_MAAND, einddatum=date(2026, 3, 31)), [APRIL], False),
        (PER_MAAND, replace(PER_MAAND, einddatum=date(2026, 3, 31)), [replace(APRIL, prestaties=0)], True),
        (PER_MAAND, None, [APRIL], False),
        (PER_MAAND, None, [], True),
        # A line that was cut by the end stays as long as the end does.
        (
            replace(PER_MAAND, einddatum=date(2026, 4, 20)),
            replace(PER_MAAND, einddatum=date(2026, 4, 20)),
            [APRIL],
            True,
        ),
        (
            replace(PER_MAAND, einddatum=date(2026, 4, 20)),
            replace(PER_MAAND, einddatum=date(2026, 4, 19)),
            [APRIL],
            False,
        ),
        (TOTAAL, replace(TOTAAL, volume=7), [toegekend(MEI, 4, eenheid="04"), toegekend(MAART, 3, eenheid="04")], True),
        (
            TOTAAL,
            replace(TOTAAL, volume=6),
            [toegekend(MEI, 4, eenheid="04"), toegekend(MAART, 3, eenheid="04")],
            False,
        ),
        (TOTAAL, replace(TOTAAL, volume=2), [toegekend(MEI, 120, eenheid="01")], True),
        (TOTAAL, replace(TOTAAL, volume=1), [toegekend(MEI, 120, eenheid="01")], False),
        (BUDGET, replace(BUDGET, budget=100_00), [APRIL], True),
        (BUDGET, replace(BUDGET, budget=99_99), [APRIL], False),
    ],
)
def test_nothing_becomes_less_than_what_was_granted(
    huidig: Afspraak, rest: Afspraak | None, regels: list[Toegekend], past: bool
) -> None:
    """OP033x1, OP345; of what is taken back, TR385. Minutes count in the hours of the assignment (TR341)."""
    if past:
        toets_gedeclareerd(huidig, rest, regels)
        return
    with pytest.raises(Weigering) as fout:
        toets_gedeclareerd(huidig, rest, regels)
    assert fout.value.regel == ("TR385" if rest is None else "OP345")
    assert all(f"{each.maand:%m-%Y}" in fout.value.reden for each in regels)


SECONDE = timedelta(seconds=1)
ZOMERTIJD_EINDIGT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""02:30 by the clock on the wall; an hour later it is 02:30 again."""


def wand(moment: datetime) -> datetime:
    return moment.astimezone(NEDERLAND).replace(tzinfo=None, fold=0)


def test_two_changes_in_one_second_have_an_order() -> None:
    """IV013."""
    nu = datetime(2026, 3, 4, 10, 0, 0, 900_000, tzinfo=UTC)
    eerste = volgend_moment(None, nu, NEDERLAND)
    tweede = volgend_moment(eerste, nu, NEDERLAND)
    derde = volgend_moment(tweede, nu, NEDERLAND)
    assert [eerste, tweede, derde] == [nu.replace(microsecond=0) + each * SECONDE for each in (0, 1, 2)]
    assert volgend_moment(derde, nu + 5 * SECONDE, NEDERLAND) == nu.replace(microsecond=0) + 5 * SECONDE


def test_changes_across_the_hour_that_comes_twice_have_an_order() -> None:
    eerste = volgend_moment(None, ZOMERTIJD_EINDIGT, NEDERLAND)
    later = ZOMERTIJD_EINDIGT + timedelta(minutes=50)
    assert wand(later) < wand(eerste)
    tweede = volgend_moment(eerste, later, NEDERLAND)
    assert wand(tweede) == wand(eerste) + SECONDE
    assert tweede > later


@given(st.lists(st.timedeltas(timedelta(0), timedelta(minutes=40)), max_size=12))
def test_every_version_is_later_on_the_wall(stappen: list[timedelta]) -> None:
    nu, vorige = ZOMERTIJD_EINDIGT - timedelta(hours=1), None
    for stap in stappen:
        nu += stap
        moment = volgend_moment(vorige, nu, NEDERLAND)
        assert vorige is None or wand(moment) > wand(vorige)
        vorige = moment


KORTER, LANGER = replace(PER_MAAND, einddatum=MEI), replace(PER_MAAND, einddatum=DECEMBER)
VOW = Honorering("VOW-1")


def verteld(afspraak: Afspraak, retour: str = "akkoord", honoreert: Honorering | None = None) -> Verteld:
    return Verteld(afspraak, honoreert, None if retour == "open" else Retour(retour))


@pytest.mark.parametrize(
    ("nu", "reden", "eerder", "melding"),
    [
        (PER_MAAND, None, [], Melding(None, None)),
        (PER_MAAND, "04", [verteld(PER_MAAND)], Melding(None, None)),
        (LANGER, "04", [verteld(PER_MAAND)], Melding("04", None)),
        (LANGER, "04", [verteld(PER_MAAND, "open")], Melding("04", None)),
        (LANGER, "04", [verteld(PER_MAAND), verteld(LANGER, "open")], Melding(None, None)),
        (LANGER, "04", [verteld(PER_MAAND), verteld(LANGER, "afgekeurd")], Melding("04", None)),
        (LANGER, "04", [verteld(PER_MAAND, "afgekeurd")], Melding(None, None)),
        (PER_MAAND, "13", [verteld(PER_MAAND, "afgekeurd")], Melding("13", None)),
        (LANGER, "12", [verteld(PER_MAAND), verteld(LANGER, "afgekeurd", VOW)], Melding("12", VOW)),
        (LANGER, "12", [verteld(PER_MAAND), verteld(LANGER, honoreert=VOW)], Melding(None, None)),
        # It went along in a later message, without the reference: the provider still waits for its answer.
        (LANGER, "12", [verteld(LANGER, "afgekeurd", VOW), verteld(LANGER)], Melding(None, VOW)),
    ],
)
def test_reason_and_reference_follow_from_what_counts(
    nu: Afspraak, reden: str | None, eerder: list[Verteld], melding: Melding
) -> None:
    """IV099, IV097, TR379, OP286."""
    assert melding_bij(nu, reden, None, eerder) == melding


@pytest.mark.parametrize(
    ("eerder", "oordeel"),
    [
        ([verteld(PER_MAAND)], "akkoord"),
        ([verteld(PER_MAAND, "open")], None),
        ([verteld(PER_MAAND, "afgekeurd")], "afgekeurd"),
        ([verteld(PER_MAAND), verteld(PER_MAAND, "afgekeurd")], "akkoord"),
        ([verteld(KORTER), verteld(PER_MAAND, "afgekeurd")], "afgekeurd"),
        ([verteld(PER_MAAND, "afgekeurd"), verteld(PER_MAAND)], "akkoord"),
        ([verteld(PER_MAAND), verteld(PER_MAAND, "afgekeurd", VOW)], "afgekeurd"),
    ],
)
def test_what_the_provider_thinks_of_it(eerder: list[Verteld], oordeel: str | None) -> None:
    assert retour_van(PER_MAAND, eerder) == oordeel
