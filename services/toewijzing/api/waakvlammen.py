"""Light contacts after an assignment ended (M69)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, day_key, page_of, read_day_cursor
from chassis.problems import not_found
from chassis.security import found_for, needs
from chassis.strict import IsoDate
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing import store
from toewijzing.bodies.waakvlammen import GehadContact, NieuweWaakvlam, OpenContactView, WaakvlamView
from toewijzing.store import waakvlammen as bron
from toewijzing.tables import Toewijzing, Waakvlam, Waakvlamcontact
from toewijzing.usecases.waakvlammen import leg_contact_vast, spreek_waakvlam_af

router = APIRouter(prefix="/v1", route_class=Door, tags=["Waakvlammen"])
Gemeente = Annotated[Caller, Depends(needs("toewijzing"))]
Houder = Annotated[Caller, Depends(needs("toewijzing", "berichten"))]
"""Somebody of the municipality, or the provider that keeps the contact."""


@router.put("/toewijzingen/{toewijzing_id}/waakvlam")
async def put_waakvlam(work: InWork, caller: Gemeente, toewijzing_id: str, body: NieuweWaakvlam) -> WaakvlamView:
    """Spreek af wie na het einde een vinger aan de pols houdt, tot wanneer, en op welke dagen (M69).

    Gebruik dit voor een toewijzing met een aanbieder en een einddatum. De waakvlam begint op de dag na het einde. Noemt
    u geen dagen, dan is er contact op de laatste dag. Een latere afspraak vervangt de eerdere, behalve de dagen waarop
    er al contact was. Wie het contact houdt, vindt de dagen in `/v1/waakvlammen`. Er volgt
    `nl.wmo.waakvlammen.afgesproken.v1`.
    """
    toewijzing = found_for(work, caller, await store.toewijzing(work.session, toewijzing_id), "deze toewijzing")
    row = await spreek_waakvlam_af(work, toewijzing, body.door, body.tot, body.contactdagen)
    return await _view(work, row)


@router.get("/waakvlammen")
async def get_waakvlammen(
    work: InWork,
    caller: Houder,
    uiterlijk: Annotated[IsoDate | None, Query(description="Alleen wat uiterlijk op deze dag moet.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[OpenContactView]:
    """Met wie er nog contact moet zijn na het einde van de hulp, vroegste dag eerst (M69).

    Gebruik dit als werklijst: `teLaat` zegt waar de dag voorbij is. Een aanbieder ziet wie hij zelf in de gaten houdt,
    een gemeente iedereen. Er verandert niets.
    """
    found = await bron.open_contacten(
        work.session,
        caller.agb,
        caller.gemeenten,
        uiterlijk=uiterlijk,
        after=read_day_cursor(cursor),
        limit=limit + 1,
    )
    work.note([toewijzing.client_id for *_, toewijzing in found])
    views = [_open(work, *each) for each in found]
    return page_of(views, limit, key=lambda each: day_key(each.dag, each.toewijzing_id))


@router.post("/toewijzingen/{toewijzing_id}/waakvlam/_contact")
async def post_waakvlamcontact(work: InWork, caller: Houder, toewijzing_id: str, body: GehadContact) -> WaakvlamView:
    """Leg vast dat er contact was: de dag waarop het moest is dan van de werklijst (M69).

    Gebruik dit na elk contact. De andere dagen blijven staan. Er volgt `nl.wmo.waakvlammen.afgesproken.v1`, met de
    dagen die nog open zijn.
    """
    toewijzing = await store.toewijzing(work.session, toewijzing_id, lock=True)
    waakvlam = await bron.waakvlam(work.session, toewijzing_id)
    if toewijzing is None or waakvlam is None or not _houdt(caller, toewijzing, waakvlam):
        raise not_found("deze waakvlam")
    work.note([toewijzing.client_id])
    await leg_contact_vast(work, toewijzing, waakvlam, body.dag, body.gehad_op)
    return await _view(work, waakvlam)


def _houdt(caller: Caller, toewijzing: Toewijzing, waakvlam: Waakvlam) -> bool:
    """Whether the caller may say that there was contact."""
    if caller.agb is not None:
        return waakvlam.door == bron.AANBIEDER and toewijzing.agb == caller.agb
    return caller.serves(toewijzing.gemeente)


async def _view(work: Work, waakvlam: Waakvlam) -> WaakvlamView:
    return WaakvlamView.van(waakvlam, await bron.contacten(work.session, [waakvlam.toewijzing_id]))


def _open(work: Work, contact: Waakvlamcontact, waakvlam: Waakvlam, toewijzing: Toewijzing) -> OpenContactView:
    assert toewijzing.agb is not None  # without a provider nothing is agreed
    return OpenContactView(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        agb=toewijzing.agb,
        door=waakvlam.door,
        dag=contact.dag,
        te_laat=contact.dag < work.today,
    )
