"""Exact days: the last that counts, the first that does not, and an assignment without an end."""

from dataclasses import replace
from datetime import date

import pytest

from toewijzing.domain.toewijzing import Aanbod, Hulp, Levering, bezwaar, overlapt
from toewijzing.domain.verbruik import Maandverbruik, Opdracht, per_maand, verbruikt_procent
from toewijzing.domain.wijziging import Afspraak, Wijziging, beeindig_op, pas_toe, verdeel
from weigering import Weigering

EERSTE, LAATSTE = date(2026, 3, 2), date(2026, 8, 30)
PER_MAAND = Afspraak(EERSTE, LAATSTE, 7, "16", "4", None)
ZONDER_EINDE = replace(PER_MAAND, einddatum=None)
TOTAAL = replace(PER_MAAND, volume=83, eenheid="04", frequentie="6")
BUDGET = Afspraak(EERSTE, LAATSTE, None, None, None, 917_35)
AGB, ANDER = "99990001", "99990002"
GRENS = date(2026, 5, 11)
"""From this day on a leaving provider takes in nobody new (M63)."""


@pytest.mark.parametrize("huidig", [PER_MAAND, ZONDER_EINDE])
def test_ending_on_and_around_the_first_day(huidig: Afspraak) -> None:
    """One day of help is help; an end on the day before the first leaves nothing, and it is taken back."""
    assert beeindig_op(huidig, EERSTE) == replace(huidig, einddatum=EERSTE)
    assert beeindig_op(huidig, date(2026, 3, 1)) is None


def test_ending_on_and_around_the_last_day() -> None:
    assert beeindig_op(PER_MAAND, date(2026, 8, 29)) == replace(PER_MAAND, einddatum=date(2026, 8, 29))
    assert beeindig_op(PER_MAAND, LAATSTE) == PER_MAAND
    assert beeindig_op(PER_MAAND, date(2026, 8, 31)) == PER_MAAND
    assert beeindig_op(ZONDER_EINDE, date(2031, 1, 1)) == replace(ZONDER_EINDE, einddatum=date(2031, 1, 1))


def test_a_change_of_an_assignment_without_an_end() -> None:
    """Another amount later on ends the running number the day before, however late; nothing follows on an open end."""
    later = replace(ZONDER_EINDE, ingangsdatum=date(2029, 2, 1), volume=9)
    assert pas_toe(ZONDER_EINDE, later) == Wijziging(replace(ZONDER_EINDE, einddatum=date(2029, 1, 31)), later)
    korter = replace(ZONDER_EINDE, einddatum=date(2026, 12, 30))
    assert pas_toe(ZONDER_EINDE, korter) == Wijziging(korter, None)
    anders_en_korter = replace(later, einddatum=date(2029, 2, 1))
    assert pas_toe(ZONDER_EINDE, anders_en_korter).nieuw == anders_en_korter


def test_the_last_day_may_be_the_first_but_not_the_day_before() -> None:
    """CS003."""
    een_dag = replace(PER_MAAND, einddatum=EERSTE)
    assert pas_toe(PER_MAAND, een_dag) == Wijziging(een_dag, None)
    with pytest.raises(Weigering) as geweigerd:
        pas_toe(PER_MAAND, replace(PER_MAAND, einddatum=date(2026, 3, 1)))
    assert geweigerd.value.regel == "CS003"


def test_what_follows_begins_at_the_latest_the_day_after_the_last() -> None:
    """IV092: a day later it is a new assignment."""
    volgt = replace(PER_MAAND, ingangsdatum=date(2026, 8, 31), einddatum=date(2026, 12, 30), volume=9)
    assert pas_toe(PER_MAAND, volgt) == Wijziging(PER_MAAND, volgt)
    with pytest.raises(Weigering) as geweigerd:
        pas_toe(PER_MAAND, replace(volgt, ingangsdatum=date(2026, 9, 1)))
    assert geweigerd.value.regel == "IV092"


@pytest.mark.parametrize(("huidig", "totaal"), [(TOTAAL, 83), (BUDGET, 917_35)])
def test_something_of_a_total_goes_along_and_something_stays(huidig: Afspraak, totaal: int) -> None:
    """M54: from the first day on nothing has to be divided, from the second it has."""
    veld = "budget" if huidig.budget is not None else "volume"
    for deel in (1, totaal - 1):
        blijft, gaat = verdeel(huidig, date(2026, 3, 3), deel)
        assert blijft == replace(huidig, einddatum=EERSTE, **{veld: totaal - deel})
        assert gaat == replace(huidig, ingangsdatum=date(2026, 3, 3), **{veld: deel})
    for niet in (None, 0, totaal):
        with pytest.raises(Weigering):
            verdeel(huidig, date(2026, 3, 3), niet)
    assert verdeel(huidig, EERSTE, None) == (None, huidig)
    with pytest.raises(Weigering):
        verdeel(huidig, EERSTE, 1)


def _levering(begin: date, einde: date | None) -> Levering:
    return Levering("0034", "02", "IB2B", begin, einde)


@pytest.mark.parametrize(
    ("begin", "had", "mag"),
    [
        (date(2026, 5, 10), None, True),  # the day before: anybody
        (GRENS, None, False),
        (GRENS, (date(2025, 1, 1), date(2026, 5, 10)), True),  # there until the day before
        (GRENS, (date(2025, 1, 1), date(2026, 5, 9)), False),  # a former client, gone a day too early
        (date(2026, 7, 1), (date(2025, 1, 1), date(2026, 5, 12)), True),
        (date(2026, 7, 1), (date(2026, 5, 10), date(2026, 5, 10)), True),
        (date(2026, 7, 1), (GRENS, date(2026, 5, 12)), False),  # came in too late itself
    ],
)
def test_a_leaving_provider_keeps_who_was_there(begin: date, had: tuple[date, date] | None, mag: bool) -> None:
    """M63."""
    aanbod = Aanbod("c", AGB, "De Brug", {"0034"}, date(2023, 1, 1), None, geen_nieuwe_vanaf=GRENS)
    eerder = {AGB: [_levering(*had)]} if had is not None else {}
    gevonden = bezwaar(AGB, _levering(begin, None), [aanbod], Hulp(eerder))
    assert (gevonden is None) is mag
    if gevonden is not None:
        assert "(M63)" in gevonden.reden
    # What a client had elsewhere makes it no client here.
    elders = Hulp({ANDER: [_levering(date(2025, 1, 1), date(2026, 5, 10))]})
    assert (bezwaar(AGB, _levering(begin, None), [aanbod], elders) is None) is (begin < GRENS)


@pytest.mark.parametrize(
    ("begin", "einde", "tegelijk"),
    [
        (LAATSTE, None, True),
        (date(2026, 8, 31), None, False),
        (date(2026, 1, 1), EERSTE, True),
        (date(2026, 1, 1), date(2026, 3, 1), False),
    ],
)
def test_what_shares_one_day_with_a_pgb_overlaps_with_it(begin: date, einde: date | None, *, tegelijk: bool) -> None:
    een, ander = _levering(EERSTE, LAATSTE), _levering(begin, einde)
    assert overlapt(een, ander) is overlapt(ander, een) is tegelijk


def test_a_contract_holds_on_its_first_and_its_last_day() -> None:
    aanbod = Aanbod("c", AGB, "De Brug", {"0034"}, EERSTE, LAATSTE)
    dagen = (date(2026, 3, 1), EERSTE, LAATSTE, date(2026, 8, 31))
    assert [bezwaar(AGB, _levering(dag, None), [aanbod], Hulp({})) is None for dag in dagen] == [
        False,
        True,
        True,
        False,
    ]


def test_minutes_on_an_assignment_in_hours_are_counted_as_hours() -> None:
    """TR341, with numbers that do not divide: 119 minutes are one hour."""
    maart, april = date(2026, 3, 1), date(2026, 4, 1)
    verbruik = [
        (maart, Maandverbruik("01", 119, 12_198)),
        (maart, Maandverbruik("04", 2, 12_300)),
        (april, Maandverbruik("01", 59, 6_048)),
    ]
    assert per_maand("04", verbruik) == {maart: Maandverbruik("04", 3, 24_498), april: Maandverbruik("04", 0, 6_048)}
    assert per_maand("01", verbruik[:1]) == {maart: Maandverbruik("01", 119, 12_198)}


def test_use_beside_an_even_use_until_the_end_of_the_last_month_billed() -> None:
    """Of 92 days (1 March to 31 May) 31 in March: 13 of 40 is what is even; without an end there is nothing to hold."""
    opdracht = Opdracht("02", 40, "04", "6", None, date(2026, 3, 1), date(2026, 5, 31))
    maart = {date(2026, 3, 1): Maandverbruik("04", 26, 0)}
    assert verbruikt_procent(opdracht, maart) == 200
    assert verbruikt_procent(replace(opdracht, einddatum=None), maart) is None


def test_each_objection_says_its_own_reason() -> None:
    """M57, M63, M64, OP043, TR302: what stands in the way first is told, with what it is about."""
    begin = date(2026, 7, 1)
    open_ = Aanbod("c", AGB, "De Brug", {"0034"}, EERSTE, None)
    pauze, stopt = replace(open_, gepauzeerd=True), replace(open_, geen_nieuwe_vanaf=GRENS)
    gevraagd, loopt = _levering(begin, None), _levering(EERSTE, None)
    generiek = Levering("0034", None, None, EERSTE, date(2026, 9, 1), toewijzing_nummer=7)
    elders = Hulp({ANDER: [Levering("0034", "01", "HO", EERSTE, begin)]})
    gevallen = [
        (bezwaar(AGB, gevraagd, [], Hulp({})), "geen contract", None),
        (bezwaar(AGB, gevraagd, [open_, pauze], Hulp({})), "gepauzeerd (M64)", None),
        (bezwaar(AGB, gevraagd, [stopt], Hulp({})), "geen nieuwe cliënten meer aan (M63)", None),
        (bezwaar(AGB, gevraagd, [open_], Hulp({}, [loopt])), "een pgb (OP043)", "OP043"),
        (bezwaar(AGB, gevraagd, [open_], Hulp({AGB: [loopt]})), "(IB2B, van 02-03-2026 zonder einddatum)", "TR302"),
        (
            bezwaar(AGB, gevraagd, [open_], Hulp({AGB: [generiek]})),
            "toewijzing 7 (een budget voor alles, van 02-03-2026 tot en met 01-09-2026)",
            "TR302",
        ),
        (bezwaar(AGB, gevraagd, [open_], elders, een_aanbieder=True), f"dat is {ANDER} (M57)", None),
    ]
    for gevonden, woorden, regel in gevallen:
        assert gevonden is not None
        assert (woorden in gevonden.reden, gevonden.regel) == (True, regel)
    # One of two contracts is still open; another provider is no objection where the region allows more.
    assert bezwaar(AGB, gevraagd, [stopt, open_], Hulp({})) is None
    assert bezwaar(AGB, gevraagd, [open_], elders) is None
    voorbij = Hulp({ANDER: [Levering("0034", "01", "HO", EERSTE, date(2026, 6, 30))]})
    assert bezwaar(AGB, gevraagd, [open_], voorbij, een_aanbieder=True) is None
