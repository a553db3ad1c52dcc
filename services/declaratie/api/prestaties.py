"""Search in judged lines."""

from fastapi import APIRouter

from chassis.door import Door, InWork
from chassis.paging import Page, page_of
from chassis.sealed import BSN
from chassis.work import Work
from declaratie.api.declaraties import prestatie_view
from declaratie.api.vragen import Lezer, cursor_van, eerste_dag, laatste_dag, lees_cursor, zicht_van
from declaratie.bodies.prestaties import GevondenPrestatieView, ZoekVraag
from declaratie.store import prestaties as store_prestaties
from declaratie.store.prestaties import MetDeclaratie, Prestatieselectie
from declaratie.usecases.betrokkenen import noteer_clienten

router = APIRouter(prefix="/v1/prestaties", route_class=Door, tags=["Declaraties"])


@router.post("/_zoek")
async def zoek_prestaties(work: InWork, caller: Lezer, body: ZoekVraag) -> Page[GevondenPrestatieView]:
    """Zoek beoordeelde prestaties. Op burgerservicenummer vindt u de prestaties op alle toewijzingen van die cliënt.

    Gebruik dit als u een vraag krijgt over een cliënt, een toewijzing of een periode. Het burgerservicenummer staat in
    de body en nooit in het adres. Bij elke gevonden cliënt komt een regel in het logboek. Er volgt geen gebeurtenis.
    """
    vraag = Prestatieselectie(
        zicht_van(caller),
        agb=body.agb,
        gemeente=body.gemeente,
        wet=body.wet,
        budgethouder=body.budgethouder,
        code=body.code,
        toewijzing_nummer=body.toewijzing_nummer,
        bsn_hashes=None if body.bsn is None else work.vault.hash(BSN, body.bsn.encode()).forms,
        van=eerste_dag(body.van),
        tot=laatste_dag(body.tot),
        is_toegekend=body.is_toegekend,
    )
    return await pagina(work, vraag, body.cursor, body.limit)


async def pagina(work: Work, vraag: Prestatieselectie, cursor: str | None, limit: int) -> Page[GevondenPrestatieView]:
    """One page of judged lines, oldest declaration first."""
    na = lees_cursor(cursor, (str, int))
    found = await store_prestaties.gevonden(work.session, vraag, na, limit + 1)
    await noteer_clienten(work, [prestatie for prestatie, _ in found[:limit]])
    return page_of(
        [_view(each) for each in found], limit, key=lambda each: cursor_van(each.declaratie_id, each.volgnummer)
    )


def _view(gevonden: MetDeclaratie) -> GevondenPrestatieView:
    prestatie, declaratie = gevonden
    return GevondenPrestatieView(
        **dict(prestatie_view(prestatie)),
        declaratie_id=declaratie.id,
        declaratienummer=declaratie.declaratienummer,
        declaratieperiode=declaratie.declaratieperiode,
        gemeente=declaratie.gemeente,
        wet=declaratie.wet,
        agb=declaratie.agb,
    )
