"""A plan is shared with the provider of a product, who works it out and evaluates (M122)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from chassis.bsn import mask_bsn
from chassis.events import Heard, newest
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.plan import PLANDEEL_GEDEELD, UITWERKING_VASTGELEGD, PlandeelGedeeld, UitwerkingVastgelegd
from gebeurtenissen.toewijzing import ToewijzingToegewezen, ToewijzingVerlengd
from istandaard.codes import RedenWijziging
from toegang import store
from toegang.bodies.plandeel import NieuweUitwerking
from toegang.domain.logboek import Wat
from toegang.domain.plandeel import check_delen, check_uitwerking
from toegang.store import plan as planstore
from toegang.store import plandeel as bron
from toegang.tables import BeschiktProduct, Doel, GedeeldDoel, Plan, ToegewezenProduct, Uitwerking
from toegang.tables.beschermd import UITWERKING
from weigering import Weigering

VanToewijzing = TypeVar("VanToewijzing", ToewijzingToegewezen, ToewijzingVerlengd)


async def deel_doel(work: Work, plan: Plan, doel: Doel, product_ids: Sequence[str]) -> None:
    """The providers of these products see the goal, and nobody else. Raises Weigering.

    What a provider has worked out stays, also when it sees the goal no longer.
    """
    van = await bron.clienten_van_producten(work.session, product_ids)
    if onbekend := sorted(set(product_ids) - van.keys()):
        reden = f"Dit product kennen we niet: {onbekend[0]}."
        raise Weigering(reden, veld="body.productIds", regel="M122")
    check_delen(plan.status, doel.client_id, van)
    eerder = {each.product_id for each in await bron.gedeeld_van(work.session, doel.id)}
    await bron.verwijder_delingen(work.session, doel.id)
    rows = [
        GedeeldDoel(id=new_id(), doel_id=doel.id, product_id=each, client_id=doel.client_id, gedeeld_op=work.today)
        for each in sorted(van)
    ]
    await store.add(work.session, *rows)
    for product_id in sorted(eerder ^ van.keys()):
        doelen = await bron.gedeelde_doelen(work.session, product_id)
        data = PlandeelGedeeld(
            product_id=product_id,
            plan_id=plan.id,
            client_id=doel.client_id,
            gemeente=plan.gemeente,
            doelen=len([each for each in doelen if each.plan_id == plan.id]),
        )
        await work.tell(PLANDEEL_GEDEELD, product_id, data)


async def werk_uit(work: Work, toegewezen: ToegewezenProduct, nieuw: NieuweUitwerking) -> Uitwerking:
    """What a provider adds to a goal that it may see. Raises Weigering, also for a text with a BSN in it."""
    doelen = {each.id: each for each in await bron.gedeelde_doelen(work.session, toegewezen.product_id)}
    doel = doelen.get(nieuw.doel_id)
    if doel is None:
        raise Weigering("Dit doel is niet met u gedeeld.", veld="body.doelId", regel="M122")
    plan = await planstore.plan(work.session, doel.plan_id)
    assert plan is not None  # a foreign key holds it
    check_uitwerking(plan.status, nieuw.soort, nieuw.op, nieuw.voortgang, work.today)
    if mask_bsn(nieuw.tekst) != nieuw.tekst:
        raise Weigering("Laat het burgerservicenummer weg.", veld="body.tekst", regel="M122")
    uitwerking_id = new_id()
    row = Uitwerking(
        id=uitwerking_id,
        doel_id=doel.id,
        product_id=toegewezen.product_id,
        client_id=doel.client_id,
        gemeente=plan.gemeente,
        agb=toegewezen.agb,
        soort=nieuw.soort.value,
        op=nieuw.op,
        voortgang=nieuw.voortgang.value if nieuw.voortgang else None,
        inhoud=work.vault.seal(UITWERKING, uitwerking_id, nieuw.tekst.encode()),
    )
    await store.add(work.session, row)
    work.note([doel.client_id], Wat.PLAN_UITGEWERKT, plan.id)
    await _vertel(work, row, plan.id)
    return row


async def _vertel(work: Work, row: Uitwerking, plan_id: str) -> None:
    namen = ("doel_id", "product_id", "client_id", "gemeente", "agb", "soort", "op", "voortgang")
    velden = {naam: getattr(row, naam) for naam in namen} | {"uitwerking_id": row.id, "plan_id": plan_id}
    await work.tell(UITWERKING_VASTGELEGD, row.id, UitwerkingVastgelegd.model_validate(velden))


def lees_uitwerking(work: Work, row: Uitwerking) -> str:
    """What a provider wrote."""
    return work.vault.open(UITWERKING, row.id, row.inhoud).decode()


def mag_zien(toegewezen: ToegewezenProduct | None, agb: str | None, vandaag: date) -> bool:
    """Whether a provider has this assignment: it runs, or is going to."""
    return (
        toegewezen is not None
        and toegewezen.agb == agb
        and toegewezen.telt
        and (toegewezen.einddatum is None or toegewezen.einddatum >= vandaag)
    )


async def hoor_toegewezen(work: Work, heard: Sequence[Heard[ToewijzingToegewezen]]) -> None:
    """Who has a product; what was taken back is nobody's."""
    product_van = {each.data.toewijzing_id: each.data.product_id or each.data.toewijzing_id for each in heard}
    rows = [
        _rij(
            each,
            product_van[each.data.toewijzing_id],
            each.data,
            telt=each.data.reden_wijziging != RedenWijziging.VERWIJDERD,
        )
        for each in await _te_houden(work, heard, product_van)
    ]
    await bron.houd_toegewezen(work.session, rows)


async def hoor_verlengd(work: Work, heard: Sequence[Heard[ToewijzingVerlengd]]) -> None:
    """Products whose days were added to what their provider has already."""
    producten = await bron.producten(work.session, {each.data.toewijzing_id for each in heard})
    te_houden = await _te_houden(work, heard, {each: each for each in producten})
    rows = [_rij(each, each.data.toewijzing_id, producten[each.data.toewijzing_id], telt=True) for each in te_houden]
    await bron.houd_toegewezen(work.session, rows)


def _rij(
    heard: Heard[VanToewijzing], product_id: str, termijn: ToewijzingToegewezen | BeschiktProduct, *, telt: bool
) -> dict[str, object]:
    return {
        "toewijzing_id": heard.data.toewijzing_id,
        "product_id": product_id,
        "client_id": heard.data.client_id,
        "agb": heard.data.agb,
        "ingangsdatum": termijn.ingangsdatum,
        "einddatum": termijn.einddatum,
        "telt": telt,
        "sequence": heard.sequence,
    }


async def _te_houden(
    work: Work, heard: Sequence[Heard[VanToewijzing]], product_van: Mapping[str, str]
) -> list[Heard[VanToewijzing]]:
    """Of each assignment the newest; of who or what is not known any more nothing is kept."""
    van = await bron.clienten_van_producten(work.session, set(product_van.values()))
    client_van = {toewijzing_id: van.get(product_id) for toewijzing_id, product_id in product_van.items()}
    eigen = [each for each in heard if client_van.get(each.data.toewijzing_id) == each.data.client_id]
    return newest(eigen, lambda each: each.data.toewijzing_id)
