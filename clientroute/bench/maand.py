"""`clientroute bench maand-nederland`: one month of 323s of the whole country, judged by one worker and by two."""

import asyncio
import time
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

import iwmo
from chassis.clock import local_date, system_clock
from chassis.log import configure_logging
from chassis.service import Room
from chassis.settings import Settings
from chassis.tokens import Caller
from chassis.web import create_api
from clientroute.bench.land import Zending, bericht, nederland, zendingen
from clientroute.bench.omgeving import Werkers, eigen_omgeving, piek_van_werkers, verbind
from clientroute.bench.vullen import vul
from clientroute.demo.draaiboek import maand_later
from clientroute.instellingen import load_settings
from clientroute.run import CommandError
from clientroute.services import SERVICES, open_service
from inkoop import Inkoopmodel

app = typer.Typer(no_args_is_help=True)
console = Console()
KIJK_SECONDEN = 0.5
STAND = """
SELECT (SELECT count(*) FROM declaraties),
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
class Helft:
    """How long half of the month took: at the door, until the last answer was there, and until all was done."""

    werkers: int
    berichten: int
    lijnen: int
    aan_de_deur: float
    beantwoord: float
    klaar: float


@app.callback()
def bench() -> None:
    """Grote proeven die zeggen hoelang ze duren."""


@app.command("maand-nederland")
def maand_nederland(
    deel: Annotated[
        float, typer.Option(metavar="GETAL", min=0.0001, max=1, help="Welk deel van de aanbieders meedoet.")
    ] = 1.0,
) -> None:
    """Speel 1,5 miljoen prestaties van 10.000 aanbieders aan 342 gemeenten; PostgreSQL en RabbitMQ moeten draaien."""
    settings = load_settings()
    maand = maand_later(local_date(system_clock()), -1)
    helften = asyncio.run(_speel(settings, maand, deel))
    console.print(_tabel(helften))


async def _speel(settings: Settings, maand: date, deel: float) -> list[Helft]:
    model = nederland(maand)
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn())
    async with eigen_omgeving(settings, model) as eigen, _deur(eigen) as (room, client):
        configure_logging(file=eigen.data_dir / "bench.log", level="WARNING")
        alle = zendingen(deel)
        with Progress(*columns, console=console) as bar:
            lijnen = sum(each.lijnen for each in alle)
            task = bar.add_task("toewijzingen klaarzetten", total=lijnen)

            def toon(erbij: int) -> None:
                bar.advance(task, erbij)

            await asyncio.to_thread(vul, eigen, room.vault, model, maand, alle, toon)
            spel = _Spel(eigen, room, client, model, maand, bar)
            midden = _midden(alle)
            return [await spel.helft(alle[:midden], werkers=1), await spel.helft(alle[midden:], werkers=2)]


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


def _midden(alle: Sequence[Zending]) -> int:
    """Where half of the lines come before."""
    helft, som = sum(each.lijnen for each in alle) / 2, 0
    for index, each in enumerate(alle):
        som += each.lijnen
        if som >= helft:
            return index + 1
    return len(alle)


@dataclass(frozen=True)
class _Spel:
    settings: Settings
    room: Room
    client: httpx.AsyncClient
    model: Inkoopmodel
    maand: date
    bar: Progress

    async def helft(self, van: Sequence[Zending], *, werkers: int) -> Helft:
        """Deliver these messages while no worker runs, then let so many workers judge them."""
        lijnen = sum(each.lijnen for each in van)
        task = self.bar.add_task("aanleveren aan de deur", total=lijnen)
        aan_de_deur = 0.0
        for zending in van:
            aan_de_deur += await self._lever_aan(zending)
            self.bar.advance(task, zending.lijnen)
        naam = "1 werker beoordeelt" if werkers == 1 else f"{werkers} werkers beoordelen"
        beantwoord, klaar = await self._beoordeel(werkers, len(van), self.bar.add_task(naam, total=len(van)))
        return Helft(werkers, len(van), lijnen, aan_de_deur, beantwoord, klaar)

    async def _lever_aan(self, zending: Zending) -> float:
        """Send one message; the seconds that the door took."""
        inhoud = iwmo.schrijf(bericht(zending, self.model, self.maand))
        assert self.room.secrets.issuer is not None  # the bench runs with development settings
        token = self.room.secrets.issuer.issue(Caller(zending.agb, frozenset({"berichten"}), agb=zending.agb))
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
            eerder = kijk(database).beantwoord
            werkers, klok = Werkers(self.settings, aantal), _Klok()
            await werkers.wacht()
            begin = time.perf_counter()

            async def nog_bezig() -> bool:
                stand = await asyncio.to_thread(kijk, database)
                werkers.controleer()
                self.bar.update(task, completed=stand.beantwoord - eerder)
                if stand.beantwoord - eerder >= berichten and not klok.beantwoord:
                    klok.beantwoord = time.perf_counter() - begin
                return stand.te_horen > 0

            try:
                await AsyncRetrying(retry=retry_if_result(bool), wait=wait_fixed(KIJK_SECONDEN))(nog_bezig)
                return klok.beantwoord, time.perf_counter() - begin
            finally:
                await asyncio.to_thread(werkers.stop)


def _tabel(helften: Sequence[Helft]) -> Table:
    een, twee = helften
    tabel = Table(
        title="Een maand van Nederland", caption=f"Geheugen: hoogstens {piek_van_werkers() / 2**20:.0f} MB per werker."
    )
    for kop in ("", "berichten", "lijnen", "deur: lijnen/s", "antwoord na", "lijnen/s", "alles klaar na"):
        tabel.add_column(kop, justify="right")
    for helft in helften:
        tabel.add_row(
            f"{helft.werkers} werker{'s' if helft.werkers > 1 else ''}",
            f"{helft.berichten:,}",
            f"{helft.lijnen:,}",
            f"{helft.lijnen / helft.aan_de_deur:,.0f}",
            f"{helft.beantwoord:,.1f} s",
            f"{helft.lijnen / helft.beantwoord:,.0f}",
            f"{helft.klaar:,.1f} s",
        )
    per_lijn = (twee.klaar / twee.lijnen) / (een.klaar / een.lijnen)
    tabel.add_section()
    tabel.add_row("2 naast 1", "", "", "", "", "", f"× {per_lijn:.2f}")
    return tabel
