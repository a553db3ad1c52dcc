"""The HTTP side of a service: NLGov API rules, problem documents, security headers, pages without a CDN."""

import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi_offline import FastAPIOffline
from opentelemetry.trace import SpanKind
from sqlalchemy.exc import DataError
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from chassis import away, health, metrics, told_api, waiting_api
from chassis.contract import describe
from chassis.docs import STATIC_URL, add_docs
from chassis.identifiers import new_id
from chassis.limits import MAX_BODY, limited
from chassis.log import REQUEST_DONE, REQUEST_FAILED, log
from chassis.logboek import handeling_of, lines_of, named_in
from chassis.metrics import count_request
from chassis.problems import (
    DETAILS,
    Problem,
    on_away,
    on_hangup,
    on_http_exception,
    on_invalid_request,
    on_problem,
    on_refusal,
    on_unstorable,
    problem_document,
)
from chassis.service import Room
from chassis.tracing import name_span, span, traceparent_of
from chassis.work import Note
from weigering import Weigering

API_VERSION = "1.0.0"

HEADERS = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PAGE_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def create_api(room: Room) -> FastAPI:
    """The web application of a running service."""
    service = room.service
    app = FastAPIOffline(
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
        static_url=STATIC_URL,
        title=service.title,
        summary=service.about,
        version=API_VERSION,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        root_path_in_servers=False,
        license_info={"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    )
    app.state.room = room
    add_docs(app)
    waiting = (waiting_api.router,) if service.waits else ()
    for router in (health.probes, *service.routers, health.router, health.replays, *waiting, told_api.router):
        answer_by(app, router)
    if room.settings.env == "development":
        answer_by(app, metrics.router)  # production has a port of its own for it
    for add_page in service.pages:
        add_page(app)
    app.add_exception_handler(Problem, on_problem)
    app.add_exception_handler(Weigering, on_refusal)
    app.add_exception_handler(RequestValidationError, on_invalid_request)
    app.add_exception_handler(HTTPException, on_http_exception)
    app.add_exception_handler(DataError, on_unstorable)
    app.add_exception_handler(ClientDisconnect, on_hangup)
    for kind in away.KINDS:
        app.add_exception_handler(kind, on_away)
    describe(app)
    app.add_middleware(Envelope)
    return app


def answer_by(app: FastAPI, router: APIRouter) -> None:
    """Let an application answer by the routes of a router, as they are.

    `include_router` would build each of them anew at the first request: half a second for a service.
    """
    app.router.routes.extend(router.routes)


@dataclass
class _Progress:
    """How far one exchange is."""

    request_id: str
    status: int = 0
    started: float = field(default_factory=time.perf_counter)


class Envelope:
    """Around every request: an id, a limit on the body, headers, a log line, and a problem document for a crash."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pure ASGI, so that streaming and cancellation stay as they are."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        progress = _Progress(new_id())
        scope["clientroute_request_id"] = progress.request_id
        scope.setdefault("state", {})["begonnen_op"] = _room(scope).clock()
        with bound_contextvars(request=progress.request_id):
            await self._exchange(scope, limited(receive, MAX_BODY), _dressed(send, scope, progress), progress)

    async def _exchange(self, scope: Scope, receive: Receive, send: Send, progress: _Progress) -> None:
        try:
            refused = _refusal(scope)
            if refused is not None:
                await problem_document(refused, progress.request_id)(scope, receive, send)
            else:
                parent = traceparent_of(Headers(scope=scope))
                with span(f"{scope['method']} {_service(scope)}", SpanKind.SERVER, parent, dienst=_service(scope)):
                    try:
                        await self._app(scope, receive, send)
                    except Exception:
                        await _log_refused(scope, progress.status or 500)
                        raise
                    name_span(f"{scope['method']} {_service(scope)} {_route(scope)}")
                    if progress.status >= 400:
                        await _log_refused(scope, progress.status)
        except Exception as error:  # noqa: BLE001  the last resort: the caller gets a problem, the log gets the trace
            problem = crashed(scope, error)
            if progress.status == 0:
                await problem_document(problem, progress.request_id)(scope, receive, send)
        seconds = time.perf_counter() - progress.started
        milliseconds = round(seconds * 1000, 1)
        count_request(_service(scope), scope["method"], _route(scope), progress.status, seconds)
        fields = {"method": scope["method"], "route": _route(scope), "status": progress.status}
        log(REQUEST_DONE, **fields, milliseconds=milliseconds)


def crashed(scope: Scope, error: Exception) -> Problem:
    """What is told of a fault of ours; where it went wrong goes in the log."""
    trace = "".join(traceback.format_tb(error.__traceback__))
    log(REQUEST_FAILED, method=scope["method"], route=_route(scope), error=type(error).__name__, trace=trace)
    number = scope["clientroute_request_id"]
    return Problem(500, "intern", f"Het lag niet aan uw verzoek. Meld het ons met dit nummer: {number}.")


async def _log_refused(scope: Scope, status: int) -> None:
    """Who tried and did not get it leaves a line too; a database that is away cannot keep it."""
    room, handeling = _room(scope), handeling_of(scope)
    if handeling is not None and status not in {429, 503}:
        named = [Note(each) for each in named_in(scope)]
        await room.write_lines(lines_of(room.vault, handeling, named, antwoord=status, geeindigd_op=room.clock()))


def _refusal(scope: Scope) -> Problem | None:
    """What is answered before anything is looked at."""
    if not scope["path"].isprintable():
        return Problem(404, "http", DETAILS[404])
    if scope["path"].removeprefix(scope.get("root_path", "")) in health.PROBES:
        return None  # the platform asks, and would end a process that does not answer
    try:
        _room(scope).rates.check_address(scope)
    except Problem as too_often:
        return too_often
    return None


def _route(scope: Mapping[str, object]) -> str:
    """The path of the route, with names for its parameters: what was really in the address is not logged."""
    return str(getattr(scope.get("route"), "path", "(unknown)"))


def _service(scope: Mapping[str, object]) -> str:
    """The service that answers."""
    return _room(scope).service.name


def _room(scope: Mapping[str, object]) -> Room:
    room: Room = cast(FastAPI, scope["app"]).state.room
    return room


def _dressed(send: Send, scope: Scope, progress: _Progress) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            progress.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers["X-Request-Id"] = progress.request_id
            if headers.get("location", "").startswith("/"):
                # A service knows its own paths; only here is known under which prefix it is mounted.
                headers["Location"] = str(scope.get("root_path", "")) + headers["location"]
            if headers.get("content-type", "").startswith("text/html"):
                headers["Content-Security-Policy"] = PAGE_POLICY
            if scope["path"].endswith("/v1/openapi.json"):
                headers["Access-Control-Allow-Origin"] = "*"
        await send(message)

    return dressed
