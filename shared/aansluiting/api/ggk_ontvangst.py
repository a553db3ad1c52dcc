"""The SOAP endpoint of `OntvangAsynchroon`, for a local adapter: a door of its own, with mutual TLS and no tokens."""

import asyncio
from uuid import uuid4

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aansluiting.instellingen import instellingen_van
from aansluiting.store.koppelstanden import geef_tijdstip
from aansluiting.usecases.ggk_ontvangen import neem_aan
from chassis.away import is_away, name_of
from chassis.limits import check_encoding, limited
from chassis.log import ENVELOPE_REFUSED, REQUEST_FAILED, log
from chassis.problems import Problem
from chassis.service import Room
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.controle import Bezwaar
from koppelvlakken.ggk.envelop import (
    MAXIMALE_GROOTTE,
    Bericht,
    Envelopfout,
    Fout,
    Ontvangstbevestiging,
    Plek,
    Systeem,
    Weigering,
)

PAD = "/ggk"
OMSLAG = 16 * 1024
"""Bytes that SOAP adds to an envelope at the most."""
KAPOT = Bezwaar("StUF022", "Dit is geen bericht van OntvangAsynchroon van StUF-GGk 2.1.")
NU_NIET = Bezwaar("StUF046", "Dit kan nu niet worden bewaard. Bied het later opnieuw aan.")


def ontvangst_app(room: Room) -> Starlette:
    """What listens to the adapter."""

    async def ontvang(request: Request) -> Response:
        try:
            check_encoding(request.scope)
            request = Request(request.scope, limited(request.receive, MAXIMALE_GROOTTE + OMSLAG))
            bericht = await asyncio.to_thread(soap.pak_uit, await request.body())
        except Problem as problem:
            return Response(problem.detail, status_code=problem.status, media_type="text/plain")
        except Envelopfout as fout:
            return _antwoord(soap_fout(Bezwaar(KAPOT.code, f"{KAPOT.reden} {fout}")), 500)
        if not isinstance(bericht, Bericht) or not _past(request, bericht):
            return _antwoord(soap_fout(KAPOT), 500)
        return await _neem_aan(room, bericht)

    return Starlette(routes=[Route(PAD, ontvang, methods=["POST"])])


def _past(request: Request, bericht: Bericht) -> bool:
    """Whether the SOAPAction is that of the envelope; one that is empty says nothing."""
    gegeven = request.headers.get("soapaction", "").strip('"')
    return gegeven in {"", soap.actie(bericht)}


async def _neem_aan(room: Room, bericht: Bericht) -> Response:
    """The answer on an envelope: a Bv03 when it is kept. What went wrong here is brought again later by the adapter."""
    try:
        aanname = await neem_aan(room, bericht)
        tijdstip = await _tijdstip(room)
    except Exception as error:  # noqa: BLE001  whatever it is, the adapter has to bring it again
        if not is_away(error):
            log(REQUEST_FAILED, method="POST", route=PAD, error=name_of(error), trace="")
        return _antwoord(_weigering(room, bericht, NU_NIET, Plek.SERVER, "0" * 8), 500)
    if aanname.bezwaar is not None:
        log(ENVELOPE_REFUSED, hub="ggk", code=aanname.bezwaar.code)
        return _antwoord(_weigering(room, bericht, aanname.bezwaar, Plek.CLIENT, tijdstip), 500)
    return _antwoord(
        Ontvangstbevestiging(*_adres(room, bericht), str(uuid4()), tijdstip, bericht.referentienummer), 200
    )


async def _tijdstip(room: Room) -> str:
    async with room.work() as work:
        return await geef_tijdstip(work)


def _adres(room: Room, bericht: Bericht) -> tuple[Systeem, Systeem]:
    ggk = instellingen_van(room.settings).ggk
    wij = Systeem(bericht.ontvanger.organisatie, "GGk" if ggk is None else ggk.applicatie)
    return wij, bericht.zender


def _weigering(room: Room, bericht: Bericht, bezwaar: Bezwaar, plek: Plek, tijdstip: str) -> Weigering:
    fout = Fout(bezwaar.code, plek, bezwaar.reden[:200])
    return Weigering(*_adres(room, bericht), str(uuid4()), tijdstip, bericht.referentienummer, fout)


def soap_fout(bezwaar: Bezwaar) -> Weigering:
    """A refusal of what is no envelope, so that nobody can be named in it."""
    niemand = Systeem(None, "GGk")
    return Weigering(niemand, niemand, str(uuid4()), "0" * 8, "", Fout(bezwaar.code, Plek.CLIENT, bezwaar.reden[:200]))


def _antwoord(inhoud: Ontvangstbevestiging | Weigering, status: int) -> Response:
    return Response(soap.pak_in(inhoud), status_code=status, media_type="text/xml")
