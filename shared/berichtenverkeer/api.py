"""The routes of the post: `/v1/berichten`, for provider software and for the municipality."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import TypeAdapter

import wetten
from berichtenverkeer import post
from berichtenverkeer.betrokkenen import ClientenMet, noteer_betrokkenen
from berichtenverkeer.contract import JSON, XML, answers_on, message_response, request_body
from berichtenverkeer.controle import is_van_elders
from berichtenverkeer.lezen import FORMAATFOUT, KOP, Kop, als_json, als_woorden, lees_json, lees_xml
from chassis.door import KEY_HEADER, Door, InWork
from chassis.files import media_type
from chassis.headers import Location, ShowLocation
from chassis.limits import MAX_BODY
from chassis.model import ApiModel
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import Problem, conflict, invalid, not_found
from chassis.readers import Readers
from chassis.security import must_serve, needs
from chassis.service import Room
from chassis.strict import Flag
from chassis.tokens import Caller
from chassis.work import Work

AANBIEDER, GEMEENTE, DOORGEVER = "berichten", "berichten:lezen", "berichten:doorgeven"
"""A doorgever brings messages of providers, and takes those for them, without being one: the way to a hub."""
INHOUD = f"{GEMEENTE} personen:lezen"
"""A message holds who somebody is: a municipality needs both."""

Proef = Callable[[Work, wetten.Bericht], Awaitable[wetten.Bericht]]
KOPPEN = TypeAdapter(Kop)
ABOUT_PROEF = "Met true is het een proef: u krijgt meteen het antwoord (200), en er wordt niets bewaard of geboekt."

Sender = Annotated[Caller, Depends(needs(AANBIEDER, DOORGEVER))]
Reader = Annotated[Caller, Depends(needs(AANBIEDER, GEMEENTE, DOORGEVER))]
PersonReader = Annotated[Caller, Depends(needs(AANBIEDER, INHOUD))]
Fetcher = Annotated[Caller, Depends(needs(AANBIEDER, INHOUD, DOORGEVER))]


BerichtStatus = Literal["ontvangen", "beantwoord", "verwerkt", "klaar", "opgehaald"]


class BerichtView(ApiModel):
    """A message in the post."""

    id: str
    soort: str
    richting: Literal["in", "uit"]
    gemeente: str
    agb: str
    identificatie: str
    dagtekening: date
    status: BerichtStatus
    op: datetime
    antwoord_op: str | None


@dataclass(frozen=True)
class _Gelezen:
    """A message that was sent: what the post has to know of it, and all of it as XML."""

    kop: Kop
    inhoud: bytes


NA_AANLEVEREN = (
    "Gebruik dit om iets te melden, te vragen of te declareren, of om een bericht te beantwoorden. Klopt de vorm niet, "
    "dan krijgt u 400 met de plaats en de regel, en is er niets ontvangen. Anders is het geregistreerd en volgt "
    "`nl.wmo.berichten.ontvangen.v1`; het verwerken begint daarna. Stuurt u precies hetzelfde bericht nog eens, dan "
    "gebeurt er niets dubbel."
)


def berichten_router(
    accepted: frozenset[str],
    vervolg: str,
    clienten_met: ClientenMet,
    sent: frozenset[str] = frozenset(),
    proef: Proef | None = None,
) -> APIRouter:
    """The routes of a service that takes in these kinds of message, such as {"WMO305"}, and sends those of its own.

    `vervolg` says what follows on a message, `clienten_met` finds whose data it holds. With `proef`, POST takes
    `proef=true`: the answer, and nothing is kept.
    """
    router = APIRouter(prefix="/v1/berichten", route_class=Door, tags=["Berichten"])
    answers, aanleveren = answers_on(accepted), _aanleveren(accepted, proef)
    router.add_api_route(
        "",
        aanleveren,
        description=f"{aanleveren.__doc__}\n\n{NA_AANLEVEREN} {vervolg}",
        name="post_bericht",
        methods=["POST"],
        status_code=202,
        max_body_size=MAX_BODY,
        response_model=BerichtView,
        responses=message_response(answers) if proef else None,
        openapi_extra={"requestBody": request_body(accepted)},
    )
    _add_post_routes(router, accepted | sent | answers, answers, clienten_met)
    _add_woorden_routes(router, clienten_met)
    return router


def _aanleveren(  # type: ignore[explicit-any]  # FastAPI reads its parameters
    accepted: frozenset[str], proef: Proef | None
) -> Callable[..., Coroutine[None, None, BerichtView | Response]]:
    """The route that takes a message in, with or without a trial."""

    async def post_bericht(work: InWork, caller: Sender, request: Request, location: Location) -> BerichtView:
        """Lever een iWmo-bericht aan, als XML of als JSON. Het antwoord haalt u op bij het adres in Location."""
        return await _neem_aan(work, await _read_from(caller, request, accepted), request, location)

    async def post_bericht_of_proef(
        work: InWork,
        caller: Sender,
        request: Request,
        location: Location,
        is_proef: Annotated[Flag, Query(alias="proef", description=ABOUT_PROEF)] = False,
    ) -> BerichtView | Response:
        """Lever een iWmo-bericht aan, als XML of als JSON. Het antwoord haalt u op bij het adres in Location."""
        gelezen = await _read_from(caller, request, accepted)
        if proef is not None and is_proef:
            return await _try(work, gelezen, request, proef)
        return await _neem_aan(work, gelezen, request, location)

    return post_bericht_of_proef if proef else post_bericht


def _add_post_routes(
    router: APIRouter, kinds: frozenset[str], answers: frozenset[str], clienten_met: ClientenMet
) -> None:
    """What lies in the post and what became of it: messages of these `kinds`, some of them answers."""

    async def get_inhoud(work: InWork, caller: Fetcher, bericht_id: str, request: Request) -> Response:
        """Het bericht zelf, als XML of als JSON (header Accept). Elke inzage wordt vastgelegd.

        Gebruik dit om een bericht dat klaarstaat op te halen, of om terug te lezen wat u stuurde. Zonder header Accept
        krijgt u XML. Bij elke cliënt in het bericht komt een regel in het logboek.
        """
        stuk = await _find(work, caller, bericht_id)
        return await _content(work, stuk, request, clienten_met)

    async def get_antwoord(work: InWork, caller: PersonReader, bericht_id: str, request: Request) -> Response:
        """Het retourbericht of het declaratie-antwoord op een bericht, als XML of als JSON (header Accept).

        Gebruik dit na het aanleveren. Is het antwoord er nog niet, dan krijgt u 404 met `Retry-After`. Zonder header
        Accept krijgt u XML. Bij elke cliënt in het antwoord komt een regel in het logboek.
        """
        return await _content(work, await _find_antwoord(work, caller, bericht_id), request, clienten_met)

    router.add_api_route("/{bericht_id}/inhoud", get_inhoud, methods=["GET"], responses=message_response(kinds))
    router.add_api_route("/{bericht_id}/antwoord", get_antwoord, methods=["GET"], responses=message_response(answers))
    router.add_api_route("", get_berichten, methods=["GET"])
    router.add_api_route("/{bericht_id}", get_bericht, methods=["GET"])
    router.add_api_route("/{bericht_id}/_opgehaald", post_opgehaald, methods=["POST"], status_code=204)


def _add_woorden_routes(router: APIRouter, clienten_met: ClientenMet) -> None:
    """The same for who reads them without software."""

    async def get_woorden(work: InWork, caller: PersonReader, bericht_id: str, request: Request) -> BerichtInWoorden:
        """Het bericht in woorden: elk gegeven met zijn naam, elke code met wat zij betekent. Inzage wordt vastgelegd.

        Gebruik dit om een bericht te lezen of af te drukken zonder eigen software. Wat u met een bericht doet verandert
        hier niets aan. Bij elke cliënt in het bericht komt een regel in het logboek.
        """
        return await _in_woorden(work, await _find(work, caller, bericht_id), request, clienten_met)

    async def get_antwoord_woorden(
        work: InWork, caller: PersonReader, bericht_id: str, request: Request
    ) -> BerichtInWoorden:
        """Het antwoord op een bericht in woorden, met bij elke retourcode wat zij betekent. Inzage wordt vastgelegd.

        Gebruik dit na het aanleveren, zonder eigen software. Is het antwoord er nog niet, dan krijgt u 404 met
        `Retry-After`. Bij elke cliënt in het antwoord komt een regel in het logboek.
        """
        return await _in_woorden(work, await _find_antwoord(work, caller, bericht_id), request, clienten_met)

    router.add_api_route("/{bericht_id}/woorden", get_woorden, methods=["GET"])
    router.add_api_route("/{bericht_id}/antwoord/woorden", get_antwoord_woorden, methods=["GET"])


async def _neem_aan(work: Work, gelezen: _Gelezen, request: Request, location: ShowLocation) -> BerichtView:
    kop, inhoud = gelezen.kop, gelezen.inhoud
    nieuw = None if kop.soort in post.RETOUREN else await post.neem_nieuw_aan(work, kop, inhoud)
    gelijke = nieuw or await post.vind_gelijke(work, kop, inhoud, _readers(request))
    stuk = gelijke or await _registreer(work, kop, inhoud)
    location(f"/v1/berichten/{stuk.id}")
    return _view(stuk)


async def _registreer(work: Work, kop: Kop, inhoud: bytes) -> post.Poststuk:
    if kop.soort not in post.RETOUREN:
        return await post.neem_aan(work, kop, inhoud)
    beantwoorde = await post.vind_beantwoorde(work, kop)
    if beantwoorde is None:
        raise Problem(400, "retour", "Dit retourbericht hoort bij geen bericht dat wij u stuurden.")
    await work.wait_for_turn(f"retour {beantwoorde.id}")
    if await post.vind_antwoord(work, beantwoorde.id) is not None:
        raise conflict("al-beantwoord", "Op dit bericht stuurde u al een ander retourbericht. Dat telt.")
    return await post.neem_aan(work, kop, inhoud, beantwoorde.id)


async def _try(work: Work, gelezen: _Gelezen, request: Request, proef: Proef) -> Response:
    if gelezen.kop.soort in post.RETOUREN:
        raise invalid("query.proef", "Een retourbericht krijgt geen antwoord, dus ook geen proef.")
    if KEY_HEADER in request.headers:
        # The door would keep the answer, and give it again when the message is delivered for real.
        raise invalid("header.Idempotency-Key", "Laat deze header weg bij een proef: er wordt niets bewaard.")
    # Judging needs all of it, as an object. That it is a message, and no more than that, is known by now.
    bericht = await asyncio.to_thread(wetten.lees, gelezen.inhoud)
    return await _as_asked(wetten.schrijf(await proef(work, bericht)), request)


class RegelInWoorden(ApiModel):
    """A value of a message: its name, the value, and what it means when it is a code."""

    naam: str
    tekst: str
    betekenis: str | None


class DeelInWoorden(ApiModel):
    """A part of a message, so many levels deep, with the values that stand in it."""

    naam: str
    niveau: int
    waarden: list[RegelInWoorden]


class BerichtInWoorden(ApiModel):
    """A message as people read it, from top to bottom."""

    bericht_id: str
    soort: str
    gemeente: str
    agb: str
    delen: list[DeelInWoorden]


async def _in_woorden(work: Work, stuk: post.Poststuk, request: Request, clienten_met: ClientenMet) -> BerichtInWoorden:
    inhoud = await post.inhoud_van(work, stuk.id)
    await noteer_betrokkenen(work, inhoud, stuk.id, clienten_met)
    gelezen = await _readers(request).read(als_woorden, inhoud)
    if not gelezen:
        raise Problem(413, "te-groot", "Dit bericht is te groot om zo te lezen. Haal het op als XML of JSON.")
    delen = [
        DeelInWoorden(
            naam=each["naam"],
            niveau=each["niveau"],
            waarden=[RegelInWoorden(naam=naam, tekst=tekst, betekenis=wat) for naam, tekst, wat in each["regels"]],
        )
        for each in json.loads(gelezen[0])
    ]
    return BerichtInWoorden(bericht_id=stuk.id, soort=stuk.soort, gemeente=stuk.gemeente, agb=stuk.agb, delen=delen)


async def get_berichten(
    work: InWork,
    caller: Reader,
    soort: Annotated[str | None, Query(pattern=r"^(WMO|JW)3[0-9][0-9]$", description="Zoals WMO301 of JW301.")] = None,
    richting: Literal["in", "uit"] | None = None,
    status: Annotated[BerichtStatus | None, Query()] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BerichtView]:
    """Uw berichten, oudste eerst. Kies status=klaar voor wat u nog moet ophalen.

    Gebruik dit om op te halen wat voor u klaarstaat, of om te zien wat u stuurde. Met `soort` en `richting` kiest u een
    deel. Ophalen verandert niets: dat meldt u met `_opgehaald`.
    """
    selectie = post.Berichtselectie(caller.agb, caller.gemeenten, soort, richting, status)
    found = await post.lijst(work, selectie, read_cursor(cursor), limit + 1)
    return page_of([_view(each) for each in found], limit, key=lambda each: each.id)


async def get_bericht(work: InWork, caller: Reader, bericht_id: str) -> BerichtView:
    """Hoe ver een bericht is.

    Gebruik dit na het aanleveren. Staat de status op beantwoord, dan haalt u het antwoord op. Er verandert niets.
    """
    return _view(await _find(work, caller, bericht_id))


async def post_opgehaald(work: InWork, caller: Sender, bericht_id: str) -> None:
    """Meld dat u een bericht hebt verwerkt. Daarna staat het niet meer klaar.

    Gebruik dit als het bericht veilig in uw eigen systeem staat. Twee keer melden kan geen kwaad. Er volgt geen
    gebeurtenis.
    """
    stuk = await _find(work, caller, bericht_id)
    await post.meld_opgehaald(work, stuk.id)


async def _read_from(caller: Caller, request: Request, accepted: frozenset[str]) -> _Gelezen:
    """The message in the body, if it is one that is taken in here and this caller delivers it."""
    gelezen = await _read(request)
    kop = gelezen.kop
    if kop.soort not in accepted:
        allowed = ", ".join(sorted(accepted))
        raise Problem(400, "berichtsoort", f"Een {kop.soort} hoort hier niet. Hier levert u aan: {allowed}.")
    if caller.agb is None:
        must_serve(caller, kop.gemeente)
    elif kop.agb != caller.agb:
        raise Problem(403, "afzender", "De aanbieder in het bericht is niet de aanbieder van uw token.")
    if is_van_elders(kop.gemeente):
        raise Problem(400, "ontvanger", "Deze gemeente werkt hier niet. Stuur het bericht naar haar eigen adres.")
    if len(gelezen.inhoud) > wetten.MAXIMALE_GROOTTE:
        raise Problem(413, "te-groot", "Dit bericht is als XML groter dan 25 MB. Verdeel het over meer berichten.")
    return gelezen


async def _read(request: Request) -> _Gelezen:
    """The message in the body. Raises Problem 400 with path, line and rule when its format is wrong (level 1)."""
    soort = media_type(request)
    if soort not in {*XML, JSON}:
        raise Problem(415, "vorm", "Stuur een iWmo-bericht als application/xml, of als application/json.")
    content = await request.body()
    uitkomst, wat, *inhoud = await _readers(request).read(lees_json if soort == JSON else lees_xml, content)
    if uitkomst == KOP:
        # XML is kept as it came: written by us it might be larger than a file may be (OP179).
        return _Gelezen(KOPPEN.validate_json(wat), inhoud[0] if inhoud else content)
    if uitkomst == FORMAATFOUT:
        findings = json.loads(wat)
        detail = "Het bericht voldoet niet aan het formaat van iWmo 3.2 of iJw 3.2. Er volgt geen retourbericht."
        raise Problem(400, "formaat", detail, rule=findings[0]["rule"], more={"findings": findings})
    raise Problem(400, "json", wat.decode())


def _readers(request: Request) -> Readers:
    room: Room = request.app.state.room
    return room.readers


async def _find(work: Work, caller: Caller, bericht_id: str) -> post.Poststuk:
    stuk = await post.vind(work, bericht_id)
    if stuk is None or not caller.may_see(stuk.gemeente, stuk.agb):
        raise not_found("dit bericht")
    return stuk


async def _find_antwoord(work: Work, caller: Caller, bericht_id: str) -> post.Poststuk:
    stuk = await _find(work, caller, bericht_id)
    antwoord = await post.vind_antwoord(work, stuk.id)
    if antwoord is None:
        detail = "Het antwoord is er nog niet. Probeer het later opnieuw."
        raise Problem(404, "nog-geen-antwoord", detail, headers={"Retry-After": "5"})
    return antwoord


async def _content(work: Work, stuk: post.Poststuk, request: Request, clienten_met: ClientenMet) -> Response:
    inhoud = await post.inhoud_van(work, stuk.id)
    await noteer_betrokkenen(work, inhoud, stuk.id, clienten_met)
    return await _as_asked(inhoud, request)


async def _as_asked(content: bytes, request: Request) -> Response:
    accept = request.headers.get("accept", "")
    if JSON in accept and not any(kind in accept for kind in XML):
        (mirror,) = await _readers(request).read(als_json, content)
        return Response(mirror, media_type=JSON)
    return Response(content, media_type=XML[0])


def _view(stuk: post.Poststuk) -> BerichtView:
    return BerichtView.model_validate(stuk, from_attributes=True)
