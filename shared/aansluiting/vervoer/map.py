"""By way of a folder, for adapters that work with files, and for somebody who uses the portal.

What goes out appears in `uit`, whole or not at all; what comes in is put in `in`, under a name that does not begin with
a dot until it is whole. Once we have it safely it moves to `ontvangen`, and what we refuse to `geweigerd`, with the
reason beside it.
"""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from koppelvlakken.ggk.envelop import Bericht, Fout

UIT, BINNEN, ONTVANGEN, GEWEIGERD = "uit", "in", "ontvangen", "geweigerd"
REDEN = ".reden.txt"


@dataclass(frozen=True)
class MapVervoer:
    """Puts envelopes in a folder."""

    map: Path

    async def verstuur(self, bericht: Bericht, inhoud: bytes) -> Fout | None:
        """Put one in `uit`, under its moment and number, so that names sort as they were made; see `Vervoer`.

        Once more is the same file: who took it away finds it again under its old name. Raises OSError.
        """
        naam = f"{bericht.tijdstip}-{bericht.referentienummer}.xml"
        await asyncio.to_thread(schrijf_heel, self.map / UIT / naam, inhoud)
        return None

    async def sluit(self) -> None:
        """Nothing to give back."""


def schrijf_heel(pad: Path, inhoud: bytes) -> None:
    """Write a file that is there whole or not at all, also after the power went."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    half = pad.with_name(f".{pad.name}.half")
    with half.open("wb") as bestand:
        bestand.write(inhoud)
        bestand.flush()
        os.fsync(bestand.fileno())
    half.replace(pad)
    bewaar_map(pad.parent)


def gekomen(map_: Path) -> Iterator[Path]:
    """What was put in `in` and is whole, by name."""
    plek = map_ / BINNEN
    plek.mkdir(parents=True, exist_ok=True)
    yield from sorted(each for each in plek.iterdir() if each.is_file() and not each.name.startswith("."))


def leg_weg(pad: Path, map_: Path, waarheen: str, reden: str | None = None) -> None:
    """Move what came in, and put the reason beside it. Nothing that lies there is replaced."""
    plek = map_ / waarheen
    plek.mkdir(parents=True, exist_ok=True)
    doel = next(each for each in _namen(plek, pad.name) if not each.exists())
    if reden is not None:
        schrijf_heel(doel.with_name(doel.name + REDEN), reden.encode())
    pad.replace(doel)
    bewaar_map(plek)


def _namen(plek: Path, naam: str) -> Iterator[Path]:
    yield plek / naam
    nummer = 2
    while True:
        yield plek / f"{nummer}-{naam}"
        nummer += 1


def bewaar_map(plek: Path) -> None:
    """Let the name of a file last as its content does."""
    descriptor = os.open(plek, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
