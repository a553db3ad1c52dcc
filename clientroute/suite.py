"""The embedded suite: the four services in one process, on one port."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from chassis.bus_embedded import EmbeddedBus
from chassis.clock import Clock, system_clock
from chassis.health import check_health
from chassis.identifiers import new_id
from chassis.migrations import create_database
from chassis.peers import peer_factory, tokens_for
from chassis.problems import Problem, problem_document
from chassis.restored import check_restored
from chassis.service import Room, Secrets, load_secrets, open_room
from chassis.settings import Settings
from chassis.web import HEADERS, create_api
from chassis.worker import run_worker
from clientroute.koppelvlak import luisterend
from clientroute.services import running_names, service_for, topology

INDEX = """<!doctype html><html lang="nl"><meta charset="utf-8"><title>clientroute</title>
<meta name="viewport" content="width=device-width"><main><h1>clientroute</h1>
<p><a href="/monitoring/werkplek">Naar de werkplek</a></p><h2>API's</h2><ul>{links}</ul></main></html>"""


@dataclass(frozen=True)
class Suite:
    """A running suite: its web application, its rooms by name, and the keys it was started with."""

    app: Starlette
    rooms: Mapping[str, Room]
    secrets: Secrets

    def client(self) -> httpx.AsyncClient:
        """An HTTP client that reaches the suite without a network."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app), base_url="http://127.0.0.1")


@asynccontextmanager
async def running_suite(settings: Settings, clock: Clock = system_clock) -> AsyncIterator[Suite]:
    """Open databases and bus, and close them at the end; what is under way is finished first.

    Raises migrations.DatabaseError when a database cannot be used.
    """
    secrets = load_secrets(settings)
    app = Starlette(exception_handlers={HTTPException: _unknown})
    app.router.redirect_slashes = False
    transport = httpx.ASGITransport(app=app)
    rooms: dict[str, Room] = {}
    for name in running_names(settings):
        peers = peer_factory(settings, tokens_for(settings, secrets.issuer, name), transport)
        rooms[name] = open_room(service_for(settings, name), settings, secrets, peers, clock)
    try:
        for room in rooms.values():
            await asyncio.to_thread(create_database, room.database.url)
            await room.migrate()
        app.router.routes.extend(_routes(rooms))
        for room in rooms.values():
            await check_restored(room)
        async with luisterend(rooms), _bus(settings, rooms):
            yield Suite(app, rooms, secrets)
    finally:
        for room in rooms.values():
            await room.close()


async def _unknown(request: Request, _error: Exception) -> Response:
    """An address that is none of the suite's own."""
    document = problem_document(Problem(404, "http", "Dit adres kennen we niet. Kijk op / wat er is."), new_id())
    document.headers.update(HEADERS)
    return document


def _routes(rooms: Mapping[str, Room]) -> list[Route | Mount]:
    async def index(_request: Request) -> Response:
        links = "".join(f'<li><a href="/{name}/v1/docs">{room.service.title}</a></li>' for name, room in rooms.items())
        return HTMLResponse(INDEX.format(links=links))

    async def livez(_request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def readyz(_request: Request) -> Response:
        errors = {name: found.fouten for name, room in rooms.items() if (found := await check_health(room)).fouten}
        return JSONResponse({"status": "fout" if errors else "ok", "fouten": errors}, 503 if errors else 200)

    mounts = [Mount(f"/{name}", app=create_api(room)) for name, room in rooms.items()]
    return [Route("/", index), Route("/livez", livez), Route("/readyz", readyz), *mounts]


@asynccontextmanager
async def _bus(settings: Settings, rooms: Mapping[str, Room]) -> AsyncIterator[None]:
    """Carry events: inside the process, or over the broker when the settings name one."""
    if settings.broker_url is None:
        bus = EmbeddedBus(list(rooms.values()))
        bus.start()
        try:
            yield
        finally:
            await bus.stop()
        return
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as workers:
        for room in rooms.values():
            workers.create_task(run_worker(room, topology(settings), stop))
        try:
            yield
        finally:
            stop.set()
