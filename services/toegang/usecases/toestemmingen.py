"""A client lets a supporter read, or takes that back (Wmo 2.2.4)."""

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toestemming import (
    TOESTEMMING_GEGEVEN,
    TOESTEMMING_INGETROKKEN,
    ToestemmingGegeven,
    ToestemmingIngetrokken,
)
from toegang import store
from toegang.bodies.toestemming import NieuweToestemming
from toegang.domain.logboek import Wat
from toegang.domain.toestemming import check_toestemming
from toegang.tables import Client, Toestemming


async def geef(work: Work, client: Client, nieuw: NieuweToestemming) -> Toestemming:
    """Record the consent. Raises Weigering for days that cannot be."""
    check_toestemming(nieuw.gegeven_op, nieuw.tot, work.today)
    row = Toestemming(id=new_id(), client_id=client.id, gemeente=client.gemeente, **nieuw.model_dump())
    await store.add(work.session, row)
    work.note([client.id], Wat.TOESTEMMING_GEGEVEN, row.id)
    data = ToestemmingGegeven(
        toestemming_id=row.id, client_id=client.id, gemeente=client.gemeente, gegeven_op=row.gegeven_op, tot=row.tot
    )
    await work.tell(TOESTEMMING_GEGEVEN, row.id, data)
    return row


async def trek_in(work: Work, row: Toestemming) -> None:
    """From now on the supporter reads nothing; once more changes nothing."""
    if row.ingetrokken_op is not None:
        return
    row.ingetrokken_op = work.today
    work.note([row.client_id], Wat.TOESTEMMING_INGETROKKEN, row.id)
    data = ToestemmingIngetrokken(toestemming_id=row.id, client_id=row.client_id, gemeente=row.gemeente, op=work.today)
    await work.tell(TOESTEMMING_INGETROKKEN, row.id, data)
