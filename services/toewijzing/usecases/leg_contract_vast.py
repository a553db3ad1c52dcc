"""Record a contract with a provider, or a change of one (M107); declaratie and monitoring hear of it."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toewijzing import CONTRACT_VASTGELEGD, ContractVastgelegd, Tarief
from gebeurtenissen.toewijzing import ContractProduct as ProductInEvent
from inkoop import Inkoopmodel, Product, model_van, tarief_op
from toewijzing import store
from toewijzing.bodies.contracten import ContractProductBody, NieuwContract
from toewijzing.domain.contract import GEEN_MODEL, Voorstel, botsingen, fouten
from toewijzing.store import contracten as register
from toewijzing.tables import Contract, ContractProduct, ContractTarief
from toewijzing.usecases.aanbieders import noem_aanbieder
from weigering import Weigering, samen


async def leg_contract_vast(work: Work, nieuw: NieuwContract, bestaand: Contract | None = None) -> Contract:
    """Store the contract, in place of `bestaand` where that is given.

    Raises Weigering when it does not fit the inkoopmodel or the other contracts of the provider.
    """
    await beurt(work)
    model = await _passend_model(work, nieuw, bestaand)
    await noem_aanbieder(work, nieuw.agb, nieuw.naam)
    contract = bestaand or Contract(id=new_id(), agb=nieuw.agb, geen_nieuwe_vanaf=None)
    _vul(contract, nieuw, model)
    if bestaand is None:
        await store.add(work.session, contract)
    else:
        await register.wis_producten(work.session, contract.id)
    for gevraagd in nieuw.producten:
        product = model.product(gevraagd.code)
        row = ContractProduct(
            contract_id=contract.id, code=product.code, categorie=product.categorie, eenheid=product.eenheid
        )
        tarieven = [
            ContractTarief(contract_id=contract.id, code=product.code, vanaf=vanaf, bedrag=bedrag)
            for vanaf, bedrag in _tarieven(model, product, gevraagd, nieuw.geldig_van)
        ]
        await store.add(work.session, row, *tarieven)
    await vertel_contract(work, contract)
    return contract


async def beurt(work: Work) -> None:
    """One change in the register at a time: two at once could overlap. Take it before what is to change is read."""
    await work.wait_for_turn("contracten")


async def _passend_model(work: Work, nieuw: NieuwContract, bestaand: Contract | None) -> Inkoopmodel:
    model = model_van(nieuw.gemeenten, nieuw.geldig_van)
    if model is None:
        raise Weigering(GEEN_MODEL, veld="body.gemeenten")
    if bestaand is not None and bestaand.agb != nieuw.agb:
        raise Weigering("Een contract blijft van dezelfde aanbieder.", veld="body.agb")
    voorstel = Voorstel(
        agb=nieuw.agb,
        gemeenten=frozenset(nieuw.gemeenten),
        geldig_van=nieuw.geldig_van,
        geldig_tot=nieuw.geldig_tot,
        geen_nieuwe_vanaf=nieuw.geen_nieuwe_vanaf,
        codes=tuple(each.code for each in nieuw.producten),
        tarieven=tuple(
            None if each.tarieven is None else tuple((tarief.vanaf, tarief.bedrag) for tarief in each.tarieven)
            for each in nieuw.producten
        ),
        specialismen=frozenset(nieuw.specialismen),
        doelgroepen=frozenset(nieuw.doelgroepen),
        deelname=nieuw.deelname,
        partners=tuple(nieuw.partners),
        gunningsscores=tuple((each.criterium, each.punten) for each in nieuw.gunningsscores or ()),
    )
    if gevonden := fouten(voorstel, model):
        raise samen(gevonden)
    anderen = await register.andere_contracten(work.session, nieuw.agb, bestaand.id if bestaand else None)
    if gevonden := botsingen(voorstel, model, anderen):
        raise samen(gevonden)
    return model


def _vul(contract: Contract, nieuw: NieuwContract, model: Inkoopmodel) -> None:
    contract.gemeenten = sorted(set(nieuw.gemeenten))
    contract.geldig_van, contract.geldig_tot = nieuw.geldig_van, nieuw.geldig_tot
    contract.geen_nieuwe_vanaf = nieuw.geen_nieuwe_vanaf or contract.geen_nieuwe_vanaf
    contract.opties = list(model.looptijd.opties) if nieuw.opties is None else nieuw.opties
    contract.specialismen = sorted(set(nieuw.specialismen))
    contract.doelgroepen = sorted(set(nieuw.doelgroepen))
    contract.leversnelheid, contract.capaciteit = nieuw.leversnelheid, nieuw.capaciteit
    contract.deelname, contract.partners = nieuw.deelname.value, sorted(nieuw.partners)
    if nieuw.gunningsscores is not None:
        contract.gunningsscores = [[each.criterium, each.punten] for each in nieuw.gunningsscores]


def _tarieven(
    model: Inkoopmodel, product: Product, gevraagd: ContractProductBody, geldig_van: date
) -> list[tuple[date, int]]:
    """Prices of its own as they are; else those of the inkoopmodel with its indexation (M79)."""
    if gevraagd.tarieven is not None:
        return [(each.vanaf, each.bedrag) for each in gevraagd.tarieven]
    wijzigingen = {each.vanaf for each in product.tarieven} | {each.vanaf for each in model.indexatie}
    dagen = {geldig_van} | {dag for dag in wijzigingen if dag > geldig_van}
    return [(dag, tarief_op(product, dag, model.indexatie)) for dag in sorted(dagen)]


async def vertel_contract(work: Work, contract: Contract) -> None:
    """Tell a contract as it is now, whole: what was told of it before is replaced."""
    tarieven = await register.contract_tarieven(work.session, contract.id)
    data = ContractVastgelegd(
        contract_id=contract.id,
        agb=contract.agb,
        gemeenten=tuple(contract.gemeenten),
        geldig_van=contract.geldig_van,
        geldig_tot=contract.geldig_tot,
        producten=tuple(
            ProductInEvent(
                categorie=each.categorie,
                code=each.code,
                eenheid=each.eenheid,
                tarieven=tuple(
                    Tarief(vanaf=tarief.vanaf, bedrag=tarief.bedrag) for tarief in tarieven[contract.id, each.code]
                ),
            )
            for each in await register.contract_producten(work.session, contract.id)
        ),
        specialismen=tuple(contract.specialismen),
        doelgroepen=tuple(contract.doelgroepen),
        leversnelheid=contract.leversnelheid,
        capaciteit=contract.capaciteit,
        deelname=contract.deelname,
        partners=tuple(contract.partners),
        opties=tuple(contract.opties),
        geen_nieuwe_vanaf=contract.geen_nieuwe_vanaf,
    )
    await work.tell(CONTRACT_VASTGELEGD, contract.id, data)
