"""PGBs: what the SVB has to know of them, and what it tells of payments (M16; Wmo 2015, 2.6.2)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bladen import CSV, lees
from chassis.identifiers import new_id
from chassis.tracing import going_on_from
from chassis.work import Work
from gebeurtenissen.pgb import PGB_BESTEED, PGB_TOEGEKEND, PgbBestedingInMaand, PgbBesteed, PgbJaar, PgbToegekend
from inkoop import Inkoopmodel, laad
from istandaard.codes import Eenheid
from toegang.bodies.pgb import BestedingenUitkomst
from toegang.bodies.sociale_basis import RijfoutView
from toegang.domain.logboek import Wat
from toegang.domain.pgb import (
    KOLOMMEN,
    Besteding,
    Rijfout,
    Toekenning,
    Toekenningsoort,
    lees_besteding,
    pgb_tarief,
    toekenning_van,
    volgt,
)
from toegang.store import pgb as bron
from toegang.tables import Beschikking, BeschiktProduct, PgbBesteding, PgbToekenning

PER_KEER = 100
"""Clients in one transaction of the tick."""
PER_DEEL = 500
"""Payments in one event, and marks in one query."""


async def werk_pgbs_bij(work: Work, vanwege: Mapping[str, str | None]) -> None:
    """Tell what is new or other in the PGBs of these clients; who is not known any more has none.

    `vanwege`: clients, each with where in a trace it came up.
    """
    await work.wait_for_turn(*(f"pgb {each}" for each in vanwege))
    pgbs = await bron.pgbs_van(work.session, vanwege)
    if not pgbs:
        return
    laatste = await bron.laatste(work.session, [product.id for _, product in pgbs])
    for beschikking, product in pgbs:
        eerder, nu = laatste.get(product.id), _toekenning(product)
        soort = volgt(Toekenning(eerder.begin, eerder.einde, eerder.budget) if eerder else None, nu)
        if soort is not None:
            with going_on_from(vanwege[beschikking.client_id]):
                await _vertel(work, beschikking, product, nu, soort)
    await work.session.flush()


async def vertel_oude_pgbs(work: Work) -> None:
    """Tell of PGBs that were decided on before anybody told the SVB."""
    await werk_pgbs_bij(work, dict.fromkeys(await bron.nooit_verteld(work.session, PER_KEER)))


def _toekenning(product: BeschiktProduct) -> Toekenning:
    return toekenning_van(product.ingangsdatum, product.einddatum, product.budget, product.laatste_dag)


async def _vertel(
    work: Work, beschikking: Beschikking, product: BeschiktProduct, nu: Toekenning, soort: Toekenningsoort
) -> None:
    row = PgbToekenning(
        id=new_id(),
        product_id=product.id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        code=product.code,
        op=work.today,
        soort=soort,
        begin=nu.begin,
        einde=nu.einde,
        budget=nu.budget,
        per_jaar={str(jaar): bedrag for jaar, bedrag in nu.per_jaar.items()},
        tarief=pgb_tarief_van(laad(beschikking.inkoopmodel), product),
    )
    work.session.add(row)
    data = PgbToegekend(
        toekenning_id=row.id,
        product_id=product.id,
        beschikking_id=beschikking.id,
        client_id=row.client_id,
        gemeente=row.gemeente,
        wet=row.wet,
        code=row.code,
        soort=soort.value,
        begin=nu.begin,
        einde=nu.einde,
        budget=nu.budget,
        per_jaar=tuple(PgbJaar(jaar=jaar, bedrag=bedrag) for jaar, bedrag in nu.per_jaar.items()),
        tarief=row.tarief,
    )
    await work.tell(PGB_TOEGEKEND, product.id, data)


def pgb_tarief_van(model: Inkoopmodel, product: BeschiktProduct) -> int | None:
    """Eurocents per unit on the first day; None for what is bought in euros: that has no price per piece."""
    if product.eenheid == Eenheid.EUROS:
        return None
    return pgb_tarief(model.tarief_op(product.code, max(product.ingangsdatum, model.versie)), model.pgb.tarief_procent)


async def lees_bestedingen(work: Work, gemeente: str, inhoud: bytes, *, proef: bool) -> BestedingenUitkomst:
    """Keep the payments in a file and tell them; none when a row is wrong, and none twice.

    Raises bladen.BestandFout for what is no such file.
    """
    rijen = lees(CSV, inhoud, KOLOMMEN)
    await work.wait_for_turn(f"pgb-bestedingen {gemeente}")
    pgbs = await _pgbs(work, gemeente, {cellen["toekenning"] for _, cellen in rijen})
    # By what was decided: what was paid after a PGB was stopped was paid all the same, and so is what comes back.
    looptijden = {each.id: Toekenning(each.ingangsdatum, each.einddatum, each.budget) for _, each in pgbs.values()}
    eerder = {each.kenmerk: each for each in await _bekend(work, gemeente, {cellen["kenmerk"] for _, cellen in rijen})}
    fouten: list[Rijfout] = []
    nieuw: dict[str, Besteding] = {}
    gezien: dict[str, int] = {}
    for nummer, cellen in rijen:
        gelezen = lees_besteding(nummer, cellen, looptijden, work.today)
        if isinstance(gelezen, list):
            fouten += gelezen
        elif (plek := gezien.setdefault(gelezen.kenmerk, nummer)) != nummer:
            fouten.append(Rijfout(nummer, "kenmerk", f"Dit kenmerk staat ook in rij {plek}."))
        elif (oud := eerder.get(gelezen.kenmerk)) is None:
            nieuw[gelezen.kenmerk] = gelezen
        elif _als_besteding(oud) != gelezen:
            fouten.append(Rijfout(nummer, "kenmerk", "Een andere betaling had dit kenmerk al."))
    if not fouten and not proef:
        await _bewaar(work, gemeente, list(nieuw.values()), pgbs)
    return BestedingenUitkomst(
        proef=proef,
        nieuw=len(nieuw),
        bekend=len(gezien) - len(nieuw) if not fouten else 0,
        bedrag=sum(each.bedrag for each in nieuw.values()),
        fouten=[RijfoutView.model_validate(each, from_attributes=True) for each in fouten],
    )


async def _pgbs(work: Work, gemeente: str, ids: Collection[str]) -> dict[str, bron.Pgb]:
    found = [pgb for deel in _delen(sorted(ids)) for pgb in await bron.pgbs_met(work.session, gemeente, deel)]
    return {product.id: (beschikking, product) for beschikking, product in found}


async def _bekend(work: Work, gemeente: str, kenmerken: Collection[str]) -> list[PgbBesteding]:
    return [each for deel in _delen(sorted(kenmerken)) for each in await bron.bekend(work.session, gemeente, deel)]


def _delen(alles: Sequence[str]) -> list[Sequence[str]]:
    return [alles[begin : begin + PER_DEEL] for begin in range(0, len(alles), PER_DEEL)]


def _als_besteding(row: PgbBesteding) -> Besteding:
    return Besteding(row.kenmerk, row.product_id, row.maand, row.bedrag, row.betaald_op)


async def _bewaar(work: Work, gemeente: str, nieuw: Sequence[Besteding], pgbs: dict[str, bron.Pgb]) -> None:
    bestand_id = new_id()
    for deel, begin in enumerate(range(0, len(nieuw), PER_DEEL), 1):
        hier = nieuw[begin : begin + PER_DEEL]
        work.session.add_all(_rij(each, gemeente, pgbs[each.product_id][0].client_id, work.today) for each in hier)
        bestedingen = tuple(
            PgbBestedingInMaand(
                product_id=each.product_id,
                code=pgbs[each.product_id][1].code,
                maand=each.maand,
                bedrag=each.bedrag,
                betaald_op=each.betaald_op,
            )
            for each in hier
        )
        data = PgbBesteed(bestand_id=bestand_id, deel=deel, gemeente=gemeente, bestedingen=bestedingen)
        await work.tell(PGB_BESTEED, bestand_id, data)
    await work.session.flush()
    work.note(sorted({pgbs[each.product_id][0].client_id for each in nieuw}), Wat.PGB_BESTEED, bestand_id)


def _rij(each: Besteding, gemeente: str, client_id: str, vandaag: date) -> PgbBesteding:
    return PgbBesteding(
        id=new_id(),
        product_id=each.product_id,
        client_id=client_id,
        gemeente=gemeente,
        kenmerk=each.kenmerk,
        maand=each.maand,
        bedrag=each.bedrag,
        betaald_op=each.betaald_op,
        ingelezen_op=vandaag,
    )
