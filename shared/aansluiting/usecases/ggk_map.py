"""Taking in what lies in the folder: kept first, and only then moved away."""

import asyncio
from pathlib import Path

from aansluiting.instellingen import instellingen_van
from aansluiting.usecases.ggk_ontvangen import neem_aan
from aansluiting.vervoer.map import GEWEIGERD, ONTVANGEN, gekomen, leg_weg
from chassis.service import Room
from koppelvlakken.ggk.envelop import MAXIMALE_GROOTTE, Bericht, Envelopfout
from koppelvlakken.ggk.lezen import lees

TE_GROOT = "Dit bestand is groter dan 25 MB."


async def lees_map(room: Room) -> None:
    """Take in every file. What is no envelope, or is refused, lies in `geweigerd` with the reason beside it.

    A file that cannot be read or moved stays, and the others go on. Raises the first OSError at the end.
    """
    ggk = instellingen_van(room.settings).ggk
    if ggk is None or ggk.map is None:
        return
    eerste: OSError | None = None
    for pad in await asyncio.to_thread(lambda map_: list(gekomen(map_)), ggk.map):
        if room.stopping.is_set():
            return
        try:
            reden = await _neem(room, pad)
            await asyncio.to_thread(leg_weg, pad, ggk.map, ONTVANGEN if reden is None else GEWEIGERD, reden)
        except OSError as fout:
            eerste = eerste or fout
    if eerste is not None:
        raise eerste


async def _neem(room: Room, pad: Path) -> str | None:
    """Keep what is in a file; why not, when it is refused."""
    try:
        bericht = await asyncio.to_thread(_lees, pad)
    except Envelopfout as fout:
        return str(fout)
    aanname = await neem_aan(room, bericht)
    return None if aanname.bezwaar is None else f"{aanname.bezwaar.code}: {aanname.bezwaar.reden}"


def _lees(pad: Path) -> Bericht:
    if pad.stat().st_size > MAXIMALE_GROOTTE:
        raise Envelopfout("/", TE_GROOT)
    gelezen = lees(pad.read_bytes())
    if not isinstance(gelezen, Bericht):
        raise Envelopfout("/", "Dit is een antwoord tussen adapters, en geen bericht.")
    return gelezen
