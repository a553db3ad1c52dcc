"""Evaluate a plan: goals, self-reliance, the questions of direction, and what follows (M11, M17, M34, M85-M87)."""

from chassis.work import Work
from gebeurtenissen.plan import EVALUATIE_VASTGELEGD, EvaluatieVastgelegd, ZrmVerloop
from inkoop import laad
from toegang.bodies.plan import NieuweEvaluatie
from toegang.domain.evaluatie import Evaluatiestatus, Evaluatieuitkomst, Gesprek, check_evaluatie
from toegang.domain.plan import Voortgang
from toegang.domain.weging import Geweigerd
from toegang.domain.zrm import verloop
from toegang.store import plan as planstore
from toegang.tables import Doel, Evaluatie, Plan, ZrmMeting
from toegang.tables.beschermd import EVALUATIEVERSLAG
from toegang.usecases.plannen import leg_meting_vast, sluit_af, traject_in, vertel_doel
from weigering import Weigering


async def evalueer(work: Work, plan: Plan, evaluatie: Evaluatie, nieuw: NieuweEvaluatie) -> Evaluatie:
    """Store an evaluation that was held. Raises Weigering, or Geweigerd with all that the inkoopmodel misses in it."""
    if evaluatie.status != Evaluatiestatus.GEPLAND:
        raise Weigering("Deze evaluatie is al vastgelegd of vervallen.")
    if not plan.begindatum <= nieuw.gehouden_op <= work.today:
        raise Weigering("Kies een dag vanaf het begin van het plan en tot en met vandaag.", veld="body.gehoudenOp")
    model = laad(plan.inkoopmodel)
    metingen = list(await planstore.zrm_metingen(work.session, plan.id))
    laatste = nieuw.gehouden_op if nieuw.zrm else (metingen[-1].op if metingen else None)
    gesprek = Gesprek(nieuw.uitkomst, tuple(nieuw.partijen), len(nieuw.antwoorden), laatste)
    if gevonden := check_evaluatie(model, traject_in(model, plan), gesprek, nieuw.gehouden_op):
        raise Geweigerd(gevonden)
    if nieuw.zrm:
        metingen.append(await leg_meting_vast(work, plan, nieuw.gehouden_op, nieuw.zrm))
    doelen = list(await planstore.doelen(work.session, plan.id))
    await _werk_doelen_bij(work, plan, doelen, nieuw)
    evaluatie.status = Evaluatiestatus.GEHOUDEN
    evaluatie.versie += 1
    evaluatie.gehouden_op = nieuw.gehouden_op
    evaluatie.uitkomst = nieuw.uitkomst
    evaluatie.partijen = list(nieuw.partijen)
    evaluatie.antwoorden = list(nieuw.antwoorden)
    evaluatie.verslag = (
        work.vault.seal(EVALUATIEVERSLAG, evaluatie.id, nieuw.verslag.encode()) if nieuw.verslag else None
    )
    if nieuw.uitkomst == Evaluatieuitkomst.BEEINDIGEN:
        await sluit_af(work, plan, "evaluatie", nieuw.gehouden_op)
    await work.session.flush()
    await work.tell(EVALUATIE_VASTGELEGD, plan.id, await _event_data(work, plan, evaluatie, nieuw, doelen, metingen))
    return evaluatie


async def _werk_doelen_bij(work: Work, plan: Plan, doelen: list[Doel], nieuw: NieuweEvaluatie) -> None:
    per_id = {each.id: each for each in doelen}
    for plek, each in enumerate(nieuw.doelen):
        if each.doel_id not in per_id:
            raise Weigering("Dit doel hoort niet bij dit plan.", veld=f"body.doelen.{plek}.doelId")
        per_id[each.doel_id].status = each.status
        await vertel_doel(work, plan, per_id[each.doel_id])


async def _event_data(
    work: Work,
    plan: Plan,
    evaluatie: Evaluatie,
    nieuw: NieuweEvaluatie,
    doelen: list[Doel],
    metingen: list[ZrmMeting],
) -> EvaluatieVastgelegd:
    lopend = await planstore.lopende_producten(work.session, plan.client_id, nieuw.gehouden_op)
    lopend = [each for each in lopend if each.ingangsdatum <= nieuw.gehouden_op]
    return EvaluatieVastgelegd(
        evaluatie_id=evaluatie.id,
        plan_id=plan.id,
        client_id=plan.client_id,
        gemeente=plan.gemeente,
        traject=plan.traject,
        gepland_op=evaluatie.gepland_op,
        gehouden_op=nieuw.gehouden_op,
        uitkomst=nieuw.uitkomst.value,
        doelen_totaal=sum(each.status != Voortgang.VERVALLEN for each in doelen),
        doelen_behaald=sum(each.status == Voortgang.BEHAALD for each in doelen),
        doelen_deels=sum(each.status == Voortgang.DEELS for each in doelen),
        doelen_mantelzorger=sum(each.voor_mantelzorger and each.status != Voortgang.VERVALLEN for each in doelen),
        behaald_mantelzorger=sum(each.voor_mantelzorger and each.status == Voortgang.BEHAALD for each in doelen),
        antwoorden=tuple(nieuw.antwoorden),
        zrm=tuple(
            ZrmVerloop(domein=each.domein, start=each.start, nu=each.nu)
            for each in verloop([meting.scores for meting in metingen])
        ),
        producten=tuple(sorted({each.code for each in lopend})),
        aanbieders=tuple(sorted({each.aanbieder for each in lopend if each.aanbieder})),
    )
