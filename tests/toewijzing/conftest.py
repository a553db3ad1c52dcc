"""A running toewijzing on a real database with real migrations, with a stand-in for toegang."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from tests.services import database_url, migrated, new_postgres
from tests.toegang.conftest import log_text
from tests.toewijzing.verhaal import (
    ALMERE,
    ANDER_BSN,
    BSN,
    DE_BRUG,
    NU,
    Json,
    Toegang,
    afgegeven,
    contract,
    persoon,
    product,
)

import wetten
from chassis import consumer, tables
from chassis.bus_embedded import EmbeddedBus
from chassis.consumer import Consumer, read_message
from chassis.events import Event, encode
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from gebeurtenissen.toegang import BeschiktProduct
from inkoop import model_van
from toewijzing.app import SERVICE

__all__ = ["database_url", "log_text", "new_postgres"]

XML = {"Content-Type": "application/xml"}
CLIENT, ANDERE_CLIENT = "client-a", "client-b"
BSN_VAN = {CLIENT: BSN, ANDERE_CLIENT: ANDER_BSN}


@dataclass
class Toewijzing:
    """The service under test."""

    room: Room
    client: httpx.AsyncClient
    toegang: Toegang

    def token(self, scope: str, agb: str | None = None, gemeenten: tuple[str, ...] = ()) -> dict[str, str]:
        """Headers of somebody with these scopes, one provider or these municipalities."""
        issuer = self.room.secrets.issuer
        assert issuer is not None
        caller = Caller("tester", frozenset(scope.split()), agb=agb, gemeenten=frozenset(gemeenten))
        return {"Authorization": f"Bearer {issuer.issue(caller)}"}

    @property
    def gemeente(self) -> dict[str, str]:
        """Headers of somebody who may do all that a region does."""
        return self.token("toewijzing contracten berichten:lezen personen:lezen", gemeenten=("*",))

    def aanbieder(self, agb: str = DE_BRUG) -> dict[str, str]:
        """Headers of the software of a provider."""
        return self.token("berichten", agb=agb)

    async def leg_vast(self, body: Json | None = None) -> Json:
        """Record a contract that is accepted, with an integrity test of today where its region asks one (M108)."""
        made = gelukt(await self.client.post("/v1/contracten", json=body or contract(), headers=self.gemeente), 201)
        gemeenten, geldig_van = made["gemeenten"], date.fromisoformat(str(made["geldigVan"]))
        assert isinstance(gemeenten, list)
        model = model_van(gemeenten, geldig_van)
        if model is not None and model.levering.integriteitstoets_maanden is not None:
            await self.leg_toets_vast(str(made["agb"]), self.room.clock().date().isoformat())
        return made

    async def leg_toets_vast(self, agb: str, op: str) -> Json:
        """Record when a provider passed its integrity test."""
        pad = f"/v1/aanbieders/{agb}"
        bekend = await self.client.get(pad, headers=self.gemeente)
        body = {"naam": gelukt(bekend)["naam"], "integriteitGetoetstOp": op}
        headers = self.gemeente | {"If-Match": bekend.headers["ETag"]}
        return gelukt(await self.client.put(pad, json=body, headers=headers))

    async def hoor(self, *events: Event) -> None:
        """Let events come in, in one delivery, and whatever follows from them in this service."""
        await self.hoor_bytes(*[encode(each) for each in events])

    async def hoor_bytes(self, *bodies: bytes) -> None:
        """The same for raw bodies."""
        await Consumer(self.room).deliver([read_message(body) for body in bodies])
        await self.settle()

    async def verbruikt(self, toewijzing_id: str) -> object:
        """How much of an assignment is used, in percents of an even use."""
        answer = await self.client.get(f"/v1/toewijzingen/{toewijzing_id}", headers=self.gemeente)
        return gelukt(answer)["verbruiktProcent"]

    async def settle(self) -> None:
        """Let the service hear what it told itself."""
        await EmbeddedBus([self.room]).settle()

    def beschikt(
        self,
        *producten: BeschiktProduct,
        client_id: str = CLIENT,
        gemeente: str = ALMERE,
        event_id: str | None = None,
    ) -> Event:
        """The event of a beschikking for a client."""
        bsn_hash = self.room.vault.bsn_hash(BSN_VAN[client_id])
        return afgegeven(
            *(producten or (product(),)),
            client_id=client_id,
            bsn_hash=bsn_hash,
            gemeente=gemeente,
            event_id=event_id,
        )

    async def toewijzingen(self, query: str = "", headers: dict[str, str] | None = None) -> list[Json]:
        """Assignments as a caller sees them; without headers, the whole region."""
        answer = await self.client.get(f"/v1/toewijzingen{query}", headers=headers or self.gemeente)
        items = gelukt(answer)["items"]
        assert isinstance(items, list)
        return items

    async def kies(self, toewijzing_id: object, agb: str = DE_BRUG) -> httpx.Response:
        """Choose a provider."""
        pad = f"/v1/toewijzingen/{toewijzing_id}/aanbieder"
        return await self.client.post(pad, json={"agb": agb}, headers=self.gemeente)

    async def plaatsen(self, toewijzing_id: object) -> list[Json]:
        """The providers that can be chosen, from best to least."""
        answer = await self.client.get(f"/v1/toewijzingen/{toewijzing_id}/keuze", headers=self.gemeente)
        mogelijk = gelukt(answer)["mogelijk"]
        assert isinstance(mogelijk, list)
        return mogelijk

    async def keuze(self, toewijzing_id: object) -> list[str]:
        """The AGB codes from which can be chosen."""
        return [str(each["agb"]) for each in await self.plaatsen(toewijzing_id)]

    async def niet_mogelijk(self, toewijzing_id: object) -> dict[str, str]:
        """By AGB code, why providers with a contract cannot be chosen."""
        answer = await self.client.get(f"/v1/toewijzingen/{toewijzing_id}/keuze", headers=self.gemeente)
        found = gelukt(answer)["nietMogelijk"]
        assert isinstance(found, list)
        return {each["agb"]: each["reden"] for each in found}

    async def post(self, soort: str, agb: str = DE_BRUG) -> list[tuple[Json, bytes]]:
        """The messages of a kind that a provider finds in the post: what they are, and their XML."""
        headers = self.aanbieder(agb)
        page = gelukt(await self.client.get(f"/v1/berichten?soort={soort}", headers=headers))["items"]
        assert isinstance(page, list)
        return [
            (each, (await self.client.get(f"/v1/berichten/{each['id']}/inhoud", headers=headers)).content)
            for each in page
        ]

    async def lever_aan(self, bericht: wetten.Bericht, agb: str = DE_BRUG) -> tuple[str, bytes]:
        """Send a message that is taken in, and wait for its answer: the address of the message, the answer's XML."""
        headers = self.aanbieder(agb)
        taken = await self.client.post("/v1/berichten", content=wetten.schrijf(bericht), headers=headers | XML)
        assert taken.status_code == 202, taken.text
        await self.settle()
        where = taken.headers["Location"]
        answer = await self.client.get(f"{where}/antwoord", headers=headers)
        assert answer.status_code == 200, answer.text
        return where, answer.content

    async def events(self, kind: str = "") -> list[Json]:
        """What stands in the outbox, published or not, in order; `kind` as in `toewijzingen.toegewezen`."""
        async with self.room.work(writes=False) as work:
            query = select(tables.outbox.c.body).order_by(tables.outbox.c.position)
            found = [json.loads(body) for body in (await work.session.execute(query)).scalars()]
        return [each for each in found if not kind or each["type"] == f"nl.wmo.{kind}.v1"]

    async def rows(self) -> dict[str, list[Json]]:
        """Every row of every table of the service."""
        await self.room.written()
        async with self.room.work(writes=False) as work:
            return {
                table.name: [dict(row._mapping) for row in await work.session.execute(select(table))]
                for table in SERVICE.metadata.sorted_tables
            }


def gelukt(answer: httpx.Response, status: int = 200) -> Json:
    """The body of an answer that must have this status."""
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


@asynccontextmanager
async def draaiend(url: str, folder: Path) -> AsyncIterator[Toewijzing]:
    """A toewijzing on this database, with the keys in this folder; it is 3 June 2024."""
    settings = Settings(data_dir=folder, database_url=url)
    toegang = Toegang({client_id: persoon(bsn) for client_id, bsn in BSN_VAN.items()})

    def peer(name: str) -> httpx.AsyncClient:
        """Only toegang is ever asked anything here."""
        if name != "toegang":
            return httpx.AsyncClient()
        return httpx.AsyncClient(transport=httpx.MockTransport(toegang), base_url="http://toegang.test")

    room = open_room(SERVICE, settings, load_secrets(settings), peer, lambda: NU)
    transport = httpx.ASGITransport(app=create_api(room))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield Toewijzing(room, client, toegang)
    await room.close()


@pytest.fixture
async def toewijzing(migrated_url: str, tmp_path: Path) -> AsyncIterator[Toewijzing]:
    """An empty toewijzing, once on SQLite and once on PostgreSQL; it is 3 June 2024."""
    async with draaiend(migrated_url, tmp_path) as dienst:
        yield dienst


@pytest.fixture
async def tweeling(migrated_url: str, tmp_path: Path) -> AsyncIterator[tuple[Toewijzing, Toewijzing]]:
    """Two services that know nothing of each other, at the same moment."""
    with migrated("toewijzing").beside(migrated_url, tmp_path) as ander_url:
        async with draaiend(migrated_url, tmp_path) as een, draaiend(ander_url, tmp_path) as ander:
            yield een, ander


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The retries of an event come without waiting."""
    monkeypatch.setattr(consumer, "RETRY_SECONDS", (0.0, 0.0, 0.0))
    monkeypatch.setattr(consumer, "AWAY_SECONDS", 0.01)
