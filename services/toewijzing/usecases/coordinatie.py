"""Point out who coordinates the providers around a client (M58)."""

from collections.abc import Sequence

from chassis.work import Work
from gebeurtenissen.aanbod import COORDINATOR_AANGEWEZEN, CoordinatorAangewezen
from toewijzing import store
from toewijzing.domain.coordinatie import kies_coordinator
from toewijzing.store import hulp
from toewijzing.store.van_client import lopend_bij_aanbieders
from toewijzing.tables import Coordinator, Toewijzing
from toewijzing.usecases.keuze import model_voor


async def bepaal_coordinator(work: Work, toewijzing: Toewijzing, alles: Sequence[Toewijzing]) -> None:
    """Look again who coordinates, now that this assignment is given, changed or ended. `alles` the client has."""
    model = model_voor(toewijzing)
    if model is None or not model.levering.coordinator_producten:
        return
    if len({each.agb for each in alles if each.agb is not None}) < 2:
        return  # there was never anything to coordinate
    gemeente, client_id = toewijzing.gemeente, toewijzing.client_id
    row = await hulp.coordinator(work.session, gemeente, client_id)
    bij_aanbieders = lopend_bij_aanbieders(alles, work.today)
    nu = row.agb if row is not None else None
    agb = kies_coordinator(nu, bij_aanbieders, model.levering.coordinator_producten)
    if agb == nu:
        return
    if row is not None:
        await work.session.delete(row)
        await work.session.flush()
    if agb is not None:
        await store.add(work.session, Coordinator(gemeente=gemeente, client_id=client_id, agb=agb, sinds=work.today))
    data = CoordinatorAangewezen(client_id=client_id, gemeente=gemeente, agb=agb)
    await work.tell(COORDINATOR_AANGEWEZEN, client_id, data)
