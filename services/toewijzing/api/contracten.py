"""The register of contracts (M107)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import invalid, not_found
from chassis.security import must_serve, needs
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing.bodies.contracten import ContractDetail, ContractProductBody, ContractView, NieuwContract, TariefBody
from toewijzing.domain.contract import ContractFout
from toewijzing.store import contracten as register
from toewijzing.tables import Contract
from toewijzing.usecases.leg_contract_vast import leg_contract_vast

router = APIRouter(prefix="/v1/contracten", route_class=Door, tags=["Contracten"])
Beheerder = Annotated[Caller, Depends(needs("contracten"))]
Lezer = Annotated[Caller, Depends(needs("contracten", "toewijzing"))]


@router.post("", status_code=201)
async def post_contract(work: InWork, caller: Beheerder, body: NieuwContract, response: Response) -> ContractDetail:
    """Leg een contract met een aanbieder vast."""
    for gemeente in body.gemeenten:
        must_serve(caller, gemeente)
    try:
        contract = await leg_contract_vast(work, body)
    except ContractFout as fout:
        raise invalid(fout.veld, fout.reden) from None
    response.headers["Location"] = f"/v1/contracten/{contract.id}"
    return await _detail(work, contract)


@router.get("")
async def get_contracten(work: InWork, _caller: Lezer, limit: Limit = 50, cursor: Cursor = None) -> Page[ContractView]:
    """Alle contracten: het register is leesbaar voor de hele organisatie."""
    found = await register.contracten(work.session, read_cursor(cursor), limit + 1)
    views = [ContractView.model_validate(each, from_attributes=True) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/{contract_id}")
async def get_contract(work: InWork, _caller: Lezer, contract_id: str) -> ContractDetail:
    """Eén contract met zijn producten en tarieven."""
    contract = await register.contract(work.session, contract_id)
    if contract is None:
        raise not_found("dit contract")
    return await _detail(work, contract)


async def _detail(work: Work, contract: Contract) -> ContractDetail:
    tarieven: dict[str, list[TariefBody]] = {}
    for each in await register.contract_tarieven(work.session, contract.id):
        tarieven.setdefault(each.code, []).append(TariefBody(vanaf=each.vanaf, bedrag=each.bedrag))
    producten = [
        ContractProductBody(code=product.code, tarieven=tarieven[product.code])
        for product in await register.contract_producten(work.session, contract.id)
    ]
    view = ContractView.model_validate(contract, from_attributes=True)
    return ContractDetail(**view.model_dump(), producten=producten)
