"""Households: one plan and one director (M18)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.plan import HUISHOUDEN_GEWIJZIGD, HuishoudenGewijzigd
from toegang import store
from toegang.domain.plan import Voortgang
from toegang.domain.route import check_leeft
from toegang.store import plan as planstore
from toegang.tables import Client, Huishouden, Huishoudlid
from toegang.usecases.logboek import noteer_huishouden, noteer_planwijziging
from toegang.usecases.plannen import sluit_af, vertel_doel, vertel_overgang
from weigering import Weigering


async def vorm_huishouden(work: Work, clienten: Sequence[Client], regisseur: str) -> Huishouden:
    """Bring clients of one municipality together. Raises Weigering when one of them is in a household already."""
    if len({each.gemeente for each in clienten}) > 1:
        raise Weigering("Een huishouden woont in één gemeente.", veld="body.clienten", regel="M18")
    if len({each.id for each in clienten}) < len(clienten):
        raise Weigering("Een cliënt staat er twee keer in.", veld="body.clienten", regel="M18")
    huishouden = Huishouden(id=new_id(), gemeente=clienten[0].gemeente, regisseur=regisseur)
    await store.add(work.session, huishouden)
    # In one order, so that two households with the same clients never wait for each other.
    for client in sorted(clienten, key=lambda each: each.id):
        await _neem_op(work, huishouden, client, f"body.clienten.{clienten.index(client)}")
    await _vertel(work, huishouden, "gevormd")
    return huishouden


async def voeg_toe(work: Work, huishouden: Huishouden, client: Client, veld: str) -> None:
    """A client joins. Raises Weigering when the client is in a household already, or has a plan of their own."""
    await _neem_op(work, huishouden, client, veld)
    await _vertel(work, huishouden, "lid erbij")


async def _neem_op(work: Work, huishouden: Huishouden, client: Client, veld: str) -> None:
    if client.gemeente != huishouden.gemeente:
        raise Weigering("Een huishouden woont in één gemeente.", veld=veld, regel="M18")
    check_leeft(client.overleden_op, veld)
    await work.wait_for_turn(f"plan {client.id}")
    if await planstore.huishouden_van(work.session, client.id) is not None:
        raise Weigering("Deze cliënt hoort al bij een huishouden: één huishouden, één plan.", veld=veld, regel="M18")
    plan = await planstore.open_plan(work.session, client.id, None, "ondersteuning")
    if plan is not None and plan.regisseur != huishouden.regisseur:
        reden = f"Het plan van deze cliënt heeft een andere regisseur ({plan.regisseur}). Sluit dat plan eerst af."
        raise Weigering(reden, veld=veld, regel="M18")
    if plan is not None:
        if any(each.soort == plan.soort for each in await planstore.open_plannen_van(work.session, huishouden.id)):
            reden = "Deze cliënt heeft een eigen plan, en het huishouden ook. Sluit een van de twee eerst af."
            raise Weigering(reden, veld=veld, regel="M18")
        plan.huishouden_id = huishouden.id
        plan.versie += 1
        await vertel_overgang(work, plan)
    await store.add(work.session, Huishoudlid(client_id=client.id, huishouden_id=huishouden.id))


async def wissel_regisseur(work: Work, huishouden: Huishouden, regisseur: str) -> None:
    """Somebody else directs the household from now on, and its open plans with it."""
    huishouden.regisseur = regisseur
    for plan in await planstore.open_plannen_van(work.session, huishouden.id):
        plan.regisseur = regisseur
        plan.versie += 1
    await work.session.flush()
    await _vertel(work, huishouden, "regisseur")


async def verlaat(work: Work, huishouden: Huishouden, client_id: str) -> None:
    """A client leaves, with a plan that is about nobody else.

    Raises Weigering while the plan of the household is in the name of the client, or has open goals of the client.
    """
    await work.wait_for_turn(f"plan {client_id}")
    for plan in await planstore.open_plannen_van(work.session, huishouden.id):
        doelen = await planstore.doelen(work.session, plan.id)
        if plan.client_id != client_id:
            if any(each.client_id == client_id and each.status == Voortgang.OPEN for each in doelen):
                reden = "In het plan van het huishouden staan open doelen van deze cliënt. Evalueer of verwijder die."
                raise Weigering(reden, regel="M18")
        elif any(each.client_id != client_id for each in doelen):
            reden = "Het plan van het huishouden staat op naam van deze cliënt. Sluit het af met een evaluatie."
            raise Weigering(reden, regel="M18")
        else:
            plan.huishouden_id = None
            plan.versie += 1
            await vertel_overgang(work, plan)
    await _haal_eraf(work, huishouden, client_id)


async def vertrek_uit_plannen(
    work: Work, client_id: str, reden: Literal["overleden", "verhuisd"], laatste_dag: date
) -> None:
    """Who dies or moves away is in no household any more. A plan about nobody else closes; another one goes on in the
    name of somebody whose goals are in it, and the open goals of who left lapse.
    """
    huishouden = await planstore.huishouden_van(work.session, client_id, lock=True)
    leden = await planstore.leden(work.session, huishouden.id) if huishouden else ()
    blijvers = {*leden} - {client_id}
    await work.wait_for_turn(f"plan {client_id}")
    for plan in await planstore.open_plannen_met(work.session, client_id, huishouden.id if huishouden else None):
        await noteer_planwijziging(work, plan)
        doelen = await planstore.doelen(work.session, plan.id)
        anderen = [each.client_id for each in doelen if each.client_id in blijvers]
        if plan.client_id == client_id and not anderen:
            await sluit_af(work, plan, reden, laatste_dag)
            continue
        if plan.client_id == client_id:
            plan.client_id = anderen[0]
            await vertel_overgang(work, plan)
        for doel in doelen:
            if doel.client_id == client_id and doel.status == Voortgang.OPEN:
                doel.status = Voortgang.VERVALLEN
                await vertel_doel(work, plan, doel)
    if huishouden is not None:
        noteer_huishouden(work, huishouden, [client_id])
        await _haal_eraf(work, huishouden, client_id)


async def _haal_eraf(work: Work, huishouden: Huishouden, client_id: str) -> None:
    await planstore.verwijder_lid(work.session, client_id)
    await _vertel(work, huishouden, "lid eraf")


async def _vertel(
    work: Work, huishouden: Huishouden, wijziging: Literal["gevormd", "lid erbij", "lid eraf", "regisseur"]
) -> None:
    data = HuishoudenGewijzigd(
        huishouden_id=huishouden.id,
        gemeente=huishouden.gemeente,
        wijziging=wijziging,
        clienten=tuple(await planstore.leden(work.session, huishouden.id)),
    )
    await work.tell(HUISHOUDEN_GEWIJZIGD, huishouden.id, data)
