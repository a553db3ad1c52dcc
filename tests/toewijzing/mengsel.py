"""Mixtures of what providers send: right, wrong, repeated, taken back; of both laws and of several municipalities."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tests.jeugdwet import als_jw
from tests.toewijzing.conftest import ANDERE_CLIENT, BSN_VAN, CLIENT, Toewijzing
from tests.toewijzing.gesprek import bericht_307, retour_op, stop
from tests.toewijzing.verhaal import ALMELO, ALMERE, DE_BRUG, HET_ANKER, NU, bericht_305, product, start

import wetten
from berichtenverkeer.post import VanAanbieder
from chassis.events import Event
from gebeurtenissen.toegang import INDICATIE_OVERGENOMEN, IndicatieOvergenomen
from inkoop import laad
from istandaard import cdt
from istandaard.berichten.bericht305 import StartProduct
from istandaard.berichten.bericht307 import StopProduct
from istandaard.codes import StatusAanlevering
from wetten import Wet

DAGEN = (date(2024, 5, 20), date(2024, 6, 1), date(2024, 6, 2))
NIEMAND = 999
VERWIJDER = StatusAanlevering.VERWIJDEREN


@dataclass(frozen=True)
class Kant:
    """Whom a message is about, and between whom."""

    client: str
    agb: str
    gemeente: str
    wet: Wet


@dataclass(frozen=True)
class Gegeven:
    """An assignment that there is."""

    kant: Kant
    nummer: int
    product: tuple[str, str]

    @property
    def id(self) -> str:
        """The same in every service."""
        return f"{self.kant.gemeente}-{self.kant.wet}-{self.nummer}"


def product_in_almelo(wet: Wet) -> tuple[str, str]:
    """A product of Almelo under a law: categorie and code."""
    alle = laad("almelo-2024").producten
    found = next(each for each in alle if each.wet is wet and each.eenheid == "01" and not each.uitloop)
    return found.categorie, found.code


def gegeven() -> list[Gegeven]:
    """Assignments of two clients: in two municipalities, by two providers, under both laws, with the same numbers."""
    kanten = {
        ALMERE: [(Wet.WMO, ("01", "HO")), (Wet.WMO, ("02", "IB2B"))],
        ALMELO: [(each, product_in_almelo(each)) for each in Wet],
    }
    gemaakt: list[Gegeven] = []
    for gemeente, producten in kanten.items():
        tellers = dict.fromkeys(Wet, 0)
        for client in (CLIENT, ANDERE_CLIENT):
            for agb in (DE_BRUG, HET_ANKER):
                for wet, deel in producten:
                    tellers[wet] += 1
                    gemaakt.append(Gegeven(Kant(client, agb, gemeente, wet), tellers[wet], deel))
    return gemaakt


async def neem_over(dienst: Toewijzing, alle: Sequence[Gegeven]) -> None:
    """Let a service take these in as they run elsewhere; no provider began yet."""
    await dienst.hoor(*[_overgenomen(dienst, each) for each in alle])


def _overgenomen(dienst: Toewijzing, een: Gegeven) -> Event:
    deel = dict(zip(("categorie", "code"), een.product, strict=True))
    data = IndicatieOvergenomen(
        beschikking_id=f"b-{een.id}",
        client_id=een.kant.client,
        bsn_hash=dienst.room.vault.bsn_hash(BSN_VAN[een.kant.client]),
        gemeente=een.kant.gemeente,
        wet=een.kant.wet,
        besluitdatum=date(2024, 5, 1),
        product=product(id=een.id, aanbieder=een.kant.agb, ingangsdatum=DAGEN[0]).model_copy(update=deel),
        toewijzing_nummer=een.nummer,
        begindatum=None,
    )
    body = data.model_dump(mode="json", by_alias=True)
    return Event(f"o-{een.id}", "urn:test:systeem", INDICATIE_OVERGENOMEN.name, een.id, 1, NU, body)


@dataclass(frozen=True)
class Stukje:
    """A message that a provider sends."""

    bericht: wetten.Bericht
    agb: str


class Mengsel:
    """What providers send about some of these assignments, mostly as if all that they sent before was right."""

    def __init__(self, rng: random.Random, alle: Sequence[Gegeven]) -> None:
        self._rng = rng
        self._alle = rng.sample(alle, 4)
        self._starts: dict[str, list[StartProduct]] = {each.id: [] for each in alle}
        self._stops: dict[str, list[StopProduct]] = {each.id: [] for each in alle}

    def stukken(self, aantal: int) -> list[Stukje]:
        """So many messages; now and then one has an Identificatie that was used before."""
        return [self._stuk(1 if self._soms(0.1) else each) for each in range(1, aantal + 1)]

    def _soms(self, kans: float) -> bool:
        return self._rng.random() < kans

    def _stuk(self, identificatie: int) -> Stukje:
        een = self._rng.choice(self._alle)
        kant = een.kant
        daar = [each for each in self._alle if each.kant == kant]
        meer = [een, *self._rng.choices(daar, k=self._rng.choice((0, 0, 0, 1)))]
        naam, bsn = f"I{identificatie}", BSN_VAN[kant.client]
        if self._starts[een.id] and self._soms(0.5):
            bericht = bericht_307(*[self._stop(each) for each in meer], identificatie=naam, bsn=bsn)
        else:
            bericht = bericht_305(*[self._start(each) for each in meer], identificatie=naam, bsn=bsn)
        return Stukje(van_kant(kant, bericht), kant.agb)

    def _start(self, een: Gegeven) -> StartProduct:
        eerder = self._starts[een.id]
        if eerder and len(eerder) > len(self._stops[een.id]) and self._soms(0.7):
            return replace(eerder.pop(), status_aanlevering=VERWIJDER)
        gemaakt = replace(start(self._nummer(een), None, self._rng.choice(DAGEN)), product=self._product(een))
        eerder.append(gemaakt)
        return gemaakt

    def _stop(self, een: Gegeven) -> StopProduct:
        eerder = self._stops[een.id]
        if eerder and self._soms(0.4):
            return replace(eerder.pop(), status_aanlevering=VERWIJDER)
        reden = wetten.reden_beeindiging(een.kant.wet, self._rng.choice(("20", "02")))
        begin = self._starts[een.id][-1] if self._starts[een.id] else start(een.nummer, None)
        gemaakt = stop(self._nummer(een), DAGEN[-1], begindatum=begin.begindatum, code=None)
        gemaakt = replace(gemaakt, reden_beeindiging=reden, product=begin.product)
        eerder.append(gemaakt)
        return gemaakt

    def _nummer(self, een: Gegeven) -> int:
        return NIEMAND if self._soms(0.05) else een.nummer

    def _product(self, een: Gegeven) -> cdt.Product | None:
        if self._soms(0.2):
            return None
        categorie, code = een.product
        return cdt.Product(categorie=wetten.categorie(categorie), code="99A99" if self._soms(0.05) else code)


def van_kant(kant: Kant, bericht: VanAanbieder) -> wetten.Bericht:
    """A message as the provider of this side sends it to its municipality, under its law."""
    header = replace(bericht.header, afzender=kant.agb, ontvanger=kant.gemeente)
    bericht = replace(bericht, header=header)
    return als_jw(bericht, kant.gemeente) if kant.wet is Wet.JEUGDWET else bericht


def retour(rng: random.Random, xml: bytes, nummer: int) -> wetten.Bericht:
    """What a provider says of a message: right, or wrong in its header."""
    fout = replace(
        wetten.bevinding("TR332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"),
        niveau=2,
        retourcode="0001",
    )
    return retour_op(xml, *rng.choice(((), (fout,))), identificatie=f"R{nummer}")
