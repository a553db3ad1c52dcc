"""`clientroute bench maand-nederland`: one month of 323s of the whole country, and where the time goes."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import httpx
import psycopg
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from tenacity import AsyncRetrying, retry_if_result, wait_fixed

import wetten
from chassis.clock import local_date, system_clock
from chassis.log import configure_logging
from chassis.service import Room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from clientroute.bench.land import Zending, bericht, nederland, zendingen
from clientroute.bench.omgeving import Werkers, eigen_omgeving, piek_van_werkers, verbind
from clientroute.bench.telling import BERICHTEN, LIJNEN, verschillen, verwacht
from clientroute.bench.vullen import van_de_maand, vul
from clientroute.demo.draaiboek import maand_later
from clientroute.instellingen import load_settings
from clientroute.run import CommandError
from clientroute.services import SERVICES, open_service
from inkoop import Inkoopmodel

app = typer.Typer(no_args_is_help=True)
console = Console()
VERZENDERS = 4
"""Messages that are on their way to the door at once."""
KIJK_SECONDEN = 2.0
"""Looking counts a whole table, which takes time of the database."""
STAND = f"""
SELECT (SELECT count(*) FROM declaraties WHERE {van_de_maand("id")}),
  (SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event IN ('advisory', 'transactionid', 'tuple'))
"""
TE_HOREN = "SELECT (SELECT count(*) FROM outbox WHERE type = ANY(%s)) - (SELECT count(*) FROM inbox)"


class Stand(NamedTuple):
    """How far declaratie is: messages answered, and who waits for a lock now."""

    beantwoord: int
    wacht_op_slot: int


def kijk(database: "psycopg.Connection[tuple[int, ...]]") -> Stand:
    """Look in its database."""
    return Stand(*database.execute(STAND).fetchall()[0])


def te_horen(database: "psycopg.Connection[tuple[int, ...]]") -> int:
    """How many events it still has to hear: of its own, for only messages come from outside."""
    gehoord = [each.type for each in SERVICES["declaratie"].subscriptions]
    return database.execute(TE_HOREN, (gehoord,)).fetchall()[0][0]


@dataclass
class Klok:
    """Seconds since the first message was sent."""

    begin: float = field(default_factory=time.perf_counter)
    stappen: dict[str, float] = field(default_factory=dict)
    """After how many each was done."""
    op_slot: int = 0
    """How often somebody was seen to wait for a lock."""

    def klaar(self, stap: str) -> None:
        """This step is done, if it was not before."""
        self.stappen.setdefault(stap, time.perf_counter() - self.begin)


@dataclass(frozen=True)
class Verslag:
    """How long the month took, and whose processor."""

    werkers: int
    telling: Counter[str]
    """What was sent, as `telling` counts it."""
    klok: Klok
    processor: Mapping[str, float]
    """Seconds per kind of process."""


@app.callback()
def bench() -> None:
    """Grote proeven die zeggen hoelang ze duren."""


@app.command("maand-nederland")
def maand_nederland(
    deel: Annotated[
        float, typer.Option(metavar="GETAL", min=0.0001, max=1, help="Welk deel van de aanbieders meedoet.")
    ] = 1.0,
    werkers: Annotated[int, typer.Option(metavar="AANTAL", min=1, max=16, help="Hoeveel werkers beoordelen.")] = 1,
) -> None:
    """Speel 1,5 miljoen prestaties van 10.000 aanbieders aan 342 gemeenten; PostgreSQL en RabbitMQ moeten draaien."""
    settings = load_settings()
    maand = maand_later(local_date(system_clock()), -1)
    console.print(_tabel(asyncio.run(_speel(settings, maand, deel, werkers))))


async def _speel(settings: Settings, maand: date, deel: float, werkers: int) -> Verslag:
    model = nederland(maand)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn())
    async with eigen_omgeving(settings, model) as eigen, _deur(eigen) as (room, client):
        configure_logging(file=eigen.data_dir / "bench.log", level="WARNING")
        alle = zendingen(deel)
        with Progress(*columns, console=console) as bar:
            task = bar.add_task("toewijzingen klaarzetten", total=sum(each.lijnen for each in alle))

            def toon(erbij: int) -> None:
                bar.advance(task, erbij)

            await asyncio.to_thread(vul, eigen, room.vault, model, maand, alle, toon)
            return await _Spel(eigen, room, client, bar).heel(alle, model, maand, werkers)


@asynccontextmanager
async def _deur(settings: Settings) -> AsyncIterator[tuple[Room, httpx.AsyncClient]]:
    """The API of declaratie, in this process, on an up-to-date database."""
    room = open_service(settings, "declaratie")
    try:
        await room.migrate()
        transport = httpx.ASGITransport(app=create_api(room))
        async with httpx.AsyncClient(transport=transport, base_url="http://bench", timeout=600) as client:
            yield room, client
    finally:
        await room.close()


@dataclass(frozen=True)
class _Spel:
    settings: Settings
    room: Room
    client: httpx.AsyncClient
    bar: Progress

    async def heel(self, alle: Sequence[Zending], model: Inkoopmodel, maand: date, werkers: int) -> Verslag:
        """Deliver all messages while so many workers judge them, and see what came of it.

        Raises CommandError when a message was lost, or an amount is not what was sent.
        """
        post = self.settings.data_dir / "post"
        telling = await asyncio.to_thread(self._schrijf, post, alle, model, maand)
        klok, processor = await self._verwerk(post, alle, werkers)
        with verbind(self.settings) as database:
            mis = verschillen(database, telling)
        if mis:
            raise CommandError("De maand kwam niet uit zoals zij werd verzonden:\n" + "\n".join(mis))
        return Verslag(werkers, telling, klok, processor)

    def _schrijf(self, post: Path, alle: Sequence[Zending], model: Inkoopmodel, maand: date) -> Counter[str]:
        """Write each message to a file of its own, by its place; what they come to together."""
        post.mkdir()
        telling = Counter[str]()
        prijzen = {each.code: model.tarief_op(each.code, maand) for each in model.producten}
        taak = self.bar.add_task("berichten schrijven", total=len(alle))
        for plek, zending in enumerate(alle):
            gemaakt = bericht(zending, model, maand)
            verwacht(telling, gemaakt, prijzen)
            (post / str(plek)).write_bytes(wetten.schrijf(gemaakt))
            self.bar.advance(taak)
        return telling

    async def _verwerk(self, post: Path, alle: Sequence[Zending], aantal: int) -> tuple[Klok, Mapping[str, float]]:
        """Send all, until nothing is left to do."""
        verzonden = self.bar.add_task("aanleveren", total=len(alle))
        werkers = Werkers(self.settings, aantal)
        try:
            await werkers.wacht()
            klok, deur = Klok(), time.process_time()
            te_gaan = iter(enumerate(alle))

            async def verzend() -> None:
                for plek, zending in te_gaan:
                    inhoud = await asyncio.to_thread((post / str(plek)).read_bytes)
                    await self._lever_aan(zending.agb, inhoud)
                    self.bar.advance(verzonden)

            async def lever_alles_aan() -> None:
                await asyncio.gather(*(verzend() for _ in range(VERZENDERS)))
                klok.klaar("aangeleverd")

            await asyncio.gather(lever_alles_aan(), self._volg(klok, werkers, len(alle)))
            deur = time.process_time() - deur
        finally:
            await asyncio.to_thread(werkers.stop)
        return klok, {"deur": deur, "werkers": werkers.processor}

    async def _lever_aan(self, agb: str, inhoud: bytes) -> None:
        assert self.room.secrets.issuer is not None  # the bench runs with development settings
        token = self.room.secrets.issuer.issue(Caller(agb, frozenset({"berichten"}), agb=agb))
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/xml"}
        answer = await self.client.post("/v1/berichten", content=inhoud, headers=headers)
        if answer.status_code != 202:
            raise CommandError(f"De deur antwoordde {answer.status_code}: {answer.json().get('detail')}")

    async def _volg(self, klok: Klok, werkers: Werkers, berichten: int) -> None:
        """Until every message was answered, and nothing is left to do."""
        beantwoord = self.bar.add_task("beoordelen", total=berichten)
        with verbind(self.settings) as database:

            async def nog_bezig() -> bool:
                werkers.controleer()
                stand = await asyncio.to_thread(kijk, database)
                klok.op_slot += stand.wacht_op_slot
                self.bar.update(beantwoord, completed=stand.beantwoord)
                if stand.beantwoord < berichten:
                    return True
                klok.klaar("beantwoord")
                return await asyncio.to_thread(te_horen, database) > 0

            await AsyncRetrying(retry=retry_if_result(bool), wait=wait_fixed(KIJK_SECONDEN))(nog_bezig)
            klok.klaar("klaar, met beleid en budgetten")


def _tabel(verslag: Verslag) -> Table:
    telling, klok = verslag.telling, verslag.klok
    processor = ", ".join(
        f"{wie} {seconden:,.0f} s ({1000 * seconden / telling[BERICHTEN]:.1f} ms per bericht)"
        for wie, seconden in verslag.processor.items()
    )
    tabel = Table(
        title=f"Een maand van Nederland: {telling[BERICHTEN]:,} berichten met {telling[LIJNEN]:,} lijnen",
        caption=f"Werkers: {verslag.werkers}, met hoogstens {piek_van_werkers() / 2**20:.0f} MB geheugen elk. "
        f"Processor: {processor}. Op een slot gewacht: {klok.op_slot} keer gezien. Alles kwam uit tot op de cent.",
    )
    for kop in ("stap", "na seconden", "berichten/s", "lijnen/s"):
        tabel.add_column(kop, justify="left" if kop == "stap" else "right")
    for stap, seconden in klok.stappen.items():
        tabel.add_row(
            stap,
            f"{seconden:,.1f}",
            f"{telling[BERICHTEN] / seconden:,.0f}",
            f"{telling[LIJNEN] / seconden:,.0f}",
        )
    return tabel
