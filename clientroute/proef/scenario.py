"""The scenarios: what a provider gets, and what its software has to send on that."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import httpx
from pydantic import TypeAdapter

import iwmo
from chassis.clock import local_date, system_clock
from chassis.settings import Settings
from clientroute.bevolking import DemoAanbieder
from clientroute.demo import Speler
from clientroute.demo.aanbieder import Aanbieder
from clientroute.demo.draaiboek import maand_later
from clientroute.demo.een_zaak import Toegewezen, wijs_toe
from clientroute.demo.fouten import FOUTEN
from clientroute.run import client_factory
from clientroute.suite import running_suite
from clientroute.tokens import caller_for
from inkoop import laad
from istandaard.berichten import bericht301, bericht323
from istandaard.berichten.gedeeld import HeaderVanGemeente

REGIO, PRODUCT = "almere-2023", "HO"
"""The invented municipality of the test, and what it assigns."""
ONZE_NUMMERS = 99_000_000
"""From here the examples are numbered, so that the software may begin at 1."""
GEWOON = ("WMO302", "WMO305", "WMO323")


@dataclass(frozen=True)
class Scenario:
    """One message to the provider (`xml`), and the kinds that its software has to send on it."""

    naam: str
    over: str
    verwacht: tuple[str, ...]
    identificatie: str
    bsn: str
    xml: str
    bekend: bool = True
    """Whether the municipality of the test sent it; else it only serves to be refused."""


@dataclass(frozen=True)
class Voorbeeld:
    """A WMO323 as it may come from a provider, with the WMO325 that it gets."""

    naam: str
    over: str
    vraag: str
    antwoord: str


@dataclass(frozen=True)
class Proef:
    """All that the test has: scenarios, examples, and the prices (product code, first day, eurocents)."""

    agb: str
    scenarios: tuple[Scenario, ...]
    voorbeelden: tuple[Voorbeeld, ...]
    prijzen: tuple[tuple[str, date, int], ...]


PROEF = TypeAdapter(Proef)


@dataclass(frozen=True)
class Gemeente:
    """The municipality of the test: its post for assignments and for declarations, as one provider reaches them."""

    speler: Speler
    toewijzing: httpx.AsyncClient
    declaratie: httpx.AsyncClient

    def post(self, soort: str) -> httpx.AsyncClient:
        """Where a message of this kind goes."""
        return self.declaratie if soort == "WMO323" else self.toewijzing


@asynccontextmanager
async def gemeente(folder: Path, agb: str) -> AsyncIterator[Gemeente]:
    """A whole suite in a folder, with nothing in it but what the test puts there; it stays for the next time."""
    settings = Settings(data_dir=folder, database_url=None, broker_url=None, service_url=None)
    caller = caller_for("aanbieder", agb=agb)
    async with running_suite(settings) as suite:
        make = client_factory(suite)
        async with make("toewijzing", caller) as toewijzing, make("declaratie", caller) as declaratie:
            yield Gemeente(Speler(laad(REGIO), make), toewijzing, declaratie)


async def maak(plek: Gemeente, agb: str) -> Proef:
    """Give the provider a contract, and make the scenarios and examples."""
    vandaag = local_date(system_clock())
    wie = DemoAanbieder(agb, "Aanbieder van de proef", (PRODUCT,), (), plek.speler.model.gemeentecodes, 1.0)
    prijzen = await _sluit_contract(plek.speler, wie)
    software = Aanbieder(agb, plek.toewijzing, plek.declaratie, {PRODUCT: prijzen}, seed=1, foutkans=0)
    software.volgnummer = ONZE_NUMMERS
    gewoon = await wijs_toe(plek.speler, wie, software, vandaag)
    afgelopen = await wijs_toe(plek.speler, wie, software, vandaag, vandaag.replace(day=1) - timedelta(1))
    return Proef(
        agb,
        (
            _scenario("gewoon", "Een nieuwe toewijzing die nog loopt.", GEWOON, gewoon.bericht),
            _scenario(
                "afgelopen",
                "Een toewijzing waarvan de einddatum voorbij is: meld ook de stop.",
                ("WMO302", "WMO305", "WMO307", "WMO323"),
                afgelopen.bericht,
            ),
            *_te_weigeren(gewoon.bericht),
        ),
        tuple([each async for each in _voorbeelden(plek, wie, software, vandaag)]),
        tuple((PRODUCT, vanaf, bedrag) for vanaf, bedrag in prijzen),
    )


async def _sluit_contract(speler: Speler, wie: DemoAanbieder) -> list[tuple[date, int]]:
    """The prices of the product, each from a day on."""
    body = {
        "agb": wie.agb,
        "naam": wie.naam,
        "gemeenten": list(wie.gemeenten),
        "geldigVan": speler.model.versie.isoformat(),
        "producten": [{"code": PRODUCT}],
    }
    async with speler.client("toewijzing", caller_for("contractbeheer", wie.gemeenten)) as client:
        answer = (await client.post("/v1/contracten", json=body)).raise_for_status()
    return [(date.fromisoformat(each["vanaf"]), each["bedrag"]) for each in answer.json()["producten"][0]["tarieven"]]


def _scenario(naam: str, over: str, verwacht: tuple[str, ...], bericht: bericht301.Bericht301) -> Scenario:
    identificatie = bericht.header.bericht_identificatie.identificatie
    return Scenario(naam, over, verwacht, identificatie, bericht.client.bsn, iwmo.schrijf(bericht).decode())


def _te_weigeren(goed: bericht301.Bericht301) -> tuple[Scenario, Scenario]:
    """The same product twice at once (TR302), and a message that cannot be read."""
    (product,) = goed.client.toegewezen_producten
    tweede = replace(product, toewijzing_nummer=product.toewijzing_nummer + 1)
    dubbel = replace(
        goed,
        header=_header(goed, "900000000001"),
        client=replace(goed.client, toegewezen_producten=(product, tweede)),
    )
    kapot = replace(goed, header=_header(goed, "900000000002"))
    afgekeurd = _scenario("dubbel", "Een product staat er twee keer in (TR302): keur af.", ("WMO302",), dubbel)
    leeg = _scenario("onleesbaar", "De datum bestaat niet: dit is geen iWmo, dus volgt er geen retour.", (), kapot)
    xml = leeg.xml.replace(product.ingangsdatum.isoformat(), "2026-02-30")
    return replace(afgekeurd, bekend=False), replace(leeg, bekend=False, xml=xml)


def _header(bericht: bericht301.Bericht301, identificatie: str) -> HeaderVanGemeente:
    kenmerk = replace(bericht.header.bericht_identificatie, identificatie=identificatie)
    return replace(bericht.header, bericht_identificatie=kenmerk)


async def _voorbeelden(
    plek: Gemeente, wie: DemoAanbieder, software: Aanbieder, vandaag: date
) -> AsyncIterator[Voorbeeld]:
    """A good WMO323 and one for each mistake that the demo knows, with the answers; only tried, never booked."""
    zaak = await wijs_toe(plek.speler, wie, software, vandaag)
    await zaak.gestart()
    prestatie = software.prestatie(zaak.bericht.client.bsn, zaak.product, maand_later(vandaag, -1))
    assert prestatie is not None  # a whole month has passed
    yield await _voorbeeld(plek, software, zaak, prestatie, "goed", "Alles klopt.")
    for fout in FOUTEN:
        naam = fout.__name__.replace("_", "-")
        over = (fout.__doc__ or "").partition("(")[2].rstrip(").")
        yield await _voorbeeld(plek, software, zaak, fout(prestatie), naam, f"Breekt {over}.")


async def _voorbeeld(
    plek: Gemeente, software: Aanbieder, zaak: Toegewezen, prestatie: bericht323.Prestatie, naam: str, over: str
) -> Voorbeeld:
    maand = prestatie.product_periode.begindatum
    per_client = {zaak.bericht.client.bsn: [prestatie]}
    vraag = software.declaratie_van(zaak.bericht.header.afzender, per_client, maand, zaak.dag)
    xml = iwmo.schrijf(vraag)
    headers = {"Content-Type": "application/xml"}
    answer = await plek.declaratie.post("/v1/berichten?proef=true", content=xml, headers=headers)
    return Voorbeeld(naam, over, xml.decode(), answer.raise_for_status().text)
