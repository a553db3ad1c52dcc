"""Keep the copy of assignments and contracts that judging needs."""

from chassis.events import Heard
from chassis.sealed import BSN
from chassis.work import Work
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.tables import Contract, ContractTarief, GehoordeToewijzing
from declaratie.usecases.wacht_op_toewijzing import hervat_na_toewijzing
from gebeurtenissen.toewijzing import ContractVastgelegd, ToewijzingToegewezen


async def hoor_toewijzing(work: Work, heard: Heard[ToewijzingToegewezen]) -> None:
    """The newest state of an assignment stands; an older event changes nothing."""
    row = await store_toewijzingen.toewijzing(work.session, heard.data.toewijzing_id)
    if row is not None and row.sequence >= heard.sequence:
        return
    data = heard.data
    new = GehoordeToewijzing(
        id=data.toewijzing_id,
        sequence=heard.sequence,
        gemeente=data.gemeente,
        wet=data.wet,
        nummer=data.toewijzing_nummer,
        agb=data.agb,
        client_id=data.client_id,
        bsn_hash=work.vault.lifted(BSN, data.bsn_hash),
        categorie=data.categorie,
        code=data.code,
        volume=data.volume,
        eenheid=data.eenheid,
        frequentie=data.frequentie,
        budget=data.budget,
        ingangsdatum=data.ingangsdatum,
        einddatum=data.einddatum,
        reden_wijziging=data.reden_wijziging,
    )
    await work.session.merge(new)
    await hervat_na_toewijzing(work, data.gemeente, data.agb)


async def hoor_contract(work: Work, heard: Heard[ContractVastgelegd]) -> None:
    """The newest state of a contract stands, with its prices; an older event changes nothing."""
    row = await store_toewijzingen.contract(work.session, heard.data.contract_id)
    if row is not None and row.sequence >= heard.sequence:
        return
    data = heard.data
    await work.session.merge(
        Contract(
            id=data.contract_id,
            sequence=heard.sequence,
            agb=data.agb,
            gemeenten=list(data.gemeenten),
            geldig_van=data.geldig_van,
            geldig_tot=data.geldig_tot,
        )
    )
    await work.session.flush()
    tarieven = [
        ContractTarief(
            contract_id=data.contract_id,
            code=product.code,
            vanaf=tarief.vanaf,
            categorie=product.categorie,
            eenheid=product.eenheid,
            bedrag=tarief.bedrag,
        )
        for product in data.producten
        for tarief in product.tarieven
    ]
    await store_toewijzingen.vervang_tarieven(work.session, data.contract_id, tarieven)
