"""`clientroute sleutels`: make keys, bring what is kept under the newest, see which are used, take old ones away."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from chassis.clock import system_clock
from chassis.keychain import begin
from chassis.keys import OLD, Key, Keys, KeysError, current, new_secret, read_keys, with_next, write_keys
from chassis.keysource import KeySource
from chassis.log import configure_logging
from chassis.reseal import Walk, count_per_key, reseal
from chassis.service import Room, beginning, load_secrets
from chassis.settings import Settings
from clientroute import invoer, taal
from clientroute.instellingen import load_settings
from clientroute.services import KOPPELVLAK, SERVICES, open_service, running_names, service_of

app = typer.Typer(no_args_is_help=True)
console = Console()
errors = Console(stderr=True)
Diensten = Annotated[list[str] | None, typer.Argument(metavar="[DIENST]...", help="Zonder naam: alle diensten.")]
BEKEND = 15
"""Minutes between making a key and using it: by then every process knows it."""
GEEN_VAN_DEZE = "past op geen van deze"
RINGEN = {"seal": "verzegelen", "hash": "herkennen", "bsn": "BSN's herkennen"}
"""What the keys of a ring are for."""


@app.callback()
def sleutels() -> None:
    """De sleutels van de diensten."""


@app.command()
def nieuw(
    over: Annotated[
        int, typer.Option(metavar="MINUTEN", min=0, max=10_080, help="Wanneer de sleutels gaan gelden.")
    ] = BEKEND,
) -> None:
    """Maak nieuwe sleutels: de eerste als er nog geen zijn, anders van elke soort een erbij."""
    settings = load_settings()
    if settings.keys_file is not None and "{service}" not in settings.keys_file:
        raise KeysError("zet {service} in CLIENTROUTE_KEYS_FILE: elke dienst krijgt een eigen bestand")
    source = load_secrets(settings).keys
    if _eersten(settings, source):
        typer.echo("De eerste sleutels zijn gemaakt, en gelden meteen.")
        return
    vanaf = system_clock() + timedelta(minutes=over)
    voeg_toe(source, vanaf)
    typer.echo(f"Er zijn nieuwe sleutels. Zij gelden vanaf {taal.moment(vanaf)}.")
    typer.echo("Geef elk proces voor die tijd zijn bestand. Doe daarna: clientroute sleutels hersluit")


def _eersten(settings: Settings, source: KeySource) -> bool:
    """Give keys to every service that has none; whether there was one. What another service has is shared."""
    begint = load_secrets(settings).beginning or beginning(settings)
    namen = running_names(settings)
    gedeeld = _gedeeld([read_keys(source.read(each)) for each in namen if source.stamp(each) is not None])
    if gedeeld:
        begint = replace(begint, secret=gedeeld[0].secret, old=gedeeld[0].old)
    gemaakt = [begin(source, name, begint, bsn=service_of(name).matches_bsn) for name in namen]
    _maak_gelijk(source)
    return any(gemaakt)


def _maak_gelijk(source: KeySource) -> dict[str, Keys]:
    """The keys of every service; where it was ended halfway the last time, all get the shared ring that some have."""
    namen = [*SERVICES, KOPPELVLAK] if source.stamp(KOPPELVLAK) is not None else [*SERVICES]
    alle = {name: read_keys(source.read(name)) for name in namen}
    gedeeld = _gedeeld(list(alle.values()))
    for name, keys in alle.items():
        if keys.bsn and keys.bsn != gedeeld:
            alle[name] = replace(keys, bsn=gedeeld)
            source.write(name, write_keys(alle[name]))
    return alle


def voeg_toe(source: KeySource, vanaf: datetime) -> None:
    """A key more in every ring of every service. Raises KeysError while there is one that is not used yet."""
    alle = _maak_gelijk(source)
    if [key for keys in alle.values() for key in keys.seal if key.since > system_clock()]:
        raise KeysError("er is al een sleutel die pas later gaat gelden: wacht daarop")
    erbij = (*_gedeeld(list(alle.values())), Key(new_secret(), vanaf))
    for name, keys in alle.items():
        source.write(name, write_keys(with_next(keys, erbij, vanaf)))


def _gedeeld(alle: Sequence[Keys]) -> tuple[Key, ...]:
    """The keys by which services match BSNs: the longest ring. Raises KeysError unless the others begin it."""
    langste = max((each.bsn for each in alle), key=len, default=())
    if any(each.bsn != langste[: len(each.bsn)] for each in alle):
        raise KeysError("de diensten hebben niet dezelfde sleutels voor BSN's. Zet de goede bestanden terug")
    return langste


@app.command()
def hersluit(diensten: Diensten = None) -> None:
    """Breng alles wat bewaard is onder de nieuwste sleutels; de dienst blijft intussen werken."""
    settings = load_settings()
    configure_logging(file=settings.data_dir / "hersluit.log")
    over = 0
    for name in _gekozen(diensten):
        stand = asyncio.run(_hersluit(open_service(settings, name)))
        over += stand.closed
        dicht = f", {stand.closed} passen op geen sleutel die er is" if stand.closed else ""
        typer.echo(f"{name}: {stand.done} overgebracht{dicht}")
    if over:
        raise KeysError(f"{over} rijen zijn niet overgebracht: haal nog geen sleutel weg (docs/productie.md)")


async def _hersluit(room: Room) -> Walk:
    """Raises KeysError while the newest key is not used yet: some process might not know it."""
    try:
        await room.check_database()
        room.check_keys()
        keys = read_keys(room.secrets.keys.read(room.service.name))
        if keys.seal[-1].since > system_clock():
            raise KeysError(f"de nieuwe sleutels gelden vanaf {taal.moment(keys.seal[-1].since)}: doe dit daarna")
        with voortgang(errors) as bar:
            task = bar.add_task(room.service.name, total=None)
            return await reseal(room, lambda stand: bar.update(task, completed=stand.done, total=stand.total))
    finally:
        await room.close()


def voortgang(scherm: Console) -> Progress:
    """How far it is, on one line of a screen of 80 columns."""
    aantal = TextColumn("{task.completed:.0f} van {task.total}")
    return Progress(
        TextColumn("{task.description:<11}"), aantal, BarColumn(bar_width=20), TimeElapsedColumn(), console=scherm
    )


@app.command()
def toon(diensten: Diensten = None) -> None:
    """Toon welke sleutels er zijn, vanaf wanneer zij gelden en hoeveel er nog onder elke sleutel ligt."""
    settings = load_settings()
    tabel = Table("dienst", "om te", "sleutel", "geldt", "in gebruik")
    for name in _gekozen(diensten):
        room = open_service(settings, name)
        gebruik = asyncio.run(_gebruik(room))
        keys = read_keys(room.secrets.keys.read(name))
        for ring, alle in keys.rings().items():
            for plek, key in enumerate(alle):
                tabel.add_row(name, RINGEN[ring], key.id, _geldt(alle, plek), str(gebruik[ring, key.id]))
            if gebruik[ring, OLD] and not any(key.old for key in alle):
                tabel.add_row(name, RINGEN[ring], "onbekend", GEEN_VAN_DEZE, str(gebruik[ring, OLD]))
    console.print(tabel)


@app.command()
def weg(
    sleutel: Annotated[str, typer.Argument(metavar="SLEUTEL", help="De naam, zoals: clientroute sleutels toon")],
    diensten: Diensten = None,
) -> None:
    """Haal een sleutel weg om te verzegelen die nergens meer in gebruik is, ook niet in een back-up die u bewaart."""
    settings = load_settings()
    gevonden = 0
    for name in _gekozen(diensten):
        room = open_service(settings, name)
        keys = read_keys(room.secrets.keys.read(name))
        if sleutel not in {key.id for key in keys.seal}:
            continue
        gevonden += 1
        if keys.seal[current(keys.seal, system_clock())].id == sleutel or asyncio.run(_gebruik(room))["seal", sleutel]:
            raise KeysError(f"{name} gebruikt {sleutel} nog. Doe eerst: clientroute sleutels hersluit {name}")
        blijft = tuple(key for key in keys.seal if key.id != sleutel)
        room.secrets.keys.write(name, write_keys(replace(keys, seal=blijft)))
        typer.echo(f"{name}: {sleutel} is weg")
    if not gevonden:
        raise KeysError(f"{sleutel} is geen sleutel om te verzegelen. Andere sleutels blijven: ouder werk rust erop")


async def _gebruik(room: Room) -> Mapping[tuple[str, str], int]:
    try:
        await room.check_database()
        return await count_per_key(room)
    finally:
        await room.close()


def _gekozen(diensten: Sequence[str] | None) -> list[str]:
    return invoer.gekozen(diensten or (), load_settings())


def _geldt(ring: Sequence[Key], plek: int) -> str:
    nu = system_clock()
    if plek == current(ring, nu):
        return "nu"
    return f"vanaf {taal.moment(ring[plek].since)}" if ring[plek].since > nu else "niet meer"
