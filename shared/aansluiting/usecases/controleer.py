"""Look whether what an operator says of the BRP and the zaaksysteem holds, without asking about anybody."""

from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from aansluiting.instellingen import Instellingen
from aansluiting.instellingen_brp import BrpInstellingen
from aansluiting.instellingen_zaken import ZakenInstellingen
from aansluiting.usecases.zaken_bijwerken import ZaaksysteemWeg, typen_van
from chassis.clock import Clock, local_date
from koppelvlakken import zgw
from koppelvlakken.brp import Doel, open_verbinding

AANGEMELD = httpx.codes.BAD_REQUEST
"""What the BRP answers to a question without a BSN, of who may ask: so nobody is looked up."""


@dataclass(frozen=True)
class Regel:
    """What was looked at, and what was found; `goed` is what may stay as it is."""

    wat: str
    goed: bool
    gevonden: str


async def controleer(
    instellingen: Instellingen, klok: Clock, transport: httpx.AsyncBaseTransport | None = None
) -> list[Regel]:
    """A line for each thing that was looked at. `transport` replaces the network in tests."""
    regels: list[Regel] = []
    for gemeente, brp in instellingen.brp.items():
        regels.append(await _brp(f"brp {gemeente}", brp, transport))
    for gemeente, zaken in instellingen.zaken.items():
        regels += await _zaken(f"zaken {gemeente}", zaken, klok, transport)
    return regels


async def _brp(wat: str, brp: BrpInstellingen, transport: httpx.AsyncBaseTransport | None) -> Regel:
    try:
        verbinding = brp.verbinding()
        async with open_verbinding(verbinding, transport) as http:
            answer = await http.post("/personen", json={}, headers=verbinding.koppen_voor(Doel.MELDING))
    except OSError as fout:
        return Regel(wat, False, f"een bestand is er niet of klopt niet: {fout.strerror}")
    except httpx.HTTPError as fout:
        return Regel(wat, False, f"geen verbinding: {type(fout).__name__}")
    if answer.status_code == AANGEMELD:
        return Regel(wat, True, "bereikbaar, en wij mogen vragen stellen")
    return Regel(wat, False, f"antwoordt met {answer.status_code}: zie docs/koppelvlak-brp.md")


async def _zaken(
    wat: str, zaken: ZakenInstellingen, klok: Clock, transport: httpx.AsyncBaseTransport | None
) -> list[Regel]:
    try:
        systeem = zaken.systeem()
        async with zgw.open_zaaksysteem(systeem, klok, transport) as http:
            per_wet = await typen_van(http, systeem, zaken, local_date(klok()))
    except OSError as fout:
        return [Regel(wat, False, f"een bestand is er niet: {fout.strerror}")]
    except zgw.Ontbreekt as fout:
        return [Regel(wat, False, regel) for regel in fout.regels]
    except zgw.ZgwFout as fout:
        return [Regel(wat, False, f"geweigerd: {fout.kort}")]
    except ZaaksysteemWeg:
        return [Regel(wat, False, "geen verbinding")]
    return [Regel(f"{wat} {wet}", True, each) for wet, typen in per_wet.items() for each in _typen(typen)]


def _typen(typen: zgw.Typen) -> Iterator[str]:
    """Each type with its address."""
    yield f"zaaktype {typen.zaaktype}"
    yield f"initiator {typen.initiator}"
    if typen.behandelaar is not None:
        yield f"behandelaar {typen.behandelaar}"
    yield from (f"status {naam} {url}" for naam, url in typen.statussen.items())
    yield from (f"resultaat {naam} {url}" for naam, url in typen.resultaten.items())
    yield f"documenttype {typen.documenttype}"
    yield f"besluittype {typen.besluittype}"
