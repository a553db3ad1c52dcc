"""The log as a feed for backoffices that have no AMQP, and how far the read models are."""

import base64
import binascii
import json

from pydantic import JsonValue

from chassis.paging import not_ours
from chassis.security import must_serve
from chassis.tokens import EVERYWHERE, Caller
from chassis.work import Work
from monitoring.bodies.gebeurtenissen import Feed, GebeurtenisView, GeneratieView, LeesmodelView
from monitoring.store import leesmodel, logboek
from monitoring.store.logboek import Zoekvraag
from monitoring.tables import Gebeurtenis

VERBORGEN = "bsnHash"
"""A backoffice that reads over HTTP needs no hash of a BSN: it asks toegang about a client by id."""


def kies_gebeurtenissen(
    caller: Caller, gemeente: str | None, types: list[str], subject: str | None, *, geparkeerd: bool
) -> Zoekvraag:
    """What the caller may see of what was asked. Raises Problem 403 for another municipality."""
    if gemeente is not None:
        must_serve(caller, gemeente)
    eigen = None if EVERYWHERE in caller.gemeenten else caller.gemeenten
    gemeenten = frozenset({gemeente}) if gemeente else eigen
    return Zoekvraag(gemeenten, frozenset(types), subject, geparkeerd)


async def lees_gebeurtenissen(work: Work, vraag: Zoekvraag, cursor: str | None, limit: int) -> Feed:
    """The next events after the cursor. Raises Problem 400 for a cursor that is not ours."""
    positie = _positie(cursor)
    found = await logboek.zoek(work.session, vraag, positie, limit)
    laatste = found[-1].positie if found else positie
    return Feed(items=[_view(each) for each in found], volgende=_cursor(laatste))


def _view(each: Gebeurtenis) -> GebeurtenisView:
    data: dict[str, JsonValue] = json.loads(each.data)
    data.pop(VERBORGEN, None)
    return GebeurtenisView(
        id=each.id,
        source=each.source,
        type=each.type,
        subject=each.subject,
        sequence=each.sequence,
        time=each.time,
        data=data,
        reden=each.reden,
    )


def _cursor(positie: int) -> str:
    return base64.urlsafe_b64encode(f"p{positie}".encode()).decode()


def _positie(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        tekst = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError):
        tekst = ""
    if not (tekst.startswith("p") and tekst[1:].isdecimal() and len(tekst) <= 19):
        raise not_ours()
    return int(tekst[1:])


async def lees_leesmodel(work: Work) -> LeesmodelView:
    """How far each generation is, and how many events are parked."""
    laatste = await logboek.laatste_positie(work.session)
    return LeesmodelView(
        generaties=[
            GeneratieView(
                nummer=each.nummer,
                actief=each.actief,
                positie=each.positie,
                laatste=laatste,
                begonnen_op=each.begonnen_op,
            )
            for each in await leesmodel.generaties(work.session)
        ],
        geparkeerd=await logboek.aantal_geparkeerd(work.session),
        verouderd=await leesmodel.verouderd(work.session),
    )
