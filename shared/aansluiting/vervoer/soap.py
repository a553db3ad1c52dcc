"""To a local adapter for Digikoppeling, over SOAP 1.1 as the WSDL of the GGk says, with mutual TLS."""

import asyncio

import httpx

from aansluiting.instellingen import Soap
from koppelvlakken.ggk import soap
from koppelvlakken.ggk.envelop import Bericht, Envelopfout, Fout, Ontvangstbevestiging, Plek, Weigering
from koppelvlakken.tls import tls_met

SECONDEN = 20.0
"""That an adapter gets for one envelope, from the first byte to its answer: it is near, and only has to keep it."""
GOED = frozenset({200, 202, 204})
NIET_BEWAARD = "StUF046"
"""With which whoever takes in says that nothing can be kept now, as we do: the same envelope again, later. It says
nothing of the message, so nobody has to look at each that waits."""
TE_GROOT = "IB003"
DEFINITIEF = {400: "", 413: TE_GROOT, 422: ""}
"""Answers without SOAP that say that this envelope will never be taken; any other is tried again."""


class SoapVervoer:
    """Brings envelopes to an adapter."""

    def __init__(self, instelling: Soap, transport: httpx.AsyncBaseTransport | None = None) -> None:
        tls = instelling.tls
        verify = True if tls is None else tls_met(tls.certificaat, tls.sleutel, tls.vertrouwd)
        self._http = httpx.AsyncClient(verify=verify, timeout=SECONDEN, transport=transport, trust_env=False)
        self._adres = instelling.adapter

    async def verstuur(self, bericht: Bericht, inhoud: bytes) -> Fout | None:
        """Post one; see `Vervoer`. Raises httpx.HTTPError or TimeoutError while the adapter does not take it."""
        headers = {"Content-Type": soap.INHOUDSOORT, "SOAPAction": f'"{soap.actie(bericht)}"'}
        async with asyncio.timeout(SECONDEN):
            answer = await self._http.post(self._adres, content=soap.pak_in(bericht), headers=headers)
        gelezen = _lees(answer)
        if isinstance(gelezen, Weigering):
            if gelezen.fout.code == NIET_BEWAARD:
                raise httpx.RemoteProtocolError("the adapter cannot keep it now")
            return gelezen.fout
        if isinstance(gelezen, soap.Storing) and gelezen.code == "Client":
            return Fout("", Plek.CLIENT, "De adapter weigert dit bericht en zegt niet waarom.")
        if answer.status_code in DEFINITIEF:
            return Fout(DEFINITIEF[answer.status_code], Plek.CLIENT, "De adapter neemt dit bericht niet aan.")
        answer.raise_for_status()
        is_bevestigd = isinstance(gelezen, Ontvangstbevestiging) or not answer.content
        if answer.status_code not in GOED or not is_bevestigd:
            # As of a proxy that shows a page: it says nothing of the message.
            raise httpx.RemoteProtocolError("no answer of an adapter")
        return None

    async def sluit(self) -> None:
        """Close the connection."""
        await self._http.aclose()


def _lees(answer: httpx.Response) -> Ontvangstbevestiging | Weigering | soap.Storing | None:
    """What an adapter answered in SOAP; None when it said nothing in it."""
    try:
        gelezen = soap.pak_uit(answer.content) if answer.content else None
    except Envelopfout:
        return None
    return None if isinstance(gelezen, Bericht) else gelezen
