"""Every rule of policy by its M number: a line that it points at, and lines that it lets be."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.declaratie.maker import EURO, INSPANNING, MAAND, MINUUT, OUTPUT, TOTAAL, UUR, WEEK, d, toewijzing
from tests.declaratie.toegekend import (
    ALKMAAR,
    ALMELO,
    ALMERE,
    FEB,
    JAN,
    MRT,
    UURPRIJS,
    VELUWE,
    met_venster,
    om,
    prestatie,
)

from declaratie.domain.beleid import (
    BELEID,
    euro,
    m48,
    m71,
    m72,
    m74,
    m75,
    m76,
    m79,
    m80,
    m83,
)
from declaratie.domain.budget import Uitgave, m73, m113, samengeteld, sleutel, uitgegeven
from inkoop import laad
from inkoop.producten import EENHEDEN_PER_VARIANT, TOEGESTANE_EENHEDEN
from inkoop.sturing import Budget


def test_a_sound_line_breaks_nothing() -> None:
    goed = prestatie()
    assert {
        nummer: toets(goed, om(goed, geleverd=[(d("05-01"), None)])) for nummer, toets in BELEID.items()
    } == dict.fromkeys(BELEID)


def test_every_function_carries_its_number() -> None:
    assert {nummer: toets.__name__.upper() for nummer, toets in BELEID.items()} == {each: each for each in BELEID}
    assert all(toets.__doc__ and nummer in toets.__doc__ for nummer, toets in BELEID.items())


def test_m71_a_fixed_amount_on_a_product_per_hour() -> None:
    assert m71(prestatie(eenheid=EURO, volume=61_500, tarief=None), om()) == (
        "Dit product gaat per uur. De prestatie noemt een bedrag, zonder volume en tarief."
    )
    assert m71(prestatie(tarief=None), om())
    assert m71(prestatie(bedrag=61_499), om()) == "Het bedrag is niet het volume maal het tarief."
    assert m71(prestatie(), om()) is None
    vast = prestatie("HO", 31_250, EURO, tarief=None)
    assert m71(vast, om(code="HO")) is None


def test_m71_minutes_on_an_hourly_price_round_once() -> None:
    assert m71(prestatie(volume=61, eenheid=MINUUT, tarief=103, bedrag=6253), om()) is None
    assert m71(prestatie(volume=61, eenheid=MINUUT, tarief=103, bedrag=6254), om())
    assert m71(prestatie(volume=61, eenheid=MINUUT, tarief=103, bedrag=6253), om(prijs=None))


def test_m72_one_package_per_client_per_month() -> None:
    pakket = prestatie("HO", 1, OUTPUT, tarief=31_250, plaats=5)
    assert m72(pakket, om(pakket, code="HO")) is None
    eerder = replace(pakket, volgorde=(*pakket.volgorde[:2], 4), toewijzing_nummer=2002)
    later = replace(pakket, volgorde=(*pakket.volgorde[:2], 6), toewijzing_nummer=2002)
    assert m72(pakket, om(pakket, eerder, code="HO")) == (
        "Voor deze cliënt is in deze maand al een keer het vaste bedrag van dit product toegekend."
    )
    assert m72(pakket, om(pakket, later, code="HO")) is None
    assert m72(pakket, om(pakket, replace(eerder, begindatum=d("04-01")), code="HO")) is None
    assert m72(pakket, om(pakket, replace(eerder, code="HO2"), code="HO")) is None
    assert m72(pakket, om(pakket, replace(eerder, begindatum=d("05-16")), code="HO"))


def test_m72_a_package_is_one() -> None:
    twee = prestatie("HO", 2, OUTPUT, tarief=31_250)
    assert m72(twee, om(twee, code="HO")) == "Dit product heeft één vast bedrag per maand. De prestatie telt er 2."
    uren = prestatie("HO", 1, UUR, tarief=31_250)
    assert m72(uren, om(uren, code="HO"))
    assert m72(prestatie(volume=2), om()) is None


def test_m72_a_package_in_euros_is_its_amount() -> None:
    euros = prestatie("HO", 20_000, EURO, tarief=None, plaats=5)
    assert m72(euros, om(euros, code="HO")) is None
    eerder = replace(euros, volgorde=(*euros.volgorde[:2], 4), toewijzing_nummer=2002)
    assert m72(euros, om(euros, eerder, code="HO"))


def test_m74_the_unit_fits_how_the_product_is_paid() -> None:
    assert m74(prestatie("OIL1", 60, MINUUT), om(model=ALMELO, code="OIL1")) is None
    assert (
        m74(prestatie("OIL1", 1, UUR), om(model=ALMELO, code="OIL1"))
        == "Dit product gaat per minuut. De prestatie is per uur."
    )
    assert m74(prestatie("OMD1", 1, UUR), om(model=ALMELO, code="OMD1")) is None
    assert m74(prestatie("OMD1", 60, MINUUT), om(model=ALMELO, code="OMD1")) is None
    assert m74(prestatie("OMD1", 1, INSPANNING), om(model=ALMELO, code="OMD1"))
    assert m74(prestatie("OMD1", 1, EURO), om(model=ALMELO, code="OMD1")) is None  # that is M71
    assert m74(prestatie("HO", 1, UUR), om(code="HO")) is None  # that is M72


def test_m75_no_price_for_a_whole_traject() -> None:
    traject = prestatie("AB", 1, INSPANNING, tarief=185_000)
    assert m75(traject, om(model=VELUWE, code="AB")) is None
    zonder_trajectprijs = VELUWE.declaratieregels.model_copy(update={"trajectprijzen": False})
    zonder = VELUWE.model_copy(update={"declaratieregels": zonder_trajectprijs})
    assert m75(traject, om(model=zonder, code="AB")) == "Deze regio betaalt geen prijs voor een heel traject."
    assert m75(prestatie("HBH"), om(model=zonder, code="HBH")) is None
    product = zonder.product("AB")
    for anders in ({"bekostiging": "uur"}, {"uitvoeringsvariant": "inspanning"}):
        half = replace(om(model=zonder, code="AB"), product=product.model_copy(update=anders))
        assert m75(traject, half) == "Deze regio betaalt geen prijs voor een heel traject."


def test_m75_no_total_that_is_billed_at_once() -> None:
    alles = prestatie(volume=500_000, eenheid=EURO, tarief=None)
    totaal = toewijzing(omvang=(500_000, EURO, TOTAAL))
    assert m75(alles, om(van=totaal))
    assert m75(alles, om(van=totaal._replace(einddatum=None)))
    assert m75(alles, om(van=totaal._replace(volume=500_001))) is None
    assert m75(alles, om(van=totaal._replace(ingangsdatum=d("05-01"), einddatum=d("05-31")))) is None
    assert m75(alles, om(van=totaal._replace(frequentie=MAAND))) is None
    assert m75(alles, om(van=totaal, model=VELUWE, code="HBH")) is None


def test_m76_a_period_before_the_start() -> None:
    mei = prestatie()
    assert m76(mei, om(geleverd=[(d("06-01"), None)])) == "De periode ligt voor de gemelde start van 01-06-2023."
    assert m76(mei, om(geleverd=[(d("05-31"), None)])) is None
    assert m76(mei, om()) is None  # OP364: a start is no condition
    lekstroom = laad("lekstroom-2022")
    assert m76(prestatie("B1B0"), om(model=lekstroom, code="B1B0", geleverd=[(d("06-01"), None)])) is None


def test_m76_a_period_after_the_stop() -> None:
    mei = prestatie()
    gestopt = [(d("01-01"), d("02-10")), (d("03-01"), d("04-30"))]
    assert m76(mei, om(geleverd=gestopt)) == "De periode ligt na de gemelde stop van 30-04-2023."
    assert m76(mei, om(geleverd=[(d("01-01"), d("05-01"))])) is None
    assert m76(mei, om(geleverd=[*gestopt, (d("05-20"), None)])) is None
    tussen = prestatie(periode=("02-11", "02-28"))
    assert m76(tussen, om(geleverd=gestopt)) == "De periode ligt na de gemelde stop van 10-02-2023."


def test_m79_the_contract_has_the_price_of_the_region() -> None:
    anders = replace(UURPRIJS, bedrag=6200)
    assert (
        m79(prestatie(), om(prijs=anders))
        == "Het tarief in het contract is € 62,00. In de regio is het € 61,50 op 01-05-2023."
    )
    in_2024 = prestatie(jaar=2024)
    assert m79(in_2024, om(prijs=UURPRIJS))
    assert m79(in_2024, om(prijs=replace(UURPRIJS, bedrag=ALMERE.tarief_op("IB2B", date(2024, 5, 1))))) is None
    assert m79(prestatie(), om(prijs=None)) is None
    assert m79(prestatie(), om(prijs=replace(anders, eenheid=MINUUT))) is None
    assert m79(prestatie(jaar=2022), om()) == (
        "De regio heeft voor deze dag nog geen tarief voor dit product. Het contract wel."
    )


def test_m80_the_unit_fits_the_uitvoeringsvariant() -> None:
    assert m80(prestatie(eenheid=OUTPUT), om()) == (
        "Dit product is ingekocht op inspanning. Daar hoort de eenheid van deze prestatie niet bij."
    )
    assert m80(prestatie(), om()) is None
    assert m80(prestatie("HO", eenheid=UUR), om(code="HO"))
    assert m80(prestatie("HO", eenheid=OUTPUT), om(code="HO")) is None
    assert m80(prestatie("AB", eenheid=UUR), om(model=VELUWE, code="AB"))


@pytest.mark.parametrize(
    "naam", ["almelo-2024", "almere-2023", "lekstroom-2022", "noord-veluwe-2021", "regio-alkmaar-2027"]
)
def test_m80_the_models_themselves_keep_it(naam: str) -> None:
    for product in laad(naam).producten:
        assert product.eenheid in EENHEDEN_PER_VARIANT[product.uitvoeringsvariant]
        assert product.eenheid in TOEGESTANE_EENHEDEN[product.bekostiging]


@pytest.mark.parametrize("venster", ["maand", "geen"])
def test_m48_no_more_than_the_even_share_of_a_month(venster: str) -> None:
    model = met_venster(venster)
    precies = prestatie(volume=31)  # 365 hours over 365 days: one a day
    van = toewijzing(omvang=(365, UUR, TOTAAL))
    assert m48(precies, om(precies, model=model, van=van)) is None
    meer = prestatie(volume=32)
    assert m48(meer, om(meer, model=model, van=van)) == (
        "Van 01-05-2023 tot en met 31-05-2023 is meer gebruikt dan het gelijke deel van de toewijzing. "
        "Is dat afgesproken?"
    )
    minuten = prestatie(volume=31 * 60 + 1, eenheid=MINUUT)
    assert m48(minuten, om(minuten, model=model, van=van))


def test_m48_m49_a_window_of_weeks_takes_the_months_that_it_touches() -> None:
    van = toewijzing(omvang=(365, UUR, TOTAAL))
    model = met_venster("weken", 8)  # eight weeks back from 31 March: 4 February, so February and March
    jan, feb = prestatie(volume=100, periode=JAN, plaats=1), prestatie(volume=9, periode=FEB, plaats=2)
    for volume, te_veel in ((50, False), (51, True)):
        mrt = prestatie(volume=volume, periode=MRT, plaats=3)
        assert (m48(mrt, om(jan, feb, mrt, model=model, van=van)) is not None) == te_veel
    mrt = prestatie(volume=51, periode=MRT, plaats=3)
    ander = replace(feb, toewijzing_nummer=2002)
    assert m48(mrt, om(jan, ander, mrt, model=model, van=van)) is None
    later = replace(feb, volgorde=(*feb.volgorde[:2], 9))
    assert m48(mrt, om(jan, later, mrt, model=model, van=van)) is None


def test_m48_asks_nothing_where_use_is_free_or_the_standard_has_a_ceiling() -> None:
    veel = prestatie(volume=120)
    assert m48(veel, om(veel)) is None  # M47: free within the term
    model = met_venster("geen")
    assert m48(veel, om(veel, model=model, van=toewijzing(omvang=(120, UUR, TOTAAL))))
    for van in (
        toewijzing(omvang=(120, UUR, WEEK)),
        toewijzing(omvang=(120, UUR, TOTAAL), termijn=("01-01", None)),
        toewijzing(omvang=None, budget=5),
    ):
        assert m48(veel, om(veel, model=model, van=van)) is None
    pakket = prestatie("HO", 12, OUTPUT)
    assert m48(pakket, om(pakket, model=model, code="HO", van=toewijzing(omvang=(12, OUTPUT, TOTAAL)))) is None  # M50
    ineens = prestatie("AB", 185_000, EURO, tarief=None)
    totaal = toewijzing(omvang=(185_000, EURO, TOTAAL))
    assert m48(ineens, om(ineens, model=VELUWE, code="AB", van=totaal)) is None  # a price for the whole traject
    assert m48(ineens, om(ineens, model=VELUWE, code="BG", van=totaal)) is None  # an amount per month
    per_resultaat = VELUWE.product("BG").model_copy(update={"bekostiging": "resultaat"})
    ander = VELUWE.model_copy(update={"producten": (per_resultaat,)})
    assert m48(ineens, om(ineens, model=ander, code="BG", van=totaal))


@given(st.integers(1, 100_000), st.sampled_from(["maand", "geen"]))
def test_m48_an_evenly_used_assignment_is_never_pointed_at(volume: int, venster: str) -> None:
    van = toewijzing(omvang=(volume, UUR, TOTAAL))
    model = met_venster(venster)
    for maand in range(1, 13):
        begin = date(2023, maand, 1)
        einde = (date(2023, maand + 1, 1) if maand < 12 else date(2024, 1, 1)).toordinal() - 1
        lengte = einde - begin.toordinal() + 1
        periode = (begin.isoformat(), date.fromordinal(einde).isoformat())
        each = prestatie(volume=volume * lengte // 365, periode=periode)
        assert m48(each, om(each, model=model, van=van)) is None


def test_m83_who_pays() -> None:
    assert m83(ALKMAAR, "BT", "0383") == "0361"
    assert m83(ALKMAAR, "BI", "0383") == "0383"
    assert m83(ALKMAAR, "XX", "0383") == "0383"
    assert m83(None, "BT", "0383") == "0383"


def budget(
    eurocent: int = 1000, *, product: str | None = None, gemeente: str | None = None, plafond: bool = False
) -> Budget:
    return Budget(jaar=2023, eurocent=eurocent, product=product, gemeente=gemeente, plafond=plafond, bron=("M73",))


def test_m73_the_thresholds_that_were_reached() -> None:
    assert [m73(each, budget()) for each in (-5, 0, 799, 800, 999, 1000, 1001)] == [
        [],
        [],
        [],
        [80],
        [80],
        [80, 100],
        [80, 100],
    ]
    assert (m73(0, budget(0)), m73(1, budget(0))) == ([], [80, 100])


def test_a_budget_counts_its_own() -> None:
    uitgaven = [
        Uitgave("HO", 2023, "0034", 5),
        Uitgave("HO", 2022, "0034", 100),
        Uitgave("IB2B", 2023, "0034", 7),
        Uitgave("HO", 2023, "0361", 20),
        Uitgave("HO", 2023, "0361", -1),
    ]
    assert uitgegeven(uitgaven, budget()) == 31
    assert uitgegeven(uitgaven, budget(product="HO")) == 24
    assert uitgegeven(uitgaven, budget(gemeente="0034")) == 12
    assert uitgegeven(uitgaven, budget(product="HO", gemeente="0361")) == 19
    assert samengeteld(uitgaven) == [
        Uitgave("HO", 2022, "0034", 100),
        Uitgave("HO", 2023, "0034", 5),
        Uitgave("HO", 2023, "0361", 19),
        Uitgave("IB2B", 2023, "0034", 7),
    ]
    assert sleutel(ALMERE, budget(product="HO")) == "almere-2023/2023/HO/alle"


def test_m113_the_lines_above_a_plafond() -> None:
    uitgaven = [Uitgave("HO", 2023, "0034", each) for each in (100, 300, -350, 200)]
    plafond = budget(product="HO", plafond=True)
    assert list(m113(600, uitgaven, plafond)) == [None] * 4
    boven = list(m113(650, uitgaven, plafond))
    assert [each is not None for each in boven] == [False, True, False, False]
    assert boven[1] == "Met deze prestatie is € 10,50 uitgegeven. Het plafond voor 2023 is € 10,00."
    assert list(m113(5000, uitgaven, budget(product="HO"))) == [None] * 4
    # The cent that passes it is told of; what pays nothing, or another product, is not, and does not count.
    centen = [Uitgave("IB2B", 2023, "0034", 5), *(Uitgave("HO", 2023, "0034", each) for each in (0, 1))]
    assert list(m113(999, centen, plafond)) == [None] * 3
    assert list(m113(1000, centen, plafond)) == [
        None,
        None,
        "Met deze prestatie is € 10,01 uitgegeven. Het plafond voor 2023 is € 10,00.",
    ]
    assert list(m113(5000, [Uitgave("HO", 2023, "0034", 0)], plafond)) == [None]
    assert list(m113(5000, uitgaven, budget(product="IB2B", plafond=True))) == [None] * 4


def test_an_amount_as_people_read_it() -> None:
    assert [euro(each) for each in (5, 123_456_789, -2050)] == ["€ 0,05", "€ 1.234.567,89", "€ -20,50"]
