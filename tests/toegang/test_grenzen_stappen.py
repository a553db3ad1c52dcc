"""What lets a step be and what refuses it, and what is told and kept: each decision of toegang by itself."""

from datetime import date

import pytest

from inkoop import laad
from istandaard.codes import NaamGebruik
from toegang.domain.beschikking import Besluituitkomst
from toegang.domain.bewaren import vernietigen_per
from toegang.domain.bezwaar import (
    VERDAGING_WEKEN,
    Bezwaaruitkomst,
    bezwaar_tot,
    check_besluit_op_bezwaar,
    check_brief,
    check_verdaging,
)
from toegang.domain.brief import achternaam
from toegang.domain.route import (
    Bevinding,
    Toereikend,
    check_nieuwe_zaak,
    check_pgb_uitleg,
    check_voorliggend,
    check_woongemeente,
)
from toegang.domain.termijn import laatste_dag
from weigering import Weigering

BESLUIT, VANDAAG = date(2024, 5, 27), date(2024, 6, 3)
GEGROND = Bezwaaruitkomst.GEGROND
ALMERE = laad("almere-2023")


def test_what_stands_in_no_way_of_a_step() -> None:
    check_verdaging(None, False, None, VANDAAG)
    check_verdaging(None, False, VANDAAG, VANDAAG)
    for uitkomst in (Bezwaaruitkomst.ONGEGROND, Bezwaaruitkomst.NIET_ONTVANKELIJK):
        check_brief(uitkomst)
    for woongemeente, verhuisd_op in ((None, None), ("0034", None), ("0034", BESLUIT)):
        check_woongemeente("0034", woongemeente, verhuisd_op, "")
    check_nieuwe_zaak(None, None)
    for gewenst, uitgelegd in ((False, False), (False, True), (True, True)):
        check_pgb_uitleg(gewenst, uitgelegd)


def test_who_objects_has_six_weeks_and_the_decision_may_be_put_off_by_six() -> None:
    """Awb 6:7 and 7:10, third paragraph."""
    tot = bezwaar_tot(date(2024, 5, 6))
    assert (tot, laatste_dag(tot, VERDAGING_WEKEN)) == (date(2024, 6, 17), date(2024, 7, 29))


@pytest.mark.parametrize("uitkomst", list(Bezwaaruitkomst))
@pytest.mark.parametrize("nieuw", [None, Besluituitkomst.AFGEWEZEN])
@pytest.mark.parametrize("producten", [0, 1])
def test_an_objection_that_is_gegrond_brings_a_new_decision_and_no_other_does(
    uitkomst: Bezwaaruitkomst, nieuw: Besluituitkomst | None, producten: int
) -> None:
    """Awb 7:11."""
    if nieuw is not None if uitkomst == GEGROND else nieuw is None and not producten:
        check_besluit_op_bezwaar(False, uitkomst, nieuw, producten, BESLUIT, BESLUIT, VANDAAG)
        return
    with pytest.raises(Weigering) as geweigerd:
        check_besluit_op_bezwaar(False, uitkomst, nieuw, producten, BESLUIT, BESLUIT, VANDAAG)
    assert geweigerd.value.regel == "Awb 7:11"


def test_everything_that_goes_first_is_judged_and_nothing_else() -> None:
    """M19, M21: with the rule of each."""
    genoemd = {each.titel: Toereikend.ONVOLDOENDE for each in ALMERE.voorliggend}
    assert check_voorliggend(ALMERE, genoemd) == [
        Bevinding(each.titel, Toereikend.ONVOLDOENDE, ", ".join(each.bron)) for each in ALMERE.voorliggend
    ]
    laatste = ALMERE.voorliggend[-1]
    minder = {titel: oordeel for titel, oordeel in genoemd.items() if titel != laatste.titel}
    for wat, woord, regel in (
        (minder, f"Zeg ook of dit genoeg is: {laatste.titel}.", ", ".join(laatste.bron)),
        (genoemd | {"Zeilen": Toereikend.VOLDOENDE}, "gaat in", "M19"),
    ):
        with pytest.raises(Weigering) as geweigerd:
            check_voorliggend(ALMERE, wat)
        assert woord in geweigerd.value.reden
        assert geweigerd.value.regel == regel


@pytest.mark.parametrize(
    ("gebruik", "naam"),
    [
        (NaamGebruik.EIGEN_NAAM, "de Wit"),
        (NaamGebruik.NAAM_PARTNER, "van Loon"),
        (NaamGebruik.NAAM_PARTNER_EIGEN_NAAM, "van Loon-de Wit"),
        (NaamGebruik.EIGEN_NAAM_NAAM_PARTNER, "de Wit-van Loon"),
    ],
)
def test_by_which_surname_somebody_is_addressed(gebruik: NaamGebruik, naam: str) -> None:
    """IV007; without a partner there is one name."""
    assert achternaam(gebruik, "de Wit", "van Loon") == naam
    assert achternaam(gebruik, "de Wit", None) == "de Wit"


@pytest.mark.parametrize(
    ("laatste", "jaren", "vanaf"),
    [
        ([date(2010, 3, 1), date(2011, 6, 30), date(2009, 1, 1)], 15, date(2026, 6, 30)),
        ([date(2012, 2, 29)], 15, date(2027, 3, 1)),  # no such day in 2027
        ([date(2012, 2, 29)], 20, date(2032, 2, 29)),
        ([], 15, None),
    ],
)
def test_what_is_kept_may_go_so_many_years_after_its_newest_day(
    laatste: list[date], jaren: int, vanaf: date | None
) -> None:
    """Wmo 2015, 5.3.4."""
    assert vernietigen_per(laatste, jaren) == vanaf
