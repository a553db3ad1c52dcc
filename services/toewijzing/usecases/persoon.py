"""Ask toegang who a client is."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from pydantic import TypeAdapter

from chassis.events import Event
from chassis.work import Work
from gebeurtenissen.toegang import BESCHIKKING_AFGEGEVEN
from toewijzing.bodies.persoon import Persoon, PersoonVanClient

_PERSONEN = TypeAdapter(tuple[PersoonVanClient, ...])
_GEVRAAGD = "personen"


async def vraag_vooruit(work: Work, events: Sequence[Event]) -> None:
    """Ask toegang at once about all clients of a delivery for whom a provider is named, while the rest goes on."""
    clienten = {str(each.data.get("clientId")) for each in events if _wordt_toegewezen(each)}
    if clienten:
        vraag_alvast(work, sorted(clienten))


def vraag_alvast(work: Work, clienten: Sequence[str]) -> None:
    """Ask toegang who these clients are; `vraag_persoon` waits for the answer, however often it is asked."""
    work.asked[_GEVRAAGD] = asyncio.create_task(vraag_personen(work, clienten))


def _wordt_toegewezen(event: Event) -> bool:
    producten = event.data.get("producten")
    return (
        event.type == BESCHIKKING_AFGEGEVEN.name
        and isinstance(producten, list)
        and any(isinstance(each, dict) and each.get("aanbieder") for each in producten)
    )


async def vraag_personen(work: Work, clienten: Sequence[str]) -> Mapping[str, Persoon]:
    """Who these clients are, by clientId, as far as toegang knows. Raises httpx.HTTPError when it does not answer."""
    return {each.client_id: each.persoon for each in await _vraag(work, clienten)}


async def jeugdwet_tot(work: Work, client_id: str) -> date | None:
    """The last day on which a client falls under the Jeugdwet; None without a border, or of who is not known.

    Raises httpx.HTTPError when toegang does not answer.
    """
    return next((each.jeugdwet_tot for each in await _vraag(work, [client_id])), None)


async def _vraag(work: Work, clienten: Sequence[str]) -> tuple[PersoonVanClient, ...]:
    answer = await work.peers["toegang"].post("/v1/clienten/_inzage", json={"clienten": clienten})
    answer.raise_for_status()
    return _PERSONEN.validate_json(answer.content)


async def vraag_persoon(work: Work, client_id: str) -> Persoon:
    """Who a client is. Raises httpx.HTTPError when toegang does not answer, or does not know."""
    if _GEVRAAGD in work.asked:
        bekend = cast(Mapping[str, Persoon], await work.asked[_GEVRAAGD])
        if client_id in bekend:
            return bekend[client_id]
    answer = await work.peers["toegang"].post(f"/v1/clienten/{client_id}/_inzage")
    answer.raise_for_status()
    return Persoon.model_validate_json(answer.content)


async def zoek_persoon(work: Work, client_id: str) -> Persoon | None:
    """Who a client is, by a number that somebody gave us; None when toegang has nobody under it.

    Raises httpx.HTTPError when toegang does not answer.
    """
    return (await vraag_personen(work, [client_id])).get(client_id)
