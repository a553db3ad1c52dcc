"""Exact days and exact numbers of the route: the last that may be, the first that may not, and the absent value."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from inkoop import laad
from istandaard.codes import Eenheid
from toegang.domain.beschikking import (
    WENS,
    Beschikkingsoort,
    Besluituitkomst,
    Gevraagd,
    Pgb,
    Vorm,
    check_einde,
    check_inhoud,
    check_product,
    dag_voor,
    pgb_budget,
    te_stoppen,
    tijd_per_week,
)
from toegang.domain.bezwaar import (
    Bezwaaruitkomst,
    check_besluit_op_bezwaar,
    check_bezwaar,
    check_brief,
    check_verdaging,
)
from toegang.domain.route import (
    Bevinding,
    Meldingstatus,
    Toereikend,
    check_aanbod,
    check_aanvraag,
    check_besluit,
    check_bevestiging,
    check_gesprek,
    check_melding,
    check_nieuwe_zaak,
    check_onderzoek,
    check_pgb_uitleg,
    check_sluiting,
    check_tijdelijk,
    check_verwezen,
    check_woongemeente,
)
from toegang.domain.termijn import Pauze, Termijnsoort, check_hervatting, check_opschorting
from toegang.domain.weging import Keuze
from weigering import Weigering

MELDING, BESLUIT, VANDAAG = date(2024, 5, 6), date(2024, 5, 27), date(2024, 6, 3)
STRAKS, DAG = date(2024, 7, 8), timedelta(1)
STEEDS = {"bevestiging", "aanvraag", "besluit", "tijdelijk", "sluiting", "verwezen"}
GEGROND, AANVRAAG = Bezwaaruitkomst.GEGROND, Termijnsoort.BESLUIT
ALMERE = laad("almere-2023")


def mag(stap: Callable[..., object], *gegevens: object, **genoemd: object) -> bool:
    """Whether a step may be taken."""
    try:
        stap(*gegevens, **genoemd)
    except Weigering:
        return False
    return True


STAPPEN: dict[str, tuple[Callable[[date], object], date, date]] = {
    "bevestiging": (
        lambda dag: check_bevestiging(
            Meldingstatus.GEREGISTREERD, MELDING, [("bevestigdOp", None), ("b", dag)], VANDAAG
        ),
        MELDING,
        VANDAAG,
    ),
    "onderzoek": (lambda dag: check_onderzoek(Meldingstatus.GEREGISTREERD, MELDING, dag, VANDAAG), MELDING, VANDAAG),
    "gesprek": (lambda dag: check_gesprek(MELDING, dag, BESLUIT), MELDING, BESLUIT),
    "aanvraag na onderzoek": (
        lambda dag: check_aanvraag(
            Meldingstatus.ONDERZOCHT, None, MELDING, date(2024, 5, 20), dag, VANDAAG, met_termijn=True
        ),
        date(2024, 5, 20),
        VANDAAG,
    ),
    "besluit na aanvraag": (
        lambda dag: check_besluit(Meldingstatus.AANGEVRAAGD, MELDING, date(2024, 5, 21), dag, VANDAAG),
        date(2024, 5, 21),
        VANDAAG,
    ),
    "besluit na onderzoek": (
        lambda dag: check_besluit(Meldingstatus.AANGEVRAAGD, date(2024, 5, 22), MELDING, dag, VANDAAG),
        date(2024, 5, 22),
        VANDAAG,
    ),
    "tijdelijk": (
        lambda dag: check_tijdelijk(Meldingstatus.ONDERZOCHT, MELDING, dag, False, VANDAAG),
        MELDING,
        VANDAAG,
    ),
    "sluiting": (lambda dag: check_sluiting(Meldingstatus.AANGEVRAAGD, MELDING, dag, VANDAAG), MELDING, VANDAAG),
    "bezwaar": (lambda dag: check_bezwaar(Beschikkingsoort.BESLUIT, BESLUIT, dag, False, VANDAAG), BESLUIT, VANDAAG),
    "besluit op bezwaar": (
        lambda dag: check_besluit_op_bezwaar(False, Bezwaaruitkomst.ONGEGROND, None, 0, BESLUIT, dag, VANDAAG),
        BESLUIT,
        VANDAAG,
    ),
    "opschorting": (
        lambda dag: check_opschorting(Termijnsoort.BESLUIT, "instemming", MELDING, BESLUIT, (), dag, VANDAAG),
        MELDING,
        BESLUIT,
    ),
    "opschorting na een vorige": (
        lambda dag: check_opschorting(
            Termijnsoort.BESLUIT,
            "instemming",
            MELDING,
            date(2024, 6, 20),
            [Pauze(MELDING, date(2024, 5, 9)), Pauze(date(2024, 5, 10), date(2024, 5, 14))],
            dag,
            VANDAAG,
        ),
        date(2024, 5, 14),
        VANDAAG,
    ),
    "verwezen": (
        lambda dag: check_verwezen(Meldingstatus.GEREGISTREERD, MELDING, dag, VANDAAG),
        MELDING,
        VANDAAG,
    ),
    "hervatting": (lambda dag: check_hervatting(Pauze(MELDING, None), dag, VANDAAG), MELDING + DAG, VANDAAG),
}


@pytest.mark.parametrize("stap", STAPPEN)
def test_a_step_is_taken_from_its_first_day_up_to_its_last(stap: str) -> None:
    stap_op, eerste, laatste = STAPPEN[stap]
    dagen = (eerste - DAG, eerste, laatste, laatste + DAG)
    assert [mag(stap_op, dag) for dag in dagen] == [False, True, True, False]


def test_a_melding_is_of_today_or_before() -> None:
    assert [mag(check_melding, dag, VANDAAG) for dag in (VANDAAG, VANDAAG + DAG)] == [True, False]


def test_an_application_without_onderzoek_waits_six_weeks() -> None:
    """Wmo 2015, 2.3.2, ninth paragraph: when the six weeks are over."""
    zes_weken = date(2024, 6, 17)
    for dag, goed in ((zes_weken, False), (zes_weken + DAG, True)):
        assert mag(check_aanvraag, Meldingstatus.GEREGISTREERD, None, MELDING, None, dag, dag, met_termijn=True) is goed
        assert mag(check_aanvraag, Meldingstatus.GEREGISTREERD, None, MELDING, None, dag, dag, met_termijn=False)


def test_a_plan_is_waited_for_seven_days() -> None:
    """M36."""
    zeven = date(2024, 5, 13)
    for plan, dag, goed in (
        (False, zeven, False),
        (False, zeven + DAG, True),
        (True, zeven, True),
        (True, MELDING, True),
    ):
        assert mag(check_aanbod, True, plan, MELDING, dag) is goed
    assert not mag(check_aanbod, False, True, MELDING, zeven + DAG)


@pytest.mark.parametrize(
    ("status", "stappen"),
    [
        (Meldingstatus.GEREGISTREERD, {*STEEDS, "onderzoek"}),
        (Meldingstatus.ONDERZOCHT, STEEDS),
        (Meldingstatus.AANGEVRAAGD, STEEDS),
        (Meldingstatus.BESCHIKT, set()),
        (Meldingstatus.GESLOTEN, set()),
    ],
)
def test_what_a_case_still_allows(status: Meldingstatus, stappen: set[str]) -> None:
    kan: dict[str, Callable[[], object]] = {
        "bevestiging": lambda: check_bevestiging(status, MELDING, [], VANDAAG),
        "onderzoek": lambda: check_onderzoek(status, MELDING, BESLUIT, VANDAAG),
        "aanvraag": lambda: check_aanvraag(status, None, MELDING, MELDING, BESLUIT, VANDAAG, met_termijn=True),
        "besluit": lambda: check_besluit(status, MELDING, MELDING, BESLUIT, VANDAAG),
        "tijdelijk": lambda: check_tijdelijk(status, MELDING, BESLUIT, False, VANDAAG),
        "sluiting": lambda: check_sluiting(status, MELDING, BESLUIT, VANDAAG),
        "verwezen": lambda: check_verwezen(status, MELDING, BESLUIT, VANDAAG),
    }
    assert {naam for naam, stap in kan.items() if mag(stap)} == stappen


def test_each_refusal_of_a_step_says_its_own_reason() -> None:
    """What is refused first hides nothing: the reason is that of the state, not of a day."""
    for stap, woord in (
        (lambda: check_onderzoek(Meldingstatus.GESLOTEN, MELDING, BESLUIT, VANDAAG), "gesloten"),
        (lambda: check_onderzoek(Meldingstatus.ONDERZOCHT, MELDING, BESLUIT, VANDAAG), "al vastgelegd"),
        (lambda: check_besluit(Meldingstatus.GESLOTEN, None, None, BESLUIT, VANDAAG), "gesloten"),
        (lambda: check_besluit(Meldingstatus.BESCHIKT, None, None, BESLUIT, VANDAAG), "al beschikt"),
        (lambda: check_besluit(Meldingstatus.GEREGISTREERD, None, None, BESLUIT, VANDAAG), "eerst het onderzoek"),
        (lambda: check_besluit(Meldingstatus.ONDERZOCHT, MELDING, None, BESLUIT, VANDAAG), "eerst de aanvraag"),
        (lambda: check_tijdelijk(Meldingstatus.ONDERZOCHT, MELDING, BESLUIT, True, VANDAAG), "al een"),
        (lambda: check_sluiting(Meldingstatus.BESCHIKT, MELDING, BESLUIT, VANDAAG), "Beëindig de beschikking"),
        (lambda: check_sluiting(Meldingstatus.GESLOTEN, MELDING, BESLUIT, VANDAAG), "al gesloten"),
        (lambda: check_bezwaar(Beschikkingsoort.BEZWAAR, BESLUIT, BESLUIT, True, VANDAAG), "rechtbank"),
        (lambda: check_bezwaar(Beschikkingsoort.TIJDELIJK, BESLUIT, BESLUIT, True, VANDAAG), "loopt al"),
        (lambda: check_verdaging("ongegrond", True, VANDAAG, VANDAAG), "al besloten"),
        (lambda: check_verdaging(None, True, VANDAAG, VANDAAG), "al een keer verdaagd"),
        (lambda: check_verdaging(None, False, VANDAAG - DAG, VANDAAG), "om op 02-06-2024"),
        (lambda: check_besluit_op_bezwaar(True, GEGROND, None, 0, BESLUIT, BESLUIT, VANDAAG), "al besloten"),
        (lambda: check_brief(None), "nog niet besloten"),
        (lambda: check_brief(GEGROND), "de nieuwe beschikking"),
        (lambda: check_brief(Bezwaaruitkomst.INGETROKKEN), "ingetrokken"),
        (lambda: check_woongemeente("0034", None, BESLUIT, ""), "na 27-05-2024 verhuisd"),
        (lambda: check_woongemeente("0034", "0361", None, "Ga daarheen."), "gemeente Alkmaar (0361). Ga daarheen."),
        (lambda: check_woongemeente("0034", "0000", None, ""), "een andere gemeente (0000)"),
        (lambda: check_nieuwe_zaak("m1", BESLUIT), "overleden op 27-05-2024"),
        (lambda: check_nieuwe_zaak("m1", None), "melding m1"),
        (lambda: check_pgb_uitleg(True, False), "vraagt een pgb"),
        (lambda: check_opschorting(AANVRAAG, "afwezig", MELDING, BESLUIT, (), MELDING, VANDAAG), "geen reden"),
        (lambda: check_opschorting(AANVRAAG, "overmacht", MELDING, None, (), MELDING, VANDAAG), "al stil"),
        (
            lambda: check_opschorting(Termijnsoort.BEZWAAR, "verzuim", STRAKS, STRAKS + 42 * DAG, (), VANDAAG, VANDAAG),
            "begint pas na 08-07-2024",
        ),
        (lambda: check_hervatting(Pauze(MELDING, BESLUIT), BESLUIT, VANDAAG), "loopt al weer"),
    ):
        with pytest.raises(Weigering) as geweigerd:
            stap()
        assert woord in geweigerd.value.reden


PRODUCT = Keuze("IB2B", date(2024, 6, 3), date(2025, 6, 1))


def gevraagd(keuze: Keuze = PRODUCT, volume: int = 104, **anders: object) -> Gevraagd:
    return replace(Gevraagd(keuze, volume), **anders)  # type: ignore[arg-type]


@pytest.mark.parametrize("veld", ["afschaalmomenten", "contactmomenten"])
def test_agreed_days_lie_within_the_product(veld: str) -> None:
    """M51, M68; without an end every later day does."""
    eerste, laatste = PRODUCT.ingangsdatum, PRODUCT.einddatum
    assert laatste is not None
    regel = {"afschaalmomenten": "M51", "contactmomenten": "M68"}[veld]
    for dag, goed in ((eerste - DAG, False), (eerste, True), (laatste, True), (laatste + DAG, False)):
        met_dag = gevraagd(**{veld: (eerste, dag)})
        if goed:
            check_product(met_dag, 1, BESLUIT, pgb_uitgelegd=False)
            continue
        with pytest.raises(Weigering) as geweigerd:
            check_product(met_dag, 1, BESLUIT, pgb_uitgelegd=False)
        assert (geweigerd.value.regel, geweigerd.value.veld) == (regel, f"body.producten.1.{veld}")
    zonder_einde = gevraagd(replace(PRODUCT, einddatum=None), **{veld: (date(2031, 1, 1),)})
    check_product(zonder_einde, 1, BESLUIT, pgb_uitgelegd=False)


@pytest.mark.parametrize(
    ("pgb", "in_verslag", "veld"),
    [
        (None, True, "pgb"),
        (Pgb(False, BESLUIT), True, "vorm"),
        (Pgb(True, BESLUIT), True, None),
        (Pgb(True, BESLUIT), False, "pgb.uitgelegdOp"),
        (Pgb(True, BESLUIT, BESLUIT), False, None),
        (Pgb(True, BESLUIT + DAG), True, "pgb.beoordeeldOp"),
        (Pgb(True, BESLUIT, BESLUIT + DAG), False, "pgb.uitgelegdOp"),
        (Pgb(True, BESLUIT, BESLUIT + DAG), True, "pgb.uitgelegdOp"),
    ],
)
def test_a_pgb_was_judged_and_explained_by_the_day_of_the_decision(
    pgb: Pgb | None, in_verslag: bool, veld: str | None
) -> None:
    """M16."""
    vraag = gevraagd(vorm=Vorm.PGB, pgb=pgb)
    if veld is None:
        check_product(vraag, 0, BESLUIT, pgb_uitgelegd=in_verslag)
        return
    with pytest.raises(Weigering) as geweigerd:
        check_product(vraag, 0, BESLUIT, pgb_uitgelegd=in_verslag)
    assert geweigerd.value.veld == f"body.producten.0.{veld}"


def test_who_has_a_pgb_chooses_who_helps() -> None:
    """M16: a provider is named in natura only."""
    keuze = replace(PRODUCT, aanbieder="99990001")
    check_product(gevraagd(keuze), 0, BESLUIT, pgb_uitgelegd=True)
    met_pgb = gevraagd(keuze, vorm=Vorm.PGB, pgb=Pgb(True, BESLUIT))
    assert not mag(check_product, met_pgb, 0, BESLUIT, pgb_uitgelegd=True)


@pytest.mark.parametrize("genoeg", list(Toereikend))
def test_what_goes_first_and_is_enough_leaves_nothing_to_grant(genoeg: Toereikend) -> None:
    """M19, M21: also when something else was not enough."""
    bevindingen = [Bevinding("Wlz", Toereikend.ONVOLDOENDE, "M19"), Bevinding("Netwerk", genoeg, "M21")]
    assert mag(check_inhoud, Besluituitkomst.GEDEELTELIJK, [gevraagd()], bevindingen) is (
        genoeg != Toereikend.VOLDOENDE
    )
    check_inhoud(Besluituitkomst.AFGEWEZEN, [], bevindingen)


def test_products_go_with_granting_and_not_with_rejecting() -> None:
    for uitkomst in (Besluituitkomst.TOEGEKEND, Besluituitkomst.GEDEELTELIJK):
        check_inhoud(uitkomst, [gevraagd()], ())
        assert not mag(check_inhoud, uitkomst, [], ())
    assert not mag(check_inhoud, Besluituitkomst.AFGEWEZEN, [gevraagd()], ())


def test_time_per_week_is_what_was_said_else_the_volume() -> None:
    """M1: 104 hours over 52 weeks are two hours a week, unless the caseworker says 95 minutes."""
    product = ALMERE.product("IB2B")
    assert tijd_per_week(ALMERE, product, gevraagd(), 0) == 120
    assert tijd_per_week(ALMERE, product, gevraagd(replace(PRODUCT, minuten_per_week=95)), 0) == 95
    with pytest.raises(Weigering) as geweigerd:
        tijd_per_week(ALMERE, product, gevraagd(replace(PRODUCT, einddatum=None)), 3)
    assert (geweigerd.value.regel, geweigerd.value.veld) == ("M1", "body.producten.3.minutenPerWeek")


def test_the_budget_of_a_pgb_is_rounded_to_the_nearest_cent() -> None:
    """M16: a part of the price in natura; half a cent goes up, less goes down."""
    vraag = gevraagd(replace(PRODUCT, ingangsdatum=date(2024, 6, 3)), 7, vorm=Vorm.PGB, pgb=Pgb(True, BESLUIT))
    product = ALMERE.product("IB2B")
    prijs = ALMERE.tarief_op("IB2B", date(2024, 6, 3))
    for procent in (1, 33, 50, 67, 99):
        model = ALMERE.model_copy(update={"pgb": ALMERE.pgb.model_copy(update={"tarief_procent": procent})})
        heel, rest = divmod(7 * prijs * procent, 100)
        assert pgb_budget(model, product, vraag) == heel + (1 if rest >= 50 else 0)
    assert pgb_budget(ALMERE, product, replace(vraag, vorm=Vorm.NATURA)) is None
    assert pgb_budget(ALMERE, ALMERE.product("HO"), replace(vraag, keuze=replace(PRODUCT, einddatum=None))) is None


def test_the_budget_of_a_pgb_that_is_counted_in_euros() -> None:
    """IV042: the volume is the amount, here € 333,33 a month over twelve months; half of it, half a cent up."""
    product = ALMERE.product("IB2B").model_copy(update={"eenheid": Eenheid.EUROS, "frequentie": 4})
    model = ALMERE.model_copy(update={"pgb": ALMERE.pgb.model_copy(update={"tarief_procent": 50})})
    een_jaar = replace(PRODUCT, ingangsdatum=date(2024, 6, 1), einddatum=date(2025, 5, 31))
    vraag = gevraagd(een_jaar, 333_33, vorm=Vorm.PGB, pgb=Pgb(True, BESLUIT))
    assert pgb_budget(model, product, vraag) == 12 * 333_33 // 2
    assert pgb_budget(model, product, replace(vraag, keuze=replace(een_jaar, einddatum=date(2024, 6, 30)))) == 166_67


def test_a_decision_begins_the_day_after_what_it_replaces() -> None:
    later = gevraagd(replace(PRODUCT, ingangsdatum=date(2024, 7, 1)))
    assert dag_voor([later, gevraagd()], BESLUIT) == date(2024, 6, 2)
    assert dag_voor([], BESLUIT) == BESLUIT


def test_support_stops_at_the_earliest_the_day_before_the_decision() -> None:
    """Wmo 2015, 2.3.10: as the client wishes; a withdrawal may go back."""
    for dag, goed in ((BESLUIT - 2 * DAG, False), (BESLUIT - DAG, True), (BESLUIT, True)):
        assert mag(check_einde, WENS, BESLUIT, dag) is goed
    check_einde("intrekking", BESLUIT, BESLUIT - 2 * DAG)


def test_what_runs_after_the_last_day_is_stopped() -> None:
    """The earlier of its end and its last day counts; neither means that it runs on."""
    dag = date(2024, 6, 30)
    lopend = [
        ("open", None, None),
        ("tot die dag", dag, None),
        ("een dag langer", dag + DAG, None),
        ("al gestopt", dag + 9 * DAG, dag),
        ("later gestopt", dag + 9 * DAG, dag + DAG),
        ("open en gestopt", None, dag),
    ]
    assert te_stoppen(lopend, dag) == ["open", "een dag langer", "later gestopt"]
