"""Objections to decisions."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, Location, MustMatch, ShowEtag, must_match
from chassis.security import found_for
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.brieven import BRIEF, Briefvorm, letter
from toegang.api.gedeeld import FrontOffice, Lezer, find_beschikking, find_zaak, refusals
from toegang.bodies.besluit import BesluitOpBezwaar, BezwaarInhoud, BezwaarView, NieuwBezwaar
from toegang.domain.logboek import Wat
from toegang.store import besluit as store_besluit
from toegang.tables import Beschikking, Bezwaar, Melding
from toegang.tables.beschermd import GRONDEN, MOTIVERING_OP_BEZWAAR
from toegang.usecases.bezwaren import besluit_op_bezwaar, maak_bezwaar, verdaag
from toegang.usecases.schrijf_brief import schrijf_brief_op_bezwaar

router = APIRouter(prefix="/v1", route_class=Door, tags=["Bezwaren"])


@router.post("/beschikkingen/{beschikking_id}/bezwaren", status_code=201)
async def post_bezwaar(
    work: InWork, caller: FrontOffice, beschikking_id: str, body: NieuwBezwaar, etag: Etag, location: Location
) -> BezwaarView:
    """Leg vast dat de inwoner bezwaar maakt tegen een beschikking.

    Gebruik dit als er een bezwaarschrift is. De termijn om erop te besluiten begint als de tijd om bezwaar te maken om
    is, en bij een bezwaar dat te laat is op de dag waarop het kwam. Per beschikking loopt er één bezwaar tegelijk.
    `opTijd` in het antwoord zegt of het bezwaar binnen zes weken kwam. Er volgt `nl.wmo.bezwaren.ingediend.v1`.
    """
    melding, beschikking = await find_zaak(work, caller, beschikking_id)
    bezwaar = await maak_bezwaar(work, beschikking, melding, body)
    location(f"/v1/bezwaren/{bezwaar.id}")
    return _shown(bezwaar, etag)


@router.get("/beschikkingen/{beschikking_id}/bezwaren")
async def get_bezwaren(work: InWork, caller: FrontOffice, beschikking_id: str) -> list[BezwaarView]:
    """De bezwaren tegen een beschikking, het oudste eerst.

    Gebruik dit om te zien of er tegen een besluit bezwaar loopt of is geweest. De gronden staan er niet bij: die leest
    u met `_inzage`. Er verandert niets.
    """
    beschikking = await find_beschikking(work, caller, beschikking_id)
    found = await store_besluit.bezwaren(work.session, beschikking.id)
    return [BezwaarView.model_validate(each, from_attributes=True) for each in found]


@router.get("/bezwaren/{bezwaar_id}")
async def get_bezwaar(work: InWork, caller: FrontOffice, bezwaar_id: str, etag: Etag) -> BezwaarView:
    """Eén bezwaar.

    Gebruik dit om te zien hoe ver een bezwaar is. De ETag uit het antwoord stuurt u mee in `If-Match` als u het
    uitstelt of erop besluit. Er verandert niets.
    """
    return _shown(await _find(work, caller, bezwaar_id), etag)


@router.post("/bezwaren/{bezwaar_id}/_inzage", dependencies=[NO_KEY])
async def inzage_bezwaar(work: InWork, caller: Lezer, bezwaar_id: str) -> BezwaarInhoud:
    """De gronden van een bezwaar en het besluit erop. Elke inzage wordt vastgelegd.

    Gebruik dit om een besluit op bezwaar voor te bereiden of terug te lezen. De inzage komt in het logboek van de
    cliënt. Er volgt geen gebeurtenis.
    """
    bezwaar = await _find(work, caller, bezwaar_id)
    work.note([bezwaar.client_id], Wat.BEZWAAR_GELEZEN, bezwaar.id)
    gronden, besluit = work.vault.open(GRONDEN, bezwaar.id, bezwaar.gronden), bezwaar.motivering
    motivering = work.vault.open(MOTIVERING_OP_BEZWAAR, bezwaar.id, besluit).decode() if besluit else None
    return BezwaarInhoud(gronden=gronden.decode(), motivering=motivering)


@router.post("/bezwaren/{bezwaar_id}/_brief", dependencies=[NO_KEY], response_class=HTMLResponse, responses=BRIEF)
async def post_brief_op_bezwaar(work: InWork, caller: Lezer, bezwaar_id: str, vorm: Briefvorm = "html") -> Response:
    """De brief over een bezwaar waarop geen nieuw besluit volgt. Elke inzage wordt vastgelegd.

    Gebruik dit als er op het bezwaar is besloten en de beschikking blijft zoals zij is. Is het bezwaar gegrond, haal
    dan de brief van de nieuwe beschikking op. Met `vorm` kiest u de webpagina of de PDF. Er volgt geen gebeurtenis.
    """
    bezwaar = await _find(work, caller, bezwaar_id)
    beschikking = await find_beschikking(work, caller, bezwaar.beschikking_id)
    brief = await schrijf_brief_op_bezwaar(work, bezwaar, beschikking)
    return await letter(work, brief, vorm)


@router.post("/bezwaren/{bezwaar_id}/_verdaag")
async def verdaag_bezwaar(
    work: InWork, caller: FrontOffice, bezwaar_id: str, etag: Etag, if_match: MustMatch = None
) -> BezwaarView:
    """Stel het besluit op een bezwaar één keer zes weken uit (Awb 7:10).

    Gebruik dit als u meer tijd nodig heeft, zolang er nog niet is besloten en de termijn niet om is. De termijn van het
    bezwaar krijgt een nieuwe laatste dag. Er volgt `nl.wmo.bezwaren.verdaagd.v1`.
    """
    _, _, bezwaar = await _find_zaak(work, caller, bezwaar_id)
    must_match(if_match, bezwaar.versie)
    await verdaag(work, bezwaar)
    return _shown(bezwaar, etag)


@router.post("/bezwaren/{bezwaar_id}/_besluit")
async def besluit_bezwaar(
    work: InWork,
    caller: FrontOffice,
    bezwaar_id: str,
    body: BesluitOpBezwaar,
    etag: Etag,
    if_match: MustMatch = None,
) -> BezwaarView:
    """Besluit op een bezwaar. Is het gegrond, dan komt er een nieuwe beschikking voor in de plaats (Awb 7:11).

    Gebruik dit als u het besluit opnieuw heeft bekeken. De termijn van het bezwaar stopt en er volgt
    `nl.wmo.bezwaren.besloten.v1`. Is het bezwaar gegrond, dan toetsen wij de nieuwe beschikking aan het inkoopmodel van
    de eerste, en volgt ook `nl.wmo.beschikkingen.afgegeven.v1`. Liep er nog iets van de eerste beschikking, dan stopt
    dat, met `nl.wmo.beschikkingen.beeindigd.v1`.
    """
    melding, beschikking, bezwaar = await _find_zaak(work, caller, bezwaar_id)
    must_match(if_match, bezwaar.versie)
    with refusals():
        await besluit_op_bezwaar(work, bezwaar, beschikking, melding, body)
    return _shown(bezwaar, etag)


async def _find_zaak(work: Work, caller: Caller, bezwaar_id: str) -> tuple[Melding, Beschikking, Bezwaar]:
    """The bezwaar with its case and beschikking, to change them: the case first. Raises Problem 404."""
    gelezen = await _find(work, caller, bezwaar_id)
    melding, beschikking = await find_zaak(work, caller, gelezen.beschikking_id)
    return melding, beschikking, await _find(work, caller, bezwaar_id, lock=True)


async def _find(work: Work, caller: Caller, bezwaar_id: str, *, lock: bool = False) -> Bezwaar:
    return found_for(work, caller, await store_besluit.bezwaar(work.session, bezwaar_id, lock=lock), "dit bezwaar")


def _shown(bezwaar: Bezwaar, etag: ShowEtag) -> BezwaarView:
    etag(bezwaar.versie)
    return BezwaarView.model_validate(bezwaar, from_attributes=True)
