"""The file of a client for himself, the duty to keep it, and its destruction when it must go."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from chassis.door import NO_KEY, Door, InWork
from chassis.files import attachment, binary
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.persoonsgegevens_api import Vernietiger
from chassis.security import found_for, must_serve
from papier import zet_lang
from toegang import store
from toegang.api.brieven import BRIEF, Briefvorm
from toegang.api.gedeeld import Lezer, find_client
from toegang.bodies.route import Gemeentecode
from toegang.bodies.vernietiging import (
    Dossier,
    NieuweBewaarplicht,
    NieuweVernietiging,
    TeVernietigenView,
    VernietigingView,
)
from toegang.brief import als_html, te_zetten_van
from toegang.brief.dossier import dossier_als_pdf
from toegang.store import vernietigen as bron
from toegang.tables import Bewaarplicht
from toegang.usecases.lees_logboek import heel_logboek
from toegang.usecases.schrijf_inzagebrief import schrijf_inzagebrief
from toegang.usecases.vernietig import besluit_vernietiging, grens, kandidaten, verzamel_dossier

clienten = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Inzage en vernietiging"])
router = APIRouter(prefix="/v1/vernietigingen", route_class=Door, tags=["Inzage en vernietiging"])
Dossiervorm = Annotated[Literal["json", "pdf"], Query()]
PDF: dict[int | str, dict[str, object]] = {
    200: {
        "description": "Het dossier.",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Dossier"}},
            **binary("application/pdf"),
        },
    }
}


@clienten.post("/{client_id}/_dossier", dependencies=[NO_KEY], response_model=Dossier, responses=PDF)
async def post_dossier(
    work: InWork, request: Request, caller: Lezer, client_id: str, vorm: Dossiervorm = "json"
) -> Dossier | Response:
    """Alles wat van een cliënt bewaard wordt, in alle diensten, met wie het zag. Elke inzage wordt vastgelegd.

    Gebruik dit als een inwoner vraagt wat u van hem bewaart. Met `vorm` kiest u JSON of een PDF om te geven. In de PDF
    staat voor wie iemand keek, en niet zijn naam. Kan een dienst nu niet antwoorden, dan krijgt u 503: een half dossier
    geven we niet. Er verandert niets.
    """
    client = await find_client(work, caller, client_id)
    dossier = Dossier(
        client_id=client.id,
        gemeente=client.gemeente,
        diensten=await verzamel_dossier(work, client),
        logboek=await heel_logboek(work, request.app.state.room, client.id),
    )
    if vorm == "json":
        return dossier
    inhoud = await dossier_als_pdf(request.app.state.room.readers, dossier, work.now)
    return attachment(inhoud, "application/pdf", f"dossier-{client.id}.pdf")


@clienten.post("/{client_id}/_inzagebrief", dependencies=[NO_KEY], response_class=HTMLResponse, responses=BRIEF)
async def post_inzagebrief(
    work: InWork, request: Request, caller: Lezer, client_id: str, vorm: Briefvorm = "html"
) -> Response:
    """De brief aan de inwoner over wie zijn gegevens zag of veranderde, in alle diensten. Elke inzage wordt vastgelegd.

    Gebruik dit als een inwoner vraagt wie naar zijn gegevens keek. De brief noemt per dag de organisatie, wat zij deed
    en waarom; wie daar werkt staat er niet in. Met `vorm` kiest u de webpagina of de PDF. Kan een dienst nu niet
    antwoorden, dan krijgt u 503: een halve lijst geven we niet. Er verandert niets.
    """
    client = await find_client(work, caller, client_id)
    room = request.app.state.room
    brief = await schrijf_inzagebrief(work, client, await heel_logboek(work, room, client.id))
    if vorm == "html":
        return HTMLResponse(als_html(brief))
    (inhoud,) = await room.readers.read(zet_lang, te_zetten_van(brief), work.now.isoformat().encode())
    return attachment(inhoud, "application/pdf", f"inzagebrief-{brief.zaaknummer}.pdf")


@clienten.put("/{client_id}/bewaarplicht", status_code=204)
async def put_bewaarplicht(work: InWork, caller: Vernietiger, client_id: str, body: NieuweBewaarplicht) -> None:
    """Leg vast dat van een cliënt alles bewaard moet blijven, bijvoorbeeld om een rechtszaak.

    Gebruik dit voordat de bewaartermijn voorbij is. Zolang de bewaarplicht geldt wordt er niets van de cliënt
    vernietigd. Een volgende vervangt de vorige. Er volgt geen gebeurtenis.
    """
    client = await find_client(work, caller, client_id, lock=True)
    plicht = await bron.bewaarplicht(work.session, client.id) or Bewaarplicht(client_id=client.id)
    plicht.reden, plicht.tot, plicht.door, plicht.op = body.reden, body.tot, caller.name[:200], work.now
    await store.add(work.session, plicht)
    work.note([client.id], "bewaarplicht vastgelegd")


@clienten.delete("/{client_id}/bewaarplicht", status_code=204)
async def delete_bewaarplicht(work: InWork, caller: Vernietiger, client_id: str) -> None:
    """Hef de bewaarplicht van een cliënt op. Daarna gelden de gewone termijnen weer.

    Twee keer opheffen kan geen kwaad. Er volgt geen gebeurtenis.
    """
    client = await find_client(work, caller, client_id, lock=True)
    if await bron.verwijder_bewaarplicht(work.session, client.id):
        work.note([client.id], "bewaarplicht opgeheven")


@router.get("/voorstel")
async def get_voorstel(
    work: InWork,
    caller: Vernietiger,
    gemeente: Annotated[Gemeentecode, Query()],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[TeVernietigenView]:
    """Van wie de bewaartermijn voorbij is, in alle diensten. Er wordt niets vernietigd.

    Gebruik dit om te zien wat een vernietiging zou wegnemen. De termijn telt vanaf de nieuwste dag in wat er van een
    cliënt bewaard wordt. Een bladzijde kan leeg zijn en toch een volgende hebben: dan was er van deze cliënten nog
    iets te jong. Wie een bewaarplicht heeft staat er ook bij, en gaat niet mee.
    """
    must_serve(caller, gemeente)
    found = await bron.lang_stil(work.session, gemeente, grens(work, gemeente), read_cursor(cursor), limit + 1)
    gevonden = await kandidaten(work, found[:limit])
    views = [TeVernietigenView.model_validate(each, from_attributes=True) for each in gevonden]
    bladzijde = page_of(found, limit, key=lambda each: each.id)
    return Page(items=views, volgende=bladzijde.volgende)


@router.post("", status_code=201)
async def post_vernietiging(
    work: InWork, caller: Vernietiger, body: NieuweVernietiging, location: Location
) -> VernietigingView:
    """Besluit dat van deze cliënten alles vernietigd wordt. Dit kan niet ongedaan worden gemaakt.

    Gebruik dit na het voorstel, met de cliënten die daarin staan, of op verzoek van een inwoner (Wmo 2015, 5.3.5): dan
    binnen drie maanden. De worker voert het uit, in alle diensten. Cijfers blijven gelijk, zonder dat iemand nog kan
    weten over wie ze gaan. Lees daarna bij het adres in Location wat er weg is: dat is de verklaring van vernietiging.
    Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    gevraagd = [await find_client(work, caller, each, lock=True) for each in dict.fromkeys(body.clienten)]
    vernietiging = await besluit_vernietiging(work, body, gevraagd, caller.name[:200])
    location(f"/v1/vernietigingen/{vernietiging.id}")
    return VernietigingView.model_validate(vernietiging, from_attributes=True)


@router.get("")
async def get_vernietigingen(
    work: InWork, caller: Vernietiger, limit: Limit = 50, cursor: Cursor = None
) -> Page[VernietigingView]:
    """De vernietigingen van uw gemeenten, oudste eerst.

    Gebruik dit voor het archief: elke vernietiging zegt wie besloot, waarom, van hoeveel cliënten en wat er weg is. Er
    staat niet in van wie. Er verandert niets.
    """
    found = await bron.vernietigingen(work.session, caller.gemeenten, read_cursor(cursor), limit + 1)
    views = [VernietigingView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/{vernietiging_id}")
async def get_vernietiging(work: InWork, caller: Vernietiger, vernietiging_id: str) -> VernietigingView:
    """Eén vernietiging: de verklaring van wat er weg is. Is `gereedOp` leeg, dan is zij nog bezig.

    Gebruik dit na een besluit. Wat er weg is staat per dienst en tabel, met het aantal rijen. Er verandert niets.
    """
    found = found_for(work, caller, await bron.vernietiging(work.session, vernietiging_id), "deze vernietiging")
    return VernietigingView.model_validate(found, from_attributes=True)
