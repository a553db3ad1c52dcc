"""Make a plan, fill it and settle it (M11, M12, M18, M32-M35, M39, M42)."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from chassis.events import EventData
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.plan import (
    DOEL_VASTGELEGD,
    DOEL_VERWIJDERD,
    PLAN_AFGESLOTEN,
    PLAN_GEMAAKT,
    PLAN_OVERGEGAAN,
    PLAN_VASTGESTELD,
    ZRM_GEMETEN,
    DoelVastgelegd,
    DoelVerwijderd,
    PlanAfgesloten,
    PlanGemaakt,
    PlanOvergegaan,
    PlanVastgesteld,
    ZrmGemeten,
    ZrmScore,
)
from inkoop import Inkoopmodel, laad, model_van
from inkoop.weging import Traject
from toegang import store
from toegang.bodies.plan import NieuwDoel, NieuweZrm, NieuwPlan
from toegang.domain.evaluatie import Evaluatiestatus, gekozen_momenten
from toegang.domain.jeugd import MEERDERJARIG
from toegang.domain.persoon import Geboren
from toegang.domain.plan import (
    Planregel,
    Plansoort,
    Planstatus,
    Planzaak,
    Voortgang,
    check_plan,
    gebieden,
    traject_van,
)
from toegang.domain.route import check_leeft
from toegang.domain.weging import Geweigerd, Uitspraak, maand_verder
from toegang.store import plan as planstore
from toegang.store import plandeel
from toegang.tables import Client, Doel, Evaluatie, Plan, ZrmMeting
from toegang.tables.beschermd import DOEL
from toegang.usecases.personen import open_persoon
from weigering import Weigering

NAAM_TOT_0007 = "netwerk"
"""How a goal on the network was named in what was sealed before migration 0007, which cannot open it."""
LANGSTE_MAANDEN = 120


async def maak_plan(work: Work, client: Client, nieuw: NieuwPlan) -> Plan:
    """A plan to work on, for the client and who lives with them. Raises Weigering, or Geweigerd when M18 is broken."""
    _keur_periode(nieuw, work.today)
    model = model_van([client.gemeente], nieuw.begindatum)
    if model is None:
        raise Weigering("Voor deze gemeente is er op de begindatum geen inkoopmodel.", veld="body.begindatum")
    if traject_van(model, nieuw.traject) is None:
        namen = ", ".join(each.naam for each in model.trajecten)
        raise Weigering(
            f"Dit traject kent {model.naam} niet. Wel: {namen}.", veld="body.traject", regel=model.trajecten[0].bron[0]
        )
    check_leeft(client.overleden_op)
    await work.wait_for_turn(f"plan {client.id}")
    huishouden = await planstore.huishouden_van(work.session, client.id)
    if huishouden and huishouden.regisseur != nieuw.regisseur:
        wel = f"Kies {huishouden.regisseur}, of wijzig de regisseur van het huishouden."
        raise Geweigerd([Uitspraak("M18", "Een huishouden heeft één regisseur.", veld="regisseur", wel=wel)])
    huishouden_id = huishouden.id if huishouden else None
    if open_plan := await planstore.open_plan(work.session, client.id, huishouden_id, nieuw.soort):
        wel = f"Voeg doelen toe aan plan {open_plan.id}."
        raise Geweigerd([Uitspraak("M18", "Er is al een plan: één huishouden, één plan.", veld="soort", wel=wel)])
    plan = Plan(
        id=new_id(),
        client_id=client.id,
        huishouden_id=huishouden_id,
        gemeente=client.gemeente,
        soort=nieuw.soort,
        status=Planstatus.CONCEPT,
        inkoopmodel=model.naam,
        inkoopmodel_versie=model.versie,
        traject=nieuw.traject,
        regisseur=nieuw.regisseur,
        begindatum=nieuw.begindatum,
        einddatum=nieuw.einddatum,
    )
    await store.add(work.session, plan)
    await work.tell(PLAN_GEMAAKT, plan.id, PlanGemaakt.model_validate(_velden(plan, PlanGemaakt, plan_id=plan.id)))
    for each in nieuw.doelen:
        await voeg_doel_toe(work, plan, each)
    return plan


def _keur_periode(nieuw: NieuwPlan, vandaag: date) -> None:
    if nieuw.begindatum > maand_verder(vandaag, LANGSTE_MAANDEN):
        raise Weigering("Kies een begindatum binnen tien jaar.", veld="body.begindatum")
    if not nieuw.begindatum <= nieuw.einddatum <= maand_verder(nieuw.begindatum, LANGSTE_MAANDEN):
        raise Weigering("Kies een einddatum na de begindatum, ten hoogste tien jaar later.", veld="body.einddatum")


async def voeg_doel_toe(work: Work, plan: Plan, nieuw: NieuwDoel) -> Doel:
    """A goal more, also in a settled plan: goals and evaluations run in cycles (M34). Raises Weigering, Geweigerd."""
    doel = Doel(
        id=new_id(),
        plan_id=plan.id,
        volgnummer=max((each.volgnummer for each in await planstore.doelen(work.session, plan.id)), default=-1) + 1,
        status=Voortgang.OPEN,
    )
    await _schrijf(work, plan, doel, nieuw)
    return doel


async def wijzig_doel(work: Work, plan: Plan, doel: Doel, nieuw: NieuwDoel) -> Doel:
    """Another text, date or area for a goal. Raises Weigering, or Geweigerd when a settled plan would not do."""
    await _schrijf(work, plan, doel, nieuw)
    return doel


async def verwijder_doel(work: Work, plan: Plan, doel: Doel) -> None:
    """A goal less.

    Raises Weigering for one that was evaluated or that a provider works on, Geweigerd when a settled plan would not do.
    """
    if plan.status == Planstatus.AFGESLOTEN:
        raise Weigering("Dit plan is afgesloten.")
    if doel.status != Voortgang.OPEN:
        raise Weigering("Dit doel is al geëvalueerd: het blijft in het plan staan.", regel="M85")
    if await plandeel.is_uitgewerkt(work.session, doel.id):
        raise Weigering("Een aanbieder werkt aan dit doel: het blijft in het plan staan.", regel="M122")
    await plandeel.verwijder_delingen(work.session, doel.id)
    await planstore.verwijder_doel(work.session, doel)
    await _check_vastgesteld(work, plan)
    data = DoelVerwijderd(doel_id=doel.id, plan_id=plan.id, client_id=doel.client_id, gemeente=plan.gemeente)
    await work.tell(DOEL_VERWIJDERD, doel.id, data)


async def _check_vastgesteld(work: Work, plan: Plan) -> None:
    if plan.status == Planstatus.VASTGESTELD and (gevonden := check_plan(await _zaak(work, plan, getoetst=True))):
        raise Geweigerd(gevonden)


async def _schrijf(work: Work, plan: Plan, doel: Doel, nieuw: NieuwDoel) -> None:
    if plan.status == Planstatus.AFGESLOTEN:
        raise Weigering("Dit plan is afgesloten.")
    doel.client_id = nieuw.client_id or plan.client_id
    if doel.client_id != plan.client_id:
        leden = await planstore.leden(work.session, plan.huishouden_id) if plan.huishouden_id else ()
        if doel.client_id not in leden:
            raise Weigering(
                "Deze cliënt is geen lid van het huishouden van het plan.", veld="body.clientId", regel="M18"
            )
    for naam in ("gebied", "termijn", "op_netwerk", "van_client", "voor_mantelzorger", "volgorde", "streefdatum"):
        setattr(doel, naam, getattr(nieuw, naam))
    doel.inhoud = work.vault.seal(DOEL, doel.id, nieuw.model_dump_json().encode())
    await store.add(work.session, doel)
    await _check_vastgesteld(work, plan)
    await vertel_doel(work, plan, doel)


async def meet_zrm(work: Work, plan: Plan, nieuw: NieuweZrm) -> ZrmMeting:
    """A measurement of self-reliance (M11). Raises Weigering for a day in the future or a plan that is closed."""
    if plan.status == Planstatus.AFGESLOTEN:
        raise Weigering("Dit plan is afgesloten.")
    if nieuw.op > work.today:
        raise Weigering("Kies een dag tot en met vandaag.", veld="body.op", regel="M11")
    return await leg_meting_vast(work, plan, nieuw.op, nieuw.scores)


async def leg_meting_vast(work: Work, plan: Plan, op: date, scores: Mapping[str, int]) -> ZrmMeting:
    """Store a measurement that may be made, by itself or in an evaluation, and tell it."""
    meting = ZrmMeting(id=new_id(), plan_id=plan.id, client_id=plan.client_id, op=op, scores=dict(scores))
    await store.add(work.session, meting)
    data = ZrmGemeten(
        meting_id=meting.id,
        plan_id=plan.id,
        client_id=meting.client_id,
        gemeente=plan.gemeente,
        op=op,
        scores=tuple(ZrmScore(domein=domein, score=score) for domein, score in scores.items()),
    )
    await work.tell(ZRM_GEMETEN, meting.id, data)
    return meting


async def stel_vast(work: Work, plan: Plan, *, getoetst: bool, evaluatiedagen: Collection[date] = ()) -> Plan:
    """Settle the plan, and plan its evaluations by the inkoopmodel (M68, M85, M86) or on the days of the case (M29).

    A perspective plan of who is not 18 yet also looks at that change (M39). Raises Weigering, or Geweigerd with all
    that the plan lacks.
    """
    if plan.status != Planstatus.CONCEPT:
        raise Weigering("Dit plan is al vastgesteld.")
    zaak = await _zaak(work, plan, getoetst=getoetst)
    momenten, niet_per_casus = gekozen_momenten(zaak.traject, plan.begindatum, plan.einddatum, evaluatiedagen)
    if gevonden := [*check_plan(zaak), *niet_per_casus]:
        raise Geweigerd(gevonden)
    plan.status = Planstatus.VASTGESTELD
    plan.vastgesteld_op = work.today
    evaluaties = [_gepland(plan, dag, "voortgang") for dag in momenten]
    if zaak.soort == Plansoort.PERSPECTIEF and zaak.leeftijden and zaak.leeftijden[0] < MEERDERJARIG:
        evaluaties.append(_gepland(plan, await _overgang(work, plan), "overgang"))
    await store.add(work.session, *evaluaties)
    await work.tell(PLAN_VASTGESTELD, plan.id, _event_data(plan, zaak.traject, len(zaak.doelen), momenten, work.today))
    return plan


async def sluit_af(work: Work, plan: Plan, reden: Literal["evaluatie", "overleden", "verhuisd"], op: date) -> None:
    """The plan is done after `op`: what was still planned is not held any more."""
    plan.status = Planstatus.AFGESLOTEN
    for each in await planstore.evaluaties_van(work.session, plan.id):
        if each.status == Evaluatiestatus.GEPLAND:
            each.status = Evaluatiestatus.VERVALLEN
            each.versie += 1
    data = PlanAfgesloten(plan_id=plan.id, client_id=plan.client_id, gemeente=plan.gemeente, reden=reden, op=op)
    await work.tell(PLAN_AFGESLOTEN, plan.id, data)


async def vertel_overgang(work: Work, plan: Plan) -> None:
    """Tell in whose name a plan goes on, and with which household."""
    data = PlanOvergegaan.model_validate(_velden(plan, PlanOvergegaan, plan_id=plan.id))
    await work.tell(PLAN_OVERGEGAAN, plan.id, data)


async def vertel_doel(work: Work, plan: Plan, doel: Doel) -> None:
    """Tell a goal as it is now."""
    bekend = gebieden(laad(plan.inkoopmodel), Plansoort(plan.soort))
    # Until the plan is settled a caller may have written anything there.
    gebied = doel.gebied if doel.gebied in bekend else None
    data = DoelVastgelegd.model_validate(
        {
            "doel_id": doel.id,
            "plan_id": plan.id,
            "client_id": doel.client_id,
            "gemeente": plan.gemeente,
            "gebied": gebied,
            "termijn": doel.termijn,
            "netwerk": doel.op_netwerk,
            "van_client": doel.van_client,
            "streefdatum": doel.streefdatum,
            "status": doel.status,
        }
    )
    await work.tell(DOEL_VASTGELEGD, doel.id, data)


def _velden(rij: Plan, data: type[EventData], **anders: str | None) -> dict[str, object]:
    """The columns of a row that an event tells, and what it names otherwise."""
    return {naam: getattr(rij, naam) for naam in data.model_fields if naam not in anders} | anders


def traject_in(model: Inkoopmodel, plan: Plan) -> Traject:
    """The traject of a plan, in the model under which the plan was made."""
    traject = traject_van(model, plan.traject)
    assert traject is not None  # maak_plan refuses another
    return traject


def lees_doel(work: Work, doel: Doel) -> NieuwDoel:
    """A goal in words."""
    velden = json.loads(work.vault.open(DOEL, doel.id, doel.inhoud))
    if NAAM_TOT_0007 in velden:
        velden["op_netwerk"] = velden.pop(NAAM_TOT_0007)
    return NieuwDoel.model_validate(velden)


async def _zaak(work: Work, plan: Plan, *, getoetst: bool) -> Planzaak:
    model = laad(plan.inkoopmodel)
    geboren = await _geboren(work, plan)
    return Planzaak(
        model=model,
        soort=Plansoort(plan.soort),
        traject=traject_in(model, plan),
        begindatum=plan.begindatum,
        einddatum=plan.einddatum,
        leeftijden=geboren.leeftijden_op(plan.begindatum),
        doelen=tuple([_regel(work, each) for each in await planstore.doelen(work.session, plan.id)]),
        zrm_gemeten=bool(await planstore.zrm_metingen(work.session, plan.id)),
        getoetst=getoetst,
    )


def _regel(work: Work, doel: Doel) -> Planregel:
    inhoud = lees_doel(work, doel)
    return Planregel(
        gebied=doel.gebied,
        termijn=doel.termijn,
        op_netwerk=doel.op_netwerk,
        van_client=doel.van_client,
        volgorde=doel.volgorde,
        streefdatum=doel.streefdatum,
        meetbaar=bool(inhoud.meetbaar),
        wie=bool(inhoud.acties),
    )


async def _geboren(work: Work, plan: Plan) -> Geboren:
    client = await store.client(work.session, plan.client_id)
    assert client is not None  # a foreign key holds it
    return open_persoon(work, client).geboren


async def _overgang(work: Work, plan: Plan) -> date:
    """The day on which the client turns 18; the first on which that can be, when not all of the date is known."""
    eerste = maand_verder((await _geboren(work, plan)).datum, MEERDERJARIG * 12)
    return max(eerste, plan.begindatum)


def _gepland(plan: Plan, dag: date, soort: str) -> Evaluatie:
    return Evaluatie(
        id=new_id(),
        plan_id=plan.id,
        gemeente=plan.gemeente,
        gepland_op=dag,
        soort=soort,
        status=Evaluatiestatus.GEPLAND,
        partijen=[],
        antwoorden=[],
    )


def _event_data(
    plan: Plan, traject: Traject, doelen: int, momenten: tuple[date, ...], vastgesteld_op: date
) -> PlanVastgesteld:
    return PlanVastgesteld(
        plan_id=plan.id,
        client_id=plan.client_id,
        gemeente=plan.gemeente,
        huishouden_id=plan.huishouden_id,
        soort="perspectief" if plan.soort == Plansoort.PERSPECTIEF else "ondersteuning",
        inkoopmodel=plan.inkoopmodel,
        inkoopmodel_versie=plan.inkoopmodel_versie,
        traject=plan.traject,
        regie=traject.regie.intensiteit,
        vastgesteld_op=vastgesteld_op,
        einddatum=plan.einddatum,
        doelen=doelen,
        evaluatiemomenten=momenten,
    )
