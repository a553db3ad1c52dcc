"""The door of a page: who is there, whether a form is really theirs, and what goes wrong told on a page.

A page is a function from an `Aanvraag` to a response. A session in the cookie counts, and so does the token of an API
caller; who has neither is sent to sign in. Rights are those of the token, as in the API.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile
from structlog.contextvars import bind_contextvars

from chassis import away
from chassis.limits import MAX_BODY, MAX_JSON, check_length
from chassis.problems import Problem, problem_of
from chassis.security import Needs, caller_of
from chassis.service import Room
from chassis.tokens import Caller, IssuerUnavailable, TokenError
from chassis.web import crashed
from weigering import Weigering
from werkplek import schil, sessies, uitgever
from werkplek.sessies import NU, Sessie, Tokens

COOKIE = "clientroute"
RUIM = 30.0
"""Seconds before its end that an access token is renewed: a page asks others with it."""
TEKEN = "formulierteken"
"""In this field of a form stands what only this session knows."""
ANDERE_SITE = "Dit formulier kwam niet van onze eigen pagina's. Er is niets veranderd. Open de pagina hier opnieuw."
WEG = "Dit kan nu even niet: een deel van het systeem antwoordt niet. Er is niets veranderd. Probeer het zo opnieuw."
ONZEKER = (
    "Een deel van het systeem antwoordt niet. Daarom weten we niet of dit gelukt is. Kijk straks eerst of het er staat."
)
"""What was sent may have come through, though no answer came back."""
TE_GROOT = "Dit bestand is te groot: een bericht mag hoogstens 25 MB zijn. Er is niets veranderd. Splits het op."


class NaarAanmelden(Exception):
    """Nobody is there: sign in first."""


@dataclass(frozen=True)
class Bezoeker:
    """Who looks at a page."""

    caller: Caller
    token: str
    naam: str
    sessie: Sessie | None = None
    """None for who came with a token of its own, as an API caller does."""

    @property
    def formulierteken(self) -> str:
        """What a form carries along; who came with a token has no cookie that another site could use."""
        return "" if self.sessie is None else self.sessie.formulierteken


@dataclass(frozen=True)
class Aanvraag:
    """A page that is asked for."""

    room: Room
    request: Request
    bezoeker: Bezoeker

    def mag(self, recht: Needs) -> bool:
        """Whether who looks holds the right."""
        return recht.held_by(self.bezoeker.caller.rights)

    async def getypt(self) -> dict[str, str]:
        """The texts of a form. Raises Problem as `ingevuld`."""
        return {naam: waarde for naam, waarde in (await self.ingevuld()).items() if isinstance(waarde, str)}

    async def ingevuld(self, hoogstens: int = MAX_JSON) -> dict[str, str | UploadFile]:
        """The fields of a form, without empty ones. Raises Problem 403 for one of another site, 413 for too much."""
        check_length(self.request.scope, hoogstens)
        velden = await self.request.form(max_files=1, max_fields=2_000)
        return _eigen(velden, self.bezoeker)


Blad = Callable[[Aanvraag], Awaitable[Response]]


def _eigen(velden: FormData, bezoeker: Bezoeker) -> dict[str, str | UploadFile]:
    gekregen = velden.get(TEKEN, "")
    if not isinstance(gekregen, str) or not hmac.compare_digest(gekregen.encode(), bezoeker.formulierteken.encode()):
        raise Problem(403, "formulier", ANDERE_SITE)
    return {naam: waarde for naam, waarde in velden.items() if naam != TEKEN and waarde}


def add_blad(app: FastAPI, path: str, blad: Blad, recht: Needs | None, methods: tuple[str, ...] = ("GET",)) -> None:
    """Give the app a page, for who holds the right; None is everybody who signed in."""

    async def show(request: Request) -> Response:
        room: Room = app.state.room
        try:
            return await blad(Aanvraag(room, request, await bezoeker_van(room, request, recht)))
        except NaarAanmelden:
            return await _terug_of_mislukt(room, request)
        except (Problem, Weigering, *away.KINDS) as fout:
            if not wil_pagina(request):
                raise
            return mislukt(request, fout)
        except Exception as fout:
            if not wil_pagina(request):
                raise
            return schil.foutpagina(request, crashed(request.scope, fout))
        finally:
            await request.close()  # the file of a form, where there was one

    app.add_api_route(path, show, methods=list(methods), include_in_schema=False, response_class=Response)


async def _terug_of_mislukt(room: Room, request: Request) -> Response:
    """To where somebody signs in; a form that is too large to keep is said to be so."""
    try:
        return await naar_aanmelden(room, request)
    except Problem as fout:
        if not wil_pagina(request):
            raise
        return mislukt(request, fout)


def wil_pagina(request: Request) -> bool:
    """Whether it is a browser that asks."""
    return "text/html" in request.headers.get("accept", "")


def mislukt(request: Request, fout: Exception) -> Response:
    """What went wrong, on a page. Raises it when it is no refusal and nothing is away."""
    match fout:
        case Problem(status=413):
            return schil.foutpagina(request, Problem(413, fout.slug, TE_GROOT))
        case Problem():
            return schil.foutpagina(request, fout)
        case Weigering():
            return schil.foutpagina(request, problem_of(fout))
        case _ if away.is_away(fout):
            zin = WEG if request.method == "GET" else ONZEKER
            return schil.foutpagina(request, Problem(503, "weg", zin, headers={"Retry-After": "10"}))
        case _:
            raise fout


async def bezoeker_van(room: Room, request: Request, recht: Needs | None = None) -> Bezoeker:
    """Who asks for a page, kept with the request. Raises NaarAanmelden, Problem 401, 403 and 503."""
    if "Authorization" in request.headers:
        caller = await caller_of(request)
        bezoeker = Bezoeker(caller, request.headers["Authorization"].partition(" ")[2], caller.name)
    else:
        gevonden = await _uit_sessie(room, request)
        if gevonden is None:
            raise NaarAanmelden
        bezoeker = gevonden
        room.rates.check_caller(bezoeker.caller, request.scope)
        bind_contextvars(caller=bezoeker.caller.name)
        request.state.caller = bezoeker.caller
    request.state.bezoeker = bezoeker
    if recht is not None:
        await recht.check(request)
    return bezoeker


def cookie_naam(request: Request) -> str:
    """With __Host- a browser keeps it for this very host, and over HTTPS only; on this machine there is none."""
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


async def _uit_sessie(room: Room, request: Request) -> Bezoeker | None:
    geheim = request.cookies.get(cookie_naam(request))
    if not geheim:
        return None
    async with room.work(writes=False) as work:
        sessie = await sessies.vind(work, geheim)
    if sessie is None:
        return None
    tokens = await _geldige_tokens(room, sessie)
    caller = None if tokens is None else await _caller(room, tokens)
    if tokens is None or caller is None:
        async with room.work() as work:
            await sessies.beeindig(work, sessie)
        return None
    if not sessie.is_pas_gezien:
        async with room.work() as work:
            await sessies.zie(work, sessie)
    return Bezoeker(caller, tokens.toegang, tokens.naam, sessie)


async def _geldige_tokens(room: Room, sessie: Sessie) -> Tokens | None:
    """The tokens of a session, renewed when they are at their end; None when there are no more to be had."""
    if not _verloopt(sessie.tokens):
        return sessie.tokens
    async with room.work() as work:
        # One by one: an issuer takes a refresh token once.
        await work.wait_for_turn(f"sessie {sessie.id}")
        nu = await sessies.vind(work, sessie.geheim)
        if nu is None or not _verloopt(nu.tokens):
            return None if nu is None else nu.tokens
        tokens = await uitgever.vernieuwd(room, nu.tokens)
        if tokens is not None:
            await sessies.vernieuw(work, nu, tokens)
        return tokens


def _verloopt(tokens: Tokens) -> bool:
    return tokens.verloopt is not None and tokens.verloopt - NU().timestamp() < RUIM


async def _caller(room: Room, tokens: Tokens) -> Caller | None:
    try:
        return await room.verifier.verify(tokens.toegang)
    except TokenError:
        return None
    except IssuerUnavailable:
        raise uitgever.weg() from None


async def naar_aanmelden(room: Room, request: Request) -> Response:
    """To where somebody signs in, and back to this page; of a form first keep what was typed."""
    if not wil_pagina(request):
        await caller_of(request)  # refuses as the API does
    hier = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
    if request.method == "GET":
        return RedirectResponse(aanmeldadres(hier, request.url.query), status_code=303)
    sleutel = await _bewaar(room, request)
    adres = aanmeldadres(hier, "" if sleutel is None else f"bewaard={sleutel}")
    return schil.sessie_voorbij(request, adres, bewaard=sleutel is not None)


def aanmeldadres(pad: str, vraag: str = "") -> str:
    """The address, below our root, where somebody signs in and then goes on to a page of ours."""
    naar = pad + (f"?{vraag}" if vraag else "")
    return f"/werkplek/aanmelden?naar={quote(naar)}"


async def _bewaar(room: Room, request: Request) -> str | None:
    """Keep the form of who was signed in until now; None when nobody was.

    It is read before anything is written: it may take a minute to come in.
    """
    geheim = request.cookies.get(cookie_naam(request))
    async with room.work(writes=False) as work:
        wie = await sessies.was_van(work, geheim) if geheim else None
    if wie is None:
        return None
    check_length(request.scope, MAX_BODY)
    velden = await request.form(max_files=1, max_fields=2_000)
    getypt = {naam: waarde for naam, waarde in velden.items() if isinstance(waarde, str) and naam != TEKEN}
    async with room.work() as work:
        return await sessies.bewaar_formulier(work, wie, getypt)
