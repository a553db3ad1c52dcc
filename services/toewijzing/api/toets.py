"""Asked by toegang before a decision is taken."""

from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import InWork, Question
from chassis.security import must_serve, needs
from chassis.tokens import Caller
from toewijzing.bodies.omzetting import OmzetbezwaarView, Omzettingsvoornemen
from toewijzing.bodies.overname import OvernamebezwaarView, Overnamevoornemen
from toewijzing.bodies.toewijzingen import VerbodenView, Voornemen
from toewijzing.usecases.toets_beschikking import toets_beschikking
from toewijzing.usecases.toets_omzetting import toets_omzetting
from toewijzing.usecases.toets_overname import Overname, toets_overname

router = APIRouter(prefix="/v1/toewijzingen", route_class=Question, tags=["Toewijzingen"])
Toetser = Annotated[Caller, Depends(needs("toewijzing", "personen:lezen"))]
"""Who decides, and toegang on behalf of who decides."""


@router.post("/_toets")
async def post_toets(work: InWork, caller: Toetser, body: Voornemen) -> list[VerbodenView]:
    """Wat in een voorgenomen beschikking niet kan volgens de standaard, per product. Er verandert niets.

    Gebruik dit voordat u een besluit neemt. Toegang vraagt dit zelf bij elke beschikking. Een lege lijst betekent dat
    het kan. Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.beschikking.gemeente)
    gestopt = {each.product_id: each.laatste_dag for each in body.gestopt}
    return [
        VerbodenView(product_id=each.product_id, regel=str(each.bezwaar.regel), reden=each.bezwaar.reden)
        for each in await toets_beschikking(work, body.beschikking, gestopt)
    ]


@router.post("/overname/_toets")
async def post_toets_overname(work: InWork, caller: Toetser, body: Overnamevoornemen) -> list[OvernamebezwaarView]:
    """Welke lopende indicaties niet kunnen worden overgenomen, en waarom. Er verandert niets.

    Gebruik dit voordat u een bestand met lopende indicaties inleest. Toegang vraagt dit zelf bij elk bestand. Een lege
    lijst betekent dat elke aanbieder een contract heeft, het nummer vrij is en niets botst. Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    overnames = [
        Overname(
            body.gemeente,
            each.wet,
            each.besluitdatum,
            each.beschikt_product,
            each.aanbieder,
            each.toewijzing_nummer,
            each.client_id or "",
        )
        for each in body.indicaties
    ]
    return [
        OvernamebezwaarView(product_id=product_id, veld=each.veld, regel=each.regel, reden=each.reden)
        for product_id, each in await toets_overname(work, body.gemeente, overnames)
    ]


@router.post("/omzetting/_toets")
async def post_toets_omzetting(work: InWork, caller: Toetser, body: Omzettingsvoornemen) -> list[OmzetbezwaarView]:
    """Welke lopende producten niet verder kunnen onder een nieuw contract, en waarom. Er verandert niets.

    Gebruik dit voordat u lopende ondersteuning omzet. Toegang vraagt dit zelf bij elke omzetting. Een lege lijst
    betekent dat elke aanbieder een contract heeft voor het nieuwe product en niets botst. Er volgt geen gebeurtenis.
    """
    for each in body.omzettingen:
        must_serve(caller, each.gemeente)
    return [
        OmzetbezwaarView.model_validate(each, from_attributes=True)
        for each in await toets_omzetting(work, body.omzettingen)
    ]
