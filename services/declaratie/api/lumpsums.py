"""Lump sums for a task: agreed, paid in parts, accounted for by the provider (M140)."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve
from chassis.strict import WHOLE
from chassis.tokens import Caller
from chassis.work import Work
from declaratie.api.vragen import BetaalLezer, Betaler, VraagAgb, VraagBudgethouder, zicht_van
from declaratie.bodies.lumpsums import (
    BeoordelingVanLumpsum,
    DeelbetalingView,
    EindeVanLumpsum,
    LumpsumView,
    NieuweLumpsum,
    OordeelOverVerantwoording,
    Verantwoord,
    VerantwoordingView,
)
from declaratie.domain.lumpsum import GELDT, Afspraak, Betaaldag, Lumpsumstand, Verantwoordingsperiode
from declaratie.store import lumpsums as store_lumpsums
from declaratie.tables import Lumpsum, Verantwoording
from declaratie.usecases import lumpsums

router = APIRouter(prefix="/v1/lumpsums", route_class=Door, tags=["Lumpsums"])
Volgnummer = Annotated[int, Path(ge=1, le=120, description="De plaats van de verantwoording, vanaf 1."), WHOLE]
VAN_LUMPSUM = [each for each in LumpsumView.model_fields if each not in {"deelbetalingen", "verantwoordingen"}]


@router.post("", status_code=201)
async def post_lumpsums(work: InWork, caller: Betaler, body: NieuweLumpsum, location: Location) -> LumpsumView:
    """Stel een lumpsum voor: een bedrag voor een taak, los van cliënten, in delen op afgesproken dagen.

    Gebruik dit voor een product dat de regio met een lumpsum betaalt, binnen het contract van de aanbieder. Er wordt
    pas betaald als een collega haar goedkeurt (`_beoordelen`). Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.budgethouder)
    afspraak = Afspraak(
        van=body.van,
        tot=body.tot,
        bedrag=body.bedrag,
        delen=[Betaaldag(each.dag, each.bedrag) for each in body.deelbetalingen],
        periodes=[Verantwoordingsperiode(each.van, each.tot, each.uiterlijk) for each in body.verantwoordingen],
    )
    nieuw = lumpsums.NieuweLumpsum(body.budgethouder, body.agb, body.code, body.taak, afspraak)
    lumpsum = await lumpsums.stel_voor(work, nieuw, caller.name)
    location(f"/v1/lumpsums/{lumpsum.id}")
    return await _view(work, lumpsum)


@router.get("")
async def get_lumpsums(
    work: InWork,
    caller: BetaalLezer,
    budgethouder: VraagBudgethouder = None,
    agb: VraagAgb = None,
    stand: Annotated[Lumpsumstand | None, Query(description="Alleen lumpsums die zo ver zijn.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[LumpsumView]:
    """Lumpsums, oudste eerst. Een aanbieder ziet die van hem die gelden.

    Gebruik dit om te zien wat er is afgesproken, wat wanneer wordt betaald, en welke verantwoording er nog moet komen.
    Er verandert niets.
    """
    selectie = store_lumpsums.Lumpsumselectie(zicht_van(caller), budgethouder, agb, stand)
    found = await store_lumpsums.lumpsums(work.session, selectie, read_cursor(cursor), limit + 1)
    return page_of(await _views(work, found), limit, key=lambda each: each.id)


@router.get("/{lumpsum_id}")
async def get_lumpsum(work: InWork, caller: BetaalLezer, lumpsum_id: str) -> LumpsumView:
    """Eén lumpsum, met haar delen en verantwoordingen.

    Gebruik dit om te zien hoe ver zij is. Er verandert niets.
    """
    return await _view(work, await _lumpsum(work, caller, lumpsum_id))


@router.post("/{lumpsum_id}/_beoordelen")
async def post_lumpsum_beoordelen(
    work: InWork, caller: Betaler, lumpsum_id: str, body: BeoordelingVanLumpsum
) -> LumpsumView:
    """Keur een lumpsum goed die een collega voorstelde, of wijs haar af.

    Gebruik dit als u zelf hebt nagegaan dat de afspraak klopt. Wie haar voorstelde kan haar niet goedkeuren. Elk deel
    is vanaf zijn dag betaalbaar: dan neemt een betaalrun het mee. Er volgt `nl.wmo.lumpsums.gewijzigd.v1` als u haar
    goedkeurt, en op elke dag waarop een deel betaalbaar wordt.
    """
    lumpsum = await _lumpsum(work, caller, lumpsum_id, lock=True)
    await lumpsums.beoordeel(work, lumpsum, body.akkoord, caller.name)
    return await _view(work, lumpsum)


@router.post("/{lumpsum_id}/_beeindigen")
async def post_lumpsum_beeindigen(work: InWork, caller: Betaler, lumpsum_id: str, body: EindeVanLumpsum) -> LumpsumView:
    """Beëindig een lumpsum eerder dan was afgesproken. Delen na `laatsteDag` worden niet betaald.

    Gebruik dit als de taak stopt. Is er te veel betaald, leg dan een vordering vast. Er volgt
    `nl.wmo.lumpsums.gewijzigd.v1`.
    """
    lumpsum = await _lumpsum(work, caller, lumpsum_id, lock=True)
    await lumpsums.beeindig(work, lumpsum, body.laatste_dag, body.reden)
    return await _view(work, lumpsum)


@router.put("/{lumpsum_id}/verantwoordingen/{volgnummer}")
async def put_verantwoording(
    work: InWork, caller: BetaalLezer, lumpsum_id: str, volgnummer: Volgnummer, body: Verantwoord
) -> LumpsumView:
    """Verantwoord wat u in een periode deed: hoeveel inwoners u hielp, wat het kostte, en hoe het ging.

    Gebruik dit als aanbieder na de periode, of als gemeente wanneer de aanbieder u schreef. Noem geen namen. Is een
    verantwoording er niet op tijd, dan wordt het volgende deel aangehouden; zodra zij er is, is het weer betaalbaar. U
    kunt haar verbeteren tot de gemeente akkoord is. Er volgt geen gebeurtenis.
    """
    lumpsum = await _lumpsum(work, caller, lumpsum_id, lock=True)
    verantwoording = await _verantwoording(work, lumpsum, volgnummer)
    opgave = lumpsums.Opgave(body.inwoners, body.kosten, body.toelichting)
    await lumpsums.verantwoord(work, lumpsum, verantwoording, opgave)
    return await _view(work, lumpsum)


@router.post("/{lumpsum_id}/verantwoordingen/{volgnummer}/_beoordelen")
async def post_verantwoording_beoordelen(
    work: InWork, caller: Betaler, lumpsum_id: str, volgnummer: Volgnummer, body: OordeelOverVerantwoording
) -> LumpsumView:
    """Ga akkoord met een verantwoording, of zeg waarom niet. De aanbieder dient dan een andere in.

    Gebruik dit als u haar hebt gelezen. Er volgt geen gebeurtenis.
    """
    lumpsum = await _lumpsum(work, caller, lumpsum_id, lock=True)
    await lumpsums.oordeel(work, await _verantwoording(work, lumpsum, volgnummer), body.reden, caller.name)
    return await _view(work, lumpsum)


async def _lumpsum(work: Work, caller: Caller, lumpsum_id: str, *, lock: bool = False) -> Lumpsum:
    lumpsum = await store_lumpsums.lumpsum(work.session, lumpsum_id, lock=lock)
    if lumpsum is None or not caller.may_see(lumpsum.budgethouder, lumpsum.agb):
        raise not_found("deze lumpsum")
    if caller.agb is not None and lumpsum.stand not in GELDT:
        raise not_found("deze lumpsum")
    return lumpsum


async def _verantwoording(work: Work, lumpsum: Lumpsum, volgnummer: int) -> Verantwoording:
    found = await store_lumpsums.verantwoording(work.session, lumpsum.id, volgnummer)
    if found is None:
        raise not_found("deze verantwoording")
    return found


async def _view(work: Work, lumpsum: Lumpsum) -> LumpsumView:
    (view,) = await _views(work, [lumpsum])
    return view


async def _views(work: Work, rows: Sequence[Lumpsum]) -> list[LumpsumView]:
    ids = [each.id for each in rows]
    delen = await store_lumpsums.deelbetalingen(work.session, ids)
    verantwoordingen = await store_lumpsums.verantwoordingen(work.session, ids)
    return [
        LumpsumView(
            **{each: getattr(row, each) for each in VAN_LUMPSUM},
            deelbetalingen=[DeelbetalingView.model_validate(each, from_attributes=True) for each in delen[row.id]],
            verantwoordingen=[
                VerantwoordingView.model_validate(each, from_attributes=True) for each in verantwoordingen[row.id]
            ],
        )
        for row in rows
    ]
