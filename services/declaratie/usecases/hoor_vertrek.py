"""Keep that a client died: toewijzing says so of help that it ended, and not of what had ended before (M135)."""

from chassis.events import Heard
from chassis.work import Work
from declaratie.store import toewijzingen as store_toewijzingen
from gebeurtenissen.toegang import ClientVertrokken


async def hoor_vertrek(work: Work, heard: Heard[ClientVertrokken]) -> None:
    """Of who moved house a no-show is billed all the same."""
    if heard.data.reden == "overleden":
        await store_toewijzingen.noteer_overlijden(work.session, heard.data.client_id)
