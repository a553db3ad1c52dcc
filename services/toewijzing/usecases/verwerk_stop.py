"""What a stop in a WMO307 changes, once it counts."""

from berichtenverkeer.post import Poststuk
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toewijzing import BEEINDIGING_VERWIJDERD, LEVERING_BEEINDIGD, LeveringBeeindigd
from istandaard.berichten.bericht307 import StopProduct
from toewijzing.domain.levering import Beeindiging, is_verwijdering
from toewijzing.domain.stop import beeindiging_van
from toewijzing.tables import Stop, Toewijzing
from toewijzing.usecases.levering import Stand, beeindiging_van_rij, product_kolommen


async def verwerk_stop(work: Work, stuk: Poststuk, stop: StopProduct, stand: Stand) -> None:
    """Add it to what stands on the assignment, or take back the one that it removes, and tell it."""
    toewijzing, gemeld = stand.toewijzing, beeindiging_van(stop)
    data = _event_data(toewijzing, stuk.agb, gemeld)
    if is_verwijdering(stop):
        for each in stand.stops:
            each.verwijderd = each.verwijderd or beeindiging_van_rij(each) == gemeld
        await work.tell(BEEINDIGING_VERWIJDERD, toewijzing.id, data)
        return
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
    work.session.add(row)
    stand.stops.append(row)
    await work.tell(LEVERING_BEEINDIGD, toewijzing.id, data)


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
