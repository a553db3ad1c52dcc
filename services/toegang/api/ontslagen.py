"""Who leaves an institution, and whether the director is there before it (M17, M125)."""

from typing import Annotated

from fastapi import APIRouter, Query

from chassis.door import Door, InWork
from chassis.headers import Etag, MustMatch, must_match
from chassis.paging import Cursor, Limit, Page, day_key, page_of, read_day_cursor
from chassis.strict import Flag
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, find_melding
from toegang.bodies.ontslag import NieuwOntslag, OntslagView
from toegang.domain.ontslag import is_te_laat
from toegang.store import ontslag as store_ontslag
from toegang.tables import Ontslag
from toegang.usecases.ontslagen import leg_ontslag_vast

router = APIRouter(prefix="/v1", route_class=Door, tags=["Ontslagen"])


@router.put("/meldingen/{melding_id}/ontslag")
async def put_ontslag(
    work: InWork, caller: FrontOffice, melding_id: str, body: NieuwOntslag, etag: Etag, if_match: MustMatch = None
) -> OntslagView:
    """Leg vast dat een inwoner uit een instelling komt, wanneer, en sinds wanneer de regisseur erbij is (M17, M125).

    Gebruik dit zodra de dag bekend is, en opnieuw als die verandert of de regisseur erbij komt. Voert de gemeente regie
    op de hulp, dan kan het besluit pas als de regisseur erbij is. Een time-outplek uit uw register staat in de brief
    aan de inwoner. Er volgt `nl.wmo.ontslagen.vastgelegd.v1`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    must_match(if_match, melding.versie)
    ontslag = await leg_ontslag_vast(work, melding, body)
    etag(melding.versie)
    return _view(work, ontslag)


@router.get("/ontslagen")
async def get_ontslagen(
    work: InWork,
    caller: FrontOffice,
    zonder_regisseur: Annotated[Flag, Query(alias="zonderRegisseur")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[OntslagView]:
    """Wie uit een instelling komt, in uw gemeenten, op dag (M17, M125).

    Gebruik dit als werklijst, met `zonderRegisseur=true` voor wie nog geen regisseur heeft. Er verandert niets.
    """
    found = await store_ontslag.ontslagen(
        work.session,
        caller.gemeenten,
        zonder_regisseur=zonder_regisseur,
        na=read_day_cursor(cursor),
        limit=limit + 1,
    )
    return page_of([_view(work, each) for each in found], limit, lambda each: day_key(each.ontslag_op, each.melding_id))


def _view(work: Work, row: Ontslag) -> OntslagView:
    velden = {naam: getattr(row, naam) for naam in OntslagView.model_fields if naam != "te_laat"}
    te_laat = is_te_laat(row.ontslag_op, row.regisseur_betrokken_op, work.today)
    return OntslagView.model_validate({**velden, "te_laat": te_laat})
