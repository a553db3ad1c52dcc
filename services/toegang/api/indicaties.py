"""Indications that end: who was warned, what they read, and what follows (M38)."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import HTMLResponse

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, IfMatch, Location, MustMatch, ShowEtag, check_match, must_match
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.security import found_for, must_serve
from chassis.strict import Flag
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.brieven import BRIEF, Briefvorm, letter
from toegang.api.gedeeld import FrontOffice, Lezer, VanGemeente
from toegang.bodies.plan import AflopendeIndicatieView, NieuwVervolg, Verzending
from toegang.store import plan as planstore
from toegang.tables import AflopendeIndicatie
from toegang.usecases.kondig_einde_aan import bepaal_vervolg, bericht_van, verstuur
from toegang.usecases.schrijf_brief import schrijf_waarschuwing

VERSTUURD = "Alleen wie al is gewaarschuwd (true), of alleen wie dat nog niet is (false)."
router = APIRouter(prefix="/v1/aflopende-indicaties", route_class=Door, tags=["Aflopende indicaties"])


@router.get("")
async def get_indicaties(
    work: InWork,
    caller: FrontOffice,
    gemeente: VanGemeente,
    is_verstuurd: Annotated[Flag | None, Query(alias="verstuurd", description=VERSTUURD)] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AflopendeIndicatieView]:
    """Ondersteuning die binnenkort stopt, met wat de cliënt leest.

    Gebruik dit om op tijd met cliënten te praten over wat er volgt. Elk uur zoeken wij wat binnen de termijn van het
    inkoopmodel afloopt; een product komt één keer op de lijst, en dan volgt `nl.wmo.indicaties.aangekondigd.v1`. Met
    verstuurd=false ziet u wie nog gewaarschuwd moet worden: dan staat er niet bij wat na een nieuw besluit doorgaat, of
    al eerder is gestopt. Dit lezen verandert niets.
    """
    must_serve(caller, gemeente)
    found = await planstore.aflopende_indicaties(work.session, gemeente, is_verstuurd, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.product_id)


@router.get("/{product_id}")
async def get_indicatie(work: InWork, caller: FrontOffice, product_id: str, etag: Etag) -> AflopendeIndicatieView:
    """Eén aflopende indicatie.

    Gebruik dit om te zien wanneer ondersteuning stopt en wat er daarna is afgesproken. De ETag uit het antwoord heeft u
    nodig om het vervolg vast te leggen. Er verandert niets.
    """
    return _shown(await _indicatie(work, caller, product_id), etag)


@router.post("/{product_id}/vervolg", status_code=201)
async def post_vervolg(
    work: InWork,
    caller: FrontOffice,
    product_id: str,
    body: NieuwVervolg,
    etag: Etag,
    location: Location,
    if_match: MustMatch = None,
) -> AflopendeIndicatieView:
    """Leg vast wat er volgt als de ondersteuning stopt, in plaats van wat er eerder stond.

    Gebruik dit na het gesprek over het einde van de ondersteuning. De tekst voor de cliënt past zich aan. Een
    verlenging vraagt daarna nog een nieuwe beschikking. Er volgt `nl.wmo.vervolgen.bepaald.v1`.
    """
    indicatie = await _indicatie(work, caller, product_id, lock=True)
    must_match(if_match, indicatie.versie)
    await bepaal_vervolg(work, indicatie, body.vervolg)
    location(f"/v1/aflopende-indicaties/{product_id}")
    return _shown(indicatie, etag)


@router.post("/{product_id}/_brief", dependencies=[NO_KEY], response_class=HTMLResponse, responses=BRIEF)
async def post_waarschuwing_brief(work: InWork, caller: Lezer, product_id: str, vorm: Briefvorm = "html") -> Response:
    """De brief die de cliënt zegt dat zijn ondersteuning stopt, als webpagina of als PDF. Elke inzage wordt vastgelegd.

    Gebruik dit om de waarschuwing te versturen zoals uw gemeente dat doet. Zeg daarna met `_verstuurd` dat het gebeurd
    is. Gaat de ondersteuning na een nieuw besluit door, of is zij al eerder gestopt, dan is er geen brief. Er volgt
    geen gebeurtenis.
    """
    indicatie = await _indicatie(work, caller, product_id)
    return await letter(work, await schrijf_waarschuwing(work, indicatie), vorm)


@router.post("/{product_id}/_verstuurd")
async def post_waarschuwing_verstuurd(
    work: InWork, caller: FrontOffice, product_id: str, body: Verzending, etag: Etag, if_match: IfMatch = None
) -> AflopendeIndicatieView:
    """Leg vast dat de cliënt is gewaarschuwd, hoe en wanneer. Dezelfde melding nog eens verandert niets.

    Gebruik dit als de brief weg is, of als u het de cliënt zelf hebt gezegd. Er volgt
    `nl.wmo.indicaties.gewaarschuwd.v1`.
    """
    indicatie = await _indicatie(work, caller, product_id, lock=True)
    check_match(if_match, indicatie.versie)
    await verstuur(work, indicatie, body.kanaal, body.verstuurd_op)
    return _shown(indicatie, etag)


async def _indicatie(work: Work, caller: Caller, product_id: str, *, lock: bool = False) -> AflopendeIndicatie:
    found = await planstore.aflopende_indicatie(work.session, product_id, lock=lock)
    return found_for(work, caller, found, "deze indicatie")


def _shown(indicatie: AflopendeIndicatie, etag: ShowEtag) -> AflopendeIndicatieView:
    etag(indicatie.versie)
    return _view(indicatie)


def _view(indicatie: AflopendeIndicatie) -> AflopendeIndicatieView:
    velden = {naam: getattr(indicatie, naam) for naam in AflopendeIndicatieView.model_fields if naam != "bericht"}
    return AflopendeIndicatieView(**velden, bericht=bericht_van(indicatie))
