"""Granted lines that would now be judged otherwise."""

from typing import Annotated

from fastapi import APIRouter, Query

import wetten
from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of
from chassis.problems import invalid
from chassis.security import must_serve
from chassis.tokens import Caller
from chassis.work import Work
from declaratie.api.vragen import Lezer, VraagAgb, cursor_van, lees_cursor, zicht_van
from declaratie.bodies.codes import Gemeente
from declaratie.bodies.verrekeningen import GebrokenRegelView, VerrekeningView
from declaratie.domain.verrekeningen import Verrekening
from declaratie.store import verrekeningen as store_verrekeningen
from declaratie.store import vorderingen as store_vorderingen
from declaratie.usecases.verrekeningen import zoek_verrekeningen

router = APIRouter(prefix="/v1/verrekeningen", route_class=Door, tags=["Verrekeningen"])


@router.get("")
async def get_verrekeningen(
    work: InWork,
    caller: Lezer,
    gemeente: Annotated[Gemeente, Query()],
    agb: VraagAgb = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[VerrekeningView]:
    """Toegekende prestaties die nu anders beoordeeld zouden worden: een toewijzing of tarief is achteraf veranderd.

    Gebruik dit na een wijziging met terugwerkende kracht. Bij elke prestatie staat welke regel nu gebroken is, het
    verschil en wat u kunt doen. De aanbieder herstelt het zelf in een 323, of u vordert het terug
    (`POST /v1/vorderingen`). Er verandert niets.
    """
    after = lees_cursor(cursor, (str, int))
    aanbieder = await _aanbieder(work, caller, gemeente, agb)
    gevonden = await zoek_verrekeningen(work, gemeente, aanbieder)
    mijn = [each for each in gevonden if _betreft(caller, gemeente, each)]
    rest = [each for each in mijn if after is None or each.plek > after][: limit + 1]
    gevorderd = await store_vorderingen.gevorderd(work.session, [each.plek for each in rest])
    views = [_view(each, gevorderd.get(each.plek)) for each in rest]
    return page_of(views, limit, key=lambda each: cursor_van(each.declaratie_id, each.volgnummer))


async def _aanbieder(work: Work, caller: Caller, gemeente: str, agb: str | None) -> str:
    """The provider whose lines are looked at: a provider sees its own, somebody of the municipality names one.

    So does who pays for some of its lines (M83).
    """
    if caller.agb is not None:
        return caller.agb
    if agb is None:
        must_serve(caller, gemeente)
        raise invalid("query.agb", "Geef de AGB-code van de aanbieder met wie u wilt verrekenen.")
    if not await store_verrekeningen.betaalt_mee(work.session, gemeente, agb, zicht_van(caller)):
        must_serve(caller, gemeente)
    return agb


def _betreft(caller: Caller, gemeente: str, verrekening: Verrekening) -> bool:
    """Who only pays for some lines sees those."""
    return caller.may_see(gemeente, caller.agb) or caller.serves(verrekening.toegekend.budgethouder)


def _view(verrekening: Verrekening, vordering_id: str | None) -> VerrekeningView:
    toegekend = verrekening.toegekend
    prestatie = toegekend.prestatie
    return VerrekeningView(
        declaratie_id=toegekend.declaratie_id,
        volgnummer=toegekend.volgnummer,
        budgethouder=toegekend.budgethouder,
        referentie=prestatie.product_referentie.referentie_nummer,
        toewijzing_nummer=prestatie.toewijzing_nummer,
        code=prestatie.product_code,
        begindatum=prestatie.product_periode.begindatum,
        einddatum=prestatie.product_periode.einddatum,
        volume=prestatie.geleverd_volume,
        eenheid=prestatie.eenheid.value,
        bedrag=prestatie.ingediend_bedrag.bedrag,
        verschil=verrekening.verschil,
        gebroken=[GebrokenRegelView(regel=each, tekst=wetten.REGELS[each].tekst) for each in verrekening.regels],
        advies=verrekening.advies,
        vordering_id=vordering_id,
    )
