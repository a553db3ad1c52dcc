"""What happens to a contract along the way: an option is exercised, or the provider leaves."""

from datetime import date

from chassis.work import Work
from inkoop import model_van
from toewijzing.domain.contract import VOLGORDE, einde_zorgcontinuiteit, na_optie
from toewijzing.store import contracten as register
from toewijzing.tables import Contract
from toewijzing.usecases.leg_contract_vast import vertel_contract
from weigering import Weigering


async def licht_optie(work: Work, contract: Contract) -> None:
    """Extend a contract by its next option (M103). Raises Weigering without one, or when another follows."""
    if not contract.opties:
        raise Weigering("Dit contract heeft geen optie meer.", soort="contract", regel="M103")
    if contract.geldig_tot is None or contract.geen_nieuwe_vanaf is not None:
        reden = "Dit contract heeft geen einddatum, of de aanbieder stopt: verlengen kan dan niet."
        raise Weigering(reden, soort="contract", regel="M103")
    einde = na_optie(contract.geldig_tot, contract.opties[0])
    codes = {each.code for each in await register.contract_producten(work.session, contract.id)}
    for ander in await register.andere_contracten(work.session, contract.agb, contract.id):
        in_de_weg = ander.codes & codes and ander.gemeenten.intersection(contract.gemeenten)
        if in_de_weg and contract.geldig_tot < ander.geldig_van <= einde:
            reden = f"Vanaf {ander.geldig_van:%d-%m-%Y} geldt al een ander contract voor deze producten."
            raise Weigering(reden, soort="contract")
    contract.geldig_tot, contract.opties = einde, contract.opties[1:]
    await vertel_contract(work, contract)


async def beeindig_contract(
    work: Work, contract: Contract, geen_nieuwe_vanaf: date, zorgcontinuiteit_tot: date | None
) -> None:
    """The provider takes in no new clients from a day on, and keeps those it has for an agreed time (M63).

    Without an agreed day the months of the inkoopmodel hold. Raises Weigering when the days do not follow.
    """
    model = model_van(contract.gemeenten, contract.geldig_van)
    assert model is not None  # a contract was held against it
    tot = zorgcontinuiteit_tot or einde_zorgcontinuiteit(geen_nieuwe_vanaf, model.levering.zorgcontinuiteit_maanden)
    if contract.geldig_tot is not None and contract.geldig_tot < geen_nieuwe_vanaf:
        raise Weigering("Het contract is dan al afgelopen.", veld="body.geenNieuweVanaf", regel="M63")
    if not contract.geldig_van <= geen_nieuwe_vanaf <= tot:
        raise Weigering(VOLGORDE, veld="body.geenNieuweVanaf", regel="M63")
    contract.geen_nieuwe_vanaf, contract.geldig_tot = geen_nieuwe_vanaf, tot
    await vertel_contract(work, contract)
