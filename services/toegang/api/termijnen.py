"""The clocks of the law: what is due, late or standing still, and why."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query

from chassis.door import Door, InWork
from chassis.headers import Etag, IfMatch, Location, check_match
from chassis.paging import Cursor, Limit, Page, day_key, page_of, read_day_cursor
from chassis.security import found_for
from chassis.tokens import Caller
from chassis.work import Work
from toegang.api.gedeeld import FrontOffice, find_melding
from toegang.bodies.besluit import Hervatting, NieuweOpschorting, OpschortingView, TermijnView
from toegang.domain.termijn import REDENEN, Stand, Termijnsoort, stand
from toegang.store import termijnen as store_termijnen
from toegang.tables import Melding, Opschorting, Termijn
from toegang.usecases.termijnen import hervat, schort_op

router = APIRouter(prefix="/v1", route_class=Door, tags=["Termijnen"])


@router.get("/termijnen")
async def get_termijnen(
    work: InWork,
    caller: FrontOffice,
    limit: Limit = 50,
    cursor: Cursor = None,
    op_stand: Annotated[Stand | None, Query(alias="stand", description="Alleen termijnen met deze stand.")] = None,
) -> Page[TermijnView]:
    """De lopende wettelijke termijnen van uw gemeenten: wat is bijna om, te laat of opgeschort, en waarom.

    Gebruik dit voor de werkvoorraad van een afdeling: wat het eerst klaar moet zijn staat bovenaan, wat stilstaat
    onderaan. Kies met `stand` wat u wilt zien, bijvoorbeeld alleen wat te laat is. Een termijn begint en stopt vanzelf
    bij de stappen van de zaak. Er verandert niets.
    """
    found = await store_termijnen.termijnen(
        work.session, caller.gemeenten, op_stand, work.today, read_day_cursor(cursor), limit + 1
    )
    return page_of(await _views(work, found), limit, key=_plek)


def _plek(termijn: TermijnView) -> str:
    """Where it stands in the list."""
    return day_key(termijn.uiterlijk or store_termijnen.STIL, termijn.id)


@router.get("/meldingen/{melding_id}/termijnen")
async def get_termijnen_van_melding(work: InWork, caller: FrontOffice, melding_id: str) -> list[TermijnView]:
    """Alle termijnen van één zaak, ook die gestopt zijn.

    Gebruik dit om in een zaak te zien welke termijnen lopen, liepen of zijn opgeschort, en waarom. Er verandert niets.
    """
    melding = await find_melding(work, caller, melding_id)
    found = await store_termijnen.termijnen_of_melding(work.session, melding.id)
    return await _views(work, [(each, melding.zaaknummer) for each in found])


@router.post("/termijnen/{termijn_id}/opschortingen", status_code=201)
async def post_opschorting(
    work: InWork,
    caller: FrontOffice,
    termijn_id: str,
    body: NieuweOpschorting,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> TermijnView:
    """Schort een termijn op, met een reden die bij die termijn past.

    Gebruik dit als de wet toestaat dat de termijn stilstaat, bijvoorbeeld omdat er nog gegevens van de inwoner nodig
    zijn. Zolang dat duurt heeft de termijn geen laatste dag. Er volgt `nl.wmo.termijnen.opgeschort.v1`.
    """
    termijn, melding = await _find(work, caller, termijn_id)
    check_match(if_match, melding.versie)
    await schort_op(work, termijn, melding, body)
    etag(melding.versie)
    location(f"/v1/meldingen/{melding.id}")
    return (await _views(work, [(termijn, melding.zaaknummer)]))[0]


@router.post("/termijnen/{termijn_id}/_hervat")
async def hervat_termijn(
    work: InWork,
    caller: FrontOffice,
    termijn_id: str,
    body: Hervatting,
    etag: Etag,
    if_match: IfMatch = None,
) -> TermijnView:
    """Laat een opgeschorte termijn weer lopen.

    Gebruik dit als de reden van de opschorting voorbij is. De termijn krijgt een nieuwe laatste dag: de dagen dat zij
    stilstond tellen niet mee. Er volgt `nl.wmo.termijnen.hervat.v1`.
    """
    termijn, melding = await _find(work, caller, termijn_id)
    check_match(if_match, melding.versie)
    await hervat(work, termijn, melding, body)
    etag(melding.versie)
    return (await _views(work, [(termijn, melding.zaaknummer)]))[0]


async def _find(work: Work, caller: Caller, termijn_id: str) -> tuple[Termijn, Melding]:
    """The clock and its case, to change them: the case first. Raises Problem 404."""
    gelezen = found_for(work, caller, await store_termijnen.termijn(work.session, termijn_id), "deze termijn")
    melding = await find_melding(work, caller, gelezen.melding_id, lock=True)
    termijn = await store_termijnen.termijn(work.session, termijn_id, lock=True)
    assert termijn is not None  # clocks are never removed
    return termijn, melding


async def _views(work: Work, found: Sequence[tuple[Termijn, str]]) -> list[TermijnView]:
    """Clocks, each beside the zaaknummer of its case."""
    rows = await store_termijnen.opschortingen(work.session, [each.id for each, _ in found])
    per_termijn = {key: list(group) for key, group in groupby(rows, key=lambda each: each.termijn_id)}
    return [
        TermijnView(
            **{name: getattr(each, name) for name in TermijnView.model_fields if name not in COMPUTED},
            zaaknummer=zaaknummer,
            stand=stand(each.uiterlijk, each.gestopt_op, work.today),
            opschortingen=[_opschorting(Termijnsoort(each.soort), row) for row in per_termijn.get(each.id, [])],
        )
        for each, zaaknummer in found
    ]


COMPUTED = {"zaaknummer", "stand", "opschortingen"}


def _opschorting(soort: Termijnsoort, row: Opschorting) -> OpschortingView:
    return OpschortingView(reden=row.reden, uitleg=REDENEN[soort][row.reden], vanaf=row.vanaf, tot=row.tot)
