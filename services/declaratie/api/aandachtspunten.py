"""Granted lines that the policy of the region wants somebody to look at."""

from typing import Annotated

from fastapi import APIRouter, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.strict import Flag
from chassis.tokens import Caller
from declaratie.api.vragen import Beoordelaar, Lezer, zicht_van
from declaratie.bodies.aandachtspunten import AandachtspuntView, BesluitOpAandachtspunt
from declaratie.store import aandachtspunten as store_aandachtspunten
from declaratie.tables import Aandachtspunt
from declaratie.usecases.aandachtspunten import handel_af

router = APIRouter(prefix="/v1/aandachtspunten", route_class=Door, tags=["Aandachtspunten"])


@router.get("")
async def get_aandachtspunten(
    work: InWork,
    caller: Lezer,
    gemeente: Annotated[str | None, Query(pattern=r"^[0-9]{4}$")] = None,
    agb: Annotated[str | None, Query(pattern=r"^[0-9]{8}$")] = None,
    m_nummer: Annotated[str | None, Query(alias="mNummer", pattern=r"^M[1-9][0-9]{0,2}$")] = None,
    afgehandeld: Flag | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AandachtspuntView]:
    """Toegekende prestaties die niet bij het beleid van de regio passen. Met afgehandeld=false: wat nog open is.

    Gebruik dit als werklijst na het beoordelen. Het beleid van de regio kijkt naar elke toegekende prestatie; valt er
    iets op, dan volgt `nl.wmo.aandachtspunten.vastgelegd.v1`. Dit lezen verandert niets.
    """
    selectie = store_aandachtspunten.Aandachtspuntselectie(zicht_van(caller), agb, gemeente, m_nummer, afgehandeld)
    found = await store_aandachtspunten.aandachtspunten(work.session, selectie, read_cursor(cursor), limit + 1)
    return page_of([_view(each, caller) for each in found], limit, key=lambda each: each.id)


@router.post("/{aandachtspunt_id}/_afhandelen")
async def post_afhandelen(
    work: InWork, caller: Beoordelaar, aandachtspunt_id: str, besluit: BesluitOpAandachtspunt
) -> AandachtspuntView:
    """Leg vast wat u over een aandachtspunt besluit. De toekenning van de prestatie verandert niet.

    Gebruik dit als u een aandachtspunt heeft bekeken. Het kan één keer. Moet er geld terug, spreek dat dan met de
    aanbieder af: die stuurt een credit in een 323. Er volgt `nl.wmo.aandachtspunten.afgehandeld.v1`.
    """
    punt = await store_aandachtspunten.aandachtspunt(work.session, aandachtspunt_id)
    if punt is None or caller.agb is not None or not any(map(caller.serves, (punt.gemeente, punt.budgethouder))):
        raise not_found("dit aandachtspunt")
    await handel_af(work, punt, caller.name, besluit.besluit, besluit.toelichting)
    return _view(punt, caller)


def _view(punt: Aandachtspunt, caller: Caller) -> AandachtspuntView:
    view = AandachtspuntView.model_validate(punt, from_attributes=True)
    return view if caller.agb is None else view.model_copy(update={"afgehandeld_door": None})
