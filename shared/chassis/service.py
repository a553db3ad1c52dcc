"""What a service consists of, and a running one."""

import asyncio
import base64
import json
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from fastapi import APIRouter, FastAPI
from sqlalchemy import MetaData
from sqlalchemy.engine import URL, make_url

from chassis import migrations
from chassis.clock import Clock, system_clock
from chassis.database import Database, Form
from chassis.descriptions import Words
from chassis.events import Event, EventData, EventType
from chassis.keychain import Keychain, begin
from chassis.keys import Beginning, KeysError, new_secret
from chassis.keysource import KeySource, key_source
from chassis.logboek import Verwerking
from chassis.peers import PeerFactory
from chassis.rates import Rates
from chassis.readers import Readers
from chassis.sealed import Protected
from chassis.settings import Settings
from chassis.subscriptions import Subscription
from chassis.tokens import DevelopmentIssuer, IssuerVerifier, Verifier
from chassis.vault import UnknownKey, Vault
from chassis.waiting import Wait
from chassis.work import Work


@dataclass(frozen=True)
class Tick:
    """What a service does every so many seconds, in a unit of work; several workers may do it at the same time."""

    name: str
    seconds: float
    run: Callable[[Work], Awaitable[None]]


@dataclass(frozen=True)
class Errand:
    """As a tick, for what waits for others: it opens units of work of its own, and none while it waits."""

    name: str
    seconds: float
    run: "Callable[[Room], Awaitable[None]]"


@dataclass(frozen=True)
class Service:
    """The parts of one service, as its app.py lists them."""

    name: str
    title: str
    about: str
    folder: Path
    """The folder of the service: its migrations and openapi.json."""
    metadata: MetaData
    routers: tuple[APIRouter, ...]
    publishes: tuple[EventType[EventData], ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    before_delivery: Callable[[Work, Sequence[Event]], Awaitable[None]] | None = None
    """Runs once before a delivery is handled, with its events: to ask others at once for what they will need."""
    after_delivery: Callable[[Work], Awaitable[None]] | None = None
    """Runs once after the handlers of a whole delivery, in its transaction: for what is cheaper done together."""
    ticks: tuple[Tick | Errand, ...] = ()
    waits: tuple[Wait, ...] = ()
    """What can wait in it for something that has not come, and asks a person."""
    peers: tuple[str, ...] = ()
    """Services whose API this one calls."""
    verwerkingen: Mapping[str, Verwerking] = field(default_factory=dict)
    """Which activity of the register each operation is that handles data of persons, by operation id."""
    matches_bsn: bool = False
    """Whether it finds people by their BSN: only then it has the key for that."""
    protects: tuple[Protected, ...] = ()
    """Its columns that only a key opens or makes, beside those of the chassis."""
    completes: Callable[[Work, str], Awaitable[str | None]] | None = None
    """Fills what older versions did not keep and only a key makes: of some rows after the one with this key, '' first.

    Gives the key of the last one, None when there are no more. Migrations have no keys, so `reseal` does it.
    """
    schemas: Mapping[str, object] = field(default_factory=dict)
    """Schemas that the API contract refers to, beside those of its own bodies."""
    words: Callable[[], Words] = Words
    """Gives what the schemas and properties of the API contract mean; asked when the contract is."""
    pages: tuple[Callable[[FastAPI], None], ...] = ()
    """Pages for people, outside the API contract."""


@dataclass(frozen=True)
class Secrets:
    """Where this process has its keys from, and in development the issuer of tokens."""

    keys: KeySource
    issuer: DevelopmentIssuer | None
    beginning: Beginning | None = None
    """What keys begin with that are not there yet; in production nothing begins by itself."""


def load_secrets(settings: Settings) -> Secrets:
    """The keys from the settings; in development, made once and kept in the data folder."""
    if settings.env == "production":
        return Secrets(key_source(settings), None)
    file = settings.data_dir / "development.json"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        made = {name: base64.b64encode(new_secret()).decode() for name in ("first_key", "token_key")}
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            json.dump(made, handle)
    kept = {name: base64.b64decode(value) for name, value in json.loads(file.read_text()).items()}
    issuer = DevelopmentIssuer(kept["token_key"])
    return Secrets(key_source(settings), issuer, beginning(settings, kept.get("bsn_key"), kept.get("first_key")))


def beginning(settings: Settings, old: bytes | None = None, first: bytes | None = None) -> Beginning:
    """What the first keys begin with: the one key of before when there was one, in the settings or kept."""
    if settings.bsn_key is not None:
        old = base64.b64decode(settings.bsn_key.get_secret_value())
    return Beginning(first or new_secret()) if old is None else Beginning(old, old=True)


@dataclass
class Room:
    """One running service: its database, its keys, its clock, and the way to open a unit of work."""

    service: Service
    settings: Settings
    secrets: Secrets
    peers: Mapping[str, httpx.AsyncClient]
    clock: Clock = system_clock
    answers: bool = False
    """Whether this process only answers requests: its statements then have a limit."""
    database: Database = field(init=False)
    verifier: Verifier = field(init=False)
    keychain: Keychain = field(init=False)
    rates: Rates = field(init=False)
    readers: Readers = field(default_factory=Readers)
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when this process has written an event in the outbox, for a relay that cannot listen to the database."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when this process has to end: nobody waits any longer for what is away."""
    failures: dict[str, str] = field(default_factory=dict)
    """Parts of this process that stopped working, for readiness."""
    confirmed: list[str] = field(default_factory=list)
    """Ids of the events that the bus has and that are not marked as published yet."""
    relay_seen: float = field(default_factory=time.monotonic)
    """When this process last saw that some process relays; its start counts, so that nothing is red at once."""
    unasked: set[str] = field(init=False)
    """Which services did not say yet what they heard of this one last (chassis.restored)."""
    _apart: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        seconds = self.settings.statement_seconds if self.answers else None
        settings = self.settings
        form = Form(seconds, settings.database_connections, settings.prepares, settings.is_pooled)
        self.database = Database(settings.database_for(self.service.name), form)
        self.rates = Rates.of(self.settings)
        self.unasked = set(self.peers)
        issuer = self.secrets.issuer
        self.verifier = issuer.verifier if issuer else IssuerVerifier(self.settings, self.service.name)
        name, keys = self.service.name, self.secrets.keys
        if self.secrets.beginning is not None:
            begin(keys, name, self.secrets.beginning, bsn=self.service.matches_bsn)
        self.keychain = Keychain(keys, name)

    @property
    def vault(self) -> Vault:
        """What seals, opens and hashes, under the keys as they are now."""
        return self.keychain.vault

    @property
    def source(self) -> str:
        """CloudEvents source of this service."""
        return self.source_of(self.service.name)

    def source_of(self, name: str) -> str:
        """CloudEvents source of the service of that name, of the same organisation."""
        return f"urn:nld:oin:{self.settings.oin}:systeem:clientroute-{name}"

    @asynccontextmanager
    async def work(self, *, writes: bool = True) -> AsyncIterator[Work]:
        """One unit of work: commits at the end, and wakes the relay when something was told."""
        async with self.database.transaction(writes=writes) as session:
            work = Work(session, self.clock(), self.vault, self.source, self.peers, self.settings)
            try:
                yield work
            except UnknownKey:
                self.keychain.look_soon()
                raise
            finally:
                if work.asked:
                    await work.stop_asking()
            await work.write_told()
        if work.told:
            self.wake.set()

    async def write_lines(self, lines: Sequence[dict[str, object]]) -> None:
        """Write lines of the log of processings in a unit of work of their own, before the answer leaves.

        On SQLite once it gets its turn: who asks may be in a change, for which the one waits whose turn it is.
        """
        if self.database.is_sqlite:
            writing = asyncio.create_task(self._write_lines(lines))
            self._apart.add(writing)
            writing.add_done_callback(self._apart.discard)
        else:
            await self._write_lines(lines)

    async def _write_lines(self, lines: Sequence[dict[str, object]]) -> None:
        async with self.work() as work:
            work.lines.extend(lines)

    async def written(self) -> None:
        """Wait until all is written that waits for its turn. Raises what goes wrong there."""
        await asyncio.gather(*self._apart)

    @property
    def direct_url(self) -> URL:
        """Where the server of the database itself is: for what needs a session of its own."""
        return make_url(self.settings.direct_database_for(self.service.name))

    async def migrate(self) -> None:
        """Bring the database to the newest version. Raises migrations.DatabaseError when that cannot be."""
        await asyncio.to_thread(migrations.migrate, self.direct_url, self.service.folder / "migrations")

    async def check_database(self) -> str:
        """The revision of the database.

        Raises migrations.DatabaseError unless it is there, at that of this code, and without a pooler that is not told.
        """
        if not self.settings.is_pooled:
            await self.check_direct()
        return await asyncio.to_thread(migrations.check, self.database.url, self.service.folder / "migrations")

    async def check_direct(self) -> None:
        """Raises migrations.DatabaseError when there is a pooler where a session has to be ours."""
        if not self.settings.pools_sessions:
            await asyncio.to_thread(migrations.refuse_pooler, self.direct_url)

    def check_keys(self) -> None:
        """Raises KeysError unless this service has the keys that it needs."""
        has_bsn = self.vault.matches_bsn
        if has_bsn != self.service.matches_bsn:
            told = f"{self.service.name} hoort {'geen' if has_bsn else 'een'} sleutel voor BSN's te hebben"
            raise KeysError(f"{told}. Kijk of CLIENTROUTE_KEYS_FILE het bestand van deze dienst is")

    async def close(self) -> None:
        """Give back connections."""
        await self.written()
        for peer in self.peers.values():
            await peer.aclose()
        await self.readers.close()
        await self.verifier.close()
        await self.database.close()


def open_room(
    service: Service,
    settings: Settings,
    secrets: Secrets,
    peer: PeerFactory,
    clock: Clock = system_clock,
    *,
    answers: bool = False,
) -> Room:
    """A room with a client for each peer of the service; `peer` makes one by name."""
    return Room(service, settings, secrets, {name: peer(name) for name in service.peers}, clock, answers)
