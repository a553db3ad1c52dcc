"""Exact days, absent values and numbers that do not divide: where judging a line turns."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.declaratie.maker import (
    ALMERE,
    EURO,
    INSPANNING,
    MAAND,
    MINUUT,
    OUTPUT,
    TOTAAL,
    UUR,
    d,
    gebroken,
    prestatie,
    stand,
    tarief,
    toewijzing,
)
from tests.declaratie.toegekend import ALMELO, met_venster, om
from tests.declaratie.toegekend import prestatie as toegekende

from declaratie.domain.beleid import m48, m71, m72, m74, m75, m76, m79
from declaratie.domain.plafond import plafond_looptijd, plafond_periode
from declaratie.domain.samenvatting import BeoordeeldePrestatie, Saldo, afkeuringen, per_product, saldi, te_betalen
from declaratie.domain.stand import BekendeToewijzing
from declaratie.domain.verrekeningen import NIEUWE_PRIJS, NIEUWE_REGEL, TERUG, Toegekend, verrekeningen
from wetten import Wet

MEI = ("05-01", "05-31")


def verrekend(van: BekendeToewijzing | None, **anders: object) -> list[tuple[int | None, str]]:
    """The difference and the advice for one granted line of May under an assignment as it is now."""
    regel = prestatie(**anders)  # type: ignore[arg-type]
    nu = stand(*([van] if van else [toewijzing(9)]))
    return [
        (each.verschil, each.advies) for each in verrekeningen(Wet.WMO, [Toegekend("declaratie", 1, ALMERE, regel)], nu)
    ]


@pytest.mark.parametrize(
    ("termijn", "advies"),
    [
        (("01-01", "04-30"), TERUG),
        (("01-01", "05-01"), NIEUWE_REGEL),
        (("05-31", "12-31"), NIEUWE_REGEL),
        (("06-01", "12-31"), TERUG),
        (("05-31", None), NIEUWE_REGEL),
        (("06-01", None), TERUG),
    ],
)
def test_a_line_that_shares_a_day_with_the_assignment_is_billed_anew(
    termijn: tuple[str, str | None], advies: str
) -> None:
    """Of a period wholly outside of it nothing holds."""
    verschil = -10 * 6150 if advies == TERUG else None
    assert verrekend(toewijzing(omvang=(99, UUR, TOTAAL), termijn=termijn)) == [(verschil, advies)]


def test_a_line_without_its_assignment_goes_back_whole() -> None:
    assert verrekend(None) == [(-10 * 6150, TERUG)]
    assert verrekend(toewijzing()) == []
    (terug,) = verrekeningen(Wet.WMO, [Toegekend("declaratie", 1, ALMERE, prestatie())], stand(toewijzing(9)))
    assert terug.regels == ("TR338",)


def test_what_stands_in_the_messages_themselves_is_not_judged_again() -> None:
    """A reference that was used, by this very line; a month after that of the declaration; the same line twice."""
    regels = [Toegekend("declaratie", plaats, ALMERE, prestatie(4, ref="EEN")) for plaats in (1, 2)]
    assert verrekeningen(Wet.WMO, regels, stand(gebruikt={"EEN"}, maand_einde="04-30")) == []


def test_of_the_prices_that_hold_the_latest_counts_however_they_are_listed() -> None:
    prijzen = [tarief(6150), tarief(6300, vanaf="03-01"), tarief(6400, vanaf="06-01")]
    for lijst in (prijzen, prijzen[::-1]):
        op = {dag: stand(tarieven=lijst).tarief("IB2B", d(dag)) for dag in ("02-28", "03-01", "05-31", "06-01")}
        assert [prijs and prijs.bedrag for prijs in op.values()] == [6150, 6300, 6300, 6400]


@pytest.mark.parametrize("zonder", ["volume", "eenheid", "frequentie"])
def test_an_assignment_that_lacks_a_part_of_its_volume_has_no_ceiling(zonder: str) -> None:
    van = toewijzing()._replace(**{zonder: None})
    assert plafond_periode(van, prestatie().product_periode) is None
    assert plafond_looptijd(van) is None


def test_a_budget_may_be_used_to_the_cent_and_no_further() -> None:
    van = toewijzing(product=(None, None), omvang=None, budget=3 * 6150)
    assert gebroken(stand(van), prestatie(3)) == [set()]
    april = prestatie(2, periode=("04-01", "04-30"))
    assert gebroken(stand(van), april, prestatie(1)) == [set(), set()]
    krap = van._replace(budget=3 * 6150 - 1)
    assert gebroken(stand(krap), prestatie(3)) == [{"TR369"}]
    assert gebroken(stand(krap), april, prestatie(1)) == [set(), {"TR369"}]


@pytest.mark.parametrize(
    ("prijs", "anders", "verwacht"),
    [
        (tarief(6300), {}, [(10 * 150, NIEUWE_PRIJS)]),
        (tarief(6300), {"eenheid": MINUUT, "volume": 61, "tarief": 103, "bedrag": 6253}, [(6405 - 6253, NIEUWE_PRIJS)]),
        # A price in another unit says nothing of this line.
        (tarief(6300, eenheid=INSPANNING), {}, [(None, NIEUWE_REGEL)]),
        (tarief(110, eenheid=MINUUT), {"eenheid": MINUUT, "volume": 61, "tarief": 103, "bedrag": 6253},
         [(61 * 110 - 6253, NIEUWE_PRIJS)]),
    ],
)  # fmt: skip
def test_a_price_that_changed_in_every_unit(
    prijs: object, anders: dict[str, object], verwacht: list[tuple[int | None, str]]
) -> None:
    nu = stand(toewijzing(omvang=(99, UUR, TOTAAL)), tarieven=[prijs])  # type: ignore[list-item]
    regel = Toegekend("declaratie", 1, ALMERE, prestatie(**anders))  # type: ignore[arg-type]
    assert [(each.verschil, each.advies) for each in verrekeningen(Wet.WMO, [regel], nu)] == verwacht


def test_a_settled_line_leaves_room_for_the_next() -> None:
    """What no longer holds does not count; of three lines of 10 in a total of 25 only the last falls away."""
    regels = [
        Toegekend("declaratie", plaats, ALMERE, prestatie(periode=(f"0{maand}-01", f"0{maand}-{laatste}")))
        for plaats, (maand, laatste) in enumerate([(3, 31), (4, 30), (5, 31)])
    ]
    nu = stand(toewijzing(omvang=(25, UUR, TOTAAL)))
    assert [each.toegekend.volgnummer for each in verrekeningen(Wet.WMO, regels, nu)] == [2]


@pytest.mark.parametrize("regel", ["TR346", "TR418"])
def test_a_line_without_a_price_is_not_held_against_one(regel: str) -> None:
    """CD087 asks a price of every unit but euros, and forbids it with them: a line that lacks one is refused there."""
    euros = prestatie(500, eenheid=EURO, tarief=77, bedrag=500)
    zonder = prestatie(3, tarief=None)
    for each in (euros, zonder):
        assert regel not in gebroken(stand(toewijzing(omvang=(500, EURO, MAAND))), each)[0]


def test_what_is_added_to_an_assignment_to_the_cent() -> None:
    """Granted lines only, credits taken off, each unit by itself."""
    regels = [
        prestatie(7),
        prestatie(2, vorig="R"),
        prestatie(61, eenheid=MINUUT, tarief=103, bedrag=6253),
        prestatie(9),
    ]
    goed = BeoordeeldePrestatie("IB2B", 7 * 6150, True, (), ALMERE, date(2023, 5, 1))
    credit, minuten = goed._replace(bedrag=-2 * 6150), goed._replace(bedrag=6253)
    fout = goed._replace(is_toegekend=False, gebroken=("TR321",))
    assert saldi(regels, [goed, credit, minuten, fout]) == {
        (1001, UUR): Saldo(5, 5 * 6150),
        (1001, MINUUT): Saldo(61, 6253),
    }


def test_totals_of_a_declaration_with_two_of_each() -> None:
    """Two lines with one code, two products, two who pay; what was rejected is paid by nobody."""
    een = BeoordeeldePrestatie("IB2B", 311, True, (), ALMERE, date(2023, 5, 1))
    regels = [
        een,
        een._replace(bedrag=-101),
        een._replace(bedrag=57, is_toegekend=False, gebroken=("TR321", "TR322")),
        een._replace(bedrag=13, is_toegekend=False, gebroken=("TR322",)),
        een._replace(code="HO", bedrag=1009, budgethouder="0361"),
        een._replace(code="HO", bedrag=-3, budgethouder="0361"),
    ]
    codes = {"TR321": "9321", "TR322": "9322"}
    assert [(each.retourcode, each.aantal, each.bedrag) for each in afkeuringen(regels, codes)] == [
        ("9321", 1, 57),
        ("9322", 2, 70),
    ]
    assert [(each.retourcode, each.aantal) for each in afkeuringen(regels, dict.fromkeys(codes, "9999"))] == [
        ("9999", 2)
    ]
    assert [
        (each.code, each.ingediend, each.toegekend, each.bedrag_ingediend, each.bedrag_toegekend)
        for each in per_product(regels)
    ] == [("HO", 2, 2, 1006, 1006), ("IB2B", 4, 2, 280, 210)]
    assert [(each.budgethouder, each.debet, each.credit) for each in te_betalen(regels)] == [
        (ALMERE, 311, 101),
        ("0361", 1009, 3),
    ]
    centen = [een._replace(bedrag=each) for each in (1, 0, -1)]
    assert [(each.debet, each.credit) for each in te_betalen(centen)] == [(1, 1)]


# Policy


def test_m48_a_share_of_half_a_piece_is_a_piece() -> None:
    """100 hours over 365 days are 8.49 in May: nine may be used, ten not."""
    model, van = met_venster("maand"), toewijzing(omvang=(100, OUTPUT, TOTAAL))
    for volume, te_veel in ((9, False), (10, True)):
        regel = toegekende(volume=volume, eenheid=OUTPUT)
        assert (m48(regel, om(regel, model=model, van=van)) is not None) is te_veel


def test_m48_the_window_lies_within_the_assignment() -> None:
    """62 hours over 46 days, of which 16 in May: 1293.9 minutes, so 1294; at the begin and at the end of the term."""
    model, van = met_venster("maand"), toewijzing(omvang=(62, UUR, TOTAAL), termijn=("05-16", "06-30"))
    for volume, te_veel in ((1294, False), (1295, True)):
        regel = toegekende(volume=volume, eenheid=MINUUT, periode=("05-16", "05-31"))
        assert (m48(regel, om(regel, model=model, van=van)) is not None) is te_veel
    tot = toewijzing(omvang=(62, UUR, TOTAAL), termijn=("04-01", "05-16"))
    for volume, te_veel in ((1294, False), (1295, True)):
        regel = toegekende(volume=volume, eenheid=MINUUT, periode=("05-01", "05-16"))
        assert (m48(regel, om(regel, model=model, van=tot)) is not None) is te_veel


def test_m48_eight_weeks_reach_back_to_the_month_of_their_first_day() -> None:
    """Eight weeks up to 31 March 2023 begin on 4 February; up to 28 February on 4 January."""
    van = toewijzing(omvang=(365, UUR, TOTAAL))
    eerder = toegekende(volume=40, periode=("01-01", "01-31"), plaats=1)
    feb = toegekende(volume=20, periode=("02-01", "02-28"), plaats=2)
    maart = toegekende(volume=50, periode=("03-01", "03-31"), plaats=3)
    model = met_venster("weken", 8)
    assert m48(feb, om(eerder, feb, model=model, van=van))  # 60 of 59
    assert m48(feb, om(replace(eerder, volume=39), feb, model=model, van=van)) is None
    assert m48(maart, om(eerder, maart, model=model, van=van)) is None  # January is outside
    # Up to 27 March they begin on the last of January, and so with it; up to 28 March on the first of February.
    vol = replace(maart, volume=51)
    for einde, te_veel in (("03-27", True), ("03-28", False)):
        tot = replace(vol, einddatum=d(einde))
        assert (m48(tot, om(eerder, tot, model=model, van=van)) is not None) is te_veel
    # One week up to the end of March still is the whole of March.
    week = met_venster("weken", 1)
    assert m48(replace(maart, volume=31), om(replace(maart, volume=31), model=week, van=van)) is None
    assert m48(replace(maart, volume=32), om(replace(maart, volume=32), model=week, van=van))


def test_m48_a_line_of_one_day_counts_itself() -> None:
    van, model = toewijzing(omvang=(365, UUR, TOTAAL)), met_venster("maand")
    for volume, te_veel in ((31, False), (32, True)):
        dag = toegekende(volume=volume, periode=("05-31", "05-31"))
        assert (m48(dag, om(dag, model=model, van=van)) is not None) is te_veel


def test_m71_a_fixed_amount_or_an_amount_without_a_price() -> None:
    """Each by itself is no price times quantity."""
    assert "noemt een bedrag" in str(m71(toegekende(eenheid=EURO, tarief=1), om()))
    assert "noemt een bedrag" in str(m71(toegekende(tarief=None), om()))
    # Minutes at a price per hour only where the contract has one.
    minuten = toegekende(volume=61, eenheid=MINUUT, tarief=103, bedrag=6253)
    per_minuut = om(prijs=tarief(103, eenheid=MINUUT))
    assert m71(minuten, per_minuut) == "Het bedrag is niet het volume maal het tarief."
    assert m71(replace(minuten, bedrag=61 * 103), per_minuut) is None
    uren = toegekende(volume=61, tarief=6150, bedrag=6253)
    assert m71(uren, om())


def test_m72_no_package_is_none_and_three_are_too_many() -> None:
    for volume, goed in ((0, False), (1, True), (3, False)):
        pakket = toegekende("HO", volume, OUTPUT, tarief=31_250)
        assert (m72(pakket, om(pakket, code="HO")) is None) is goed


def test_m74_minutes_go_with_a_price_per_hour_and_hours_with_no_other() -> None:
    assert m74(toegekende(eenheid=MINUUT), om()) is None
    assert m74(toegekende(eenheid=UUR), om()) is None
    assert m74(toegekende(eenheid=INSPANNING), om())
    per_minuut = om(model=ALMELO, code="OIL1")
    assert m74(toegekende("OIL1", eenheid=UUR), per_minuut)


def test_m75_the_whole_total_of_one_month_may_be_billed_at_once() -> None:
    """Up to and including the last day of the month in which the assignment begins."""
    alles = toegekende(volume=500, eenheid=EURO, tarief=None)
    totaal = toewijzing(omvang=(500, EURO, TOTAAL), termijn=("05-10", "05-31"))
    assert m75(alles, om(van=totaal)) is None
    assert m75(alles, om(van=totaal._replace(einddatum=d("06-01"))))
    uren = toegekende(volume=500)
    assert m75(uren, om(van=totaal._replace(eenheid=UUR, einddatum=d("06-01")))) is None


def test_m76_a_day_of_delivery_in_the_period_is_enough() -> None:
    """The first or the last day of the month; and the day before or after is not."""
    mei = toegekende()
    for geleverd, goed in (
        ([(d("05-31"), None)], True),
        ([(d("06-01"), None)], False),
        ([(d("01-01"), d("05-01"))], True),
        ([(d("01-01"), d("04-30"))], False),
        ([(d("01-01"), d("04-30")), (d("06-01"), None)], False),
        ([(d("01-01"), d("04-30")), (d("05-31"), d("05-31"))], True),
    ):
        assert (m76(mei, om(geleverd=geleverd)) is None) is goed
    twee_stops = [(d("01-01"), d("02-10")), (d("03-01"), d("04-20")), (d("06-01"), d("06-30"))]
    assert m76(mei, om(geleverd=twee_stops)) == "De periode ligt na de gemelde stop van 20-04-2023."


def test_m79_says_nothing_of_euros_or_another_unit() -> None:
    anders = tarief(6200)
    assert m79(toegekende(eenheid=EURO), om(prijs=anders)) is None
    assert m79(toegekende(), om(prijs=tarief(6151)))
    assert m79(toegekende(), om(prijs=tarief(6150))) is None


def test_the_first_of_two_equals_is_not_later_than_itself() -> None:
    """M72, M48: a line is not held against itself, and of two in one declaration the second is looked at."""
    moment = datetime(2023, 6, 12, tzinfo=UTC)
    een = replace(toegekende("HO", 1, OUTPUT, tarief=31_250), volgorde=(moment, "a", 1))
    twee = replace(een, volgorde=(moment, "a", 2))
    assert m72(een, om(een, twee, code="HO")) is None
    assert m72(twee, om(een, twee, code="HO"))
