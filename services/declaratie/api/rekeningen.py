"""The accounts that are paid from and paid to."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve
from declaratie.api.vragen import Betaler, VraagAgb
from declaratie.bodies.rekeningen import (
    BeoordelingVanRekening,
    BetaalrekeningBody,
    BetaalrekeningView,
    NieuweRekening,
    RekeningView,
)
from declaratie.domain.betaalrun import Rekeningstand
from declaratie.store import rekeningen as store_rekeningen
from declaratie.usecases.rekeningen import (
    VanBudgethouder,
    beoordeel_rekening,
    leg_betaalrekening_vast,
    stel_rekening_voor,
)

router = APIRouter(prefix="/v1", route_class=Door, tags=["Betaalruns"])
VanBudgethouderPad = Annotated[str, Path(pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente die betaalt.")]
VraagStand = Annotated[Rekeningstand | None, Query(description="Alleen rekeningen die zo ver zijn.")]


@router.put("/betaalrekeningen/{budgethouder}")
async def put_betaalrekening(
    work: InWork, caller: Betaler, budgethouder: VanBudgethouderPad, body: BetaalrekeningBody
) -> BetaalrekeningView:
    """Leg vast van welke rekening een gemeente betaalt. Het vervangt wat er stond.

    Gebruik dit voor de eerste betaalrun. Antwoorden (325) van voor `betaaltVanaf` betaalt u buiten clientroute; geen
    betaalrun neemt ze mee. Er volgt geen gebeurtenis.
    """
    must_serve(caller, budgethouder)
    gegeven = VanBudgethouder(budgethouder, body.naam, body.iban, body.bic, body.betaalt_vanaf)
    rekening = await leg_betaalrekening_vast(work, gegeven, caller.name)
    return BetaalrekeningView.model_validate(rekening, from_attributes=True)


@router.get("/betaalrekeningen/{budgethouder}")
async def get_betaalrekening(work: InWork, caller: Betaler, budgethouder: VanBudgethouderPad) -> BetaalrekeningView:
    """Van welke rekening een gemeente betaalt.

    Gebruik dit om te controleren voor u een betaalrun voorstelt. Er verandert niets.
    """
    rekening = await store_rekeningen.betaalrekening(work.session, budgethouder)
    if rekening is None or not caller.serves(budgethouder):
        raise not_found("deze rekening")
    return BetaalrekeningView.model_validate(rekening, from_attributes=True)


@router.post("/rekeningen", status_code=201)
async def post_rekening(work: InWork, caller: Betaler, body: NieuweRekening, location: Location) -> RekeningView:
    """Leg een rekening van een aanbieder vast. Zij geldt pas als een collega haar goedkeurt.

    Gebruik dit voor een nieuwe aanbieder, en als een aanbieder een andere rekening opgeeft. Bel daarvoor het nummer dat
    u al kende, en zeg bij `herkomst` hoe u het controleerde. Er volgt geen gebeurtenis.
    """
    for budgethouder in body.budgethouders:
        must_serve(caller, budgethouder)
    rekening = await stel_rekening_voor(
        work, body.agb, body.budgethouders, body.naam, body.iban, body.herkomst, caller.name
    )
    location(f"/v1/rekeningen?agb={body.agb}")
    return RekeningView.model_validate(rekening, from_attributes=True)


@router.get("/rekeningen")
async def get_rekeningen(
    work: InWork,
    caller: Betaler,
    agb: VraagAgb = None,
    stand: VraagStand = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RekeningView]:
    """Rekeningen van aanbieders, oudste eerst. Met stand=voorgesteld: wat nog op een collega wacht.

    Gebruik dit om rekeningen te beoordelen, of om na te gaan wie een rekening vastlegde. Van elke aanbieder geldt de
    laatste die is goedgekeurd. Er verandert niets.
    """
    found = await store_rekeningen.rekeningen(work.session, agb, stand, read_cursor(cursor))
    mine = [each for each in found if caller.serves_all(each.budgethouders)][: limit + 1]
    views = [RekeningView.model_validate(each, from_attributes=True) for each in mine]
    return page_of(views, limit, key=lambda each: each.id)


@router.post("/rekeningen/{rekening_id}/_beoordelen")
async def post_beoordelen(
    work: InWork, caller: Betaler, rekening_id: str, body: BeoordelingVanRekening
) -> RekeningView:
    """Keur een rekening goed die een collega vastlegde, of wijs haar af.

    Gebruik dit als u zelf hebt nagegaan dat de rekening klopt. Wie haar vastlegde kan haar niet goedkeuren. Er volgt
    geen gebeurtenis.
    """
    rekening = await store_rekeningen.rekening(work.session, rekening_id)
    if rekening is None or not caller.serves_all(rekening.budgethouders):
        raise not_found("deze rekening")
    uitkomst = Rekeningstand.GOEDGEKEURD if body.akkoord else Rekeningstand.AFGEWEZEN
    await beoordeel_rekening(work, rekening, uitkomst, caller.name)
    return RekeningView.model_validate(rekening, from_attributes=True)
