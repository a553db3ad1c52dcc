"""`clientroute wachtend`: see per service what waits for something, and take it up again with a reason."""

import asyncio
import os
from collections.abc import Sequence
from typing import Annotated

import typer

from chassis.consumer import count_dead_letters
from chassis.log import configure_logging
from chassis.waiting import Wait, Waiting, release
from clientroute import invoer, taal
from clientroute.dead_letters import Dienst, Diensten, Reden, check_reden, geopend
from clientroute.instellingen import load_settings

app = typer.Typer(no_args_is_help=True)


@app.callback()
def wachtend_() -> None:
    """Wat ergens op wacht en een mens vraagt."""


@app.command()
def toon(diensten: Diensten = None) -> None:
    """Toon per dienst wat er wacht: de soort en de naam, hoeveel, sinds wanneer en waarop."""
    configure_logging(level="WARNING")
    for name in invoer.diensten(diensten or (), load_settings()):
        gevonden, niet_verwerkt = asyncio.run(_toon(name))
        wacht = sum(each.count for _, each in gevonden)
        typer.echo(f"{name}: {wacht or 'niets'} wacht")
        for wait, each in gevonden:
            typer.echo(f"  {wait.name} {each.id}")
            tot = f", gaat vanzelf verder op {taal.moment(each.until)}" if each.until else ""
            typer.echo(f"    {each.count} sinds {taal.moment(each.since)}{tot}")
            typer.echo(f"    {each.waits_for}")
        if niet_verwerkt:
            typer.echo(f"  {niet_verwerkt} niet verwerkt: clientroute dead-letters toon {name}")


@app.command()
def hervat(
    dienst: Dienst,
    soort: Annotated[str, typer.Argument(metavar="SOORT", help="Zoals: clientroute wachtend toon")],
    id_: Annotated[str, typer.Argument(metavar="NAAM", help="De naam die achter de soort staat.")],
    reden: Reden,
) -> None:
    """Laat verder gaan wat wacht, zonder te wachten op wat nog niet kwam. De reden staat als regel op stderr."""
    check_reden(reden)
    configure_logging(level="WARNING")
    name = invoer.proces(dienst)
    typer.echo(f"{name}: {asyncio.run(_hervat(name, soort, id_, reden))} gaat verder")


async def _toon(name: str) -> tuple[Sequence[tuple[Wait, Waiting]], int]:
    async with geopend(name) as room, room.work(writes=False) as work:
        gevonden = [(wait, each) for wait in room.service.waits for each in await wait.find(work)]
        return gevonden, await count_dead_letters(work)


async def _hervat(name: str, soort: str, id_: str, reden: str) -> int:
    async with geopend(name) as room, room.work() as work:
        wait = next((each for each in room.service.waits if each.name == soort), None)
        if wait is None or id_ not in {each.id for each in await wait.find(work)}:
            melding = f"{soort} {id_} wacht niet. Kijk met: clientroute wachtend toon {name}"
            raise typer.BadParameter(melding, param_hint="NAAM")
        if wait.release is None:
            raise typer.BadParameter("dit gaat pas verder als het er is; zie waarop het wacht.", param_hint="SOORT")
        return await release(work, wait, id_, reden, f"clientroute wachtend, uid {os.getuid()}")
