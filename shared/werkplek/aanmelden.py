"""Coming in and going out: at the issuer of the organisation, or in development as one of the people of the demo."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import TypeAdapter, ValidationError

from chassis.problems import Problem
from chassis.service import Room
from chassis.settings import is_loopback
from chassis.tokens import TokenError
from werkplek import demo, schil, sessies, uitgever
from werkplek.deur import ANDERE_SITE, Aanvraag, add_blad, cookie_naam, mislukt
from werkplek.sessies import Tokens
from werkplek.uitgever import Poging

POGING_SECONDEN = 600
"""How long signing in may take, once somebody was sent to the issuer."""
POGING = TypeAdapter(Poging)
BEGIN = "/werkplek"
TERUG = "/werkplek/aanmelden/terug"
ZONDER_HTTPS = (
    "Aanmelden gaat alleen over HTTPS. Gaat uw gateway wel over HTTPS, vraag uw beheerder dan om haar adres in "
    "FORWARDED_ALLOW_IPS te zetten."
)
Weg = Callable[[Request], Awaitable[Response]]
"""A page for who is not signed in."""


def add_aanmelden(app: FastAPI) -> None:
    """Give the app the pages on which people come in and go out."""
    room: Room = app.state.room
    wegen = [("/werkplek/aanmelden", "GET", _aanmelden), (TERUG, "GET", _terug)]
    if room.secrets.issuer is not None:
        wegen = [("/werkplek/aanmelden", "GET", _kies_mens), ("/werkplek/aanmelden/demo", "POST", _als_mens)]
    for path, method, weg in [*wegen, ("/werkplek/afgemeld", "GET", _afgemeld)]:
        app.add_api_route(path, _veilig(weg), methods=[method], include_in_schema=False, response_class=Response)
    add_blad(app, "/werkplek/afmelden", _afmelden, None, ("POST",))


def _veilig(weg: Weg) -> Weg:
    """The same with what is refused on a page."""

    async def show(request: Request) -> Response:
        try:
            return await weg(request)
        except Problem as problem:
            return mislukt(request, problem)

    return show


async def _aanmelden(request: Request) -> Response:
    """To the issuer, with in a cookie what proves who comes back. Raises Problem 400 unless over HTTPS."""
    if request.url.scheme != "https" and not is_loopback(request.url.hostname or ""):
        raise Problem(400, "https", ZONDER_HTTPS)
    poging = uitgever.nieuwe_poging(_eigen_pad(request.query_params.get("naar")))
    adres = await uitgever.adres_om_aan_te_melden(request.app.state.room, poging, _adres(request, TERUG))
    answer = RedirectResponse(adres, status_code=303)
    kept = urlsafe_b64encode(json.dumps(asdict(poging)).encode()).decode()
    _zet(answer, request, _poging_naam(request), kept, POGING_SECONDEN)
    return answer


async def _terug(request: Request) -> Response:
    """Back from the issuer: the code becomes tokens, and these a session."""
    room: Room = request.app.state.room
    poging, code = _poging(request), request.query_params.get("code")
    if poging is None or code is None or request.query_params.get("state") != poging.staat:
        raise uitgever.niet_gelukt()
    tokens = await uitgever.wissel(room, poging, code, _adres(request, TERUG))
    answer = await _begonnen(room, request, tokens, poging.naar)
    answer.delete_cookie(_poging_naam(request), path="/", secure=request.url.scheme == "https", httponly=True)
    return answer


async def _kies_mens(request: Request) -> Response:
    """Who somebody wants to be in the demo."""
    room: Room = request.app.state.room
    _alleen_hier(request)
    mensen, gemeenten = await demo.mensen(room)
    naar = _eigen_pad(request.query_params.get("naar"))
    return schil.toon(
        request,
        "aanmelden.html",
        {"titel": "Wie bent u?", "mensen": mensen, "gemeenten": gemeenten, "naar": naar},
    )


async def _als_mens(request: Request) -> Response:
    """Come in as somebody of the demo."""
    room: Room = request.app.state.room
    _alleen_hier(request)
    velden = await request.form()
    mensen, _ = await demo.mensen(room)
    mens = next((each for each in mensen if each.sleutel == velden.get("wie")), None)
    if mens is None:
        raise Problem(400, "invoer", "Kies een van de mensen op de pagina.")
    tokens = demo.tokens(room, mens, str(velden.get("gemeente") or ""))
    naar = _eigen_pad(str(velden.get("naar") or ""))
    return await _begonnen(room, request, tokens, mens.rol.begin if naar == BEGIN else naar)


def _alleen_hier(request: Request) -> None:
    """Raises Problem 403: a page elsewhere can have its name stand for this machine, and another site may post here."""
    site = request.headers.get("sec-fetch-site", "none")
    if not is_loopback(request.url.hostname or "") or (request.method == "POST" and site == "cross-site"):
        raise Problem(403, "adres", ANDERE_SITE)


async def _begonnen(room: Room, request: Request, tokens: Tokens, naar: str) -> Response:
    """A new session, whatever there was before: nobody goes on in one that somebody else began."""
    try:
        caller = await room.verifier.verify(tokens.toegang)
    except TokenError:
        raise uitgever.niet_gelukt() from None
    async with room.work() as work:
        oud = request.cookies.get(cookie_naam(request))
        sessie = await sessies.vind(work, oud) if oud else None
        if sessie is not None:
            await sessies.beeindig(work, sessie)
        geheim = await sessies.begin(work, caller.name, tokens)
    answer = RedirectResponse(naar, status_code=303)
    _zet(answer, request, cookie_naam(request), geheim, int(sessies.HOOGSTENS.total_seconds()))
    return answer


async def _afmelden(aanvraag: Aanvraag) -> Response:
    """The session is over here; a page then leads to the issuer, where a form of ours may not go by itself."""
    await aanvraag.ingevuld()
    sessie = aanvraag.bezoeker.sessie
    verder = None
    if sessie is not None:
        async with aanvraag.room.work() as work:
            await sessies.beeindig(work, sessie)
        terug = _adres(aanvraag.request, "/werkplek/afgemeld")
        verder = await uitgever.adres_om_af_te_melden(aanvraag.room.settings, sessie.tokens, terug)
    aanvraag.request.state.bezoeker = None
    answer = schil.toon(aanvraag.request, "afgemeld.html", {"titel": "Afgemeld", "verder": verder})
    answer.delete_cookie(
        cookie_naam(aanvraag.request), path="/", secure=aanvraag.request.url.scheme == "https", httponly=True
    )
    return answer


async def _afgemeld(request: Request) -> Response:
    """Where the issuer sends somebody who signed out there too."""
    return schil.toon(request, "afgemeld.html", {"titel": "Afgemeld", "verder": None})


def _eigen_pad(naar: str | None) -> str:
    """A page of ours to go on to; anything else is the beginning."""
    if naar is None or not naar.startswith("/") or naar.startswith(("//", "/\\")) or not naar.isprintable():
        return BEGIN
    return naar


def _adres(request: Request, pad: str) -> str:
    """The whole address of a page of ours, as the browser knows it."""
    return f"{request.url.scheme}://{request.url.netloc}{request.scope.get('root_path', '')}{pad}"


def _poging_naam(request: Request) -> str:
    return f"{cookie_naam(request)}-aanmelden"


def _poging(request: Request) -> Poging | None:
    kept = request.cookies.get(_poging_naam(request))
    if kept is None:
        return None
    try:
        return POGING.validate_json(urlsafe_b64decode(kept))
    except (ValueError, ValidationError):
        return None


def _zet(answer: Response, request: Request, naam: str, waarde: str, seconden: int) -> None:
    answer.set_cookie(
        naam, waarde, max_age=seconden, path="/", secure=request.url.scheme == "https", httponly=True, samesite="lax"
    )
