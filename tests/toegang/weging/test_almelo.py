"""Almelo: developing or stabilising, individual unless a group is expressly needed, three ways in."""

from datetime import date
from itertools import product

import pytest
from tests.toegang.weging.zaken import geweigerd, gronden, keuze, weigering

from inkoop import laad
from toegang.domain.weging import Keuze, Situatie, Verwijzing, Zaak, overtredingen, te_beschikken
from wetten import Wet

MODEL = "almelo-2024"
MINUTEN = {"OIL1": 60, "OIL2": 120, "OIL3": 120, "PV1": 60, "OMD1": 480, "OMD2": 480}
GROEP = {"OMD1", "OMD2"}
LOOPT_AF = {"OIL1", "OMD1"}
LANGST = {"ontwikkelen": 24, "stabiliseren": None}
IN_2024 = date(2024, 1, 1)


def hulp(code: str, traject: str | None = "ontwikkelen", maanden: int = 12, begin: date = IN_2024) -> Keuze:
    return keuze(code, maanden, ingang=begin, traject=traject, minuten_per_week=MINUTEN[code])


def test_m28_m44_m45_every_product_in_every_traject() -> None:
    """Developing takes at most two years, a group has a reason, what is phased out has no last day."""
    anders = {}
    for code, traject, maanden, reden in product(MINUTEN, LANGST, (6, 12, 24, 25, 60), (None, "contact leren maken")):
        verwacht = set()
        langst = LANGST[traject]
        if langst and maanden > langst:
            verwacht.add("M28")
        if code in GROEP and reden is None:
            verwacht.add("M44")
        gevonden = set(geweigerd(MODEL, Situatie(reden_groep=reden), hulp(code, traject, maanden)))
        if gevonden != verwacht:
            anders[code, traject, maanden, reden] = gevonden
    assert anders == {}


@pytest.mark.parametrize("code", MINUTEN)
def test_m45_what_is_phased_out_is_marked_and_not_refused(code: str) -> None:
    """The document gives no day, so none is made up: not in 2024, and not years later."""
    gekozen = hulp(code, begin=date(2027, 1, 1))
    assert geweigerd(MODEL, Situatie(reden_groep="ja"), gekozen, op=date(2027, 1, 1)) == []
    assert ("M45" in gronden(MODEL, Situatie(reden_groep="ja"), gekozen)) is (code in LOOPT_AF)


def test_m44_individual_is_offered_instead() -> None:
    reden = weigering(MODEL, Situatie(), hulp("OMD2"))
    assert reden.wel == "Kies individueel (OIL1, OIL2, OIL3, PV1), of leg vast waarom een groep nodig is (redenGroep)."
    assert geweigerd(MODEL, None, keuze("OMD2", ingang=IN_2024)) == ["M44"]


@pytest.mark.parametrize("code", MINUTEN)
def test_m43_practical_help_when_stabilising_goes_to_household_help(code: str) -> None:
    situatie = Situatie(alleen_praktische_hulp=True, reden_groep="ja")
    reden = weigering(MODEL, situatie, hulp(code, "stabiliseren"))
    assert (reden.regel, reden.wel) == ("M43", "Ga naar: Huishoudelijke ondersteuning.")
    assert geweigerd(MODEL, situatie, hulp(code, "ontwikkelen")) == []


def test_m43_no_youth_is_led_to_household_help() -> None:
    gekozen = keuze("ABJ", ingang=IN_2024, traject="stabiliseren", minuten_per_week=60)
    situatie = Situatie(alleen_praktische_hulp=True)
    assert overtredingen(Zaak(laad(MODEL), IN_2024, situatie, (gekozen,), wet=Wet.JEUGDWET)) == []


@pytest.mark.parametrize("wet", Wet)
def test_m67_of_an_unknown_product_only_the_products_of_the_law_of_the_case_are_named(wet: Wet) -> None:
    (reden,) = overtredingen(Zaak(laad(MODEL), IN_2024, None, (keuze("HO", ingang=IN_2024),), wet=wet))
    genoemd = set(reden.wel.removeprefix("Kies uit: ").removesuffix(".").split(", "))
    assert reden.regel == "M67"
    assert genoemd == {each.code for each in te_beschikken(laad(MODEL), IN_2024) if each.wet is wet} != set()


def test_m30_the_municipality_sets_the_minutes() -> None:
    zonder = keuze("OIL2", ingang=IN_2024, traject="ontwikkelen")
    assert weigering(MODEL, Situatie(), zonder).regel == "M30"


BUITEN = ("Huishoudelijke ondersteuning", "wonen en verblijf", "Diagnostiek", "Regionale crisisfunctie",
          "Jeugdbescherming", "Jeugdreclassering", "Orthopedagogisch leefklimaat", "Algemene voorzieningen",
          "Overige regionale regelingen")  # fmt: skip


def test_m15_what_the_document_puts_outside_is_refused_as_such() -> None:
    """1.1 and 3.3 of the document; youth and crisis of its five lots are bought, and are no longer among them."""
    for wat in BUITEN:
        assert geweigerd(MODEL, Situatie(), keuze(wat, ingang=IN_2024)) == ["M15"]
    assert {each.titel.casefold() for each in laad(MODEL).buiten_scope} == {each.casefold() for each in BUITEN}
    for code in ("ABJ", "FF"):
        gekozen = keuze(code, ingang=IN_2024)
        assert overtredingen(Zaak(laad(MODEL), IN_2024, None, (gekozen,), wet=Wet.JEUGDWET)) == []


DAG = date(2024, 1, 5)
ROUTES: list[tuple[Verwijzing, list[str]]] = [
    (Verwijzing("huisarts"), []),
    (Verwijzing("huisarts", meer_domeinen=True), ["M40"]),
    (Verwijzing("huisarts", meer_domeinen=True, gemeld_op=DAG), []),
    (Verwijzing("huisarts", verlenging=True), ["M40"]),
    (Verwijzing("huisarts", verlenging=True, beoordeeld_op=DAG), []),
    (Verwijzing("gecertificeerde-instelling"), ["M41"]),
    (Verwijzing("gecertificeerde-instelling", overlegd_op=DAG), []),
    (Verwijzing("gecertificeerde-instelling", overlegd_op=DAG, verlenging=True, meer_domeinen=True), []),
    (Verwijzing("school"), ["M40"]),
]


@pytest.mark.parametrize(("verwijzing", "verwacht"), ROUTES)
def test_m40_m41_who_else_may_refer(verwijzing: Verwijzing, verwacht: list[str]) -> None:
    """A doctor reports problems in several domains and waits at an extension; an institution talks first."""
    gekozen = keuze("ABJ", ingang=IN_2024, traject="ontwikkelen", minuten_per_week=60)
    zaak = Zaak(laad(MODEL), IN_2024, Situatie(verwijzing=verwijzing), (gekozen,), wet=Wet.JEUGDWET)
    assert [each.regel for each in overtredingen(zaak)] == verwacht


def test_m40_m41_no_adult_is_referred_by_the_ways_of_youth() -> None:
    for route, regel in (("huisarts", "M40"), ("gecertificeerde-instelling", "M41")):
        verwezen = Situatie(verwijzing=Verwijzing(route, overlegd_op=DAG))
        assert geweigerd(MODEL, verwezen, hulp("OIL2")) == [regel]


def test_m40_in_another_region_only_the_municipality_refers() -> None:
    gekozen = keuze("IB3", traject="traject-3", minuten_per_week=120)
    reden = weigering("almere-2023", Situatie(verwijzing=Verwijzing("huisarts")), gekozen)
    assert (reden.regel, reden.wel) == ("M40", "In deze regio verwijst alleen de gemeente.")


def test_cd076_a_product_per_week_has_an_end() -> None:
    assert "CD076" in geweigerd(MODEL, None, keuze("OIL2", None, ingang=IN_2024))


def test_cs003_an_end_lies_after_the_beginning() -> None:
    verkeerd = Keuze("OIL2", date(2024, 2, 1), date(2024, 1, 31))
    assert "CS003" in geweigerd(MODEL, None, verkeerd)
