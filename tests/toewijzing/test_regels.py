"""Every rule of levels 3 and 4 for the messages 301 to 320: a message that breaks it, its neighbour that keeps it.

And the table of rules beside that of the standard: what is missing shows by number.
"""

import csv
from dataclasses import replace
from datetime import date

import pytest
from tests.istandaard.standaard import met_standaard
from tests.toewijzing.gesprek import (
    OVERLIJDEN,
    TIJDELIJK,
    bericht_315,
    bericht_317,
    gevraagd,
    nieuw,
    omvang_van,
    stop,
    wens,
)
from tests.toewijzing.verhaal import start

from clientroute.bench.standaard import MAPPEN
from istandaard.berichten.bericht307 import StopProduct
from istandaard.berichten.bericht317 import Bericht317
from istandaard.cdt import Product
from iwmo.codes import ProductCategorie
from toewijzing.domain import start as regels_start
from toewijzing.domain import stop as regels_stop
from toewijzing.domain import vot, vow
from toewijzing.domain.levering import ONBEKEND, Beeindiging, Situatie, Sleutel, gebroken
from toewijzing.domain.vow import Bekend, Lopend
from toewijzing.domain.wijziging import Afspraak

JUNI, JULI, EINDE = date(2024, 6, 1), date(2024, 7, 1), date(2025, 5, 31)
TWEEDE, DERDE = date(2024, 6, 2), date(2024, 6, 3)

HOOFDPRODUCT = Product(categorie=ProductCategorie.HULP_BIJ_HET_HUISHOUDEN, code="HO")
OP_JUNI, OP_DERDE = Sleutel(HOOFDPRODUCT, JUNI), Sleutel(HOOFDPRODUCT, DERDE)
NIETS = Situatie(toegewezen=True, product_past=True, product_bekend=True, starts=frozenset())
GESTART = replace(NIETS, starts=frozenset({OP_JUNI}))
ONDERBROKEN = replace(GESTART, stops=(Beeindiging(OP_JUNI, TWEEDE, "20"),))
GESTOPT = replace(GESTART, stops=(Beeindiging(OP_JUNI, TWEEDE, "19"),))
HERVAT = replace(ONDERBROKEN, starts=frozenset({OP_JUNI, OP_DERDE}))
ZONDER_PRODUCT = replace(GESTART, starts=frozenset({Sleutel(None, JUNI)}))

STARTS = [
    ("all right", NIETS, start(1), set()),
    ("TR019 no such assignment", ONBEKEND, start(1), {"TR019"}),
    ("TR019 another product", replace(NIETS, product_past=False), start(1), {"TR019"}),
    ("TR063 nothing to remove", NIETS, start(1, verwijder=True), {"TR063"}),
    ("TR063 a start to remove", GESTART, start(1, verwijder=True), set()),
    ("TR071 a start with a stop is not removed", GESTOPT, start(1, verwijder=True), {"TR071"}),
    ("TR074 the same start again", GESTOPT, start(1), {"TR074"}),
    ("TR326 a start runs", GESTART, start(1, begindatum=TWEEDE), {"TR326"}),
    ("TR074 the same day without the product is another key, but a start runs", GESTART, start(1, None), {"TR326"}),
    ("TR063 the product was not named in the start", ZONDER_PRODUCT, start(1, verwijder=True), {"TR063"}),
    ("TR326 the start was stopped for a while", ONDERBROKEN, start(1, begindatum=DERDE), set()),
    ("TR326 the start was stopped", GESTOPT, start(1, begindatum=DERDE), set()),
    ("TR381 a code that is not on the list", replace(NIETS, product_bekend=False), start(1), {"TR381"}),
    ("TR381 does not hold a removal", replace(GESTART, product_bekend=False), start(1, verwijder=True), set()),
]

STOPS: list[tuple[str, Situatie, StopProduct, set[str]]] = [
    ("all right", GESTART, stop(1), set()),
    ("TR019 no such assignment", ONBEKEND, stop(1), {"TR019"}),
    ("TR063 nothing to remove", GESTART, stop(1, verwijder=True), {"TR063"}),
    ("TR063 another reason", GESTOPT, stop(1, reden=OVERLIJDEN, verwijder=True), {"TR063"}),
    ("TR063 the stop to remove", GESTOPT, stop(1, verwijder=True), set()),
    ("TR074 the same stop again breaks what holds for stops on stops too", GESTOPT, stop(1), {"TR074", "TR415"}),
    ("TR381 a code that is not on the list", replace(GESTART, product_bekend=False), stop(1), {"TR381"}),
    ("TR382 no such start", GESTART, stop(1, DERDE, begindatum=TWEEDE), {"TR382"}),
    ("TR413 two temporary stops", ONDERBROKEN, stop(1, DERDE, TIJDELIJK), {"TR413"}),
    ("TR413 a definitive one may follow", ONDERBROKEN, stop(1, DERDE), set()),
    ("TR414 it ends earlier", ONDERBROKEN, stop(1, JUNI), {"TR414"}),
    ("TR414 it ends on the same day", ONDERBROKEN, stop(1, TWEEDE), set()),
    ("TR415 another definitive stop", GESTOPT, stop(1, DERDE, OVERLIJDEN), {"TR415"}),
    ("TR382 the stop names no product, the start did", GESTART, stop(1, code=None), {"TR382"}),
    ("TR382 the stop names a product, the start did not", ZONDER_PRODUCT, stop(1), {"TR382"}),
    ("TR382 neither names a product", ZONDER_PRODUCT, stop(1, code=None), set()),
    ("TR382 a start that is not the last one", HERVAT, stop(1, DERDE), {"TR382"}),
    ("TR382 the last start", HERVAT, stop(1, DERDE, begindatum=DERDE), set()),
    ("TR415 a definitive stop on another start", replace(GESTOPT, starts=frozenset({OP_JUNI, OP_DERDE})),
     stop(1, DERDE, begindatum=DERDE), set()),
]  # fmt: skip


@pytest.mark.parametrize(("situatie", "melding", "verwacht"), [each[1:] for each in STARTS], ids=[e[0] for e in STARTS])
def test_start(situatie: Situatie, melding: object, verwacht: set[str]) -> None:
    assert set(gebroken(regels_start.REGELS, melding, situatie)) == verwacht  # type: ignore[type-var]


@pytest.mark.parametrize(("situatie", "melding", "verwacht"), [each[1:] for each in STOPS], ids=[e[0] for e in STOPS])
def test_stop(situatie: Situatie, melding: StopProduct, verwacht: set[str]) -> None:
    assert set(gebroken(regels_stop.REGELS, melding, situatie)) == verwacht


GEEN = vot.Bekend(referenties=(), heeft_open_verzoek=False)
VREEMD = Product(categorie=ProductCategorie.BEGELEIDING, code="XXXXX")
VOTS = [
    ("all right", GEEN, gevraagd("R"), set()),
    ("TR347 used before", replace(GEEN, referenties={"R"}), gevraagd("R"), {"TR347"}),
    ("TR374 a request is open", replace(GEEN, heeft_open_verzoek=True), gevraagd("R"), {"TR374"}),
    ("TR381 a code that is not on the list", GEEN, replace(gevraagd("R"), product=VREEMD), {"TR381"}),
]


@pytest.mark.parametrize(("bekend", "product", "verwacht"), [each[1:] for each in VOTS], ids=[e[0] for e in VOTS])
def test_vot(bekend: vot.Bekend, product: object, verwacht: set[str]) -> None:
    bericht = bericht_315(product, identificatie="V")  # type: ignore[arg-type]
    assert {nummer for nummer, regel in vot.REGELS.items() if list(regel(bericht, bekend))} == verwacht


def lopend(code: str | None, categorie: str | None, *, volume: int | None = 1, budget: int | None = None) -> Lopend:
    product = Product(categorie=ProductCategorie(categorie), code=code) if categorie else None
    frequentie = {"HO": "4", "IB2B": "6"}.get(code or "")
    eenheid = {"HO": "82", "IB2B": "04"}.get(code or "")
    return Lopend(product, Afspraak(JUNI, EINDE, volume, eenheid, frequentie, budget))


HO, TOTAAL = lopend("HO", "01"), lopend("IB2B", "02", volume=104)
ASPECIFIEK, GENERIEK = lopend(None, "02", volume=None, budget=900_00), lopend(None, None, volume=None, budget=900_00)


def bekend(*toewijzingen: Lopend, **anders: bool) -> Bekend:
    standaard = {"client_bekend": True, "referentie_gebruikt": False, "heeft_open_verzoek": False}
    return Bekend(lopend=dict(enumerate(toewijzingen, 1)), **standaard | anders)


TWEE = omvang_van("HO", 2)
MEER = bericht_317("R", identificatie="W", te_wijzigen=[wens(1, JULI, EINDE, TWEE)])


def vow_met(*te_wijzigen: object, **anders: object) -> Bericht317:
    return bericht_317("R", identificatie="W", te_wijzigen=te_wijzigen, **anders)  # type: ignore[arg-type]


NOG_EEN_HO = replace(nieuw("DB2B"), product=HO.product, omvang=TWEE)
VOWS: list[tuple[str, Bekend, Bericht317, set[str]]] = [
    ("all right", bekend(HO), MEER, set()),
    ("TR304 nobody knows the client", bekend(client_bekend=False), MEER, {"TR304"}),
    ("TR347 used before", bekend(HO, referentie_gebruikt=True), MEER, {"TR347"}),
    ("TR349 one is not named", bekend(HO, TOTAAL), MEER, {"TR349"}),
    ("TR349 both are named", bekend(HO, TOTAAL), vow_met(wens(1, JULI, EINDE, TWEE), ongewijzigd=[2]), set()),
    ("TR350 an unchanged product that does not run", bekend(HO), vow_met(wens(1, JULI, EINDE, TWEE), ongewijzigd=[9]),
     {"TR350"}),
    ("TR351 a product to change that does not run", bekend(HO),
     vow_met(wens(9, JULI, EINDE, TWEE), ongewijzigd=[1]), {"TR351"}),
    ("TR357 from the past, but not from the beginning", bekend(HO), vow_met(wens(1, TWEEDE, EINDE, TWEE)), {"TR357"}),
    ("TR357 from the beginning", bekend(HO), vow_met(wens(1, JUNI, EINDE, TWEE)), set()),
    ("TR361 the product is there already", bekend(HO), vow_met(ongewijzigd=[1], nieuwe=[NOG_EEN_HO]), {"TR361"}),
    ("TR361 it follows on what ends", bekend(HO),
     vow_met(wens(1, JUNI, date(2024, 6, 30), omvang_van("HO")), nieuwe=[NOG_EEN_HO]), set()),
    ("TR373 another total, but later", bekend(TOTAAL), vow_met(wens(1, JULI, EINDE, omvang_van("IB2B", 120))),
     {"TR373"}),
    ("TR373 another total for the whole term", bekend(TOTAAL), vow_met(wens(1, JUNI, EINDE, omvang_van("IB2B", 120))),
     set()),
    ("TR373 another budget, but later", bekend(GENERIEK), vow_met(wens(1, JULI, EINDE, budget=950_00)), {"TR373"}),
    ("TR373 another budget for the whole term", bekend(GENERIEK), vow_met(wens(1, JUNI, EINDE, budget=950_00)), set()),
    ("TR374 a request is open", bekend(HO, heeft_open_verzoek=True), MEER, {"TR374"}),
    ("TR375 a generic assignment with an amount", bekend(replace(GENERIEK, afspraak=HO.afspraak)),
     vow_met(wens(1, JULI, EINDE, TWEE)), {"TR375"}),
    ("TR381 a code that is not on the list", bekend(HO),
     vow_met(ongewijzigd=[1], nieuwe=[replace(nieuw(), product=VREEMD)]), {"TR381"}),
    ("TR411 a specific assignment without an amount", bekend(HO), vow_met(wens(1, JULI)), {"TR411"}),
    ("TR412 an aspecific assignment with an amount", bekend(replace(ASPECIFIEK, afspraak=HO.afspraak)),
     vow_met(wens(1, JULI, EINDE, TWEE)), {"TR412"}),
    ("TR412 an aspecific assignment without one", bekend(ASPECIFIEK), vow_met(wens(1, JUNI, EINDE, budget=950_00)),
     set()),
]  # fmt: skip


@pytest.mark.parametrize(("stand", "bericht", "verwacht"), [each[1:] for each in VOWS], ids=[e[0] for e in VOWS])
def test_vow(stand: Bekend, bericht: Bericht317, verwacht: set[str]) -> None:
    assert {nummer for nummer, _ in vow.gebroken(bericht, stand, vow.REGELS)} == verwacht


AANKOMST = {"TR056", "TR135", "TR378"}
"""Judged for every message at its arrival: berichtenverkeer.controle, in test_start.py and test_verzoeken.py."""
GEOORDEELD: dict[str, set[str]] = {
    "WMO305": AANKOMST | regels_start.REGELS.keys(),
    "WMO307": AANKOMST | regels_stop.REGELS.keys(),
    "WMO315": AANKOMST | vot.REGELS.keys(),
    "WMO317": AANKOMST | vow.REGELS.keys() | {"TR304"},
}
NAGEKOMEN = {
    "TR056": "the provider is in it, and a number per kind and municipality (nummers.als_identificatie)",
    "TR135": "Dagtekening is today",
    "TR378": "only municipalities of an inkoopmodel assign",
    "TR332": "a number from one series per municipality: test_numbers_stay_unique_when_many_choose_at_once",
    "TR379": "test_an_honoured_vow_comes_as_one_301_with_its_reference_on_every_product",
    "TR381": "a contract covers products of the inkoopmodel only: test_a_request_outside_the_contract_is_not_granted",
    "TR385": "test_what_was_billed_cannot_be_removed",
    "TR355": "an answer is made from a request: test_each_product_of_a_vot_is_decided_by_itself",
    "TR359": "test_a_request_is_investigated_once_and_then_decided",
    "TR360": "test_a_request_is_investigated_once_and_then_decided",
    "TR365": "test_a_request_is_investigated_once_and_then_decided",
}
"""Rules for what a municipality sends: how we keep them."""


@met_standaard
def test_the_table_beside_that_of_the_standard() -> None:
    """Nothing is missing for these messages, and nothing is judged that the standard does not ask."""
    with (MAPPEN["iwmo"] / "technische-regels.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["controleniveau"] != "xslt"]
    gevraagd_per = {
        soort: {row["regel"] for row in rows if soort in row["berichten"].split()}
        for soort in ("WMO301", "WMO305", "WMO307", "WMO315", "WMO317", "WMO319")
    }
    van_ons = gevraagd_per.pop("WMO301") | gevraagd_per.pop("WMO319")
    assert {
        soort: nummers - GEOORDEELD[soort] for soort, nummers in gevraagd_per.items() if nummers - GEOORDEELD[soort]
    } == {}
    assert {
        soort: GEOORDEELD[soort] - nummers for soort, nummers in gevraagd_per.items() if GEOORDEELD[soort] - nummers
    } == {}
    assert van_ons == NAGEKOMEN.keys()


def test_every_judged_rule_has_a_case_that_breaks_it() -> None:
    gevallen: dict[str, list[tuple[str, object, object, set[str]]]] = {
        "WMO305": STARTS, "WMO307": STOPS, "WMO315": VOTS, "WMO317": VOWS,
    }  # type: ignore[dict-item]  # fmt: skip
    for soort, cases in gevallen.items():
        assert set().union(*(each[3] for each in cases)) == GEOORDEELD[soort] - AANKOMST, soort
