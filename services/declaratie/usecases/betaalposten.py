"""Keep an amount out of payment runs for a while, and let it in again."""

from chassis.work import Work
from declaratie.domain.betaalrun import Postsoort
from declaratie.domain.vordering import Vorderingstand
from declaratie.store import vorderingen as store_vorderingen
from declaratie.tables import Betaalpost
from weigering import Weigering


def houd_aan(post: Betaalpost, reden: str, door: str) -> None:
    """No run takes it until it is let in again. Raises Weigering when a run has it already."""
    _moet_open(post)
    post.aangehouden, post.aangehouden_door = reden, door


async def geef_vrij(work: Work, post: Betaalpost) -> None:
    """The next run may take it. Raises Weigering when a run has it, and for a claim that is under dispute."""
    _moet_open(post)
    if post.soort is Postsoort.VORDERING:
        vordering = await store_vorderingen.vordering(work.session, post.bron_id, lock=True)
        if vordering is not None and vordering.stand is Vorderingstand.BETWIST:
            raise Weigering("De aanbieder betwist deze vordering. Neem daar eerst een besluit over.", soort="betwist")
    post.aangehouden, post.aangehouden_door = None, None


def _moet_open(post: Betaalpost) -> None:
    if post.betaalrun_id is not None:
        raise Weigering("Dit bedrag zit al in een betaalrun. Trek die in als hij nog open is.", soort="in-betaalrun")
