"""The door for messages beside a bare FastAPI endpoint that reads and inserts the same bytes, both on PostgreSQL."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count, islice
from pathlib import Path

import httpx
from fastapi import FastAPI, HTTPException, Request
from lxml import etree
from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, insert
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from chassis.service import load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import DevelopmentIssuer
from chassis.web import create_api
from clientroute.bench.declaratie import kleine_323
from clientroute.bench.diensten import create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop, van_aanbieder
from clientroute.bench.standaard import schema
from clientroute.services import SERVICES, peers_over_network

REQUESTS = 200
EERSTE_AGB = 10_000_000


@dataclass
class _Deur:
    """An API, and the messages that are to be sent to it with their headers."""

    client: httpx.AsyncClient
    issuer: DevelopmentIssuer | None = None
    """Of the tokens of the senders; None where nobody asks for one."""
    klaar: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    def schrijf(self) -> None:
        """Messages that nobody sent before, each of another provider."""
        self.klaar = [(kleine_323(agb), self._headers(agb)) for agb in islice(_aanbieders(), REQUESTS)]

    def _headers(self, agb: str) -> dict[str, str]:
        return {"Content-Type": "application/xml"} if self.issuer is None else van_aanbieder(self.issuer, agb)

    async def lever_aan(self) -> None:
        """Send them, one at a time."""
        for inhoud, headers in self.klaar:
            answer = await self.client.post("/v1/berichten", content=inhoud, headers=headers)
            assert answer.status_code == 202, answer.text


@cache
def _aanbieders() -> Iterator[str]:
    """AGB codes, each once in all rounds."""
    return (str(nummer) for nummer in count(EERSTE_AGB))


def _client(app: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://bench")


@asynccontextmanager
async def _declaratie() -> AsyncIterator[_Deur]:
    url = create_database()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=url)
        secrets = load_secrets(settings)
        room = open_room(SERVICES["declaratie"], settings, secrets, peers_over_network(settings, secrets, "declaratie"))
        await room.migrate()
        async with _client(create_api(room)) as client:
            yield _Deur(client, secrets.issuer)
        await room.close()
    drop_database(url)


BERICHTEN = Table(
    "berichten", MetaData(), Column("id", Integer, primary_key=True), Column("inhoud", LargeBinary, nullable=False)
)
_INSERT = insert(BERICHTEN).returning(BERICHTEN.c.id)


@asynccontextmanager
async def _kaal() -> AsyncIterator[_Deur]:
    app, url, xsd = FastAPI(), create_database(), schema("WMO323")
    engine = create_async_engine(make_url(url).set(drivername="postgresql+psycopg"))
    async with engine.begin() as connection:
        await connection.run_sync(BERICHTEN.create)

    @app.post("/v1/berichten", status_code=202)
    async def post(request: Request) -> dict[str, int]:
        inhoud = await request.body()
        if not xsd.validate(etree.fromstring(inhoud)):
            raise HTTPException(400)
        async with engine.begin() as connection:
            return {"id": (await connection.execute(_INSERT, {"inhoud": inhoud})).scalar_one()}

    async with _client(app) as client:
        yield _Deur(client)
    await engine.dispose()
    drop_database(url)


@cache
def _ours() -> _Deur:
    return loop().keep(_declaratie())


@cache
def _base() -> _Deur:
    return loop().keep(_kaal())


def _prepare() -> None:
    for deur in (_ours(), _base()):
        deur.schrijf()


FIGURES = [
    Figure(
        name="aanleveren_klein",
        ours=lambda: loop().run(_ours().lever_aan),
        base=lambda: loop().run(_base().lever_aan),
        unit="s",
        about=f"{REQUESTS} 323's of 10 lines to the door, each with a token of its provider, registered with event and "
        "log line; base: bare FastAPI parses, XSD-validates and inserts the same bytes.",
        rounds=9,
        prepare=_prepare,
    )
]
