"""One more citizen in a running demo, so that there is something to send: an assignment, and a message on it.

The demo has no open ends: everything in it was started, billed and answered. So each message gets a citizen of its own,
and can be made as often as somebody likes.
"""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

import httpx
from pydantic import BaseModel

import iwmo
from clientroute.bevolking import Burger, DemoAanbieder, bevolking
from clientroute.demo.aanbieder import Aanbieder, sleutel, verstuur
from clientroute.demo.draaiboek import Draaiboek, Zaak, maak_zaak, maand_later, uiterste_speeldag
from clientroute.demo.spel import Spel, Speler
from clientroute.demo.wachten import until
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel
from istandaard.berichten import bericht301
from iwmo import codes
from wetten import Wet

MENSEN = 1500
"""Test BSNs to draw a citizen from."""


class Niet(Exception):
    """The demo cannot give what was asked; the text says why, in Dutch."""


class _Contract(BaseModel):
    id: str
    agb: str
    naam: str
    gemeenten: tuple[str, ...]


class _Contracten(BaseModel):
    items: list[_Contract]


class _Tarief(BaseModel):
    vanaf: date
    bedrag: int


class _Product(BaseModel):
    code: str
    tarieven: list[_Tarief]


class _Producten(BaseModel):
    producten: list[_Product]


class _Bericht(BaseModel):
    id: str


class _Berichten(BaseModel):
    items: list[_Bericht]


@dataclass(frozen=True)
class Toegewezen:
    """What the demo assigned just now: to which provider, in which message."""

    aanbieder: Aanbieder
    bericht_id: str
    bericht: bericht301.Bericht301
    dag: date

    @property
    def product(self) -> bericht301.ToegewezenProduct:
        """The one product in it."""
        return self.bericht.client.toegewezen_producten[0]

    async def start(self) -> iwmo.Bericht:
        """Take the message in, and make the start."""
        await self.aanbieder.haal_op(self.bericht_id)
        return self.aanbieder.start(self.bericht.header.afzender, self.bericht.client, [self.product], self.dag)

    async def start_later(self, dag: date) -> iwmo.Bericht:
        """Take the message in, and make a start on another day than the first."""
        await self.aanbieder.haal_op(self.bericht_id)
        later = replace(self.product, ingangsdatum=dag)
        bericht = self.aanbieder.start(self.bericht.header.afzender, self.bericht.client, [later], self.dag)
        (gestart,) = bericht.client.start_producten
        aangepast = replace(gestart, toewijzing_ingangsdatum=self.product.ingangsdatum)
        return replace(bericht, client=replace(bericht.client, start_producten=(aangepast,)))

    async def gestart(self) -> None:
        """The same, and tell it."""
        await verstuur(self.aanbieder.toewijzing, await self.start())


async def _wmo301(zaak: Toegewezen) -> iwmo.Bericht:
    return zaak.bericht


async def _wmo302(zaak: Toegewezen) -> iwmo.Bericht:
    return iwmo.retour(zaak.bericht, [], identificatie=zaak.aanbieder.nummer(), dagtekening=zaak.dag)


async def _wmo305(zaak: Toegewezen) -> iwmo.Bericht:
    return await zaak.start()


async def _wmo307(zaak: Toegewezen) -> iwmo.Bericht:
    await zaak.gestart()
    reden = codes.RedenBeeindiging.EENZIJDIG_DOOR_CLIENT
    return zaak.aanbieder.stop(sleutel(zaak.product), zaak.dag, zaak.dag, reden)


async def _wmo315(zaak: Toegewezen) -> iwmo.Bericht:
    await zaak.gestart()
    return zaak.aanbieder.vervolg(zaak.bericht.header.afzender, zaak.bericht.client, zaak.product, zaak.dag)


async def _wmo323(zaak: Toegewezen) -> iwmo.Bericht:
    await zaak.gestart()
    maand, bsn = zaak.product.ingangsdatum, zaak.bericht.client.bsn
    prestatie = zaak.aanbieder.prestatie(bsn, zaak.product, maand)
    if prestatie is None:
        raise Niet("Op deze toewijzing valt deze maand niets te declareren. Probeer het nog eens.")
    return zaak.aanbieder.declaratie_van(zaak.bericht.header.afzender, {bsn: [prestatie]}, maand, zaak.dag)


MAAKT: dict[str, Callable[[Toegewezen], Awaitable[iwmo.Bericht]]] = {
    "WMO301": _wmo301,
    "WMO302": _wmo302,
    "WMO305": _wmo305,
    "WMO307": _wmo307,
    "WMO315": _wmo315,
    "WMO323": _wmo323,
}
"""By kind of message; what has to come first is told to the demo."""


async def maak_bericht(speler: Speler, soort: str, dag: date) -> iwmo.Bericht:
    """A message of this kind (one of MAAKT) that the demo takes in and accepts.

    Raises Niet, httpx.HTTPStatusError when a door refuses, httpx.ConnectError when nothing runs there.
    """
    dag = min(dag, uiterste_speeldag(speler.model))
    async with als_aanbieder(speler) as (wie, aanbieder):
        return await MAAKT[soort](await wijs_toe(speler, wie, aanbieder, dag))


@asynccontextmanager
async def als_aanbieder(
    speler: Speler, product: str | None = None, nummer: int = 0
) -> AsyncIterator[tuple[DemoAanbieder, Aanbieder]]:
    """The provider with the lowest AGB code, and its doors; it makes no mistakes. Raises Niet before there is one.

    With `product` it is one that has it, and with `nummer` another than the first where there are more.
    """
    contract, producten = await _contract(speler, product, nummer)
    wie = DemoAanbieder(contract.agb, contract.naam, tuple(producten), (), contract.gemeenten, 1.0)
    caller = caller_for("aanbieder", agb=contract.agb)
    async with speler.client("toewijzing", caller) as toewijzing, speler.client("declaratie", caller) as declaratie:
        aanbieder = Aanbieder(contract.agb, toewijzing, declaratie, producten, seed=1, foutkans=0)
        aanbieder.volgnummer = secrets.randbelow(90_000_000)
        yield wie, aanbieder


async def wijs_toe(
    speler: Speler,
    wie: DemoAanbieder,
    aanbieder: Aanbieder,
    dag: date,
    tot: date | None = None,
    burger: Burger | None = None,
) -> Toegewezen:
    """Decide a product of this provider for `burger`, until and with `tot`; the WMO301 waits for collection.

    Without `burger` it is somebody new, by chance.

    Raises Niet, or httpx.HTTPStatusError when a door refuses.
    """
    return await toegewezen(aanbieder, await _beschik(speler, wie, dag, tot, burger), dag)


async def _contract(
    speler: Speler, product: str | None = None, nummer: int = 0
) -> tuple[_Contract, dict[str, list[tuple[date, int]]]]:
    """A provider of those that have the product, counted by AGB code, and the prices of its products."""
    query: dict[str, str | int] = {"limit": 500} | ({"product": product} if product else {})
    gemeenten = speler.model.gemeentecodes
    async with speler.client("toewijzing", caller_for("contractbeheer", gemeenten)) as client:
        answer = (await client.get("/v1/contracten", params=query)).raise_for_status()
        contracten = _Contracten.model_validate_json(answer.content).items
        if not contracten:
            raise Niet("In deze demo is nog geen contract. Wacht tot zij gespeeld is.")
        contract = sorted(contracten, key=lambda each: each.agb)[nummer % len(contracten)]
        answer = (await client.get(f"/v1/contracten/{contract.id}")).raise_for_status()
    producten = _Producten.model_validate_json(answer.content).producten
    return contract, {each.code: [(t.vanaf, t.bedrag) for t in each.tarieven] for each in producten}


async def _beschik(
    speler: Speler, wie: DemoAanbieder, dag: date, tot: date | None, burger: Burger | None = None
) -> Zaak:
    """A citizen who is not known yet asks now, and gets one product of this provider, with days in the past."""
    gemeenten = speler.model.gemeentecodes
    if burger is None:
        async with speler.client("toegang", caller_for("front-office", gemeenten)) as toegang:
            burger = await _onbekende(toegang, burgers_voor(speler.model, wie))
    zaak = _zaak(speler.model, wie, burger, dag, tot)
    spel = Spel(speler, Draaiboek(dag, dag, (), (wie,), (zaak,)), gemeenten)
    try:
        await spel.meld(zaak)
        await spel.onderzoek(zaak)
        await spel.beschik(zaak)
    finally:
        await spel.sluit()
    return zaak


async def _onbekende(toegang: httpx.AsyncClient, burgers: Sequence[Burger]) -> Burger:
    """Somebody of whom toegang knows nothing yet: who has support already may not get more. Raises Niet."""
    for burger in secrets.SystemRandom().sample(burgers, len(burgers)):
        gevonden = await toegang.post("/v1/clienten/_zoek", json={"bsn": burger.bsn})
        if gevonden.raise_for_status().json() == []:
            return burger
    raise Niet("Alle inwoners van de demo zijn al bekend. Begin opnieuw: make clean.")


def burgers_voor(model: Inkoopmodel, wie: DemoAanbieder) -> list[Burger]:
    """Adults who need a product of this provider: messages here are of the Wmo. Raises Niet when nobody does."""
    mogelijk = [
        replace(burger, ondersteuning=(each,))
        for burger in bevolking(model, MENSEN, seed=1)
        for each in burger.ondersteuning[:1]
        if burger.gemeente in wie.gemeenten and each.product in wie.producten
        if model.product(each.product).blijft and burger.wet is Wet.WMO
    ]
    if not mogelijk:
        raise Niet("Geen inwoner van deze regio heeft een product van deze aanbieder nodig.")
    return mogelijk


def _zaak(model: Inkoopmodel, wie: DemoAanbieder, burger: Burger, dag: date, tot: date | None) -> Zaak:
    # Support that began on the first day of last month can be billed today: a whole month has passed.
    begin = maand_later(dag, -1)
    dagen = (begin - timedelta(20), begin - timedelta(15), begin - timedelta(10), begin)
    zaak = maak_zaak(model, burger, [wie], dagen, Random(1))  # noqa: S311
    return replace(
        zaak, aanvragen=tuple(replace(each, genoemd=True, einddatum=tot or each.einddatum) for each in zaak.aanvragen)
    )


async def toegewezen(aanbieder: Aanbieder, zaak: Zaak, dag: date) -> Toegewezen:
    """The WMO301 about this citizen, once it waits for the provider."""
    query = {"soort": "WMO301", "status": "klaar", "limit": "500"}

    async def zoek() -> Toegewezen | None:
        klaar = (await aanbieder.toewijzing.get("/v1/berichten", params=query)).raise_for_status()
        for each in reversed(_Berichten.model_validate_json(klaar.content).items):
            inhoud = await aanbieder.toewijzing.get(f"/v1/berichten/{each.id}/inhoud")
            bericht = iwmo.lees(inhoud.raise_for_status().content)
            assert isinstance(bericht, bericht301.Bericht301)
            if bericht.client.bsn == zaak.burger.bsn:
                return Toegewezen(aanbieder, each.id, bericht, dag)
        return None

    gevonden = await until(zoek, lambda each: each is not None)
    assert gevonden is not None
    return gevonden
