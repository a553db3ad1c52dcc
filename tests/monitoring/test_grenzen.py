"""Exact boundaries: signals, lights, coverage, budgets, months, shares and the order of bars."""

from dataclasses import replace
from datetime import date

import pytest
from tests.monitoring.feit import AGB, ALMERE, NERGENS, TOEGEWEZEN, zonder_einde

from inkoop import laad
from monitoring.domain import beleid, maten, omvang
from monitoring.domain.advies import ALGEMEEN, advies
from monitoring.domain.cijfers import Cijfersleutel, Geteld, Niveau, werk_uit
from monitoring.domain.maanden import Ritme, laatste_complete, maand_erbij, maandreeks, maandstand
from monitoring.domain.maatregelen import STAPPEN, titel_van
from monitoring.domain.rangorde import HOOGSTENS, Rangorde, rangorde, samen
from monitoring.domain.rapport import Grafiek, Kolom, Rapport, Waarde, deel, gedeeld, groot_genoeg, per, waarden
from monitoring.domain.selectie import Selectie
from monitoring.domain.signaal import Groei, afwijkende_groei, bijna_altijd_plafond
from monitoring.domain.stappen import TRAJECTEN, Doorlooptijd, doorlooptijd
from monitoring.domain.stoplicht import Meting, slechtste

MAART = date(2023, 3, 1)
MILJOEN = 1_000_000


@pytest.mark.parametrize(
    ("toen", "nu", "eigen", "samen"),
    [
        ((2 * MILJOEN, 100 * MILJOEN), (3 * MILJOEN, 99 * MILJOEN), 50, 0),
        ((3 * MILJOEN, 97 * MILJOEN), (5 * MILJOEN, 95 * MILJOEN), 67, 0),
        ((3 * MILJOEN, 97 * MILJOEN), (7 * MILJOEN, 93 * MILJOEN), 133, 0),
        ((8 * MILJOEN, 192 * MILJOEN), (15 * MILJOEN, 186 * MILJOEN), 88, 1),
    ],
)
def test_m108_growth_is_shown_in_whole_percents_half_up(
    toen: tuple[int, int], nu: tuple[int, int], eigen: int, samen: int
) -> None:
    """50, 66.7, 133.3 and 87.5 percent; together nothing, and half a percent."""
    groei = afwijkende_groei(dict(zip("ab", nu, strict=True)), dict(zip("ab", toen, strict=True)))
    assert groei == [Groei("a", eigen, samen, nu[0] - toen[0])]


@pytest.mark.parametrize(
    ("toen", "nu", "is_signaal"),
    [
        (2 * MILJOEN, 3 * MILJOEN, True), (2 * MILJOEN, 3 * MILJOEN - 1, False),
        (2 * MILJOEN + 1, 3 * MILJOEN + 1, False), (MILJOEN, 2 * MILJOEN - 1, False),
        (MILJOEN, 2 * MILJOEN, True), (1, MILJOEN, False), (1, MILJOEN + 1, True),
        (0, 9 * MILJOEN, False), (-5, 9 * MILJOEN, False),
    ],
)  # fmt: skip
def test_m108_growth_of_fifty_points_and_ten_thousand_euros_is_a_signal(toen: int, nu: int, is_signaal: bool) -> None:
    """Beside others that make the growth of all together exactly none."""
    rest = 200 * MILJOEN
    gevonden = afwijkende_groei({"a": nu, "b": rest + toen - nu}, {"a": toen, "b": rest})
    assert [each.agb for each in gevonden] == (["a"] if is_signaal else [])


@pytest.mark.parametrize(
    ("maanden", "precies", "is_signaal"),
    [
        (12, 11, True),
        (11, 11, False),
        (20, 18, True),
        (20, 17, False),
        (100, 90, True),
        (100, 89, False),
        (1000, 899, False),
    ],
)
def test_m108_nine_of_ten_months_at_the_ceiling_over_a_year(maanden: int, precies: int, is_signaal: bool) -> None:
    assert bijna_altijd_plafond(maanden, precies) == is_signaal


def test_m89_a_step_is_called_as_its_model_does() -> None:
    """Where it names fewer steps, by our own name."""
    gezegd = {
        (naam, stap): titel_van(naam, stap)
        for naam in ("almere-2023", "almelo-2024", "regio-alkmaar-2027")
        for stap in STAPPEN
    }
    for (naam, stap), titel in gezegd.items():
        stappen = dict(zip(STAPPEN, laad(naam).contractsturing.stappen, strict=False))
        assert titel == stappen.get(stap, stap)
    assert titel_van("almere-2023", "hersteld") == "Hersteld"


def test_m89_a_model_with_fewer_steps_leaves_ours_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    model = laad("almere-2023")
    kort = model.model_copy(
        update={"contractsturing": model.contractsturing.model_copy(update={"stappen": ("Praten", "Plan")})}
    )
    monkeypatch.setattr("monitoring.domain.maatregelen.laad", lambda _: kort)
    assert [titel_van("x", stap) for stap in STAPPEN] == ["Praten", "Plan", "pauze", "einde"]


def test_m113_a_month_waits_for_the_declarations_of_it() -> None:
    maanden = [date(2022, 12, 1), date(2023, 1, 1), date(2023, 2, 1), MAART, date(2023, 4, 1)]
    for vandaag in (MAART, date(2023, 3, 31)):
        assert [maandstand(maand, vandaag, Ritme.DECLARATIES) for maand in maanden] == [
            "compleet", "compleet", "nog niet alles binnen", "loopt nog", "moet nog komen",
        ]  # fmt: skip
        assert [maandstand(maand, vandaag, Ritme.STAPPEN) for maand in maanden[1:4]] == [
            "compleet",
            "compleet",
            "loopt nog",
        ]
    assert laatste_complete(date(2023, 1, 31), Ritme.DECLARATIES) == date(2022, 11, 1)
    assert laatste_complete(date(2023, 2, 1), Ritme.DECLARATIES) == date(2022, 12, 1)
    assert (maand_erbij(MAART, -3), maand_erbij(MAART, 10)) == (date(2022, 12, 1), date(2024, 1, 1))
    assert list(maandreeks(date(2022, 12, 1), MAART)) == maanden[:4]
    assert (list(maandreeks(MAART, MAART)), list(maandreeks(MAART, maanden[2]))) == ([MAART], [])


JANUARI, FEBRUARI = date(2023, 1, 1), date(2023, 2, 1)


@pytest.mark.parametrize(
    ("anders", "per_maand"),
    [
        ({"frequentie": "4"}, (7, 7, 7)),
        ({"frequentie": "1"}, (217, 196, 217)),
        ({"frequentie": "2"}, (31, 28, 31)),
        ({"frequentie": "2", "ingangsdatum": date(2023, 1, 30)}, (2, 28, 31)),
        ({"frequentie": "6", "volume": 100}, (34, 31, 35)),
        ({"frequentie": "6", "volume": 1, "einddatum": JANUARI}, (1,)),
        ({"frequentie": "2", "volume": 1}, (4, 4, 4)),
        ({"frequentie": "6", "volume": 0}, ()),
        ({"volume": None}, ()),
        ({"frequentie": "6", "einddatum": None}, ()),
        ({"einddatum": date(2022, 12, 31)}, ()),
    ],
)
def test_m46_what_is_expected_of_a_month_is_by_its_days(anders: dict[str, object], per_maand: tuple[int, ...]) -> None:
    """Seven a day, a week, a month or in all: together the whole, and no part of it twice."""
    nu = replace(TOEGEWEZEN, **anders)  # type: ignore[arg-type]
    assert tuple(omvang.verwacht_per_maand(nu).values()) == per_maand


def test_without_an_end_five_years_are_looked_ahead_and_with_one_fifty() -> None:
    assert len(omvang.verwacht_per_maand(zonder_einde(7, "4"))) == 60
    assert len(omvang.verwacht_per_maand(replace(TOEGEWEZEN, einddatum=date(2072, 12, 31)))) == 600
    assert len(omvang.verwacht_per_maand(replace(TOEGEWEZEN, einddatum=date(2973, 1, 1)))) == 600


@pytest.mark.parametrize(
    ("anders", "maand", "plafond"),
    [
        ({}, JANUARI, 7), ({}, date(2022, 12, 1), 0), ({"einddatum": date(2023, 2, 1)}, FEBRUARI, 7),
        ({"frequentie": "1"}, FEBRUARI, 196), ({"frequentie": "1", "einddatum": date(2023, 2, 3)}, FEBRUARI, 21),
        ({"frequentie": "2"}, FEBRUARI, 35), ({"frequentie": "2", "categorie": "01"}, FEBRUARI, 42),
        ({"frequentie": "6"}, JANUARI, None), ({"volume": None}, JANUARI, None), ({"eenheid": None}, JANUARI, None),
        ({"frequentie": None}, JANUARI, None), ({"categorie": None}, JANUARI, None),
    ],
)  # fmt: skip
def test_tr321_the_ceiling_of_a_month(anders: dict[str, object], maand: date, plafond: int | None) -> None:
    """A week that a month touches counts whole, six of them for help in the household; a total has none by month."""
    assert omvang.plafond_van_maand(replace(TOEGEWEZEN, **anders), maand) == plafond  # type: ignore[arg-type]


def test_m67_minutes_and_hours_are_worth_the_same_and_other_units_nothing() -> None:
    """Almelo prices by the minute, Almere by the hour; half a cent goes up, once, at the end."""
    almelo, maand = laad("almelo-2024"), date(2024, 3, 1)
    minuut = almelo.tarief_op("OIL1", maand)
    assert beleid.waarde_van("0141", maand, "OIL1", "01", 7) == 7 * minuut
    assert beleid.waarde_van("0141", maand, "OIL1", "04", 7) == 420 * minuut
    assert [beleid.waarde_van(ALMERE, MAART, "IB2B", "01", minuten) for minuten in (1, 2, 30, 61)] == [
        103,
        205,
        3075,
        6253,
    ]
    assert beleid.waarde_van(ALMERE, MAART, "IB2B", "82", 7) == 0
    assert beleid.waarde_van(ALMERE, MAART, "HO", "01", 7) == 0
    assert beleid.waarde_van(ALMERE, MAART, "geen", "04", 7) == beleid.waarde_van(NERGENS, MAART, "IB2B", "04", 7) == 0
    assert beleid.waarde_van(ALMERE, date(2022, 12, 1), "IB2B", "04", 7) == 0


def _rapport(*rijen: tuple[Waarde, ...]) -> Rapport:
    return Rapport("x", "X", "", (Kolom("wie", "Wie", "tekst"), Kolom("a", "A"), Kolom("b", "B")), rijen)


def test_of_more_bars_than_fit_the_largest_are_drawn_and_the_others_together() -> None:
    """One more than fit takes the place of the others; a line has them all; what is empty comes last."""
    staaf = Grafiek("staaf", ("b", "a"), referentie="alle")
    rijen = [(f"r{nummer}", 1, nummer if nummer else None) for nummer in range(HOOGSTENS + 2)]
    past = _rapport(("alle", 9, 9), *rijen[:-1])
    assert rangorde(past, staaf) == Rangorde(tuple(range(HOOGSTENS + 2)))
    vol = _rapport(("alle", 9, 9), *rijen)
    gevonden = rangorde(vol, staaf)
    assert gevonden == Rangorde(tuple(range(HOOGSTENS + 2, 2, -1)), (2, 1), (0,))
    assert samen(vol, staaf, gevonden.overige) == [1, 2]
    assert samen(vol, replace(staaf, overige=(5, None)), gevonden.overige) == [5, None]
    assert rangorde(vol, replace(staaf, vorm="lijn")) == Rangorde(tuple(range(HOOGSTENS + 3)))


def test_rows_are_sorted_by_value_with_what_is_empty_last() -> None:
    rapport = _rapport(("c", 2, 1.5), ("a", None, 0.5), ("b", 10, None))
    for kolom, op, af in (("wie", "abc", "cba"), ("a", "cba", "bca"), ("b", "acb", "cab")):
        for verwacht, aflopend in ((op, False), (af, True)):
            rijen = rapport.gesorteerd(kolom, aflopend=aflopend).rijen
            assert "".join(str(rij[0]) for rij in rijen) == verwacht, (kolom, aflopend)


def test_shares_have_four_decimals_and_averages_one() -> None:
    assert [deel(1, 3), deel(2, 3), deel(0, 7), deel(7, 0)] == [0.3333, 0.6667, 0.0, None]
    assert [gedeeld(7, 3), gedeeld(7, 3, 2), gedeeld(0, 3), gedeeld(7, 0)] == [2.3, 2.33, 0.0, None]
    assert [groot_genoeg(aantal, 5) for aantal in (9, 10, 11)] == [None, 5, 5]
    samen = per([("b", maten.START, 1), ("a", maten.START, 2), ("b", maten.START, 4), ("b", maten.DOEL, 8)])
    assert list(samen.items()) == [("b", {maten.START: 5, maten.DOEL: 8}), ("a", {maten.START: 2})]
    assert waarden(samen["b"], (maten.DOEL, maten.ZRM, maten.START)) == [8, 0, 5]


def test_m104_the_worst_light_that_is_known_is_that_of_the_pillar() -> None:
    lichten = {"a": "groen", "b": "oranje", "c": "rood", "d": None}
    assert [slechtste(lichten, tuple(namen)) for namen in ("ab", "ba", "bca", "ad", "d", "", "x", "xa")] == [
        "oranje", "oranje", "rood", "groen", None, None, None, "groen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("noemer", "minimum", "is_gemeten"), [(0, 0, False), (1, 0, True), (1, 1, True), (9, 10, False), (10, 10, True)]
)
def test_m90_of_too_few_nothing_is_said(noemer: int, minimum: int, is_gemeten: bool) -> None:
    assert Meting(0, noemer, minimum).is_gemeten == is_gemeten


def test_a_figure_is_kept_at_each_level_once() -> None:
    """Of a provider by month and by year as well; what is of a provider only in none of all together."""
    maand, januari = date(2023, 5, 1), JANUARI
    alle = Geteld(maten.DOEL, maand, ALMERE, "", "HO", "k")
    van_agb = alle._replace(agb=AGB)
    assert werk_uit({alle: 3, van_agb: 0}) == {
        Cijfersleutel(maten.DOEL, Niveau.GEMEENTE, ALMERE, maand, "", "HO", "k"): 3,
        Cijfersleutel(maten.DOEL, Niveau.ALLES, "", maand, "", "", "k"): 3,
    }
    per_aanbieder = {
        Cijfersleutel(maten.DOEL, Niveau.AANBIEDER, ALMERE, maand, AGB, "HO", "k"): 7,
        Cijfersleutel(maten.DOEL, Niveau.ALLES_AANBIEDER, "", maand, AGB, "", "k"): 7,
        Cijfersleutel(maten.DOEL, Niveau.AANBIEDER_JAAR, ALMERE, januari, AGB, "HO", "k"): 7,
        Cijfersleutel(maten.DOEL, Niveau.ALLES_AANBIEDER_JAAR, "", januari, AGB, "", "k"): 7,
    }
    assert werk_uit({van_agb._replace(alleen_aanbieder=True): 7}) == per_aanbieder
    assert len(werk_uit({van_agb: 7})) == 6


def test_a_lead_time_has_a_share_on_time_only_where_there_is_a_term() -> None:
    onderzoek, beschikking = TRAJECTEN[:2]
    assert (onderzoek.op_tijd, beschikking.op_tijd) == (maten.ONDERZOEK.op_tijd, None)
    assert [each.op_tijd is None for each in TRAJECTEN] == [each.termijn is None for each in TRAJECTEN]
    assert doorlooptijd(onderzoek, {3: 1, 43: 2}, 1) == Doorlooptijd(
        onderzoek.naam, 3, 43, 43, onderzoek.termijn, 0.3333
    )
    assert doorlooptijd(beschikking, {3: 1}, 1) == Doorlooptijd(beschikking.naam, 1, 3, 3, None, None)
    assert doorlooptijd(onderzoek, {}, 0).deel_op_tijd is None
    bekend = [[each.is_bekend(Selectie(**keuze)) for each in TRAJECTEN] for keuze in (
        {}, {"code": "HO"}, {"aanbieders": frozenset({AGB})}, {"code": "HO", "aanbieders": frozenset({AGB})},
    )]  # fmt: skip
    nee, ja = [False] * 3, [True, True]
    assert bekend == [[True] * 6, [*nee, *ja, False], [*nee, *ja, True], [*nee, *ja, False]]


def test_advice_is_about_the_code_and_else_general() -> None:
    assert advies("0611") != ALGEMEEN == advies("9999")
