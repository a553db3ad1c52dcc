"""A letter as the answer on a request."""

import asyncio
from typing import Annotated, Literal

from fastapi import Query, Response
from fastapi.responses import HTMLResponse

from chassis.files import attachment, binary
from chassis.work import Work
from toegang.brief import als_html, als_pdf
from toegang.domain.brief import Brief

Briefvorm = Annotated[Literal["html", "pdf"], Query()]

BRIEF: dict[int | str, dict[str, object]] = {
    200: {
        "description": "De brief.",
        "content": {"text/html": {"schema": {"type": "string"}}, **binary("application/pdf")},
    }
}
"""How a route that gives a letter stands in the contract."""


async def letter(work: Work, brief: Brief, vorm: Briefvorm) -> Response:
    """The letter as a page, or as a PDF to keep; set in a thread, since other callers should not wait for it."""
    if vorm == "html":
        return HTMLResponse(als_html(brief))
    inhoud = await asyncio.to_thread(als_pdf, brief, work.now)
    return attachment(inhoud, "application/pdf", f"brief-{brief.zaaknummer}.pdf")
