"""Judge WMO323s, store every line, answer each with a WMO325 and tell the totals."""

import gc
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import chain

import wetten
from berichtenverkeer.nummers import volgende_identificaties
from berichtenverkeer.post import Uitgaand, verzend
from berichtenverkeer.verwerking import Binnengekomen
from chassis.identifiers import id_within, new_id
from chassis.tracing import going_on_from
from chassis.work import Work
from declaratie import store
from declaratie.domain.kalender import eerste_van_maand
from declaratie.domain.oordeel import ClientOordeel
from declaratie.domain.samenvatting import BeoordeeldePrestatie, TeBetalen, afkeuringen, per_product, saldi, te_betalen
from declaratie.domain.volgorde import rondes
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.store import schrijven as store_schrijven
from declaratie.tables import Declaratie
from declaratie.usecases.oordeel_over import Uitkomst, oordelen_over, prestaties_van, waar_van
from declaratie.usecases.vorderingen import verreken_credits
from declaratie.usecases.wacht_op_toewijzing import laat_wachten
from declaratie.usecases.wie_betaalt import budgethouders
from gebeurtenissen.declaratie import (
    BETALING_VASTGESTELD,
    DECLARATIE_BEANTWOORD,
    Afkeuring,
    BetalingVastgesteld,
    DeclaratieBeantwoord,
    ProductTotaal,
)
from istandaard.berichten.bericht323 import Bericht323, Prestatie
from istandaard.berichten.bericht325 import Bericht325
from istandaard.codes import DebetCredit
from wetten import soort_van

Rij = tuple[object, ...]


@dataclass(frozen=True)
class _Beantwoord:
    """A message with its answer, and the lines as they were judged."""

    binnen: Binnengekomen[Bericht323]
    antwoord: Bericht325
    declaratie: Declaratie
    prestaties: Sequence[Prestatie]
    beoordeeld: Sequence[BeoordeeldePrestatie]
    te_betalen: Sequence[TeBetalen]
    """What each municipality pays on it."""
    is_geboekt: bool
    """Whether its lines were judged, and not the message rejected whole."""


async def beoordeel_declaraties(work: Work, binnen: Sequence[Binnengekomen[Bericht323]]) -> None:
    """One 325 per 323, or it waits (OP080). What is granted counts at once for every later line of a provider."""
    with _zonder_opruimen():
        await store.lock_aanbieders(work.session, {each.stuk.agb for each in binnen})
        for ronde in rondes([each.stuk.agb for each in binnen]):
            await _beoordeel(work, [binnen[plek] for plek in ronde])


async def _beoordeel(work: Work, binnen: Sequence[Binnengekomen[Bericht323]]) -> None:
    """Judge messages of as many providers together."""
    uitkomsten = await oordelen_over(work, [(each.stuk, each.bericht) for each in binnen])
    wachten = await laat_wachten(
        work, [(each.stuk, uitkomst.oordelen) for each, uitkomst in zip(binnen, uitkomsten, strict=True)]
    )
    klaar = [each for each in zip(binnen, uitkomsten, strict=True) if each[0].stuk.id not in wachten]
    if klaar:
        beantwoord = await _beantwoord(work, klaar)
        await _leg_vast(work, beantwoord)
        for each in beantwoord:
            with going_on_from(each.binnen.traceparent):
                await _vertel(work, each)


async def _beantwoord(work: Work, klaar: Sequence[tuple[Binnengekomen[Bericht323], Uitkomst]]) -> list[_Beantwoord]:
    prestaties = [prestaties_van(each.bericht) for each, _ in klaar]
    betalers = await budgethouders(work, [(each.stuk, van) for (each, _), van in zip(klaar, prestaties, strict=True)])
    stukken = [each.stuk for each, _ in klaar]
    reeksen = [(soort_van(each.wet, "325"), each.gemeente, each.agb) for each in stukken]
    nummers = await volgende_identificaties(work, reeksen)
    beantwoord = []
    for (each, uitkomst), van, betaler, nummer in zip(klaar, prestaties, betalers, nummers, strict=True):
        antwoord = antwoord_op(work, each.bericht, uitkomst, nummer)
        beoordeeld = _beoordeeld(each.bericht, uitkomst.oordelen, betaler)
        declaratie = _declaratie(work, each, antwoord, nummer, beoordeeld)
        beantwoord.append(
            _Beantwoord(
                each,
                antwoord,
                declaratie,
                van,
                beoordeeld,
                te_betalen(beoordeeld),
                is_geboekt=bool(uitkomst.oordelen),
            )
        )
    return beantwoord


async def _leg_vast(work: Work, beantwoord: Sequence[_Beantwoord]) -> None:
    """Keep the answers, the lines, and what each municipality pays on them, for its next payment run."""
    session, declaraties = work.session, [each.declaratie for each in beantwoord]
    geboekt = [each for each in beantwoord if each.is_geboekt]
    await store.add(session, *declaraties)
    if geboekt:
        await store_schrijven.add_prestaties(session, chain.from_iterable(map(_rows, geboekt)))
    erbij = [(waar_van(each.binnen.stuk), saldi(each.prestaties, each.beoordeeld)) for each in geboekt]
    await store_schrijven.add_saldi(session, erbij)
    await verzend(work, *map(_uitgaand, beantwoord))
    posten = [(each.declaratie, each.te_betalen) for each in beantwoord]
    await store_betaalposten.add_van_declaraties(session, posten, work.today)
    await store_jaarafsluitingen.noteer_na_afsluiting(session, declaraties)


def _uitgaand(each: _Beantwoord) -> Uitgaand:
    stuk = each.binnen.stuk
    return Uitgaand(
        each.antwoord,
        stuk.gemeente,
        stuk.agb,
        each.declaratie.identificatie_325,
        antwoord_op=stuk.id,
        bericht_id=each.declaratie.antwoord_id,
        traceparent=each.binnen.traceparent,
    )


async def _vertel(work: Work, each: _Beantwoord) -> None:
    """Tell what was answered, and what each municipality pays on it for who pays otherwise."""
    declaratie = each.declaratie
    await work.tell(DECLARATIE_BEANTWOORD, declaratie.id, _event_data(declaratie, each.beoordeeld))
    for bedrag in each.te_betalen:
        betaling = _betaling(declaratie, bedrag)
        # The same event when it is answered again after a backup was put back: who pays by it pays once.
        event_id = id_within(declaratie.id, f"{BETALING_VASTGESTELD.name}/{bedrag.budgethouder}")
        await work.tell(BETALING_VASTGESTELD, f"{declaratie.id}-{bedrag.budgethouder}", betaling, event_id=event_id)
    if any(lijn.bedrag < 0 and lijn.is_toegekend for lijn in each.beoordeeld):
        await verreken_credits(work, declaratie.id)


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


def antwoord_op(work: Work, bericht: Bericht323, uitkomst: Uitkomst, identificatie: str) -> Bericht325:
    """The 325, of today, under this Identificatie."""
    return wetten.declaratie_antwoord(
        bericht, uitkomst.bevindingen, identificatie=identificatie, dagtekening=work.today
    )


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
                    maand=eerste_van_maand(prestatie.product_periode.begindatum),
                )
            )
    return beoordeeld


def _declaratie(
    work: Work,
    binnen: Binnengekomen[Bericht323],
    antwoord: Bericht325,
    identificatie: str,
    beoordeeld: Sequence[BeoordeeldePrestatie],
) -> Declaratie:
    stuk, bericht, deel = binnen.stuk, binnen.bericht, antwoord.declaratie_antwoord
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
        identificatie_323=stuk.identificatie,
        dagtekening=stuk.dagtekening,
        antwoord_id=new_id(),
        identificatie_325=identificatie,
    )


def _rows(each: _Beantwoord) -> Iterator[Rij]:
    """The lines as `store.schrijven.PRESTATIE` has them."""
    codes, declaratie = cache(json.dumps), each.declaratie
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
        for index, (prestatie, oordeel) in enumerate(zip(each.prestaties, each.beoordeeld, strict=True), 1)
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


def _betaling(declaratie: Declaratie, te_betalen: TeBetalen) -> BetalingVastgesteld:
    return BetalingVastgesteld(
        declaratie_id=declaratie.id,
        budgethouder=te_betalen.budgethouder,
        gemeente=declaratie.gemeente,
        wet=declaratie.wet,
        agb=declaratie.agb,
        declaratienummer=declaratie.declaratienummer,
        declaratieperiode=declaratie.declaratieperiode,
        identificatie_325=declaratie.identificatie_325,
        beantwoord_op=declaratie.beantwoord_op,
        debet=te_betalen.debet,
        credit=te_betalen.credit,
        bedrag=te_betalen.debet - te_betalen.credit,
    )
