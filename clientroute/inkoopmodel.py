"""`clientroute inkoopmodel`: check a model file, and explain a model in plain Dutch."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markdown import Markdown

from clientroute.instellingen import load_settings
from inkoop import InkoopmodelFout, laad, laad_bestand
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
    datum: Annotated[str, typer.Option(help="De dag van de prijzen (jjjj-mm-dd); anders de eerste dag.")] = "",
) -> None:
    """Leg een inkoopmodel uit in gewone taal."""
    load_settings()
    try:
        model = laad(naam)
        dag = date.fromisoformat(datum) if datum else model.versie
    except InkoopmodelFout as fout:
        _meld(fout)
        raise typer.Exit(1) from None
    except ValueError:
        typer.echo("Deze datum bestaat niet; schrijf hem als jjjj-mm-dd.", err=True)
        raise typer.Exit(1) from None
    Console().print(Markdown(uitleg(model, dag)))


@app.command()
def schema() -> None:
    """Geef de vorm van een inkoopmodel als JSON Schema, voor een editor die meekijkt."""
    typer.echo(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _meld(fout: InkoopmodelFout) -> None:
    for bevinding in fout.bevindingen:
        typer.echo(str(bevinding), err=True)
