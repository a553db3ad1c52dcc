"""`clientroute inkoopmodel`: check a model file, and explain a model in plain Dutch."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from clientroute import invoer
from clientroute.instellingen import load_settings
from inkoop import InkoopmodelFout, laad_bestand
from inkoop.schema import schema as json_schema
from inkoop.uitleg import uitleg

app = typer.Typer(help="Inkoopmodellen controleren en uitleggen.", no_args_is_help=True)


@app.command()
def controleer(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Het YAML-bestand van een inkoopmodel.")],
) -> None:
    """Controleer een bestand. Per fout: bestand, regel, wat er mis is en wat u misschien bedoelde."""
    try:
        model = laad_bestand(bestand)
    except InkoopmodelFout as fout:
        _meld(fout)
        raise typer.Exit(1) from None
    typer.echo(f"{bestand.name} is goed: {model.titel}, met {len(model.producten)} producten.")


@app.command()
def toon(
    naam: Annotated[str, typer.Argument(metavar="NAAM", help="De naam van een inkoopmodel, zoals almere-2023.")],
    datum: Annotated[
        str, typer.Option(metavar="DAG", help="De dag van de prijzen (jjjj-mm-dd); anders de eerste dag.")
    ] = "",
) -> None:
    """Leg een inkoopmodel uit in gewone taal."""
    load_settings()
    model = invoer.regio(naam, "NAAM")
    Console().print(Markdown(uitleg(model, invoer.dag(datum) if datum else model.versie)))


@app.command()
def schema() -> None:
    """Geef de vorm van een inkoopmodel als JSON Schema, voor een editor die meekijkt."""
    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _meld(fout: InkoopmodelFout) -> None:
    for bevinding in fout.bevindingen:
        typer.echo(str(bevinding), err=True)
