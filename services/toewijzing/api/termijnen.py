"""What is due: until when, and who has to act."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, day_key, page_of, read_day_cursor
from chassis.security import needs
from chassis.strict import Flag
from chassis.tokens import Caller
from toewijzing.bodies.gesprek import KetentermijnView
from toewijzing.domain.termijn import Ketentermijnsoort, Wie
from toewijzing.store import termijnen
from toewijzing.tables import Termijn

router = APIRouter(prefix="/v1/termijnen", route_class=Door, tags=["Termijnen"])
Lezer = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]


@router.get("")
async def get_termijnen(
    work: InWork,
    caller: Lezer,
    soort: Ketentermijnsoort | None = None,
    wie: Annotated[Wie | None, Query(description="Wie iets moet doen.")] = None,
    te_laat: Annotated[Flag, Query(alias="teLaat", description="Alleen wat vandaag te laat is.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[KetentermijnView]:
    """Wat nog open staat, het eerst verlopende eerst, in werkdagen geteld.

    Gebruik dit om te zien wie nog iets moet sturen: een retourbericht, een start of een antwoord op een verzoek. Komt
    een retourbericht niet op tijd, dan volgt `nl.wmo.retouren.gemist.v1`. Dit lezen verandert niets.
    """
    selectie = termijnen.Termijnselectie(caller.agb, caller.gemeenten, soort, wie, work.today if te_laat else None)
    found = await termijnen.openstaand(work.session, selectie, read_day_cursor(cursor), limit + 1)
    return page_of(
        [_view(each, work.today) for each in found], limit, key=lambda each: day_key(each.uiterlijk, each.onderwerp_id)
    )


def _view(termijn: Termijn, vandaag: date) -> KetentermijnView:
    velden = {name: getattr(termijn, name) for name in KetentermijnView.model_fields if name != "te_laat"}
    return KetentermijnView(**velden, te_laat=termijn.uiterlijk < vandaag)
