"""The log of a client: who read or changed what, and when."""

from collections.abc import Iterable
from datetime import datetime

from chassis.identifiers import new_id
from chassis.work import Work
from toegang import store
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import Beschikking, Bezwaar, Client, Huishouden, Melding, Plan


async def noteer(work: Work, wie: str, client_id: str, wat: Wat, onderwerp: str) -> None:
    """Write down that `wie` did this; `onderwerp` is the id of what was read or changed."""
    await noteer_per_client(work, wie, [client_id], wat, onderwerp)


async def noteer_per_client(
    work: Work, wie: str, clienten: Iterable[str], wat: Wat, onderwerp: str | None = None
) -> None:
    """Write down the same for each of these clients; without `onderwerp` it is the client that was read or changed."""
    regels = [_regel(work, wie, client_id, wat, onderwerp or client_id) for client_id in clienten]
    if regels:
        await store.add_log_regels(work.session, regels)


def _regel(work: Work, wie: str, client_id: str, wat: Wat, onderwerp: str) -> dict[str, str | datetime]:
    names = {"client_id": client_id, "wie": wie, "wat": wat.value, "onderwerp": onderwerp}
    return {"id": new_id(), **names, "op": work.now}


async def noteer_wijziging(
    work: Work, wie: str, gewijzigd: Melding | Beschikking | Bezwaar, wat: Wat, onderwerp: str | None = None
) -> None:
    """Write down a change, and give what changed another ETag."""
    gewijzigd.versie += 1
    await noteer(work, wie, gewijzigd.client_id, wat, onderwerp or gewijzigd.id)


async def noteer_client(work: Work, wie: str, client: Client, wat: Wat) -> None:
    """Write down a change of a client, and give it another ETag."""
    client.versie += 1
    await noteer(work, wie, client.id, wat, client.id)


async def noteer_plan(work: Work, wie: str, plan: Plan, wat: Wat, onderwerp: str) -> None:
    """Write down what somebody did with a plan, for everybody who has a goal in it."""
    doelen = await planstore.doelen(work.session, plan.id)
    betrokken = sorted({plan.client_id, *(each.client_id for each in doelen)})
    await noteer_per_client(work, wie, betrokken, wat, onderwerp)


async def noteer_planwijziging(work: Work, wie: str, plan: Plan) -> None:
    """Write down a change of a plan or its goals, and give the plan another ETag."""
    plan.versie += 1
    await noteer_plan(work, wie, plan, Wat.PLAN_GEWIJZIGD, plan.id)


async def noteer_huishouden(work: Work, wie: str, huishouden: Huishouden, clienten: Iterable[str]) -> None:
    """Write down a change of a household for these clients, and give it another ETag."""
    huishouden.versie += 1
    await noteer_per_client(work, wie, clienten, Wat.HUISHOUDEN_GEWIJZIGD, huishouden.id)
