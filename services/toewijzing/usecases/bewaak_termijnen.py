"""Look every minute what is late: retours that a provider did not send, and those that we did not (OP090)."""

from berichtenverkeer.post import Poststuk, onbeantwoord, vind
from chassis.clock import local_date
from chassis.work import Work
from gebeurtenissen.toewijzing import RETOUR_ONTBREEKT, RetourOntbreekt
from toewijzing.domain.termijn import Ketentermijnsoort, Wie, voor_retour
from toewijzing.store import termijnen

PER_KEER = 500


async def bewaak_termijnen(work: Work) -> None:
    """Each missing retour of a provider is told once; the term stays open, for the retour may still come."""
    await _bewaak_eigen(work)
    for termijn in await termijnen.ongemeld(work.session, work.today, PER_KEER):
        stuk = await vind(work, termijn.onderwerp_id)
        if stuk is None:  # it was destroyed with who it was about
            termijn.klaar_op = work.today
            continue
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


async def _bewaak_eigen(work: Work) -> None:
    """A message that came in and waits has a term, until it is answered: then the next look closes it."""
    wacht: dict[str, Poststuk] = {}
    na = ""
    while gevonden := await onbeantwoord(work, na, PER_KEER):
        wacht |= {each.id: each for each in gevonden}
        na = gevonden[-1].id
    bekend = await termijnen.eigen_retouren(work.session)
    await termijnen.sluit(work.session, Ketentermijnsoort.RETOUR, bekend - wacht.keys(), work.today)
    nieuw = [wacht[bericht_id] for bericht_id in sorted(wacht.keys() - bekend)]
    te_openen = [
        termijnen.Open(
            Ketentermijnsoort.RETOUR, each.id, each.gemeente, each.agb, voor_retour(local_date(each.op)), Wie.GEMEENTE
        )
        for each in nieuw
    ]
    await termijnen.zet(work.session, te_openen)
