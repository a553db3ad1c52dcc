"""Record a contract with a provider (M107); declaratie hears its prices."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen import CONTRACT_VASTGELEGD, ContractVastgelegd, Tarief
from gebeurtenissen import ContractProduct as ProductInEvent
from inkoop import Inkoopmodel, tarief_op
from toewijzing import store
from toewijzing.bodies.contracten import ContractProductBody, NieuwContract
from toewijzing.domain.contract import check_contract, check_periode, check_tarieven
from toewijzing.tables import Contract, ContractProduct, ContractTarief


async def leg_contract_vast(work: Work, nieuw: NieuwContract) -> Contract:
    """Store the contract. Raises domain.contract.ContractFout when it does not fit the inkoopmodel."""
    check_periode(nieuw.geldig_van, nieuw.geldig_tot)
    for index, each in enumerate(nieuw.producten):
        if each.tarieven is not None:
            check_tarieven(f"body.producten.{index}", [tarief.vanaf for tarief in each.tarieven], nieuw.geldig_van)
    model = check_contract(nieuw.gemeenten, nieuw.geldig_van, [each.code for each in nieuw.producten])
    contract = Contract(
        id=new_id(),
        agb=nieuw.agb,
        naam=nieuw.naam,
        gemeenten=sorted(set(nieuw.gemeenten)),
        geldig_van=nieuw.geldig_van,
        geldig_tot=nieuw.geldig_tot,
    )
    producten = [_product_in_event(model, each, nieuw.geldig_van) for each in nieuw.producten]
    await store.add(work.session, contract)
    for product in producten:
        row = ContractProduct(
            contract_id=contract.id, code=product.code, categorie=product.categorie, eenheid=product.eenheid
        )
        tarieven = [
            ContractTarief(contract_id=contract.id, code=product.code, vanaf=each.vanaf, bedrag=each.bedrag)
            for each in product.tarieven
        ]
        await store.add(work.session, row, *tarieven)
    data = ContractVastgelegd(
        contract_id=contract.id,
        agb=contract.agb,
        gemeenten=tuple(contract.gemeenten),
        geldig_van=contract.geldig_van,
        geldig_tot=contract.geldig_tot,
        producten=tuple(producten),
    )
    await work.tell(CONTRACT_VASTGELEGD, contract.id, data)
    return contract


def _product_in_event(model: Inkoopmodel, gevraagd: ContractProductBody, geldig_van: date) -> ProductInEvent:
    product = model.product(gevraagd.code)
    if gevraagd.tarieven is not None:
        tarieven = [Tarief(vanaf=each.vanaf, bedrag=each.bedrag) for each in gevraagd.tarieven]
    else:
        wijzigingen = {each.vanaf for each in product.tarieven} | {each.vanaf for each in model.indexatie}
        dagen = {geldig_van} | {dag for dag in wijzigingen if dag > geldig_van}
        tarieven = [Tarief(vanaf=dag, bedrag=tarief_op(product, dag, model.indexatie)) for dag in sorted(dagen)]
    return ProductInEvent(
        categorie=product.categorie, code=product.code, eenheid=product.eenheid, tarieven=tuple(tarieven)
    )
