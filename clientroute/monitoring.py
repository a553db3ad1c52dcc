"""`clientroute monitoring`: work on the read models."""

import asyncio

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from chassis.log import configure_logging
from chassis.service import Room
from chassis.settings import load_settings
from clientroute.services import open_service
from monitoring.usecases.herbouw import Voortgang, herbouw

app = typer.Typer(no_args_is_help=True)
console = Console()


@app.callback()
def monitoring() -> None:
    """De cijfers van monitoring."""


@app.command("herbouw")
def herbouw_() -> None:
    """Maak alle cijfers opnieuw uit het logboek van gebeurtenissen; de dienst blijft intussen werken."""
    settings = load_settings()
    configure_logging(file=settings.data_dir / "herbouw.log")
    room = open_service(settings, "monitoring")
    gedaan = asyncio.run(_herbouw(room))
    typer.echo(f"{gedaan.gedaan} gebeurtenissen, {gedaan.per_seconde:.0f} per seconde")


def voortgang(scherm: Console) -> Progress:
    """How far it is, on one line of a screen of 80 columns, also with tens of millions of events."""
    return Progress(
        TextColumn("{task.completed:.0f} van {task.total:.0f}"),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[snelheid]:.0f}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=scherm,
    )


async def _herbouw(room: Room) -> Voortgang:
    try:
        await room.check_database()
        with voortgang(console) as bar:
            task = bar.add_task("herbouw", total=1, snelheid=0.0)

            def toon(stand: Voortgang) -> None:
                bar.update(task, completed=stand.gedaan, total=stand.totaal, snelheid=stand.per_seconde)

            return await herbouw(room, toon)
    finally:
        await room.close()
