"""The BRP: what it says of a client is recorded, and of whom it is to be asked."""

from typing import Annotated

from fastapi import APIRouter, Depends

from chassis.door import NO_KEY, Door, InWork
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve, needs
from chassis.tokens import Caller
from toegang.api.gedeeld import Lezer, VanGemeente, find_client
from toegang.bodies.brp import BrpToetsView, NieuweBrpToets, TeToetsen
from toegang.bodies.brp_gezegd import BrpGezegd
from toegang.domain.logboek import Wat
from toegang.store.brp import toets
from toegang.usecases.brp import leg_toets_vast, te_toetsen
from toegang.usecases.personen import open_persoon, wacht_op_beurt
from toegang.usecases.vergelijk_brp import wat_de_brp_zei

router = APIRouter(prefix="/v1", route_class=Door, tags=["BRP"])
Toetser = Annotated[Caller, Depends(needs("brp"))]
"""What asks the BRP."""


@router.get("/brp-toetsen")
async def get_brp_toetsen(
    work: InWork, caller: Toetser, gemeente: VanGemeente, limit: Limit = 50, cursor: Cursor = None
) -> Page[TeToetsen]:
    """Van welke cliënten van een gemeente de BRP nu te bevragen is.

    Gebruik dit als u de BRP bevraagt. Het zijn cliënten met een open zaak of lopende ondersteuning die nog niet zijn
    opgezocht, of die aan de beurt zijn: na een antwoord de volgende nacht, zonder antwoord steeds iets later. Wie u
    vastlegt, valt uit de lijst. Er verandert niets.
    """
    must_serve(caller, gemeente)
    found = await te_toetsen(work, gemeente, read_cursor(cursor), limit + 1)
    work.note([each.client_id for each in found[:limit]])
    return page_of(found, limit, key=lambda each: each.client_id)


@router.post("/clienten/{client_id}/brp-toets", dependencies=[NO_KEY])
async def post_brp_toets(work: InWork, caller: Toetser, client_id: str, body: NieuweBrpToets) -> BrpToetsView:
    """Leg vast wat de BRP over een cliënt zegt, of dat zij geen antwoord gaf.

    Gebruik dit na elke bevraging. Wij vergelijken het met wat is vastgelegd en laten zien wat verschilt; een melding
    wacht er nooit op. Is iemand overleden of naar een andere gemeente verhuisd, dan sluiten zaken en plannen en stopt
    de ondersteuning zoals bij een vastgelegd vertrek: er volgen `nl.wmo.clienten.vertrokken.v1`,
    `nl.wmo.zaken.gesloten.v1` en `nl.wmo.beschikkingen.beeindigd.v1`. Zijn deze gegevens in onderzoek, of ligt de dag
    voor de melding van een open zaak, dan gebeurt dat niet vanzelf. Worden de gegevens geheim of niet meer, dan volgt
    `nl.wmo.personen.gewijzigd.v1`.
    """
    gelezen = await find_client(work, caller, client_id)
    await wacht_op_beurt(work, gelezen.gemeente, open_persoon(work, gelezen).bsn)
    client = await find_client(work, caller, client_id, lock=True)
    return BrpToetsView.van(await leg_toets_vast(work, client, body))


@router.post("/clienten/{client_id}/brp-toets/_inzage", dependencies=[NO_KEY])
async def inzage_brp_toets(work: InWork, caller: Lezer, client_id: str) -> BrpGezegd:
    """Wat de BRP het laatst over een cliënt zei. Elke inzage wordt vastgelegd.

    Gebruik dit als de BRP iets anders zegt dan is vastgelegd, om te zien wat, en de persoon daarna te wijzigen. Heeft
    de BRP nog niets gezegd, dan is er geen antwoord (404). Er volgt geen gebeurtenis.
    """
    client = await find_client(work, caller, client_id)
    row = await toets(work.session, client.id)
    gezegd = wat_de_brp_zei(work, row) if row else None
    if gezegd is None:
        raise not_found("een antwoord van de BRP over deze cliënt")
    work.note([client.id], Wat.BRP_GELEZEN)
    return gezegd
