"""The Jeugdwet as toegang carries it out: age, the way in, authority, consent, and which municipality (issue 18)."""

from collections.abc import Callable
from datetime import date

import pytest

from istandaard.codes import DatumGebruik, SoortRelatie, TypeVerwijzer
from toegang.domain.jeugd import (
    MET_AGB,
    Adresperiode,
    Gezag,
    Jeugdzaak,
    Verlengingsgrond,
    Woonplaatsgrond,
    check_gezag,
    check_product,
    check_toestemming,
    check_verwijzer,
    check_woonplaats,
    laatste_dag,
    overgang_op,
    woonplaats,
)
from toegang.domain.persoon import Geboren
from weigering import Weigering
from wetten import Wet

GEBOREN = Geboren(date(2008, 3, 15))
AMBULANT, BEGELEIDING, ROLSTOEL = "45", "02", "11"
LANG = date(2027, 1, 1)


def weigert(doe: Callable[[], object]) -> str | None:
    """The article or rule with which something is refused; None when it may be."""
    try:
        doe()
    except Weigering as fout:
        return fout.regel
    return None


@pytest.mark.parametrize(
    ("verlengingsgrond", "laatste"),
    [
        (None, date(2026, 3, 14)),
        (Verlengingsgrond.BEGONNEN, date(2031, 3, 14)),
        (Verlengingsgrond.BEPAALD, date(2031, 3, 14)),
        (Verlengingsgrond.HERVAT, date(2031, 3, 14)),
        (Verlengingsgrond.PLEEGZORG, date(2029, 3, 14)),
        (Verlengingsgrond.STRAFRECHT, None),
    ],
)
def test_the_jeugdwet_holds_until_a_birthday_and_longer_where_the_law_says_so(
    verlengingsgrond: Verlengingsgrond | None, laatste: date | None
) -> None:
    assert laatste_dag(GEBOREN, verlengingsgrond) == laatste
    if laatste is None:
        assert (
            weigert(lambda: check_product(Wet.JEUGDWET, GEBOREN, verlengingsgrond, AMBULANT, LANG, None, "p")) is None
        )
        return
    erna = date(laatste.year, laatste.month, laatste.day + 1)

    def oordeel(van: date, tot: date | None) -> str | None:
        return weigert(lambda: check_product(Wet.JEUGDWET, GEBOREN, verlengingsgrond, AMBULANT, van, tot, "p"))

    assert oordeel(laatste, laatste) is None
    assert oordeel(date(2024, 1, 1), laatste) is None
    assert oordeel(date(2024, 1, 1), erna) == "Jeugdwet 1.1"
    assert oordeel(date(2024, 1, 1), None) == "Jeugdwet 1.1"
    assert oordeel(erna, erna) == "Jeugdwet 1.1"


@pytest.mark.parametrize("verlengingsgrond", [None, Verlengingsgrond.PLEEGZORG])
@pytest.mark.parametrize("van", [date(2024, 1, 1), LANG.replace(year=2030)])
def test_who_has_no_ground_yet_hears_that_one_may_be_recorded(
    verlengingsgrond: Verlengingsgrond | None, van: date
) -> None:
    with pytest.raises(Weigering) as geweigerd:
        check_product(Wet.JEUGDWET, GEBOREN, verlengingsgrond, AMBULANT, van, None, "p")
    assert ("leg vast waarom" in geweigerd.value.reden) is (verlengingsgrond is None)


def test_of_who_was_born_in_a_known_year_the_last_day_that_can_be_counts() -> None:
    assert laatste_dag(Geboren(date(2008, 3, 1), DatumGebruik.DAG_ONBEKEND), None) == date(2026, 3, 30)
    assert laatste_dag(Geboren(date(2008, 1, 1), DatumGebruik.DAG_EN_MAAND_ONBEKEND), None) == date(2026, 12, 30)
    assert weigert(lambda: laatste_dag(Geboren(date(1900, 1, 1), DatumGebruik.ONBEKEND), None)) == "Jeugdwet 1.1"
    assert overgang_op(Geboren(date(1900, 1, 1), DatumGebruik.ONBEKEND)) is None
    assert overgang_op(GEBOREN) == date(2026, 3, 15)


def test_the_wmo_has_for_a_child_only_what_the_jeugdwet_leaves() -> None:
    def oordeel(categorie: str, van: date) -> str | None:
        return weigert(lambda: check_product(Wet.WMO, GEBOREN, None, categorie, van, None, "p"))

    assert oordeel(BEGELEIDING, date(2026, 3, 14)) == "Jeugdwet 1.1"
    assert oordeel(BEGELEIDING, date(2026, 3, 15)) is None
    assert oordeel(ROLSTOEL, date(2024, 1, 1)) is None


@pytest.mark.parametrize("verwijzer", TypeVerwijzer)
def test_a_referrer_is_named_as_a_message_names_one(verwijzer: TypeVerwijzer) -> None:
    met = verwijzer in MET_AGB
    assert weigert(lambda: check_verwijzer(verwijzer, None, None)) == ("CD067" if met else None)
    assert weigert(lambda: check_verwijzer(verwijzer, "01999901", None)) == (None if met else "CD068")
    assert weigert(lambda: check_verwijzer(verwijzer, None, "De Praktijk")) is None
    assert weigert(lambda: check_verwijzer(verwijzer, "01999901", "De Praktijk")) == ("CD066" if met else "CD068")


def test_authority_is_with_a_parent_or_guardian_who_is_known_or_with_the_youth_from_16() -> None:
    op = date(2024, 3, 15)  # 16 today

    def oordeel(gezag: Gezag, *relaties: SoortRelatie, dag: date = op) -> str | None:
        return weigert(lambda: check_gezag(gezag, relaties, GEBOREN, dag))

    assert oordeel(Gezag.OUDERS, SoortRelatie.OUDER) is None
    assert oordeel(Gezag.OUDERS, SoortRelatie.BUUR) == "OP001"
    assert oordeel(Gezag.OUDERS) == "OP001"
    assert oordeel(Gezag.VOOGD, SoortRelatie.VOOGD) is None
    assert oordeel(Gezag.VOOGD, SoortRelatie.OUDER) == "OP001"
    assert oordeel(Gezag.JEUGDIGE) is None
    assert oordeel(Gezag.JEUGDIGE, dag=date(2024, 3, 14)) == "OP002"
    assert oordeel(Gezag.OUDERS, dag=date(2026, 3, 15)) is None, "an adult has no gezagsdrager"


@pytest.mark.parametrize(
    ("jaren", "gezag", "jeugdige", "mag"),
    [
        (11, True, False, True),
        (11, False, True, False),
        (12, True, False, False),
        (12, False, True, False),
        (12, True, True, True),
        (15, True, False, False),
        (15, False, True, False),
        (16, False, True, True),
        (16, True, False, False),
        (19, False, True, True),
    ],
)
def test_who_decides_at_this_age_agreed(jaren: int, gezag: bool, jeugdige: bool, mag: bool) -> None:
    op = date(2008 + jaren, 3, 15)
    zaak = Jeugdzaak(TypeVerwijzer.HUISARTS, None, Gezag.OUDERS, gezag, jeugdige)
    assert weigert(lambda: check_toestemming(zaak, GEBOREN, op)) == (None if mag else "Jeugdwet 7.3.4")
    zaak = Jeugdzaak(TypeVerwijzer.RECHTER, None, Gezag.OUDERS, gezag, jeugdige)
    assert weigert(lambda: check_toestemming(zaak, GEBOREN, op)) is None, "a court decides itself"


def test_the_responsible_municipality_follows_from_the_addresses() -> None:
    thuis = Adresperiode("0141", date(2010, 1, 1), is_verblijf=False)
    stay = Adresperiode("0034", date(2023, 1, 1), is_verblijf=True)
    verder = Adresperiode("0363", date(2024, 1, 1), is_verblijf=True)
    op = date(2024, 6, 1)
    assert woonplaats([thuis], op) == ("0141", Woonplaatsgrond.WOONADRES)
    assert woonplaats([stay, thuis], op) == ("0141", Woonplaatsgrond.VOOR_VERBLIJF)
    assert woonplaats([thuis, stay, verder], op) == ("0141", Woonplaatsgrond.VOOR_VERBLIJF)
    assert woonplaats([thuis, stay], date(2022, 12, 31)) == ("0141", Woonplaatsgrond.WOONADRES)
    assert woonplaats([stay], op) is None
    assert woonplaats([thuis], date(2009, 12, 31)) is None
    assert woonplaats([], op) is None
    assert weigert(lambda: check_woonplaats("0141", "0141")) is None
    assert weigert(lambda: check_woonplaats("0034", "0141")) == "Jeugdwet 1.1"
