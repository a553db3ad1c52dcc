"""M128: whose help of a provider ended, what followed on it, and whom that counts for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.monitoring.feit import AGB, ALMERE, ANDER, cijfers, dossier, tel

from monitoring.domain import maten
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.toewijzing import HULP, HulpVanClient
from monitoring.domain.feiten.uitstroom import (
    STOP,
    VERLENGD,
    VERTROKKEN,
    VERVOLG,
    Gestopt,
    Verlengd,
    Vertrokken,
    Vervolgd,
)
from monitoring.domain.uitstroom import DAGEN_ERNA, Uitkomst, geeindigd
from monitoring.rapporten.uitstroom import _rij

EINDE = date(2023, 6, 30)
UREN = HulpVanClient(
    gemeente=ALMERE, agb=AGB, code="IB2B", ingangsdatum=date(2023, 1, 1), einddatum=date(2023, 12, 31), vervallen=False,
    volume=10, eenheid="04", frequentie="4",
)  # fmt: skip
ERNA = replace(UREN, agb=ANDER, ingangsdatum=EINDE + timedelta(days=DAGEN_ERNA))
"""Other help that just follows: it begins on the last day that counts."""


def hulp(key: str = "t1", feit: HulpVanClient = UREN) -> Notitie:
    return HULP.noteer("k", key, 1, feit)


def stop(key: str = "t1", datum: date = EINDE, reden: str = "19", *, telt: bool = True, rang: int = 2) -> Notitie:
    return STOP.noteer("k", f"{key}:{datum}", rang, Gestopt(key, datum, reden, telt))


def vervolg(wat: str, product: str = "t1", rang: int = 1) -> Notitie:
    return VERVOLG.noteer("k", product, rang, Vervolgd(wat))


def uitkomsten(*notities: Notitie) -> list[Uitkomst]:
    return [each.uitkomst for each in geeindigd(dossier(*notities))]


@pytest.mark.parametrize(
    ("besloten", "uitkomst"),
    [
        ("geen", Uitkomst.NIETS_NODIG), ("algemene-voorziening", Uitkomst.SOCIALE_BASIS),
        ("eigen-netwerk", Uitkomst.SOCIALE_BASIS), ("andere-wet", Uitkomst.ELDERS),
        ("nieuw-onderzoek", Uitkomst.NIET_BEKEND),
    ],
)  # fmt: skip
def test_m128_what_was_decided_to_follow_says_where_a_client_went(besloten: str, uitkomst: Uitkomst) -> None:
    assert uitkomsten(hulp(), stop(), vervolg(besloten)) == [uitkomst]
    assert uitkomsten(hulp(), stop(), vervolg("geen"), vervolg(besloten, rang=2)) == [uitkomst]


@pytest.mark.parametrize(
    ("reden", "wet", "uitkomst"),
    [
        ("19", None, Uitkomst.NIET_BEKEND), ("38", None, Uitkomst.ELDERS), ("39", None, Uitkomst.ELDERS),
        ("02", None, Uitkomst.VERTROKKEN), ("31", None, Uitkomst.VERTROKKEN), ("02", "jeugdwet", Uitkomst.VERTROKKEN),
        ("31", "jeugdwet", Uitkomst.NIET_BEKEND),
    ],
)  # fmt: skip
def test_m128_the_reason_of_a_stop_is_read_by_its_law(reden: str, wet: str | None, uitkomst: Uitkomst) -> None:
    """31 is a move under the Wmo, and an end by plan under the Jeugdwet."""
    assert uitkomsten(hulp(feit=replace(UREN, wet=wet)), stop(reden=reden)) == [uitkomst]


def test_m128_who_died_or_moved_by_the_last_day_is_apart_and_who_did_later_is_not() -> None:
    weg = VERTROKKEN.noteer("k", 1, Vertrokken(EINDE))
    later = VERTROKKEN.noteer("k", 1, Vertrokken(EINDE + timedelta(days=1)))
    assert uitkomsten(hulp(), stop(), vervolg("geen"), weg) == [Uitkomst.VERTROKKEN]
    assert uitkomsten(hulp(), stop(), vervolg("geen"), later) == [Uitkomst.NIETS_NODIG]


@pytest.mark.parametrize(
    ("volume", "uitkomst"), [(9, Uitkomst.LICHTER), (10, Uitkomst.ELDERS), (11, Uitkomst.ZWAARDER)]
)
def test_m62_m128_less_help_elsewhere_is_lighter_more_is_heavier_as_much_is_elsewhere(
    volume: int, uitkomst: Uitkomst
) -> None:
    assert uitkomsten(hulp(), stop(), hulp("t2", replace(ERNA, volume=volume)), vervolg("geen")) == [uitkomst]


def test_m128_help_that_begins_a_day_too_late_does_not_follow() -> None:
    """It has to run a month after the end; help that ended before that day follows neither."""
    laat = replace(ERNA, volume=1, ingangsdatum=ERNA.ingangsdatum + timedelta(days=1))
    kort = replace(ERNA, volume=1, ingangsdatum=EINDE, einddatum=ERNA.ingangsdatum - timedelta(days=1))
    for feit in (laat, kort):
        assert uitkomsten(hulp(), stop(), hulp("t2", feit), vervolg("geen")) == [Uitkomst.NIETS_NODIG]
    tot_de_dag = replace(kort, einddatum=ERNA.ingangsdatum)
    assert uitkomsten(hulp(), stop(), hulp("t2", tot_de_dag), vervolg("geen")) == [Uitkomst.LICHTER]


def test_m128_all_help_of_the_client_is_weighed() -> None:
    """Who had two providers and keeps one has lighter help."""
    naast = replace(ERNA, ingangsdatum=UREN.ingangsdatum)
    assert uitkomsten(hulp(), hulp("t2", naast), stop()) == [Uitkomst.LICHTER]


def test_m128_help_has_ended_when_nothing_of_that_provider_goes_on() -> None:
    """Not by a stop for a while, one that was removed, one of two assignments, or by running out."""
    for niet in (
        [hulp()],
        [hulp(), stop(telt=False)],
        [hulp(), stop(), stop(telt=False, rang=3)],
        [hulp(), hulp("t2"), stop()],
        [hulp(), hulp("t2", replace(UREN, einddatum=None)), stop()],
        [hulp(feit=replace(UREN, vervallen=True)), stop()],
    ):
        assert uitkomsten(*niet) == []
    op_tijd_af = replace(UREN, einddatum=EINDE - timedelta(days=1))
    assert uitkomsten(hulp(), hulp("t2", op_tijd_af), stop()) == [Uitkomst.NIET_BEKEND]
    assert [each.datum for each in geeindigd(dossier(hulp(), stop(), stop(datum=EINDE + timedelta(days=5))))] == [
        EINDE + timedelta(days=5)
    ]


def test_m128_what_follows_an_extension_counts_and_not_what_was_said_before_it() -> None:
    verlengd = VERLENGD.noteer("k", "p2", 1, Verlengd("t1", date(2023, 3, 1)))
    later = VERLENGD.noteer("k", "p1", 1, Verlengd("t1", date(2023, 5, 1)))
    assert uitkomsten(hulp(), stop(), verlengd, vervolg("geen")) == [Uitkomst.NIET_BEKEND]
    alles = (hulp(), stop(), verlengd, later, vervolg("geen", "p2"), vervolg("eigen-netwerk", "p1"))
    assert uitkomsten(*alles) == [Uitkomst.SOCIALE_BASIS]


def test_m128_a_client_counts_once_per_provider_and_once_for_all_together() -> None:
    """Two assignments of one provider, and another provider that stopped earlier."""
    eerder = EINDE - timedelta(days=DAGEN_ERNA)
    verschil = tel(
        hulp(),
        hulp("t2"),
        hulp("t3", replace(UREN, agb=ANDER)),
        stop(),
        stop("t2"),
        stop("t3", eerder),
        vervolg("geen"),
    )
    mei, juni = date(2023, 5, 1), date(2023, 6, 1)
    assert {key: n for key, n in cijfers(verschil).items() if key.maat is maten.UITSTROOM} == {
        Geteld(maten.UITSTROOM, juni, ALMERE, AGB, "", "niets nodig", True): 1,
        Geteld(maten.UITSTROOM, mei, ALMERE, ANDER, "", "lichter", True): 1,
        Geteld(maten.UITSTROOM, juni, ALMERE, "", "", "niets nodig"): 1,
    }


def test_m62_m128_of_nine_clients_nothing_is_said_and_of_ten_all() -> None:
    """Outflow is a share of who is still there: two of the ten died or moved."""
    telling = {"niets nodig": 3, "sociale basis": 1, "lichter": 1, "elders": 3, "vertrokken": 2}
    bijgesteld = {maten.TOEWIJZING: 4, maten.AFGESCHAALD: 1}
    assert _rij(telling, bijgesteld) == (10, 3, 1, 1, 0, 3, 0, 2, 0.5, 0.25)
    assert _rij(telling | {"lichter": 0}, bijgesteld) == (*[None] * 9, 0.25)
