"""Alkmaar: a ladder from light to heavy; recovery or maintenance."""

from itertools import product

import pytest
from tests.toegang.weging.zaken import geweigerd, gronden, keuze, weigering

from inkoop import laad
from toegang.domain.weging import Keuze, Situatie, opties

MODEL = "regio-alkmaar-2027"
TREDE = {"KV": 1, "DBG": 2, "BI": 3, "BT": 3, "BWI": 3, "BWW": 3}
MINUTEN = {"DBG": 480, "BI": 120, "BT": 300}
REDENEN = {1: (1, "het netwerk is al ontlast"), 2: (2, "een groep geeft te veel prikkels")}


def hulp(code: str, traject: str = "herstel", maanden: int = 12) -> Keuze:
    return keuze(code, maanden, traject=traject, minuten_per_week=MINUTEN.get(code))


def test_m20_m29_every_product_on_every_step() -> None:
    """Each lighter step that was passed has its reason; recovery takes at most three years (M29), maintenance more."""
    anders = {}
    for code, gepasseerd, traject, maanden in product(
        TREDE, ((), (1,), (2,), (1, 2)), ("herstel", "behoud"), (12, 36, 37, 120)
    ):
        verwacht = set()
        if not set(range(1, TREDE[code])) <= set(gepasseerd):
            verwacht.add("M20")
        if traject == "herstel" and maanden > 36:
            verwacht.add("M29")
        situatie = Situatie(gepasseerd=tuple(REDENEN[each] for each in gepasseerd))
        gevonden = set(geweigerd(MODEL, situatie, hulp(code, traject, maanden)))
        if gevonden != verwacht:
            anders[code, gepasseerd, traject, maanden] = gevonden
    assert anders == {}


def test_m20_says_which_steps_were_passed_without_a_reason() -> None:
    reden = weigering(MODEL, Situatie(gepasseerd=(REDENEN[2],)), hulp("BI"))
    assert reden.reden == "Dit is trede 3. Er staat niet waarom trede 1 (KV) niet volstaat."
    assert geweigerd(MODEL, None, keuze("BI")) == ["M20"]


def test_m37_maintenance_may_be_decided_over_several_years() -> None:
    """Several years where it fits: the usual term of behoud is three years, and there is no longest."""
    gevonden = {
        (each.product.code, each.traject.naam): each.maanden
        for each in opties(laad(MODEL), Situatie(), laad(MODEL).versie, laad(MODEL).versie)
        if each.traject and not each.weigeringen
    }
    assert gevonden == {("KV", "herstel"): (12,), ("KV", "behoud"): (36,)}


@pytest.mark.parametrize(
    ("traject", "door", "hoe"), [("herstel", "gemeente", "intensief"), ("behoud", "gemeente", "licht")]
)
def test_m29_m88_recovery_gets_closer_direction(traject: str, door: str, hoe: str) -> None:
    (gevonden,) = {
        (each.traject.regie.door, each.traject.regie.intensiteit)
        for each in opties(laad(MODEL), Situatie(), laad(MODEL).versie, laad(MODEL).versie)
        if each.traject and each.traject.naam == traject
    }
    assert gevonden == (door, hoe)


def test_m37_help_that_keeps_somebody_going_may_last_for_years() -> None:
    assert "M37" in gronden(MODEL, Situatie(), hulp("BI", "behoud", 120))
    assert "M37" not in gronden(MODEL, Situatie(), hulp("BI", "herstel", 12))
