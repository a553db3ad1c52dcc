"""What would be answered to WMO323s now. Only reads: a trial (proef=true) is judged by the same code."""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import wetten
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk
from chassis.sealed import BSN
from chassis.work import Work
from declaratie.domain.oordeel import ClientOordeel, beoordeel
from declaratie.domain.stand import BekendeToewijzing, Stand
from declaratie.domain.volgorde import tr318
from declaratie.store import declaraties as store_declaraties
from declaratie.store import stand as store_stand
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.store.bulk import Waar
from inkoop import model_van
from istandaard.berichten.bericht323 import Bericht323, Prestatie

DECLARATIE = "/Bericht/Declaratie"
Ingediend = tuple[Poststuk, Bericht323]
"""A message as it stands in the post, or would, with what it says."""


@dataclass(frozen=True)
class Uitkomst:
    """What judging gives: findings for the answer, and the judgement of each line.

    `oordelen` is empty when the message or the declaration is rejected whole.
    """

    bevindingen: Sequence[wetten.Bevinding]
    oordelen: Sequence[ClientOordeel]


@dataclass(frozen=True)
class _Gehasht:
    """The clients of a message: how each is known here, and in every form in which one may be kept."""

    compared: Sequence[str]
    forms: Collection[str]


async def oordelen_over(work: Work, ingediend: Sequence[Ingediend]) -> list[Uitkomst]:
    """Judge messages of different providers against what is known now: of each, in order, the outcome."""
    geheel = await _als_geheel(work, ingediend)
    te_beoordelen = [each for each, bevindingen in zip(ingediend, geheel, strict=True) if not bevindingen]
    oordelen = await _per_prestatie(work, te_beoordelen) if te_beoordelen else iter(())
    return [Uitkomst(bevindingen, []) if bevindingen else _uitkomst(next(oordelen)) for bevindingen in geheel]


def _uitkomst(oordelen: Sequence[ClientOordeel]) -> Uitkomst:
    return Uitkomst(_bevindingen(oordelen), oordelen)


def prestaties_van(bericht: Bericht323) -> list[Prestatie]:
    """All lines of a message, in order."""
    return [prestatie for client in bericht.declaratie.clienten for prestatie in client.prestaties]


async def _als_geheel(work: Work, ingediend: Sequence[Ingediend]) -> list[list[wetten.Bevinding]]:
    """Why each is rejected whole: by what it is or came with, else by what was declared before."""
    bij_aankomst = await controleer_aankomst(work, *ingediend)
    goed = [each for each, bevindingen in zip(ingediend, bij_aankomst, strict=True) if not bevindingen]
    als_declaratie = iter(await _als_declaratie(work, goed) if goed else ())
    return [bevindingen or next(als_declaratie) for bevindingen in bij_aankomst]


async def _als_declaratie(work: Work, ingediend: Sequence[Ingediend]) -> list[list[wetten.Bevinding]]:
    """The rules on which a declaration is rejected whole, as if it was never sent."""
    session = work.session
    begin = [(waar_van(stuk), {bericht.declaratie.declaratie_periode.begindatum}) for stuk, bericht in ingediend]
    nummers = [(waar_van(stuk), {bericht.declaratie.declaratie_nummer}) for stuk, bericht in ingediend]
    later = await store_declaraties.ingediend_over_later(session, begin)
    gebruikt = await store_declaraties.gebruikte_declaratienummers(session, nummers)
    gevonden = []
    for (stuk, _), over_later, al_gebruikt in zip(ingediend, later, gebruikt, strict=True):
        gebroken = {"TR333": bool(al_gebruikt), "TR318": not tr318(stuk.dagtekening, stuk.id, over_later)}
        gevonden.append([wetten.bevinding(nummer, DECLARATIE) for nummer, is_zo in gebroken.items() if is_zo])
    return gevonden


async def _per_prestatie(work: Work, ingediend: Sequence[Ingediend]) -> Iterator[Sequence[ClientOordeel]]:
    gehasht = [_hash(work, bericht) for _, bericht in ingediend]
    standen = await _standen(work, ingediend, gehasht)

    def alle() -> list[list[ClientOordeel]]:
        return [
            beoordeel(bericht.declaratie.clienten, van.compared, stand)
            for (_, bericht), van, stand in zip(ingediend, gehasht, standen, strict=True)
        ]

    # In a thread: 40,000 lines take a while, and other callers should not wait for it.
    return iter(await asyncio.to_thread(alle))


def _hash(work: Work, bericht: Bericht323) -> _Gehasht:
    gehasht = [work.vault.hash(BSN, client.bsn.encode()) for client in bericht.declaratie.clienten]
    return _Gehasht([each.compared for each in gehasht], {form for each in gehasht for form in each.forms})


def waar_van(stuk: Poststuk) -> Waar:
    """Where a message is billed."""
    return Waar(stuk.gemeente, stuk.agb, stuk.wet)


async def _standen(work: Work, ingediend: Sequence[Ingediend], gehasht: Sequence[_Gehasht]) -> list[Stand]:
    """What is known for each message: as many statements for all as for one."""
    session = work.session
    waar = [waar_van(stuk) for stuk, _ in ingediend]
    lijnen = [prestaties_van(bericht) for _, bericht in ingediend]
    nummers = list(zip(waar, ({each.toewijzing_nummer for each in van} for van in lijnen), strict=True))
    referenties = [{each.product_referentie.referentie_nummer for each in van} for van in lijnen]
    genoemd = list(zip(waar, map(genoemde_referenties, lijnen), strict=True))
    maanden = [{(each.toewijzing_nummer, each.product_periode.begindatum) for each in van} for van in lijnen]
    clienten = list(zip(waar, (van.forms for van in gehasht), strict=True))
    toewijzingen = await store_toewijzingen.toewijzingen(session, nummers, clienten)
    tarieven = await store_toewijzingen.tarieven(session, {each.agb for each in waar})
    gebruikt = await store_stand.gebruikte_referenties(session, list(zip(waar, referenties, strict=True)))
    debet = await store_stand.genoemd_debet(session, genoemd)
    gecrediteerd = await store_stand.gecrediteerd(session, genoemd)
    open_debet = await store_stand.open_debet(session, list(zip(waar, maanden, strict=True)))
    saldi = await store_stand.saldi(session, nummers)
    standen = []
    for plek, (stuk, bericht) in enumerate(ingediend):
        stand = Stand(
            gemeente=stuk.gemeente,
            declaratieperiode_einde=bericht.declaratie.declaratie_periode.einddatum,
            toewijzingen=_onder_een_sleutel(work, toewijzingen[plek]),
            productlijsten=_productlijsten(stuk.gemeente, lijnen[plek]),
            tarieven=tarieven[stuk.agb],
            gebruikte_referenties=gebruikt[plek],
            debet=debet[plek],
            gecrediteerd=gecrediteerd[plek],
            open_debet=open_debet[plek],
        )
        for (nummer, eenheid), saldo in saldi[plek].items():
            stand.tel_eerder(nummer, eenheid, saldo.volume, saldo.bedrag)
        standen.append(stand)
    return standen


def genoemde_referenties(prestaties: Sequence[Prestatie]) -> set[str]:
    """The ReferentieNummers of earlier lines that credit lines among these name."""
    return {vorig for each in prestaties if (vorig := each.product_referentie.vorig_referentie_nummer) is not None}


def _productlijsten(gemeente: str, prestaties: Sequence[Prestatie]) -> dict[date, frozenset[tuple[str, str]]]:
    dagen = {each.product_periode.begindatum for each in prestaties}
    modellen = {dag: model for dag in dagen if (model := model_van([gemeente], dag)) is not None}
    return {dag: frozenset((each.categorie, each.code) for each in model.producten) for dag, model in modellen.items()}


def _onder_een_sleutel(work: Work, bekend: dict[int, BekendeToewijzing]) -> dict[int, BekendeToewijzing]:
    """The same with every hash of a BSN in one form: while keys change, not all are kept under the same."""
    for nummer, each in bekend.items():
        bsn_hash = work.vault.compared(BSN, each.bsn_hash)
        if bsn_hash != each.bsn_hash:
            bekend[nummer] = each._replace(bsn_hash=bsn_hash)
    return bekend


def _bevindingen(oordelen: Sequence[ClientOordeel]) -> list[wetten.Bevinding]:
    """The broken rules, each at the class that it hits."""
    bevindingen = []
    for c, client in enumerate(oordelen, 1):
        pad = f"{DECLARATIE}/Clienten/Client[{c}]"
        bevindingen += [wetten.bevinding(nummer, pad) for nummer in client.regels]
        for p, nummers in enumerate(client.prestaties, 1):
            bevindingen += [wetten.bevinding(nummer, f"{pad}/Prestaties/Prestatie[{p}]") for nummer in nummers]
    return bevindingen
