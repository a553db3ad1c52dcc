"""The command line: `clientroute --help`."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from chassis.log import configure_logging
from chassis.migrations import DatabaseError
from chassis.service import load_secrets
from chassis.settings import Settings, SettingsError
from chassis.tokens import DevelopmentIssuer
from clientroute import bericht, inkoopmodel, mogelijkheden, monitoring, regels, run
from clientroute.bench import maand
from clientroute.contracts import contract_files, drift
from clientroute.instellingen import load_settings
from clientroute.serve import PortInUse
from clientroute.services import SERVICES, open_service
from clientroute.tokens import ROLLEN, caller_for
from inkoop import InkoopmodelFout, laad, namen

app = typer.Typer(
    no_args_is_help=True, pretty_exceptions_enable=False, help="De Wmo-cliëntroute, van vraag tot betaling."
)
app.add_typer(bericht.app, name="bericht", help="iWmo-berichten controleren en maken.")
app.add_typer(inkoopmodel.app, name="inkoopmodel", help="Inkoopmodellen controleren en uitleggen.")
app.add_typer(maand.app, name="bench", help="Grote proeven op snelheid.")
app.add_typer(monitoring.app, name="monitoring", help="De cijfers van monitoring.")
app.command("regels", help="Alle regels van de standaard.")(regels.regels)
app.command("mogelijkheden")(mogelijkheden.mogelijkheden)

errors = Console(stderr=True)
Service = Annotated[str, typer.Argument(help=f"Een van: {', '.join(SERVICES)}.")]
Port = Annotated[int | None, typer.Option(help="Poort in plaats van CLIENTROUTE_PORT.")]


def main() -> None:
    """Run a command; what a user can mend is said in a few lines, without a stack trace."""
    try:
        app()
    except (SettingsError, DatabaseError, PortInUse, InkoopmodelFout, run.CommandError) as error:
        errors.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)


def _known(service: str) -> str:
    if service not in SERVICES:
        raise run.CommandError(f"There is no service {service}. Choose from: {', '.join(SERVICES)}.")
    return service


@app.command("run")
def run_(
    regio: Annotated[str, typer.Option(help="Regio voor de eerste demo.")] = "almere-2023",
    maanden: Annotated[int, typer.Option(min=1, max=24, help="Maanden in de eerste demo.")] = 2,
    port: Port = None,
) -> None:
    """Start the embedded suite, with a demo region when there is nothing yet."""
    settings = load_settings(port=port)
    configure_logging(file=settings.data_dir / "clientroute.log")
    model = laad(regio)
    asyncio.run(run.run_suite(settings, model, maanden))


@app.command()
def api(service: Service, port: Port = None) -> None:
    """Start the API of one service."""
    settings = load_settings(port=port)
    configure_logging()
    asyncio.run(run.run_api(open_service(settings, _known(service))))


@app.command()
def worker(service: Service, port: Port = None) -> None:
    """Start the worker of one service: it consumes, relays, and says on its port whether it is well."""
    settings = load_settings(port=port)
    if settings.broker_url is None:
        raise run.CommandError("A worker needs CLIENTROUTE_BROKER_URL. Without a broker, use: clientroute run")
    configure_logging()
    asyncio.run(run.run_worker_process(open_service(settings, _known(service))))


@app.command()
def migrate(service: Annotated[str | None, typer.Argument(help="Zonder naam: alle diensten.")] = None) -> None:
    """Bring the database of a service, or of all, to the newest version."""
    settings = load_settings()
    for name in [_known(service)] if service else SERVICES:
        asyncio.run(run.migrate(open_service(settings, name)))
        typer.echo(f"{name}: up to date")


@app.command()
def demo(
    regio: Annotated[str, typer.Option(help=f"Een van: {', '.join(namen())}.")] = "almere-2023",
    maanden: Annotated[int, typer.Option(min=1, max=24, help="Maanden die gedeclareerd worden.")] = 2,
    burgers: Annotated[int, typer.Option(min=1, max=5000, help="Aantal inwoners.")] = run.BURGERS,
    url: Annotated[
        str | None, typer.Option(help="Draaiende diensten, met {service} in het adres. Anders een eigen suite.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Alleen de totalen, als JSON.")] = False,
) -> None:
    """Play a region through the whole chain and print the totals."""
    settings = load_settings()
    model = laad(regio)
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
    """Write the four openapi.json and asyncapi.json, or check that they are what the code says."""
    with tempfile.TemporaryDirectory() as scratch:
        files = contract_files(Path(scratch))
    changed = drift(files)
    for path in changed:
        if check:
            errors.print(f"{path.parent.name}/{path.name} is not what the code says. Run: clientroute contracts")
        else:
            path.write_text(files[path], encoding="utf-8")
            typer.echo(f"written: {path.parent.name}/{path.name}")
    if check and changed:
        sys.exit(1)


@app.command()
def token(
    rol: Annotated[str, typer.Option(help=f"Een van: {', '.join(ROLLEN)}.")],
    agb: Annotated[str | None, typer.Option(help="AGB-code, voor een aanbieder.")] = None,
    gemeente: Annotated[list[str] | None, typer.Option(help="CBS-code; vaker mag. Zonder: alle gemeenten.")] = None,
) -> None:
    """Print a development token of a role, for twelve hours."""
    if rol not in ROLLEN:
        raise run.CommandError(f"There is no role {rol}. Choose from: {', '.join(ROLLEN)}.")
    if rol == "aanbieder" and agb is None:
        raise run.CommandError("Give the provider: --agb 99990001")
    typer.echo(_development_issuer(load_settings()).issue(caller_for(rol, gemeente or (), agb)))


def _development_issuer(settings: Settings) -> DevelopmentIssuer:
    issuer = load_secrets(settings).issuer
    if issuer is None:
        raise run.CommandError("In production tokens come from your OpenID Connect issuer.")
    errors.print("This token is for development only; production refuses it.", style="yellow")
    return issuer
