"""A koppelvlak beside a running toegang, on databases of their own; what is outside is a double of ours."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx
import pytest
from tests.services import migrated
from tests.toegang.conftest import NU, Toegang, Toewijzing

from aansluiting.app import KOPPELVLAK
from chassis.clock import Clock
from chassis.peers import PeerAuth, development_tokens
from chassis.service import Room, Service, load_secrets, open_room
from chassis.settings import Settings
from chassis.web import create_api
from toegang.app import SERVICE as TOEGANG


@dataclass
class Tijd:
    """The clock of both."""

    nu: datetime = NU

    def __call__(self) -> datetime:
        return self.nu


@dataclass
class Kamers:
    """The koppelvlak and the toegang beside it."""

    room: Room
    toegang: Toegang
    tijd: Tijd
    weg: set[str] = field(default_factory=set)
    """Services that do not answer, and ids over which one stumbles."""


Opener = Callable[[str], Kamers]


@pytest.fixture
async def open_kamers(migrated_url: str, tmp_path: Path) -> AsyncIterator[Opener]:
    """Opens both, with a file with couplings; the koppelvlak once on SQLite and once on PostgreSQL."""
    rooms: list[Room] = []
    tijd = Tijd()

    def open_een(service: Service, settings: Settings, peer: Callable[[str], httpx.AsyncClient], clock: Clock) -> Room:
        room = open_room(service, settings, load_secrets(settings), peer, clock)
        rooms.append(room)
        return room

    def openen(tekst: str) -> Kamers:
        bestand = tmp_path / "koppelvlak.yaml"
        bestand.write_text(tekst, encoding="utf-8")
        beide = {"data_dir": tmp_path, "koppelvlak": bestand}
        van_toegang = Settings(database_url=migrated("toegang").sqlite(tmp_path / "toegang.db"), **beide)
        toewijzing = Toewijzing()
        ander = open_een(TOEGANG, van_toegang, lambda name: _client(name, httpx.MockTransport(toewijzing)), tijd)
        weg: set[str] = set()
        toegang = httpx.ASGITransport(app=create_api(ander))

        async def naar_toegang(request: httpx.Request) -> httpx.Response:
            if "toegang" in weg:
                raise httpx.ConnectError("away", request=request)
            if any(f"/{each}/" in request.url.path for each in weg):
                return httpx.Response(500)
            return await toegang.handle_async_request(request)

        def peer(name: str) -> httpx.AsyncClient:
            issuer = ander.secrets.issuer
            assert issuer is not None
            auth = PeerAuth(development_tokens(issuer, "koppelvlak"))
            return httpx.AsyncClient(
                transport=httpx.MockTransport(naar_toegang), base_url=f"http://{name}.test", auth=auth
            )

        room = open_een(KOPPELVLAK, Settings(database_url=migrated_url, **beide), peer, tijd)
        voor = Toegang(ander, httpx.AsyncClient(transport=toegang, base_url="http://test"), toewijzing)
        voor.headers = voor.token()
        return Kamers(room, voor, tijd, weg)

    yield openen
    for room in rooms:
        await room.close()


def _client(name: str, transport: httpx.AsyncBaseTransport) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=transport, base_url=f"http://{name}.test")
