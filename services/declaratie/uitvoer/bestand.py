"""A file as the answer on a request."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from fastapi import Response

from declaratie.uitvoer.als_csv import als_csv
from declaratie.uitvoer.als_pdf import als_pdf
from declaratie.uitvoer.als_xlsx import als_xlsx
from declaratie.uitvoer.tabel import Blad

CSV, XLSX, PDF = "csv", "xlsx", "pdf"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PDF: "application/pdf",
}


async def als_bestand(vorm: str, naam: str, bladen: Sequence[Blad], gemaakt_op: datetime) -> Response:
    """The tables as a file to keep, called `naam`; written in a thread, since other callers should not wait for it."""
    schrijvers = {
        CSV: lambda: als_csv(bladen),
        XLSX: lambda: als_xlsx(bladen, gemaakt_op),
        PDF: lambda: als_pdf(naam.replace("-", " ").capitalize(), bladen, gemaakt_op),
    }
    inhoud = await asyncio.to_thread(schrijvers[vorm])
    headers = {"Content-Disposition": f'attachment; filename="{naam}.{vorm}"'}
    return Response(inhoud, media_type=MEDIA_TYPES[vorm], headers=headers)


def bestand_response(*vormen: str) -> dict[int | str, dict[str, object]]:
    """How a route that gives one of these forms stands in the contract."""
    binair: dict[str, object] = {"schema": {"type": "string", "format": "binary"}}
    content = {MEDIA_TYPES[vorm].partition(";")[0]: binair for vorm in vormen}
    return {200: {"description": "Het bestand.", "content": content}}
