"""Work through a WMO307 and answer it with a WMO308."""

from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toewijzing import BEEINDIGING_VERWIJDERD, LEVERING_BEEINDIGD, LeveringBeeindigd
from istandaard.berichten.bericht307 import Bericht307, StopProduct
from toewijzing import store
from toewijzing.domain.levering import Beeindiging, is_verwijdering
from toewijzing.domain.stop import REGELS, beeindiging_van, na_stop
from toewijzing.store import gesprek
from toewijzing.tables import Stop, Toewijzing
from toewijzing.usecases.levering import beeindiging_van_rij, beoordeel, product_kolommen, vind_gemelde, werk_status_bij
from toewijzing.usecases.retour import stuur_retour

LIJST = "/Bericht/Client/StopProducten/StopProduct"


async def verwerk_stop(work: Work, stuk: Poststuk, bericht: Bericht307) -> None:
    """All stops in the message count, or none: a stop with an error rejects the whole message."""
    [bevindingen] = await controleer_aankomst(work, (stuk, bericht))
    if not bevindingen:
        gemeld = await vind_gemelde(work, stuk, bericht.client.bsn, LIJST, bericht.client.stop_producten)
        bevindingen = await beoordeel(work, gemeld, REGELS, na_stop)
        if not bevindingen:
            for each in gemeld:
                assert each.toewijzing is not None  # TR019 has found it
                await _verwerk(work, stuk, each.product, each.toewijzing)
    await stuur_retour(work, stuk, bericht, bevindingen)


async def _verwerk(work: Work, stuk: Poststuk, stop: StopProduct, toewijzing: Toewijzing) -> None:
    gemeld = beeindiging_van(stop)
    if is_verwijdering(stop):
        for each in await gesprek.stops(work.session, toewijzing.id):
            each.verwijderd = each.verwijderd or beeindiging_van_rij(each) == gemeld
        await work.session.flush()
        await work.tell(BEEINDIGING_VERWIJDERD, toewijzing.id, _event_data(toewijzing, stuk.agb, gemeld))
    else:
        row = Stop(
            id=new_id(),
            toewijzing_id=toewijzing.id,
            **product_kolommen(stop),
            begindatum=stop.begindatum,
            einddatum=gemeld.einddatum,
            reden=gemeld.reden,
            bericht_id=stuk.id,
            verwijderd=False,
        )
        await store.add(work.session, row)
        await work.tell(LEVERING_BEEINDIGD, toewijzing.id, _event_data(toewijzing, stuk.agb, gemeld))
    await werk_status_bij(work, toewijzing)


def _event_data(toewijzing: Toewijzing, agb: str, gemeld: Beeindiging) -> LeveringBeeindigd:
    assert toewijzing.toewijzing_nummer is not None  # found by its number
    return LeveringBeeindigd(
        toewijzing_id=toewijzing.id,
        toewijzing_nummer=toewijzing.toewijzing_nummer,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        agb=agb,
        code=toewijzing.code,
        begindatum=gemeld.sleutel.begindatum,
        einddatum=gemeld.einddatum,
        reden=gemeld.reden,
        tijdelijk=gemeld.is_tijdelijk,
    )
