"""The register of contracts (M107)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve, needs
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing.bodies.contracten import ContractDetail, ContractView, NieuwContract, VertrekVanAanbieder
from toewijzing.rechten import Registerlezer
from toewijzing.store import contracten as register
from toewijzing.tables import Contract
from toewijzing.usecases.beheer_contract import beeindig_contract, licht_optie
from toewijzing.usecases.leg_contract_vast import beurt, leg_contract_vast
from toewijzing.usecases.toon_contract import contract_view, toon_contract

router = APIRouter(prefix="/v1/contracten", route_class=Door, tags=["Contracten"])
Beheerder = Annotated[Caller, Depends(needs("contracten"))]


@router.post("", status_code=201)
async def post_contract(work: InWork, caller: Beheerder, body: NieuwContract, location: Location) -> ContractDetail:
    """Leg een contract met een aanbieder vast.

    Gebruik dit na de inkoop. Het contract moet passen bij het inkoopmodel en mag andere contracten van de aanbieder
    niet overlappen. Laat u de tarieven weg, dan gelden die van het inkoopmodel. Daarna is de aanbieder te kiezen voor
    deze producten. Er volgt `nl.wmo.contracten.vastgelegd.v1`.
    """
    _must_serve(caller, body.gemeenten)
    contract = await leg_contract_vast(work, body)
    location(f"/v1/contracten/{contract.id}")
    return await toon_contract(work, contract)


@router.get("")
async def get_contracten(
    work: InWork,
    _caller: Registerlezer,
    agb: Annotated[str | None, Query(description="Alleen van deze aanbieder.")] = None,
    product: Annotated[str | None, Query(description="Alleen waar dit product onder valt.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ContractView]:
    """De contracten: het register is leesbaar voor de hele organisatie (M107).

    Gebruik dit om te zien wie een product levert, of wat een aanbieder mag leveren. Producten en tarieven leest u per
    contract. Er verandert niets.
    """
    found = await register.contracten(work.session, register.Zoekvraag(agb, product), read_cursor(cursor), limit + 1)
    return page_of([contract_view(contract, naam) for contract, naam in found], limit, key=lambda each: each.id)


@router.get("/{contract_id}")
async def get_contract(work: InWork, _caller: Registerlezer, contract_id: str) -> ContractDetail:
    """Eén contract met zijn producten en tarieven.

    Gebruik dit om te zien wat is afgesproken, tegen welk tarief en vanaf wanneer. Er verandert niets.
    """
    contract = await register.contract(work.session, contract_id)
    if contract is None:
        raise not_found("dit contract")
    return await toon_contract(work, contract)


@router.put("/{contract_id}")
async def put_contract(work: InWork, caller: Beheerder, contract_id: str, body: NieuwContract) -> ContractDetail:
    """Wijzig een contract: wat u stuurt komt in de plaats van wat er stond.

    Stuur het hele contract. Laat u `geenNieuweVanaf` weg, dan blijft staan wat er stond; voor opties en tarieven geldt
    dan het inkoopmodel. De aanbieder blijft dezelfde, en wat al is toegewezen loopt door. Er volgt
    `nl.wmo.contracten.vastgelegd.v1`, met het contract zoals het nu is.
    """
    contract = await _find(work, caller, contract_id)
    _must_serve(caller, body.gemeenten)
    await leg_contract_vast(work, body, contract)
    return await toon_contract(work, contract)


@router.post("/{contract_id}/_verleng")
async def post_licht_optie(work: InWork, caller: Beheerder, contract_id: str) -> ContractDetail:
    """Verleng een contract met de eerstvolgende optie (M103).

    Gebruik dit als u een verlenging uit het contract gebruikt. Het contract eindigt dan later, en die optie is op. Er
    volgt `nl.wmo.contracten.vastgelegd.v1`.
    """
    contract = await _find(work, caller, contract_id)
    await licht_optie(work, contract)
    return await toon_contract(work, contract)


@router.post("/{contract_id}/_beeindig")
async def post_beeindig(work: InWork, caller: Beheerder, contract_id: str, body: VertrekVanAanbieder) -> ContractDetail:
    """Een aanbieder stopt: geen nieuwe cliënten meer, en een periode van zorgcontinuïteit voor wie er al is (M63).

    Gebruik dit als een aanbieder vertrekt. Noemt u geen laatste dag, dan geldt de periode van het inkoopmodel. Voor
    nieuwe cliënten is de aanbieder vanaf de genoemde dag niet meer te kiezen. Er volgt
    `nl.wmo.contracten.vastgelegd.v1`.
    """
    contract = await _find(work, caller, contract_id)
    await beeindig_contract(work, contract, body.geen_nieuwe_vanaf, body.zorgcontinuiteit_tot)
    return await toon_contract(work, contract)


def _must_serve(caller: Caller, gemeenten: list[str]) -> None:
    for gemeente in gemeenten:
        must_serve(caller, gemeente)


async def _find(work: Work, caller: Caller, contract_id: str) -> Contract:
    await beurt(work)
    contract = await register.contract(work.session, contract_id)
    if contract is None:
        raise not_found("dit contract")
    _must_serve(caller, contract.gemeenten)
    return contract
