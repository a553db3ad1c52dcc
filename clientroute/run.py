"""What the commands do that start something."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import date
from typing import cast

import httpx
from fastapi import APIRouter, FastAPI
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from chassis import health, metrics
from chassis.away import is_away, name_of
from chassis.bus_embedded import EmbeddedBus
from chassis.clock import local_date, system_clock
from chassis.log import SERVICE_STARTED, SERVICE_STOPPED, log
from chassis.migrations import DatabaseError
from chassis.restored import check_restored
from chassis.service import Room, load_secrets
from chassis.settings import Settings
from chassis.tokens import Caller, DevelopmentIssuer
from chassis.tracing import start_tracing
from chassis.web import answer_by, create_api
from chassis.worker import run_worker
from clientroute.demo import Speler, Uitkomst, speel, totalen
from clientroute.demo.anders import speel_anders
from clientroute.demo.betalen import Kas, speel_betalen
from clientroute.demo.draaiboek import uiterste_speeldag
from clientroute.demo.klok import SpeelKlok
from clientroute.demo.omgeving import Omgeving, speel_omgeving
from clientroute.koppelvlak import luisterend
from clientroute.serve import bind, serving, stop_on_signals
from clientroute.services import running_names, topology
from clientroute.suite import Suite, running_suite
from clientroute.tokens import caller_for
from inkoop import Inkoopmodel, model_van
from monitoring.usecases.rapportages import vraag_uit
from wetten import Wet

BURGERS = 250
EERSTE_BURGERS = 80
"""In the play of a first start: enough to look around, and somebody is waiting for it."""
AANBIEDERS_MET_OMGEVING = 3
"""Providers with surveys, complaints and talks in that play."""
BEZIG = "demo-niet-uitgespeeld"
"""In the data folder while the first play is under way; who finds it at a start has half a play."""
console = Console()


class CommandError(Exception):
    """A command that cannot be carried out; the text says what to do."""


async def run_suite(settings: Settings, model: Inkoopmodel, maanden: int) -> None:
    """Serve the embedded suite until Ctrl-C; when it is empty, play a region first."""
    listening = bind(settings.host, settings.port)
    stop = stop_on_signals()
    klok = SpeelKlok()
    begin_again(settings)
    async with running_suite(settings, klok) as suite, serving(suite.app, listening):
        _say_development(settings)
        play = asyncio.create_task(first_play(settings, suite, model, maanden, klok))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({play, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if play.done():
            show_totals(play.result(), model)
            _show_addresses(settings)
            await stopping
        else:
            play.cancel()
            await asyncio.wait({play})
    console.print("Gestopt.")


def begin_again(settings: Settings) -> bool:
    """Throw away what a play that was broken off left behind, and say so; whether there was any.

    Databases that are not in the data folder are not ours to empty: there it only says what to do.
    """
    bezig = settings.data_dir / BEZIG
    if not bezig.exists():
        return False
    if settings.database_url is not None:
        console.print("De demo is de vorige keer niet uitgespeeld: de cijfers kloppen niet. Begin met lege databases.")
        return True
    console.print("De demo is de vorige keer niet uitgespeeld. Zij begint opnieuw.")
    for service in running_names(settings):
        for bestand in settings.data_dir.glob(f"{service}.db*"):
            bestand.unlink()
    bezig.unlink()
    return True


async def first_play(settings: Settings, suite: Suite, model: Inkoopmodel, maanden: int, klok: SpeelKlok) -> Uitkomst:
    """Play when there is nothing yet; the totals of the chain either way.

    Of a region whose contracts ended the clock stays within their term, so that there is something to see.
    """
    factory = client_factory(suite)
    async with factory("monitoring", caller_for("backoffice")) as client:
        totals = await totalen(client, model)
    if totals["aantalMeldingen"]:
        klok.to_present(uiterste_speeldag(model))
        return totals
    bezig = settings.data_dir / BEZIG
    bezig.touch()
    totals = await _play_with_bar(Speler(model, factory, klok), maanden, EERSTE_BURGERS, quiet=False)
    await play_around(suite, model, local_date(klok()))
    bezig.unlink()
    return totals


async def play_around(suite: Suite, model: Inkoopmodel, vandaag: date) -> None:
    """What goes on around the help of a region that was played: see `clientroute.demo.omgeving`."""
    factory = client_factory(suite)
    async with factory("toewijzing", caller_for("contractbeheer")) as client:
        answer = (await client.get("/v1/contracten", params={"limit": 100})).raise_for_status()
    gevonden = cast(list[dict[str, str]], answer.json()["items"])
    async with suite.rooms["monitoring"].work() as work:
        await vraag_uit(work)
    aanbieders = sorted({(each["agb"], each["naam"]) for each in gevonden})
    eerste = [agb for agb, _ in aanbieders[:AANBIEDERS_MET_OMGEVING]]
    await speel_omgeving(Omgeving(model, factory, eerste, vandaag))
    await speel_betalen(Kas(model, factory, aanbieders, vandaag))
    await speel_anders(Speler(model, factory), vandaag)


def voortgang(scherm: Console) -> Progress:
    """The day of the play, on one line of a screen of 80 columns."""
    dag = TextColumn("dag {task.completed} van {task.total}")
    return Progress(dag, BarColumn(), TimeElapsedColumn(), console=scherm)


async def _play_with_bar(speler: Speler, maanden: int, burgers: int, *, quiet: bool) -> Uitkomst:
    bar = voortgang(console)
    if not quiet:
        console.print(f"{speler.model.titel} wordt gespeeld")
    with nullcontext() if quiet else bar:
        task = bar.add_task("spel", total=None)

        def toon(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        shown = Speler(speler.model, speler.client, speler.klok, toon)
        return await speel(shown, maanden, burgers, local_date(system_clock()))


def client_factory(suite: Suite) -> Callable[[str, Caller], httpx.AsyncClient]:
    """Makes clients for the services in the suite, with development tokens. Raises CommandError in production."""
    issuer = suite.secrets.issuer
    if issuer is None:
        raise CommandError("De demo speelt alleen in ontwikkeling.")
    return _clients(issuer, "http://127.0.0.1/{service}", httpx.ASGITransport(app=suite.app))


def _clients(
    issuer: DevelopmentIssuer, url: str, transport: httpx.AsyncBaseTransport | None
) -> Callable[[str, Caller], httpx.AsyncClient]:
    def make(service: str, caller: Caller) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {issuer.issue(caller)}"}
        address = url.replace("{service}", service)
        return httpx.AsyncClient(base_url=address, headers=headers, timeout=60, transport=transport)

    return make


async def demo_in_own_suite(settings: Settings, model: Inkoopmodel, maanden: int, burgers: int) -> Uitkomst:
    """Play a region in a suite of its own, which is gone afterwards."""
    klok = SpeelKlok()
    async with running_suite(settings, klok) as suite:
        speler = Speler(model, client_factory(suite), klok)
        return await _play_with_bar(speler, maanden, burgers, quiet=not console.is_terminal)


async def demo_against(settings: Settings, url: str, model: Inkoopmodel, maanden: int, burgers: int) -> Uitkomst:
    """Play a region against running development services, on their own clock.

    Raises CommandError when they cannot be reached.
    """
    speler = Speler(model, _clients_over_network(settings, url))
    try:
        return await _play_with_bar(speler, maanden, burgers, quiet=not console.is_terminal)
    except httpx.ConnectError:
        raise nothing_answers(url) from None


def nothing_answers(url: str) -> CommandError:
    """What to say when nothing runs at an address."""
    return CommandError(f"Op {url} antwoordt niets. Start het eerst: make run")


def speler_op(settings: Settings, url: str, dag: date) -> Speler:
    """A player in the demo at this address, in the region that it plays.

    Raises CommandError when no region with a contract there has a model that holds on this day.
    """
    make = _clients_over_network(settings, url)
    with httpx.Client(base_url=url.replace("{service}", "toewijzing"), timeout=60) as client:
        token = make("toewijzing", caller_for("contractbeheer")).headers["Authorization"]
        answer = client.get("/v1/contracten", params={"limit": 1}, headers={"Authorization": token})
        contracten = cast(list[dict[str, list[str]]], answer.raise_for_status().json()["items"])
    model = model_van(contracten[0]["gemeenten"], dag) if contracten else None
    if model is None:
        raise CommandError(
            f"Op {url} speelt geen demo van een regio die nu contracten heeft. Wacht tot zij gespeeld is."
        )
    return Speler(model, make)


def _clients_over_network(settings: Settings, url: str) -> Callable[[str, Caller], httpx.AsyncClient]:
    issuer = load_secrets(settings).issuer
    if issuer is None:
        raise CommandError("De demo speelt alleen in ontwikkeling.")
    return _clients(issuer, url, None)


async def run_api(room: Room) -> None:
    """Serve the API of one service until it is asked to stop."""
    await _serve_until_stopped(room, create_api(room), "api")


async def run_worker_process(room: Room) -> None:
    """Run the worker of one service until it is asked to stop, with its health on its port."""
    routers = (health.probes, metrics.router) if room.settings.env == "development" else (health.probes,)
    await _serve_until_stopped(room, _small_app(room, *routers), "worker")


async def run_koppelvlak(room: Room) -> None:
    """Run the koppelvlak until it is asked to stop: its API and its work in one process."""
    await _serve_until_stopped(room, create_api(room), "koppelvlak")


def _small_app(room: Room, *routers: APIRouter) -> FastAPI:
    app = FastAPI(openapi_url=None)
    app.state.room = room
    for router in routers:
        answer_by(app, router)
    return app


@asynccontextmanager
async def showing_metrics(room: Room) -> AsyncIterator[None]:
    """Show the numbers meanwhile, in production: on a port of their own, which no gateway leads to."""
    settings = room.settings
    if settings.env == "development":
        yield
        return
    listening = bind(settings.host, settings.metrics_port, "CLIENTROUTE_METRICS_PORT")
    async with serving(_small_app(room, metrics.router), listening):
        yield


async def _serve_until_stopped(room: Room, app: FastAPI, role: str) -> None:
    listening = bind(room.settings.host, room.settings.port)
    stop = room.stopping = stop_on_signals()
    start_tracing(f"{room.service.name}-{role}")
    try:
        await room.check_database()
        if role != "api" and room.settings.is_pooled:
            await room.check_direct()
        room.check_keys()
        await _check_restored(room)
        rooms = {} if role == "api" else {room.service.name: room}
        async with showing_metrics(room), serving(app, listening), luisterend(rooms):
            bus = "embedded" if room.settings.broker_url is None else "rabbitmq"
            database = room.database.url.get_backend_name()
            log(SERVICE_STARTED, service=room.service.name, role=role, database=database, bus=bus)
            await _do_its_work(room, role, stop)
    finally:
        listening.close()
        await room.close()
    log(SERVICE_STOPPED, service=room.service.name, role=role)


async def _do_its_work(room: Room, role: str, stop: asyncio.Event) -> None:
    """What a process does beside answering, until it is asked to stop; an API does nothing."""
    if role == "api":
        await stop.wait()
    elif room.settings.broker_url is not None:
        await run_worker(room, topology(room.settings), stop)
    else:
        bus = EmbeddedBus([room])
        bus.start()
        try:
            await stop.wait()
        finally:
            await bus.stop()


async def _check_restored(room: Room) -> None:
    """Raises DatabaseError for a database that was put back, and for one that went away since it was looked at."""
    try:
        await check_restored(room)
    except Exception as error:
        if not is_away(error):
            raise
        naam = name_of(error)
        raise DatabaseError(f"De database van {room.service.name} is niet te bereiken: {naam}") from None


async def migrate(room: Room) -> None:
    """Bring the database of one service to the newest version."""
    await room.migrate()
    await room.close()


def _say_development(settings: Settings) -> None:
    if settings.env == "development":
        text = (
            "ONTWIKKELING: luistert alleen op deze computer, op de pagina's kiest u zelf wie u bent "
            "en tokens zijn van onszelf. Zet hier geen echte gegevens in."
        )
        console.print(Panel(text, style="bold yellow"))


def show_totals(totals: Uitkomst, model: Inkoopmodel) -> None:
    """Print the totals of the chain as a table."""
    prestaties = cast(dict[str, object], totals["prestatieaantallen"])
    bedragen = cast(dict[str, int], totals["bedragen"])
    table = Table(title=f"De keten: {model.titel}", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    for step in ("meldingen", "beschikkingen", "toewijzingen", "starts", "declaraties"):
        table.add_row(step, str(totals[f"aantal{step.capitalize()}"]))
    for state in ("ontvangen", "toegekend", "afgewezen"):
        table.add_row(f"prestaties {state}", str(prestaties[state]))
    for code in cast(list[dict[str, object]], prestaties["afkeuringen"]):
        table.add_row(f"  afgewezen met {code['retourcode']}", str(code["aantal"]))
    for state in ("ingediend", "toegekend"):
        table.add_row(f"euro's {state}", euros(bedragen[state]))
    for wet, van_wet in cast(dict[str, dict[str, int]], totals.get("bedragenPerWet", {})).items():
        table.add_row(f"  toegekend onder de {Wet(wet).titel}", euros(van_wet["toegekend"]))
    console.print(table)


def euros(cents: int) -> str:
    """An amount in eurocents as Dutch people write it: € 1.234,56."""
    whole = f"{cents / 100:,.2f}"
    return "€ " + whole.translate(str.maketrans(",.", ".,"))


def _show_addresses(settings: Settings) -> None:
    base = f"http://{settings.host}:{settings.port}"
    console.print(f"Werkplek     {base}/monitoring/werkplek")
    console.print(f"Dashboard    {base}/monitoring/dashboard")
    for name in ("toegang", "toewijzing", "declaratie", "monitoring"):
        console.print(f"API          {base}/{name}/v1/docs")
    console.print("Stoppen met Ctrl-C.")
