"""`clientroute koppelvlak`: the process that talks to the world outside, and a look at whether its settings hold."""

import asyncio
from typing import Annotated

import typer

from aansluiting.instellingen import instellingen_van
from aansluiting.usecases.controleer import controleer
from chassis.clock import system_clock
from chassis.log import configure_logging
from clientroute import run
from clientroute.instellingen import load_settings
from clientroute.services import KOPPELVLAK, open_service

app = typer.Typer()
Poort = Annotated[int | None, typer.Option("--port", help="Poort; anders CLIENTROUTE_PORT.")]


@app.callback(invoke_without_command=True)
def koppelvlak(context: typer.Context, port: Poort = None) -> None:
    """Start het koppelvlak: het praat met de hubs en stelsels die CLIENTROUTE_KOPPELVLAK noemt."""
    if context.invoked_subcommand is not None:
        return
    settings = load_settings(port=port)
    instellingen_van(settings)
    configure_logging()
    asyncio.run(run.run_koppelvlak(open_service(settings, KOPPELVLAK)))


@app.command("controleer")
def controleer_() -> None:
    """Kijk of BRP en zaaksysteem bereikbaar zijn en elk type in de catalogus staat. Dit vraagt over niemand iets."""
    settings = load_settings()
    configure_logging(level="WARNING")
    regels = asyncio.run(controleer(instellingen_van(settings), system_clock))
    for each in regels:
        typer.echo(f"{'goed' if each.goed else 'FOUT'}  {each.wat}: {each.gevonden}")
    if not regels:
        typer.echo("Er is geen BRP en geen zaaksysteem ingesteld.")
    if not all(each.goed for each in regels):
        raise typer.Exit(1)
