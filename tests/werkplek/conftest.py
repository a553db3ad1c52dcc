"""The pages in production form: over TLS, behind an issuer that is a process of its own, with services that are told
what to answer."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.async_api import Page
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed
from tests.browser import page
from tests.deploy.servers import own_certificate
from tests.keten.processen import free_port
from tests.werkplek.uitgever import CLIENT, GEHEIM

from chassis.clock import system_clock
from chassis.service import Room, Secrets, load_secrets, open_room
from chassis.settings import Settings
from chassis.web import create_api
from clientroute.serve import bind
from monitoring.app import SERVICE
from werkplek import deur, sessies

__all__ = ["page"]

RUN = {
    "id": "019a0000-0000-7000-8000-000000000001", "budgethouder": "0034", "stand": "gecontroleerd", "dag": "2026-11-02",
    "iban": "NL91ABNA0417164300", "aantal": 3, "bedrag": 123456, "overgeslagen": [], "hash": None,
    "stappen": [{"stand": "voorgesteld", "door": "joris", "op": "2026-11-01T09:00:00Z"}],
}  # fmt: skip


@dataclass
class Gevraagd:
    """A request that came to a service, with what makes it one that is done once."""

    dienst: str
    methode: str
    pad: str
    sleutel: str | None
    van: str | None
    inhoud: bytes


@dataclass
class Diensten:
    """The other services: what they were asked, and what they answer by method and path."""

    antwoorden: dict[tuple[str, str], Callable[[], httpx.Response]] = field(default_factory=dict)
    gevraagd: list[Gevraagd] = field(default_factory=list)

    def client(self, dienst: str) -> httpx.AsyncClient:
        async def answer(request: httpx.Request) -> httpx.Response:
            koppen = request.headers
            wat = (request.method, request.url.path)
            self.gevraagd.append(
                Gevraagd(dienst, *wat, koppen.get("idempotency-key"), koppen.get("authorization"), request.content)
            )
            if wat in self.antwoorden:
                return self.antwoorden[wat]()
            return httpx.Response(200, json={"items": [], "volgende": None})

        return httpx.AsyncClient(transport=httpx.MockTransport(answer), base_url=f"http://{dienst}.test")


class Issuer:
    """The issuer as a process."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen([sys.executable, "-m", "tests.werkplek.uitgever", str(self.port)])
        for attempt in Retrying(
            retry=retry_if_exception_type(httpx.HTTPError), wait=wait_fixed(0.05), stop=stop_after_delay(60)
        ):
            with attempt:
                httpx.get(f"{self.url}/keys").raise_for_status()

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def zeg(self, **wat: object) -> int:
        """Tell it what holds from now on; how many people signed out there."""
        return int(httpx.post(f"{self.url}/zeg", json=wat).raise_for_status().json()["afgemeld"])


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    running = Issuer()
    running.start()
    yield running
    running.kill()


@dataclass
class Werkplek:
    """The pages under test."""

    url: str
    room: Room
    diensten: Diensten
    issuer: Issuer
    nu: list[timedelta]

    def later(self, *, minuten: float) -> None:
        """Let time pass for sessions."""
        self.nu[0] += timedelta(minutes=minuten)


@pytest.fixture
async def werkplek(
    issuer: Issuer, new_postgres: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Werkplek]:
    verschoven = [timedelta(0)]

    def nu() -> datetime:
        return system_clock() + verschoven[0]

    monkeypatch.setattr(sessies, "NU", nu)
    monkeypatch.setattr(deur, "NU", nu)
    settings = Settings(
        env="production",
        data_dir=tmp_path,
        database_url=new_postgres(),
        broker_url="amqp://broker.test",
        service_url="https://{service}.test",
        oin="00000001234567890000",
        keys_file=str(tmp_path / "{service}.json"),
        oidc_issuer=issuer.url,
        oidc_client_id=CLIENT,
        oidc_client_secret=GEHEIM,
        caller_requests=0,
        address_requests=0,
    )
    begonnen = load_secrets(Settings(data_dir=tmp_path))
    diensten = Diensten()
    room = open_room(SERVICE, settings, Secrets(begonnen.keys, None, begonnen.beginning), diensten.client)
    await room.migrate()
    listening, (certificaat, sleutel) = bind("127.0.0.1", 0), own_certificate(tmp_path)
    config = uvicorn.Config(
        create_api(room), log_config=None, lifespan="off", ssl_certfile=certificaat, ssl_keyfile=str(sleutel)
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    url = f"https://127.0.0.1:{listening.getsockname()[1]}"
    yield Werkplek(url, room, diensten, issuer, verschoven)
    server.should_exit = True
    await running
    await room.close()


@pytest.fixture
async def blad(page: Page) -> AsyncIterator[Page]:
    """A page in a browser that knows no certificate of ours, and looks at it all the same."""
    assert page.context.browser is not None
    context = await page.context.browser.new_context(ignore_https_errors=True)
    yield await context.new_page()
    await context.close()
