"""The log of a client: what was read or changed. Who did it, and when, is known at the door (`chassis.logboek`)."""

from collections.abc import Iterable

from chassis.work import Work
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import Beschikking, Bezwaar, Client, Huishouden, Melding, Plan


def noteer_wijziging(
    work: Work, gewijzigd: Melding | Beschikking | Bezwaar, wat: Wat, onderwerp: str | None = None
) -> None:
    """Write down a change, and give what changed another ETag."""
    gewijzigd.versie += 1
    work.note([gewijzigd.client_id], wat, onderwerp or gewijzigd.id)


def noteer_client(work: Work, client: Client, wat: Wat) -> None:
    """Write down a change of a client, and give it another ETag."""
    client.versie += 1
    work.note([client.id], wat)


async def noteer_plan(work: Work, plan: Plan, wat: Wat, onderwerp: str) -> None:
    """Write down what was done with a plan, for everybody who has a goal in it."""
    doelen = await planstore.doelen(work.session, plan.id)
    betrokken = sorted({plan.client_id, *(each.client_id for each in doelen)})
    work.note(betrokken, wat, onderwerp)


async def noteer_planwijziging(work: Work, plan: Plan) -> None:
    """Write down a change of a plan or its goals, and give the plan another ETag."""
    plan.versie += 1
    await noteer_plan(work, plan, Wat.PLAN_GEWIJZIGD, plan.id)


def noteer_huishouden(work: Work, huishouden: Huishouden, clienten: Iterable[str]) -> None:
    """Write down a change of a household for these clients, and give it another ETag."""
    huishouden.versie += 1
    work.note(clienten, Wat.HUISHOUDEN_GEWIJZIGD, huishouden.id)
