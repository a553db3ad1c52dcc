"""Mixtures of decisions: of two municipalities and both laws, for providers with and without a contract."""

import random
from dataclasses import dataclass, replace
from datetime import date

from tests.toewijzing.conftest import Toewijzing
from tests.toewijzing.mengsel import Gegeven, Kant, neem_over, product_in_almelo
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BOOM, DE_BRUG, HET_ANKER, afgegeven, contract, persoon, product

from chassis.events import Event
from clientroute.bevolking import test_bsns as bsns
from gebeurtenissen.toegang import BeschiktProduct
from wetten import Wet

EERST, DAARNA = (date(2024, 6, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 5, 31))
"""What is decided for the second half goes on from the first (OP380)."""
HEEL = (EERST[0], DAARNA[1])
ONBEKEND = "onbekend"
"""A client of whom toegang knows nothing: what is decided for it cannot be told to a provider."""
CLIENTEN = {f"client-{plek}": bsn for plek, bsn in enumerate(bsns()[2:16])}


async def maak_klaar(dienst: Toewijzing) -> None:
    """Contracts with little room, and clients."""
    almelo = [product_in_almelo(wet)[1] for wet in Wet]
    for agb, codes in {DE_BRUG: ("HO", "IB2B", "DB2B"), HET_ANKER: ("HO", "IB2B", "DB2B"), DE_BOOM: ("IB2B",)}.items():
        await dienst.leg_vast(contract(agb, *codes, capaciteit=3))
    for agb in (DE_BRUG, HET_ANKER):
        await dienst.leg_vast(contract(agb, *almelo, gemeenten=(ALMELO,), geldigVan="2024-01-01", capaciteit=2))
    dienst.toegang.personen.update({client_id: persoon(bsn) for client_id, bsn in CLIENTEN.items()})


async def bezet_nummers(dienst: Toewijzing) -> None:
    """Some numbers are of assignments that were taken in."""
    kant = Kant("client-a", DE_BRUG, ALMERE, Wet.WMO)
    await neem_over(dienst, [Gegeven(kant, nummer, ("01", "HO")) for nummer in (3, 4, 9)])


def besluit_voor(dienst: Toewijzing, client_id: str, *producten: BeschiktProduct) -> Event:
    """A decision for a client in Almere."""
    bsn_hash = dienst.room.vault.bsn_hash(CLIENTEN[client_id])
    return afgegeven(*producten, client_id=client_id, bsn_hash=bsn_hash)


@dataclass(frozen=True)
class Besluiten:
    """Decisions as toegang tells them."""

    rng: random.Random
    dienst: Toewijzing

    def events(self, aantal: int) -> list[Event]:
        """So many; now and then one for a client that has one already, and each in a trace of its own."""
        return [self._besluit(plek) for plek in range(aantal)]

    def onbekend(self) -> Event:
        """One that cannot be told to its provider."""
        een = product(id="onbekend", einddatum=HEEL[1])
        bsn_hash = self.dienst.room.vault.bsn_hash(bsns()[40])
        return afgegeven(een, client_id=ONBEKEND, bsn_hash=bsn_hash, event_id=ONBEKEND)

    def _besluit(self, plek: int) -> Event:
        client_id = self.rng.choice(list(CLIENTEN))
        bsn_hash = self.dienst.room.vault.bsn_hash(CLIENTEN[client_id])
        # A client is in one municipality.
        gemeente = ALMELO if list(CLIENTEN).index(client_id) % 3 == 0 else ALMERE
        wet = self.rng.choice(list(Wet)) if gemeente == ALMELO else Wet.WMO
        producten = [
            self._product(f"p-{plek}-{each}", gemeente, wet) for each in range(self.rng.choice((1, 1, 1, 2, 3)))
        ]
        event = afgegeven(
            *producten, client_id=client_id, bsn_hash=bsn_hash, gemeente=gemeente, event_id=f"besluit-{plek}"
        )
        spoor = f"00-{plek + 1:032x}-{plek + 1:016x}-01"
        return replace(event, data=event.data | {"wet": wet.value}, traceparent=spoor)

    def _product(self, naam: str, gemeente: str, wet: Wet) -> BeschiktProduct:
        vanaf, tot = self.rng.choice((EERST, EERST, DAARNA, HEEL))
        aanbieder = self.rng.choice((DE_BRUG, DE_BRUG, HET_ANKER, HET_ANKER, DE_BOOM, None))
        code = self.rng.choice(("HO", "IB2B", "DB2B"))
        een = product(code, aanbieder, id=naam, ingangsdatum=vanaf, einddatum=tot)
        if gemeente == ALMERE:
            in_pgb = self.rng.random() < 0.1
            return een.model_copy(update={"vorm": "pgb", "aanbieder": None}) if in_pgb else een
        categorie, code = product_in_almelo(wet)
        omvang = {"volume": 60, "eenheid": "01", "frequentie": "2"}
        return een.model_copy(update={"categorie": categorie, "code": code, **omvang})
