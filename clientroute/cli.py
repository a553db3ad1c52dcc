"""The command line: `clientroute --help`."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from chassis.keys import KeysError
from chassis.log import configure_logging
from chassis.migrations import DatabaseError
from chassis.service import load_secrets
from chassis.settings import Settings, SettingsError
from chassis.tokens import DevelopmentIssuer
from clientroute import (
    bericht,
    dead_letters,
    herstel,
    inkoopmodel,
    inname,
    invoer,
    koppelingen,
    mogelijkheden,
    monitoring,
    regels,
    run,
    sleutels,
    taal,
    toestand,
    vecozo,
    wachtend,
)
from clientroute.bench import maand
from clientroute.contracts import contract_files, drift
from clientroute.instellingen import load_settings
from clientroute.proef.opdracht import proef_aanbieder
from clientroute.serve import PortInUse
from clientroute.services import SERVICES, open_service
from clientroute.tokens import ROLLEN, caller_for
from inkoop import InkoopmodelFout, namen

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="De Wmo-cliëntroute, van vraag tot betaling.",
)
app.add_typer(bericht.app, name="bericht", help="iWmo-berichten controleren en maken.")
app.add_typer(inkoopmodel.app, name="inkoopmodel", help="Inkoopmodellen controleren en uitleggen.")
app.add_typer(maand.app, name="bench", help="Grote proeven op snelheid.")
app.add_typer(monitoring.app, name="monitoring", help="De cijfers van monitoring.")
app.add_typer(sleutels.app, name="sleutels", help="Sleutels maken en wisselen.")
app.add_typer(dead_letters.app, name="dead-letters", help="Gebeurtenissen die niet verwerkt konden worden.")
app.add_typer(koppelingen.app, name="koppelvlak", help="Het proces naar de wereld buiten.")
app.add_typer(vecozo.app, name="vecozo", help="Berichten van een aanbieder, langs VECOZO.")
app.add_typer(wachtend.app, name="wachtend", help="Wat ergens op wacht en een mens vraagt.")
app.command("toestand")(toestand.toestand)
app.command("regels", help="Alle regels van de standaard.")(regels.regels)
app.command("inname")(inname.inname)
app.command("herstel")(herstel.herstel)
app.command("mogelijkheden")(mogelijkheden.mogelijkheden)
app.command("proef-aanbieder")(proef_aanbieder)

errors = Console(stderr=True)
Service = Annotated[str, typer.Argument(metavar="DIENST", help=f"Een van: {', '.join(SERVICES)}.")]
Port = Annotated[int | None, typer.Option(metavar="GETAL", help="Poort in plaats van CLIENTROUTE_PORT.")]
Maanden = Annotated[int, typer.Option(metavar="GETAL", min=1, max=24, help="Maanden die gedeclareerd worden.")]
FOUT, VERKEERD_GETYPT = 1, 2
"""Exit codes: what was asked could not be done, or was not said well."""


def main() -> None:
    """Run a command; what a user can mend is said in a few lines, without a stack trace."""
    opdracht = typer.main.get_command(app)
    assert isinstance(opdracht, taal.Opdracht)
    try:
        code = taal.in_het_nederlands(opdracht).main(prog_name="clientroute", standalone_mode=False)
    except typer.TyperException as error:
        _say(taal.melding(error))
        sys.exit(VERKEERD_GETYPT)
    except (SettingsError, KeysError, DatabaseError, PortInUse, InkoopmodelFout, run.CommandError) as error:
        _say(str(error))
        sys.exit(FOUT)
    sys.exit(code)


def _say(text: str) -> None:
    if text:
        errors.print(text, style="red", markup=False, highlight=False, soft_wrap=True)


@app.command("run")
def run_(
    regio: Annotated[str, typer.Option(metavar="NAAM", help="Regio voor de eerste demo.")] = "almere-2023",
    maanden: Maanden = 2,
    port: Port = None,
) -> None:
    """Start de hele suite op deze computer, met een demo als er nog niets is."""
    settings = load_settings(port=port)
    model = invoer.regio(regio)
    configure_logging(file=settings.data_dir / "clientroute.log")
    asyncio.run(run.run_suite(settings, model, maanden))


@app.command()
def api(service: Service, port: Port = None) -> None:
    """Start de API van een dienst."""
    settings = load_settings(port=port)
    configure_logging()
    asyncio.run(run.run_api(open_service(settings, invoer.dienst(service), answers=True)))


@app.command()
def worker(service: Service, port: Port = None) -> None:
    """Start de werker van een dienst: hij hoort en vertelt gebeurtenissen, en zegt op zijn poort of het goed gaat."""
    settings = load_settings(port=port)
    if settings.broker_url is None:
        raise run.CommandError("Een werker heeft CLIENTROUTE_BROKER_URL nodig. Zonder broker: clientroute run")
    configure_logging()
    asyncio.run(run.run_worker_process(open_service(settings, invoer.dienst(service))))


@app.command()
def migrate(
    service: Annotated[str | None, typer.Argument(metavar="DIENST", help="Zonder naam: alle diensten.")] = None,
) -> None:
    """Breng de database van een dienst, of van alle, naar de nieuwste versie."""
    settings = load_settings()
    configure_logging()
    for name in invoer.diensten([service] if service else (), settings):
        asyncio.run(run.migrate(open_service(settings, name)))
        typer.echo(f"{name}: bijgewerkt")


@app.command()
def demo(
    regio: Annotated[str, typer.Option(metavar="NAAM", help=f"Een van: {', '.join(namen())}.")] = "almere-2023",
    maanden: Maanden = 2,
    burgers: Annotated[int, typer.Option(metavar="GETAL", min=1, max=5000, help="Aantal inwoners.")] = run.BURGERS,
    url: Annotated[
        str | None,
        typer.Option(metavar="ADRES", help="Draaiende diensten, met {service} in het adres. Anders een eigen suite."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Alleen de totalen, als JSON.")] = False,
) -> None:
    """Speel een regio door de hele keten en toon de totalen."""
    settings = load_settings()
    model = invoer.regio(regio)
    with tempfile.TemporaryDirectory() as scratch:
        configure_logging(file=Path(scratch) / "demo.log", level="WARNING")
        if url is None:
            own = settings.model_copy(update={"data_dir": Path(scratch), "database_url": None, "broker_url": None})
            totals = asyncio.run(run.demo_in_own_suite(own, model, maanden, burgers))
        else:
            totals = asyncio.run(run.demo_against(settings, url, model, maanden, burgers))
    if as_json:
        typer.echo(json.dumps(totals, indent=2, ensure_ascii=False))
    else:
        run.show_totals(totals, model)


@app.command()
def contracts(
    check: Annotated[bool, typer.Option("--check", help="Alleen kijken of de bestanden kloppen.")] = False,
) -> None:
    """Schrijf elke openapi.json en asyncapi.json, of kijk of ze zijn wat de code zegt."""
    with tempfile.TemporaryDirectory() as scratch:
        files = contract_files(Path(scratch))
    changed = drift(files)
    for path in changed:
        if check:
            errors.print(
                f"{path.parent.name}/{path.name} is niet wat de code zegt. Doe: clientroute contracts", soft_wrap=True
            )
        else:
            path.write_text(files[path], encoding="utf-8")
            typer.echo(f"geschreven: {path.parent.name}/{path.name}")
    if check and changed:
        sys.exit(1)


@app.command()
def token(
    rol: Annotated[str, typer.Option(metavar="NAAM", help=f"Een van: {', '.join(ROLLEN)}.")],
    agb: Annotated[str | None, typer.Option(metavar="CODE", help="AGB-code, voor een aanbieder.")] = None,
    gemeente: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="CBS-code; vaker mag. Zonder: alle gemeenten.")
    ] = None,
    naam: Annotated[str | None, typer.Option(help="Wie het is, als twee mensen dezelfde rol hebben.")] = None,
) -> None:
    """Geef een token van een rol, voor ontwikkelen en twaalf uur lang."""
    if invoer.rol(rol) == "aanbieder" and agb is None:
        raise typer.BadParameter("zeg welke aanbieder, zoals 99990001.", param_hint="--agb")
    caller = caller_for(rol, invoer.gemeenten(gemeente or ()), invoer.agb(agb), naam)
    typer.echo(_development_issuer(load_settings()).issue(caller))


def _development_issuer(settings: Settings) -> DevelopmentIssuer:
    issuer = load_secrets(settings).issuer
    if issuer is None:
        raise run.CommandError("In productie geeft uw OpenID Connect-server de tokens.")
    errors.print("Dit token is alleen voor ontwikkelen; productie weigert het.", style="yellow")
    return issuer
