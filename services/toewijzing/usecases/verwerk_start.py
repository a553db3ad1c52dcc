"""Work through a WMO305 and answer it with a WMO306."""

from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toewijzing import LEVERING_GESTART, LEVERING_VERWIJDERD
from istandaard.berichten.bericht305 import Bericht305, StartProduct
from toewijzing import store
from toewijzing.domain.levering import is_verwijdering, sleutel_van
from toewijzing.domain.start import REGELS, na_start
from toewijzing.tables import Start, Toewijzing
from toewijzing.usecases.levering import beoordeel, product_kolommen, sleutel_van_rij, vind_gemelde, werk_status_bij
from toewijzing.usecases.retour import stuur_retour
from toewijzing.usecases.vertel_toewijzing import start_van

LIJST = "/Bericht/Client/StartProducten/StartProduct"


async def verwerk_start(work: Work, stuk: Poststuk, bericht: Bericht305) -> None:
    """All starts in the message count, or none: a start with an error rejects the whole message."""
    [bevindingen] = await controleer_aankomst(work, (stuk, bericht))
    if not bevindingen:
        gemeld = await vind_gemelde(work, stuk, bericht.client.bsn, LIJST, bericht.client.start_producten)
        bevindingen = await beoordeel(work, gemeld, REGELS, na_start)
        if not bevindingen:
            for each in gemeld:
                assert each.toewijzing is not None  # TR019 has found it
                await _verwerk(work, stuk, each.product, each.toewijzing)
    await stuur_retour(work, stuk, bericht, bevindingen)


async def _verwerk(work: Work, stuk: Poststuk, start: StartProduct, toewijzing: Toewijzing) -> None:
    data = start_van(toewijzing, stuk.agb, start.begindatum)
    if is_verwijdering(start):
        for each in await store.starts(work.session, toewijzing.id):
            each.verwijderd = each.verwijderd or sleutel_van_rij(each) == sleutel_van(start)
        await work.session.flush()
        await work.tell(LEVERING_VERWIJDERD, toewijzing.id, data)
    else:
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
        await store.add(work.session, row)
        await work.tell(LEVERING_GESTART, toewijzing.id, data)
    await werk_status_bij(work, toewijzing)
