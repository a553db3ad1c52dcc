"""A running monitoring on a real database with real migrations, and a way to let it hear events."""

from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from tests.monitoring.verhaal import Verteld
from tests.services import migrated

from chassis.consumer import Consumer, read_message
from chassis.events import encode
from chassis.service import Room, Secrets, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from monitoring.app import SERVICE

NU = datetime(2023, 6, 1, 10, 0, tzinfo=UTC)
WERKVOORRAAD = {"outbox": 3, "oudste": "2023-06-01T09:30:00Z", "deadLetters": 1, "wachtrij": 12, "lezers": 2}

Answer = Callable[[httpx.Request], Awaitable[httpx.Response]]


async def _answer(request: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json=WERKVOORRAAD)


@dataclass
class Monitoring:
    """The service under test. `answers` holds per other service how it answers."""

    room: Room
    app: FastAPI
    client: httpx.AsyncClient
    answers: dict[str, Answer]

    async def hoor(self, *verteld: Verteld) -> None:
        """Let the events come in one delivery, in this order."""
        await self.hoor_bytes(encode(each.event) for each in verteld)

    async def hoor_bytes(self, bodies: Iterable[bytes]) -> None:
        """The same for raw bodies."""
        await Consumer(self.room).deliver([read_message(body) for body in bodies])

    def token(self, *gemeenten: str, scope: str = "monitoring", agb: str | None = None) -> dict[str, str]:
        """Headers of somebody with these scopes, for these municipalities ('*' when none are given), or a provider."""
        issuer = self.room.secrets.issuer
        assert issuer is not None
        if agb is not None:
            caller = Caller(f"aanbieder-{agb}", frozenset({"berichten"}), agb=agb)
        else:
            caller = Caller("tester", frozenset(scope.split()), gemeenten=frozenset(gemeenten or {"*"}))
        return {"Authorization": f"Bearer {issuer.issue(caller)}"}

    async def keten(self, query: str = "", *gemeenten: str) -> dict[str, object]:
        """GET /v1/keten, as seen by somebody of these municipalities."""
        answer = await self.client.get(f"/v1/keten{query}", headers=self.token(*gemeenten))
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found


OpenMonitoring = Callable[[Settings, Secrets], Awaitable[Monitoring]]


class Lezer(httpx.Auth):
    """Looks at pages as somebody who may see all figures; of anything else a test says itself who asks."""

    def __init__(self, token: dict[str, str]) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        if "/dashboard" in request.url.path and "Authorization" not in request.headers:
            request.headers.update(self._token)
        yield request


@asynccontextmanager
async def running(settings: Settings, secrets: Secrets, nu: datetime = NU) -> AsyncIterator[Monitoring]:
    """A monitoring on a migrated database, at this moment."""
    answers: dict[str, Answer] = dict.fromkeys(SERVICE.peers, _answer)

    def peer(name: str) -> httpx.AsyncClient:
        async def answer(request: httpx.Request) -> httpx.Response:
            return await answers[name](request)

        return httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url=f"http://{name}.test")

    room = open_room(SERVICE, settings, secrets, peer, lambda: nu)
    app = create_api(room)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")
    monitoring = Monitoring(room, app, client, answers)
    client.auth = Lezer(monitoring.token())
    yield monitoring
    await client.aclose()
    await room.close()


@pytest.fixture
async def open_monitoring() -> AsyncIterator[OpenMonitoring]:
    """Opens a monitoring; it is closed after the test."""
    async with AsyncExitStack() as opened:

        async def open_it(settings: Settings, secrets: Secrets) -> Monitoring:
            return await opened.enter_async_context(running(settings, secrets))

        yield open_it


@pytest.fixture
async def monitoring(open_monitoring: OpenMonitoring, migrated_url: str, tmp_path: Path) -> Monitoring:
    """An empty monitoring, once on SQLite and once on PostgreSQL."""
    settings = Settings(data_dir=tmp_path, database_url=migrated_url)
    return await open_monitoring(settings, load_secrets(settings))


@pytest.fixture
async def op_sqlite(open_monitoring: OpenMonitoring, tmp_path: Path) -> Monitoring:
    """An empty monitoring on SQLite, for what has nothing to do with the database."""
    settings = Settings(data_dir=tmp_path, database_url=migrated("monitoring").sqlite(tmp_path / "test.db"))
    return await open_monitoring(settings, load_secrets(settings))
