"""A file as the answer on a request."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from fastapi import Response

import bladen
from bladen import Blad
from chassis.files import attachment, binary
from declaratie.uitvoer.als_pdf import als_pdf

PDF = "pdf"
MEDIA_TYPES = {**bladen.MEDIA_TYPES, PDF: "application/pdf"}


async def als_bestand(vorm: str, naam: str, tabellen: Sequence[Blad], gemaakt_op: datetime) -> Response:
    """The tables as a file to keep, called `naam`; written in a thread, since other callers should not wait for it."""
    if vorm == PDF:
        inhoud = await asyncio.to_thread(als_pdf, naam.replace("-", " ").capitalize(), tabellen, gemaakt_op)
    else:
        inhoud = await asyncio.to_thread(bladen.schrijf, vorm, tabellen, gemaakt_op)
    return attachment(inhoud, MEDIA_TYPES[vorm], f"{naam}.{vorm}")


def bestand_response(*vormen: str) -> dict[int | str, dict[str, object]]:
    """How a route that gives one of these forms stands in the contract."""
    return {200: {"description": "Het bestand.", "content": binary(*(MEDIA_TYPES[vorm] for vorm in vormen))}}
