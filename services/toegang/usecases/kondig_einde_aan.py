"""Warn clients before an indication ends, as long before as the inkoopmodel says, and what follows (M38)."""

from datetime import date

from chassis.work import Work
from gebeurtenissen.plan import (
    INDICATIE_GEWAARSCHUWD,
    INDICATIE_LOOPT_AF,
    VERVOLG_BEPAALD,
    IndicatieGewaarschuwd,
    IndicatieLooptAf,
    VervolgBepaald,
)
from inkoop import gemeentecodes, laad, model_van
from toegang import store
from toegang.domain.indicatie import Kanaal, Vervolg, bericht, mag_versturen, waarschuwen_tot
from toegang.domain.logboek import Wat
from toegang.store import plan as planstore
from toegang.tables import AflopendeIndicatie, Beschikking, BeschiktProduct
from weigering import Weigering


async def kondig_einde_aan(work: Work) -> None:
    """Warn, in every municipality, of each product that ends within its term; each product once."""
    await work.wait_for_turn("indicaties die aflopen")
    for gemeente in sorted(gemeentecodes()):
        model = model_van([gemeente], work.today)
        if model is None:
            continue
        tot = waarschuwen_tot(model, work.today)
        for product, beschikking in await planstore.zonder_waarschuwing(work.session, gemeente, work.today, tot):
            await _waarschuw(work, product, beschikking)


def bericht_van(indicatie: AflopendeIndicatie, kind: str | None = None) -> str:
    """What the client reads, in the words of the inkoopmodel by which the help goes; or the parents of `kind`."""
    naam = laad(indicatie.inkoopmodel).product(indicatie.code).naam
    vervolg = Vervolg(indicatie.vervolg) if indicatie.vervolg else None
    return bericht(naam, indicatie.einddatum, vervolg, indicatie.wet, kind)


async def bepaal_vervolg(work: Work, indicatie: AflopendeIndicatie, vervolg: Vervolg) -> None:
    """What follows when the support ends, in the place of what was said before."""
    indicatie.vervolg = vervolg
    indicatie.versie += 1
    work.note([indicatie.client_id], Wat.VERVOLG_BEPAALD, indicatie.product_id)
    data = VervolgBepaald.model_validate(indicatie, from_attributes=True)
    await work.tell(VERVOLG_BEPAALD, indicatie.product_id, data)


async def verstuur(work: Work, indicatie: AflopendeIndicatie, kanaal: Kanaal, op: date) -> None:
    """The warning went to the client. Raises Weigering as `mag_versturen`, and for a day that cannot be."""
    if not indicatie.gewaarschuwd_op <= op <= work.today:
        raise Weigering("Kies een dag vanaf de aankondiging, tot en met vandaag.", veld="body.verstuurdOp")
    if not mag_versturen(indicatie.kanaal, kanaal):
        return
    indicatie.kanaal, indicatie.verstuurd_op = kanaal, op
    indicatie.versie += 1
    work.note([indicatie.client_id], Wat.GEWAARSCHUWD, indicatie.product_id)
    data = IndicatieGewaarschuwd.model_validate(indicatie, from_attributes=True)
    await work.tell(INDICATIE_GEWAARSCHUWD, indicatie.product_id, data)


async def _waarschuw(work: Work, product: BeschiktProduct, beschikking: Beschikking) -> None:
    assert product.einddatum is not None  # the query asks for an end
    indicatie = AflopendeIndicatie(
        product_id=product.id,
        beschikking_id=beschikking.id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        inkoopmodel=product.inkoopmodel or beschikking.inkoopmodel,
        code=product.code,
        einddatum=product.einddatum,
        gewaarschuwd_op=work.today,
    )
    await store.add(work.session, indicatie)
    data = IndicatieLooptAf.model_validate(indicatie, from_attributes=True)
    await work.tell(INDICATIE_LOOPT_AF, product.id, data)
