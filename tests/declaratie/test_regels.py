"""Every rule for a line: a line that breaks only that rule, and its neighbour that keeps it."""

import pytest
from tests.declaratie.maker import (
    DAG,
    EURO,
    INSPANNING,
    MAAND,
    MINUUT,
    OUTPUT,
    TOTAAL,
    UUR,
    WEEK,
    gebroken,
    prestatie,
    stand,
    tarief,
    toewijzing,
)

import iwmo
from declaratie.domain.regels import ALTIJD, CREDIT, DEBET
from declaratie.domain.stand import BekendeToewijzing, Stand
from istandaard.berichten.bericht323 import Prestatie

ASPECIFIEK = toewijzing(product=("02", None), omvang=None)
ASPECIFIEK_JUNI = toewijzing(product=("02", None), omvang=None, termijn=("06-01", "12-31"))
GENERIEK = toewijzing(product=(None, None), omvang=None, budget=615_00)
EERDER = prestatie(ref="EERDER", periode=("04-01", "04-30"))
ZELFDE = prestatie(ref="ZELFDE")
VAN_ANDER = toewijzing(2002, hash_="ander")
VANAF_10_MEI = toewijzing(termijn=("05-10", "12-31"))
TOT_10_MEI = toewijzing(termijn=("01-01", "05-10"))
PER_MINUUT = tarief(103, eenheid=MINUUT)

Geval = tuple[str, Stand, Prestatie, set[str]]

GEVALLEN: list[Geval] = [
    ("all right", stand(), prestatie(), set()),
    ("nothing delivered", stand(), prestatie(0), set()),
    # The assignment, TR304 and TR338
    ("TR338 unknown number", stand(), prestatie(nummer=9), {"TR338"}),
    ("TR304 number of another client", stand(toewijzing(), VAN_ANDER), prestatie(nummer=2002), {"TR304"}),
    (
        "TR304 says nothing about the assignment of the other",
        stand(toewijzing(), VAN_ANDER, eerder=[prestatie(nummer=2002)]),
        prestatie(99, nummer=2002, product=("02", "IB2S"), tarief=7525, periode=("05-02", "05-30")),
        {"TR304", "TR418"},
    ),
    # The period within the assignment, TR307 and TR308
    ("TR307 a month too early", stand(ASPECIFIEK_JUNI), prestatie(), {"TR307"}),
    ("TR307 first month", stand(ASPECIFIEK_JUNI), prestatie(periode=("06-01", "06-30")), {"TR319"}),
    ("TR308 a month too late", stand(toewijzing(product=("02", None), omvang=None, termijn=("01-01", "04-30"))),
     prestatie(), {"TR308"}),
    ("TR308 without an end", stand(toewijzing(termijn=("01-01", None))), prestatie(), set()),
    # The reference, TR314
    ("TR314 used before", stand(gebruikt=["R"]), prestatie(ref="R"), {"TR314"}),
    ("TR314 another was used before", stand(gebruikt=["R"]), prestatie(ref="S"), set()),
    # The month of the declaration, TR319
    ("TR319 the month after", stand(maand_einde="04-30"), prestatie(), {"TR319"}),
    ("TR319 months before", stand(maand_einde="12-31"), prestatie(), set()),
    # The ceilings, TR321, TR322 and TR369; more of them below
    ("TR321 one too many", stand(), prestatie(11), {"TR321"}),
    ("TR321 no Omvang", stand(ASPECIFIEK), prestatie(9999), set()),
    ("TR322 full by what was granted", stand(toewijzing(omvang=(19, UUR, TOTAAL)), eerder=[EERDER]),
     prestatie(), {"TR322"}),
    ("TR322 just fits", stand(toewijzing(omvang=(20, UUR, TOTAAL)), eerder=[EERDER]), prestatie(), set()),
    ("TR369 a cent too many", stand(toewijzing(product=("02", None), omvang=None, budget=61_499)),
     prestatie(), {"TR369"}),
    ("TR369 just fits", stand(toewijzing(product=("02", None), omvang=None, budget=61_500)), prestatie(), set()),
    ("TR369 full by what was granted", stand(GENERIEK, eerder=[EERDER]), prestatie(1), {"TR369"}),
    # Credits, TR323 and TR390
    ("TR323 all right", stand(eerder=[EERDER]), prestatie(vorig="EERDER", periode=("04-01", "04-30")), set()),
    ("TR323 unknown line", stand(), prestatie(vorig="NOOIT"), {"TR323"}),
    ("TR323 other volume and amount", stand(eerder=[ZELFDE]), prestatie(9, vorig="ZELFDE"), {"TR323"}),
    ("TR323 other amount", stand(eerder=[ZELFDE]), prestatie(vorig="ZELFDE", bedrag=61_499), {"TR323"}),
    ("TR323 other period", stand(eerder=[ZELFDE]), prestatie(vorig="ZELFDE", periode=("04-01", "04-30")), {"TR323"}),
    ("TR323 other product", stand(ASPECIFIEK, eerder=[ZELFDE]), prestatie(vorig="ZELFDE", product=("02", "IB2S")),
     {"TR323"}),
    ("TR323 other unit", stand(eerder=[ZELFDE]), prestatie(vorig="ZELFDE", eenheid=MINUUT), {"TR323"}),
    ("TR323 other assignment", stand(toewijzing(), toewijzing(1002), eerder=[ZELFDE]),
     prestatie(vorig="ZELFDE", nummer=1002), {"TR323"}),
    ("TR323 a credit is no debit", stand(eerder=[ZELFDE, prestatie(ref="C", vorig="ZELFDE")]),
     prestatie(vorig="C"), {"TR323"}),
    ("TR390 credited before", stand(eerder=[ZELFDE, prestatie(vorig="ZELFDE")]), prestatie(vorig="ZELFDE"), {"TR390"}),
    # The product, TR339, TR340 and TR381
    ("TR339 other category", stand(toewijzing(product=("07", None), omvang=None)), prestatie(), {"TR339"}),
    ("TR339 generic", stand(GENERIEK), prestatie(), set()),
    ("TR340 other code", stand(tarieven=[tarief(code="IB2S")]), prestatie(product=("02", "IB2S")), {"TR340"}),
    ("TR340 aspecific", stand(ASPECIFIEK, tarieven=[tarief(code="IB2S")]), prestatie(product=("02", "IB2S")), set()),
    ("TR381 not on the list", stand(ASPECIFIEK, tarieven=[tarief(code="XX")]),
     prestatie(product=("02", "XX")), {"TR381"}),
    ("TR381 under another category", stand(GENERIEK), prestatie(product=("07", "IB2B")), {"TR381"}),
    # The unit, TR341
    ("TR341 minutes on hours", stand(), prestatie(60, eenheid=MINUUT, tarief=103, bedrag=6150), set()),
    ("TR341 hours on minutes", stand(toewijzing(omvang=(600, MINUUT, MAAND))), prestatie(), {"TR341"}),
    ("TR341 another kind of piece",
     stand(toewijzing(omvang=(10, INSPANNING, MAAND)), tarieven=[tarief(eenheid=OUTPUT)]), prestatie(eenheid=OUTPUT),
     {"TR341"}),
    ("TR341 euros are not held against hours", stand(), prestatie(70_000, eenheid=EURO, tarief=None), {"TR341"}),
    ("TR341 aspecific, unit of the contract", stand(ASPECIFIEK), prestatie(), set()),
    ("TR341 aspecific, other unit", stand(ASPECIFIEK), prestatie(eenheid=INSPANNING), {"TR341"}),
    ("TR341 aspecific, minutes on hours", stand(ASPECIFIEK), prestatie(60, eenheid=MINUUT, tarief=103, bedrag=6150),
     {"TR341"}),
    ("TR341 generic, other unit", stand(GENERIEK), prestatie(eenheid=INSPANNING), {"TR341"}),
    ("TR341 aspecific without a contract", stand(ASPECIFIEK, tarieven=[]), prestatie(500, eenheid=EURO, tarief=None),
     {"TR341"}),
    ("TR418 the price of another unit", stand(tarieven=[tarief(eenheid=INSPANNING)]), prestatie(), {"TR418"}),
    ("TR418 hours at the price of a minute", stand(tarieven=[tarief(eenheid=MINUUT)]), prestatie(), {"TR418"}),
    # Volume times price, TR346
    ("TR346 a cent too many", stand(), prestatie(bedrag=61_501), {"TR346"}),
    ("TR346 a cent too few", stand(), prestatie(bedrag=61_499), {"TR346"}),
    ("TR346 euros have no price", stand(toewijzing(omvang=(500, EURO, MAAND))),
     prestatie(500, eenheid=EURO, tarief=None), set()),
    ("TR346 7 minutes of 61.50", stand(), prestatie(7, eenheid=MINUUT, tarief=103, bedrag=718), set()),
    ("TR346 half a cent goes up", stand(), prestatie(1, eenheid=MINUUT, tarief=103, bedrag=103), set()),
    ("TR346 half a cent does not go down", stand(), prestatie(1, eenheid=MINUUT, tarief=103, bedrag=102), {"TR346"}),
    ("TR346 not volume times the rounded minute", stand(), prestatie(7, eenheid=MINUUT, tarief=103), {"TR346"}),
    ("TR346 a price per minute is not divided", stand(toewijzing(omvang=(600, MINUUT, MAAND)), tarieven=[PER_MINUUT]),
     prestatie(7, eenheid=MINUUT, tarief=103), set()),
    # The assignment was removed, TR384
    ("TR384 removed", stand(toewijzing(reden="13")), prestatie(), {"TR384"}),
    ("TR384 changed for another reason", stand(toewijzing(reden="12")), prestatie(), set()),
    # Both ends of the period, TR387 and TR388
    ("TR387 a day late", stand(), prestatie(periode=("05-02", "05-31")), {"TR387"}),
    ("TR387 begins with the assignment", stand(VANAF_10_MEI), prestatie(periode=("05-10", "05-31")), set()),
    ("TR387 later than the assignment", stand(VANAF_10_MEI), prestatie(periode=("05-11", "05-31")),
     {"TR387"}),
    ("TR387 before the assignment", stand(VANAF_10_MEI), prestatie(), {"TR307", "TR387"}),
    ("TR387 assignment from the last day", stand(toewijzing(termijn=("05-31", "12-31"))),
     prestatie(periode=("05-31", "05-31")), set()),
    ("TR388 a day early", stand(), prestatie(periode=("05-01", "05-30")), {"TR388"}),
    ("TR388 ends with the assignment", stand(TOT_10_MEI), prestatie(periode=("05-01", "05-10")),
     set()),
    ("TR388 earlier than the assignment", stand(TOT_10_MEI), prestatie(periode=("05-01", "05-09")),
     {"TR388"}),
    ("TR388 after the assignment", stand(TOT_10_MEI), prestatie(), {"TR308", "TR388"}),
    ("TR388 assignment of one day", stand(toewijzing(termijn=("05-10", "05-10"))),
     prestatie(periode=("05-10", "05-10")), set()),
    ("TR388 leap day", stand(toewijzing(termijn=("2024-01-01", None)), maand_einde="2024-02-29"),
     prestatie(periode=("2024-02-01", "2024-02-28")), {"TR388"}),
    # One debit line, TR389
    ("TR389 billed before", stand(eerder=[ZELFDE]), prestatie(), {"TR389"}),
    ("TR389 billed and credited before", stand(eerder=[ZELFDE, prestatie(vorig="ZELFDE")]), prestatie(), set()),
    ("TR389 another month was billed", stand(eerder=[EERDER]), prestatie(), set()),
    ("TR389 another product was billed", stand(ASPECIFIEK, eerder=[prestatie(product=("02", "IB2S"))]),
     prestatie(), set()),
    ("TR389 the month was billed under an earlier end", stand(eerder=[prestatie(1, periode=("05-01", "05-15"))]),
     prestatie(1), {"TR389"}),
    # The price by contract and date, TR418
    ("TR418 another price", stand(), prestatie(tarief=6151), {"TR418"}),
    ("TR418 no contract", stand(tarieven=[]), prestatie(), {"TR418"}),
    ("TR418 contract of another municipality", stand(tarieven=[tarief(gemeente="0361")]), prestatie(), {"TR418"}),
    ("TR418 contract ended the day before", stand(tarieven=[tarief(tot="04-30")]), prestatie(), {"TR418"}),
    ("TR418 contract ends on the first day", stand(tarieven=[tarief(tot="05-01")]), prestatie(), set()),
    ("TR418 contract begins a day late", stand(tarieven=[tarief(van="05-02")]), prestatie(), {"TR418"}),
    ("TR418 before the indexation", stand(tarieven=[tarief(), tarief(6400, vanaf="05-02")]), prestatie(), set()),
    ("TR418 after the indexation", stand(tarieven=[tarief(), tarief(6400, vanaf="05-01")]),
     prestatie(tarief=6400), set()),
    ("TR418 the price of before the indexation", stand(tarieven=[tarief(), tarief(6400, vanaf="05-01")]), prestatie(),
     {"TR418"}),
    # IV081: a 60th of the hour, rounded as in school: 61.55 is 1.03 (102.58), 61.45 is 1.02, and 61.50 goes up.
    ("TR418 minute price of 61.55", stand(tarieven=[tarief(6155)]),
     prestatie(60, eenheid=MINUUT, tarief=103, bedrag=6155), set()),
    ("TR418 minute price of 61.55 cut off", stand(tarieven=[tarief(6155)]),
     prestatie(60, eenheid=MINUUT, tarief=102, bedrag=6155), {"TR418"}),
    ("TR418 minute price of 61.45", stand(tarieven=[tarief(6145)]),
     prestatie(60, eenheid=MINUUT, tarief=102, bedrag=6145), set()),
    ("TR418 minute price of 61.45 rounded up", stand(tarieven=[tarief(6145)]),
     prestatie(60, eenheid=MINUUT, tarief=103, bedrag=6145), {"TR418"}),
    ("TR418 half a cent goes up", stand(), prestatie(60, eenheid=MINUUT, tarief=103, bedrag=6150), set()),
    ("TR418 half a cent does not go down", stand(), prestatie(60, eenheid=MINUUT, tarief=102, bedrag=6150), {"TR418"}),
    ("TR346 TR418 the amount is of the hour, the price of the minute", stand(tarieven=[tarief(6155)]),
     prestatie(7, eenheid=MINUUT, tarief=103, bedrag=718), set()),
    ("TR346 TR418 not the rounded minute price times minutes", stand(tarieven=[tarief(6155)]),
     prestatie(7, eenheid=MINUUT, tarief=103, bedrag=721), {"TR346"}),
    ("TR418 whole minute price", stand(tarieven=[tarief(6000)]), prestatie(60, eenheid=MINUUT, tarief=100), set()),
    ("TR418 whole minute price and a cent", stand(tarieven=[tarief(6000)]),
     prestatie(60, eenheid=MINUUT, tarief=101, bedrag=6000), {"TR418"}),
    # Several at once: all are told
    ("price and product", stand(), prestatie(11, product=("07", "DB2B")), {"TR339", "TR340", "TR321", "TR418"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("van", "prestatie", "verwacht"), [geval[1:] for geval in GEVALLEN], ids=[g[0] for g in GEVALLEN]
)
def test_exactly_these_rules_are_broken(van: Stand, prestatie: Prestatie, verwacht: set[str]) -> None:
    assert gebroken(van, prestatie) == [verwacht]


def test_every_rule_stands_alone_in_the_table() -> None:
    alleen = {next(iter(verwacht)) for _, _, _, verwacht in GEVALLEN if len(verwacht) == 1}
    assert alleen == set(ALTIJD | DEBET | CREDIT)


def test_every_rule_is_one_of_the_standard_for_323_that_looks_outside_the_message() -> None:
    van_323 = {code for code, regel in iwmo.REGELS.items() if "WMO323" in regel.berichten and regel.niveau > 2}
    elders = {"TR056", "TR135", "TR318", "TR333", "TR378"}  # of the Header and the Declaratie
    assert set(ALTIJD | DEBET | CREDIT) == van_323 - elders


SPECIFIEK_IN = {
    DAG: (31 * 2, 365 * 2),
    WEEK: (5 * 2, 53 * 2),
    MAAND: (2, 12 * 2),
    TOTAAL: (2, 2),
}
"""What a volume of 2 allows in May 2023, which touches 5 ISO weeks, and in 2023, which touches 53."""


@pytest.mark.parametrize("frequentie", SPECIFIEK_IN)
def test_ceiling_of_a_period(frequentie: str) -> None:
    plafond = SPECIFIEK_IN[frequentie][0]
    van = toewijzing(omvang=(2, UUR, frequentie))
    te_veel = {"TR321", "TR322"} if frequentie == TOTAAL else {"TR321"}
    assert gebroken(stand(van), prestatie(plafond)) == [set()]
    assert gebroken(stand(van), prestatie(plafond + 1)) == [te_veel]


@pytest.mark.parametrize("frequentie", SPECIFIEK_IN)
def test_ceiling_of_the_whole_assignment(frequentie: str) -> None:
    plafond = SPECIFIEK_IN[frequentie][1]
    van = toewijzing(omvang=(2, UUR, frequentie))
    assert gebroken(stand(van, eerder=[_april(plafond - 1)]), prestatie(1)) == [set()]
    assert gebroken(stand(van, eerder=[_april(plafond)]), prestatie(1)) == [{"TR322"}]


@pytest.mark.parametrize("frequentie", [DAG, WEEK, MAAND])
def test_without_an_end_only_the_period_has_a_ceiling(frequentie: str) -> None:
    van = toewijzing(omvang=(2, UUR, frequentie), termijn=("01-01", None))
    assert gebroken(stand(van, eerder=[_april(10_000)]), prestatie(1)) == [set()]


def test_a_total_has_a_ceiling_without_an_end() -> None:
    van = toewijzing(omvang=(2, UUR, TOTAAL), termijn=("01-01", None))
    assert gebroken(stand(van, eerder=[_april(2)]), prestatie(1)) == [{"TR322"}]


@pytest.mark.parametrize(
    ("omvang", "termijn", "per_maand", "geheel"),
    [
        # IV042, example 2: € 200 a month. April is broken, which takes nothing off (verwerking.md).
        ((20_000, EURO, MAAND), ("04-10", "06-30"), {"04": 20_000, "05": 20_000, "06": 20_000}, 60_000),
        # As IV077: April from the 3rd and May have four Sundays; the broken week after the last counts in May.
        ((30_000, EURO, WEEK), ("04-03", "06-02"), {"04": 120_000, "05": 150_000, "06": 0}, 270_000),
        # As IV076: the last week ends on a Sunday.
        ((30_000, EURO, WEEK), ("04-03", "06-04"), {"04": 120_000, "05": 120_000, "06": 30_000}, 270_000),
        ((500_000, EURO, TOTAAL), ("04-03", "06-04"), {"04": 500_000, "05": 500_000, "06": 500_000}, 500_000),
    ],
    ids=["a month", "a week", "a week, to a Sunday", "in all"],
)
def test_ceilings_in_euros(
    omvang: tuple[int, str, str], termijn: tuple[str, str], per_maand: dict[str, int], geheel: int
) -> None:
    van = toewijzing(omvang=omvang, termijn=termijn)
    perioden = {"04": (termijn[0], "04-30"), "05": ("05-01", "05-31"), "06": ("06-01", termijn[1])}
    tot_nu: list[Prestatie] = []
    for maand, plafond in per_maand.items():
        hoogste = prestatie(plafond, eenheid=EURO, tarief=None, periode=perioden[maand])
        te_veel = prestatie(plafond + 1, eenheid=EURO, tarief=None, periode=perioden[maand])
        assert gebroken(stand(van, maand_einde="06-30"), hoogste) == [set()]
        assert "TR321" in gebroken(stand(van, maand_einde="06-30"), te_veel)[0]
        tot_nu.append(hoogste)
    som = 0
    samen = stand(van, maand_einde="06-30")
    for each in tot_nu:
        som += each.geleverd_volume
        verwacht = set() if som <= geheel else {"TR322"}
        assert gebroken(samen, each) == [verwacht]


@pytest.mark.parametrize(
    ("van", "plafond"),
    [
        # April 2023 has five Sundays and ends on one; May has four, and the half week after the last counts there.
        (toewijzing(omvang=(2, OUTPUT, WEEK), termijn=("04-01", "05-31")), 2 * 5),
        (toewijzing(omvang=(2, OUTPUT, WEEK), termijn=("04-01", "06-30")), 2 * 4),
        (toewijzing(omvang=(2, INSPANNING, WEEK), termijn=("04-01", "06-30")), 2 * 5),
    ],
    ids=["output, last month", "output, on the way", "effort"],
)
def test_weeks_of_output_are_sundays(van: BekendeToewijzing, plafond: int) -> None:
    eenheid = van.eenheid or ""
    prijzen = [tarief(eenheid=eenheid)]
    assert gebroken(stand(van, tarieven=prijzen), prestatie(plafond, eenheid=eenheid)) == [set()]
    assert gebroken(stand(van, tarieven=prijzen), prestatie(plafond + 1, eenheid=eenheid)) == [{"TR321"}]


def test_household_help_may_take_six_weeks_in_a_month() -> None:
    van = toewijzing(product=("01", "HO"), omvang=(3, UUR, WEEK))
    prijzen = [tarief(code="HO")]
    assert gebroken(stand(van, tarieven=prijzen), prestatie(18, product=("01", "HO"))) == [set()]
    assert gebroken(stand(van, tarieven=prijzen), prestatie(19, product=("01", "HO"))) == [{"TR321"}]


def test_minutes_count_in_hours_to_the_minute() -> None:
    van = toewijzing(omvang=(10, UUR, MAAND))
    assert gebroken(stand(van), _minuten(600)) == [set()]
    assert gebroken(stand(van), _minuten(601)) == [{"TR321"}]
    totaal = toewijzing(omvang=(10, UUR, TOTAAL))
    assert gebroken(stand(totaal, eerder=[_april(9)]), _minuten(60)) == [set()]
    assert gebroken(stand(totaal, eerder=[_april(9)]), _minuten(61)) == [{"TR322"}]


def _april(volume: int) -> Prestatie:
    return prestatie(volume, periode=("04-01", "04-30"))


def _minuten(volume: int) -> Prestatie:
    return prestatie(volume, eenheid=MINUUT, tarief=103, bedrag=(6150 * volume + 30) // 60)


def test_without_a_product_list_for_that_day_the_list_is_not_judged() -> None:
    van = stand()
    van.productlijsten = {}
    assert gebroken(van, prestatie(product=("02", "XX"))) == [{"TR340", "TR418"}]


def test_a_credit_does_not_hang_on_what_changed_since() -> None:
    """The assignment was cut and removed, the contract is gone, the product is off the list: still paid back."""
    van = stand(
        toewijzing(termijn=("01-01", "01-01"), reden="13"),
        tarieven=[],
        eerder=[prestatie(ref="OUD", product=("02", "IB2B"))],
    )
    van.productlijsten = dict.fromkeys(van.productlijsten, frozenset[tuple[str, str]]())
    assert gebroken(van, prestatie(vorig="OUD")) == [set()]


def test_a_credit_makes_room_again() -> None:
    van = stand(toewijzing(omvang=(10, UUR, TOTAAL)), eerder=[EERDER])
    assert gebroken(van, prestatie()) == [{"TR322"}]
    assert gebroken(van, prestatie(vorig="EERDER", periode=("04-01", "04-30"))) == [set()]
    assert gebroken(van, prestatie()) == [set()]


def test_the_whole_term_counts_each_week_once() -> None:
    """Two hours a week from Monday 3 April up to Sunday 7 May 2023: April and May share the week of 1 May only."""
    van = toewijzing(omvang=(2, UUR, WEEK), termijn=("04-03", "05-07"))
    april, mei = prestatie(8, periode=("04-03", "04-30")), prestatie(2, periode=("05-01", "05-07"))
    assert gebroken(stand(van), april, mei) == [set(), set()]
    verschoven = toewijzing(omvang=(2, UUR, WEEK), termijn=("05-01", "06-30"))
    mei, juni = prestatie(10), prestatie(10, periode=("06-01", "06-30"))
    assert gebroken(stand(verschoven, maand_einde="06-30"), mei, juni) == [set(), {"TR322"}]


def test_indexation_halfway_an_assignment() -> None:
    prijzen = [tarief(), tarief(6400, vanaf="06-01"), tarief(6500, vanaf="2024-01-01")]
    van = stand(tarieven=prijzen, maand_einde="06-30")
    assert gebroken(van, prestatie(), prestatie(tarief=6400, periode=("06-01", "06-30"))) == [set(), set()]
