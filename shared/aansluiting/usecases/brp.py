"""Ask the BRP about everybody of whom toegang says that it is time, and record there what it answers.

Toegang keeps when somebody is asked about again, so that nothing is kept here: after an outage, of the BRP or of us,
everybody who waits is still on its list.
"""

from collections.abc import Sequence

import httpx
from pydantic import Field, TypeAdapter

from aansluiting.domain.brp import GEEN_ANTWOORD, Toets, als_toets, doel_voor
from aansluiting.gelezen import Gelezen
from aansluiting.instellingen import instellingen_van
from aansluiting.instellingen_brp import BrpInstellingen
from aansluiting.store.koppelstanden import pauzeer, pauzeert
from aansluiting.usecases.ronde import Ronde
from chassis.away import STATUSES
from chassis.log import COUPLING_FAULT, log
from chassis.service import Room
from koppelvlakken.brp import Fout, Foutsoort, open_verbinding, raadpleeg

TOEGANG = "toegang"
PER_KEER = 200
"""Clients that toegang is asked about at once."""
OVERSLAAN = {Foutsoort.IEMAND_ANDERS, Foutsoort.ONLEESBAAR}
"""Faults of one answer: the next person can be asked about. With any other the connection waits for the next turn."""


class _TeToetsen(Gelezen):
    client_id: str
    wet: str
    eerder: bool


class _Bladzijde(Gelezen):
    items: tuple[_TeToetsen, ...]


class _Persoon(Gelezen):
    bsn: str = Field(repr=False)


class _PersoonVanClient(Gelezen):
    client_id: str
    persoon: _Persoon


_PERSONEN = TypeAdapter(tuple[_PersoonVanClient, ...])


async def kijk_in_de_brp(room: Room, transport: httpx.AsyncBaseTransport | None = None) -> None:
    """For each municipality that is connected. `transport` replaces the network in tests.

    Raises httpx.HTTPError when toegang does not answer, at once; when it does not take an answer, at the end.
    """
    ronde = Ronde()
    for gemeente, instellingen in instellingen_van(room.settings).brp.items():
        await _van_gemeente(room, ronde, gemeente, instellingen, transport)
    ronde.besluit()


async def _van_gemeente(
    room: Room, ronde: Ronde, gemeente: str, instellingen: BrpInstellingen, transport: httpx.AsyncBaseTransport | None
) -> None:
    toegang = room.peers[TOEGANG]
    async with room.work(writes=False) as work:
        if await pauzeert(work, _naam(gemeente)):
            return
    beurten = await _beurten(toegang, gemeente)
    if not beurten:
        return
    try:
        verbinding = instellingen.verbinding()
        http = open_verbinding(verbinding, transport)
    except OSError:
        _meld(gemeente, "bestand", None, None)  # its own; the others go on
        return
    async with http as brp:
        bsns = await _bsns(toegang, [each.client_id for each in beurten])
        for beurt in beurten:
            if room.stopping.is_set():
                return
            if beurt.client_id not in bsns or ronde.wacht(TOEGANG, beurt.client_id):
                continue  # destroyed meanwhile, or toegang takes nothing now
            doel = doel_voor(beurt.wet, eerder=beurt.eerder)
            antwoord = await raadpleeg(brp, verbinding, bsns[beurt.client_id], doel)
            try:
                await _leg_vast(toegang, gemeente, beurt.client_id, als_toets(antwoord, doel))
            except httpx.HTTPError as fout:
                ronde.houd_op(TOEGANG, beurt.client_id, fout)
            if isinstance(antwoord, Fout) and not await _kan_verder(room, gemeente, antwoord):
                return


async def _kan_verder(room: Room, gemeente: str, fout: Fout) -> bool:
    """Tell of a fault, and leave the BRP alone for as long as it asks; whether the next person can be asked about."""
    _meld(gemeente, fout.soort, fout.status, fout.code)
    if fout.wacht is not None:
        async with room.work() as work:
            await pauzeer(work, _naam(gemeente), fout.wacht)
    return fout.soort in OVERSLAAN


def _naam(gemeente: str) -> str:
    """Of the connection of a municipality."""
    return f"brp {gemeente}"


async def _beurten(toegang: httpx.AsyncClient, gemeente: str) -> Sequence[_TeToetsen]:
    """Whose turn it is; who is more than fits at once comes at the next turn."""
    vraag = {"gemeente": gemeente, "limit": str(PER_KEER)}
    answer = (await toegang.get("/v1/brp-toetsen", params=vraag)).raise_for_status()
    return _Bladzijde.model_validate_json(answer.content).items


async def _bsns(toegang: httpx.AsyncClient, clienten: Sequence[str]) -> dict[str, str]:
    answer = (await toegang.post("/v1/clienten/_inzage", json={"clienten": list(clienten)})).raise_for_status()
    return {each.client_id: each.persoon.bsn for each in _PERSONEN.validate_json(answer.content)}


async def _leg_vast(toegang: httpx.AsyncClient, gemeente: str, client_id: str, toets: Toets) -> None:
    """Record it; what toegang refuses is no answer either: it is asked later, and seen in the log."""
    pad = f"/v1/clienten/{client_id}/brp-toets"
    answer = await toegang.post(pad, json=toets)
    if answer.is_client_error and answer.status_code not in STATUSES and toets != GEEN_ANTWOORD:
        _meld(gemeente, "geweigerd", answer.status_code, None)
        answer = await toegang.post(pad, json=GEEN_ANTWOORD)
    answer.raise_for_status()


def _meld(gemeente: str, kind: str, status: int | None, code: str | None) -> None:
    log(COUPLING_FAULT, service="koppelvlak", coupling="brp", gemeente=gemeente, kind=kind, status=status, code=code)
