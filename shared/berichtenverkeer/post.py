"""The post itself: register what comes in, write what goes out, find it again. Every query of the post is here."""

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Executable,
    Row,
    Select,
    bindparam,
    exists,
    func,
    insert,
    literal,
    select,
    update,
)

import wetten
from berichtenverkeer.lezen import Kop, zegt_hetzelfde
from berichtenverkeer.tables import INHOUD, VINGERAFDRUK, berichten
from berichtenverkeer.uitgaand import keur_uitgaand
from chassis.database import Inserter, made_once
from chassis.events import Event
from chassis.identifiers import new_id
from chassis.readers import Readers
from chassis.tracing import going_on_from
from chassis.visible import of_caller
from chassis.work import Work
from gebeurtenissen.toewijzing import BERICHT_ONTVANGEN, BERICHT_VERZONDEN, BerichtGegevens
from istandaard.berichten.bericht302 import Bericht302
from istandaard.berichten.bericht305 import Bericht305
from istandaard.berichten.bericht307 import Bericht307
from istandaard.berichten.bericht315 import Bericht315
from istandaard.berichten.bericht317 import Bericht317
from istandaard.berichten.bericht320 import Bericht320
from istandaard.berichten.bericht323 import Bericht323
from wetten import RETOUR_OP

IN, UIT = "in", "uit"
ZUINIG = 1
"""Level of zlib: XML of 25 MB becomes a twentieth in less time than the database needs for the rest."""
ZLIB = b"\x78"
VanAanbieder = Bericht305 | Bericht307 | Bericht315 | Bericht317 | Bericht323
"""The messages that an aanbieder begins with."""
Retour = Bericht302 | Bericht320
"""The answers of an aanbieder on what a municipality sent."""
RETOUREN = wetten.soorten(*(each.NUMMER for each in (Bericht302, Bericht320)))
BEANTWOORDT = {retour: heen for heen, retour in RETOUR_OP.items()}
"""Which kind of message a retour answers."""


class Berichtstatus(StrEnum):
    """How far a message is."""

    ONTVANGEN = "ontvangen"
    BEANTWOORD = "beantwoord"
    """Its answer is there: of a message that came in, or of one that was sent."""
    VERWERKT = "verwerkt"
    """Worked through, and not to be answered: a retour."""
    KLAAR = "klaar"
    """Waits for collection by the provider."""
    OPGEHAALD = "opgehaald"


@dataclass(frozen=True)
class Poststuk:
    """A message in the post, without its content."""

    id: str
    soort: str
    richting: str
    gemeente: str
    agb: str
    identificatie: str
    dagtekening: date
    status: Berichtstatus
    op: datetime
    """When it was received, or was ready for collection."""
    antwoord_op: str | None
    """Id of the message that this one answers."""

    @property
    def wet(self) -> wetten.Wet:
        """The law that it is of: its kind tells."""
        return wetten.wet_van(self.soort)


_INSERT = insert(berichten)
SLEUTEL = ("soort", "richting", "gemeente", "agb", "identificatie")
"""The number of a message: several may stand under one, if they do not say the same."""
COLUMNS = [column for column in berichten.c if column.name not in {"inhoud", "vingerafdruk"}]
"""What a Poststuk is read from."""


async def neem_aan(work: Work, kop: Kop, inhoud: bytes, antwoord_op: str | None = None) -> Poststuk:
    """Register a message of an aanbieder, once: the same content again gives the message that was there.

    A retour names what it answers. Judging it is for the worker, which hears of it by an event.
    """
    stuk = poststuk_van(work, kop, antwoord_op)
    afdruk = work.vault.hash(VINGERAFDRUK.purpose, inhoud)
    # What came in before the keys were changed stands in an older form, on which nothing below would stumble.
    eerder = await _same(work, stuk, afdruk.forms) if len(afdruk.forms) > 1 else None
    if eerder is not None:
        return eerder
    if not await _insert(work, stuk, inhoud, afdruk.current):
        eerder = await _same(work, stuk, afdruk.forms)
        assert eerder is not None  # the insert met it
        return eerder
    await work.tell(BERICHT_ONTVANGEN, stuk.id, _event_data(stuk))
    return stuk


async def neem_nieuw_aan(work: Work, kop: Kop, inhoud: bytes) -> Poststuk | None:
    """Register a message of an aanbieder of which nothing stands under its number yet: so it nearly always is.

    One statement looks and writes. None when something stands there, or came at the same moment: `vind_gelijke` tells.
    """
    stuk = poststuk_van(work, kop)
    row = _row(work, stuk, inhoud, work.vault.hash(VINGERAFDRUK.purpose, inhoud).current)
    given = {f"nieuw_{name}": value for name, value in row.items()}
    if (await work.session.execute(_als_nieuw(work.session), given)).first() is None:
        return None
    await work.tell(BERICHT_ONTVANGEN, stuk.id, _event_data(stuk))
    return stuk


async def vind_gelijke(work: Work, kop: Kop, inhoud: bytes, readers: Readers) -> Poststuk | None:
    """The first message under this Identificatie, if it says the same, in whatever form (XML or JSON) it was sent."""
    stuk = poststuk_van(work, kop)
    first = select(*COLUMNS).where(*_sleutel(stuk)).order_by(berichten.c.id).limit(1)
    row = (await work.session.execute(first)).first()
    if row is None:
        return None
    kept = await inhoud_van(work, row.id)
    # Only in this rare case is a message read whole: normally its number is new.
    same = kept == inhoud or await readers.read(zegt_hetzelfde, kept, inhoud)
    return stuk_van(row) if same else None


async def vind_beantwoorde(work: Work, retour: Kop) -> Poststuk | None:
    """The message of a municipality that a retour answers: it repeats the header of that message."""
    table = berichten.c
    query = select(*COLUMNS).where(
        table.soort == BEANTWOORDT[retour.soort],
        table.richting == UIT,
        table.gemeente == retour.gemeente,
        table.agb == retour.agb,
        table.identificatie == retour.op_identificatie,
        table.dagtekening == retour.op_dagtekening,
    )
    row = (await work.session.execute(query)).first()
    return None if row is None else stuk_van(row)


def poststuk_van(work: Work, kop: Kop, antwoord_op: str | None = None) -> Poststuk:
    """How a message of an aanbieder that comes in now stands in the post."""
    return Poststuk(
        id=new_id(),
        soort=kop.soort,
        richting=IN,
        gemeente=kop.gemeente,
        agb=kop.agb,
        identificatie=kop.identificatie,
        dagtekening=kop.dagtekening,
        status=Berichtstatus.ONTVANGEN,
        op=work.now,
        antwoord_op=antwoord_op,
    )


async def meld_verwerkt(work: Work, retouren: Mapping[str, str]) -> None:
    """Retours are worked through: they close the messages that they answer. Ids: of the retour, of what it answers."""
    await zet_status(work, retouren.keys(), Berichtstatus.VERWERKT)
    await zet_status(work, retouren.values(), Berichtstatus.BEANTWOORD)


@dataclass(frozen=True)
class Uitgaand:
    """A message of a municipality for a provider: as an answer it closes the message that it answers."""

    bericht: wetten.Bericht
    gemeente: str
    agb: str
    identificatie: str
    antwoord_op: str | None = None
    bericht_id: str | None = None
    """The id under which other rows know it already."""
    traceparent: str | None = None
    """What it follows on, where several messages are worked through together."""


async def verzend(work: Work, *uitgaande: Uitgaand) -> list[Poststuk]:
    """Write messages for collection, in order, whichever use case made them.

    Raises NietTeVerzenden when the receiver would have to refuse one.
    """
    stukken = [_uitgaand(work, each) for each in uitgaande]
    rows = [_uitgaande_row(work, stuk, each) for stuk, each in zip(stukken, uitgaande, strict=True)]
    await work.session.execute(_INSERT, rows)
    beantwoord = [each.antwoord_op for each in stukken if each.antwoord_op is not None]
    if beantwoord:
        await zet_status(work, beantwoord, Berichtstatus.BEANTWOORD)
    for stuk, each in zip(stukken, uitgaande, strict=True):
        with going_on_from(each.traceparent):
            # It happens once to a message, so it has the id of the message: a webhook tells this same event.
            await work.tell(BERICHT_VERZONDEN, stuk.id, _event_data(stuk), event_id=stuk.id)
    return stukken


def _uitgaand(work: Work, uitgaand: Uitgaand) -> Poststuk:
    keur_uitgaand(uitgaand.bericht)
    return Poststuk(
        id=uitgaand.bericht_id or new_id(),
        soort=uitgaand.bericht.soort(),
        richting=UIT,
        gemeente=uitgaand.gemeente,
        agb=uitgaand.agb,
        identificatie=uitgaand.identificatie,
        dagtekening=work.today,
        status=Berichtstatus.KLAAR,
        op=work.now,
        antwoord_op=uitgaand.antwoord_op,
    )


def _uitgaande_row(work: Work, stuk: Poststuk, uitgaand: Uitgaand) -> dict[str, object]:
    inhoud = wetten.schrijf(uitgaand.bericht)
    return _row(work, stuk, inhoud, work.vault.hash(VINGERAFDRUK.purpose, inhoud).current)


async def zet_status(work: Work, bericht_ids: Collection[str], status: Berichtstatus) -> None:
    """Note how far these messages are."""
    await work.session.execute(update(berichten).where(berichten.c.id.in_(bericht_ids)).values(status=status))


def verzonden_event(stuk: Poststuk, source: str, url: str) -> Event:
    """The event with which a message that waits for collection was told, and where its receiver fetches it."""
    data = _event_data(stuk).model_dump(mode="json", by_alias=True)
    return Event(stuk.id, source, BERICHT_VERZONDEN.name, stuk.id, 1, stuk.op, data, dataref=url)


def _row(work: Work, stuk: Poststuk, inhoud: bytes, fingerprint: str) -> dict[str, object]:
    return {**vars(stuk), **verzegeld(work, stuk.id, inhoud, fingerprint)}


def verzegeld(work: Work, bericht_id: str, inhoud: bytes, fingerprint: str) -> dict[str, object]:
    """The content of a message as it is kept, with the hash by which it is recognised."""
    kept = work.vault.seal(INHOUD, bericht_id, zlib.compress(inhoud, ZUINIG))
    return {INHOUD.column: kept, VINGERAFDRUK.column: fingerprint}


def _event_data(stuk: Poststuk) -> BerichtGegevens:
    return BerichtGegevens(
        bericht_id=stuk.id,
        soort=stuk.soort,
        gemeente=stuk.gemeente,
        agb=stuk.agb,
        op=stuk.op,
        antwoord_op=stuk.antwoord_op,
    )


async def _insert(work: Work, stuk: Poststuk, inhoud: bytes, fingerprint: str) -> bool:
    row = _row(work, stuk, inhoud, fingerprint)
    return (await work.session.execute(_eens(work.session), row)).first() is not None


@made_once
def _eens(insert: Inserter) -> Executable:
    return insert(berichten).on_conflict_do_nothing().returning(berichten.c.id)


@made_once
def _als_nieuw(insert: Inserter) -> Executable:
    """The same, if nothing stands under its number."""
    given = {column.name: bindparam(f"nieuw_{column.name}", type_=column.type) for column in berichten.c}
    ander = exists().where(*(berichten.c[name] == given[name] for name in SLEUTEL))
    rows = select(*given.values()).where(~ander)
    return insert(berichten).from_select(list(given), rows).on_conflict_do_nothing().returning(berichten.c.id)


def _sleutel(stuk: Poststuk) -> tuple[ColumnElement[bool], ...]:
    """Holds for every message under the number of this one."""
    return tuple(berichten.c[name] == getattr(stuk, name) for name in SLEUTEL)


async def _same(work: Work, stuk: Poststuk, fingerprints: Collection[str]) -> Poststuk | None:
    query = select(*COLUMNS).where(*_sleutel(stuk), berichten.c.vingerafdruk.in_(fingerprints)).limit(1)
    row = (await work.session.execute(query)).first()
    return None if row is None else stuk_van(row)


def stuk_van(row: Row[tuple[object, ...]]) -> Poststuk:
    """The message in a row that has its columns."""
    fields = {column.name: row._mapping[column] for column in COLUMNS}
    return Poststuk(**{**fields, "status": Berichtstatus(str(fields["status"]))})


async def vind(work: Work, bericht_id: str) -> Poststuk | None:
    """One message, without its content."""
    row = (await work.session.execute(select(*COLUMNS).where(berichten.c.id == bericht_id))).first()
    return None if row is None else stuk_van(row)


async def vind_alle(work: Work, bericht_ids: Collection[str]) -> dict[str, tuple[Poststuk, int]]:
    """These messages, by id, with the bytes that each takes as it is kept."""
    if not bericht_ids:
        return {}
    query: Select[tuple[object, ...]] = select(*COLUMNS, func.length(berichten.c.inhoud).label("omvang"))
    rows = await work.session.execute(query.where(berichten.c.id.in_(bericht_ids)))
    return {row.id: (stuk_van(row), row.omvang) for row in rows}


async def inhoud_van_alle(work: Work, bericht_ids: Collection[str]) -> dict[str, bytes]:
    """The XML of messages that are known to exist, by id."""
    query = select(berichten.c.id, berichten.c.inhoud).where(berichten.c.id.in_(bericht_ids))
    return {each: _uitgepakt(work, each, sealed) for each, sealed in await work.session.execute(query)}


async def vind_antwoord(work: Work, bericht_id: str) -> Poststuk | None:
    """The answer on a message."""
    row = (await work.session.execute(select(*COLUMNS).where(berichten.c.antwoord_op == bericht_id))).first()
    return None if row is None else stuk_van(row)


async def onbeantwoord(work: Work, na: str, limit: int) -> Sequence[Poststuk]:
    """Messages that aanbieders began and that have no answer yet, in order of id, from after `na`."""
    # The status stands in the text of the query, so that PostgreSQL knows the index on it.
    wacht = berichten.c.status == literal(Berichtstatus.ONTVANGEN.value, literal_execute=True)
    query = select(*COLUMNS).where(wacht, berichten.c.richting == IN, berichten.c.soort.not_in(BEANTWOORDT))
    query = query.where(berichten.c.id > na).order_by(berichten.c.id).limit(limit)
    return [stuk_van(row) for row in await work.session.execute(query)]


async def inhoud_van(work: Work, bericht_id: str) -> bytes:
    """The XML of a message that is known to exist."""
    sealed = (await work.session.execute(select(berichten.c.inhoud).where(berichten.c.id == bericht_id))).scalar_one()
    return _uitgepakt(work, bericht_id, sealed)


def _uitgepakt(work: Work, bericht_id: str, sealed: bytes) -> bytes:
    content = work.vault.open(INHOUD, bericht_id, sealed)
    # What was kept before this was compressed starts as XML does, never with the first byte of zlib.
    return zlib.decompress(content) if content[:1] == ZLIB else content


@dataclass(frozen=True)
class Berichtselectie:
    """Which messages a list holds: those of one aanbieder, or of municipalities."""

    agb: str | None
    gemeenten: Collection[str]
    soort: str | None
    richting: str | None
    status: str | None


async def lijst(work: Work, selectie: Berichtselectie, after: str | None, limit: int) -> Sequence[Poststuk]:
    """Messages in order of id, which is the order of time, from after `after`."""
    query = select(*COLUMNS).order_by(berichten.c.id).limit(limit)
    query = query.where(of_caller(berichten.c.agb, berichten.c.gemeente, selectie.agb, selectie.gemeenten))
    if selectie.soort is not None:
        query = query.where(berichten.c.soort == selectie.soort)
    if selectie.richting is not None:
        query = query.where(berichten.c.richting == selectie.richting)
    if selectie.status is not None:
        query = query.where(berichten.c.status == selectie.status)
    if after is not None:
        query = query.where(berichten.c.id > after)
    return [stuk_van(row) for row in await work.session.execute(query)]


async def meld_opgehaald(work: Work, bericht_id: str) -> None:
    """The aanbieder has the message; doing it twice changes nothing."""
    waiting = (berichten.c.id == bericht_id) & (berichten.c.status == Berichtstatus.KLAAR)
    await work.session.execute(update(berichten).where(waiting).values(status=Berichtstatus.OPGEHAALD))
