"""Look every minute what is late, and tell of retours that a provider did not send (OP090)."""

from berichtenverkeer.post import vind
from chassis.clock import local_date
from chassis.work import Work
from gebeurtenissen import RETOUR_ONTBREEKT, RetourOntbreekt
from toewijzing.store import termijnen

PER_KEER = 500


async def bewaak_termijnen(work: Work) -> None:
    """Each missing retour is told once; the term stays open, for the retour may still come."""
    for termijn in await termijnen.ongemeld(work.session, work.today, PER_KEER):
        stuk = await vind(work, termijn.onderwerp_id)
        assert stuk is not None  # the term was opened with it
        termijn.gemeld_op = work.today
        data = RetourOntbreekt(
            bericht_id=stuk.id,
            soort=stuk.soort,
            gemeente=stuk.gemeente,
            agb=stuk.agb,
            verzonden_op=local_date(stuk.op),
            uiterlijk=termijn.uiterlijk,
        )
        await work.tell(RETOUR_ONTBREEKT, stuk.id, data)
