"""From the commit of a beschikking in toegang to a WMO301 ready for collection, beside a bare round trip.

Toewijzing works in a process of its own and asks toegang over HTTP, as in production.
`python -m clientroute.bench.toewijzing` says how long one takes with nothing else going on, and how many a second go
through for a minute.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

import httpx
import psycopg
from sqlalchemy import event
from sqlalchemy.orm import Session
from starlette.applications import Starlette
from starlette.routing import Mount

from berichtenverkeer.nummers import reeks_van
from chassis.identifiers import new_id
from chassis.log import configure_logging
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from chassis.work import NOTIFY
from chassis.worker import run_worker
from clientroute.bench.diensten import RABBITMQ, clean_broker, create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.gebeurtenissen import Bare, bare
from clientroute.bench.opstelling import loop
from clientroute.bevolking import bevolking
from clientroute.demo.persoon import persoon_body
from clientroute.serve import bind, serving
from clientroute.services import SERVICES, peers_over_network, topology
from gebeurtenissen.toegang import BESCHIKKING_AFGEGEVEN, BeschikkingAfgegeven, BeschiktProduct
from inkoop import laad

BESCHIKKINGEN, CLIENTEN = 50, 200
VEEL, WACHTEND = 600, 100
"""So many decisions, of which so many wait at a time."""
MODEL, ALMERE, AGB = "almere-2023", "0034", "99990001"
EERSTE_DAG = date(2023, 1, 1)
SECONDS = 60
VERZONDEN = f"SELECT coalesce(max(laatste), 0) FROM nummers WHERE reeks = '{reeks_van('WMO301', ALMERE, AGB)}'"


@dataclass
class Opstelling:
    """Toegang with its API and worker, an ear on the database of toewijzing, and clients that toegang knows."""

    toegang: Room
    toewijzing: psycopg.AsyncConnection[tuple[object, ...]]
    clienten: list[str] = field(default_factory=list)
    gegeven: int = 0
    gecommit: float = 0.0
    """When toegang began its last commit of a decision."""

    async def beschik(self) -> None:
        """Commit a decision for one client in toegang; each next round of clients is for the next day."""
        client_id = self.clienten[self.gegeven % len(self.clienten)]
        dag = EERSTE_DAG + timedelta(self.gegeven // len(self.clienten))
        self.gegeven += 1
        async with self.toegang.work() as work:
            await work.tell(BESCHIKKING_AFGEGEVEN, new_id(), _afgegeven(client_id, dag))
            event.listen(work.session.sync_session, "before_commit", self._noteer)

    def _noteer(self, _session: Session) -> None:
        self.gecommit = time.perf_counter()

    async def verzonden(self) -> int:
        """WMO301s that are ready."""
        found = await (await self.toewijzing.execute(VERZONDEN.encode())).fetchone()
        assert found is not None
        return int(str(found[0]))

    async def wacht(self) -> None:
        """Until there is a WMO301 for every decision; each commit of toewijzing is heard, and nothing is polled."""
        while await self.verzonden() < self.gegeven:
            await self.volgende()

    async def een_voor_een(self) -> list[float]:
        """Each decision is followed to its WMO301 before the next is given: seconds of each, from commit to ready."""
        seconden = []
        for _ in range(BESCHIKKINGEN):
            await self.beschik()
            await self.wacht()
            seconden.append(time.perf_counter() - self.gecommit)
        return seconden

    async def vul_aan(self, hoogstens: int = WACHTEND) -> int:
        """Give decisions until enough wait, but not more than `hoogstens`; how many waited before."""
        wachtend = self.gegeven - await self.verzonden()
        for _ in range(min(hoogstens, WACHTEND - wachtend)):
            await self.beschik()
        return wachtend

    async def achter_elkaar(self) -> None:
        """Many decisions, the next of them given while others wait."""
        tot = self.gegeven + VEEL
        while self.gegeven < tot:
            await self.vul_aan(tot - self.gegeven)
            await self.volgende()
        await self.wacht()

    async def volgende(self) -> None:
        """Until toewijzing commits something, or a second."""
        async for _ in self.toewijzing.notifies(timeout=1, stop_after=1):
            pass


def _afgegeven(client_id: str, dag: date) -> BeschikkingAfgegeven:
    product = BeschiktProduct(
        id=new_id(),
        categorie="02",
        code="IB2B",
        volume=10,
        eenheid="04",
        frequentie="6",
        ingangsdatum=dag,
        einddatum=dag,
        aanbieder=AGB,
    )
    return BeschikkingAfgegeven(
        beschikking_id=new_id(),
        melding_id=new_id(),
        client_id=client_id,
        bsn_hash=client_id,
        gemeente=ALMERE,
        meldingsdatum=EERSTE_DAG,
        onderzoek_afgerond_op=EERSTE_DAG,
        besluitdatum=EERSTE_DAG,
        inkoopmodel=MODEL,
        inkoopmodel_versie=EERSTE_DAG,
        producten=(product,),
    )


@asynccontextmanager
async def opstelling() -> AsyncIterator[Opstelling]:
    """Everything started, and stopped at the end."""
    prefix, listening = f"bench-{uuid4().hex}", bind("127.0.0.1", 0)
    service_url = f"http://127.0.0.1:{listening.getsockname()[1]}/{{service}}"
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = Settings(data_dir=folder, broker_url=RABBITMQ, broker_prefix=prefix, service_url=service_url)
        rooms = {name: await stack.enter_async_context(_room(settings, name)) for name in ("toegang", "toewijzing")}
        toegang, toewijzing = rooms["toegang"], rooms["toewijzing"]
        app = Starlette(routes=[Mount(f"/{name}", app=create_api(room)) for name, room in rooms.items()])
        await stack.enter_async_context(serving(app, listening))
        stack.push_async_callback(clean_broker, prefix, tuple(SERVICES))
        stop = asyncio.Event()
        relaying = asyncio.create_task(run_worker(toegang, topology(settings), stop))
        stack.push_async_callback(asyncio.wait, [relaying])
        stack.callback(stop.set)
        worker = _worker(settings, toewijzing)
        stack.callback(worker.wait)
        stack.callback(worker.terminate)
        ear = await psycopg.AsyncConnection.connect(str(toewijzing.settings.database_url), autocommit=True)
        await stack.enter_async_context(ear)
        await ear.execute(f"LISTEN {NOTIFY}".encode())
        made = Opstelling(toegang, ear)
        async with httpx.AsyncClient(timeout=60) as http:
            await _vul(made, http, service_url)
        yield made


@asynccontextmanager
async def _room(settings: Settings, name: str) -> AsyncIterator[Room]:
    url = create_database()
    settings = settings.model_copy(update={"database_url": url})
    secrets = load_secrets(settings)
    room = open_room(SERVICES[name], settings, secrets, peers_over_network(settings, secrets, name))
    await room.migrate()
    yield room
    await room.close()
    drop_database(url)


def _worker(settings: Settings, toewijzing: Room) -> subprocess.Popen[bytes]:
    """The worker of toewijzing, in a process of its own."""
    own = toewijzing.settings
    values = {
        "DATA_DIR": settings.data_dir,
        "DATABASE_URL": own.database_url,
        "BROKER_URL": own.broker_url,
        "BROKER_PREFIX": own.broker_prefix,
        "SERVICE_URL": own.service_url,
    }
    environment = {**os.environ, **{f"CLIENTROUTE_{name}": str(value) for name, value in values.items()}}
    port = bind("127.0.0.1", 0)
    number = port.getsockname()[1]
    port.close()
    command = [sys.executable, "-m", "clientroute", "worker", "toewijzing", "--port", str(number)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def _vul(made: Opstelling, http: httpx.AsyncClient, service_url: str) -> None:
    """A contract, and clients with their data."""
    issuer = made.toegang.secrets.issuer
    assert issuer is not None
    everywhere = frozenset({"*"})
    token = issuer.issue(Caller("bench", frozenset({"toegang", "contracten"}), gemeenten=everywhere))
    headers = {"Authorization": f"Bearer {token}"}
    contract = {"agb": AGB, "naam": "De Brug", "gemeenten": [ALMERE], "geldigVan": "2023-01-01"}
    body: dict[str, object] = {**contract, "producten": [{"code": "IB2B"}]}
    where = service_url.replace("{service}", "toewijzing")
    (await http.post(f"{where}/v1/contracten", json=body, headers=headers)).raise_for_status()
    where = service_url.replace("{service}", "toegang")
    for burger in bevolking(laad(MODEL), CLIENTEN, 1):
        melding = {
            "gemeente": burger.gemeente,
            "persoon": persoon_body(burger),
            "meldingsdatum": "2026-01-05",
            "hulpvraag": "Hulp in huis.",
        }
        answer = await http.post(f"{where}/v1/meldingen", json=melding, headers=headers)
        made.clienten.append(str(answer.raise_for_status().json()["clientId"]))


async def _doorstroom(made: Opstelling) -> tuple[float, int, int]:
    """Give decisions as long as few wait: how many a second were sent, and what waited halfway and at the end."""
    begin, voor, halverwege = time.perf_counter(), await made.verzonden(), 0
    while (voorbij := time.perf_counter() - begin) < SECONDS:
        wachtend = await made.vul_aan()
        if voorbij < SECONDS / 2:
            halverwege = wachtend
        await made.volgende()
    klaar = await made.verzonden()
    return (klaar - voor) / (time.perf_counter() - begin), halverwege, made.gegeven - klaar


@cache
def _ours() -> Opstelling:
    return loop().keep(opstelling())


@cache
def _base(events: int = 1) -> Bare:
    return loop().keep(bare(events))


def ours() -> float:
    """Our way."""
    return sum(loop().run(_ours().een_voor_een))


def base() -> None:
    """The bare way, one at a time too."""

    kaal = _base()

    async def een_voor_een() -> None:
        for _ in range(BESCHIKKINGEN):
            await kaal.publish_and_consume()

    loop().run(een_voor_een)


FIGURES = [
    Figure(
        name="beschikking_naar_301",
        ours=ours,
        base=base,
        unit="s",
        about=f"{BESCHIKKINGEN} decisions one by one, each from its commit in toegang to its WMO301.",
    ),
    Figure(
        name="beschikkingen_achter_elkaar",
        ours=lambda: loop().run(_ours().achter_elkaar),
        base=lambda: loop().run(_base(VEEL).publish_and_consume),
        unit="s",
        about=f"{VEEL} decisions to their WMO301s, {WACHTEND} waiting at a time.",
        rounds=3,
    ),
]

if __name__ == "__main__":
    configure_logging(file=Path("var/bench.log"))
    standing = _ours()
    loop().run(standing.een_voor_een)  # what is made once is there now
    p95 = quantiles(loop().run(standing.een_voor_een), n=20)[-1]
    sys.stdout.write(f"{p95 * 1000:.0f} ms from a decision to its WMO301 (p95), with nothing else going on\n")
    snelheid, halverwege, na = loop().run(lambda: _doorstroom(standing))
    sys.stdout.write(f"{snelheid:.0f} beschikkingen per second; {halverwege} waited halfway, {na} at the end\n")
