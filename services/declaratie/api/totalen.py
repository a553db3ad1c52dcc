"""Totals over judged lines."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of
from declaratie.api.vragen import (
    Lezer,
    VraagAgb,
    VraagBudgethouder,
    VraagCode,
    VraagGemeente,
    VraagMaand,
    cursor_van,
    eerste_dag,
    laatste_dag,
    lees_cursor,
    zicht_van,
)
from declaratie.bodies.totalen import TotaalView
from declaratie.store import totalen as store_totalen
from declaratie.store.prestaties import Prestatieselectie
from declaratie.store.totalen import Totaal

router = APIRouter(prefix="/v1/totalen", route_class=Door, tags=["Betalen"])
Per = Literal["budgethouder", "gemeente", "aanbieder", "product", "maand"]
ABOUT_PER = "Waarnaar u splitst; noem er gerust meer. Zonder krijgt u één totaal."


@router.get("")
async def get_totalen(
    work: InWork,
    caller: Lezer,
    per: Annotated[list[Per] | None, Query(description=ABOUT_PER)] = None,
    agb: VraagAgb = None,
    gemeente: VraagGemeente = None,
    budgethouder: VraagBudgethouder = None,
    code: VraagCode = None,
    van: VraagMaand = None,
    tot: VraagMaand = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[TotaalView]:
    """Ingediend en toegekend, opgeteld. De maanden `van` en `tot` zijn die van de productperiode.

    Gebruik dit om cijfers te maken: met `per` kiest u waarnaar u splitst. Credit telt als aftrek. Bereikt wat is
    toegekend een grens van een budget, dan volgt `nl.wmo.budgetdrempels.overschreden.v1`. Dit lezen verandert niets.
    """
    groep = list(dict.fromkeys(per or ()))
    vraag = Prestatieselectie(
        zicht_van(caller),
        agb=agb,
        gemeente=gemeente,
        budgethouder=budgethouder,
        code=code,
        van=eerste_dag(van),
        tot=laatste_dag(tot),
    )
    na = lees_cursor(cursor, tuple(int if naam == "maand" else str for naam in groep))
    found = await store_totalen.totalen(work.session, vraag, groep, na, limit + 1)
    sleutels = [each.sleutel for each in found]
    page = page_of(list(zip(sleutels, found, strict=True)), limit, key=lambda each: cursor_van(*each[0]))
    return Page(items=[_view(groep, each) for _, each in page.items], volgende=page.volgende)


def _view(groep: list[Per], totaal: Totaal) -> TotaalView:
    per = dict(zip(groep, totaal.sleutel, strict=True))
    maand = per.get("maand")
    return TotaalView(
        budgethouder=per.get("budgethouder"),
        gemeente=per.get("gemeente"),
        aanbieder=per.get("aanbieder"),
        product=per.get("product"),
        maand=None if maand is None else f"{str(maand)[:4]}-{str(maand)[4:]}",
        prestaties_ingediend=totaal.prestaties_ingediend,
        prestaties_toegekend=totaal.prestaties_toegekend,
        bedrag_ingediend=totaal.bedrag_ingediend,
        bedrag_toegekend=totaal.bedrag_toegekend,
    )
