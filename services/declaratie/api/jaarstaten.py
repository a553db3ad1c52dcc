"""The year statement of a provider (M82), as JSON or as a file."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response

from bladen import CSV, XLSX
from chassis.door import Door, InWork
from chassis.problems import not_found
from chassis.strict import WHOLE
from declaratie.api.vragen import Kinderen, Lezer, maand_van, zicht_van
from declaratie.bodies.jaarstaten import BudgethouderSomView, DeclaratieSomView, JaarstaatView, ProductSomView, SomView
from declaratie.domain.jaarstaten import NAREKENEN, Jaarstaat, Product, Som, jaarstaat
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.store import jaarstaten as store_jaarstaten
from declaratie.uitvoer.bestand import PDF, bestand, bestand_response, geschreven
from declaratie.uitvoer.jaarstaat import bladen, titel

router = APIRouter(prefix="/v1/jaarstaten", route_class=Door, tags=["Betalen"])
Jaar = Annotated[int, Path(ge=2021, le=2099), WHOLE]
VanAanbieder = Annotated[str, Path(pattern=r"^[0-9]{8}$", description="AGB-code van een aanbieder.")]


@router.get("/{jaar}/{agb}", response_model=JaarstaatView, responses=bestand_response(CSV, XLSX, PDF))
async def get_jaarstaat(
    work: InWork,
    caller: Lezer,
    kinderen: Kinderen,
    jaar: Jaar,
    agb: VanAanbieder,
    vorm: Literal["json", "csv", "xlsx", "pdf"] = "json",
) -> JaarstaatView | Response:
    """Wat van een aanbieder is toegekend over een jaar, na te rekenen tot op de cent.

    Alleen voor cliënten van uw gemeenten, en wat uw gemeenten betalen. Gebruik dit bij de verantwoording over een jaar
    (M82). Met `vorm` kiest u JSON, CSV, XLSX of PDF. Er verandert niets.
    """
    groepen = await store_jaarstaten.jaargroepen(work.session, zicht_van(caller), agb, jaar)
    if not groepen:
        raise not_found("toegekende prestaties van deze aanbieder in dit jaar")
    staat = jaarstaat(jaar, agb, work.now, groepen)
    if vorm == "json":
        return _view(staat)
    afzender = await store_jaarafsluitingen.afzender(work.session, agb)
    inhoud = await geschreven(kinderen, vorm, titel(staat, afzender), bladen(staat, afzender), work.now)
    return bestand(vorm, f"jaarstaat-{jaar}-{agb}", inhoud)


def _view(staat: Jaarstaat) -> JaarstaatView:
    return JaarstaatView(
        jaar=staat.jaar,
        agb=staat.agb,
        gemaakt_op=staat.gemaakt_op,
        totaal=SomView.model_validate(staat.totaal, from_attributes=True),
        per_budgethouder=[
            BudgethouderSomView(budgethouder=budgethouder, **_som(som)) for budgethouder, som in staat.per_budgethouder
        ],
        per_product=[_product(product, None, som) for product, som in staat.per_product],
        per_maand=[_product(product, maand, som) for product, maand, som in staat.per_maand],
        per_declaratie=[
            DeclaratieSomView.model_validate({**_som(som), **asdict(kop), "budgethouder": budgethouder})
            for kop, budgethouder, som in staat.declaraties
        ],
        narekenen=list(NAREKENEN),
    )


def _product(product: Product, maand: date | None, som: Som) -> ProductSomView:
    volumes = {"volume_debet": som.volume_debet, "volume_credit": som.volume_credit, "volume": som.volume}
    fields = {**_som(som), **volumes, **asdict(product), "maand": None if maand is None else maand_van(maand)}
    return ProductSomView.model_validate(fields)


def _som(som: Som) -> dict[str, int]:
    return {name: getattr(som, name) for name in SomView.model_fields}
