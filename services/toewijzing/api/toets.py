"""Asked by toegang before a decision is taken."""

from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import InWork, Question
from chassis.security import must_serve, needs
from chassis.tokens import Caller
from toewijzing.bodies.toewijzingen import VerbodenView, Voornemen
from toewijzing.usecases.toets_beschikking import toets_beschikking

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
