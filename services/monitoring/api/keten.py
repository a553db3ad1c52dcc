"""The chain in numbers, and the state of the services."""

from typing import Annotated

from fastapi import APIRouter, Query

from chassis.door import Door, InWork
from monitoring.bodies.keten import DienstView, Filter, KetenView
from monitoring.rechten import Reader, kies_voor
from monitoring.usecases.lees_diensten import lees_diensten
from monitoring.usecases.lees_keten import lees_keten

router = APIRouter(prefix="/v1", route_class=Door, tags=["Sturing"])


@router.get("/keten")
async def get_keten(work: InWork, caller: Reader, gevraagd: Annotated[Filter, Query()]) -> KetenView:
    """De keten in cijfers, van uw gemeenten.

    Gebruik dit voor een overzicht van melding tot betaling. Kies een gemeente, een periode, een product of een
    aanbieder. `letOp` zegt welke cijfers nog niet volledig zijn. Er verandert niets.
    """
    return await lees_keten(work, kies_voor(caller, gevraagd))


@router.get("/diensten")
async def get_diensten(work: InWork, _caller: Reader) -> list[DienstView]:
    """De stand van elke dienst: wat er nog verstuurd moet worden en wat niet verwerkt kon worden.

    Gebruik dit om te zien of alles werkt. Een dienst die niet antwoordt staat er ook in, zonder cijfers. Er verandert
    niets.
    """
    return await lees_diensten(work)
