"""What a start in a WMO305 changes, once it counts."""

from berichtenverkeer.post import Poststuk
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toewijzing import LEVERING_GESTART, LEVERING_VERWIJDERD
from istandaard.berichten.bericht305 import StartProduct
from toewijzing.domain.levering import is_verwijdering, sleutel_van
from toewijzing.tables import Start
from toewijzing.usecases.levering import Stand, product_kolommen, sleutel_van_rij
from toewijzing.usecases.vertel_toewijzing import start_van


async def verwerk_start(work: Work, stuk: Poststuk, start: StartProduct, stand: Stand) -> None:
    """Add it to what stands on the assignment, or take back the one that it removes, and tell it."""
    toewijzing = stand.toewijzing
    data = start_van(toewijzing, stuk.agb, start.begindatum)
    if is_verwijdering(start):
        for each in stand.starts:
            each.verwijderd = each.verwijderd or sleutel_van_rij(each) == sleutel_van(start)
        await work.tell(LEVERING_VERWIJDERD, toewijzing.id, data)
        return
    row = Start(
        id=new_id(),
        toewijzing_id=toewijzing.id,
        **product_kolommen(start),
        begindatum=start.begindatum,
        bericht_id=stuk.id,
        verwijderd=False,
        agb=stuk.agb,
        gemeente=toewijzing.gemeente,
        wachtdagen=max(0, (start.begindatum - toewijzing.ingangsdatum).days),
    )
    work.session.add(row)
    stand.starts.append(row)
    await work.tell(LEVERING_GESTART, toewijzing.id, data)
