"""A whole declaration: clients, order, lines that meet each other, and what holds whatever the lines."""

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.declaratie.maker import (
    ANDERE_BSN,
    MAAND,
    MINUUT,
    TOTAAL,
    UUR,
    VREEMDE_BSN,
    WEEK,
    client,
    gebroken,
    prestatie,
    stand,
    tarief,
    toewijzing,
)
from tests.toeval import zo_vaak

from declaratie.domain.oordeel import ClientOordeel, beoordeel
from declaratie.domain.plafond import plafond_looptijd, plafond_periode
from declaratie.domain.samenvatting import (
    Afkeuring,
    BeoordeeldePrestatie,
    ProductTotaal,
    TeBetalen,
    afkeuringen,
    per_product,
    te_betalen,
)
from declaratie.domain.stand import BekendeToewijzing, Stand, in_tel_eenheid, tellend_van
from istandaard.berichten.bericht323 import Client, Prestatie

JUNI = ("06-01", "06-30")


def oordelen(van: Stand, *clienten: Client) -> list[ClientOordeel]:
    """The judgement over these clients; the hash of a BSN is the BSN with # before it."""
    return beoordeel(clienten, [f"#{each.bsn}" for each in clienten], van)


def van_twee() -> Stand:
    return stand(
        toewijzing(1001, hash_="#999900006"), toewijzing(1002, hash_="#999900067"), toewijzing(1003, hash_="#999900067")
    )


def test_an_unknown_client_is_rejected_and_its_lines_are_not_looked_at() -> None:
    goed, vreemd = oordelen(
        van_twee(),
        client(prestatie(nummer=1001)),
        client(prestatie(nummer=1001), prestatie(99, nummer=9), bsn=VREEMDE_BSN),
    )
    assert goed == ClientOordeel((), ((),))
    assert vreemd == ClientOordeel(("TR304",), ((), ()))
    assert not vreemd.is_toegekend(0)
    assert not vreemd.is_toegekend(1)


def test_a_line_of_another_client_is_rejected_by_itself() -> None:
    eerste, tweede = oordelen(
        van_twee(),
        client(prestatie(nummer=1001)),
        client(prestatie(nummer=1002), prestatie(nummer=1001), bsn=ANDERE_BSN),
    )
    assert eerste == ClientOordeel((), ((),))
    assert tweede == ClientOordeel((), ((), ("TR304",)))
    assert tweede.is_toegekend(0)
    assert not tweede.is_toegekend(1)


def test_a_line_of_another_client_takes_no_room() -> None:
    vreemd, eigen = oordelen(van_twee(), client(prestatie(nummer=1002)), client(prestatie(nummer=1002), bsn=ANDERE_BSN))
    assert vreemd.prestaties == (("TR304",),)
    assert eigen.prestaties == ((),)


def test_of_two_lines_that_pass_the_ceiling_together_the_first_fits() -> None:
    van = stand(toewijzing(omvang=(12, UUR, TOTAAL)), maand_einde="06-30")
    assert gebroken(deepcopy(van), prestatie(10), prestatie(5, periode=JUNI)) == [set(), {"TR322"}]
    assert gebroken(deepcopy(van), prestatie(10, periode=JUNI), prestatie(5)) == [set(), {"TR322"}]
    assert gebroken(
        deepcopy(van), prestatie(10), prestatie(5, periode=JUNI), prestatie(2, periode=("04-01", "04-30"))
    ) == [
        set(),
        {"TR322"},
        set(),
    ]


def test_a_rejected_line_takes_no_room() -> None:
    van = stand(toewijzing(omvang=(10, UUR, TOTAAL)), maand_einde="06-30")
    assert gebroken(van, prestatie(10, bedrag=1), prestatie(10, periode=JUNI)) == [{"TR346"}, set()]


def test_a_budget_is_shared_by_all_products() -> None:
    van = stand(
        toewijzing(product=(None, None), omvang=None, budget=20_000), tarieven=[tarief(), tarief(7525, code="IB2S")]
    )
    ander = prestatie(1, product=("02", "IB2S"), tarief=7525)
    assert gebroken(deepcopy(van), prestatie(2), ander) == [set(), set()]
    assert gebroken(deepcopy(van), prestatie(3), ander) == [set(), {"TR369"}]


def test_a_correction_is_a_credit_and_a_new_debit_in_any_order() -> None:
    van = stand(toewijzing(omvang=(10, UUR, TOTAAL)), eerder=[prestatie(8, ref="FOUT")])
    credit, nieuw = prestatie(8, vorig="FOUT"), prestatie(10)
    assert gebroken(deepcopy(van), credit, nieuw) == [set(), set()]
    assert gebroken(deepcopy(van), nieuw, credit) == [set(), set()]


def test_without_a_good_credit_there_is_no_new_debit() -> None:
    van = stand(eerder=[prestatie(8, ref="FOUT")])
    assert gebroken(van, prestatie(7, vorig="FOUT"), prestatie(10)) == [{"TR323"}, {"TR389"}]


def test_what_has_no_amount_holds_no_month() -> None:
    """It cannot be credited (CS325), so that the month would be lost."""
    niets = prestatie(0, ref="NIETS", bedrag=0)
    assert gebroken(stand(eerder=[niets]), prestatie(5)) == [set()]
    assert gebroken(stand(), niets, prestatie(5), prestatie(6)) == [set(), set(), {"TR389"}]


def test_after_a_correction_the_month_is_billed() -> None:
    """Whatever the order in which the earlier lines are read: here the new debit before the credit of the old."""
    van = stand(eerder=[prestatie(4, ref="FOUT"), prestatie(5, ref="BETER"), prestatie(4, vorig="FOUT")])
    assert gebroken(van, prestatie(5)) == [{"TR389"}]


def test_a_debit_is_credited_once() -> None:
    van = stand(eerder=[prestatie(ref="OUD")])
    assert gebroken(van, prestatie(vorig="OUD"), prestatie(vorig="OUD")) == [set(), {"TR390"}]


def test_after_a_correction_the_new_debit_can_be_corrected_too() -> None:
    van = stand(eerder=[prestatie(8, ref="A"), prestatie(8, vorig="A"), prestatie(9, ref="B")])
    assert gebroken(deepcopy(van), prestatie(8, vorig="A")) == [{"TR390"}]
    assert gebroken(deepcopy(van), prestatie(9, vorig="B"), prestatie(10)) == [set(), set()]


def test_of_two_lines_with_one_reference_the_second_in_the_message_is_wrong() -> None:
    van = stand(eerder=[prestatie(ref="OUD")], maand_einde="06-30")
    assert gebroken(van, prestatie(ref="R", periode=JUNI), prestatie(ref="R", vorig="OUD")) == [set(), {"TR314"}]


def test_a_reference_of_a_rejected_line_is_used_too() -> None:
    assert gebroken(stand(maand_einde="06-30"), prestatie(11, ref="R"), prestatie(ref="R", periode=JUNI)) == [
        {"TR321"},
        {"TR314"},
    ]


def test_a_reference_under_an_unknown_client_is_used_too() -> None:
    _, goed = oordelen(
        van_twee(), client(prestatie(ref="R", nummer=1001), bsn=VREEMDE_BSN), client(prestatie(ref="R", nummer=1001))
    )
    assert goed.prestaties == (("TR314",),)


def test_one_debit_line_per_month_within_a_message() -> None:
    assert gebroken(stand(), prestatie(5), prestatie(5)) == [set(), {"TR389"}]


# --- whatever the lines


TOEWIJZINGEN = (
    toewijzing(1, omvang=(10, UUR, MAAND), termijn=("02-10", "06-20")),
    toewijzing(2, omvang=(20, UUR, TOTAAL)),
    toewijzing(3, omvang=(3, UUR, WEEK), termijn=("01-01", "05-03")),
    toewijzing(4, product=(None, None), omvang=None, budget=100_000),
    toewijzing(5, product=("02", None), omvang=None, budget=50_000),
)
MAANDEN = [("03-01", "03-31"), ("04-01", "04-30"), ("05-01", "05-31"), ("05-01", "05-03"), ("02-10", "02-28")]


@st.composite
def berichten(draw: st.DrawFn) -> list[list[Prestatie]]:
    """Some messages on one assignment, with lines that often fit, and credits of lines of an earlier message."""
    nummer = draw(st.integers(1, 5))
    maanden = [each for each in MAANDEN if each[0] >= "03" or nummer == 1]
    berichten: list[list[Prestatie]] = []
    for b in range(draw(st.integers(1, 4))):
        eerder = [each for bericht in berichten for each in bericht]
        prestaties = []
        for p in range(draw(st.integers(1, 6))):
            ref = f"{b}-{p}" if draw(st.integers(0, 9)) else "0-0"
            if eerder and draw(st.integers(0, 2)) == 0:
                prestaties.append(_credit(draw(st.sampled_from(eerder)), ref))
                continue
            volume, eenheid = draw(st.sampled_from([(1, UUR), (6, UUR), (10, UUR), (14, UUR), (299, MINUUT)]))
            prestaties.append(
                prestatie(
                    volume,
                    ref=ref,
                    nummer=nummer,
                    periode=draw(st.sampled_from(maanden)),
                    eenheid=eenheid,
                    tarief=6150 if eenheid == UUR else 103,
                    bedrag=volume * 6150 if eenheid == UUR else (volume * 6150 + 30) // 60,
                )
            )
        berichten.append(prestaties)
    return berichten


def _credit(debet: Prestatie, ref: str) -> Prestatie:
    return prestatie(
        debet.geleverd_volume,
        ref=ref,
        vorig=debet.product_referentie.referentie_nummer,
        nummer=debet.toewijzing_nummer,
        periode=(
            debet.product_periode.begindatum.isoformat(),
            debet.product_periode.einddatum.isoformat(),
        ),
        eenheid=debet.eenheid,
        tarief=debet.product_tarief,
        bedrag=debet.ingediend_bedrag.bedrag,
    )


def _toegekend(berichten: Sequence[Sequence[Prestatie]]) -> list[Prestatie]:
    """Judge each message against what the ones before it left; every line that was granted."""
    toegekend: list[Prestatie] = []
    gebruikt: set[str] = set()
    for bericht in berichten:
        van = stand(*TOEWIJZINGEN, eerder=toegekend, gebruikt=gebruikt)
        toegekend += [p for p, prestaties in zip(bericht, gebroken(van, *bericht), strict=True) if not prestaties]
        gebruikt |= {each.product_referentie.referentie_nummer for each in bericht}
    return toegekend


@settings(max_examples=zo_vaak(150))
@given(berichten())
def test_what_is_granted_never_passes_a_ceiling(berichten: list[list[Prestatie]]) -> None:
    per_toewijzing: defaultdict[int, list[Prestatie]] = defaultdict(list)
    for each in _toegekend(berichten):
        per_toewijzing[each.toewijzing_nummer].append(each)
    for each in TOEWIJZINGEN:
        _past(each, per_toewijzing[each.nummer])


def _past(van: BekendeToewijzing, prestaties: list[Prestatie]) -> None:
    tellende = [tellend_van(each) for each in prestaties]
    bedrag = sum(-each.bedrag if each.is_credit else each.bedrag for each in tellende)
    assert 0 <= bedrag <= (van.budget if van.budget is not None else bedrag)
    netto: defaultdict[tuple[int, int], int] = defaultdict(int)
    for tellend in tellende:
        volume = in_tel_eenheid(tellend.volume, tellend.eenheid, van.eenheid)
        netto[tellend.begindatum.year, tellend.begindatum.month] += -volume if tellend.is_credit else volume
    looptijd = plafond_looptijd(van)
    assert looptijd is None or sum(netto.values()) <= looptijd
    for each, tellend in zip(prestaties, tellende, strict=True):
        periode = plafond_periode(van, each.product_periode)
        maand = netto[tellend.begindatum.year, tellend.begindatum.month]
        assert maand >= 0
        assert periode is None or maand <= periode


@settings(max_examples=50)
@given(berichten())
def test_judging_is_repeatable(berichten: list[list[Prestatie]]) -> None:
    eerste, tweede = stand(*TOEWIJZINGEN), stand(*TOEWIJZINGEN)
    for bericht in berichten:
        assert beoordeel([client(*bericht)], ["hash"], eerste) == beoordeel([client(*bericht)], ["hash"], tweede)
    assert eerste == tweede


# --- totals


JANUARI = date(2023, 1, 1)
REGELS = [
    BeoordeeldePrestatie("A", 100, True, (), "0034", JANUARI),
    BeoordeeldePrestatie("A", -40, True, (), "0034", JANUARI),
    BeoordeeldePrestatie("B", 70, False, ("TR338",), "0361", JANUARI),
    BeoordeeldePrestatie("A", 30, False, ("TR321", "TR322"), "0361", JANUARI),
    BeoordeeldePrestatie("B", -5, False, ("TR338", "TR323"), "0361", JANUARI),
    BeoordeeldePrestatie("B", 25, True, (), "0361", JANUARI),
]


def test_totals_per_return_code() -> None:
    retourcodes = {"TR338": "9338", "TR321": "9321", "TR322": "9322", "TR323": "8017"}
    assert afkeuringen(REGELS, retourcodes) == [
        Afkeuring("8017", 1, -5),
        Afkeuring("9321", 1, 30),
        Afkeuring("9322", 1, 30),
        Afkeuring("9338", 2, 65),
    ]


def test_totals_per_product_and_who_pays() -> None:
    assert per_product(REGELS) == [
        ProductTotaal("A", 2, 2, 60, 60, "0034", JANUARI),
        ProductTotaal("A", 1, 0, 30, 0, "0361", JANUARI),
        ProductTotaal("B", 3, 1, 90, 25, "0361", JANUARI),
    ]


def test_tr318_totals_per_month_of_help() -> None:
    """A late line and a credit go in a later declaration (8214), and come from the budget of their own year."""
    december, nu = date(2022, 12, 1), BeoordeeldePrestatie("A", 100, True, (), "0034", JANUARI)
    regels = [nu, nu._replace(maand=december), nu._replace(bedrag=-40, maand=december), nu]
    assert per_product(regels) == [
        ProductTotaal("A", 2, 2, 60, 60, "0034", december),
        ProductTotaal("A", 2, 2, 200, 200, "0034", JANUARI),
    ]


def test_what_each_pays_is_of_granted_lines() -> None:
    assert te_betalen(REGELS) == [TeBetalen("0034", 100, 40), TeBetalen("0361", 25, 0)]
