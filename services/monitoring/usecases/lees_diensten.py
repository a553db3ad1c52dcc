"""How each service is doing: what waits in its outbox and what lies with its dead letters."""

import asyncio
from datetime import datetime

import httpx
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from chassis.health import Voorraad, count_waiting
from chassis.work import Work
from monitoring.bodies.keten import DienstView

WAIT_SECONDS = 2.0
"""A service that does not answer within this time is shown as not reachable."""

ZELF = "monitoring"
UNREACHABLE = (httpx.HTTPError, TimeoutError, ValueError)
"""No answer, a refusal, an answer of another form, or an issuer that gives no token."""


class _Werkvoorraad(BaseModel):
    """The part of another's GET /v1/werkvoorraad that is shown here; what else it tells does not matter."""

    model_config = ConfigDict(alias_generator=to_camel)

    outbox: int
    oudste: datetime | None
    dead_letters: int
    wachtrij: int | None = None
    lezers: int | None = None


async def lees_diensten(work: Work) -> list[DienstView]:
    """The other services in the order of the chain, and monitoring itself last. Never fails for one that is away."""
    anderen = await asyncio.gather(*(_vraag(naam, client) for naam, client in work.peers.items()))
    return [*anderen, _view(ZELF, await count_waiting(work, ZELF))]


async def _vraag(naam: str, client: httpx.AsyncClient) -> DienstView:
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            answer = await client.get("/v1/werkvoorraad")
        voorraad = _Werkvoorraad.model_validate_json(answer.raise_for_status().content)
    except UNREACHABLE:
        voorraad = None
    return _view(naam, voorraad)


def _view(naam: str, voorraad: _Werkvoorraad | Voorraad | None) -> DienstView:
    velden = voorraad.model_dump() if voorraad else dict.fromkeys(_Werkvoorraad.model_fields)
    return DienstView(dienst=naam, bereikbaar=voorraad is not None, **velden)
