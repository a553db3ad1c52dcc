"""`clientroute dead-letters`: see what could not be handled, handle it again, or drop it with a reason."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Annotated

import typer

from chassis.away import is_away
from chassis.bsn import mask_bsn
from chassis.consumer import DeadLetter, dead_letters, drop, replay
from chassis.log import configure_logging
from chassis.service import Room
from clientroute import invoer, taal
from clientroute.instellingen import load_settings
from clientroute.services import SERVICES, open_service

app = typer.Typer(no_args_is_help=True)
Dienst = Annotated[str, typer.Argument(metavar="DIENST", help=f"Een van: {', '.join(SERVICES)}.")]
Diensten = Annotated[list[str] | None, typer.Argument(metavar="[DIENST]...", help="Zonder naam: alle.")]
Reden = Annotated[str, typer.Option(metavar="TEKST", help="Waarom, zonder persoonsgegevens: dit komt in het log.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="De naam, zoals: clientroute dead-letters toon")]
KORTSTE_REDEN = 5
NIET_GEPROBEERD = "niet geprobeerd: wat dit nodig heeft is weg"


@app.callback()
def dead_letters_() -> None:
    """Gebeurtenissen die een dienst niet kon verwerken."""


@app.command()
def toon(diensten: Diensten = None) -> None:
    """Toon per dienst wat niet verwerkt kon worden: de naam, de soort, sinds wanneer en waarom."""
    configure_logging(level="WARNING")
    for name in invoer.diensten(diensten or (), load_settings()):
        gevonden = asyncio.run(_toon(name))
        typer.echo(f"{name}: {taal.aantal(len(gevonden), 'gebeurtenis', 'gebeurtenissen')} niet verwerkt")
        for each in gevonden:
            typer.echo(f"  {mask_bsn(each.event_id)}")
            typer.echo(f"    {mask_bsn(each.type)}, sinds {taal.moment(each.created_at)}")
            typer.echo(f"    {mask_bsn(each.reason)}")


@app.command()
def opnieuw(
    dienst: Dienst,
    id_: Annotated[str | None, typer.Argument(metavar="ID", help="Zonder naam: alle, de oudste eerst.")] = None,
) -> None:
    """Verwerk opnieuw wat niet verwerkt kon worden. Wat weer niet lukt blijft staan."""
    configure_logging(level="WARNING")
    name = invoer.proces(dienst)
    verwerkt, blijft = asyncio.run(_opnieuw(name, id_))
    if id_ is not None and not verwerkt and not blijft:
        raise _onbekend(name, id_)
    typer.echo(f"{name}: {verwerkt} verwerkt, {taal.aantal(len(blijft), 'blijft', 'blijven')} staan")
    for event_id, reden in blijft.items():
        typer.echo(f"  {mask_bsn(event_id)}\n    {reden}")
    if blijft:
        raise typer.Exit(1)


@app.command("laat-vallen")
def laat_vallen(
    dienst: Dienst,
    id_: Id,
    reden: Reden,
) -> None:
    """Gooi weg wat niemand meer nodig heeft. Weg is weg; de reden staat als regel van het log op stderr."""
    check_reden(reden)
    configure_logging(level="WARNING")
    name = invoer.proces(dienst)
    if not asyncio.run(_laat_vallen(name, id_, reden)):
        raise _onbekend(name, id_)
    typer.echo(f"{name}: {mask_bsn(id_)} is weg")


def check_reden(reden: str) -> None:
    """Raises BadParameter for a reason that says too little."""
    if len(reden.strip()) < KORTSTE_REDEN:
        raise typer.BadParameter(f"geef een reden van ten minste {KORTSTE_REDEN} tekens.", param_hint="--reden")


async def _toon(name: str) -> Sequence[DeadLetter]:
    async with geopend(name) as room, room.work(writes=False) as work:
        return await dead_letters(work)


async def _opnieuw(name: str, id_: str | None) -> tuple[int, dict[str, str]]:
    """How many were handled, and per dead letter that stays why."""
    verwerkt, blijft = 0, {}
    async with geopend(name) as room:
        room.check_keys()
        async with room.work(writes=False) as work:
            wachten = [each.event_id for each in await dead_letters(work)] if id_ is None else [id_]
        for nummer, event_id in enumerate(wachten, start=1):
            try:
                verwerkt += await replay(room, event_id)
            except Exception as error:  # noqa: BLE001  whatever the handler meets again; the rest goes on
                blijft[event_id] = mask_bsn(f"{type(error).__name__}: {error}")
                if is_away(error):
                    return verwerkt, blijft | dict.fromkeys(wachten[nummer:], NIET_GEPROBEERD)
    return verwerkt, blijft


async def _laat_vallen(name: str, id_: str, reden: str) -> bool:
    async with geopend(name) as room, room.work() as work:
        return await drop(work, id_, reden, f"clientroute dead-letters, uid {os.getuid()}")


@asynccontextmanager
async def geopend(name: str) -> AsyncIterator[Room]:
    """The room of a service, at the version of this programme. Raises DatabaseError."""
    room = open_service(load_settings(), name)
    try:
        await room.check_database()
        yield room
    finally:
        await room.close()


def _onbekend(dienst: str, id_: str) -> typer.BadParameter:
    melding = f"{mask_bsn(id_)} is er niet. Kijk met: clientroute dead-letters toon {dienst}"
    return typer.BadParameter(melding, param_hint="ID")
