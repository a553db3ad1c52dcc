"""What the routes of cases share: who calls, finding what may be seen, and refusals as problems."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Annotated

import httpx
from fastapi import Depends, Query

from bladen import CSV, MEDIA_TYPES, XLSX
from chassis.away import is_away
from chassis.files import binary
from chassis.problems import Problem
from chassis.security import found_for, needs
from chassis.tokens import Caller
from chassis.work import Work
from toegang import store
from toegang.api.uitspraken import geweigerd
from toegang.bodies.route import Gemeentecode
from toegang.domain.weging import Geweigerd
from toegang.store import besluit as store_besluit
from toegang.tables import Beschikking, Client, Melding

FrontOffice = Annotated[Caller, Depends(needs("toegang"))]
Lezer = Annotated[Caller, Depends(needs("personen:lezen"))]
"""Who may see personal data and what citizens told."""
Opgever = Annotated[Caller, Depends(needs("toegang personen:lezen"))]
"""Who tells the CAK or the SVB: that takes the BSN of whom it is about."""
VanGemeente = Annotated[Gemeentecode, Query()]
BESTAND: dict[int | str, dict[str, object]] = {
    200: {"description": "Het bestand.", "content": binary(MEDIA_TYPES[CSV], MEDIA_TYPES[XLSX])}
}
MEER = 500
"""Lines that are read at once for a file."""

TOEWIJZING_WEG = (
    "Er kan nu niet worden nagegaan of de aanbieder dit kan krijgen. Er is niets besloten. Probeer het later opnieuw."
)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the inkoopmodel refuses in a decision into a problem document (400).

    While toewijzing is away nothing is decided (503).
    """
    try:
        yield
    except Geweigerd as fout:
        # A product is called `product` when it is weighed and `code` in a decision.
        gevonden = [replace(each, veld="code") if each.veld == "product" else each for each in fout.uitspraken]
        raise geweigerd(gevonden, "producten") from None
    except httpx.HTTPError as fout:
        if not is_away(fout):
            raise
        raise Problem(503, "toewijzing", TOEWIJZING_WEG, headers={"Retry-After": "10"}) from None


async def find_melding(work: Work, caller: Caller, melding_id: str, *, lock: bool = False) -> Melding:
    """The melding. Raises Problem 404 when there is none, or it is of another municipality."""
    return found_for(work, caller, await store.melding(work.session, melding_id, lock=lock), "deze melding")


async def find_client(work: Work, caller: Caller, client_id: str, *, lock: bool = False) -> Client:
    """The client. Raises Problem 404 when there is none, or it is of another municipality."""
    return found_for(work, caller, await store.client(work.session, client_id, lock=lock), "deze cliënt")


async def find_beschikking(work: Work, caller: Caller, beschikking_id: str, *, lock: bool = False) -> Beschikking:
    """The beschikking. Raises Problem 404 when there is none, or it is of another municipality."""
    return found_for(
        work, caller, await store_besluit.beschikking(work.session, beschikking_id, lock=lock), "deze beschikking"
    )


async def find_zaak(work: Work, caller: Caller, beschikking_id: str) -> tuple[Melding, Beschikking]:
    """The beschikking and its case, to change them: the case first. Raises Problem 404 as `find_beschikking`."""
    gelezen = await find_beschikking(work, caller, beschikking_id)
    melding = await find_melding(work, caller, gelezen.melding_id, lock=True)
    return melding, await find_beschikking(work, caller, beschikking_id, lock=True)


async def client_of(work: Work, melding: Melding) -> Client:
    """The citizen of a case."""
    client = await store.client(work.session, melding.client_id)
    assert client is not None  # a foreign key holds it
    return client
