"""Exact days and amounts of what runs: what was granted, changes, use, terms, ends, and who is told what."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from toewijzing.domain.einde import Onderdeel, laatste_dagen
from toewijzing.domain.gedeclareerd import Toegekend, euro, toets_gedeclareerd
from toewijzing.domain.melding import Honorering, Melding, Verteld, melding_bij, retour_van
from toewijzing.domain.termijn import voor_onderzoek, voor_retour, voor_start, voor_stop, voor_verzoek
from toewijzing.domain.toewijzing import Retour
from toewijzing.domain.verbruik import Maandverbruik, Opdracht, einde_maand, verbruikt_procent
from toewijzing.domain.wijziging import Afspraak, Wijziging, pas_toe, verlengt
from weigering import Weigering

DAG = timedelta(1)
EERSTE, LAATSTE = date(2026, 3, 2), date(2026, 8, 30)
PER_MAAND = Afspraak(EERSTE, LAATSTE, 7, "16", "4", None)
TOTAAL = replace(PER_MAAND, volume=83, eenheid="04", frequentie="6")
BUDGET = Afspraak(EERSTE, LAATSTE, None, None, None, 917_35)
MAART, APRIL, AUGUSTUS = date(2026, 3, 1), date(2026, 4, 1), date(2026, 8, 1)


# What was granted already


def regel(wijziging: tuple[Afspraak, Afspraak | None], *toegekend: Toegekend) -> str | None:
    """The rule by which a change is refused; None when it may be."""
    try:
        toets_gedeclareerd(*wijziging, toegekend)
    except Weigering as geweigerd:
        return geweigerd.regel
    return None


def uren(maand: date, volume: int, prestaties: int = 1, bedrag: int = 37_17) -> Toegekend:
    return Toegekend(maand, Maandverbruik("04", volume, bedrag), prestaties)


@pytest.mark.parametrize(
    ("tot", "verwacht"),
    [
        (date(2026, 4, 29), "OP345"),
        (date(2026, 4, 30), None),
        (date(2026, 5, 1), None),
        (None, None),
    ],
)
def test_a_month_that_was_granted_stays_whole(tot: date | None, verwacht: str | None) -> None:
    """TR388: up to the last day of the month, or that of the assignment when it ends earlier."""
    assert regel((PER_MAAND, replace(PER_MAAND, einddatum=tot)), uren(APRIL, 3)) == verwacht
    open_ = replace(PER_MAAND, einddatum=None)
    assert regel((open_, replace(open_, einddatum=tot)), uren(APRIL, 3)) == verwacht


def test_the_last_month_is_as_long_as_the_assignment() -> None:
    for tot, verwacht in ((LAATSTE - DAG, "OP345"), (LAATSTE, None), (date(2026, 8, 31), None)):
        assert regel((PER_MAAND, replace(PER_MAAND, einddatum=tot)), uren(AUGUSTUS, 3)) == verwacht


def test_what_was_credited_holds_nothing_back() -> None:
    assert regel((PER_MAAND, None), uren(APRIL, 0, prestaties=0)) is None
    assert regel((PER_MAAND, None), uren(APRIL, 0, prestaties=0), uren(MAART, 3)) == "TR385"


@pytest.mark.parametrize(
    ("volume", "budget", "verwacht"),
    [(29, None, "OP345"), (30, None, None), (None, 74_33, "OP345"), (None, 74_34, None)],
)
def test_a_total_is_not_less_than_what_was_granted(
    volume: int | None, budget: int | None, verwacht: str | None
) -> None:
    """13 and 17 hours, at € 37,17 each month; what was credited does not count."""
    rest = replace(TOTAAL, volume=volume) if budget is None else replace(BUDGET, budget=budget)
    huidig = TOTAAL if budget is None else BUDGET
    geteld = (uren(MAART, 13), uren(APRIL, 17), uren(AUGUSTUS, 99, prestaties=0))
    assert regel((huidig, rest), *geteld) == verwacht
    # A volume per month is no total.
    assert regel((PER_MAAND, PER_MAAND), *geteld) is None


def test_the_refusal_names_each_month_once_with_its_amount() -> None:
    minuten = Toegekend(MAART, Maandverbruik("01", 119, 1_234_56), 1)
    with pytest.raises(Weigering) as geweigerd:
        toets_gedeclareerd(PER_MAAND, None, [uren(APRIL, 3), uren(MAART, 3), minuten])
    assert "Over 03-2026 (€ 1.271,73), 04-2026 (€ 37,17) is al gedeclareerd" in geweigerd.value.reden
    with pytest.raises(Weigering) as totaal:
        toets_gedeclareerd(TOTAAL, replace(TOTAAL, volume=29), [uren(MAART, 13), uren(APRIL, 17)])
    assert "een volume van 30 gedeclareerd en toegekend (03-2026, 04-2026)" in totaal.value.reden
    with pytest.raises(Weigering) as geld:
        toets_gedeclareerd(BUDGET, replace(BUDGET, budget=1), [uren(MAART, 13)])
    assert "€ 37,17 gedeclareerd" in geld.value.reden
    assert [euro(each) for each in (0, 5, 99, 100, 123_456_789)] == ["0,00", "0,05", "0,99", "1,00", "1.234.567,89"]


# A change


@pytest.mark.parametrize(
    ("anders", "mag"),
    [({}, True), ({"volume": 9}, False), ({"eenheid": "04"}, False), ({"frequentie": "2"}, False)],
)
def test_days_before_what_was_granted_are_a_number_of_their_own(anders: dict[str, object], mag: bool) -> None:
    """TR385: the same amount only, and no total; without granted lines the number is taken back."""
    wens = replace(PER_MAAND, ingangsdatum=date(2026, 2, 1), einddatum=date(2026, 12, 31), **anders)  # type: ignore[arg-type]
    assert pas_toe(PER_MAAND, wens) == Wijziging(None, wens)
    if mag:
        ervoor = replace(wens, einddatum=EERSTE - DAG)
        assert pas_toe(PER_MAAND, wens, gedeclareerd=True) == Wijziging(replace(wens, ingangsdatum=EERSTE), ervoor)
        return
    with pytest.raises(Weigering) as geweigerd:
        pas_toe(PER_MAAND, wens, gedeclareerd=True)
    assert geweigerd.value.regel == "TR385"


@pytest.mark.parametrize("huidig", [TOTAAL, BUDGET])
def test_days_before_a_total_that_was_granted_on(huidig: Afspraak) -> None:
    with pytest.raises(Weigering):
        pas_toe(huidig, replace(huidig, ingangsdatum=EERSTE - DAG), gedeclareerd=True)


@pytest.mark.parametrize("huidig", [TOTAAL, BUDGET])
def test_another_total_holds_from_the_first_day(huidig: Afspraak) -> None:
    """TR373; another last day may be told from any day on, under the same number."""
    meer = replace(huidig, volume=84) if huidig.budget is None else replace(huidig, budget=917_36)
    assert pas_toe(huidig, meer) == Wijziging(meer, None)
    korter = replace(huidig, ingangsdatum=EERSTE + DAG, einddatum=LAATSTE - DAG)
    assert pas_toe(huidig, korter) == Wijziging(replace(huidig, einddatum=LAATSTE - DAG), None)
    with pytest.raises(Weigering) as geweigerd:
        pas_toe(huidig, replace(meer, ingangsdatum=EERSTE + DAG))
    assert geweigerd.value.regel == "TR373"


@pytest.mark.parametrize("anders", [{"volume": 9}, {"eenheid": "04"}, {"frequentie": "2"}])
def test_another_amount_from_the_first_day_is_another_number(anders: dict[str, object]) -> None:
    wens = replace(PER_MAAND, **anders)  # type: ignore[arg-type]
    assert pas_toe(PER_MAAND, wens) == Wijziging(None, wens)
    van_budget = replace(BUDGET, budget=None, volume=7, eenheid="04", frequentie="6")
    assert pas_toe(BUDGET, van_budget) == Wijziging(None, van_budget)


@pytest.mark.parametrize(
    ("volgt", "vandaag", "verwacht"),
    [
        (LAATSTE + DAG, LAATSTE, True),
        (LAATSTE + DAG, LAATSTE + DAG, False),
        (LAATSTE, EERSTE, False),
        (LAATSTE + 2 * DAG, EERSTE, False),
    ],
)
def test_what_follows_the_day_after_stretches_what_runs(volgt: date, vandaag: date, verwacht: bool) -> None:
    """OP380: up to and including the last day."""
    volgend = replace(PER_MAAND, ingangsdatum=volgt, einddatum=date(2026, 12, 31))
    assert verlengt(PER_MAAND, volgend, vandaag) is verwacht
    assert verlengt(PER_MAAND, replace(volgend, volume=8), vandaag) is False
    assert verlengt(TOTAAL, replace(TOTAAL, ingangsdatum=volgt), vandaag) is False
    assert verlengt(replace(PER_MAAND, einddatum=None), volgend, vandaag) is False


# Use


def test_use_of_a_budget_by_days() -> None:
    """€ 917,35 over 182 days: after 30 days of March € 151,21; nothing billed is nothing used."""
    opdracht = Opdracht(None, None, None, None, 917_35, EERSTE, LAATSTE)
    assert verbruikt_procent(opdracht, {MAART: Maandverbruik("04", 999, 151_21)}) == 100
    assert verbruikt_procent(opdracht, {MAART: Maandverbruik("04", 999, 151_20)}) == 99
    assert verbruikt_procent(opdracht, {}) == 0
    assert verbruikt_procent(replace(opdracht, einddatum=None), {}) is None
    assert verbruikt_procent(replace(opdracht, budget=None), {}) is None
    # A cent over half a year is used up by a cent.
    assert verbruikt_procent(replace(opdracht, budget=1), {MAART: Maandverbruik("04", 0, 1)}) == 100


def test_use_per_month_and_per_day_until_the_last_month_billed() -> None:
    """7 a month over March and April are 14; 3 a day over 30 days of March are 90; an end in the month cuts it."""
    opdracht = Opdracht("02", 7, "16", "4", None, EERSTE, None)
    twee = {MAART: Maandverbruik("16", 5, 0), APRIL: Maandverbruik("16", 8, 0)}
    assert verbruikt_procent(opdracht, twee) == 100 * 13 // 14
    per_dag = replace(opdracht, volume=3, frequentie="1")
    assert verbruikt_procent(per_dag, {MAART: Maandverbruik("16", 45, 0)}) == 50
    # From the first of the month on that day counts: 3 a day over 31 days are 93.
    hele_maand = replace(per_dag, ingangsdatum=MAART)
    assert verbruikt_procent(hele_maand, {MAART: Maandverbruik("16", 93, 0)}) == 100
    tot_10 = replace(per_dag, einddatum=date(2026, 3, 11))
    assert verbruikt_procent(tot_10, {MAART: Maandverbruik("16", 45, 0)}) == 150
    # An assignment that ends on the first of a month has that month too.
    tot_1_april = replace(opdracht, einddatum=APRIL)
    assert verbruikt_procent(tot_1_april, twee) == 100 * 13 // 14
    voor_het_begin = {date(2026, 2, 1): Maandverbruik("16", 45, 0)}
    assert verbruikt_procent(opdracht, voor_het_begin) is None


def test_the_last_day_of_a_month() -> None:
    dagen = [date(2026, 12, 1), date(2026, 12, 31), date(2024, 2, 10), date(2026, 2, 28), date(2026, 11, 30)]
    assert [einde_maand(each).isoformat() for each in dagen] == [
        "2026-12-31",
        "2026-12-31",
        "2024-02-29",
        "2026-02-28",
        "2026-11-30",
    ]


# Terms


def test_terms_count_working_days_from_the_later_day() -> None:
    """From Friday 6 March 2026: three are Wednesday, five the Friday after (OP090, OP271, OP272, OP274)."""
    vrijdag, maandag = date(2026, 3, 6), date(2026, 3, 9)
    assert voor_retour(vrijdag).uiterlijk == date(2026, 3, 11)
    assert voor_verzoek(vrijdag).uiterlijk == date(2026, 3, 13)
    assert voor_onderzoek(vrijdag).uiterlijk == date(2026, 5, 1)
    for term in (voor_start, voor_stop):
        for dagen in ((vrijdag, maandag), (maandag, vrijdag)):
            assert (term(*dagen).vanaf, term(*dagen).uiterlijk) == (maandag, date(2026, 3, 16))


# The end of a decision


def test_of_days_that_were_added_only_those_end() -> None:
    """OP380: the earliest day counts; an end before the added days leaves what ran before."""
    eigen = Onderdeel("a", "p1", None, EERSTE, None)
    erbij = Onderdeel("b", "p2", "p1", date(2026, 9, 1), None)
    nog = Onderdeel("c", "p3", "p1", date(2026, 12, 1), None)
    los = Onderdeel("d", "p4", None, EERSTE, None)
    alle = [eigen, erbij, nog, los]
    assert laatste_dagen(alle, {"p2": date(2026, 10, 15)}) == {"a": date(2026, 10, 15)}
    assert laatste_dagen(alle, {"p2": date(2026, 7, 1)}) == {"a": date(2026, 8, 31)}
    assert laatste_dagen(alle, {"p2": date(2026, 10, 15), "p3": date(2026, 12, 24)}) == {"a": date(2026, 10, 15)}
    assert laatste_dagen(alle, {"p1": date(2026, 7, 1), "p2": date(2026, 10, 15)}) == {"a": date(2026, 7, 1)}
    assert laatste_dagen(alle, {"p4": EERSTE}) == {"d": EERSTE}
    assert laatste_dagen(alle, {}) == {}


# What is told


V1, V2 = Honorering("V1"), Honorering("V2")
NU, WAS = PER_MAAND, replace(PER_MAAND, volume=6)


@pytest.mark.parametrize(
    ("reden", "eerder", "verwacht"),
    [
        ("01", [], Melding(None, None)),
        ("13", [], Melding("13", None)),
        ("01", [Verteld(NU, None, None)], Melding(None, None)),
        ("01", [Verteld(WAS, None, None)], Melding("01", None)),
        ("01", [Verteld(WAS, None, Retour.AFGEKEURD)], Melding(None, None)),
        ("01", [Verteld(WAS, None, None), Verteld(NU, None, Retour.AFGEKEURD)], Melding("01", None)),
        ("01", [Verteld(NU, V1, Retour.AFGEKEURD)], Melding(None, V1)),
        ("01", [Verteld(NU, V1, Retour.AFGEKEURD), Verteld(NU, V1, None)], Melding(None, None)),
        ("01", [Verteld(NU, V1, Retour.AFGEKEURD), Verteld(NU, V2, Retour.AFGEKEURD)], Melding(None, V2)),
    ],
)
def test_what_goes_along_with_an_assignment(reden: str, eerder: list[Verteld], verwacht: Melding) -> None:
    """IV099, TR379, OP286."""
    assert melding_bij(NU, reden, None, eerder) == verwacht
    assert melding_bij(NU, reden, V2, eerder) == replace(verwacht, honoreert=V2)


@pytest.mark.parametrize(
    ("eerder", "verwacht"),
    [
        ([], Retour.AFGEKEURD),
        ([Verteld(NU, None, None)], None),
        ([Verteld(WAS, None, None)], Retour.AFGEKEURD),
        ([Verteld(NU, None, Retour.AFGEKEURD)], Retour.AFGEKEURD),
        ([Verteld(NU, None, None), Verteld(NU, None, Retour.AFGEKEURD)], None),
        ([Verteld(NU, None, None), Verteld(NU, V1, Retour.AFGEKEURD)], Retour.AFGEKEURD),
    ],
)
def test_what_a_provider_thinks_of_an_assignment(eerder: list[Verteld], verwacht: Retour | None) -> None:
    """OP286: a rejection of a message in which it only went along leaves what was agreed."""
    assert retour_van(NU, eerder) == verwacht
