"""Calling a provider when a message is ready: signed, thin, tried again with growing pauses. Its queries are here too.

The call is the event that the message was sent, as backoffices hear it on the bus, with in `dataref` where the message
is. Nothing of what is in it: the provider fetches that with its own token.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import httpx
from sqlalchemy import delete, exists, insert, literal, select, update

from berichtenverkeer.adressen import NaarBuiten
from berichtenverkeer.post import COLUMNS, UIT, Berichtstatus, stuk_van, verzonden_event
from berichtenverkeer.tables import GEHEIM, berichten, bezorgingen, webhooks
from chassis.clock import system_clock
from chassis.database import upsert
from chassis.events import MEDIA_TYPE, encode
from chassis.service import Room
from chassis.work import Work

HANDTEKENING = "Clientroute-Handtekening"
TIMEOUT = 5.0
"""Seconds that a provider gets to answer a call."""
IN_GEHEEL = 15.0
"""Seconds that one call may take with all its parts."""
TEGELIJK = 20
PER_KEER = 200
PAUZES = tuple(timedelta(minutes=each) for each in (1, 5, 30, 120, 480, 1440))
"""How long after each failed call the next one comes; after the last one it has failed."""
SPELING = timedelta(minutes=10)
"""A message is looked for this long after its id was made: it may be committed later than a younger one."""


class Bezorgd(StrEnum):
    """Where a delivery is."""

    OPEN = "open"
    BEZORGD = "bezorgd"
    OPGEHAALD = "opgehaald"
    """The provider fetched the message before the call got through."""
    MISLUKT = "mislukt"


@dataclass(frozen=True)
class Bezorging:
    """The delivery of one message, as people look at it."""

    bericht_id: str
    agb: str
    status: str
    pogingen: int
    volgende_op: datetime
    fout: str | None


@dataclass(frozen=True)
class Oproep:
    """A call to make now."""

    url: str
    geheim: bytes
    bezorging: Bezorging
    body: bytes


async def registreer(work: Work, agb: str, url: str) -> str:
    """Call this address from now on; gives the secret with which calls are signed, for the last time."""
    geheim = secrets.token_hex(32)
    verzegeld = work.vault.seal(GEHEIM, agb, geheim.encode())
    row = {"url": url, GEHEIM.column: verzegeld, "na_bericht": _id_van(system_clock())}
    statement = upsert(work.session, webhooks).values(agb=agb, **row)
    await work.session.execute(statement.on_conflict_do_update(index_elements=["agb"], set_=row))
    return geheim


async def adres_van(work: Work, agb: str) -> str | None:
    """The address that is called for a provider."""
    return (await work.session.execute(select(webhooks.c.url).where(webhooks.c.agb == agb))).scalar_one_or_none()


async def meld_af(work: Work, agb: str) -> None:
    """Call no more; what was still to be told is dropped, the messages stay ready for collection."""
    await work.session.execute(delete(webhooks).where(webhooks.c.agb == agb))
    waiting = (bezorgingen.c.agb == agb) & (bezorgingen.c.status == Bezorgd.OPEN)
    await work.session.execute(delete(bezorgingen).where(waiting))


async def lijst(work: Work, agb: str, status: str | None, after: str | None, limit: int) -> Sequence[Bezorging]:
    """The deliveries of a provider in order of message, from after `after`."""
    query = select(bezorgingen).where(bezorgingen.c.agb == agb).order_by(bezorgingen.c.bericht_id).limit(limit)
    if status is not None:
        query = query.where(bezorgingen.c.status == status)
    if after is not None:
        query = query.where(bezorgingen.c.bericht_id > after)
    return [Bezorging(**row._mapping) for row in await work.session.execute(query)]


async def probeer_opnieuw(work: Work, agb: str, bericht_id: str) -> bool:
    """Start again with a delivery that failed; False when there is none."""
    failed = (
        (bezorgingen.c.bericht_id == bericht_id)
        & (bezorgingen.c.agb == agb)
        & (bezorgingen.c.status == Bezorgd.MISLUKT)
    )
    again = {"status": Bezorgd.OPEN, "pogingen": 0, "volgende_op": work.now}
    statement = update(bezorgingen).where(failed).values(**again).returning(bezorgingen.c.bericht_id)
    return (await work.session.execute(statement)).first() is not None


async def bezorg(room: Room) -> None:
    """Make the calls that are due, side by side; a provider that does not answer holds up nobody."""
    async with room.work() as work:
        oproepen = await neem_op(work, room.service.name)
    if not oproepen:
        return
    grens = asyncio.Semaphore(TEGELIJK)
    async with nieuwe_client(alleen_buiten=room.settings.env == "production") as client:
        fouten = await asyncio.gather(*(_roep(client, each, grens) for each in oproepen))
    async with room.work() as work:
        for oproep, fout in zip(oproepen, fouten, strict=True):
            await _noteer(work, oproep.bezorging, fout)


def nieuwe_client(*, alleen_buiten: bool) -> httpx.AsyncClient:
    """Follows no redirects and no proxy of the environment: a call goes to the address that was registered.

    In production never to our own network.
    """
    # No connection serves twice: two names on one address would share one, and the certificate of the first.
    gewoon = httpx.AsyncHTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
    transport = NaarBuiten(gewoon) if alleen_buiten else gewoon
    return httpx.AsyncClient(timeout=TIMEOUT, follow_redirects=False, trust_env=False, transport=transport)


async def neem_op(work: Work, dienst: str) -> list[Oproep]:
    """The calls that are due; each is tried again after a pause, also when this process ends before it is made."""
    await work.wait_for_turn("webhooks")
    await _zet_klaar(work)
    due = (
        select(bezorgingen, webhooks.c.url, webhooks.c.geheim, *COLUMNS)
        .join(webhooks, webhooks.c.agb == bezorgingen.c.agb)
        .join(berichten, berichten.c.id == bezorgingen.c.bericht_id)
        .where(bezorgingen.c.status == Bezorgd.OPEN, bezorgingen.c.volgende_op <= work.now)
        .order_by(bezorgingen.c.volgende_op)
        .limit(PER_KEER)
    )
    oproepen = []
    for row in await work.session.execute(due):
        found = row._mapping
        columns = {column.name: found[column] for column in bezorgingen.c}
        bezorging = Bezorging(**{**columns, "pogingen": columns["pogingen"] + 1})
        if found[berichten.c.status] != Berichtstatus.KLAAR:
            await _zet(work, bezorging.bericht_id, status=Bezorgd.OPGEHAALD)
            continue
        pauze = PAUZES[min(bezorging.pogingen, len(PAUZES)) - 1]
        await _zet(work, bezorging.bericht_id, pogingen=bezorging.pogingen, volgende_op=work.now + pauze)
        url = f"{work.settings.url_of(dienst)}/v1/berichten/{bezorging.bericht_id}"
        body = encode(verzonden_event(stuk_van(row), work.source, url))
        geheim = work.vault.open(GEHEIM, bezorging.agb, found[webhooks.c.geheim])
        oproepen.append(Oproep(found[webhooks.c.url], geheim, bezorging, body))
    return oproepen


async def _zet_klaar(work: Work) -> None:
    """Open a delivery for each message that is ready, of providers that want to be called."""
    known = exists().where(bezorgingen.c.bericht_id == berichten.c.id)
    new = (
        select(berichten.c.id, berichten.c.agb, literal(Bezorgd.OPEN.value), literal(0), literal(work.now))
        .join(webhooks, (webhooks.c.agb == berichten.c.agb) & (berichten.c.id > webhooks.c.na_bericht))
        .where(berichten.c.richting == UIT, berichten.c.status == Berichtstatus.KLAAR, ~known)
    )
    columns = ["bericht_id", "agb", "status", "pogingen", "volgende_op"]
    await work.session.execute(insert(bezorgingen).from_select(columns, new))
    gezien = _id_van(system_clock() - SPELING)
    await work.session.execute(update(webhooks).where(webhooks.c.na_bericht < gezien).values(na_bericht=gezien))


def _id_van(moment: datetime) -> str:
    """The lowest id (UUIDv7) that can be made at a moment."""
    digits = f"{int(moment.timestamp() * 1000):012x}"
    return f"{digits[:8]}-{digits[8:]}"


async def _zet(work: Work, bericht_id: str, **values: object) -> None:
    await work.session.execute(update(bezorgingen).where(bezorgingen.c.bericht_id == bericht_id).values(**values))


async def _noteer(work: Work, bezorging: Bezorging, fout: str | None) -> None:
    if fout is None:
        await _zet(work, bezorging.bericht_id, status=Bezorgd.BEZORGD, fout=None)
    elif bezorging.pogingen > len(PAUZES):
        await _zet(work, bezorging.bericht_id, status=Bezorgd.MISLUKT, fout=fout)
    else:
        await _zet(work, bezorging.bericht_id, fout=fout)


async def _roep(client: httpx.AsyncClient, oproep: Oproep, grens: asyncio.Semaphore) -> str | None:
    """Make one call; what went wrong, or nothing."""
    seconds = int(datetime.now(UTC).timestamp())
    headers = {"Content-Type": MEDIA_TYPE, HANDTEKENING: onderteken(oproep.geheim, seconds, oproep.body)}
    try:
        call = client.stream("POST", oproep.url, content=oproep.body, headers=headers)
        async with grens, asyncio.timeout(IN_GEHEEL), call as answer:  # only whether it was taken; nothing is read
            return None if answer.is_success else f"HTTP {answer.status_code}"
    except Exception as error:  # noqa: BLE001  whatever one address does, the others are called
        return type(error).__name__


def onderteken(geheim: bytes, seconds: int, body: bytes) -> str:
    """`t=<Unix time>,v1=<HMAC-SHA256 in hex>` over `<time>.<body>`: the receiver sees who calls, and when."""
    signed = hmac.new(geheim, b"%d." % seconds + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"
