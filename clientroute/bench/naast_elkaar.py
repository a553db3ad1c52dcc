"""Two workers side by side beside one, on one database: what a message costs of a processor must not rise."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx
import psycopg

from chassis.bus_rabbit import BATCH
from chassis.consumer import Consumer, Message, read_message
from chassis.relay import Outgoing, relay_once
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import DevelopmentIssuer
from chassis.web import create_api
from clientroute.bench.declaratie import KOLOMMEN, NU, TARIEF, WMO, kleine_323, toewijzingen
from clientroute.bench.diensten import create_database, drop_database
from clientroute.bench.figure import Figure
from clientroute.bench.opstelling import loop, van_aanbieder
from declaratie.app import SERVICE

WERKERS = 2
AANBIEDERS = WERKERS * BATCH
"""Each sends one message, so that each worker gets a delivery of nobody the other is at."""
EERSTE_AGB = 10_000_000
CONTRACTEN = f"""
UPDATE toewijzingen SET agb = ({EERSTE_AGB} + ltrim(client_id, 'c')::int)::text;
INSERT INTO contracten SELECT agb, 1, agb, '["{WMO.gemeente}"]', date '2023-01-01', NULL FROM toewijzingen GROUP BY agb;
INSERT INTO contract_tarieven (contract_id, code, vanaf, categorie, eenheid, bedrag)
  SELECT DISTINCT agb, code, date '2023-01-01', categorie, eenheid, {TARIEF} FROM toewijzingen
"""


@dataclass
class _Dienst:
    """Declaratie with its workers, and the messages that they are to judge."""

    client: httpx.AsyncClient
    issuer: DevelopmentIssuer
    werkers: Sequence[Room]
    maand: int = 0
    klaar: list[Message] = field(default_factory=list)

    async def lever_aan(self) -> None:
        """Every provider sends a message of the next month; what was told before nobody hears."""
        await self._leeg()
        self.maand += 1
        for plek in range(AANBIEDERS):
            agb = str(EERSTE_AGB + plek)
            headers = van_aanbieder(self.issuer, agb)
            answer = await self.client.post("/v1/berichten", content=kleine_323(agb, self.maand, plek), headers=headers)
            assert answer.status_code == 202, answer.text
        self.klaar = await self._leeg()

    async def _leeg(self) -> list[Message]:
        """All that waits in the outbox."""
        found: list[Message] = []

        async def neem(batch: Sequence[Outgoing]) -> None:
            found.extend(read_message(each.body) for each in batch)

        while await relay_once(self.werkers[0], neem):
            pass
        return found

    async def beoordeel(self, aantal: int) -> float:
        """Let so many workers judge them at once: processor seconds."""
        begin = time.process_time()
        gedaan = await asyncio.gather(*(self._werk(each, aantal) for each in range(aantal)))
        assert sum(gedaan) == AANBIEDERS
        return time.process_time() - begin

    async def _werk(self, welke: int, aantal: int) -> int:
        """How many of its share one worker did, waiting for nobody."""
        gedaan = 0
        for begin in range(welke * BATCH, AANBIEDERS, aantal * BATCH):
            delen = self.klaar[begin : begin + BATCH]
            gedaan += sum(await Consumer(self.werkers[welke]).deliver(delen, wait=False))
        return gedaan


@asynccontextmanager
async def _dienst() -> AsyncIterator[_Dienst]:
    url = create_database()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder), database_url=url)
        secrets = load_secrets(settings)
        assert secrets.issuer is not None
        async with AsyncExitStack() as stack:
            rooms = []
            for _ in range(WERKERS):
                rooms.append(open_room(SERVICE, settings, secrets, lambda _: httpx.AsyncClient(), lambda: NU))
                stack.push_async_callback(rooms[-1].close)
            await rooms[0].migrate()
            _vul(rooms[0], url)
            transport = httpx.ASGITransport(app=create_api(rooms[0]))
            client = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://bench"))
            yield _Dienst(client, secrets.issuer, rooms)
    drop_database(url)


def _vul(room: Room, url: str) -> None:
    """Ten assignments of one client for each provider, with a contract."""
    with psycopg.connect(url, autocommit=True) as database, database.cursor() as cursor:
        with cursor.copy(f"COPY toewijzingen ({KOLOMMEN}) FROM STDIN") as copy:
            for row in toewijzingen(WMO, room, AANBIEDERS):
                copy.write_row(row)
        for statement in CONTRACTEN.split(";\n"):
            cursor.execute(statement.encode())
        cursor.execute("VACUUM ANALYZE")


@cache
def _ours() -> _Dienst:
    return loop().keep(_dienst())


FIGURES = [
    Figure(
        name="oordelen_naast_elkaar",
        ours=lambda: loop().run(lambda: _ours().beoordeel(WERKERS)),
        base=lambda: loop().run(lambda: _ours().beoordeel(1)),
        unit="s",
        about=f"Processor seconds of two workers side by side for {AANBIEDERS} 323's of 10 lines of as many providers "
        "in one municipality, in deliveries of 100; base: of one worker.",
        prepare=lambda: loop().run(_ours().lever_aan),
    )
]
