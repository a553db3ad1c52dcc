"""`clientroute bench maand-nederland`: one month of 323s of the whole country, and where the time goes."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple

import httpx
import psycopg
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
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
KIJK_SECONDEN = 0.5
STAND = f"""
SELECT (SELECT count(*) FROM declaraties WHERE {van_de_maand("id")}),
  (SELECT count(*) FROM outbox WHERE type = ANY(%s)) - (SELECT count(*) FROM inbox)
"""


class Stand(NamedTuple):
    """How far declaratie is: messages answered, and events that it still has to hear."""

    beantwoord: int
    te_horen: int


def kijk(database: "psycopg.Connection[tuple[int, int]]") -> Stand:
    """Look in its database."""
    gehoord = [each.type for each in SERVICES["declaratie"].subscriptions]
    return Stand(*database.execute(STAND, (gehoord,)).fetchall()[0])


@dataclass
class _Klok:
    beantwoord: float = 0.0


@dataclass(frozen=True)
class Stap:
    """A part of the month, and how long it took."""

    naam: str
    seconden: float


@dataclass(frozen=True)
class Verslag:
    """How long the month took, part by part."""

    werkers: int
    telling: Counter[str]
    """What was sent, as `telling` counts it."""
    stappen: Sequence[Stap]


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
            return await _Spel(eigen, room, client, model, maand, bar).heel(alle, werkers)


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
    model: Inkoopmodel
    maand: date
    bar: Progress

    async def heel(self, alle: Sequence[Zending], werkers: int) -> Verslag:
        """Deliver all messages while no worker runs, let so many workers judge them, and see what came of it.

        Raises CommandError when a message was lost, or an amount is not what was sent.
        """
        telling = Counter[str]()
        aan_de_deur = await self._lever_alles_aan(alle, telling)
        taak = self.bar.add_task("beoordelen", total=len(alle))
        beantwoord, klaar = await self._beoordeel(werkers, len(alle), taak)
        with verbind(self.settings) as database:
            mis = verschillen(database, telling)
        if mis:
            raise CommandError("De maand kwam niet uit zoals zij werd verzonden:\n" + "\n".join(mis))
        stappen = [
            Stap("aanleveren aan de deur", aan_de_deur),
            Stap("beoordelen en antwoorden", beantwoord),
            Stap("beleid en budgetten", klaar - beantwoord),
        ]
        return Verslag(werkers, telling, stappen)

    async def _lever_alles_aan(self, alle: Sequence[Zending], telling: Counter[str]) -> float:
        """Send all messages; the seconds that the door took, without making them."""
        taak = self.bar.add_task("aanleveren aan de deur", total=sum(each.lijnen for each in alle))
        prijzen = {each.code: self.model.tarief_op(each.code, self.maand) for each in self.model.producten}
        duur = 0.0
        for zending in alle:
            gemaakt = bericht(zending, self.model, self.maand)
            verwacht(telling, gemaakt, prijzen)
            duur += await self._lever_aan(zending.agb, wetten.schrijf(gemaakt))
            self.bar.advance(taak, zending.lijnen)
        return duur

    async def _lever_aan(self, agb: str, inhoud: bytes) -> float:
        """Send one message; the seconds that the door took."""
        assert self.room.secrets.issuer is not None  # the bench runs with development settings
        token = self.room.secrets.issuer.issue(Caller(agb, frozenset({"berichten"}), agb=agb))
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/xml"}
        begin = time.perf_counter()
        answer = await self.client.post("/v1/berichten", content=inhoud, headers=headers)
        duur = time.perf_counter() - begin
        if answer.status_code != 202:
            raise CommandError(f"De deur antwoordde {answer.status_code}: {answer.json().get('detail')}")
        return duur

    async def _beoordeel(self, aantal: int, berichten: int, task: TaskID) -> tuple[float, float]:
        """Seconds until every message was answered, and until nothing was left to do."""
        with verbind(self.settings) as database:
            werkers, klok = Werkers(self.settings, aantal), _Klok()
            await werkers.wacht()
            begin = time.perf_counter()

            async def nog_bezig() -> bool:
                stand = await asyncio.to_thread(kijk, database)
                werkers.controleer()
                self.bar.update(task, completed=stand.beantwoord)
                if stand.beantwoord >= berichten and not klok.beantwoord:
                    klok.beantwoord = time.perf_counter() - begin
                return stand.te_horen > 0

            try:
                await AsyncRetrying(retry=retry_if_result(bool), wait=wait_fixed(KIJK_SECONDEN))(nog_bezig)
                return klok.beantwoord, time.perf_counter() - begin
            finally:
                await asyncio.to_thread(werkers.stop)


def _tabel(verslag: Verslag) -> Table:
    telling, werkers = verslag.telling, verslag.werkers
    geheugen = f"Geheugen: hoogstens {piek_van_werkers() / 2**20:.0f} MB per werker."
    tabel = Table(
        title=f"Een maand van Nederland: {telling[BERICHTEN]:,} berichten met {telling[LIJNEN]:,} lijnen",
        caption=f"{werkers} werker{'s' if werkers > 1 else ''}. {geheugen} Alles kwam uit tot op de cent.",
    )
    for kop in ("stap", "seconden", "berichten/s", "lijnen/s", "deel"):
        tabel.add_column(kop, justify="left" if kop == "stap" else "right")
    totaal = sum(each.seconden for each in verslag.stappen)
    for stap in (*verslag.stappen, Stap("samen", totaal)):
        tabel.add_row(
            stap.naam,
            f"{stap.seconden:,.1f}",
            f"{telling[BERICHTEN] / stap.seconden:,.0f}",
            f"{telling[LIJNEN] / stap.seconden:,.0f}",
            f"{stap.seconden / totaal:.0%}",
            end_section=stap is verslag.stappen[-1],
        )
    return tabel
