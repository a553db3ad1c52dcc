"""From the confirmation of a melding to the application (Wmo 2015, 2.3.2)."""

from chassis.work import Work
from gebeurtenissen.toegang import (
    AANVRAAG_INGEDIEND,
    MELDING_BEVESTIGD,
    ONDERZOEK_AFGEROND,
    AanvraagIngediend,
    MeldingBevestigd,
    OnderzoekAfgerond,
)
from inkoop import Inkoopmodel, komend_model
from toegang import store
from toegang.bodies.route import Bevindingen, NieuweAanvraag, NieuweBevestiging, NieuwOnderzoek
from toegang.domain.logboek import Wat
from toegang.domain.route import (
    Bevinding,
    Meldingstatus,
    check_aanbod,
    check_aanvraag,
    check_bevestiging,
    check_gesprek,
    check_onderzoek,
    check_pgb_uitleg,
    check_voorliggend,
)
from toegang.domain.termijn import Termijnsoort
from toegang.store import sociale_basis as store_sociale_basis
from toegang.tables import Bevestiging, Melding, Onderzoek
from toegang.tables.beschermd import BEVINDINGEN, ONDERZOEKSVERSLAG, PERSOONLIJK_PLAN
from toegang.usecases.logboek import noteer_wijziging
from toegang.usecases.termijnen import start_termijn, stop_termijnen
from weigering import Weigering
from wetten import Wet


async def bevestig(work: Work, melding: Melding, nieuw: NieuweBevestiging) -> Bevestiging:
    """Record the confirmation, what was offered and what was chosen (M36); a later one replaces it.

    Raises Weigering for impossible dates.
    """
    dagen = [
        ("bevestigdOp", nieuw.bevestigd_op),
        ("clientondersteuningAangebodenOp", nieuw.clientondersteuning_aangeboden_op),
        ("persoonlijkPlanAangebodenOp", nieuw.persoonlijk_plan_aangeboden_op),
        ("persoonlijkPlanOntvangenOp", nieuw.persoonlijk_plan_ontvangen_op),
    ]
    check_bevestiging(melding.status, melding.meldingsdatum, dagen, work.today)
    bevestiging = await store.bevestiging(work.session, melding.id)
    if bevestiging is None:
        bevestiging = Bevestiging(melding_id=melding.id)
    for name, value in nieuw.model_dump(exclude={"persoonlijk_plan"}).items():
        setattr(bevestiging, name, value)
    plan = nieuw.persoonlijk_plan
    bevestiging.persoonlijk_plan = work.vault.seal(PERSOONLIJK_PLAN, melding.id, plan.encode()) if plan else None
    await store.add(work.session, bevestiging)
    noteer_wijziging(work, melding, Wat.MELDING_BEVESTIGD)
    data = MeldingBevestigd(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        bevestigd_op=bevestiging.bevestigd_op,
        clientondersteuning_gekozen=bevestiging.clientondersteuning_gekozen,
        persoonlijk_plan_ontvangen_op=bevestiging.persoonlijk_plan_ontvangen_op,
    )
    await work.tell(MELDING_BEVESTIGD, melding.id, data)
    return bevestiging


async def leg_onderzoek_vast(work: Work, melding: Melding, nieuw: NieuwOnderzoek) -> Onderzoek:
    """Store the report and what was found; the six weeks stop.

    Raises Weigering when it was there already, a date cannot be, nothing was offered (M36), a PGB is asked for and was
    not explained (M16), or something that goes first was not looked at (M19, M21).
    """
    check_onderzoek(melding.status, melding.meldingsdatum, nieuw.afgerond_op, work.today)
    bevestiging = await store.bevestiging(work.session, melding.id)
    plan_afgewacht = bevestiging is not None and (
        bevestiging.persoonlijk_plan_gewenst is False or bevestiging.persoonlijk_plan_ontvangen_op is not None
    )
    check_aanbod(bevestiging is not None, plan_afgewacht, melding.meldingsdatum, nieuw.afgerond_op)
    check_gesprek(melding.meldingsdatum, nieuw.gesprek.datum, nieuw.afgerond_op)
    check_pgb_uitleg(nieuw.pgb_gewenst, nieuw.pgb_uitgelegd)
    check_voorliggend(_model(melding), {each.titel: each.uitkomst for each in nieuw.voorliggend})
    await _check_voorzieningen(work, melding, nieuw)
    bevindingen = nieuw.model_dump_json(exclude={"verslag", "afgerond_op"})
    onderzoek = Onderzoek(
        melding_id=melding.id,
        afgerond_op=nieuw.afgerond_op,
        verslag=work.vault.seal(ONDERZOEKSVERSLAG, melding.id, nieuw.verslag.encode()),
        bevindingen=work.vault.seal(BEVINDINGEN, melding.id, bevindingen.encode()),
    )
    melding.status = Meldingstatus.AANGEVRAAGD if melding.aanvraagdatum else Meldingstatus.ONDERZOCHT
    await store.add(work.session, onderzoek)
    await stop_termijnen(work, melding.id, nieuw.afgerond_op, Termijnsoort.ONDERZOEK)
    noteer_wijziging(work, melding, Wat.ONDERZOEK_AFGEROND)
    data = OnderzoekAfgerond(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        meldingsdatum=melding.meldingsdatum,
        afgerond_op=nieuw.afgerond_op,
    )
    await work.tell(ONDERZOEK_AFGEROND, melding.id, data)
    return onderzoek


async def dien_aanvraag_in(work: Work, melding: Melding, nieuw: NieuweAanvraag) -> None:
    """Record the application; the term for the decision begins. Raises Weigering for a day on which that cannot be."""
    onderzoek = await store.onderzoek(work.session, melding.id)
    afgerond_op = onderzoek.afgerond_op if onderzoek else None
    check_aanvraag(
        melding.status,
        melding.aanvraagdatum,
        melding.meldingsdatum,
        afgerond_op,
        nieuw.ingediend_op,
        work.today,
        met_termijn=melding.wet is Wet.WMO,
    )
    melding.aanvraagdatum = nieuw.ingediend_op
    if onderzoek is not None:
        melding.status = Meldingstatus.AANGEVRAAGD
    await start_termijn(work, melding, Termijnsoort.BESLUIT, nieuw.ingediend_op)
    noteer_wijziging(work, melding, Wat.AANVRAAG_INGEDIEND)
    data = AanvraagIngediend(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        aanvraagdatum=nieuw.ingediend_op,
    )
    await work.tell(AANVRAAG_INGEDIEND, melding.id, data)


def lees_bevindingen(work: Work, onderzoek: Onderzoek) -> Bevindingen | None:
    """What an onderzoek found; None for one from before that was kept."""
    sealed = onderzoek.bevindingen
    if not sealed:
        return None
    return Bevindingen.model_validate_json(work.vault.open(BEVINDINGEN, onderzoek.melding_id, sealed))


def pgb_uitgelegd(work: Work, onderzoek: Onderzoek) -> bool:
    """Whether the report says that the citizen heard what a PGB asks (M16)."""
    gevonden = lees_bevindingen(work, onderzoek)
    return gevonden is not None and gevonden.pgb_uitgelegd


def voorliggend(work: Work, melding: Melding, onderzoek: Onderzoek) -> list[Bevinding]:
    """Whether what goes first is enough, as the onderzoek found (M19, M21)."""
    gevonden = lees_bevindingen(work, onderzoek)
    if gevonden is None:
        return []
    return check_voorliggend(_model(melding), {each.titel: each.uitkomst for each in gevonden.voorliggend})


def _model(melding: Melding) -> Inkoopmodel:
    model = komend_model([melding.gemeente], melding.meldingsdatum)
    assert model is not None  # a melding without a model is refused
    return model


async def _check_voorzieningen(work: Work, melding: Melding, nieuw: NieuwOnderzoek) -> None:
    bekend = {each.id for each in await store_sociale_basis.voorzieningen(work.session, melding.gemeente)}
    for plek, each in enumerate(nieuw.voorzieningen):
        if each.id not in bekend:
            reden = "Deze voorziening staat niet in het register van de gemeente."
            raise Weigering(reden, veld=f"body.voorzieningen.{plek}.id", regel="M112")
