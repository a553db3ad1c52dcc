"""The four services as in production, two of every process, behind a gateway, with a platform that starts what died."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composable, Identifier
from sqlalchemy.engine import make_url
from tests.chassis.net import Proxy
from tests.keten.processen import gateway, omgeving
from tests.keten.uitgever import draaiende_uitgever
from tests.services import POSTGRES, RABBITMQ
from tests.storing.beller import Aangenomen, beller
from tests.storing.proces import Proces, doe_opdracht
from tests.storing.zaken import Zaken, open_zaken

from chassis.bus_rabbit import Topology
from chassis.parts import wait_for_any
from chassis.service import Room
from chassis.settings import Settings
from clientroute.bench.diensten import clean_broker, drop_database
from clientroute.demo import Speler
from clientroute.herstel import Verloren
from clientroute.services import NAMEN, open_service, topology
from inkoop import laad

MODEL = "almere-2023"
ROLLEN = ("api", "api", "worker", "worker")
"""Of every service."""
BROKER = "broker"
TEGELIJK = 12
"""Citizens under way at once."""
KIJK_SECONDS = 0.2
"""How often the platform looks which process is not there."""
DEADLINE_SECONDS = 300.0
"""How long anything may take to come right once nothing is broken any more; then what is left is stuck."""
WACHTTIJD_MINUTEN = 4
"""How long a declaration waits for an assignment: longer than anything here keeps one away."""


@dataclass
class Keten:
    """All that runs, and a hand on everything that can break."""

    settings: Settings
    proxy: Proxy
    processen: tuple[Proces, ...]
    toeval: Random
    aangenomen: Aangenomen = field(default_factory=Aangenomen)
    sloten: Mapping[str, asyncio.Lock] = field(
        default_factory=lambda: {each: asyncio.Lock() for each in (*NAMEN, BROKER)}
    )
    """Who breaks the database of a service, or the broker, has its lock."""
    stil: set[Proces] = field(default_factory=set)
    """What nobody starts: somebody works on its database."""
    genoemd: list[Verloren] = field(default_factory=list)
    """What `clientroute herstel` named as lost, with who has to act."""
    hersteld: list[float] = field(default_factory=list)
    """When a backup was put back, on the clock of the loop."""

    def url(self, dienst: str) -> str:
        """The database of a service."""
        return str(self.settings.database_url).replace("{service}", dienst)

    @property
    def topology(self) -> Topology:
        """The names on the broker."""
        return topology(self.settings)

    @asynccontextmanager
    async def rooms(self) -> AsyncIterator[dict[str, Room]]:
        """All services, as a command opens them."""
        rooms = {dienst: open_service(self.settings, dienst) for dienst in NAMEN}
        try:
            yield rooms
        finally:
            for room in rooms.values():
                await room.close()

    def van(self, dienst: str, rol: str) -> list[Proces]:
        """The processes of a service in one role."""
        return [each for each in self.processen if (each.dienst, each.rol) == (dienst, rol)]

    def lees(self, dienst: str, query: str) -> list[tuple[object, ...]]:
        """What stands in the database of a service."""
        with psycopg.connect(self.url(dienst)) as connection:
            return connection.execute(query.encode()).fetchall()


def kopie_van(url: str) -> str:
    """The backup of a database, beside it."""
    return f"{url}_kopie"


def doe(opdracht: str, *urls: str) -> None:
    """Something with these databases that none of them can be asked itself."""
    namen = [Identifier(str(make_url(url).database)) for url in urls]
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        composed: Composable = SQL(opdracht).format(*namen)  # type: ignore[arg-type]  # texts of this folder
        connection.execute(composed)


async def tot(klaar: Callable[[], Awaitable[bool]], wat: str) -> None:
    """Ask until it is so. Raises TimeoutError, which says what never came."""
    loop = asyncio.get_running_loop()
    einde = loop.time() + DEADLINE_SECONDS
    while not await klaar():
        if loop.time() > einde:
            raise TimeoutError(wat)
        await wait_for_any(KIJK_SECONDS, asyncio.Event())


async def platform(keten: Keten, stop: asyncio.Event) -> None:
    """Start what is not there, until `stop`."""
    while not stop.is_set():
        for each in keten.processen:
            if not each.leeft and each not in keten.stil:
                each.start()
        await wait_for_any(KIJK_SECONDS, stop)


def _settings(folder: Path, uitgever: str, url: str) -> dict[str, str]:
    """What all processes have in common, as in production; the broker is added."""
    database = make_url(POSTGRES).set(database=f"clientroute_test_{uuid4().hex}_{{service}}")
    return {
        "env": "production",
        "database_url": database.render_as_string(hide_password=False).replace("%7B", "{").replace("%7D", "}"),
        "database_connections": "4",
        "service_url": url,
        "assignment_wait_minutes": str(WACHTTIJD_MINUTEN),
        # All of the load comes from one address, as fast as it is answered.
        "caller_requests": "0",
        "address_requests": "0",
        "oin": "00000001234567890000",
        "keys_file": str(folder / "sleutels" / "{service}.json"),
        "oidc_issuer": uitgever,
        "oidc_client_id": "clientroute",
        "oidc_client_secret": "a secret of the test",
        "broker_prefix": f"test-{uuid4().hex}",
    }


@asynccontextmanager
async def draaiend(folder: Path, seed: int) -> AsyncIterator[tuple[Keten, Zaken]]:
    """Sixteen processes at work on databases and names of their own, and citizens who come to them."""
    async with AsyncExitStack() as stack:
        uitgever = stack.enter_context(draaiende_uitgever())
        poorten: dict[str, tuple[int, ...]] = {}
        url = stack.enter_context(gateway(poorten))
        proxy = Proxy(RABBITMQ)
        await proxy.open()
        stack.push_async_callback(proxy.shut)
        gegeven = {**_settings(folder, uitgever.url, url), "broker_url": proxy.url}
        van_ons = {f"CLIENTROUTE_{naam.upper()}": waarde for naam, waarde in gegeven.items()}
        om = omgeving(van_ons, gegeven["database_url"], url)
        keten = Keten(
            Settings.model_validate(gegeven),
            proxy,
            tuple(Proces(rol, dienst, om, folder) for dienst in NAMEN for rol in ROLLEN),
            Random(seed),
        )
        poorten |= {dienst: tuple(each.port for each in keten.van(dienst, "api")) for dienst in NAMEN}
        stack.push_async_callback(clean_broker, keten.settings.broker_prefix, NAMEN)
        for dienst in NAMEN:
            doe("CREATE DATABASE {}", keten.url(dienst))
            for url_ in (keten.url(dienst), kopie_van(keten.url(dienst))):
                stack.callback(drop_database, url_)
        for argumenten in (["sleutels", "nieuw"], ["migrate"]):
            await asyncio.to_thread(doe_opdracht, argumenten, om, folder / "opdrachten.log")
        async with _op_een_platform(keten):
            zaken = await open_zaken(Speler(laad(MODEL), beller(url, uitgever.issue, keten.aangenomen)), seed)
            stack.push_async_callback(zaken.spel.sluit)
            yield keten, zaken


@asynccontextmanager
async def _op_een_platform(keten: Keten) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(platform(keten, stop))
    try:
        yield
    finally:
        stop.set()
        await task
        for each in keten.processen:
            each.dood()
