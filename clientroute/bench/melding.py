"""The API of toegang beside a bare FastAPI endpoint that inserts one row, both on SQLite in the same form."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from functools import cache
from pathlib import Path

import httpx
from fastapi import FastAPI
from pydantic import BaseModel

from chassis.service import load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop
from clientroute.bevolking import bevolking
from clientroute.demo.persoon import persoon_body
from clientroute.services import SERVICES, peers_over_network
from inkoop import laad

REQUESTS = 200
CITIZENS = 3_000
"""More than all rounds ask for."""


@cache
def bodies() -> Iterator[dict[str, object]]:
    """Meldingen, each of another invented citizen: one citizen has one case in progress."""
    return iter(
        [
            {
                "gemeente": burger.gemeente,
                "persoon": persoon_body(burger),
                "meldingsdatum": date(2026, 1, 5).isoformat(),
                "hulpvraag": "Ik heb hulp nodig in huis.",
            }
            for burger in bevolking(laad("almere-2023"), CITIZENS, 1)
        ]
    )


def _client(app: FastAPI, headers: dict[str, str]) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bench", headers=headers)


async def _post_many(client: httpx.AsyncClient) -> None:
    for _ in range(REQUESTS):
        (await client.post("/v1/meldingen", json=next(bodies()))).raise_for_status()


@asynccontextmanager
async def _toegang() -> AsyncIterator[httpx.AsyncClient]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        secrets = load_secrets(settings)
        room = open_room(SERVICES["toegang"], settings, secrets, peers_over_network(settings, secrets, "toegang"))
        await room.migrate()
        assert secrets.issuer is not None
        token = secrets.issuer.issue(Caller("bench", frozenset({"toegang"}), gemeenten=frozenset({"*"})))
        async with _client(create_api(room), {"Authorization": f"Bearer {token}"}) as client:
            yield client
        await room.close()


class _Melding(BaseModel):
    gemeente: str
    persoon: dict[str, object]
    meldingsdatum: date
    hulpvraag: str


@asynccontextmanager
async def _bare() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "bench.db")
        database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE meldingen (hulpvraag TEXT)"
        )

        @app.post("/v1/meldingen", status_code=201)
        async def post(melding: _Melding) -> dict[str, str]:
            with database:
                database.execute("INSERT INTO meldingen VALUES (?)", (melding.hulpvraag,))
            return {"status": "ok"}

        async with _client(app, {}) as client:
            yield client
        database.close()


@cache
def _ours() -> httpx.AsyncClient:
    return loop().keep(_toegang())


@cache
def _base() -> httpx.AsyncClient:
    return loop().keep(_bare())


def _prepare() -> None:
    bodies()


def _measure(client: httpx.AsyncClient) -> None:
    loop().run(lambda: _post_many(client))


FIGURES = [
    Figure(
        name="melding_registreren",
        ours=lambda: _measure(_ours()),
        base=lambda: _measure(_base()),
        unit="s",
        prepare=_prepare,
        about=f"{REQUESTS} meldingen over HTTP, with token, sealed data and event; beside a bare FastAPI insert.",
    )
]
