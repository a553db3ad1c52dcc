"""How what cannot be is told over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from berichtenverkeer.uitgaand import NietTeVerzenden
from chassis.problems import Problem, conflict
from toewijzing.domain.wijziging import NietMogelijk

TOEGANG_WEG = "Toegang geeft de gegevens van de cliënt nu niet. Er is niets gewijzigd. Probeer het later opnieuw."


@asynccontextmanager
async def als_antwoord() -> AsyncIterator[None]:
    """Raises Problem 409 for what does not fit the present state, and 503 while toegang is away."""
    try:
        yield
    except NietTeVerzenden as fout:
        eerste = fout.bevindingen[0]
        raise conflict("regel", f"{eerste.melding} ({eerste.regel})", rule=eerste.regel) from None
    except NietMogelijk as fout:
        raise conflict(fout.slug, fout.reden, rule=fout.regel) from None
    except httpx.HTTPError:
        raise Problem(503, "toegang", TOEGANG_WEG, headers={"Retry-After": "10"}) from None
