"""Bringing envelopes to the hub, one after another in the order of their moments, and by one process at a time."""

from aansluiting.domain.kalender import stilstand
from aansluiting.instellingen import Ggk, instellingen_van
from aansluiting.store import ggk as store
from aansluiting.store.koppelstanden import geef_beurt_terug, neem_beurt
from aansluiting.tables.ggk import GgkUitgaand, Uitstand
from aansluiting.vervoer import Vervoer
from aansluiting.vervoer.map import MapVervoer
from aansluiting.vervoer.soap import SECONDEN, SoapVervoer
from chassis.bsn import mask_bsn
from chassis.identifiers import new_id
from chassis.service import Room
from koppelvlakken.ggk.envelop import Bericht, Fout
from koppelvlakken.ggk.lezen import lees

HUB, BEURT = "ggk", "ggk versturen"
PER_KEER = 50
DUUR = 1.5 * SECONDEN
"""For how long nobody else may send after the last envelope: longer than one can take."""


def vervoer_van(ggk: Ggk) -> Vervoer:
    """The way that an operator chose."""
    if ggk.soap is not None:
        return SoapVervoer(ggk.soap)
    assert ggk.map is not None  # one of both, checked by Ggk
    return MapVervoer(ggk.map)


async def verstuur(room: Room) -> None:
    """Send what is ready, unless the hub stands still as planned. What is away keeps everything for the next time."""
    ggk = instellingen_van(room.settings).ggk
    if ggk is None:
        return
    vervoer = vervoer_van(ggk)
    try:
        await verstuur_met(room, vervoer)
    finally:
        await vervoer.sluit()


async def verstuur_met(room: Room, vervoer: Vervoer) -> None:
    """The same by this way. Only one at a time sends, in whatever process, so that moments arrive as they rise."""
    ik = new_id()
    try:
        while not room.stopping.is_set():
            async with room.work() as work:
                klaar = await store.te_versturen(work, PER_KEER) if await neem_beurt(work, BEURT, ik, DUUR) else []
            for id_ in klaar:
                if not await _verstuur_een(room, vervoer, ik, id_):
                    return
            if len(klaar) < PER_KEER:
                return
    finally:
        async with room.work() as work:
            await geef_beurt_terug(work, BEURT, ik)


async def _verstuur_een(room: Room, vervoer: Vervoer, ik: str, id_: str) -> bool:
    """Send one; False when it is another's turn by now, or the hub stands still."""
    if stilstand(instellingen_van(room.settings).kalender, HUB, room.clock()) is not None:
        return False
    async with room.work() as work:
        rij = await store.uitgaand(work, id_)
        if rij is None or not await neem_beurt(work, BEURT, ik, DUUR):
            return False
        if rij.status is not Uitstand.KLAAR:
            return True
        inhoud = store.envelop_van(work, rij)
    bericht = lees(inhoud)
    assert isinstance(bericht, Bericht)  # nothing else goes out
    fout = await vervoer.verstuur(bericht, inhoud)
    async with room.work() as work:
        if fout is None:
            await store.meld_verstuurd(work, id_)
        elif (rij := await store.uitgaand(work, id_)) is not None:
            zet_fout(rij, fout, "adapter")
    return True


def zet_fout(rij: GgkUitgaand, fout: Fout, van: str | None) -> None:
    """Lay a message aside for somebody to look at, with what the other side says of it."""
    rij.status, rij.foutcode, rij.fout_van = Uitstand.FOUT, fout.code or None, van
    rij.fout = mask_bsn(fout.omschrijving)[:300]
