"""`clientroute toestand`: one page in words on what waits where since when, and what somebody has to do."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from sqlalchemy.exc import InterfaceError, OperationalError

from chassis.bus_rabbit import QueueState
from chassis.clock import system_clock
from chassis.condition import Condition, look, overdue
from chassis.keys import KeysError
from chassis.migrations import DatabaseError
from chassis.relay import Backlog
from chassis.service import Room
from chassis.settings import Settings
from clientroute import invoer
from clientroute.instellingen import load_settings
from clientroute.services import open_service
from clientroute.taal import aantal, moment
from monitoring.domain.openstaand import Opensoort
from monitoring.domain.selectie import Selectie
from monitoring.store.openstaand import tel_open

WACHT_TE_LANG = timedelta(minutes=5)
WACHTRIJ_TE_LANG = 1000
"""As in deploy/dashboards/alarmen.yaml, for events that are not on the bus yet, and in the queue on the broker."""
NIETS = Backlog(0, None)
NIETS_TE_ZIEN = Condition(NIETS, NIETS, relays=True, queue=None)


@dataclass(frozen=True)
class Termijnen:
    """How many things in the whole chain are past the day by which they had to be done, or have to be done today."""

    voorbij: int
    vandaag: int


@dataclass(frozen=True)
class Stand:
    """What there is to say of one service at a moment."""

    dienst: str
    nu: datetime
    heeft_broker: bool
    revisie: str = ""
    fout: str = ""
    """Why the service could not be looked at; then there is nothing else."""
    gezien: Condition = NIETS_TE_ZIEN
    termijnen: Termijnen | None = None
    """Of monitoring, which sees the whole chain."""
    te_laat: Backlog = NIETS
    """What waits for longer than it may."""

    @property
    def lezers(self) -> int | None:
        """Workers that take from the queue; None without a broker, or when it does not answer."""
        return None if self.gezien.queue is None else self.gezien.queue.consumers


@dataclass(frozen=True)
class Zorg:
    """Something that asks a person, and what that person does."""

    geldt: Callable[[Stand], bool]
    doe: str


ZORGEN = (
    Zorg(lambda s: s.fout != "", "{fout}"),
    Zorg(
        lambda s: s.fout == "" and s.heeft_broker and s.gezien.queue is None,
        "De broker antwoordt niet. Kijk of hij draait (rabbitmq-diagnostics ping) en naar CLIENTROUTE_BROKER_URL.",
    ),
    Zorg(
        lambda s: s.lezers == 0,
        "Er draait geen worker van {dienst}: er wordt niets gehoord en niets verstuurd. "
        "Doe: clientroute worker {dienst}",
    ),
    Zorg(
        lambda s: s.lezers != 0 and not s.gezien.relays,
        "Geen worker van {dienst} verstuurt gebeurtenissen. Start zijn workers opnieuw: clientroute worker {dienst}",
    ),
    Zorg(
        lambda s: s.gezien.outbox.oldest is not None and s.nu - s.gezien.outbox.oldest > WACHT_TE_LANG,
        "{dienst} krijgt zijn gebeurtenissen al sinds {oudste_outbox} niet verstuurd. Zoek in het log van zijn worker "
        "naar part.restarted: daar staat waarom.",
    ),
    Zorg(
        lambda s: s.gezien.queue is not None and s.gezien.queue.waiting > WACHTRIJ_TE_LANG,
        "{dienst} heeft meer dan 1000 gebeurtenissen te lezen. Wordt het niet minder, start dan een worker erbij: "
        "clientroute worker {dienst}",
    ),
    Zorg(
        lambda s: s.gezien.dead.waiting > 0,
        "{dienst} kon niet alles verwerken. Kijk waarom: clientroute dead-letters toon {dienst}",
    ),
    Zorg(
        lambda s: s.te_laat.oldest is not None and s.nu - s.te_laat.oldest > WACHT_TE_LANG,
        "In {dienst} wacht iets dat al sinds {oudste_te_laat} verder had moeten gaan. Zoek in het log van zijn worker "
        "naar tick.failed: daar staat waarom. Wat er wacht: clientroute wachtend toon {dienst}",
    ),
)


def toestand(
    diensten: Annotated[list[str] | None, typer.Argument(metavar="[DIENST]...", help="Zonder naam: alle.")] = None,
) -> None:
    """Zeg op één bladzijde wat er waar wacht sinds wanneer, en wat u moet doen. Met exitcode 1 als er iets is."""
    settings = load_settings()
    standen = [asyncio.run(_kijk(settings, name)) for name in invoer.diensten(diensten or (), settings)]
    scherm = Console(highlight=False, markup=False, soft_wrap=True)
    for stand in standen:
        scherm.print(f"{stand.dienst}\n" + "".join(f"  {regel}\n" for regel in zeg(stand)))
    doen = wat_te_doen(standen)
    scherm.print("Wat u moet doen" if doen else "Alles gaat goed: u hoeft niets te doen.")
    for nummer, zin in enumerate(doen, start=1):
        scherm.print(f"  {nummer}. {zin}")
    if doen:
        raise typer.Exit(1)


async def _kijk(settings: Settings, name: str) -> Stand:
    room = open_service(settings, name)
    nu, heeft_broker = system_clock(), settings.broker_url is not None
    try:
        revisie = await room.check_database()
        gezien, te_laat = await look(room), await overdue(room)
        termijnen = await _termijnen(room) if name == "monitoring" else None
    except (DatabaseError, KeysError, OperationalError, InterfaceError) as error:
        fout = str(error) if isinstance(error, DatabaseError | KeysError) else f"De database van {name} antwoordt niet."
        return Stand(name, nu, heeft_broker, fout=fout)
    finally:
        await room.close()
    return Stand(name, nu, heeft_broker, revisie, "", gezien, termijnen, te_laat)


async def _termijnen(room: Room) -> Termijnen:
    async with room.work(writes=False) as work:
        open_ = await tel_open(work.session, Selectie(), list(Opensoort), work.today)
    return Termijnen(sum(each.te_laat for each in open_), sum(each.laatste_dag for each in open_))


def wat_te_doen(standen: list[Stand]) -> list[str]:
    """One sentence for each thing that is not right; what holds for all of them is said once."""
    zinnen = [_vul(zorg.doe, stand) for stand in standen for zorg in ZORGEN if zorg.geldt(stand)]
    return list(dict.fromkeys(zinnen))


def _vul(zin: str, stand: Stand) -> str:
    oudste, te_laat = stand.gezien.outbox.oldest, stand.te_laat.oldest
    return zin.format(
        dienst=stand.dienst,
        fout=stand.fout,
        oudste_outbox=oudste and moment(oudste),
        oudste_te_laat=te_laat and moment(te_laat),
    )


def zeg(stand: Stand) -> Iterator[str]:
    """What waits in a service, line by line."""
    if stand.fout:
        yield "database       niet te gebruiken"
        return
    gezien = stand.gezien
    yield f"database       antwoordt, versie {stand.revisie}"
    yield f"te versturen   {_wacht(gezien.outbox)}"
    yield f"te lezen       {_te_lezen(stand.heeft_broker, gezien.queue)}"
    yield f"niet verwerkt  {_wacht(gezien.dead)}"
    if stand.te_laat.oldest is not None:
        yield f"wacht te lang  {stand.te_laat.waiting}, het oudste sinds {moment(stand.te_laat.oldest)}"
    if stand.termijnen is not None:
        voorbij, vandaag = stand.termijnen.voorbij, stand.termijnen.vandaag
        yield f"termijnen      {voorbij} voorbij, {vandaag} lopen vandaag af: zie het dashboard"


def _wacht(wat: Backlog) -> str:
    if wat.oldest is None:
        return "niets"
    return f"{aantal(wat.waiting, 'gebeurtenis', 'gebeurtenissen')}, de oudste sinds {moment(wat.oldest)}"


def _te_lezen(heeft_broker: bool, queue: QueueState | None) -> str:
    if not heeft_broker:
        return "zonder broker: het programma zelf bezorgt"
    if queue is None:
        return "onbekend: de broker antwoordt niet"
    gebeurtenissen = aantal(queue.waiting, "gebeurtenis", "gebeurtenissen") if queue.waiting else "niets"
    return f"{gebeurtenissen}, {aantal(queue.consumers, 'worker leest', 'workers lezen')}"
