"""Who may read and who may record, and what of the chain they may see."""

from typing import Annotated

from fastapi import Depends

from chassis.security import must_serve, needs
from chassis.tokens import EVERYWHERE, Caller
from monitoring.bodies.keten import Filter
from monitoring.domain.selectie import Selectie
from monitoring.usecases.lees_keten import kies

reads = needs("monitoring", "beheer")
Reader = Annotated[Caller, Depends(reads)]
Recorder = Annotated[Caller, Depends(needs("contracten", "beheer"))]
"""Contract management: it records talks, complaints, surveys, risks and the steps with a provider."""


def zichtbaar(caller: Caller, gemeente: str | None) -> frozenset[str] | None:
    """The municipalities that are shown: the one that is asked for, else those of the caller; None is all of them.

    Raises Problem 403 for one that the caller does not work for.
    """
    if gemeente is None:
        return None if EVERYWHERE in caller.gemeenten else caller.gemeenten
    must_serve(caller, gemeente)
    return frozenset({gemeente})


def kies_voor(caller: Caller, gevraagd: Filter) -> Selectie:
    """What the caller may see of what was asked. Raises Problem 403, and Weigering for a filter that makes no sense."""
    return kies(gevraagd, zichtbaar(caller, gevraagd.gemeente))
