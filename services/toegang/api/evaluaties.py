"""Evaluations: what is due, and what came of it."""

from fastapi import APIRouter

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, IfMatch, Location, ShowEtag, check_match
from chassis.paging import Cursor, Limit, Page, day_key, page_of, read_day_cursor
from chassis.security import found_for, must_serve
from chassis.strict import IsoDate
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, Lezer, VanGemeente
from toegang.api.uitspraken import weigeringen
from toegang.bodies.plan import EvaluatieInWoorden, EvaluatieView, NieuweEvaluatie
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import Evaluatie
from toegang.tables.beschermd import EVALUATIEVERSLAG
from toegang.usecases.evalueer import evalueer
from toegang.usecases.logboek import noteer_plan

router = APIRouter(prefix="/v1/evaluaties", route_class=Door, tags=["Evaluaties"])


@router.get("")
async def get_evaluaties(
    work: InWork,
    caller: FrontOffice,
    gemeente: VanGemeente,
    tot: IsoDate,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EvaluatieView]:
    """Wat er tot en met een dag geëvalueerd moet worden, wat het langst wacht eerst.

    Gebruik dit om evaluaties in te plannen. De momenten zijn gekozen toen het plan werd vastgesteld. Hoort de aanbieder
    erbij, dan vragen wij hem vier weken ervoor om zijn evaluatie: dan volgt `nl.wmo.evaluaties.gevraagd.v1` (M86). Dit
    lezen verandert niets.
    """
    must_serve(caller, gemeente)
    na = read_day_cursor(cursor)
    found = await planstore.geplande_evaluaties(work.session, gemeente, tot, na, limit + 1)
    return page_of([evaluatie_view(each) for each in found], limit, key=lambda each: day_key(each.gepland_op, each.id))


@router.get("/{evaluatie_id}")
async def get_evaluatie(work: InWork, caller: FrontOffice, evaluatie_id: str, etag: Etag) -> EvaluatieView:
    """Eén evaluatie.

    Gebruik dit om te zien of een evaluatie is gepland, gehouden of vervallen, en wat de uitkomst was. De ETag uit het
    antwoord stuurt u mee als u de uitkomst vastlegt. Er verandert niets.
    """
    return _shown(await _evaluatie(work, caller, evaluatie_id), etag)


@router.post("/{evaluatie_id}/_inzage", dependencies=[NO_KEY])
async def inzage_evaluatie(work: InWork, caller: Lezer, evaluatie_id: str) -> EvaluatieInWoorden:
    """Wat er over een evaluatie is opgeschreven. Elke inzage wordt vastgelegd.

    Gebruik dit om het verslag van een evaluatie terug te lezen. De inzage komt in het logboek van de cliënt. Er volgt
    geen gebeurtenis.
    """
    evaluatie = await _evaluatie(work, caller, evaluatie_id)
    plan = await planstore.plan(work.session, evaluatie.plan_id)
    assert plan is not None  # a foreign key holds it
    await noteer_plan(work, plan, Wat.PLAN_GELEZEN, evaluatie.id)
    return EvaluatieInWoorden(verslag=_verslag(work, evaluatie))


@router.post("/{evaluatie_id}/uitkomst", status_code=201)
async def post_uitkomst(
    work: InWork,
    caller: FrontOffice,
    evaluatie_id: str,
    body: NieuweEvaluatie,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> EvaluatieView:
    """Leg vast wat er uit de evaluatie kwam, zoals het inkoopmodel vraagt.

    Gebruik dit na het gesprek met de cliënt. De voortgang van de doelen wordt bijgewerkt. Er volgt
    `nl.wmo.evaluaties.vastgelegd.v1`, en per bijgewerkt doel `nl.wmo.doelen.vastgelegd.v1`. Meet u ook de
    zelfredzaamheid, dan volgt `nl.wmo.metingen.vastgelegd.v1`. Is de uitkomst beëindigen, dan sluit het plan, vervallen
    de evaluaties die nog gepland waren en volgt `nl.wmo.plannen.afgesloten.v1`.
    """
    gelezen = await _evaluatie(work, caller, evaluatie_id)
    plan = await planstore.plan(work.session, gelezen.plan_id, lock=True)
    assert plan is not None  # a foreign key holds it
    evaluatie = await _evaluatie(work, caller, evaluatie_id, lock=True)
    check_match(if_match, evaluatie.versie)
    with weigeringen("doelen"):
        await evalueer(work, plan, evaluatie, body)
    plan.versie += 1
    await noteer_plan(work, plan, Wat.GEEVALUEERD, evaluatie.id)
    location(f"/v1/evaluaties/{evaluatie.id}")
    return _shown(evaluatie, etag)


def evaluatie_view(evaluatie: Evaluatie) -> EvaluatieView:
    """An evaluation as it goes out."""
    return EvaluatieView(**{naam: getattr(evaluatie, naam) for naam in EvaluatieView.model_fields})


def _verslag(work: Work, evaluatie: Evaluatie) -> str | None:
    verslag = evaluatie.verslag
    return work.vault.open(EVALUATIEVERSLAG, evaluatie.id, verslag).decode() if verslag else None


def _shown(evaluatie: Evaluatie, etag: ShowEtag) -> EvaluatieView:
    etag(evaluatie.versie)
    return evaluatie_view(evaluatie)


async def _evaluatie(work: Work, caller: Caller, evaluatie_id: str, *, lock: bool = False) -> Evaluatie:
    return found_for(work, caller, await planstore.evaluatie(work.session, evaluatie_id, lock=lock), "deze evaluatie")
