"""Who calls the services while things break: asks again as long as it takes, and keeps what was accepted."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast
from uuid import uuid4

import httpx

import wetten
from chassis.parts import wait_for_any
from chassis.tokens import Caller
from istandaard.berichten.bericht323 import Bericht323

NOG_EENS = {httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GATEWAY_TIMEOUT}
"""On these, and when no answer comes, a request is sent again: as it was, under the same Idempotency-Key."""
PAUZE_SECONDS = 0.25


@dataclass
class Aangenomen:
    """What the services accepted, by the id that they gave it."""

    meldingen: set[str] = field(default_factory=set)
    bevestigd: set[str] = field(default_factory=set)
    """Meldingen of which the confirmation was accepted."""
    beschikkingen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """With the ids of their products."""
    berichten: dict[str, str] = field(default_factory=dict)
    """To toewijzing, with their kind: 302 and 305."""
    declaraties: dict[str, tuple[int, int]] = field(default_factory=dict)
    """With the number of lines, and what was billed in eurocents."""
    verzoeken: int = 0
    herhaald: int = 0

    def houd(self, request: httpx.Request, content: bytes) -> None:
        """Keep what a good answer says."""
        stappen = request.url.path.strip("/").split("/")
        wat = "/".join(each for plek, each in enumerate(stappen[2:]) if plek % 2 == 0)
        match request.method, stappen[0], wat:
            case "POST", "toegang", "meldingen":
                self.meldingen.add(_id(content))
            case "PUT", "toegang", "meldingen/bevestiging":
                self.bevestigd.add(stappen[3])
            case "POST", "toegang", "meldingen/beschikkingen":
                producten = cast(list[dict[str, str]], json.loads(content)["producten"])
                self.beschikkingen[_id(content)] = tuple(each["id"] for each in producten)
            case "POST", "toewijzing", "berichten" if len(stappen) == 3:
                self.berichten[_id(content)] = str(json.loads(content)["soort"])
            case "POST", "declaratie", "berichten":
                bericht = wetten.lees(request.content)
                assert isinstance(bericht, Bericht323)
                regels = sum(len(each.prestaties) for each in bericht.declaratie.clienten)
                self.declaraties[_id(content)] = (regels, bericht.declaratie.totaal_ingediend_bedrag.totaal_bedrag)


def _id(content: bytes) -> str:
    return str(json.loads(content)["id"])


class Volhardend(httpx.AsyncBaseTransport):
    """Sends each request until there is an answer to it."""

    def __init__(self, aangenomen: Aangenomen) -> None:
        self._over = httpx.AsyncHTTPTransport()
        self._aangenomen = aangenomen

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Called by httpx."""
        await request.aread()
        if request.method == "POST":
            request.headers["Idempotency-Key"] = uuid4().hex
        self._aangenomen.verzoeken += 1
        pogingen = 1
        while (answer := await self._vraag(request)) is None:
            await wait_for_any(PAUZE_SECONDS, asyncio.Event())
            pogingen += 1
            self._aangenomen.herhaald += 1
        if answer.status_code == httpx.codes.PRECONDITION_FAILED and pogingen > 1:
            # An earlier attempt may have got through: who put it looks what stands there.
            url = request.url.copy_with(path=request.url.path.rpartition("/")[0])
            return await self.handle_async_request(httpx.Request("GET", url, headers=_zonder_inhoud(request)))
        return answer

    async def _vraag(self, request: httpx.Request) -> httpx.Response | None:
        try:
            answer = await self._over.handle_async_request(request)
            content = await answer.aread()
        except httpx.TransportError:
            return None
        if answer.status_code in NOG_EENS:
            return None
        if answer.is_success:
            self._aangenomen.houd(request, content)
        return answer

    async def aclose(self) -> None:
        """Called by httpx."""
        await self._over.aclose()


def _zonder_inhoud(request: httpx.Request) -> dict[str, str]:
    return {naam: request.headers[naam] for naam in ("Host", "Authorization")}


def beller(
    url: str, geef: Callable[[Caller], str], aangenomen: Aangenomen
) -> Callable[[str, Caller], httpx.AsyncClient]:
    """Makes the clients of a play, with tokens that `geef` gives."""

    def client(dienst: str, caller: Caller) -> httpx.AsyncClient:
        headers = {"Authorization": f"Bearer {geef(caller)}"}
        address, transport = url.replace("{service}", dienst), Volhardend(aangenomen)
        return httpx.AsyncClient(base_url=address, headers=headers, timeout=60, transport=transport)

    return client
