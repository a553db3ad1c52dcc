"""Almere: three trajecten, household help in scenarios. What is expected is written out by hand."""

from datetime import date
from itertools import combinations_with_replacement, product

import pytest
from tests.toegang.weging.zaken import geweigerd, gronden, huishoudplan, keuze, weigering

from inkoop import laad
from toegang.domain.weging import Keuze, Situatie, Zaak, overtredingen

MODEL = "almere-2023"
BEGIN = date(2028, 1, 1)
MINUTEN = {"IB2B": 120, "DB2B": 480, "IB2S": 120, "DB2S": 480, "IB3": 120, "DB3": 480}
TRAJECTEN = {
    "traject-1": {"IB2B", "DB2B", "IB2S", "DB2S", "IB3", "DB3"},
    "traject-2": {"IB2B", "DB2B", "IB2S", "DB2S"},
    "traject-3": {"IB3", "DB3"},
}
EERSTE_REGEL = {"traject-1": "M4", "traject-2": "M5", "traject-3": "M6"}
LANGST = {"traject-1": 12, "traject-2": None, "traject-3": 24}
NIET_TEGELIJK = {frozenset(paar) for paar in product(("IB2B", "DB2B", "IB2S", "DB2S"), ("IB3", "DB3"))}


def hulp(code: str, traject: str | None, maanden: int = 12, **anders: object) -> Keuze:
    return keuze(code, maanden, traject=traject, minuten_per_week=MINUTEN[code], **anders)


def ho(scenario: str | None, maanden: int | None = 12, minuten: int = 150) -> Keuze:
    return keuze("HO", maanden, scenario=scenario, minuten_per_week=minuten)


def test_m4_m5_m6_every_product_in_every_traject() -> None:
    """Which product goes with which traject, and how long at most (M6)."""
    anders = {}
    for code, traject, maanden in product(MINUTEN, TRAJECTEN, (6, 12, 13, 24, 25, 120)):
        langst = LANGST[traject]
        past = code in TRAJECTEN[traject] and (langst is None or maanden <= langst)
        gevonden = geweigerd(MODEL, Situatie(), hulp(code, traject, maanden))
        if gevonden != ([] if past else [EERSTE_REGEL[traject]]):
            anders[code, traject, maanden] = gevonden
    assert anders == {}


def test_m7_traject_2_and_3_never_at_the_same_time() -> None:
    """Every pair of products on the same days: eight are refused, the others are not (M2: each its own period)."""
    anders = {}
    for een, twee in combinations_with_replacement(MINUTEN, 2):
        verboden = frozenset((een, twee)) in NIET_TEGELIJK
        samen = geweigerd(MODEL, Situatie(), hulp(een, _eigen(een)), hulp(twee, _eigen(twee)))
        loopt_al = geweigerd(MODEL, Situatie(), hulp(twee, _eigen(twee)), lopend=(hulp(een, None),))
        na_elkaar = geweigerd(MODEL, Situatie(), hulp(twee, _eigen(twee)), lopend=(_vorig_jaar(een),))
        if (samen, loopt_al, na_elkaar) != ((["M7"], ["M7"], []) if verboden else ([], [], [])):
            anders[een, twee] = (samen, loopt_al, na_elkaar)
    assert anders == {}
    assert len(NIET_TEGELIJK) == 8


def test_m7_also_within_traject_1() -> None:
    """Traject 1 borrows products, and what cannot go together still cannot (M4)."""
    reden = weigering(MODEL, Situatie(), hulp("IB2B", "traject-1"), hulp("IB3", "traject-1"))
    assert reden.regel == "M7"
    assert reden.wel == "Kies IB2B of IB3, of laat ze na elkaar lopen."
    assert "Begin met traject 3" in reden.reden


def test_m4_traject_1_comes_with_direction_by_the_municipality() -> None:
    assert "M4" in gronden(MODEL, Situatie(), hulp("IB2S", "traject-1"))


def test_m5_a_traject_without_a_longest_duration_rests_on_its_own_rule() -> None:
    gevonden = gronden(MODEL, Situatie(), hulp("IB2B", "traject-2", 120))
    assert "M5" in gevonden
    assert "M37" not in gevonden


def test_a_product_in_two_trajecten_needs_a_choice() -> None:
    reden = weigering(MODEL, Situatie(), hulp("IB2B", None))
    assert (reden.veld, reden.wel) == ("traject", "Kies traject-1 of traject-2.")


@pytest.mark.parametrize(
    ("gekozen", "wel"),
    [
        (hulp("IB2B", "traject-3"), "Kies traject-1 of traject-2."),
        (hulp("IB3", "traject-2"), "Kies traject-1 of traject-3."),
        (
            keuze("HO", 12, traject="traject-1", scenario="basis", minuten_per_week=150),
            "Kies geen traject bij dit product.",
        ),
    ],
    ids=["two other", "one other", "none"],
)
def test_a_product_in_a_wrong_traject_hears_what_would_do(gekozen: Keuze, wel: str) -> None:
    zaak = Zaak(laad(MODEL), BEGIN, Situatie(), (gekozen,))
    (gezegd,) = [each for each in overtredingen(zaak) if each.reden == "Dit product hoort niet bij dit traject."]
    assert gezegd.wel == wel
    assert gezegd.regel == EERSTE_REGEL[str(gekozen.traject)]


def test_a_traject_that_the_region_does_not_know_is_held_against_the_first() -> None:
    zaak = Zaak(laad(MODEL), BEGIN, Situatie(), (hulp("IB2B", "traject-9"),))
    (gezegd,) = [each for each in overtredingen(zaak) if each.reden == "Dit product hoort niet bij dit traject."]
    assert gezegd.regel == "M4"


def test_m6_a_traject_is_too_long_also_behind_help_without_one() -> None:
    gevonden = geweigerd(MODEL, Situatie(huishoudplan=huishoudplan(150)), ho("langdurig"), hulp("IB3", "traject-3", 25))
    assert gevonden == ["M6"]


def test_m6_what_has_no_end_is_longer_than_any_traject() -> None:
    zonder_einde = keuze("IB3", None, traject="traject-3", minuten_per_week=MINUTEN["IB3"])
    zaak = Zaak(laad(MODEL), BEGIN, Situatie(), (zonder_einde,))
    assert any(each.reden.endswith(" maanden, en dit is zonder einde.") for each in overtredingen(zaak))


STROMEN = {
    ("traject-3", "traject-2"): True,
    ("traject-2", "traject-3"): False,
    ("traject-1", "traject-2"): True,
    ("traject-1", "traject-3"): True,
    ("traject-2", "traject-2"): True,
    ("traject-3", "traject-3"): True,
}


@pytest.mark.parametrize(("van", "naar"), STROMEN)
def test_m8_flow_between_trajecten(van: str, naar: str) -> None:
    """From 3 to 2 is ordinary, from 2 to 3 needs a reason, anything else is free."""
    code = {"traject-2": "IB2B", "traject-3": "IB3"}[naar]
    zonder = geweigerd(MODEL, Situatie(huidig_traject=van), hulp(code, naar))
    met = geweigerd(MODEL, Situatie(huidig_traject=van, reden_doorstroom="nieuwe kansen"), hulp(code, naar))
    assert (zonder, met) == ([] if STROMEN[van, naar] else ["M8"], [])


def test_m8_an_unknown_traject() -> None:
    assert weigering(MODEL, Situatie(huidig_traject="traject-4"), hulp("IB3", "traject-3")).veld == "huidig_traject"


SCENARIOS = {
    # scenario, months, times extended before: allowed
    ("tijdelijk", 3, 0): True,
    ("tijdelijk", 3, 1): True,
    ("tijdelijk", 3, 2): False,
    ("tijdelijk", 4, 0): False,
    ("tijdelijk", None, 0): False,
    ("langdurig", 60, 0): True,
    ("langdurig", None, 5): True,
    ("langdurig-wassen", 60, 0): True,
    ("licht", 60, 0): True,
    ("anders", 12, 0): False,
    (None, 12, 0): False,
}


@pytest.mark.parametrize(("scenario", "maanden", "verlengd"), SCENARIOS)
def test_m10_household_help_in_scenarios(scenario: str | None, maanden: int | None, verlengd: int) -> None:
    """Temporary help takes at most three months, with one extension; the others last."""
    situatie = Situatie(huishoudplan=huishoudplan(150), scenario_verlengd=verlengd)
    goed = SCENARIOS[scenario, maanden, verlengd]
    assert geweigerd(MODEL, situatie, ho(scenario, maanden)) == ([] if goed else ["M10"])


def test_m3_household_help_rests_on_a_huishoudplan() -> None:
    """The minutes of the plan are those of the choice; what the network does is not counted."""
    assert geweigerd(MODEL, Situatie(), ho("langdurig")) == ["M3"]
    assert geweigerd(MODEL, Situatie(huishoudplan=huishoudplan(120)), ho("langdurig")) == ["M3"]
    assert geweigerd(MODEL, Situatie(huishoudplan=huishoudplan(150)), ho("langdurig")) == []


def test_m9_outside_the_norm_band_needs_a_reason() -> None:
    """IB2B: usually 60 to 240 minutes a week."""
    for minuten, goed in ((59, False), (60, True), (240, True), (241, False)):
        gekozen = keuze("IB2B", traject="traject-2", minuten_per_week=minuten)
        assert geweigerd(MODEL, Situatie(), gekozen) == ([] if goed else ["M9"])
        met_reden = keuze("IB2B", traject="traject-2", minuten_per_week=minuten, reden_afwijking="twee kinderen")
        assert geweigerd(MODEL, Situatie(), met_reden) == []


def test_m1_the_minutes_are_always_stated() -> None:
    reden = weigering(MODEL, Situatie(), keuze("IB2B", traject="traject-2"))
    assert (reden.regel, reden.veld) == ("M1", "minuten_per_week")


@pytest.mark.parametrize(("reist", "vervoer", "code"), list(product((True, False), (True, False), ("DB2B", "IB2B"))))
def test_m14_who_cannot_travel_is_fetched(reist: bool, vervoer: bool, code: str) -> None:
    """Transport goes with day care, for who cannot travel, and with nothing else."""
    goed = vervoer == (code == "DB2B" and not reist)
    gekozen = hulp(code, "traject-2", vervoer=vervoer)
    assert geweigerd(MODEL, Situatie(kan_niet_reizen=not reist), gekozen) == ([] if goed else ["M14"])


def test_m15_out_of_scope_is_refused_with_the_reason() -> None:
    buiten = ("Collectief vervoer", "Rolstoelen", "Woonvoorzieningen", "Kortdurend verblijf en andere respijtzorg")
    for wat in (*buiten, "Beschermd werk"):
        reden = weigering(MODEL, Situatie(), keuze(wat))
        assert reden.regel == "M15"
        assert reden.reden.startswith(f"{wat} valt buiten almere-2023: ")
        assert reden.wel == "Kies uit: HO, IB2B, DB2B, IB2S, DB2S, IB3, DB3."


def test_m67_a_product_that_is_not_in_the_model() -> None:
    assert weigering(MODEL, Situatie(), keuze("OIL2")).regel == "M67"


def test_m13_four_specialisms() -> None:
    for naam in ("psychosociaal", "lvb", "cognitief", "lichamelijk"):
        assert geweigerd(MODEL, Situatie(), hulp("IB2B", "traject-2", specialisme=naam)) == []
    reden = weigering(MODEL, Situatie(), hulp("IB2B", "traject-2", specialisme="verslaving"))
    assert (reden.regel, reden.wel) == ("M13", "Kies psychosociaal, lvb, cognitief of lichamelijk.")


def test_m46_a_total_has_an_end() -> None:
    assert "M46" in geweigerd(MODEL, Situatie(), keuze("IB2B", None, traject="traject-2", minuten_per_week=60))


def test_without_weighing_the_rules_that_need_no_situation_still_hold() -> None:
    assert geweigerd(MODEL, None, keuze("IB2B"), keuze("DB3")) == ["M7"]
    assert geweigerd(MODEL, None, keuze("IB3", 36)) == ["M6"]


def test_m3_m10_without_weighing_there_is_no_household_help() -> None:
    """No scenario and no huishoudplan: both are said; an urgent need waits for neither (Wmo 2015, 2.3.3)."""
    assert geweigerd(MODEL, None, ho(None)) == ["M10", "M3"]
    assert weigering(MODEL, None, ho("langdurig")).wel.startswith("Leg in een afweging het huishoudplan vast")
    assert geweigerd(MODEL, None, ho("tijdelijk", 4)) == ["M10", "M3"]
    spoed = [Zaak(laad(MODEL), BEGIN, None, (each,), spoed=True) for each in (ho(None), ho("licht"), ho("anders"))]
    assert [[each.regel for each in overtredingen(zaak)] for zaak in spoed] == [[], [], ["M10"]]


def _eigen(code: str) -> str:
    return "traject-3" if code in TRAJECTEN["traject-3"] else "traject-2"


def _vorig_jaar(code: str) -> Keuze:
    gewoon = hulp(code, None)
    return keuze(code, 12, ingang=gewoon.ingangsdatum.replace(year=gewoon.ingangsdatum.year - 1))
