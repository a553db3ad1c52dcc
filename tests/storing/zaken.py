"""The load: one citizen after the other goes the whole route, from melding to retour 325, a few at once."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import cast

import httpx
from pydantic import ValidationError
from tenacity import RetryError

import wetten
from chassis.clock import local_date, system_clock
from clientroute.bevolking import DemoAanbieder, aanbieders, bevolking
from clientroute.demo import Speler, wachten
from clientroute.demo.aanbieder import Aanbieder, verstuur
from clientroute.demo.draaiboek import Draaiboek, Zaak, maak_zaak, maand_later
from clientroute.demo.een_zaak import Toegewezen
from clientroute.demo.spel import Spel
from inkoop import Inkoopmodel
from istandaard.berichten.bericht301 import Bericht301
from istandaard.berichten.bericht325 import Bericht325
from wetten import Wet

MENSEN = 6000
GEDULD_SECONDS = 600.0
"""How long somebody waits for what happens elsewhere, while databases are away for minutes."""
KLAAR = {"richting": "uit", "status": "klaar", "limit": "500"}


Nummer = tuple[str, int]
"""A municipality, and the ToewijzingNummer of an assignment in it."""


class Geweigerd(Exception):
    """The chain refused what is right."""


@dataclass(frozen=True)
class Afgebroken:
    """A case that could not go on, between two moments on the clock of the loop."""

    begin: float
    einde: float
    reden: str


@dataclass
class Zaken:
    """The cases that are played, and what became of them."""

    spel: Spel
    wachtend: Iterator[Zaak]
    klaar: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when nobody begins anything new."""
    rond: set[Nummer] = field(default_factory=set)
    """The assignments of which start and declaration were answered, and all was good."""
    afgebroken: list[Afgebroken] = field(default_factory=list)
    gelezen: dict[str, Bericht301] = field(default_factory=dict)
    """Assignments in the post, by id: each is read once."""


async def open_zaken(speler: Speler, seed: int) -> Zaken:
    """Contracts are closed, and citizens stand ready, each with one product of the Wmo."""
    wachten.PATIENCE_SECONDS = GEDULD_SECONDS
    model, vandaag = speler.model, local_date(system_clock())
    wie = aanbieders(model, MENSEN, seed)
    spel = Spel(speler, Draaiboek(vandaag, vandaag, (), tuple(wie), ()), model.gemeentecodes)
    await spel.sluit_contracten(seed)
    for each in spel.aanbieders.values():
        each.foutkans = 0
    return Zaken(spel, _zaken(model, wie, vandaag, seed))


def _zaken(model: Inkoopmodel, wie: list[DemoAanbieder], vandaag: date, seed: int) -> Iterator[Zaak]:
    """Support that began on the first day of last month can be billed today: a whole month has passed."""
    begin, toeval = maand_later(vandaag, -1), Random(seed)
    dagen = (begin - timedelta(20), begin - timedelta(15), begin - timedelta(10), begin)
    for burger in bevolking(model, MENSEN, seed):
        if burger.wet is Wet.WMO and model.product(burger.ondersteuning[0].product).blijft:
            een = replace(burger, ondersteuning=burger.ondersteuning[:1])
            yield maak_zaak(model, een, wie, dagen, toeval)


async def speel(zaken: Zaken) -> None:
    """Play one case after the other until `klaar`; a refusal ends the case it is about."""
    while not zaken.klaar.is_set():
        begin = asyncio.get_running_loop().time()
        try:
            await _speel(zaken, next(zaken.wachtend))
        except (httpx.HTTPStatusError, RetryError, ValidationError, Geweigerd) as error:
            zaken.afgebroken.append(Afgebroken(begin, asyncio.get_running_loop().time(), _reden(error)))


def _reden(error: Exception) -> str:
    if isinstance(error, httpx.HTTPStatusError):
        return f"{error.request.method} {error.request.url.path}: {error.response.status_code} {error.response.text}"
    return f"{type(error).__name__}: {error}"


async def _speel(zaken: Zaken, zaak: Zaak) -> None:
    spel = zaken.spel
    await spel.meld(zaak)
    await spel.onderzoek(zaak)
    await spel.beschik(zaak)
    aanbieder = spel.aanbieders[zaak.aanvragen[0].agb]
    toegewezen = await _haal(zaken, aanbieder, zaak)
    gestart = await verstuur(aanbieder.toewijzing, await toegewezen.start())
    if fouten := getattr(gestart.header, "retour_codes", ()):
        raise Geweigerd(f"{gestart.header.bericht_code}: {fouten}")
    product, bsn = toegewezen.product, zaak.burger.bsn
    prestatie = aanbieder.prestatie(bsn, product, product.ingangsdatum)
    if prestatie is None:
        return
    declaratie = aanbieder.declaratie_van(
        toegewezen.bericht.header.afzender, {bsn: [prestatie]}, product.ingangsdatum, toegewezen.dag
    )
    antwoord = await verstuur(aanbieder.declaratie, declaratie)
    assert isinstance(antwoord, Bericht325)
    wat = antwoord.declaratie_antwoord
    if wat is None or wat.totaal_toegekend_bedrag != wat.totaal_ingediend_bedrag:
        raise Geweigerd(f"325: {antwoord.header.retour_codes} {wat}")
    zaken.rond.add((toegewezen.bericht.header.afzender, product.toewijzing_nummer))


async def _haal(zaken: Zaken, aanbieder: Aanbieder, zaak: Zaak) -> Toegewezen:
    """The assignment of this citizen, once it waits for its provider."""

    async def zoek() -> Toegewezen | None:
        answer = await aanbieder.toewijzing.get("/v1/berichten", params={**KLAAR, "soort": "WMO301"})
        for each in cast(list[dict[str, str]], answer.raise_for_status().json()["items"]):
            if each["id"] not in zaken.gelezen:
                inhoud = await aanbieder.toewijzing.get(f"/v1/berichten/{each['id']}/inhoud")
                zaken.gelezen[each["id"]] = cast(Bericht301, wetten.lees(inhoud.raise_for_status().content))
            bericht = zaken.gelezen[each["id"]]
            if bericht.client.bsn == zaak.burger.bsn:
                return Toegewezen(aanbieder, each["id"], bericht, zaken.spel.draaiboek.einde)
        return None

    gevonden = await wachten.until(zoek, lambda each: each is not None)
    assert gevonden is not None
    return gevonden
