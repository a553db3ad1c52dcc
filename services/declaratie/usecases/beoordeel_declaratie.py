"""Judge a WMO323, store every line, answer with a WMO325 and tell the totals."""

import asyncio
import gc
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import wetten
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk, verzend, volgende_identificatie
from chassis.identifiers import id_within
from chassis.sealed import BSN
from chassis.work import Work
from declaratie import store
from declaratie.domain.oordeel import ClientOordeel, beoordeel
from declaratie.domain.samenvatting import BeoordeeldePrestatie, TeBetalen, afkeuringen, per_product, saldi, te_betalen
from declaratie.domain.stand import BekendeToewijzing, Stand
from declaratie.domain.volgorde import tr318
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import declaraties as store_declaraties
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.store import schrijven as store_schrijven
from declaratie.store import stand as store_stand
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.tables import Declaratie
from declaratie.usecases.vorderingen import verreken_credits
from declaratie.usecases.wacht_op_toewijzing import moet_wachten
from declaratie.usecases.wie_betaalt import budgethouders
from gebeurtenissen.declaratie import (
    BETALING_VASTGESTELD,
    DECLARATIE_BEANTWOORD,
    Afkeuring,
    BetalingVastgesteld,
    DeclaratieBeantwoord,
    ProductTotaal,
)
from inkoop import model_van
from istandaard.berichten.bericht323 import Bericht323, Prestatie
from istandaard.berichten.bericht325 import Bericht325
from istandaard.codes import DebetCredit
from wetten import soort_van

DECLARATIE = "/Bericht/Declaratie"
Rij = tuple[object, ...]


@dataclass(frozen=True)
class Uitkomst:
    """What judging gives: findings for the answer, and the judgement of each line.

    `oordelen` is empty when the message or the declaration is rejected whole.
    """

    bevindingen: Sequence[wetten.Bevinding]
    oordelen: Sequence[ClientOordeel]


async def beoordeel_declaratie(work: Work, stuk: Poststuk, bericht: Bericht323) -> None:
    """One 325 per 323, or it waits (OP080). What is granted counts at once for every later line of this provider."""
    with _zonder_opruimen():
        await _beoordeel(work, stuk, bericht)


async def _beoordeel(work: Work, stuk: Poststuk, bericht: Bericht323) -> None:
    await store.lock_aanbieder(work.session, stuk.agb)
    uitkomst = await oordeel_over(work, stuk, bericht)
    if await moet_wachten(work, stuk, uitkomst.oordelen):
        return
    identificatie = await volgende_identificatie(work, soort_van(stuk.wet, "325"), stuk.gemeente)
    antwoord = antwoord_op(work, bericht, uitkomst, identificatie)
    prestaties = _prestaties(bericht)
    beoordeeld = _beoordeeld(bericht, uitkomst.oordelen, await budgethouders(work, stuk, prestaties))
    declaratie = _declaratie(work, stuk, bericht, antwoord, beoordeeld)
    await store.add(work.session, declaratie)
    if uitkomst.oordelen:
        await store_schrijven.add_prestaties(work.session, _rows(declaratie, prestaties, beoordeeld))
        await store_schrijven.add_saldi(
            work.session, stuk.gemeente, stuk.agb, declaratie.wet, saldi(prestaties, beoordeeld)
        )
    await verzend(
        work, antwoord, gemeente=stuk.gemeente, agb=stuk.agb, identificatie=identificatie, antwoord_op=stuk.id
    )
    await work.tell(DECLARATIE_BEANTWOORD, declaratie.id, _event_data(declaratie, beoordeeld))
    await _zet_klaar_om_te_betalen(work, declaratie, identificatie, te_betalen(beoordeeld))
    if any(each.bedrag < 0 and each.is_toegekend for each in beoordeeld):
        await verreken_credits(work, declaratie.id)


async def _zet_klaar_om_te_betalen(
    work: Work, declaratie: Declaratie, identificatie: str, bedragen: Sequence[TeBetalen]
) -> None:
    """What each municipality pays on it, for its next payment run, and told for who pays otherwise."""
    await store_betaalposten.add_van_declaratie(work.session, declaratie, bedragen, work.today)
    await store_jaarafsluitingen.noteer_na_afsluiting(work.session, declaratie.id, declaratie.agb)
    for each in bedragen:
        betaling = _betaling(declaratie, identificatie, each)
        # The same event when it is answered again after a backup was put back: who pays by it pays once.
        event_id = id_within(declaratie.id, f"{BETALING_VASTGESTELD.name}/{each.budgethouder}")
        await work.tell(BETALING_VASTGESTELD, f"{declaratie.id}-{each.budgethouder}", betaling, event_id=event_id)


@contextmanager
def _zonder_opruimen() -> Iterator[None]:
    """No garbage collection meanwhile: nearly all that is made stays, and looking through it takes a quarter."""
    opruimen = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if opruimen:
            gc.enable()


async def oordeel_over(work: Work, stuk: Poststuk, bericht: Bericht323) -> Uitkomst:
    """Judge a message against what is known now. Only reads: a trial (proef=true) is judged by the same code."""
    bevindingen = await controleer_aankomst(work, stuk, bericht) or await _als_geheel(work, stuk, bericht)
    if bevindingen:
        return Uitkomst(bevindingen, [])
    gehasht = [work.vault.hash(BSN, client.bsn.encode()) for client in bericht.declaratie.clienten]
    bsn_hashes = [each.compared for each in gehasht]
    stand = await _stand(work, stuk, bericht, {form for each in gehasht for form in each.forms})
    # In a thread: 40,000 lines take a while, and other callers should not wait for it.
    oordelen = await asyncio.to_thread(beoordeel, bericht.declaratie.clienten, bsn_hashes, stand)
    return Uitkomst(_bevindingen(oordelen), oordelen)


def antwoord_op(work: Work, bericht: Bericht323, uitkomst: Uitkomst, identificatie: str) -> Bericht325:
    """The 325, of today, under this Identificatie."""
    return wetten.declaratie_antwoord(
        bericht, uitkomst.bevindingen, identificatie=identificatie, dagtekening=work.today
    )


async def _als_geheel(work: Work, stuk: Poststuk, bericht: Bericht323) -> list[wetten.Bevinding]:
    """The rules on which a declaration is rejected whole, as if it was never sent."""
    declaratie, wet = bericht.declaratie, stuk.wet
    begin = declaratie.declaratie_periode.begindatum
    over_later = await store_declaraties.ingediend_over_later(work.session, stuk.gemeente, stuk.agb, wet, begin)
    gebroken = {
        "TR333": await store_declaraties.is_declaratienummer_gebruikt(
            work.session, stuk.agb, wet, declaratie.declaratie_nummer
        ),
        "TR318": not tr318(stuk.dagtekening, stuk.id, over_later),
    }
    return [wetten.bevinding(nummer, DECLARATIE) for nummer, is_gebroken in gebroken.items() if is_gebroken]


async def _stand(work: Work, stuk: Poststuk, bericht: Bericht323, bsn_hashes: Collection[str]) -> Stand:
    session, wet = work.session, stuk.wet
    waar = (stuk.gemeente, stuk.agb, wet)
    prestaties = _prestaties(bericht)
    nummers = {each.toewijzing_nummer for each in prestaties}
    referenties = {each.product_referentie.referentie_nummer for each in prestaties}
    genoemd = {vorig for each in prestaties if (vorig := each.product_referentie.vorig_referentie_nummer) is not None}
    periode = bericht.declaratie.declaratie_periode
    dagen = {each.product_periode.begindatum for each in prestaties}
    modellen = {dag: model_van([stuk.gemeente], dag) for dag in dagen}
    stand = Stand(
        gemeente=stuk.gemeente,
        declaratieperiode_einde=periode.einddatum,
        toewijzingen=_onder_een_sleutel(
            work, await store_toewijzingen.toewijzingen(session, *waar, nummers, bsn_hashes)
        ),
        productlijsten={
            dag: frozenset((each.categorie, each.code) for each in model.producten)
            for dag, model in modellen.items()
            if model is not None
        },
        tarieven=await store_toewijzingen.tarieven(work.session, stuk.agb),
        gebruikte_referenties=await store_stand.gebruikte_referenties(session, stuk.agb, wet, referenties),
        debet=await store_stand.genoemd_debet(session, *waar, genoemd),
        gecrediteerd=await store_stand.gecrediteerd(session, *waar, genoemd),
        open_debet=await store_stand.open_debet(
            session, *waar, {(each.toewijzing_nummer, each.product_periode.begindatum) for each in prestaties}
        ),
    )
    for (nummer, eenheid), saldo in (await store_stand.saldi(session, *waar, nummers)).items():
        stand.tel_eerder(nummer, eenheid, saldo.volume, saldo.bedrag)
    return stand


def _onder_een_sleutel(work: Work, bekend: dict[int, BekendeToewijzing]) -> dict[int, BekendeToewijzing]:
    """The same with every hash of a BSN in one form: while keys change, not all are kept under the same."""
    for nummer, each in bekend.items():
        bsn_hash = work.vault.compared(BSN, each.bsn_hash)
        if bsn_hash != each.bsn_hash:
            bekend[nummer] = each._replace(bsn_hash=bsn_hash)
    return bekend


def _prestaties(bericht: Bericht323) -> list[Prestatie]:
    return [prestatie for client in bericht.declaratie.clienten for prestatie in client.prestaties]


def _bevindingen(oordelen: Sequence[ClientOordeel]) -> list[wetten.Bevinding]:
    """The broken rules, each at the class that it hits."""
    bevindingen = []
    for c, client in enumerate(oordelen, 1):
        pad = f"{DECLARATIE}/Clienten/Client[{c}]"
        bevindingen += [wetten.bevinding(nummer, pad) for nummer in client.regels]
        for p, nummers in enumerate(client.prestaties, 1):
            bevindingen += [wetten.bevinding(nummer, f"{pad}/Prestaties/Prestatie[{p}]") for nummer in nummers]
    return bevindingen


def _beoordeeld(
    bericht: Bericht323, oordelen: Sequence[ClientOordeel], betalers: Sequence[str]
) -> list[BeoordeeldePrestatie]:
    """Every line with its judgement and who pays; a declaration that was rejected whole has none granted."""
    beoordeeld: list[BeoordeeldePrestatie] = []
    for c, client in enumerate(bericht.declaratie.clienten):
        for p, prestatie in enumerate(client.prestaties):
            is_credit = prestatie.ingediend_bedrag.debet_credit == DebetCredit.CREDIT
            beoordeeld.append(
                BeoordeeldePrestatie(
                    code=prestatie.product_code,
                    bedrag=-prestatie.ingediend_bedrag.bedrag if is_credit else prestatie.ingediend_bedrag.bedrag,
                    is_toegekend=bool(oordelen) and oordelen[c].is_toegekend(p),
                    gebroken=(oordelen[c].regels or oordelen[c].prestaties[p]) if oordelen else (),
                    budgethouder=betalers[len(beoordeeld)],
                )
            )
    return beoordeeld


def _declaratie(
    work: Work, stuk: Poststuk, bericht: Bericht323, antwoord: Bericht325, beoordeeld: Sequence[BeoordeeldePrestatie]
) -> Declaratie:
    deel = antwoord.declaratie_antwoord
    return Declaratie(
        id=stuk.id,
        gemeente=stuk.gemeente,
        wet=stuk.wet,
        agb=stuk.agb,
        declaratienummer=bericht.declaratie.declaratie_nummer,
        declaratieperiode=bericht.declaratie.declaratie_periode.begindatum.replace(day=1),
        ontvangen_op=stuk.op,
        beantwoord_op=work.now,
        retourcode=(deel.retour_codes if deel else antwoord.header.retour_codes)[0],
        bedrag_ingediend=sum(each.bedrag for each in beoordeeld),
        bedrag_toegekend=sum(each.bedrag for each in beoordeeld if each.is_toegekend),
    )


def _rows(
    declaratie: Declaratie, prestaties: Sequence[Prestatie], beoordeeld: Sequence[BeoordeeldePrestatie]
) -> Iterator[Rij]:
    """The lines as `store.schrijven.PRESTATIE` has them."""
    codes = cache(json.dumps)
    return (
        (
            declaratie.id,
            index,
            declaratie.gemeente,
            declaratie.wet.value,
            declaratie.agb,
            prestatie.product_referentie.referentie_nummer,
            prestatie.product_referentie.vorig_referentie_nummer,
            prestatie.toewijzing_nummer,
            prestatie.product_categorie.value,
            prestatie.product_code,
            prestatie.product_periode.begindatum,
            prestatie.product_periode.einddatum,
            prestatie.geleverd_volume,
            prestatie.eenheid.value,
            prestatie.product_tarief,
            prestatie.ingediend_bedrag.bedrag,
            prestatie.ingediend_bedrag.debet_credit is DebetCredit.CREDIT,
            oordeel.is_toegekend,
            codes(oordeel.gebroken),
            oordeel.budgethouder,
        )
        for index, (prestatie, oordeel) in enumerate(zip(prestaties, beoordeeld, strict=True), 1)
    )


def _event_data(declaratie: Declaratie, beoordeeld: Sequence[BeoordeeldePrestatie]) -> DeclaratieBeantwoord:
    retourcodes = {nummer: rule.retourcode or "" for nummer, rule in wetten.REGELS.items()}
    telling = Counter(each.is_toegekend for each in beoordeeld)
    return DeclaratieBeantwoord(
        declaratie_id=declaratie.id,
        bericht_id=declaratie.id,
        gemeente=declaratie.gemeente,
        wet=declaratie.wet,
        agb=declaratie.agb,
        declaratieperiode=declaratie.declaratieperiode,
        ontvangen_op=declaratie.ontvangen_op,
        beantwoord_op=declaratie.beantwoord_op,
        retourcode=declaratie.retourcode,
        prestaties_ingediend=len(beoordeeld),
        prestaties_toegekend=telling[True],
        prestaties_afgewezen=telling[False],
        bedrag_ingediend=declaratie.bedrag_ingediend,
        bedrag_toegekend=declaratie.bedrag_toegekend,
        afkeuringen=tuple(
            Afkeuring.model_validate(each, from_attributes=True) for each in afkeuringen(beoordeeld, retourcodes)
        ),
        producten=tuple(ProductTotaal.model_validate(each, from_attributes=True) for each in per_product(beoordeeld)),
    )


def _betaling(declaratie: Declaratie, antwoord: str, te_betalen: TeBetalen) -> BetalingVastgesteld:
    return BetalingVastgesteld(
        declaratie_id=declaratie.id,
        budgethouder=te_betalen.budgethouder,
        gemeente=declaratie.gemeente,
        wet=declaratie.wet,
        agb=declaratie.agb,
        declaratienummer=declaratie.declaratienummer,
        declaratieperiode=declaratie.declaratieperiode,
        identificatie_325=antwoord,
        beantwoord_op=declaratie.beantwoord_op,
        debet=te_betalen.debet,
        credit=te_betalen.credit,
        bedrag=te_betalen.debet - te_betalen.credit,
    )
