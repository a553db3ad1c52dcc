"""Own contributions: what is known of a citizen, what holds of them, and what the CAK is told of a day."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

import bladen
from bladen import MEDIA_TYPES
from chassis.door import Door, InWork
from chassis.files import attachment
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.security import must_serve
from chassis.strict import IsoDate
from chassis.work import Work
from toegang.api.gedeeld import BESTAND, MEER, FrontOffice, Opgever, VanGemeente, find_client
from toegang.bodies.eigen_bijdrage import Bijdrageomstandigheden, BijdrageopgaveView, BijdragestandView
from toegang.domain.logboek import Wat
from toegang.store import eigen_bijdrage as bron
from toegang.tables import Client
from toegang.uitvoer.eigen_bijdragen import blad
from toegang.usecases.bijdrageomstandigheden import geldend, leg_omstandigheden_vast
from toegang.usecases.eigen_bijdrage import stand_van
from toegang.usecases.personen import open_persoon

clienten = APIRouter(prefix="/v1/clienten", route_class=Door, tags=["Eigen bijdragen"])
router = APIRouter(prefix="/v1/eigen-bijdragen", route_class=Door, tags=["Eigen bijdragen"])

OpDag = Annotated[IsoDate, Query()]


@clienten.post("/{client_id}/bijdrageomstandigheden", status_code=201)
async def post_omstandigheden(
    work: InWork, caller: FrontOffice, client_id: str, body: Bijdrageomstandigheden, location: Location
) -> BijdragestandView:
    """Leg vast wat vanaf een dag geldt voor de eigen bijdrage: of de inwoner gehuwd is, en welke vrijstelling er is.

    Gebruik dit voor het besluit, zodat de brief zegt wat deze inwoner betaalt, en daarna bij elke verandering. Het
    geldt tot wat u daarna vastlegt. Is er niets vastgelegd, dan rekenen wij zonder partner en zonder vrijstelling. Is
    de partner ook cliënt, dan geldt het huwelijk, of het einde ervan, meteen voor beiden. Er volgt
    `nl.wmo.personen.gewijzigd.v1`; en verandert er iets aan wat het CAK moet weten, ook terug in de tijd, dan
    `nl.wmo.bijdragen.vastgelegd.v1`.
    """
    client = await find_client(work, caller, client_id)
    partner = await find_client(work, caller, body.partner_id) if body.partner_id else None
    await leg_omstandigheden_vast(work, client, partner, body)
    location(f"/v1/clienten/{client.id}/eigen-bijdrage")
    return await _stand(work, client)


@clienten.get("/{client_id}/eigen-bijdrage")
async def get_eigen_bijdrage(work: InWork, caller: FrontOffice, client_id: str) -> BijdragestandView:
    """Of een cliënt vandaag een eigen bijdrage betaalt, sinds wanneer, en waarom wel of niet.

    Gebruik dit als een inwoner ernaar vraagt. De bijdrage begint als de hulp begint: zolang de aanbieder dat niet meldt
    is er geen. `sinds` is de dag vanaf wanneer geldt wat het laatst voor het CAK is vastgelegd. Er verandert niets.
    """
    return await _stand(work, await find_client(work, caller, client_id))


@router.get("")
async def get_eigen_bijdragen(
    work: InWork, caller: FrontOffice, gemeente: VanGemeente, op: OpDag, limit: Limit = 50, cursor: Cursor = None
) -> Page[BijdrageopgaveView]:
    """Wat op een dag voor het CAK is vastgelegd: start, pauze, hervatting en stop, in de volgorde waarin dat gebeurde.

    Gebruik dit om te zien wat er te melden is; een dag is volledig als hij voorbij is. Elke opgave staat op één dag, en
    bij elke hoort één `nl.wmo.bijdragen.vastgelegd.v1`. Een correctie ziet u aan `trektIn`: de opgave die daar staat
    vervalt, alsof zij er nooit was. Er staan geen persoonsgegevens bij; die staan in het bestand. Er verandert niets.
    """
    must_serve(caller, gemeente)
    found = await bron.van_dag(work.session, gemeente, op, read_cursor(cursor), limit + 1)
    views = [BijdrageopgaveView.model_validate(opgave, from_attributes=True) for opgave, _ in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.get("/export", response_class=Response, responses=BESTAND)
async def get_export(
    work: InWork, caller: Opgever, gemeente: VanGemeente, op: OpDag, vorm: Literal["csv", "xlsx"] = "csv"
) -> Response:
    """De opgaven van een dag als bestand, met het burgerservicenummer erbij, om aan het CAK te melden.

    Gebruik dit als de dag voorbij is. Het bestand is volledig, maar heeft niet de vorm van de berichten van het CAK
    (iEb): die is hier niet bekend. U hebt beide rechten nodig, en elke inzage wordt vastgelegd. Er verandert niets, en
    er volgt geen gebeurtenis.
    """
    must_serve(caller, gemeente)
    opgaven, na = [], None
    while found := await bron.van_dag(work.session, gemeente, op, na, MEER):
        opgaven += [(opgave, open_persoon(work, client)) for opgave, client in found]
        na = found[-1][0].id
    work.note(sorted({opgave.client_id for opgave, _ in opgaven}), Wat.BIJDRAGE_GELEZEN)
    inhoud = await asyncio.to_thread(bladen.schrijf, vorm, [blad(opgaven)], work.now)
    return attachment(inhoud, MEDIA_TYPES[vorm], f"eigen-bijdragen-{gemeente}-{op}.{vorm}")


async def _stand(work: Work, client: Client) -> BijdragestandView:
    stand, sinds, oordeel = await stand_van(work, client)
    return BijdragestandView(
        client_id=client.id,
        bijdrage=stand.bijdrage,
        gepauzeerd=stand.gepauzeerd,
        sinds=sinds,
        reden=oordeel.reden,
        bedrag_per_maand=oordeel.bedrag_per_maand,
        bijdrageomstandigheden=await geldend(work, client.id, work.today),
    )
