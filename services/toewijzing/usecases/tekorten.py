"""The gaps in what is contracted, as it is today (M53, M101, M102)."""

from collections.abc import Iterable
from dataclasses import replace

from chassis.work import Work
from inkoop import Inkoopmodel, model_van
from inkoop.integriteit import waarom_geen_toets
from toewijzing.domain.tekort import GecontracteerdProduct, Tekort, tekorten
from toewijzing.store import aanbod as bron
from toewijzing.store import contracten as register
from toewijzing.tables import Contract
from toewijzing.usecases.keuze import toetseis_van


async def vind_tekorten(work: Work, gemeenten: Iterable[str]) -> list[Tekort]:
    """The gaps in these municipalities, region by region; a norm for a region counts when one is in it."""
    producten = await _gecontracteerd(work)
    per_model: dict[str, tuple[Inkoopmodel, list[str]]] = {}
    for gemeente in sorted(gemeenten):
        model = model_van([gemeente], work.today)
        if model is not None:
            per_model.setdefault(model.naam, (model, []))[1].append(gemeente)
    found: list[Tekort] = []
    for model, hier in per_model.values():
        regio = set(model.gemeentecodes)
        eis = toetseis_van(model, work.today)
        bij_deze = [
            replace(each, reden=each.reden or waarom_geen_toets(each.integriteit_getoetst_op, eis))
            for each in producten
            if each.gemeenten & regio
        ]
        found += tekorten(model, hier, bij_deze)
    return found


async def _gecontracteerd(work: Work) -> list[GecontracteerdProduct]:
    """The register as it holds today."""
    rows = [
        (contract, naam, product.code)
        for contract, naam, product in await register.alle(work.session)
        if contract.geldig_van <= work.today and (contract.geldig_tot is None or work.today <= contract.geldig_tot)
    ]
    clienten = await bron.clienten_per_contract(work.session, work.today)
    gepauzeerd: dict[str, set[str]] = {}
    for pauze in await register.pauzes(work.session, {contract.agb for contract, _, _ in rows}, work.today):
        if pauze.vanaf <= work.today:
            gepauzeerd.setdefault(pauze.agb, set()).add(pauze.gemeente)
    getoetst = await register.getoetst(work.session)
    return [
        GecontracteerdProduct(
            agb=contract.agb,
            naam=naam,
            code=code,
            gemeenten=frozenset(contract.gemeenten),
            specialismen=frozenset(contract.specialismen),
            doelgroepen=frozenset(contract.doelgroepen),
            gepauzeerd_in=frozenset(gepauzeerd.get(contract.agb, ())),
            reden=_waarom_dicht(work, contract, clienten.get(contract.id, 0)),
            integriteit_getoetst_op=getoetst.get(contract.agb),
        )
        for contract, naam, code in rows
    ]


def _waarom_dicht(work: Work, contract: Contract, clienten: int) -> str | None:
    if contract.geen_nieuwe_vanaf is not None and contract.geen_nieuwe_vanaf <= work.today:
        return "Stopt, en neemt geen nieuwe cliënten meer aan."
    if contract.capaciteit is not None and clienten >= contract.capaciteit:
        return "Zit nu vol."
    return None
