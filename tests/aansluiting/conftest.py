"""A running koppelvlak on a real database, with stand-ins for the services and a double of the hub."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import select
from tests.aansluiting.diensten import Dienst, Stuk
from tests.koppelvlakken.knooppunt import Knooppunt, van_aanbieder

import wetten
from aansluiting.api.ggk_ontvangst import ontvangst_app
from aansluiting.app import KOPPELVLAK
from aansluiting.instellingen import Soap, instellingen_van
from aansluiting.store import ggk as store
from aansluiting.tables.ggk import GgkInkomend, GgkUitgaand
from aansluiting.usecases.ggk_ophalen import haal_op
from aansluiting.usecases.ggk_versturen import verstuur_met
from aansluiting.usecases.ggk_verwerken import verwerk
from aansluiting.vervoer.soap import SoapVervoer
from chassis.service import Room, load_secrets, open_room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from istandaard.berichten import Bericht302
from koppelvlakken.ggk.envelop import Envelop
from wetten import voorbeeld

ALMERE, AGB, ANDERE_AGB = "0034", "99990001", "99990002"
NU = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
"""A Monday."""
BESTAND = """
gemeenten: ["0034"]
ggk:
  soap: {adapter: "http://127.0.0.1:9999/ggk", ontvangst: {poort: 9998}}
"""
Json = dict[str, object]


@dataclass
class Koppeling:
    """The koppelvlak with all around it."""

    room: Room
    hub: Knooppunt
    toewijzing: Dienst
    declaratie: Dienst
    api: httpx.AsyncClient
    adapter: httpx.AsyncClient
    """Of the hub, to us."""
    tijdstippen: list[int] = field(default_factory=list)

    def later(self, **tijd: float) -> None:
        """Let time pass."""
        nu = self.room.clock() + timedelta(**tijd)
        self.room.clock = lambda: nu

    def vervoer(self) -> SoapVervoer:
        ggk = instellingen_van(self.room.settings).ggk
        assert ggk is not None
        assert isinstance(ggk.soap, Soap)
        transport = httpx.ASGITransport(app=self.hub.app)
        return SoapVervoer(ggk.soap, transport)

    async def haal(self) -> None:
        await haal_op(self.room)

    async def verstuur(self) -> None:
        await verstuur_met(self.room, self.vervoer())

    async def bezorg(self) -> list[httpx.Response]:
        """Let the hub bring what it has, and work it through."""
        antwoorden = await self.hub.bezorg(self.adapter)
        await verwerk(self.room)
        return antwoorden

    async def rond(self) -> None:
        """Everything once."""
        await self.haal()
        await self.verstuur()
        await self.bezorg()
        await self.verstuur()

    async def uit(self) -> list[GgkUitgaand]:
        async with self.room.work(writes=False) as work:
            return list((await work.session.execute(select(GgkUitgaand).order_by(GgkUitgaand.id))).scalars())

    async def binnen(self) -> list[GgkInkomend]:
        async with self.room.work(writes=False) as work:
            return list((await work.session.execute(select(GgkInkomend).order_by(GgkInkomend.id))).scalars())

    async def envelop(self, rij: GgkUitgaand) -> bytes:
        async with self.room.work(writes=False) as work:
            return store.envelop_van(work, rij)

    def kop(self, scope: str = "beheer", gemeente: str = ALMERE) -> dict[str, str]:
        issuer = self.room.secrets.issuer
        assert issuer is not None
        caller = Caller("tester", frozenset(scope.split()), gemeenten=frozenset({gemeente}))
        return {"Authorization": f"Bearer {issuer.issue(caller)}"}

    async def lijst(self, wat: str, query: str = "") -> list[Json]:
        answer = await self.api.get(f"/v1/ggk/{wat}{query}", headers=self.kop())
        items: list[Json] = answer.raise_for_status().json()["items"]
        return items

    async def opnieuw(self, id_: object) -> httpx.Response:
        return await self.api.post(f"/v1/ggk/uitgaand/{id_}/_opnieuw", headers=self.kop())

    # What goes on

    def langs_ggk(self, agb: str = AGB, weg: str = "ggk", wet: str = "wmo", vanaf: str = "2026-01-01") -> None:
        self.toewijzing.wegen.append({"agb": agb, "wet": wet, "vanaf": vanaf, "weg": weg})

    def wijs_toe(self, agb: str = AGB, soort: str = "WMO301", identificatie: str = "T1") -> Stuk:
        """Toewijzing has a message ready that the municipality begins with."""
        return self.toewijzing.klaar(bericht(soort, agb, identificatie))

    def tijdstip(self) -> str:
        """The next moment of a provider."""
        self.tijdstippen.append(len(self.tijdstippen))
        return f"2026030211{len(self.tijdstippen):04d}000"

    def begint(
        self, soort: str = "WMO305", agb: str = AGB, inhoud: bytes | None = None, gemeente: str = ALMERE
    ) -> Envelop:
        """What a provider begins with, in its envelope."""
        inhoud = wetten.schrijf(bericht(soort, agb)) if inhoud is None else inhoud
        return van_aanbieder(None, soort, inhoud, agb=agb, gemeente=gemeente, tijdstip=self.tijdstip())

    def antwoordt(self, op: Envelop, soort: str, agb: str = AGB) -> Envelop:
        """The answer of a provider on what it got."""
        inhoud = wetten.schrijf(retour_op(op.inhoud))
        return van_aanbieder(op, soort, inhoud, agb=agb, gemeente=ALMERE, tijdstip=self.tijdstip())


def bericht(soort: str, agb: str = AGB, identificatie: str = "S1", gemeente: str = ALMERE) -> wetten.Bericht:
    """The example of the standard, between this municipality and this provider."""
    spiegel = wetten.naar_json(voorbeeld(soort))
    header = dict(spiegel["header"])  # type: ignore[call-overload]
    van_gemeente = len(str(header["afzender"])) == 4
    header |= {"afzender": gemeente if van_gemeente else agb, "ontvanger": agb if van_gemeente else gemeente}
    kenmerk = dict(header["berichtIdentificatie"]) | {"identificatie": identificatie, "dagtekening": str(NU.date())}
    return wetten.uit_json(spiegel | {"header": header | {"berichtIdentificatie": kenmerk}})


def retour_op(inhoud: bytes) -> Bericht302 | wetten.Bericht:
    """The retour on a message, without anything wrong in it."""
    heen = wetten.lees(inhoud)
    return wetten.retour(heen, [], identificatie="R1", dagtekening=NU.date())


@pytest.fixture
def bestand() -> str:
    """The file with couplings."""
    return BESTAND


@pytest.fixture
async def koppeling(migrated_url: str, tmp_path: Path, bestand: str) -> AsyncIterator[Koppeling]:
    pad = tmp_path / "koppelvlak.yaml"
    pad.write_text(bestand)
    settings = Settings(data_dir=tmp_path, database_url=migrated_url, koppelvlak=pad)
    diensten = {"toegang": Dienst(), "toewijzing": Dienst(), "declaratie": Dienst()}
    room = open_room(KOPPELVLAK, settings, load_secrets(settings), lambda naam: diensten[naam].client(), lambda: NU)
    hub = Knooppunt([AGB, ANDERE_AGB])
    api = httpx.AsyncClient(transport=httpx.ASGITransport(app=create_api(room)), base_url="http://koppelvlak")
    deur = httpx.AsyncClient(transport=httpx.ASGITransport(app=ontvangst_app(room)), base_url="http://koppelvlak")
    async with api, deur:
        yield Koppeling(room, hub, diensten["toewijzing"], diensten["declaratie"], api, deur)
    await room.close()
