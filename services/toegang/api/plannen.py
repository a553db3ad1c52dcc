"""Plans, their goals and measurements."""

from fastapi import APIRouter

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, IfMatch, Location, MustMatch, ShowEtag, check_match, must_match
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import found_for
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.evaluaties import evaluatie_view
from toegang.api.gedeeld import FrontOffice, Lezer, find_client
from toegang.api.uitspraken import weigeringen
from toegang.bodies.plan import (
    DoelInWoorden,
    DoelView,
    NieuwDoel,
    NieuweZrm,
    NieuwPlan,
    PlanRegel,
    PlanView,
    Vaststelling,
    ZrmView,
)
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import Doel, Plan
from toegang.usecases.logboek import noteer_plan, noteer_planwijziging
from toegang.usecases.plannen import (
    lees_doel,
    maak_plan,
    meet_zrm,
    stel_vast,
    verwijder_doel,
    voeg_doel_toe,
    wijzig_doel,
)

router = APIRouter(prefix="/v1", route_class=Door, tags=["Plannen"])


@router.post("/clienten/{client_id}/plannen", status_code=201)
async def post_plan(
    work: InWork, caller: FrontOffice, client_id: str, body: NieuwPlan, etag: Etag, location: Location
) -> PlanView:
    """Begin een plan voor een cliënt, of voor het huishouden waar de cliënt bij hoort.

    Gebruik dit om met een cliënt te beginnen aan doelen. Het plan is nog een concept: doelen kunt u toevoegen, wijzigen
    en verwijderen totdat u het vaststelt. Is er al een open plan van deze soort, voeg dan daar doelen toe (M18). Er
    volgt `nl.wmo.plannen.gemaakt.v1`, en `nl.wmo.doelen.vastgelegd.v1` voor elk doel dat u meestuurt.
    """
    client = await find_client(work, caller, client_id)
    with weigeringen("doelen"):
        plan = await maak_plan(work, client, body)
    await noteer_plan(work, plan, Wat.PLAN_GEWIJZIGD, plan.id)
    location(f"/v1/plannen/{plan.id}")
    return await _shown(work, plan, etag)


@router.get("/plannen")
async def get_plannen(work: InWork, caller: FrontOffice, limit: Limit = 50, cursor: Cursor = None) -> Page[PlanRegel]:
    """De plannen van uw gemeenten.

    Gebruik dit voor een overzicht met per plan de stand, het traject en de regisseur. Doelen, metingen en evaluaties
    leest u per plan. Er verandert niets.
    """
    found = await planstore.plannen(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    return page_of([PlanRegel(**_regel(each)) for each in found], limit, key=lambda each: each.id)


@router.get("/plannen/{plan_id}")
async def get_plan(work: InWork, caller: FrontOffice, plan_id: str, etag: Etag) -> PlanView:
    """Eén plan, met doelen, metingen en evaluaties, zonder de woorden van de doelen.

    Gebruik dit om te zien hoe ver een plan is. De ETag uit het antwoord stuurt u mee in `If-Match` als u het plan of
    een doel wijzigt. De woorden leest u met `_inzage`. Er verandert niets.
    """
    return await _shown(work, await _plan(work, caller, plan_id), etag)


@router.post("/plannen/{plan_id}/_inzage", dependencies=[NO_KEY])
async def inzage_plan(work: InWork, caller: Lezer, plan_id: str) -> list[DoelInWoorden]:
    """De doelen in woorden. Elke inzage wordt vastgelegd.

    Gebruik dit als u met de cliënt aan de doelen werkt. De inzage komt in het logboek van de cliënt. Er volgt geen
    gebeurtenis.
    """
    plan = await _plan(work, caller, plan_id)
    await noteer_plan(work, plan, Wat.PLAN_GELEZEN, plan.id)
    gelezen = [(each, lees_doel(work, each)) for each in await planstore.doelen(work.session, plan.id)]
    return [
        DoelInWoorden(doel_id=doel.id, doel=inhoud.doel, meetbaar=inhoud.meetbaar, acties=inhoud.acties)
        for doel, inhoud in gelezen
    ]


@router.post("/plannen/{plan_id}/doelen", status_code=201)
async def post_doel(
    work: InWork,
    caller: FrontOffice,
    plan_id: str,
    body: NieuwDoel,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> DoelView:
    """Voeg een doel toe. De ETag is die van het plan.

    De ETag is die van het plan. Het kan in een concept en in een vastgesteld plan; een vastgesteld plan moet daarna nog
    aan het inkoopmodel voldoen. Er volgt `nl.wmo.doelen.vastgelegd.v1`, zonder de woorden van het doel.
    """
    plan = await _plan(work, caller, plan_id, lock=True)
    check_match(if_match, plan.versie)
    with weigeringen("doelen", "plan"):
        doel = await voeg_doel_toe(work, plan, body)
    await _gewijzigd(work, caller, plan, etag)
    location(f"/v1/plannen/{plan.id}")
    return _doel_view(doel)


@router.put("/plannen/{plan_id}/doelen/{doel_id}")
async def put_doel(
    work: InWork,
    caller: FrontOffice,
    plan_id: str,
    doel_id: str,
    body: NieuwDoel,
    etag: Etag,
    if_match: MustMatch = None,
) -> DoelView:
    """Wijzig een doel. De ETag is die van het plan.

    De ETag is die van het plan. Gebruik dit als de woorden, het gebied of de datum anders worden; stuur het hele doel.
    De voortgang legt u vast in een evaluatie. Er volgt `nl.wmo.doelen.vastgelegd.v1`.
    """
    plan = await _plan(work, caller, plan_id, lock=True)
    must_match(if_match, plan.versie)
    doel = await _doel(work, plan, doel_id)
    with weigeringen("doelen", "plan"):
        await wijzig_doel(work, plan, doel, body)
    await _gewijzigd(work, caller, plan, etag)
    return _doel_view(doel)


@router.delete("/plannen/{plan_id}/doelen/{doel_id}", status_code=204)
async def delete_doel(
    work: InWork, caller: FrontOffice, plan_id: str, doel_id: str, etag: Etag, if_match: MustMatch = None
) -> None:
    """Verwijder een doel waarover nog niet is geëvalueerd. De ETag is die van het plan.

    De ETag is die van het plan. Gebruik dit als een doel er bij vergissing staat. Een doel dat is geëvalueerd blijft
    staan. Er volgt `nl.wmo.doelen.verwijderd.v1`.
    """
    plan = await _plan(work, caller, plan_id, lock=True)
    must_match(if_match, plan.versie)
    doel = await _doel(work, plan, doel_id)
    await _gewijzigd(work, caller, plan, etag)
    with weigeringen("doelen", "plan"):
        await verwijder_doel(work, plan, doel)


@router.post("/plannen/{plan_id}/zrm-metingen", status_code=201)
async def post_zrm(
    work: InWork,
    caller: FrontOffice,
    plan_id: str,
    body: NieuweZrm,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> ZrmView:
    """Leg een meting van de zelfredzaamheid vast (M11). De ETag is die van het plan.

    De ETag is die van het plan. Gebruik dit bij het begin van een plan, en later om te zien wat er veranderde. U geeft
    per domein een score van 1 tot en met 5. Er volgt `nl.wmo.metingen.vastgelegd.v1`.
    """
    plan = await _plan(work, caller, plan_id, lock=True)
    check_match(if_match, plan.versie)
    meting = await meet_zrm(work, plan, body)
    await _gewijzigd(work, caller, plan, etag)
    location(f"/v1/plannen/{plan.id}")
    return ZrmView(op=meting.op, scores=meting.scores)


@router.post("/plannen/{plan_id}/vaststelling", status_code=201)
async def post_vaststelling(
    work: InWork,
    caller: FrontOffice,
    plan_id: str,
    body: Vaststelling,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> PlanView:
    """Stel het plan vast. De evaluaties worden gepland zoals het inkoopmodel zegt, of op dagen die u kiest.

    Eigen dagen kiest u alleen waar de regio de regie per casus bepaalt (M29).

    Gebruik dit als de doelen klaar zijn en de cliënt akkoord is. Mist het plan iets wat het inkoopmodel vraagt, dan
    weigeren wij het en ziet u alles wat ontbreekt. De geplande evaluaties staan in het antwoord. Er volgt
    `nl.wmo.plannen.vastgesteld.v1`.
    """
    plan = await _plan(work, caller, plan_id, lock=True)
    check_match(if_match, plan.versie)
    with weigeringen("doelen", "plan"):
        await stel_vast(work, plan, getoetst=body.getoetst, evaluatiedagen=body.evaluatiedagen)
    await noteer_planwijziging(work, plan)
    location(f"/v1/plannen/{plan.id}")
    return await _shown(work, plan, etag)


async def _plan(work: Work, caller: Caller, plan_id: str, *, lock: bool = False) -> Plan:
    return found_for(work, caller, await planstore.plan(work.session, plan_id, lock=lock), "dit plan")


async def _doel(work: Work, plan: Plan, doel_id: str) -> Doel:
    doel = await planstore.doel(work.session, doel_id)
    if doel is None or doel.plan_id != plan.id:
        raise not_found("dit doel")
    return doel


async def _gewijzigd(work: Work, caller: Caller, plan: Plan, etag: ShowEtag) -> None:
    await noteer_planwijziging(work, plan)
    etag(plan.versie)


async def _shown(work: Work, plan: Plan, etag: ShowEtag) -> PlanView:
    etag(plan.versie)
    return PlanView(
        **_regel(plan),
        doelen=[_doel_view(each) for each in await planstore.doelen(work.session, plan.id)],
        zrm_metingen=[
            ZrmView(op=each.op, scores=each.scores) for each in await planstore.zrm_metingen(work.session, plan.id)
        ],
        evaluaties=[evaluatie_view(each) for each in await planstore.evaluaties_van(work.session, plan.id)],
    )


def _regel(plan: Plan) -> dict[str, object]:
    return {naam: getattr(plan, naam) for naam in PlanRegel.model_fields}


def _doel_view(doel: Doel) -> DoelView:
    return DoelView(**{naam: getattr(doel, naam) for naam in DoelView.model_fields})
