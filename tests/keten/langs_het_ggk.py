"""Providers who are reached by the GGk, for the play of a region: they send to and fetch from the double of the chain.

The play calls doors of our API in their name. Here those calls become messages to VECOZO, by the client of the product,
and what VECOZO has for them becomes what the play gets. What lies between VECOZO and the services is the product too:
the koppelvlak, its database, its SOAP.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import httpx
from sqlalchemy import select
from tests.koppelvlakken.knooppunt import Gestorven, Knooppunt
from tests.koppelvlakken.vsp import Vecozo

import wetten
from aansluiting.api.ggk_ontvangst import ontvangst_app
from aansluiting.instellingen import Soap, instellingen_van
from aansluiting.tables.ggk import GgkInkomend
from aansluiting.usecases.ggk_ophalen import haal_op
from aansluiting.usecases.ggk_versturen import verstuur_met
from aansluiting.usecases.ggk_verwerken import verwerk
from aansluiting.vervoer.soap import SoapVervoer
from berichtenverkeer.lezen import kop_van
from chassis.service import Room
from chassis.tokens import Caller
from koppelvlakken.ggk.envelop import Envelop, Soort
from koppelvlakken.ggk.functies import FUNCTIES
from koppelvlakken.vecozo.bericht import Gereed, Referentiegegevens, metadata_voor
from koppelvlakken.vecozo.client import Vsp, maak_client

Fabriek = Callable[[str, Caller], httpx.AsyncClient]


@dataclass
class LangsHetGgk:
    """Half of the providers on the hub, and the hub killed every so often."""

    room: Room
    """Of the koppelvlak."""
    echt: Fabriek
    """Makes the clients of the play, and those of a doorgever."""
    hub: Knooppunt = field(default_factory=lambda: Knooppunt([]))
    gekozen: set[str] = field(default_factory=set)
    gezien: int = 0
    klanten: dict[str, Vsp] = field(default_factory=dict)
    """Of VECOZO, by the provider whose certificate it is."""
    rondes: int = 0
    gestorven: int = 0
    gestuurd: int = 0
    """Messages that providers sent: a play has about as many each time, and of rounds as many as there is waited."""
    zonder_antwoord: int = 0
    """How often VECOZO took a message and did not say so."""
    _slot: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.vecozo = Vecozo(self.hub)

    def vsp(self, agb: str) -> Vsp:
        """VECOZO, as a provider reaches it."""
        if agb not in self.klanten:
            transport = httpx.ASGITransport(app=self.vecozo.app(agb))
            self.klanten[agb] = Vsp(maak_client("https://vsp.example", transport=transport))
        return self.klanten[agb]

    def client(self, dienst: str, caller: Caller) -> httpx.AsyncClient:
        """What the play gets in place of a client of its own."""
        echt = self.echt(dienst, caller)
        deur = _Deur(self, echt, caller)
        return httpx.AsyncClient(transport=deur, base_url=echt.base_url, headers=echt.headers, timeout=60)

    async def ronde(self) -> None:
        """Everything that the koppelvlak and the hub do, once; every so often the hub is killed in the middle."""
        async with self._slot:
            self.rondes += 1
            if self.rondes % 3 == 0:
                self.hub.sterft_na = self.rondes % 2
            ggk = instellingen_van(self.room.settings).ggk
            assert ggk is not None
            assert isinstance(ggk.soap, Soap)
            vervoer = SoapVervoer(ggk.soap, httpx.ASGITransport(app=self.hub.app))
            try:
                await haal_op(self.room)
                await verstuur_met(self.room, vervoer)
            except (Gestorven, httpx.HTTPStatusError):
                self.gestorven += 1
                self.hub.weg = False
            finally:
                await vervoer.sluit()
            deur = httpx.ASGITransport(app=ontvangst_app(self.room))
            async with httpx.AsyncClient(transport=deur, base_url="http://koppelvlak") as adapter:
                for answer in await self.hub.bezorg(adapter):
                    assert answer.status_code == 200, answer.text
            await verwerk(self.room)

    def kies(self, agb: str) -> bool:
        """Whether a provider with a new contract goes by the hub: every second."""
        self.gezien += 1
        if self.gezien % 2:
            return False
        self.gekozen.add(agb)
        self.hub.aanbieders = sorted(self.gekozen)
        return True

    async def klaar(self, agb: str | None, soort: str) -> list[dict[str, str]]:
        """What lies with VECOZO and was not confirmed."""
        wie = [agb] if agb is not None else sorted(self.gekozen)
        return [
            {"id": str(each.referentiegegevens.traceer_id), "agb": op, "soort": soort, "status": "klaar"}
            for op in wie
            for each in await self.vsp(op).gereed()
            if each.routeringgegevens.berichtstroom.berichttype == soort
        ]

    async def met(self, agb: str, nummer: str) -> Gereed:
        """What is ready for a provider under a number."""
        return next(each for each in await self.vsp(agb).gereed() if str(each.referentiegegevens.traceer_id) == nummer)

    async def status(self, nummer: str) -> tuple[str, str | None] | None:
        """In which service a message of a provider is, and under which id; None as long as it is in none."""
        async with self.room.work(writes=False) as work:
            query = select(GgkInkomend).where(GgkInkomend.referentienummer == nummer)
            rij = (await work.session.execute(query)).scalar_one_or_none()
        return None if rij is None or rij.dienst is None else (rij.dienst, rij.bericht_id)


@dataclass
class _Deur(httpx.AsyncBaseTransport):
    """What becomes of one call of the play."""

    langs: LangsHetGgk
    echt: httpx.AsyncClient
    caller: Caller

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        pad = request.url.path.partition("/v1/")[2]
        if self.caller.agb in self.langs.gekozen:
            return await self._van_aanbieder(request, pad)
        answer = await self.echt.send(
            self.echt.build_request(request.method, request.url, content=request.content, headers=request.headers)
        )
        if (request.method, pad) == ("POST", "contracten") and answer.is_success:
            await self._leg_weg_vast(json.loads(request.content)["agb"])
        if (request.method, pad) == ("GET", "berichten") and self.caller.agb is None:
            return await self._ook_op_de_hub(request, answer)
        return httpx.Response(answer.status_code, headers=_zonder_lengte(answer.headers), content=answer.content)

    async def _leg_weg_vast(self, agb: str) -> None:
        if self.langs.kies(agb):
            for wet in wetten.Wet:
                body = {"agb": agb, "wet": wet.value, "vanaf": "2020-01-01", "weg": "ggk"}
                (await self.echt.post("/v1/berichtwegen", json=body)).raise_for_status()

    async def _ook_op_de_hub(self, request: httpx.Request, answer: httpx.Response) -> httpx.Response:
        """What waits: with us for who fetches here, with VECOZO for the others."""
        await self.langs.ronde()
        hier = [each for each in answer.json()["items"] if each["agb"] not in self.langs.gekozen]
        daar = await self.langs.klaar(None, request.url.params["soort"])
        return httpx.Response(200, json={"items": [*hier, *daar], "volgende": None})

    async def _van_aanbieder(self, request: httpx.Request, pad: str) -> httpx.Response:
        """A call of a provider on the hub: it reaches nothing of ours but by the hub."""
        agb = self.caller.agb
        assert agb is not None
        if (request.method, pad) == ("POST", "berichten"):
            return await self._stuur(agb, request.content)
        await self.langs.ronde()
        if pad == "berichten":
            items = await self.langs.klaar(agb, request.url.params["soort"])
            return httpx.Response(200, json={"items": items, "volgende": None})
        _, nummer, *wat = pad.split("/")
        match wat:
            case ["inhoud"]:
                vsp = self.langs.vsp(agb)
                return httpx.Response(200, content=await vsp.haal(await self.langs.met(agb, nummer)))
            case ["_opgehaald"]:
                await self.langs.vsp(agb).bevestig(UUID(nummer))
                return httpx.Response(204)
            case ["antwoord"]:
                return await self._antwoord(agb, nummer)
            case _:
                return await self._status(nummer)

    async def _stuur(self, agb: str, inhoud: bytes) -> httpx.Response:
        """Send it; every so often nobody answers, and then it is looked up before it is sent once more."""
        bericht = wetten.lees(inhoud)
        op = self._beantwoord(agb, bericht) if FUNCTIES[bericht.soort()].envelop is Soort.DU01 else None
        metadata = metadata_voor(bericht.soort(), agb=agb, gemeente=kop_van(bericht).gemeente, op=op)
        vsp, nummer = self.langs.vsp(agb), str(metadata.referentiegegevens.traceer_id)
        self.langs.gestuurd += 1
        self.langs.vecozo.weg_na_ontvangst = self.langs.gestuurd % 2 == 0
        try:
            await vsp.dien_in(metadata, inhoud)
        except httpx.HTTPStatusError:
            self.langs.zonder_antwoord += 1
            await vsp.dien_zeker_in(metadata, inhoud)
        (status,) = await vsp.statussen(UUID(nummer))
        assert status.meldingen is None, status.meldingen
        await self.langs.ronde()
        return httpx.Response(202, json={"id": nummer}, headers={"location": f"/v1/berichten/{nummer}"})

    def _beantwoord(self, agb: str, retour: wetten.Bericht) -> Referentiegegevens:
        """What a retour answers: it repeats the header of that message. A provider keeps what it fetched."""
        kenmerk = retour.header.bericht_identificatie
        kandidaten = [each for each in self.langs.hub.bezorgd[agb] if isinstance(each, Envelop)]
        nummer = next(
            each.referentienummer
            for each in kandidaten
            if FUNCTIES[each.functie].antwoord == retour.soort()
            and wetten.lees_kop(each.inhoud).header.bericht_identificatie == kenmerk
        )
        return Referentiegegevens(conversatie_id=UUID(nummer), traceer_id=UUID(nummer))

    async def _antwoord(self, agb: str, nummer: str) -> httpx.Response:
        vsp = self.langs.vsp(agb)
        antwoorden = await vsp.zoek("ZoekpadOpAlsAntwoordOp", UUID(nummer))
        if not antwoorden:
            return httpx.Response(404, headers={"Retry-After": "1"})
        inhoud = await vsp.haal(antwoorden[0])
        await vsp.bevestig(antwoorden[0].referentiegegevens.traceer_id)
        return httpx.Response(200, content=inhoud)

    async def _status(self, nummer: str) -> httpx.Response:
        gevonden = await self.langs.status(nummer)
        if gevonden is None:
            return httpx.Response(200, json={"id": nummer, "status": "ontvangen"})
        dienst, bericht_id = gevonden
        return await self.langs.room.peers[dienst].get(f"/v1/berichten/{bericht_id}")


def _zonder_lengte(headers: httpx.Headers) -> dict[str, str]:
    return {naam: waarde for naam, waarde in headers.items() if naam not in {"content-length", "content-encoding"}}
