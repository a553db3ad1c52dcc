"""`clientroute herstel`: a service whose backup was put back takes its place among the others again."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer
from sqlalchemy import select, update

from berichtenverkeer.nummers import reeks_van, volgende_nummers
from chassis import tables, told
from chassis.database import upsert
from chassis.log import configure_logging
from chassis.restored import newest_told
from chassis.service import Room
from chassis.work import Work
from clientroute import invoer
from clientroute.instellingen import load_settings
from clientroute.services import SERVICES, open_service
from gebeurtenissen.declaratie import (
    BETAALRUN_GESLOTEN,
    JAARAFSLUITING_GEWIJZIGD,
    OVERBOEKING_GEMELD,
    VORDERING_GEWIJZIGD,
)
from gebeurtenissen.toewijzing import BERICHT_ONTVANGEN, BERICHT_VERZONDEN, TOEWIJZING_TOEGEWEZEN
from monitoring.tables import Gebeurtenis
from toewijzing.usecases.nummering import reeks_van_toewijzingen
from wetten import Wet

WIE_HANDELT = {
    BERICHT_ONTVANGEN.name: "de aanbieder stuurt dit bericht opnieuw",
    TOEWIJZING_TOEGEWEZEN.name: "de aanbieder hoort dat dit nummer vervalt; hetzelfde besluit krijgt een nieuw nummer",
    BETAALRUN_GESLOTEN.name: "betaal niet nog eens: vraag de bank of dit bestand is uitgevoerd, houd aan wat erin zat",
    OVERBOEKING_GEMELD.name: "lees het bestand van de bank opnieuw in",
    VORDERING_GEWIJZIGD.name: "de gemeente legt de vordering opnieuw vast",
    JAARAFSLUITING_GEWIJZIGD.name: "de aanbieder geeft zijn jaarcijfers opnieuw op, en de gemeente sluit opnieuw",
    "toegang": "de consulent legt dit opnieuw vast",
    "toewijzing": "de gemeente kijkt of dit opnieuw is gebeurd",
    "declaratie": "de aanbieder stuurt zijn declaratie opnieuw",
    "monitoring": "contractbeheer legt dit opnieuw vast",
}
"""Who has to act on what is lost: by type of event, or else by service."""


@dataclass(frozen=True)
class Verloren:
    """An event that others heard and the service does not know any more."""

    type: str
    subject: str
    sequence: int
    gemeente: str | None
    soort: str | None
    """Of a message."""
    nummer: int | None
    """ToewijzingNummer of an assignment."""
    reeks: str | None
    """From which a number was given out with it."""


@dataclass(frozen=True)
class Herstel:
    """What was done: how many events each service tells again, itself too, and what is lost."""

    opnieuw: Mapping[str, int]
    verloren: Sequence[Verloren]


def herstel(
    dienst: Annotated[str, typer.Argument(metavar="DIENST", help=f"Een van: {', '.join(SERVICES)}.")],
) -> None:
    """Herstel een dienst waarvan een back-up is teruggezet: doe dit terwijl zij stilstaat, en start haar daarna."""
    settings = load_settings()
    configure_logging(file=settings.data_dir / "herstel.log")
    naam = invoer.dienst(dienst)
    gedaan = asyncio.run(_met_alle({name: open_service(settings, name) for name in SERVICES}, naam))
    for ander, aantal in gedaan.opnieuw.items():
        typer.echo(f"{ander} vertelt {aantal} gebeurtenissen opnieuw.")
    if not gedaan.verloren:
        typer.echo(f"{naam} weet alles wat anderen van haar hoorden.")
        return
    typer.echo(f"{naam} weet {len(gedaan.verloren)} gebeurtenissen niet meer die anderen van haar hoorden:")
    for soort, alle in _per_soort(gedaan.verloren).items():
        typer.echo(f"- {len(alle)} keer {soort}: {WIE_HANDELT.get(soort, WIE_HANDELT[naam])}")
        for each in alle:
            typer.echo(f"  {_regel(each)}")


def _per_soort(verloren: Iterable[Verloren]) -> Mapping[str, Sequence[Verloren]]:
    found: dict[str, list[Verloren]] = {}
    for each in verloren:
        found.setdefault(each.type, []).append(each)
    return found


def _regel(each: Verloren) -> str:
    delen = {"gemeente": each.gemeente, "bericht": each.soort, "toewijzing": each.nummer, "id": each.subject}
    return ", ".join(f"{naam} {waarde}" for naam, waarde in delen.items() if waarde is not None)


async def _met_alle(rooms: Mapping[str, Room], naam: str) -> Herstel:
    try:
        for room in rooms.values():
            await room.check_database()
        return await herstel_dienst(rooms, naam)
    finally:
        for room in rooms.values():
            await room.close()


async def herstel_dienst(rooms: Mapping[str, Room], naam: str) -> Herstel:
    """Move what counts past what was told since the backup, accept what is lost, and have all tell again.

    Itself too: what it had told itself, and had not heard yet, is on the broker no longer.

    Doing it twice changes nothing more. Raises DatabaseError when a database cannot be used.
    """
    room, anderen = rooms[naam], {ander: each for ander, each in rooms.items() if ander != naam}
    bekend = await newest_told(room) or ""
    verloren = await _verloren(rooms["monitoring"], room, bekend)
    gehoord = [await _gehoord_na(each, room, bekend) for each in anderen.values()]
    ids = set().union(*gehoord)
    async with room.work() as work:
        await _schuif_volgorde(work, verloren, len(ids))
        if gegeven := _gegeven(verloren):
            await volgende_nummers(work, gegeven)
        if ids:
            await told.keep_compared(work, naam, max(ids))
    return Herstel({wie: await _vertel_opnieuw(each, room) for wie, each in rooms.items()}, verloren)


async def _gehoord_na(ander: Room, room: Room, bekend: str) -> set[str]:
    """The ids of what another service heard of this one after what it knows."""
    async with ander.work(writes=False) as work:
        return await told.heard_after(work, room.source, bekend)


async def _verloren(monitoring: Room, room: Room, bekend: str) -> list[Verloren]:
    """What monitoring heard of a service that it does not know: monitoring hears and keeps everything but its own."""
    if monitoring is room:
        return []
    table = Gebeurtenis
    query = select(table).where(table.source == room.source, table.id > bekend).order_by(table.positie)
    async with monitoring.work(writes=False) as work:
        return [_als_verloren(each) for each in (await work.session.execute(query)).scalars()]


def _als_verloren(each: Gebeurtenis) -> Verloren:
    data = json.loads(each.data)
    soort, nummer = data.get("soort"), data.get("toewijzingNummer")
    return Verloren(each.type, each.subject, each.sequence, each.gemeente, soort, nummer, _reeks(each.type, data))


def _reeks(event_type: str, data: Mapping[str, str]) -> str | None:
    """From which series a number was given out when this was told."""
    if event_type == TOEWIJZING_TOEGEWEZEN.name:
        return reeks_van_toewijzingen((data["gemeente"], Wet(data.get("wet", Wet.WMO))))
    if event_type == BERICHT_VERZONDEN.name:
        return reeks_van(data["soort"], data["gemeente"], data["agb"])
    return None


async def _schuif_volgorde(work: Work, verloren: Iterable[Verloren], aantal: int) -> None:
    """No subject gets a sequence that was heard already; where it is not known which were, all move far enough."""
    table = tables.sequences
    laatste: dict[str, int] = {}
    for each in verloren:
        laatste[each.subject] = max(each.sequence, laatste.get(each.subject, 0))
    if not laatste:
        await work.session.execute(update(table).values(last=table.c.last + aantal))
    for subject, sequence in laatste.items():
        erbij = upsert(work.session, table).values(subject=subject, last=sequence)
        verder = {"last": sequence}
        await work.session.execute(
            erbij.on_conflict_do_update(index_elements=["subject"], set_=verder, where=table.c.last < sequence)
        )


def _gegeven(verloren: Iterable[Verloren]) -> Counter[str]:
    """How many numbers of each series were given out at most since the backup: each was told."""
    return Counter(each.reeks for each in verloren if each.reeks is not None)


async def _vertel_opnieuw(ander: Room, room: Room) -> int:
    """Have a service tell again what never came in here, or came in after the backup; how many events."""
    aantal, positie = 0, 0
    while True:
        async with ander.work(writes=False) as work:
            bladzijde = await told.told(work, positie, told.PAGE)
        if not bladzijde:
            return aantal
        positie = bladzijde[-1].position
        async with room.work(writes=False) as work:
            soorten = {each.id: each.type for each in bladzijde}
            gemist = await told.missed_of(work, room, ander.service.name, soorten)
        async with ander.work() as work:
            aantal += await told.tell_again(work, gemist)
