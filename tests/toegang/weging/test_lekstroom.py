"""Lekstroom: four steps, 18 products. What is expected follows from the document, written out here by hand."""

from datetime import date
from itertools import chain, combinations, product

import pytest
from tests.toegang.weging.zaken import geweigerd, gronden, gronden_van, keuze, weigering

from toegang.domain.weging import Situatie

MODEL = "lekstroom-2022"
ADMINISTRATIE = "administratie-financien"
GEBIEDEN = (
    "zelfzorg-gezondheid",
    "regelvermogen-structuur",
    ADMINISTRATIE,
    "sociaal-persoonlijk",
    "daginvulling-zingeving",
)
OMSTANDIGHEDEN = ("verminderd-regelvermogen", "gevaar")
MAANDEN = (1, 6, 11, 12, 18, 24, 36, 60, 72)

# The matrix of the document: rows are intensities, columns 1-2, 3-4 and 5 areas, each behouden and ontwikkelen.
MATRIX = {
    0: {1: ("B1B0", "B1O0"), 3: ("B2B0", "B2O0"), 5: ("B3B0", "B3O0")},
    1: {1: ("B1B1", "B1O1"), 3: ("B2B1", "B2O1"), 5: ("B3B1", "B3O1")},
    2: {1: ("B1B2", "B1O2"), 3: ("B2B2", "B2O2"), 5: ("B3B2", "B3O2")},
}
KOLOM = {1: 1, 2: 1, 3: 3, 4: 3, 5: 5}
GEMIDDELD, LANGST = {"behouden": 24, "ontwikkelen": 12}, {"behouden": 60, "ontwikkelen": 24}
PLEK = {
    code: (zwaarte, kind, intensiteit)
    for intensiteit, rij in MATRIX.items()
    for zwaarte, paar in rij.items()
    for code, kind in zip(paar, ("behouden", "ontwikkelen"), strict=True)
}


def verwacht(code: str, aantal: int, omstandigheden: int, maanden: int, met_reden: bool) -> set[str]:
    zwaarte, soort, intensiteit = PLEK[code]
    gevonden = set()
    if KOLOM[aantal] != zwaarte:
        gevonden.add("M25")
    if intensiteit > omstandigheden:
        gevonden.add("M26")
    if maanden > LANGST[soort] or (maanden != GEMIDDELD[soort] and not met_reden):
        gevonden.add("M27")
    return gevonden


def test_m25_m26_m27_every_product_in_every_situation() -> None:
    """Step 1 to 4 for all 18 products (M22): 4,860 combinations, of which the frame allows only these."""
    anders = {}
    for code, aantal, omstandigheden, maanden, met_reden in product(PLEK, KOLOM, (0, 1, 2), MAANDEN, (False, True)):
        situatie = Situatie(gebieden=GEBIEDEN[:aantal], omstandigheden=OMSTANDIGHEDEN[:omstandigheden])
        reden = "Dan is de zoon verhuisd." if met_reden else None
        gevonden = set(geweigerd(MODEL, situatie, keuze(code, maanden, reden_afwijking=reden)))
        if gevonden != verwacht(code, aantal, omstandigheden, maanden, met_reden):
            anders[code, aantal, omstandigheden, maanden, met_reden] = gevonden
    assert anders == {}
    assert len(PLEK) == 18


def test_m24_administration_is_never_the_only_area() -> None:
    """Of the 31 sets of areas, one is refused (M23, M24)."""
    verzamelingen = list(chain.from_iterable(combinations(GEBIEDEN, aantal) for aantal in range(1, 6)))
    fout = [each for each in verzamelingen if "M24" in geweigerd(MODEL, Situatie(gebieden=each), keuze("B1O0"))]
    assert len(verzamelingen) == 31
    assert fout == [(ADMINISTRATIE,)]
    (reden,) = [weigering(MODEL, Situatie(gebieden=fout[0]), keuze("B1O0"))]
    assert reden.veld == "gebieden"
    assert "zelfzorg-gezondheid" in reden.wel
    assert "algemene voorziening" in reden.wel


@pytest.mark.parametrize(
    ("gebieden", "wel"),
    [((), "Kies uit:"), (("wonen",), "Kies uit:"), (("sociaal-persoonlijk",) * 2, "Noem elk gebied één keer.")],
    ids=["none", "unknown", "twice"],
)
def test_m23_areas_are_those_of_the_region(gebieden: tuple[str, ...], wel: str) -> None:
    reden = weigering(MODEL, Situatie(gebieden=gebieden), keuze("B1O0"))
    assert (reden.regel, reden.veld) == ("M23", "gebieden")
    assert reden.wel.startswith(wel)


def test_m26_circumstances_are_named_and_known() -> None:
    """+ without circumstances is refused with what would be allowed; two of the same are one."""
    een = Situatie(gebieden=GEBIEDEN[:1])
    assert weigering(MODEL, een, keuze("B1O1")).wel == "Toegestaan is nu intensiteit gemiddeld."
    dubbel = Situatie(gebieden=GEBIEDEN[:1], omstandigheden=("gevaar", "gevaar"))
    assert geweigerd(MODEL, dubbel, keuze("B1O1")) == []
    assert weigering(MODEL, dubbel, keuze("B1O2")).wel == "Toegestaan is nu intensiteit gemiddeld of plus."
    onbekend = Situatie(gebieden=GEBIEDEN[:1], omstandigheden=("pech",))
    assert weigering(MODEL, onbekend, keuze("B1O0")).veld == "omstandigheden"


def test_m27_three_years_of_development_is_refused() -> None:
    reden = weigering(MODEL, Situatie(gebieden=GEBIEDEN[:3]), keuze("B2O0", 36))
    assert (reden.regel, reden.veld) == ("M27", "einddatum")
    assert reden.wel == "Kies ten hoogste 24 maanden."
    assert geweigerd(MODEL, Situatie(gebieden=GEBIEDEN[:3]), keuze("B2B0", None)) == ["M27"]


def test_m27_what_differs_from_the_average_is_said_why() -> None:
    """Also a term that the document does not name, such as a year and a half."""
    drie = Situatie(gebieden=GEBIEDEN[:3])
    reden = weigering(MODEL, drie, keuze("B2O0", 18))
    assert (reden.reden, reden.wel) == (
        "18 maanden is anders dan de gemiddelde duur bij ontwikkelen.",
        "Kies 12 maanden, of geef de reden om af te wijken.",
    )
    grond = [
        each.reden for each in gronden_van(MODEL, drie, keuze("B2O0", 18, reden_afwijking="Dan is er een woning."))
    ]
    assert "Duur: 18 maanden, met een reden. Gemiddeld is een jaar." in grond


def test_m22_without_weighing_there_is_no_product() -> None:
    assert geweigerd(MODEL, None, keuze("B2O0")) == ["M22"]


def test_m25_the_right_product_is_named() -> None:
    assert weigering(MODEL, Situatie(gebieden=GEBIEDEN[:4]), keuze("B1O0")).wel == "Dan is het product B2O0."
    verkeerd = keuze("B2O0", traject="behouden")
    assert set(geweigerd(MODEL, Situatie(gebieden=GEBIEDEN[:4]), verkeerd)) == {"M25", "M27"}


def test_a_good_choice_rests_on_rules_by_number() -> None:
    situatie = Situatie(gebieden=GEBIEDEN, omstandigheden=OMSTANDIGHEDEN[:1])
    assert gronden(MODEL, situatie, keuze("B3O1", 12)) == ["M25", "M26", "M27"]


def test_m57_one_provider_and_one_traject_at_a_time() -> None:
    situatie = Situatie(gebieden=GEBIEDEN[:3])
    begin = date(2023, 1, 1)
    een, twee = keuze("B2O0", 12, begin, aanbieder="99990001"), keuze("B2B0", 24, begin, aanbieder="99990002")
    assert geweigerd(MODEL, situatie, een, lopend=(twee,)) == ["M57"]
    later = keuze("B2O0", 12, begin.replace(year=2025))
    assert geweigerd(MODEL, situatie, later, lopend=(twee,)) == []


@pytest.mark.parametrize("code", ["OZR1", "OZR2", "OZR3"])
def test_m45_the_hourly_products_are_over(code: str) -> None:
    reden = weigering(MODEL, Situatie(gebieden=GEBIEDEN[:1]), keuze(code, 6))
    assert (reden.regel, reden.wel) == ("M45", "Kijk naar: Een van de 18 nieuwe producten.")


def test_m103_after_the_last_day_of_the_term_no_help_begins() -> None:
    """7d: two years, and twice one year more; until and with 31 December 2025, however long the help then lasts."""
    situatie = Situatie(gebieden=GEBIEDEN[:3])
    assert geweigerd(MODEL, situatie, keuze("B2O0", 12, date(2025, 12, 31))) == []
    reden = weigering(MODEL, situatie, keuze("B2O0", 12, date(2026, 1, 1)))
    assert (reden.regel, reden.veld, reden.plek) == ("M103", "ingangsdatum", 0)
    assert "31-12-2025" in reden.reden


def test_m103_the_term_counts_also_in_an_urgent_need() -> None:
    """Nothing is weighed first then, and there is still nobody with a contract to give the help."""
    assert geweigerd(MODEL, None, keuze("B2O0", 12, date(2026, 1, 1)))[0] == "M103"
