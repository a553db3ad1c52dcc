"""Noord-Veluwe: cycles of goals, and access that is never blocked by complexity."""

from itertools import product

from tests.toegang.weging.zaken import geweigerd, keuze, weigering

from toegang.domain.weging import Keuze, Situatie

MODEL = "noord-veluwe-2021"
PRODUCTEN = {"huishouden": {"HBH"}, "cyclisch": {"AB", "BG"}}
GEBIEDEN = ("huishouden", "dagstructuur", "meedoen", "zelfzorg", "regie")


def hulp(code: str, traject: str | None, maanden: int = 12) -> Keuze:
    return keuze(code, maanden, traject=traject, minuten_per_week=120)


def test_m34_every_product_in_every_traject() -> None:
    anders = {}
    for code, traject, maanden in product(("HBH", "AB", "BG"), PRODUCTEN, (6, 12, 60)):
        gevonden = geweigerd(MODEL, Situatie(), hulp(code, traject, maanden))
        if gevonden != ([] if code in PRODUCTEN[traject] else ["M34"]):
            anders[code, traject, maanden] = gevonden
    assert anders == {}


def test_m42_access_is_never_blocked_because_a_case_is_complex() -> None:
    """All areas at once, all products at once: nothing is refused for that."""
    alles = [hulp("HBH", "huishouden"), hulp("AB", "cyclisch"), hulp("BG", "cyclisch")]
    for aantal in range(len(GEBIEDEN) + 1):
        assert geweigerd(MODEL, Situatie(gebieden=GEBIEDEN[:aantal]), *alles) == []


def test_m9_household_help_has_a_norm_band() -> None:
    reden = weigering(MODEL, Situatie(), keuze("HBH", traject="huishouden", minuten_per_week=300))
    assert (reden.regel, reden.wel) == ("M9", "Kies 60 tot 240 minuten, of geef de reden om af te wijken.")


def test_m23_an_area_of_another_region() -> None:
    assert geweigerd(MODEL, Situatie(gebieden=("wonen",)), hulp("AB", "cyclisch")) == ["M23"]
