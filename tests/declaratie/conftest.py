"""A running declaratie on a real database with real migrations, with what toewijzing would tell it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict, Unpack

import httpx
import pytest
from tests.declaratie.maker import AGB, ALMERE, BSN, NUMMER, TOTAAL, UUR, UURTARIEF, d
from tests.services import database_url, migrated, new_postgres

import wetten
from chassis.consumer import Consumer, Message, read_message
from chassis.events import Event, EventData, EventType, encode
from chassis.identifiers import new_id
from chassis.relay import Outgoing, relay_once
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from declaratie.app import SERVICE
from gebeurtenissen.declaratie import DECLARATIE_BEANTWOORD, DeclaratieBeantwoord
from gebeurtenissen.toewijzing import (
    CONTRACT_VASTGELEGD,
    TOEWIJZING_TOEGEWEZEN,
    ContractProduct,
    ContractVastgelegd,
    Tarief,
    ToewijzingToegewezen,
)
from istandaard.berichten import Bericht325

__all__ = ["database_url", "new_postgres"]

NU = datetime(2023, 6, 12, 9, 30, tzinfo=UTC)
ANDERE_DIENST = "urn:test:systeem"
XML, JSON = "application/xml", "application/json"


class Anders(TypedDict, total=False):
    """What may be other about an assignment."""

    bsn: str
    agb: str
    gemeente: str
    product: tuple[str | None, str | None]
    omvang: tuple[int, str, str] | None
    budget: int | None
    termijn: tuple[str, str | None]
    reden: str | None
    bsn_hash: str | None


@dataclass
class Declaratie:
    """The service under test."""

    room: Room
    client: httpx.AsyncClient
    told: list[Event] = field(default_factory=list)
    """What went to the bus."""

    # What toewijzing tells

    async def hoor(self, soort: EventType[EventData], subject: str, data: EventData, sequence: int) -> None:
        """Let an event of another service come in."""
        body = data.model_dump(mode="json", by_alias=True)
        await self.herhaal(Event(new_id(), ANDERE_DIENST, soort.name, subject, sequence, NU, body))

    async def herhaal(self, event: Event) -> None:
        """Let an event come in, once more as a bus may do."""
        await Consumer(self.room).deliver([read_message(encode(event))])

    async def wijs_toe(self, nummer: int = NUMMER, *, sequence: int = 1, **anders: Unpack[Anders]) -> None:
        """An assignment, as `toegewezen` makes it."""
        data = self.toegewezen(nummer, **anders)
        await self.hoor(TOEWIJZING_TOEGEWEZEN, data.toewijzing_id, data, sequence)

    def toegewezen(
        self,
        nummer: int = NUMMER,
        *,
        bsn: str = BSN,
        agb: str = AGB,
        gemeente: str = ALMERE,
        product: tuple[str | None, str | None] = ("02", "IB2B"),
        omvang: tuple[int, str, str] | None = (100, UUR, TOTAAL),
        budget: int | None = None,
        termijn: tuple[str, str | None] = ("01-01", "12-31"),
        reden: str | None = None,
        bsn_hash: str | None = None,
    ) -> ToewijzingToegewezen:
        """An assignment, of 100 hours of IB2B over 2023 unless said otherwise; `bsn_hash` as it was told before."""
        volume, eenheid, frequentie = omvang or (None, None, None)
        return ToewijzingToegewezen(
            toewijzing_id=f"{gemeente}-{nummer}",
            toewijzing_nummer=nummer,
            client_id=f"client-{bsn[-4:]}",
            bsn_hash=bsn_hash or self.room.vault.bsn_hash(bsn),
            gemeente=gemeente,
            agb=agb,
            categorie=product[0],
            code=product[1],
            volume=volume,
            eenheid=eenheid,
            frequentie=frequentie,
            budget=budget,
            ingangsdatum=d(termijn[0]),
            einddatum=None if termijn[1] is None else d(termijn[1]),
            reden_wijziging=reden,
            toewijzingsdatum=date(2023, 1, 1),
            besluitdatum=date(2023, 1, 1),
        )

    async def sluit_contract(
        self,
        *,
        agb: str = AGB,
        gemeente: str = ALMERE,
        product: tuple[str, str, str] = ("02", "IB2B", UUR),
        prijzen: Iterable[tuple[str, int]] = (("01-01", UURTARIEF),),
        termijn: tuple[str, str | None] = ("01-01", None),
        sequence: int = 1,
    ) -> None:
        """A contract for one product: hours of IB2B unless said otherwise."""
        categorie, code, eenheid = product
        tarieven = tuple(Tarief(vanaf=d(vanaf), bedrag=bedrag) for vanaf, bedrag in prijzen)
        data = ContractVastgelegd(
            contract_id=f"contract-{agb}-{gemeente}-{code}",
            agb=agb,
            gemeenten=(gemeente,),
            geldig_van=d(termijn[0]),
            geldig_tot=None if termijn[1] is None else d(termijn[1]),
            producten=(ContractProduct(categorie=categorie, code=code, eenheid=eenheid, tarieven=tarieven),),
        )
        await self.hoor(CONTRACT_VASTGELEGD, data.contract_id, data, sequence)

    # What a provider does

    def aanbieder(self, agb: str = AGB) -> dict[str, str]:
        """Headers of a provider."""
        return self._token(Caller(agb, frozenset({"berichten"}), agb=agb))

    def backoffice(self, *gemeenten: str) -> dict[str, str]:
        """Headers of somebody of these municipalities."""
        return self._token(
            Caller(
                "backoffice",
                frozenset({"berichten:lezen", "personen:lezen", "declaratie"}),
                gemeenten=frozenset(gemeenten),
            )
        )

    def beheerder(self, *gemeenten: str) -> dict[str, str]:
        """Headers of an administrator of these municipalities ('*' when none are given)."""
        return self._token(Caller("beheerder", frozenset({"beheer"}), gemeenten=frozenset(gemeenten or {"*"})))

    def _token(self, caller: Caller) -> dict[str, str]:
        issuer = self.room.secrets.issuer
        assert issuer is not None
        return {"Authorization": f"Bearer {issuer.issue(caller)}"}

    async def lever_aan(self, bericht: wetten.Bericht, agb: str = AGB) -> str:
        """Post a message as XML; its id."""
        answer = await self.client.post(
            "/v1/berichten", content=wetten.schrijf(bericht), headers={**self.aanbieder(agb), "Content-Type": XML}
        )
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])

    async def werk(self) -> None:
        """Bring everything in the outbox to the bus and let this service hear it, until nothing is left."""

        while await self.stap():
            pass

    async def stap(self) -> int:
        """Only what is in the outbox now; how many events that was."""

        async def publish(batch: Sequence[Outgoing]) -> None:
            messages = [read_message(each.body) for each in batch]
            self.told += [each.event for each in messages if each.event is not None]
            await Consumer(self.room).deliver(messages)

        return await relay_once(self.room, publish)

    async def onderweg(self) -> list[Message]:
        """What waits in the outbox, taken to be on its way."""
        messages: list[Message] = []

        async def publish(batch: Sequence[Outgoing]) -> None:
            messages.extend(read_message(each.body) for each in batch)

        await relay_once(self.room, publish)
        return messages

    async def antwoord_xml(self, bericht_id: str, agb: str = AGB) -> bytes:
        """The answer on a message as it is sent."""
        answer = await self.client.get(f"/v1/berichten/{bericht_id}/antwoord", headers=self.aanbieder(agb))
        assert answer.status_code == 200, answer.text
        return answer.content

    async def declareer(self, bericht: wetten.Bericht, agb: str = AGB) -> Bericht325:
        """Post a WMO323, let it be judged, and fetch its WMO325."""
        bericht_id = await self.lever_aan(bericht, agb)
        await self.werk()
        antwoord = wetten.lees(await self.antwoord_xml(bericht_id, agb))
        assert isinstance(antwoord, Bericht325)
        return antwoord

    async def get(self, path: str, headers: dict[str, str] | None = None) -> dict[str, object]:
        """The JSON of an address that must be there; as the provider unless said otherwise."""
        answer = await self.client.get(path, headers=headers or self.aanbieder())
        assert answer.status_code == 200, answer.text
        found: dict[str, object] = answer.json()
        return found

    def beantwoord(self) -> list[DeclaratieBeantwoord]:
        """The events about answered declarations that went out."""
        return [
            DeclaratieBeantwoord.model_validate(each.data)
            for each in self.told
            if each.type == DECLARATIE_BEANTWOORD.name
        ]


@asynccontextmanager
async def draaiend(url: str, folder: Path) -> AsyncIterator[Declaratie]:
    """A declaratie on this database, with the keys in this folder."""
    settings = Settings(data_dir=folder, database_url=url)
    room = open_room(SERVICE, settings, load_secrets(settings), lambda _: httpx.AsyncClient(), lambda: NU)
    transport = httpx.ASGITransport(app=create_api(room))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield Declaratie(room, client)
    await room.close()


@pytest.fixture
async def leeg(migrated_url: str, tmp_path: Path) -> AsyncIterator[Declaratie]:
    """A declaratie that has heard nothing yet, once on SQLite and once on PostgreSQL."""
    async with draaiend(migrated_url, tmp_path) as dienst:
        yield dienst


@pytest.fixture
async def declaratie(leeg: Declaratie) -> Declaratie:
    """A declaratie that knows one contract and one assignment: 100 hours of IB2B over 2023, at 61.50."""
    await leeg.sluit_contract()
    await leeg.wijs_toe()
    return leeg


@pytest.fixture
async def tweeling(migrated_url: str, tmp_path: Path) -> AsyncIterator[tuple[Declaratie, Declaratie]]:
    """Two services that know nothing of each other, at the same moment."""
    with migrated("declaratie").beside(migrated_url, tmp_path) as ander_url:
        async with draaiend(migrated_url, tmp_path) as een, draaiend(ander_url, tmp_path) as ander:
            yield een, ander
