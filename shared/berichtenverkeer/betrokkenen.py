"""Whose data a message holds: for the log of who read it, and for its destruction."""

import re
from collections.abc import Awaitable, Callable, Collection, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from chassis.sealed import BSN
from chassis.work import Work

BERICHT_GELEZEN = "bericht met persoonsgegevens gelezen"
_BSN = re.compile(rb"<(?:[\w.-]+:)?Bsn>\s*(\d{9})\s*<", re.IGNORECASE)
ClientenMet = Callable[[AsyncSession, Collection[str]], Awaitable[Sequence[str]]]
"""How a service finds clients by the keyed hash of their BSN."""


def bsns_in(inhoud: bytes) -> frozenset[str]:
    """The BSNs in the XML of a message that was read before, so that its form is known to be right."""
    return frozenset(found.decode() for found in _BSN.findall(inhoud))


async def noteer_betrokkenen(work: Work, inhoud: bytes, bericht_id: str, clienten_met: ClientenMet) -> None:
    """Note whose data leaves with a message; a BSN that nobody here knows is of no client."""
    hashes = {form for each in bsns_in(inhoud) for form in work.vault.hash(BSN, each.encode()).forms}
    work.note(await clienten_met(work.session, hashes), BERICHT_GELEZEN, bericht_id)
