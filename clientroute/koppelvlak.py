"""The door of the koppelvlak for a local adapter of the GGk, beside its API."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aansluiting.api.ggk_ontvangst import ontvangst_app
from aansluiting.instellingen import instellingen_van
from chassis.service import Room
from clientroute.serve import MutualTls, bind, serving
from clientroute.services import KOPPELVLAK


@asynccontextmanager
async def luisterend(rooms: Mapping[str, Room]) -> AsyncIterator[None]:
    """Listen to the adapter meanwhile, where one of these is the koppelvlak and its file says where.

    Raises PortInUse.
    """
    room = rooms.get(KOPPELVLAK)
    ggk = None if room is None else instellingen_van(room.settings).ggk
    if room is None or ggk is None or ggk.soap is None:
        yield
        return
    plek = ggk.soap.ontvangst
    tls = None if plek.tls is None else MutualTls(plek.tls.certificaat, plek.tls.sleutel, plek.tls.vertrouwd)
    listening = bind(plek.host, plek.poort, "ggk.soap.ontvangst.poort")
    async with serving(ontvangst_app(room), listening, tls):
        yield
