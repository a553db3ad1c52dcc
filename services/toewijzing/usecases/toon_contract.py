"""A contract as it stands, with products and prices."""

from collections.abc import Iterable, Sequence

from chassis.work import Work
from inkoop import model_van
from toewijzing.bodies.contracten import ContractDetail, ContractProductBody, ContractView, TariefBody
from toewijzing.domain.contract import gunningstotaal
from toewijzing.store import contracten as register
from toewijzing.tables import Contract


def contract_view(contract: Contract, naam: str) -> ContractView:
    """A contract without its products."""
    berekend = {"naam", "gunningsscores", "gunningstotaal"}
    van_contract = {field: getattr(contract, field) for field in ContractView.model_fields if field not in berekend}
    scores = [(str(criterium), int(punten)) for criterium, punten in contract.gunningsscores or ()]
    return ContractView.model_validate(
        {
            **van_contract,
            "naam": naam,
            "gunningsscores": [{"criterium": criterium, "punten": punten} for criterium, punten in scores],
            "gunningstotaal": _gunningstotaal(contract, scores),
        }
    )


def _gunningstotaal(contract: Contract, scores: Sequence[tuple[str, int]]) -> float | None:
    """Few contracts have scores: of the others the inkoopmodel is not looked up."""
    return gunningstotaal(scores, model_van(contract.gemeenten, contract.geldig_van)) if scores else None


async def toon_contract(work: Work, contract: Contract) -> ContractDetail:
    """One contract with all that is in it."""
    tarieven = await register.contract_tarieven(work.session, contract.id)
    aanbieder = await register.aanbieder(work.session, contract.agb)
    assert aanbieder is not None  # every contract has one
    codes = [each.code for each in await register.contract_producten(work.session, contract.id)]
    return _detail(contract, aanbieder.naam, codes, tarieven)


async def alle_contracten(work: Work) -> list[ContractDetail]:
    """The whole register, in order of id."""
    tarieven = await register.contract_tarieven(work.session)
    gevonden: dict[str, tuple[Contract, str, list[str]]] = {}
    for contract, naam, product in await register.alle(work.session):
        gevonden.setdefault(contract.id, (contract, naam, []))[2].append(product.code)
    return [_detail(contract, naam, codes, tarieven) for contract, naam, codes in gevonden.values()]


def _detail(contract: Contract, naam: str, codes: Iterable[str], tarieven: register.Tarieven) -> ContractDetail:
    producten = [
        ContractProductBody(
            code=code,
            tarieven=[TariefBody(vanaf=each.vanaf, bedrag=each.bedrag) for each in tarieven[contract.id, code]],
        )
        for code in codes
    ]
    return ContractDetail(**contract_view(contract, naam).model_dump(), producten=producten)
