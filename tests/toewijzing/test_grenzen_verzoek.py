"""Which part of a request breaks a rule: the second of two is named as the second, and the first is not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.istandaard.wijzig import Wijzigingen, gewijzigd

from istandaard.berichten import Bericht315, Bericht317
from istandaard.cdt import Product
from iwmo.codes import ProductCategorie
from toewijzing.domain import vot
from toewijzing.domain.vow import NIEUW, ONGEWIJZIGD, TE_WIJZIGEN, VERZOEK, Bekend, Lopend, gebroken
from toewijzing.domain.wijziging import Afspraak

V, A = "client.verzoek", "client.aangevraagdeProducten"
EERSTE, LAATSTE = date(2026, 1, 1), date(2026, 12, 31)
PER_WEEK = Afspraak(EERSTE, LAATSTE, 3, "04", "2", None)
TOTAAL = replace(PER_WEEK, frequentie="6")
BEGELEIDING = Product(categorie=ProductCategorie.BEGELEIDING, code="02A05")
HUISHOUDEN = Product(categorie=ProductCategorie.HULP_BIJ_HET_HUISHOUDEN, code="01A01")
VERVOER = Product(categorie=ProductCategorie("12"), code="12A01")


def vow(**wijzigingen: object) -> Bericht317:
    """The example of a request, with two products to change, 1001 and 1003, and two that stay, 1002 and 1004."""
    basis: Wijzigingen = {
        f"{V}.teWijzigenProducten.+": {"toewijzingNummer": 1003},
        f"{V}.ongewijzigdeProducten.+": {"toewijzingNummer": 1004},
    }
    bericht = gewijzigd("WMO317", basis | {f"{V}.{pad.replace('__', '.')}": each for pad, each in wijzigingen.items()})
    assert isinstance(bericht, Bericht317)
    return bericht


def bekend(*nummers: int, anders: Lopend | None = None) -> Bekend:
    """What runs: each of a category that may be there twice, and 1003 perhaps as `anders`."""
    lopend = {nummer: Lopend(VERVOER, PER_WEEK) for nummer in nummers}
    if anders is not None:
        lopend[1003] = anders
    return Bekend(True, lopend, False, False)


ALLE = (1001, 1002, 1003, 1004)


def test_what_runs_is_named_and_what_is_named_runs() -> None:
    """TR349, TR350, TR351."""
    nummers = ("TR349", "TR350", "TR351")
    assert gebroken(vow(), bekend(*ALLE), nummers) == []
    assert gebroken(vow(), bekend(*ALLE, 1005), nummers) == [("TR349", VERZOEK)]
    assert gebroken(vow(), bekend(1001, 1002, 1004), nummers) == [("TR351", f"{TE_WIJZIGEN}[2]")]
    assert gebroken(vow(), bekend(1002, 1003, 1004), nummers) == [("TR351", f"{TE_WIJZIGEN}[1]")]
    assert gebroken(vow(), bekend(1001, 1002, 1003), nummers) == [("TR350", f"{ONGEWIJZIGD}[2]")]
    assert gebroken(vow(), bekend(1001, 1003, 1004), nummers) == [("TR350", f"{ONGEWIJZIGD}[1]")]


def test_of_an_unknown_client_nothing_else_is_said() -> None:
    """TR304; a reference or an open request is of the request as a whole (TR347, TR374)."""
    onbekend = replace(bekend(), client_bekend=False, referentie_gebruikt=True, heeft_open_verzoek=True)
    nummers = ("TR347", "TR374", "TR351")
    assert gebroken(vow(), onbekend, nummers) == [("TR304", "/Bericht/Client")]
    assert gebroken(vow(), replace(bekend(*ALLE), referentie_gebruikt=True), nummers) == [("TR347", VERZOEK)]
    assert gebroken(vow(), replace(bekend(*ALLE), heeft_open_verzoek=True), nummers) == [("TR374", VERZOEK)]


def test_a_change_that_does_not_begin_later_holds_from_the_first_day() -> None:
    """TR357: on the day of the message is not later, the day after is; the first day of the assignment always may."""
    dagtekening = vow().header.bericht_identificatie.dagtekening
    for dag, fout in (
        (dagtekening, True),
        (dagtekening + timedelta(1), False),
        (dagtekening - timedelta(1), True),
        (EERSTE, False),
    ):
        bericht = vow(teWijzigenProducten__1__gewensteIngangsdatum=dag.isoformat())
        gevonden = gebroken(bericht, bekend(*ALLE), ["TR357"])
        assert gevonden == ([("TR357", f"{TE_WIJZIGEN}[2]")] if fout else [])


@pytest.mark.parametrize(
    ("lopend", "begin", "volume", "fout"),
    [
        (PER_WEEK, "2026-03-01", 4, False),
        (TOTAAL, "2026-03-01", 3, False),
        (TOTAAL, "2026-03-01", 4, True),
        (TOTAAL, "2026-01-01", 4, False),
        (replace(PER_WEEK, budget=900_00), "2026-03-01", 3, True),
        (replace(PER_WEEK, budget=900_00), "2026-01-01", 3, False),
    ],
)
def test_another_total_holds_for_the_whole_term(lopend: Afspraak, begin: str, volume: int, fout: bool) -> None:
    """TR373: also a budget that comes or goes."""
    bericht = vow(
        teWijzigenProducten__1__gewensteIngangsdatum=begin,
        teWijzigenProducten__1__omvang={"volume": volume, "eenheid": "04", "frequentie": "2"},
    )
    gevonden = gebroken(bericht, bekend(*ALLE, anders=Lopend(VERVOER, lopend)), ["TR373"])
    assert gevonden == ([("TR373", f"{TE_WIJZIGEN}[2]")] if fout else [])


ASPECIFIEK = Product(categorie=ProductCategorie.BEGELEIDING)


@pytest.mark.parametrize(
    ("product", "met_omvang", "regel"),
    [
        (BEGELEIDING, True, None),
        (BEGELEIDING, False, "TR411"),
        (ASPECIFIEK, True, "TR412"),
        (ASPECIFIEK, False, None),
        (None, True, "TR375"),
        (None, False, None),
    ],
)
def test_an_amount_goes_with_a_product_by_its_code(
    product: Product | None, met_omvang: bool, regel: str | None
) -> None:
    """TR375, TR411, TR412: kept where one was assigned, and none where not."""
    anders = {} if met_omvang else {"teWijzigenProducten__1__omvang": None, "teWijzigenProducten__1__budget": 900}
    gevonden = gebroken(vow(**anders), bekend(*ALLE, anders=Lopend(product, PER_WEEK)), ["TR375", "TR411", "TR412"])
    assert gevonden == ([(regel, f"{TE_WIJZIGEN}[2]")] if regel else [])


def test_the_same_product_is_not_wanted_twice_at_the_same_time() -> None:
    """TR361: what stays, what changes and what is new, each by its own place; one after another may be."""
    nieuw = {"product": {"categorie": "02", "code": "02A05"}}
    for begin, fout in (("2026-12-31", True), ("2027-01-01", False)):
        dagen = {"gewensteIngangsdatum": begin, "einddatum": "2027-12-31"}
        bericht = vow(
            nieuweProducten__0={**nieuw, **dagen, "omvang": {"volume": 1, "eenheid": "04", "frequentie": "2"}}
        )
        gevonden = gebroken(bericht, bekend(*ALLE, anders=Lopend(BEGELEIDING, PER_WEEK)), ["TR361"])
        assert gevonden == ([("TR361", f"{NIEUW}[1]")] if fout else [])
    blijven = {nummer: Lopend(HUISHOUDEN, PER_WEEK) for nummer in (1002, 1004)}
    staat = Bekend(True, blijven, False, False)
    assert gebroken(vow(), staat, ["TR361"]) == [("TR361", f"{ONGEWIJZIGD}[2]")]
    wijzigen = {nummer: Lopend(HUISHOUDEN, PER_WEEK) for nummer in (1001, 1003)}
    assert gebroken(vow(), Bekend(True, wijzigen, False, False), ["TR361"]) == [("TR361", f"{TE_WIJZIGEN}[2]")]


def test_of_two_products_that_are_asked_for_the_second_is_wrong() -> None:
    """TR347 and TR381 by part, TR374 for all."""
    bericht = gewijzigd("WMO315", {f"{A}.+": {"referentieAanbieder": "TWEEDE"}})
    assert isinstance(bericht, Bericht315)
    pad = vot.PRODUCT
    niets = vot.Bekend(referenties=frozenset(), heeft_open_verzoek=False)
    for stand, nummer, verwacht in (
        (niets, "TR347", []),
        (replace(niets, referenties=frozenset({"TWEEDE"})), "TR347", [f"{pad}[2]"]),
        (niets, "TR374", []),
        (replace(niets, heeft_open_verzoek=True), "TR374", [f"{pad}[1]", f"{pad}[2]"]),
    ):
        assert list(vot.REGELS[nummer](bericht, stand)) == verwacht
