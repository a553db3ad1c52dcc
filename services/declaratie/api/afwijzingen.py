"""Rejected lines, and per rule what to do about them."""

from typing import Annotated

from fastapi import APIRouter, Query

import wetten
from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page
from declaratie.api.prestaties import pagina
from declaratie.api.vragen import Lezer, VraagAgb, VraagGemeente, VraagMaand, eerste_dag, zicht_van
from declaratie.bodies.afwijzingen import AfwijzingenView
from declaratie.bodies.prestaties import GevondenPrestatieView
from declaratie.store import afwijzingen as store_afwijzingen
from declaratie.store.prestaties import Prestatieselectie
from declaratie.usecases.afwijzingen import per_regel, van_declaraties

router = APIRouter(prefix="/v1/afwijzingen", route_class=Door, tags=["Declaraties"])
Nummer = Annotated[str | None, Query(max_length=12, description="DeclaratieNummer van de aanbieder.")]
RetourCode = Annotated[str | None, Query(pattern=r"^[0-9A-Z]{4}$", description="Zoals 9321.")]


@router.get("")
async def get_afwijzingen(
    work: InWork,
    caller: Lezer,
    maand: VraagMaand = None,
    retourcode: RetourCode = None,
    declaratienummer: Nummer = None,
    agb: VraagAgb = None,
    gemeente: VraagGemeente = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[GevondenPrestatieView]:
    """Afgewezen prestaties, elk met de redenen en wat u kunt doen. De maand is die van de declaratieperiode.

    Gebruik dit om te herstellen wat is afgewezen. Kies een retourcode of een declaratienummer om minder te zien. Er
    verandert niets.
    """
    vraag = Prestatieselectie(
        zicht_van(caller),
        agb=agb,
        gemeente=gemeente,
        is_toegekend=False,
        declaratienummer=declaratienummer,
        declaratieperiode=eerste_dag(maand),
        regels=None if retourcode is None else _regels(retourcode),
    )
    return await pagina(work, vraag, cursor, limit)


@router.get("/totalen")
async def get_totalen_van_afwijzingen(
    work: InWork,
    caller: Lezer,
    maand: VraagMaand = None,
    declaratienummer: Nummer = None,
    agb: VraagAgb = None,
    gemeente: VraagGemeente = None,
) -> AfwijzingenView:
    """Hoe vaak elke reden van afwijzing voorkomt, en wat u kunt doen. De maand is die van de declaratieperiode.

    Gebruik dit om te zien welke fout het meest voorkomt. Een prestatie met meer redenen telt bij elke reden mee. Er
    verandert niets.
    """
    vraag = Prestatieselectie(
        zicht_van(caller),
        agb=agb,
        gemeente=gemeente,
        declaratienummer=declaratienummer,
        declaratieperiode=eerste_dag(maand),
    )
    return AfwijzingenView(
        per_regel=per_regel(await store_afwijzingen.afgewezen_sommen(work.session, vraag)),
        per_retourcode=van_declaraties(await store_afwijzingen.afgewezen_declaraties(work.session, vraag)),
    )


def _regels(retourcode: str) -> frozenset[str]:
    """The rules that give this return code."""
    return frozenset(nummer for nummer, regel in wetten.REGELS.items() if regel.retourcode == retourcode)
