"""Keep the copy of assignments and contracts that judging needs."""

from collections.abc import Sequence

from chassis.events import Heard, newest
from chassis.sealed import BSN
from chassis.work import Work
from declaratie.store import toewijzingen as store_toewijzingen
from declaratie.tables import Contract, ContractTarief
from declaratie.usecases.wacht_op_toewijzing import hervat_na_toewijzing
from gebeurtenissen.toewijzing import ContractVastgelegd, ToewijzingToegewezen


async def hoor_toewijzingen(work: Work, heard: Sequence[Heard[ToewijzingToegewezen]]) -> None:
    """The newest state of each assignment stands; an older event changes nothing."""
    rows = [_rij(work, each) for each in newest(heard, lambda each: each.data.toewijzing_id)]
    nieuw = await store_toewijzingen.houd_toewijzingen(work.session, rows)
    waar = [(each.data.gemeente, each.data.agb) for each in heard if each.data.toewijzing_id in nieuw]
    await hervat_na_toewijzing(work, list(dict.fromkeys(waar)))


def _rij(work: Work, heard: Heard[ToewijzingToegewezen]) -> dict[str, object]:
    data = heard.data
    return {
        "id": data.toewijzing_id,
        "sequence": heard.sequence,
        "gemeente": data.gemeente,
        "wet": data.wet,
        "nummer": data.toewijzing_nummer,
        "agb": data.agb,
        "client_id": data.client_id,
        "bsn_hash": work.vault.lifted(BSN, data.bsn_hash),
        "categorie": data.categorie,
        "code": data.code,
        "volume": data.volume,
        "eenheid": data.eenheid,
        "frequentie": data.frequentie,
        "budget": data.budget,
        "ingangsdatum": data.ingangsdatum,
        "einddatum": data.einddatum,
        "reden_wijziging": data.reden_wijziging,
    }


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
