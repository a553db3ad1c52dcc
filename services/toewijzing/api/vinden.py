"""An assignment that a request is about, as far as who asks may see it."""

from chassis.problems import not_found
from chassis.tokens import Caller
from chassis.work import Work
from toewijzing import store
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import wacht_op_beurt


async def vind(work: Work, caller: Caller, toewijzing_id: str, *, lock: bool = False) -> Toewijzing:
    """The assignment; with `lock` only its row is held. Raises Problem 404 when there is none for this caller."""
    toewijzing = await store.toewijzing(work.session, toewijzing_id, lock=lock)
    if toewijzing is None or not caller.may_see(toewijzing.gemeente, toewijzing.agb):
        raise not_found("deze toewijzing")
    work.note([toewijzing.client_id])
    return toewijzing


async def vind_om_te_wijzigen(work: Work, caller: Caller, toewijzing_id: str) -> Toewijzing:
    """First the turn of the municipality and then the row, in the order in which events take them.

    Raises Problem 404 as `vind`.
    """
    found = await vind(work, caller, toewijzing_id)
    await wacht_op_beurt(work, found.gemeente)
    await work.session.refresh(found, with_for_update=True)
    return found
