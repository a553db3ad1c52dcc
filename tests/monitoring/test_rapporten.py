"""What tables say beyond sums: forecasts, lights, signals, coverage, groups that are too small, files."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.monitoring.conftest import NU, Monitoring
from tests.monitoring.over_http import rapport
from tests.monitoring.verhaal import (
    AGB,
    ALKMAAR,
    ALMERE,
    CLIENT,
    Verteld,
    contract,
    declaratie,
    evaluatie,
    gedeclareerd,
    gestart,
    product,
    toegewezen,
    vertel,
)

from gebeurtenissen.toegang import BESCHIKKING_BEEINDIGD, BeschikkingBeeindigd
from inkoop import laad
from monitoring.domain.feiten.toewijzing import Toegewezen
from monitoring.domain.maanden import maand_van
from monitoring.domain.omvang import verwacht_per_maand
from monitoring.domain.rapport import Kolom, Rapport
from monitoring.domain.signaal import afwijkende_groei, bijna_altijd_plafond
from monitoring.domain.stoplicht import Meting, licht, slechtste
from monitoring.usecases.lees_rapport import als_bestand

JANUARI = date(2023, 1, 1)
MAANDEN = [date(2023, maand, 1) for maand in range(1, 13)]


@pytest.mark.parametrize(
    ("naam", "teller", "noemer", "kleur"),
    [
        ("tijdig-gestart", 90, 100, "groen"),
        ("tijdig-gestart", 899, 1000, "oranje"),
        ("tijdig-gestart", 895, 1000, "oranje"),  # reads as 90 when it is rounded
        ("tijdig-gestart", 799_999, 1_000_000, "rood"),
        ("tijdig-gestart", 79, 100, "rood"),
        ("tijdig-gestart", 0, 0, None),
        ("afgekeurd", 3, 100, "groen"),
        ("afgekeurd", 34, 1000, "oranje"),  # reads as 3 when it is rounded
        ("afgekeurd", 300_001, 10_000_000, "oranje"),
        ("afgekeurd", 8, 100, "oranje"),
        ("afgekeurd", 84, 1000, "rood"),
        ("clientervaring", 750, 10, "groen"),
        ("clientervaring", 746, 10, "oranje"),
        ("clientervaring", 640, 10, "rood"),
    ],
)
def test_m89_a_light_by_the_norm_of_the_inkoopmodel(naam: str, teller: int, noemer: int, kleur: str | None) -> None:
    kpi = next(each for each in laad("almere-2023").contractsturing.kpis if each.naam == naam)
    assert licht(kpi, Meting(teller, noemer)) == kleur


def test_m90_too_few_answers_give_no_light() -> None:
    kpi = next(each for each in laad("almere-2023").contractsturing.kpis if each.naam == "clientervaring")
    assert licht(kpi, Meting(720, 9, minimum=10)) is None
    assert licht(kpi, Meting(800, 10, minimum=10)) == "groen"


def test_m104_the_worst_light_counts_for_a_pillar() -> None:
    assert slechtste({"a": "groen", "b": "rood", "c": None}, ("a", "b", "c")) == "rood"
    assert slechtste({"c": None}, ("c",)) is None


def test_m108_growth_is_a_signal_only_beside_that_of_all() -> None:
    toen = {"a": 1_000_000, "b": 10_000_000, "klein": 1_000}
    assert [each.agb for each in afwijkende_groei({"a": 3_000_000, "b": 10_000_000, "klein": 9_000}, toen)] == ["a"]
    assert afwijkende_groei({"a": 3_000_000, "b": 30_000_000}, toen) == []
    assert afwijkende_groei({"nieuw": 9_000_000}, {}) == []


def test_m108_the_ceiling_is_a_signal_after_enough_months() -> None:
    assert bijna_altijd_plafond(12, 11)
    assert not bijna_altijd_plafond(12, 10)
    assert not bijna_altijd_plafond(11, 11)


async def test_m108_signals_show_their_facts(monitoring: Monitoring) -> None:
    einde = BeschikkingBeeindigd(
        beschikking_id="b1", client_id=CLIENT, gemeente=ALMERE, producten=("t1",), einddatum=date(2023, 2, 10),
        reden="overleden",
    )  # fmt: skip
    maanden = [date(2022, each, 1) for each in range(1, 13)]
    await monitoring.hoor(
        toegewezen("t1", JANUARI, JANUARI),
        toegewezen("t2", date(2022, 1, 1), date(2022, 1, 1)),
        *(gedeclareerd("t1", maand, 1) for maand in MAANDEN[:4]),
        *(gedeclareerd("t2", maand, 1) for maand in maanden),
        gedeclareerd("t3", JANUARI, 745, eenheid="04"),  # January has 744 hours
        vertel(BESCHIKKING_BEEINDIGD, "b1", einde, 2),
    )
    rijen = await rapport(monitoring, "onrechtmatig", "?van=2022-01&tot=2023-12")
    assert rijen == [
        [AGB, "Bijna altijd precies het plafond", "In 16 van 17 maanden precies het hoogste volume dat mag", None],
        [AGB, "Hulp na het einde", "In 2 maanden na: overleden", 62_500],
        [
            AGB,
            "Meer uren dan er in een maand zijn",
            "In 1 maanden meer volume op één toewijzing dan er in die maand past",
            None,
        ],
    ]


async def test_m91_effects_show_from_ten_measurements_on(monitoring: Monitoring) -> None:
    await monitoring.hoor(*(evaluatie(nummer, 2, 3) for nummer in range(9)))
    assert await rapport(monitoring, "effecten") == [["financien", None, None, None, None]]
    assert await rapport(monitoring, "doelen") == [[AGB, *[None] * 7]]
    await monitoring.hoor(evaluatie(9, 2, 5))
    assert await rapport(monitoring, "effecten") == [["financien", 10, 2.0, 3.2, 1.2]]
    assert await rapport(monitoring, "doelen") == [[AGB, 10, 40, 30, 0.75, 0, 0, 0]]


async def test_m87_answers_to_the_questions_of_direction_are_counted(monitoring: Monitoring) -> None:
    """Regio Alkmaar, chapter 2: does it fit, does it work, is the network being built; policy sees the answers."""
    vragen = laad("regio-alkmaar-2027").plan.evaluatievragen
    antwoorden = (("ja", "ja", "nee"),) * 6 + (("ja", "deels", "nee"),) * 3
    waar = {"gemeente": "0361", "gehoudenOp": "2027-02-01"}
    negen = [
        evaluatie(nr, 2, 3).met(antwoorden=list(each), producten=["BI"], **waar) for nr, each in enumerate(antwoorden)
    ]
    await monitoring.hoor(*negen)
    zoek = "?van=2027-01&tot=2027-12"
    assert await rapport(monitoring, "regievragen", zoek) == [["0361", each, *[None] * 5] for each in vragen]
    tiende = evaluatie(9, 2, 3).met(antwoorden=["nee", "nee", "nee"], producten=["BI", "DBG"], **waar)
    await monitoring.hoor(tiende)
    assert await rapport(monitoring, "regievragen", zoek) == [
        ["0361", vragen[0], 10, 9, 0, 1, 0.9],
        ["0361", vragen[1], 10, 6, 3, 1, 0.6],
        ["0361", vragen[2], 10, 0, 0, 10, 0.0],
    ]
    per_product = await rapport(monitoring, "regievragen-per-product", zoek)
    assert [each[:3] for each in per_product] == [
        *(["BI", each, 10] for each in vragen),
        *(["DBG", each, None] for each in vragen),
    ]
    assert await rapport(monitoring, "regievragen", "?van=2026-01&tot=2026-12") == []


async def test_m87_an_evaluation_without_answers_counts_in_no_question(monitoring: Monitoring) -> None:
    """A region that asks nothing, and an event of before the answers were told."""
    await monitoring.hoor(evaluatie(1, 2, 3))
    assert await rapport(monitoring, "regievragen") == []
    assert await rapport(monitoring, "regievragen-per-product") == []


async def test_m141_goals_that_do_not_show_in_self_reliance_stand_out(monitoring: Monitoring) -> None:
    """Of ten evaluations four have all goals; of these two rose, one fell and one stood still."""
    alles = {"doelenBehaald": 4}
    verlopen = [(2, 3), (2, 4), (3, 2), (2, 2)]
    await monitoring.hoor(*(evaluatie(nr, start, nu).met(**alles) for nr, (start, nu) in enumerate(verlopen)))
    await monitoring.hoor(*(evaluatie(nr, 3, 3) for nr in range(4, 9)), evaluatie(9, 3, 3).met(**alles, zrm=[]))
    ((_, evaluaties, *_, zonder_zrm, _, _),) = await rapport(monitoring, "doelen")
    assert (evaluaties, zonder_zrm) == (10, 2)


async def test_m127_goals_for_the_carer_are_counted_apart(monitoring: Monitoring) -> None:
    voor = {"doelenMantelzorger": 2, "behaaldMantelzorger": 1}
    await monitoring.hoor(*(evaluatie(nummer, 2, 3).met(**(voor if nummer < 3 else {})) for nummer in range(10)))
    (rij,) = await rapport(monitoring, "doelen")
    assert rij[-2:] == [6, 3]


async def test_m89_the_table_of_lights_names_the_step(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        toegewezen("t1", JANUARI, JANUARI),
        gestart("t1", JANUARI, JANUARI + timedelta(days=5)),
        declaratie("d1", JANUARI, (product("HO", 100, 95, 100, 95),)),
    )
    (rij,) = await rapport(monitoring, "stoplichten", f"?gemeente={ALMERE}")
    assert rij == [AGB, 1.0, "groen", 0.05, "oranje", None, None, None, None, "geen"]
    assert await rapport(monitoring, "pijlers", f"?gemeente={ALMERE}") == [[AGB, None, "groen", "groen", "oranje"]]


async def test_m89_norms_of_one_region_never_judge_a_provider_of_another(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        toegewezen("t1", JANUARI, JANUARI),
        gestart("t1", JANUARI, JANUARI + timedelta(days=5)),
    )
    answer = await monitoring.client.get("/v1/rapporten/stoplichten", headers=monitoring.token())
    assert laad("almere-2023").titel in answer.json()["uitleg"]
    later = date(2024, 6, 3)
    await monitoring.hoor(toegewezen("t2", later, later, "0141"), gestart("t2", later, later, "0141"))
    assert await rapport(monitoring, "stoplichten", "?van=2023-01&tot=2024-12") == []
    (rij,) = await rapport(monitoring, "stoplichten", "?van=2023-01&tot=2024-12&gemeente=0141")
    assert rij[:3] == [AGB, 1.0, "groen"]


async def test_m98_a_shift_to_heavier_products_and_overlong_terms_show(monitoring: Monitoring) -> None:
    """In the last half three quarters goes to IB3 that was a quarter; a traject 3 lasts 24 months at most."""
    lang, kort = (toegewezen(key, JANUARI, JANUARI).event for key in ("t1", "t2"))
    ib3 = {"code": "IB3", "categorie": "02", "clientId": "c"}
    await monitoring.hoor(
        Verteld(replace(lang, data={**lang.data, **ib3, "einddatum": "2025-06-30"})),
        Verteld(replace(kort, data={**kort.data, **ib3, "einddatum": "2023-12-31"})),
        declaratie("d1", date(2023, 1, 1), (product("HO", 1, 1, 7_500, 7_500), product("IB3", 1, 1, 2_500, 2_500))),
        declaratie("d2", date(2023, 3, 1), (product("HO", 1, 1, 2_500, 2_500), product("IB3", 1, 1, 7_500, 7_500))),
    )
    assert await rapport(monitoring, "verschuiving") == [
        ["HO", 0.75, 0.25, -0.5, 0, None],
        ["IB3", 0.25, 0.75, 0.5, 1, 0.5],
    ]


async def test_m99_individual_stands_beside_group_month_by_month(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        declaratie("d1", date(2023, 1, 1), (product("HO", 1, 1, 9_000, 9_000), product("DB3", 1, 1, 1_000, 1_000))),
        declaratie("d2", date(2023, 2, 1), (product("IB3", 1, 1, 6_000, 6_000), product("DB2B", 1, 1, 4_000, 4_000))),
    )
    assert await rapport(monitoring, "individueel-en-groep") == [
        ["2023-01-01", 9_000, 1_000, 0.1, "compleet"],
        ["2023-02-01", 6_000, 4_000, 0.4, "compleet"],
    ]


async def test_m94_each_provider_stands_beside_all(monitoring: Monitoring) -> None:
    await monitoring.hoor(
        toegewezen("t1", JANUARI, JANUARI), declaratie("d1", JANUARI, (product("HO", 4, 3, 41_250, 31_250),)),
        gedeclareerd("t1", JANUARI, 1),
    )  # fmt: skip
    zelf, alle = await rapport(monitoring, "benchmark", "?van=2023-01&tot=2023-01")
    assert zelf == [AGB, 31_250, 1, 31_250, None, 0.0, 0.25, None, None]
    assert alle[1:] == zelf[1:]


async def test_m97_how_turnover_is_spread_from_large_to_small(monitoring: Monitoring) -> None:
    bedragen = {"99990001": 20_000, "99990002": 70_000, "99990003": 10_000}
    await monitoring.hoor(
        *(
            declaratie(f"d-{agb}", JANUARI, (product("HO", 1, 1, bedrag, bedrag),), agb=agb)
            for agb, bedrag in bedragen.items()
        )
    )
    assert await rapport(monitoring, "concentratie", "?van=2023-01&tot=2023-01") == [
        [1, "99990002", 70_000, 0.7, 0.7],
        [2, "99990001", 20_000, 0.2, 0.9],
        [3, "99990003", 10_000, 0.1, 1.0],
    ]


async def test_m100_coverage_is_enough_with_enough_providers(monitoring: Monitoring) -> None:
    """Two with room for three are enough to choose from, and more room than for 85 percent."""
    await monitoring.hoor(toegewezen("t1", JANUARI, JANUARI), contract(AGB, 2))
    (rij,) = [rij for rij in await rapport(monitoring, "dekking", "?product=HO") if "huishoud" in str(rij[0])]
    assert rij[1:7] == ["", None, None, 1, 2, "HO (1)"]
    assert rij[7:] == [1, 2, 2.0, 0.8, 0.85, "rood", "te weinig en meer dan nodig", None, None]
    await monitoring.hoor(contract("99990002", 1))
    (rij,) = [rij for rij in await rapport(monitoring, "dekking", "?product=HO") if "huishoud" in str(rij[0])]
    assert rij[1:7] == ["", None, None, 2, 2, None]
    assert rij[7:] == [1, 3, 3.0, 0.8, 0.85, "oranje", "meer dan nodig", None, None]


async def test_m115_every_municipality_gets_the_same_reports(op_sqlite: Monitoring) -> None:
    alle = (await op_sqlite.client.get("/v1/rapporten", headers=op_sqlite.token(ALMERE))).json()
    for each in alle:
        een, ander = [
            (await op_sqlite.client.get(each["pad"], headers=op_sqlite.token(gemeente))).json()
            for gemeente in (ALMERE, ALKMAAR)
        ]
        if each["naam"] != "stoplichten":  # each region has norms of its own
            assert een["kolommen"] == ander["kolommen"], each


@pytest.mark.parametrize(
    "path",
    [
        "rapporten/bestaat-niet",
        "rapporten/stappen?sorteer=kleur",
        "openstaand/van-alles",
        "rapporten/stappen?kleur=x",
        "rapporten/stappen?product=QQ9",
        "rapporten/stappen?aanbieder=12",
        "keten?van=2023-02&tot=2023-01",
    ],
)
async def test_a_question_for_a_report_that_makes_no_sense_says_so(op_sqlite: Monitoring, path: str) -> None:
    answer = await op_sqlite.client.get(f"/v1/{path}", headers=op_sqlite.token())
    assert answer.status_code in {400, 404}
    assert answer.headers["content-type"] == "application/problem+json"


async def test_m65_what_waits_is_listed_one_by_one(monitoring: Monitoring) -> None:
    await monitoring.hoor(*(toegewezen(f"t{each}", JANUARI, JANUARI + timedelta(days=each)) for each in range(5)))
    path, keys = "/v1/openstaand/niet-gestart?limit=2", list[str]()
    query = ""
    while True:
        page = (await monitoring.client.get(path + query, headers=monitoring.token())).json()
        keys += [each["sleutel"] for each in page["items"]]
        if page["volgende"] is None:
            break
        query = f"&cursor={page['volgende']}"
    assert keys == [f"t{each}" for each in range(5)]


def test_a_file_never_holds_a_formula() -> None:
    tabel = Rapport("t", "T", "", (Kolom("a", "A", "tekst"), Kolom("b", "B", "euro")), (("=1+1", -5), ("-x", None)))
    assert als_bestand("csv", tabel, {}, NU).decode("utf-8-sig").splitlines() == ["A;B", "'=1+1;-0,05", "'-x;"]


@given(
    st.integers(1, 5_000),
    st.sampled_from(["1", "2", "6"]),
    st.dates(date(2020, 1, 1), date(2025, 1, 1)),
    st.integers(0, 1_500),
)
def test_the_months_of_an_assignment_are_together_the_whole(
    volume: int, frequentie: str, begin: date, dagen: int
) -> None:
    eind = begin + timedelta(days=dagen)
    nu = Toegewezen(
        gemeente=ALMERE, agb=AGB, code="HO", volume=volume, eenheid="82", frequentie=frequentie, ingangsdatum=begin,
        einddatum=eind, categorie="01", budget=None, reden_wijziging=None, toewijzingsdatum=begin,
    )  # fmt: skip
    per_maand = verwacht_per_maand(nu)
    geheel = {"1": volume * (dagen + 1), "2": volume * (dagen + 1) // 7, "6": volume}[frequentie]
    assert sum(per_maand.values()) == geheel
    assert min(per_maand) == maand_van(begin)
    assert all(waarde >= 0 for waarde in per_maand.values())


async def test_m65_help_that_did_not_start_waits_until_it_ends_and_nowhere_after(monitoring: Monitoring) -> None:
    """Somebody died or left before the help began: nobody can start it any more. It is 1 June."""
    voorbij, vandaag = date(2023, 5, 31), date(2023, 6, 1)
    hulp = {key: toegewezen(key, JANUARI, JANUARI) for key in ("t1", "t2", "t3")}
    await monitoring.hoor(
        hulp["t1"].met(einddatum=str(voorbij)), hulp["t2"].met(einddatum=str(vandaag)), hulp["t3"].met(einddatum=None)
    )
    lijst = await monitoring.client.get("/v1/openstaand/niet-gestart?teLaat=true", headers=monitoring.token())
    assert [each["sleutel"] for each in lijst.raise_for_status().json()["items"]] == ["t2", "t3"]
    standen = {rij[0]: rij[1] for rij in await rapport(monitoring, "openstaand")}
    assert standen["Toegewezen, maar hulp niet gestart"] == 2
    pagina = (await monitoring.client.get("/dashboard/start/beheer")).text
    assert "2 keer is de hulp te laat en nog niet gestart" in pagina
