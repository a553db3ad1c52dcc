"""A file as the answer on a request."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from fastapi import Response

import bladen
from bladen import Blad
from chassis.files import attachment, binary
from chassis.readers import Readers
from declaratie.uitvoer.als_pdf import als_pdf

PDF = "pdf"
MEDIA_TYPES = {**bladen.MEDIA_TYPES, PDF: "application/pdf"}


async def als_bestand(vorm: str, naam: str, tabellen: Sequence[Blad], gemaakt_op: datetime) -> Response:
    """The tables as a CSV or XLSX to keep, called `naam`; written in a thread, since others should not wait for it."""
    return bestand(vorm, naam, await asyncio.to_thread(bladen.schrijf, vorm, tabellen, gemaakt_op))


async def geschreven(readers: Readers, vorm: str, titel: str, tabellen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    """What is in a file in this form: a PDF has a title. Raises Problem as `als_pdf`."""
    if vorm == PDF:
        return await als_pdf(readers, titel, tabellen, gemaakt_op)
    return await asyncio.to_thread(bladen.schrijf, vorm, tabellen, gemaakt_op)


def bestand(vorm: str, naam: str, inhoud: bytes) -> Response:
    """What was written in this form before, as a file to keep, called `naam`."""
    return attachment(inhoud, MEDIA_TYPES[vorm], f"{naam}.{vorm}")


def bestand_response(*vormen: str) -> dict[int | str, dict[str, object]]:
    """How a route that gives one of these forms stands in the contract."""
    return {200: {"description": "Het bestand.", "content": binary(*(MEDIA_TYPES[vorm] for vorm in vormen))}}
