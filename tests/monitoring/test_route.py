"""Wmo 2.3.2 and 2.3.5, OP090, OP274, OP346: terms to the day, in the route, of messages and of requests."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.monitoring.feit import AGB, ALMERE, ANDER, cijfers, dossier, enig, kenmerken, maanden, reeks, tel

from istandaard.termijnen import werkdagen_na
from monitoring.domain import maten
from monitoring.domain.bijdragen import Verschil
from monitoring.domain.bijdragen.bijdrage import Periode
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Dossiersoort, Notitie
from monitoring.domain.feiten import berichten, plan, toegang, toewijzing
from monitoring.domain.feiten.toewijzing import HULP
from monitoring.domain.maten import Maat
from monitoring.domain.openstaand import Open, Opensleutel, Opensoort

OP = date(2023, 1, 9)
JANUARI, FEBRUARI = date(2023, 1, 1), date(2023, 2, 1)
GEMELD = enig(toegang.MELDING, toegang.Gemeld(ALMERE, OP))
AANGEVRAAGD = enig(toegang.AANVRAAG, toegang.Aangevraagd(ALMERE, OP))
GESLOTEN = enig(toegang.GESLOTEN, toegang.Gesloten(ALMERE, date(2023, 2, 3), "ingetrokken"))


def som(verschil: Verschil, maat: Maat) -> int:
    return sum(maanden(verschil, maat).values())


def stil(termijn: str, *perioden: tuple[int, int | None]) -> list[Notitie]:
    """The clock of a term stands still from a day after the start, up to another."""
    na = [(OP + timedelta(days=van), None if tot is None else OP + timedelta(days=tot)) for van, tot in perioden]
    return reeks(toegang.OPSCHORTING, *(toegang.Opgeschort(termijn, van, tot) for van, tot in na))


@pytest.mark.parametrize(("dagen", "op_tijd"), [(-3, 1), (0, 1), (41, 1), (42, 1), (43, 0)])
def test_wmo_2_3_2_an_investigation_of_six_weeks_is_on_time(dagen: int, op_tijd: int) -> None:
    klaar = OP + timedelta(days=dagen)
    verschil = tel(GEMELD, enig(toegang.ONDERZOEK, toegang.Onderzocht(ALMERE, klaar, OP)))
    assert som(verschil, maten.ONDERZOEK.op_tijd) == op_tijd
    assert kenmerken(verschil, maten.ONDERZOEK) == {str(max(0, dagen)): 1}
    assert maanden(verschil, maten.ONDERZOEK) == {klaar.replace(day=1): 1}
    assert (som(verschil, maten.MELDING), verschil.open) == (1, {})


@pytest.mark.parametrize(
    ("pauzes", "erbij"),
    [
        (stil("onderzoek", (3, 10)), 7),
        (stil("onderzoek", (3, 10), (20, 22)), 9),
        (stil("onderzoek", (3, None)), 0),
        (stil("onderzoek", (3, None), (20, 22)), 2),
        (stil("besluit", (3, 10)), 0),
    ],
)
def test_days_on_which_the_clock_stood_still_come_on_top(pauzes: list[Notitie], erbij: int) -> None:
    """Once it is known how many; only of its own term."""
    open_ = tel(GEMELD, *pauzes).open
    laatste = OP + timedelta(days=42 + erbij)
    assert open_ == {Opensleutel(Opensoort.ONDERZOEK, "k"): Open(ALMERE, OP, laatste)}
    for dag, op_tijd in ((laatste, 1), (laatste + timedelta(days=1), 0)):
        verschil = tel(GEMELD, enig(toegang.ONDERZOEK, toegang.Onderzocht(ALMERE, dag, OP)), *pauzes)
        assert som(verschil, maten.ONDERZOEK.op_tijd) == op_tijd


def test_a_melding_that_was_closed_waits_for_nothing() -> None:
    verschil = tel(GEMELD, AANGEVRAAGD, GESLOTEN)
    assert verschil.open == {}
    assert cijfers(verschil) == {
        Geteld(maten.MELDING, JANUARI, ALMERE): 1,
        Geteld(maten.AANVRAAG, JANUARI, ALMERE): 1,
        Geteld(maten.GESLOTEN, FEBRUARI, ALMERE, "", "", "ingetrokken"): 1,
    }


def besluit(dagen: int, **anders: object) -> toegang.Beschikt:
    op = OP + timedelta(days=dagen)
    velden: dict[str, object] = {"onderzocht_op": None, "aanvraagdatum": OP, "soort": "besluit", "producten": ()}
    return toegang.Beschikt(ALMERE, op, uitkomst="toegekend", **{**velden, **anders})  # type: ignore[arg-type]


@pytest.mark.parametrize(("dagen", "op_tijd"), [(0, 1), (13, 1), (14, 1), (15, 0)])
def test_wmo_2_3_5_a_decision_in_two_weeks_is_on_time(dagen: int, op_tijd: int) -> None:
    verschil = tel(AANGEVRAAGD, *reeks(toegang.BESLUIT, besluit(dagen)))
    assert (som(verschil, maten.BESLUIT.op_tijd), verschil.open) == (op_tijd, {})
    assert kenmerken(verschil, maten.BESLUIT) == {str(dagen): 1}
    assert kenmerken(verschil, maten.BESCHIKKING) == {"": 1}
    assert kenmerken(verschil, maten.UITKOMST) == {"besluit:toegekend": 1}
    langer = tel(AANGEVRAAGD, *reeks(toegang.BESLUIT, besluit(dagen + 5)), *stil("besluit", (1, 6)))
    assert som(langer, maten.BESLUIT.op_tijd) == op_tijd


@pytest.mark.parametrize("anders", [{"soort": "tijdelijk"}, {"soort": "bezwaar"}, {"aanvraagdatum": None}])
def test_another_kind_of_decision_has_no_term(anders: dict[str, object]) -> None:
    """And only a decision on the aanvraag ends the waiting for it."""
    verschil = tel(AANGEVRAAGD, *reeks(toegang.BESLUIT, besluit(3, onderzocht_op=OP, **anders)))
    assert (som(verschil, maten.BESLUIT), som(verschil, maten.BESLUIT.op_tijd)) == (0, 0)
    assert kenmerken(verschil, maten.BESCHIKKING) == {"3": 1}
    uiterlijk = OP + timedelta(days=14)
    wacht = {Opensleutel(Opensoort.BESLUIT, "k"): Open(ALMERE, OP, uiterlijk)} if "soort" in anders else {}
    assert verschil.open == wacht


def test_two_decisions_on_one_melding_count_twice_with_their_products() -> None:
    producten = toegang.BeschiktProduct("HO", "ZIN"), toegang.BeschiktProduct(None, "PGB")
    tijdelijk, gewoon = besluit(2, soort="tijdelijk", producten=producten[:1]), besluit(30, producten=producten)
    verschil = tel(AANGEVRAAGD, *reeks(toegang.BESLUIT, tijdelijk, gewoon))
    assert (som(verschil, maten.BESCHIKKING), som(verschil, maten.BESLUIT), verschil.open) == (2, 1, {})
    assert {(g.maand, g.code, g.kenmerk): n for g, n in cijfers(verschil).items() if g.maat is maten.BESCHIKT} == {
        (JANUARI, "HO", "ZIN"): 1, (FEBRUARI, "HO", "ZIN"): 1, (FEBRUARI, "", "PGB"): 1,
    }  # fmt: skip


def test_objections_by_outcome_and_signals_by_subject() -> None:
    bezwaren = toegang.Bezwaar(ALMERE, OP), toegang.Bezwaar(ALMERE, OP, "gegrond"), toegang.Bezwaar(ALMERE, OP)
    verschil = tel(GEMELD, *reeks(toegang.BEZWAAR, *bezwaren))
    assert kenmerken(verschil, maten.BEZWAAR) == {"loopt": 2, "gegrond": 1}
    signaal = tel(enig(toegang.SIGNAAL, toegang.Gesignaleerd(ALMERE, OP, "x" * 31)))
    assert cijfers(signaal) == {Geteld(maten.SIGNAAL, JANUARI, ALMERE, "", "", "x" * 30): 1}


BERICHT = berichten.Bericht(ALMERE, AGB, "WMO305", "in", OP, is_antwoord=False)
BEANTWOORD = berichten.BERICHT_BEANTWOORD


@pytest.mark.parametrize(("soort", "werkdagen"), [("WMO305", 3), ("WMO323", 10), ("WMO301", 3)])
def test_op090_a_message_is_answered_within_its_working_days(soort: str, werkdagen: int) -> None:
    """By the first answer, when there are two."""
    bericht = enig(berichten.BERICHT, replace(BERICHT, soort=soort))
    laatste = werkdagen_na(OP, werkdagen)
    wacht = Open(ALMERE, OP, laatste, agb=AGB, kenmerk=f"in:{soort}")
    assert tel(bericht).open == {Opensleutel(Opensoort.ZONDER_ANTWOORD, "k"): wacht}
    for dag, op_tijd in ((laatste, 1), (laatste + timedelta(days=1), 0)):
        later = berichten.BerichtBeantwoord(laatste + timedelta(days=9))
        verschil = tel(bericht, *reeks(BEANTWOORD, later, berichten.BerichtBeantwoord(dag)))
        assert (som(verschil, maten.ANTWOORD), som(verschil, maten.ANTWOORD.op_tijd)) == (1, op_tijd)
        assert verschil.open == {}


def test_an_answer_waits_for_no_answer_and_a_rejected_message_counts_as_both() -> None:
    antwoord = tel(enig(berichten.BERICHT, replace(BERICHT, is_antwoord=True, richting="uit")))
    assert (kenmerken(antwoord, maten.BERICHT), antwoord.open) == ({"uit:WMO305": 1}, {})
    afgekeurd = tel(enig(berichten.BERICHT, BERICHT), enig(berichten.BERICHT_AFGEKEURD, berichten.BerichtAfgekeurd(())))
    assert kenmerken(afgekeurd, maten.BERICHT) == kenmerken(afgekeurd, maten.BERICHT_AFGEKEURD) == {"in:WMO305": 1}
    assert tel(enig(berichten.BERICHT_AFGEKEURD, berichten.BerichtAfgekeurd(("0001",)))).geteld == {}


UITERLIJK = date(2023, 1, 16)


@pytest.mark.parametrize(("op", "op_tijd"), [(UITERLIJK, 1), (UITERLIJK + timedelta(days=1), 0)])
def test_op274_a_request_is_answered_on_its_last_day(op: date, op_tijd: int) -> None:
    ontvangen = enig(berichten.VERZOEK_ONTVANGEN, berichten.Verzocht(ALMERE, AGB, "VOW", OP, UITERLIJK))
    besloten = berichten.VerzoekBesloten(ALMERE, AGB, "VOW", OP, UITERLIJK, op, "honoreren")
    verschil = tel(ontvangen, enig(berichten.VERZOEK_BESLOTEN, besloten))
    assert kenmerken(verschil, maten.VERZOEK) == {"VOW:honoreren": 1}
    assert (som(verschil, maten.VERZOEK.op_tijd), verschil.open) == (op_tijd, {})
    wacht = {Opensleutel(Opensoort.VERZOEK, "k"): Open(ALMERE, OP, UITERLIJK, agb=AGB, kenmerk="VOW")}
    assert (kenmerken(tel(ontvangen), maten.VERZOEK), tel(ontvangen).open) == ({"VOW:open": 1}, wacht)
    bezig = tel(enig(berichten.VERZOEK_BESLOTEN, replace(besloten, besluit="in-onderzoek")))
    assert (kenmerken(bezig, maten.VERZOEK), bezig.open) == ({"VOW:in-onderzoek": 1}, wacht)
    assert som(bezig, maten.VERZOEK.op_tijd) == 0


def test_m85_an_evaluation_counts_once_and_once_for_each_provider() -> None:
    """A provider that is named twice is one; scores of two domains stay apart."""
    zrm = plan.ZrmVerloop("financien", 2, 4), plan.ZrmVerloop("d" * 31, 1, 5)
    held = plan.Geevalueerd(ALMERE, OP, "behaald", 3, 2, zrm, (AGB, ANDER, AGB))
    gevonden = cijfers(tel(enig(plan.EVALUATIE, held)))
    waarden = [
        (maten.EVALUATIE, "behaald", 1), (maten.DOEL, "", 3), (maten.DOEL_BEHAALD, "", 2),
        (maten.ZRM, "financien", 1), (maten.ZRM_START, "financien", 2), (maten.ZRM_NU, "financien", 4),
        (maten.ZRM, "d" * 30, 1), (maten.ZRM_START, "d" * 30, 1), (maten.ZRM_NU, "d" * 30, 5),
    ]  # fmt: skip
    assert gevonden == {
        Geteld(maat, JANUARI, ALMERE, agb, "", kenmerk, bool(agb)): waarde
        for maat, kenmerk, waarde in waarden
        for agb in ("", AGB, ANDER)
    }


def test_help_of_a_client_is_by_month_and_assignment() -> None:
    """One day touches one month; without an end it is looked ahead; what was removed, or ended too early, is none."""
    hulp = toewijzing.HulpVanClient(ALMERE, AGB, None, date(2023, 1, 31), date(2023, 2, 1), vervallen=False)
    perioden = tel(
        *reeks(
            HULP,
            hulp,
            replace(hulp, code="HO", einddatum=date(2023, 1, 31)),
            replace(hulp, vervallen=True),
            replace(hulp, einddatum=date(2022, 12, 31)),
            replace(hulp, einddatum=None),
        )
    ).perioden
    begin = 2023 * 12
    assert perioden == {
        "000": Periode("k", ALMERE, AGB, "", begin, begin + 1),
        "001": Periode("k", ALMERE, AGB, "HO", begin, begin),
        "004": Periode("k", ALMERE, AGB, "", begin, begin + 59),
    }


def test_what_waits_on_is_left_as_it_is() -> None:
    """Of what is open only what is new, other or gone is told; so too of who has help."""
    verschil, leeg = Verschil(), dossier()
    soort, wacht = Dossiersoort.MELDING, [Opensleutel(each, "k") for each in (Opensoort.ONDERZOEK, Opensoort.BESLUIT)]
    verschil.noteer(soort, "k", leeg, dossier(GEMELD))
    assert (verschil.klaar, list(verschil.open)) == ([], wacht[:1])
    verschil = Verschil()
    verschil.noteer(soort, "k", dossier(GEMELD), dossier(GEMELD, AANGEVRAAGD))
    assert (verschil.klaar, list(verschil.open)) == ([], wacht[1:])
    langer = dossier(GEMELD, AANGEVRAAGD, *stil("onderzoek", (3, 10)))
    verschil = Verschil()
    verschil.noteer(soort, "k", dossier(GEMELD, AANGEVRAAGD), langer)
    anders = Open(ALMERE, OP, OP + timedelta(days=49))
    assert (verschil.klaar, verschil.open) == ([], {wacht[0]: anders})
    verschil = Verschil()
    verschil.noteer(soort, "k", langer, dossier(GEMELD, AANGEVRAAGD, GESLOTEN))
    assert (verschil.klaar, verschil.open) == (wacht, {})
    een, twee = (HULP.noteer("k", naam, 1, hulp(agb)) for naam, agb in (("a", AGB), ("b", ANDER)))
    verschil = Verschil()
    verschil.noteer(Dossiersoort.CLIENT, "k", dossier(een), dossier(een, twee))
    assert (verschil.perioden_weg, list(verschil.perioden)) == ([], ["b"])
    verschil.noteer(Dossiersoort.CLIENT, "k", dossier(een, twee), dossier(een))
    assert verschil.perioden_weg == ["b"]


def hulp(agb: str) -> toewijzing.HulpVanClient:
    return toewijzing.HulpVanClient(ALMERE, agb, "HO", OP, None, vervallen=False)
