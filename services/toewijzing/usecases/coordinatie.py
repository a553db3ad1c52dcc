"""Point out who coordinates the providers around a client (M58)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from chassis.tracing import going_on_from
from chassis.work import Work
from gebeurtenissen.aanbod import COORDINATOR_AANGEWEZEN, CoordinatorAangewezen
from toewijzing.domain.coordinatie import kies_coordinator
from toewijzing.store import hulp
from toewijzing.store.van_client import lopend_bij_aanbieders
from toewijzing.tables import Coordinator, Toewijzing
from toewijzing.usecases.keuze import model_voor


@dataclass(frozen=True)
class Verandering:
    """An assignment was given, changed or ended."""

    toewijzing: Toewijzing
    alles: Sequence[Toewijzing]
    """All that its client has, or had."""
    traceparent: str | None = None


async def bepaal_coordinatoren(work: Work, veranderingen: Sequence[Verandering]) -> None:
    """Look again who coordinates around the clients of these assignments."""
    # Of fewer than two providers there was never anything to coordinate.
    te_zien = [(each, _producten(each)) for each in veranderingen if len({rij.agb for rij in each.alles} - {None}) > 1]
    te_zien = [(each, producten) for each, producten in te_zien if producten]
    if not te_zien:
        return
    rows = await hulp.coordinatoren(work.session, {_wie(each) for each, _ in te_zien})
    for each, producten in te_zien:
        row = rows.get(_wie(each))
        nu = row.agb if row is not None else None
        agb = kies_coordinator(nu, lopend_bij_aanbieders(each.alles, work.today), producten)
        if agb != nu:
            with going_on_from(each.traceparent):
                await _wijs_aan(work, rows, _wie(each), agb)
    await work.session.flush()


def _producten(verandering: Verandering) -> Collection[str]:
    """Who delivers one of these may coordinate, by the inkoopmodel."""
    model = model_voor(verandering.toewijzing)
    return () if model is None else model.levering.coordinator_producten


def _wie(verandering: Verandering) -> tuple[str, str]:
    return verandering.toewijzing.gemeente, verandering.toewijzing.client_id


async def _wijs_aan(
    work: Work, rows: dict[tuple[str, str], Coordinator], wie: tuple[str, str], agb: str | None
) -> None:
    gemeente, client_id = wie
    row = rows.get(wie)
    if agb is None:
        await work.session.delete(rows.pop(wie))
    elif row is not None:
        row.agb, row.sinds = agb, work.today
    else:
        rows[wie] = Coordinator(gemeente=gemeente, client_id=client_id, agb=agb, sinds=work.today)
        work.session.add(rows[wie])
    data = CoordinatorAangewezen(client_id=client_id, gemeente=gemeente, agb=agb)
    await work.tell(COORDINATOR_AANGEWEZEN, client_id, data)
