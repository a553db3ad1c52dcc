"""Helpers for tests on the chassis: a room of the proefdienst, callers with tokens, and a client without a network."""

import asyncio
import base64
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import FromClause, func, select

from chassis.away import KINDS, is_away
from chassis.keys import derive
from chassis.parts import wait_for_any
from chassis.service import Room, Service, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api

TEST_BSN = "999900006"
BSN_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
PRODUCTION = {
    "env": "production",
    "database_url": "postgresql://db/{service}",
    "broker_url": "amqp://rabbit/",
    "service_url": "https://{service}.example",
    "oin": "00000001234567890000",
    "keys_file": "/run/secrets/sleutels.json",
    "oidc_issuer": "https://login.example",
    "oidc_client_id": "clientroute",
    "oidc_client_secret": "geheim",
}
"""Settings of a service in production."""


def sealed_before(plain: bytes) -> bytes:
    """As the one key of before 0802 sealed: without its name, for any place."""
    cipher = AESGCM(derive(base64.b64decode(BSN_KEY), "clientroute seal v1"))
    return bytes(12) + cipher.encrypt(bytes(12), plain, None)


def settings_in(folder: Path, **values: object) -> Settings:
    """Development settings with their data in `folder`, whatever the machine has in its environment."""
    return Settings.model_validate({"data_dir": folder, **values})


def no_peer(name: str) -> httpx.AsyncClient:
    """For services that call nobody."""
    raise AssertionError(f"nobody calls {name}")


@asynccontextmanager
async def running(service: Service, settings: Settings, *, answers: bool = False) -> AsyncIterator[Room]:
    """A room of `service` with a migrated database."""
    room = open_room(service, settings, load_secrets(settings), no_peer, answers=answers)
    try:
        await room.migrate()
        yield room
    finally:
        await room.close()


def bearer(room: Room, caller: Caller, seconds: int = 600) -> dict[str, str]:
    """The header with a development token of `caller`."""
    assert room.secrets.issuer is not None
    return {"Authorization": f"Bearer {room.secrets.issuer.issue(caller, seconds=seconds)}"}


def client_of(room: Room, **headers: str) -> httpx.AsyncClient:
    """Calls the API of the room; an exception that would reach the server fails the test."""
    transport = httpx.ASGITransport(create_api(room))
    return httpx.AsyncClient(transport=transport, base_url="http://proef", headers=headers)


async def count(room: Room, table: FromClause) -> int:
    """Rows in a table of the room."""
    async with room.work(writes=False) as work:
        return int((await work.session.execute(select(func.count()).select_from(table))).scalar_one())


async def until(condition: Callable[[], Awaitable[bool]], seconds: float = 60) -> None:
    """Return as soon as `condition` holds; a test that waits in vain fails with TimeoutError.

    A look for which something was away, such as a connection that the server just ended, is taken again.
    """
    never = asyncio.Event()
    async with asyncio.timeout(seconds):
        while not await _holds(condition):
            await wait_for_any(0.02, never)


async def _holds(condition: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await condition()
    except KINDS as error:
        if not is_away(error):
            raise
        return False


ENGLISH = re.compile(r"\b(should|must|value|valid|field|required|input|error|or|not|found|invalid|method)\b", re.I)


def problem_of(response: httpx.Response, status: int) -> dict[str, object]:
    """The problem document, checked on what holds for all of them."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = response.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(document)
    assert document["status"] == status
    assert document["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
    assert not ENGLISH.search(f"{document['title']} {document['detail']}")
    assert "Traceback" not in response.text
    return document


def reasons(document: dict[str, object]) -> dict[str, str]:
    params = document["invalidParams"]
    assert isinstance(params, list)
    return {each["name"]: each["reason"] for each in params}
