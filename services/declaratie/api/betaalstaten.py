"""Payable amounts per provider and month, with the declarations they are made of."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from bladen import CSV, XLSX
from chassis.door import Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of
from declaratie.api.vragen import (
    Lezer,
    VraagAgb,
    VraagBudgethouder,
    VraagGemeente,
    cursor_van,
    lees_cursor,
    zicht_van,
)
from declaratie.bodies.betaalstaten import BetaalstaatView, BetalingView
from declaratie.bodies.codes import Maand
from declaratie.uitvoer.bestand import als_bestand, bestand_response
from declaratie.uitvoer.betaalstaat import bladen
from declaratie.usecases.betaalstaten import Betaalstaat, beantwoord_in, betaalstaten

router = APIRouter(prefix="/v1/betaalstaten", route_class=Door, tags=["Betalen"])
VanMaand = Annotated[Maand, Query(description="De maand van het antwoord (325), zoals 2023-05.")]


@router.get("")
async def get_betaalstaten(
    work: InWork,
    caller: Lezer,
    maand: VanMaand,
    agb: VraagAgb = None,
    gemeente: VraagGemeente = None,
    budgethouder: VraagBudgethouder = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BetaalstaatView]:
    """Wat een gemeente (de budgethouder) een aanbieder betaalt: toegekend debet min credit, met de declaraties erbij.

    Elke staat gaat over cliënten van één gemeente. U ziet wat uw gemeenten betalen, en wat een ander voor uw cliënten
    betaalt. Gebruik dit om te betalen wat in een maand is beantwoord. Bij elk antwoord volgt
    `nl.wmo.betalingen.vastgesteld.v1`, een per budgethouder, voor wie zelf een betaalstaat opbouwt. Dit lezen verandert
    niets.
    """
    beantwoord = beantwoord_in(maand, zicht_van(caller), agb, gemeente, budgethouder)
    found = await betaalstaten(work, beantwoord, lees_cursor(cursor, (str, str, str)), limit + 1)
    views = [_view(maand, each) for each in found]
    return page_of(views, limit, key=lambda each: cursor_van(each.budgethouder, each.gemeente, each.agb))


@router.get("/export", response_class=Response, responses=bestand_response(CSV, XLSX))
async def get_betaalstaten_export(
    work: InWork,
    caller: Lezer,
    maand: VanMaand,
    vorm: Literal["csv", "xlsx"] = "csv",
    agb: VraagAgb = None,
    gemeente: VraagGemeente = None,
    budgethouder: VraagBudgethouder = None,
) -> Response:
    """De betaalstaten van een maand als bestand: in csv één regel per declaratie, in xlsx ook een blad per betaling.

    Gebruik dit voor de administratie die de betalingen doet. Bedragen staan in euro's. Er verandert niets.
    """
    beantwoord = beantwoord_in(maand, zicht_van(caller), agb, gemeente, budgethouder)
    betalingen, declaraties = bladen(maand, await betaalstaten(work, beantwoord, na=None, limit=None))
    inhoud = [declaraties] if vorm == "csv" else [betalingen, declaraties]
    return await als_bestand(vorm, f"betaalstaten-{maand}", inhoud, work.now)


def _view(maand: str, staat: Betaalstaat) -> BetaalstaatView:
    return BetaalstaatView(
        maand=maand,
        budgethouder=staat.budgethouder,
        gemeente=staat.gemeente,
        agb=staat.agb,
        debet=staat.debet,
        credit=staat.credit,
        bedrag=staat.bedrag,
        betalingen=[BetalingView.model_validate(each, from_attributes=True) for each in staat.betalingen],
    )
