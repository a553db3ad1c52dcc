"""What is decided on a request, a start, a stop and an end: each decision by itself, at its edge."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.toewijzing.gesprek import gevraagd, nieuw, omvang_van, product_van, stop, wens
from tests.toewijzing.verhaal import start

from inkoop import laad
from istandaard.codes import RedenAfwijzingVerzoek
from toewijzing.domain.afwijzing import check_afwijzing
from toewijzing.domain.einde import Onderdeel, einde_per_product
from toewijzing.domain.honorering import Afgesproken, Toekenning, alleen_dagen, gevraagde_afspraak, ken_toe, per_deel
from toewijzing.domain.levering import ONBEKEND, Beeindiging, Sleutel, laatste, sleutel_van, status_na
from toewijzing.domain.omvang import verkeerde_omvang
from toewijzing.domain.stapeling import nieuwe_stapeling
from toewijzing.domain.start import na_start
from toewijzing.domain.stop import beeindiging_van, na_stop
from toewijzing.domain.toewijzing import Levering, Toewijzingstatus
from toewijzing.domain.verzoek import VOT, VOW
from toewijzing.domain.wijziging import Afspraak
from weigering import Weigering
from wetten import Wet

JUNI, JULI, AUGUSTUS, EINDE = (date(2024, maand, 1) for maand in (6, 7, 8, 12))
WOONPLAATS = RedenAfwijzingVerzoek.WOONPLAATSBEGINSEL
ANDERS = next(each for each in RedenAfwijzingVerzoek if each is not WOONPLAATS)


@pytest.mark.parametrize(
    ("wet", "soort", "reden", "woonplaats", "dagen", "regel"),
    [
        (Wet.JEUGDWET, VOT, WOONPLAATS, "0034", 14, None),
        (Wet.JEUGDWET, VOT, WOONPLAATS, "0034", 15, "OP359"),
        (Wet.JEUGDWET, VOT, WOONPLAATS, None, 14, "TR377"),
        (Wet.JEUGDWET, VOW, WOONPLAATS, "0034", 0, "OP359"),
        (Wet.WMO, VOT, WOONPLAATS, "0034", 0, "OP359"),
        (Wet.JEUGDWET, VOT, ANDERS, None, 99, None),
        (Wet.WMO, VOW, ANDERS, None, 99, None),
        (Wet.JEUGDWET, VOT, ANDERS, "0034", 0, "TR409"),
    ],
)
def test_another_municipality_is_named_with_its_own_reason_and_in_two_weeks(
    wet: Wet, soort: str, reden: RedenAfwijzingVerzoek, woonplaats: str | None, dagen: int, regel: str | None
) -> None:
    vandaag = JUNI + timedelta(days=dagen)
    if regel is None:
        check_afwijzing(wet, soort, reden, woonplaats, JUNI, vandaag)
        return
    with pytest.raises(Weigering) as geweigerd:
        check_afwijzing(wet, soort, reden, woonplaats, JUNI, vandaag)
    assert geweigerd.value.regel == regel


def test_a_start_or_its_removal_and_a_stop_or_its_removal_change_what_stands() -> None:
    eerste, tweede = start(1), start(1, begindatum=JULI)
    lopend = na_start(tweede, na_start(eerste, ONBEKEND))
    assert lopend.starts == {sleutel_van(eerste), sleutel_van(tweede)}
    assert na_start(start(1, verwijder=True), lopend).starts == {sleutel_van(tweede)}
    een, ander = stop(1, AUGUSTUS, begindatum=JUNI), stop(1, EINDE, begindatum=JULI)
    gestopt = na_stop(ander, na_stop(een, lopend))
    assert gestopt.stops == (beeindiging_van(een), beeindiging_van(ander))
    assert na_stop(stop(1, AUGUSTUS, begindatum=JUNI, verwijder=True), gestopt).stops == (beeindiging_van(ander),)


EEN, TWEE = Sleutel(None, JUNI), Sleutel(None, JULI)
TIJDELIJK, DEFINITIEF = "20", "19"


@pytest.mark.parametrize(
    ("starts", "stops", "status"),
    [
        ([], [], Toewijzingstatus.TOEGEWEZEN),
        ([EEN], [], Toewijzingstatus.GESTART),
        ([EEN], [(EEN, TIJDELIJK)], Toewijzingstatus.ONDERBROKEN),
        ([EEN], [(EEN, TIJDELIJK), (EEN, DEFINITIEF)], Toewijzingstatus.GESTOPT),
        ([EEN, TWEE], [(EEN, TIJDELIJK)], Toewijzingstatus.GESTART),
        ([EEN, TWEE], [(EEN, DEFINITIEF), (TWEE, TIJDELIJK)], Toewijzingstatus.ONDERBROKEN),
        ([EEN, TWEE], [(TWEE, DEFINITIEF), (EEN, TIJDELIJK)], Toewijzingstatus.GESTOPT),
    ],
)
def test_where_an_assignment_is_by_its_last_start(
    starts: list[Sleutel], stops: list[tuple[Sleutel, str]], status: Toewijzingstatus
) -> None:
    staan = [Beeindiging(sleutel, EINDE, reden) for sleutel, reden in stops]
    assert status_na(frozenset(starts), staan) is status
    if staan:
        assert {each.sleutel.begindatum for each in laatste(staan)} == {max(each.begindatum for each, _ in stops)}


def test_until_when_a_product_of_a_decision_is_carried_out() -> None:
    onderdelen = [
        Onderdeel("a", "p", None, JUNI, AUGUSTUS),
        Onderdeel("b", "p", "q", JULI, JULI),
        Onderdeel("c", "q", None, JUNI, EINDE),
        Onderdeel("d", "q", None, JULI, None),
    ]
    assert einde_per_product(onderdelen) == {"p": AUGUSTUS, "q": date.max}


@pytest.mark.parametrize(("frequentie", "regel"), [(6, "M46"), (4, "M50"), (2, "M30"), (1, "M30")])
def test_an_assignment_goes_as_the_region_assigns_the_product(frequentie: int, regel: str) -> None:
    almere = laad("almere-2023")
    product = almere.product("IB2B").model_copy(update={"frequentie": frequentie})
    model = almere.model_copy(update={"producten": (almere.product("HO"), product)})
    eenheid = product.eenheid
    assert verkeerde_omvang(model, "IB2B", eenheid, str(frequentie)) is None
    for fout in (("16", str(frequentie)), (eenheid, "3")):
        assert str(verkeerde_omvang(model, "IB2B", *fout)).endswith(f"({regel}).")
    for code in (None, "DB3"):
        assert verkeerde_omvang(model, code, "16", "3") is None


def test_only_what_clashes_anew_is_told() -> None:
    """What clashed before stands."""
    hulp = Levering("0034", "01", "HO", JUNI, JULI)
    voor = {"a": hulp, "b": replace(hulp, ingangsdatum=AUGUSTUS, einddatum=EINDE)}
    botst = replace(hulp, ingangsdatum=JULI, einddatum=AUGUSTUS)
    assert nieuwe_stapeling(voor, voor) is None
    assert nieuwe_stapeling(voor, voor | {"b": botst}) == (hulp, botst)
    assert nieuwe_stapeling({"a": hulp}, {"a": hulp, "b": botst}) == (hulp, botst)
    assert nieuwe_stapeling({"a": hulp, "b": botst}, {"a": hulp, "b": botst}) is None


VRAAG = gevraagd("r", "DB2B", vanaf=JULI, tot=EINDE, volume=8)


def test_what_is_granted_as_asked_says_nothing_more() -> None:
    eenheid, frequentie = omvang_van("DB2B").eenheid.value, omvang_van("DB2B").frequentie.value
    afspraak = Afspraak(JULI, EINDE, 8, eenheid, frequentie, None)
    assert ken_toe(VRAAG, Afgesproken()) == Toekenning(product_van("DB2B"), afspraak, None)
    assert ken_toe(VRAAG, Afgesproken(product=product_van("DB2B"))).toelichting is None
    assert ken_toe(wens(1, JULI, budget=500), Afgesproken()) == Toekenning(
        None, Afspraak(JULI, date(2025, 5, 31), None, None, None, 500), None
    )
    assert gevraagde_afspraak(nieuw("DB2B", JULI)) == replace(afspraak, einddatum=date(2025, 5, 31))


def test_what_was_agreed_otherwise_is_said_part_by_part() -> None:
    anders = ken_toe(
        VRAAG,
        Afgesproken(ingangsdatum=JUNI, einddatum=AUGUSTUS, product=product_van("HO"), omvang=omvang_van("DB2B", 7)),
    )
    assert anders.product == product_van("HO")
    assert (anders.afspraak.ingangsdatum, anders.afspraak.einddatum, anders.afspraak.volume) == (JUNI, AUGUSTUS, 7)
    assert anders.toelichting == (
        "Anders dan gevraagd: product HO, gevraagd was DB2B; ingangsdatum 01-06-2024, gevraagd was 01-07-2024; "
        "einddatum 01-08-2024, gevraagd was 01-12-2024; volume 7, gevraagd was 8."
    )


def test_a_budget_comes_instead_of_a_volume_and_a_volume_instead_of_a_budget() -> None:
    budget = ken_toe(VRAAG, Afgesproken(budget=500))
    assert budget.afspraak == Afspraak(JULI, EINDE, None, None, None, 500)
    assert str(budget.toelichting).endswith("budget in eurocenten 500, gevraagd was niets.")
    omvang = ken_toe(wens(1, JULI, budget=500), Afgesproken(omvang=omvang_van("DB2B", 7)))
    assert (omvang.afspraak.volume, omvang.afspraak.budget) == (7, None)


@pytest.mark.parametrize(
    ("genoemd", "goed"),
    [([], True), ([(1, None), (None, 1)], True), ([(1, None), (1, None)], False), ([(2, None)], False)],
)
def test_each_part_of_a_request_is_agreed_once(genoemd: Sequence[tuple[int | None, int | None]], *, goed: bool) -> None:
    """IV093."""
    afgesproken = [Afgesproken(*each) for each in genoemd]
    if goed:
        assert per_deel(afgesproken, {(1, None), (None, 1)}) == dict(zip(genoemd, afgesproken, strict=True))
        return
    with pytest.raises(Weigering) as geweigerd:
        per_deel(afgesproken, {(1, None), (None, 1)})
    assert (geweigerd.value.soort, geweigerd.value.regel) == ("afspraak", "IV093")


def test_of_a_change_only_the_days_may_differ() -> None:
    """IV093."""
    alleen_dagen(Afgesproken(1, None, JUNI, JULI))
    for each in (Afgesproken(product=product_van("HO")), Afgesproken(omvang=omvang_van("HO")), Afgesproken(budget=1)):
        with pytest.raises(Weigering, match="afspraak"):
            alleen_dagen(each)
