"""Who did what with the data of a client, in all services together."""

import asyncio

import httpx
from pydantic import TypeAdapter

from chassis.logboek_api import LogRegelView, own_lines
from chassis.paging import Page, page_of
from chassis.service import Room
from chassis.work import Work

_PAGE = TypeAdapter(Page[LogRegelView])
REGELS = 500
"""Lines of the log that are asked for at a time."""


async def lees_logboek(
    work: Work, client_id: str, own: Page[LogRegelView], limit: int, cursor: str | None
) -> Page[LogRegelView]:
    """A page of the log of a client, from `own` of toegang and what the other services have, in order of time.

    Ids sort by time in every service, so one cursor holds for all. Raises httpx.HTTPError while a service is away:
    what is not whole would look as if nobody had read.
    """
    pages = [own, *await asyncio.gather(*(_ask(peer, client_id, limit, cursor) for peer in work.peers.values()))]
    found = sorted((each for page in pages for each in page.items), key=lambda each: each.id)
    more = any(page.volgende for page in pages)
    return page_of(found, limit, key=lambda each: each.id, more=more)


async def heel_logboek(work: Work, room: Room, client_id: str) -> list[LogRegelView]:
    """Every line about a client in all services, in order of time. Raises httpx.HTTPError while a service is away."""
    found: list[LogRegelView] = []
    cursor: str | None = None
    while True:
        own = await own_lines(work, room, client_id, REGELS, cursor)
        page = await lees_logboek(work, client_id, own, REGELS, cursor)
        found += page.items
        if page.volgende is None:
            return found
        cursor = page.volgende


async def _ask(peer: httpx.AsyncClient, client_id: str, limit: int, cursor: str | None) -> Page[LogRegelView]:
    params = {"limit": str(limit), **({"cursor": cursor} if cursor else {})}
    answer = await peer.get(f"/v1/clienten/{client_id}/logboek", params=params)
    return _PAGE.validate_json(answer.raise_for_status().content)
