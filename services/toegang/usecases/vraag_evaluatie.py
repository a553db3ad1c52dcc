"""Ask providers for their evaluation of a client, before the day on which the plan is evaluated (M86)."""

from chassis.work import Work
from gebeurtenissen.plan import EVALUATIE_GEVRAAGD, EvaluatieGevraagd
from inkoop import gemeentecodes, laad
from toegang.domain.evaluatie import AANBIEDER, VOORAF
from toegang.store import plandeel as bron
from toegang.tables import Evaluatie, Plan
from toegang.usecases.plannen import traject_in


async def vraag_evaluaties(work: Work) -> None:
    """Ask, in every municipality, for each evaluation to come in which the inkoopmodel wants the provider; once.

    Where no goal is shared with a provider yet, it is looked at again the next time.
    """
    await work.wait_for_turn("evaluaties vragen")
    for gemeente in sorted(gemeentecodes()):
        for evaluatie, plan in await bron.te_vragen(work.session, gemeente, work.today, work.today + VOORAF):
            if AANBIEDER in traject_in(laad(plan.inkoopmodel), plan).evaluatie.partijen:
                await _vraag(work, evaluatie, plan)


async def _vraag(work: Work, evaluatie: Evaluatie, plan: Plan) -> None:
    aanbieders = await bron.aanbieders_van_plan(work.session, plan.id, work.today)
    if not aanbieders:
        return
    evaluatie.gevraagd_op = work.today
    data = EvaluatieGevraagd(
        evaluatie_id=evaluatie.id,
        plan_id=plan.id,
        client_id=plan.client_id,
        gemeente=plan.gemeente,
        gepland_op=evaluatie.gepland_op,
        aanbieders=tuple(aanbieders),
    )
    await work.tell(EVALUATIE_GEVRAAGD, plan.id, data)
