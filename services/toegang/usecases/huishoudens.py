"""Households: one plan and one director (M18)."""

from collections.abc import Sequence

from chassis.identifiers import new_id
from chassis.work import Work
from toegang import store
from toegang.domain.route import Weigering
from toegang.store import plan as planstore
from toegang.tables import Client, Huishouden, Huishoudlid


async def vorm_huishouden(work: Work, clienten: Sequence[Client], regisseur: str) -> Huishouden:
    """Bring clients of one municipality together. Raises Weigering when one of them is in a household already."""
    if len({each.gemeente for each in clienten}) > 1:
        raise Weigering("body.clienten", "Een huishouden woont in één gemeente.", "M18")
    if len({each.id for each in clienten}) < len(clienten):
        raise Weigering("body.clienten", "Een cliënt staat er twee keer in.", "M18")
    huishouden = Huishouden(id=new_id(), gemeente=clienten[0].gemeente, regisseur=regisseur)
    await store.add(work.session, huishouden)
    for plek, client in enumerate(clienten):
        await voeg_toe(work, huishouden, client, f"body.clienten.{plek}")
    return huishouden


async def voeg_toe(work: Work, huishouden: Huishouden, client: Client, veld: str) -> None:
    """A client joins. Raises Weigering when the client is in a household already, or has a plan of their own."""
    if client.gemeente != huishouden.gemeente:
        raise Weigering(veld, "Een huishouden woont in één gemeente.", "M18")
    await work.wait_for_turn(f"plan {client.id}")
    if await planstore.huishouden_van(work.session, client.id) is not None:
        raise Weigering(veld, "Deze cliënt hoort al bij een huishouden: één huishouden, één plan.", "M18")
    plan = await planstore.open_plan(work.session, client.id, None, "ondersteuning")
    if plan is not None and plan.regisseur != huishouden.regisseur:
        reden = f"Het plan van deze cliënt heeft een andere regisseur ({plan.regisseur}). Sluit dat plan eerst af."
        raise Weigering(veld, reden, "M18")
    if plan is not None:
        plan.huishouden_id = huishouden.id
    await store.add(work.session, Huishoudlid(client_id=client.id, huishouden_id=huishouden.id))


async def wissel_regisseur(work: Work, huishouden: Huishouden, regisseur: str) -> None:
    """Somebody else directs the household from now on, and its open plans with it."""
    huishouden.regisseur = regisseur
    for plan in await planstore.open_plannen_van(work.session, huishouden.id):
        plan.regisseur = regisseur
    await work.session.flush()
