"""Appointments that nobody came to: reported by providers, paid in part, and billed where the region has that (M77)."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from bladen import CSV, XLSX
from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve
from chassis.strict import IsoDate
from chassis.tokens import Caller
from chassis.work import Work
from declaratie.api.vragen import Beoordelaar, Lezer, VraagAgb, VraagGemeente, zicht_van
from declaratie.bodies.noshows import Intrekking, NieuweNoshow, NoshowView
from declaratie.domain.noshow import GemisteAfspraak
from declaratie.store import noshows as store_noshows
from declaratie.store.noshows import Noshowregel
from declaratie.tables import Noshow
from declaratie.uitvoer.bestand import als_bestand, bestand_response
from declaratie.uitvoer.noshows import blad
from declaratie.usecases import noshows

router = APIRouter(prefix="/v1/noshows", route_class=Door, tags=["Noshows"])
VraagVan = Annotated[IsoDate | None, Query(description="Alleen afspraken op of na deze dag.")]
VraagTot = Annotated[IsoDate | None, Query(description="Alleen afspraken tot en met deze dag.")]
VAN_NOSHOW = [each for each in NoshowView.model_fields if each not in {"client_id", "voor_inwoner"}]


@router.post("", status_code=201)
async def post_noshows(work: InWork, caller: Lezer, body: NieuweNoshow, location: Location) -> NoshowView:
    """Meld een afspraak waar de cliënt niet was, of die hij te laat afzegde.

    Gebruik dit als aanbieder, of als gemeente wanneer de aanbieder u belde. Wat de regio ervoor betaalt staat in het
    inkoopmodel; de volgende betaalrun neemt het mee. Zet het dan niet ook in een declaratie. Dezelfde melding nog eens
    verandert niets. Is een melding ingetrokken omdat zij niet klopte, meld dan voor die dag wat er wel was: dat komt
    ervoor in de plaats. De ingetrokken melding zelf nog eens wordt geweigerd. Er volgt `nl.wmo.noshows.gewijzigd.v1`.
    """
    if not caller.may_see(body.gemeente, body.agb):
        must_serve(caller, body.gemeente)
    afspraak = GemisteAfspraak(body.dag, body.volume, body.eenheid)
    nieuw = noshows.NieuweNoshow(body.gemeente, body.wet, body.agb, body.toewijzing_nummer, body.soort, afspraak)
    noshow = await noshows.meld(work, nieuw)
    location(f"/v1/noshows?gemeente={noshow.gemeente}&agb={noshow.agb}&van={noshow.dag}&tot={noshow.dag}")
    return await _met_client(work, noshow, caller)


@router.get("")
async def get_noshows(
    work: InWork,
    caller: Lezer,
    gemeente: VraagGemeente = None,
    agb: VraagAgb = None,
    van: VraagVan = None,
    tot: VraagTot = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[NoshowView]:
    """Afspraken waar de cliënt niet was, oudste melding eerst. Een aanbieder ziet de zijne.

    Gebruik dit om te zien wat ervoor is betaald, en wat de inwoner betaalt (`voorInwoner`). Er verandert niets.
    """
    selectie = store_noshows.Noshowselectie(zicht_van(caller), gemeente, agb, van, tot)
    found = await store_noshows.noshows(work.session, selectie, read_cursor(cursor), limit + 1)
    work.note([each.client_id for each in found[:limit]])
    return page_of([_view(each, caller.agb) for each in found], limit, key=lambda each: each.id)


@router.get("/export", response_class=Response, responses=bestand_response(CSV, XLSX))
async def get_noshows_export(
    work: InWork,
    caller: Beoordelaar,
    gemeente: VraagGemeente = None,
    agb: VraagAgb = None,
    van: VraagVan = None,
    tot: VraagTot = None,
    vorm: Literal["csv", "xlsx"] = "csv",
) -> Response:
    """De afspraken waar de cliënt niet was, als bestand voor de administratie die inwoners een rekening stuurt.

    Gebruik dit waar de regio het de inwoner laat betalen. Wie overleden is, krijgt geen rekening. Bedragen staan in
    euro's; wie de cliënt is, zoekt u op in toegang. Er verandert niets.
    """
    selectie = store_noshows.Noshowselectie(zicht_van(caller), gemeente, agb, van, tot)
    found = await store_noshows.noshows(work.session, selectie, None, None)
    work.note([each.client_id for each in found])
    return await als_bestand(vorm, "noshows", [blad(found)], work.now)


@router.post("/{noshow_id}/_intrekken")
async def post_noshow_intrekken(work: InWork, caller: Beoordelaar, noshow_id: str, body: Intrekking) -> NoshowView:
    """Trek een melding in: er wordt niets voor betaald, en de inwoner betaalt niets.

    Gebruik dit als de cliënt er toch was, of er niets aan kon doen. Is er al betaald, vorder het bedrag dan terug. Er
    volgt `nl.wmo.noshows.gewijzigd.v1`.
    """
    noshow = await store_noshows.noshow(work.session, noshow_id)
    if noshow is None or not caller.serves(noshow.gemeente):
        raise not_found("deze melding")
    await noshows.trek_in(work, noshow, body.reden)
    return await _met_client(work, noshow, caller)


async def _met_client(work: Work, noshow: Noshow, caller: Caller) -> NoshowView:
    regel = await store_noshows.met_client(work.session, noshow)
    work.note([regel.client_id])
    return _view(regel, caller.agb)


def _view(regel: Noshowregel, agb: str | None) -> NoshowView:
    return NoshowView(
        **{each: getattr(regel.noshow, each) for each in VAN_NOSHOW},
        client_id=regel.client_id if agb is None else None,
        voor_inwoner=regel.voor_inwoner,
    )
