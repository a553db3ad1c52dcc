"""Payment runs: propose, check, approve, close; the file for the bank and the lines for the books."""

from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import APIRouter, Response

from bladen import CSV, XLSX
from chassis.door import Door, InWork
from chassis.files import attachment, binary
from chassis.headers import Location
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import must_serve
from chassis.tokens import Caller
from chassis.work import Work
from declaratie.api.vragen import Betaler, VraagBudgethouder
from declaratie.bodies.betaalruns import BetaalrunstapView, BetaalrunView, NieuweBetaalrun
from declaratie.domain.betaalrun import Runstand
from declaratie.store import betaalruns as store_betaalruns
from declaratie.store import journaal as store_journaal
from declaratie.tables import Betaalrun, Betaalrunstap
from declaratie.uitvoer.bestand import als_bestand, bestand_response
from declaratie.uitvoer.journaal import journaal
from declaratie.usecases import betaalruns

router = APIRouter(prefix="/v1/betaalruns", route_class=Door, tags=["Betaalruns"])
XML = "application/xml"
OPDRACHT: dict[int | str, dict[str, object]] = {
    200: {"description": "Het bestand voor de bank: pain.001.001.09.", "content": binary(XML)}
}


@router.post("", status_code=201)
async def post_betaalruns(work: InWork, caller: Betaler, body: NieuweBetaalrun, location: Location) -> BetaalrunView:
    """Stel een betaalrun voor: alles wat een gemeente op een dag aan haar aanbieders te betalen heeft.

    Gebruik dit als het tijd is om te betalen. Per aanbieder is het één bedrag: wat is toegekend, min credits, min
    vorderingen waarvan de termijn voorbij is. In `overgeslagen` staat wie nu niet betaald wordt, en waarom. Laat een
    collega de run controleren (`_controleren`), en nog een ander hem goedkeuren. Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.budgethouder)
    run = await betaalruns.stel_voor(work, body.budgethouder, body.dag, caller.name)
    location(f"/v1/betaalruns/{run.id}")
    return await _met_stappen(work, run)


@router.get("")
async def get_betaalruns(
    work: InWork, caller: Betaler, budgethouder: VraagBudgethouder = None, limit: Limit = 50, cursor: Cursor = None
) -> Page[BetaalrunView]:
    """De betaalruns van uw gemeenten, oudste eerst.

    Gebruik dit om te zien wat er is betaald, of welke run op u wacht. Er verandert niets.
    """
    runs = await store_betaalruns.betaalruns(
        work.session, caller.gemeenten, budgethouder, read_cursor(cursor), limit + 1
    )
    stappen = await store_betaalruns.stappen(work.session, [each.id for each in runs])
    return page_of([_view(each, stappen[each.id]) for each in runs], limit, key=lambda each: each.id)


@router.get("/{betaalrun_id}")
async def get_betaalrun(work: InWork, caller: Betaler, betaalrun_id: str) -> BetaalrunView:
    """Eén betaalrun, met wie wat deed.

    Gebruik dit voor u controleert of goedkeurt. Wat erin zit leest u bij `/v1/overboekingen` en `/v1/betaalposten`. Er
    verandert niets.
    """
    return await _met_stappen(work, await _run(work, caller, betaalrun_id))


@router.post("/{betaalrun_id}/_controleren")
async def post_controleren(work: InWork, caller: Betaler, betaalrun_id: str) -> BetaalrunView:
    """Meld dat u de betaalrun hebt gecontroleerd.

    Gebruik dit als de bedragen kloppen met wat u verwacht. Een ander dan u keurt hem daarna goed. Er volgt geen
    gebeurtenis.
    """
    return await _stap(work, caller, betaalrun_id, betaalruns.controleer)


@router.post("/{betaalrun_id}/_goedkeuren")
async def post_goedkeuren(work: InWork, caller: Betaler, betaalrun_id: str) -> BetaalrunView:
    """Keur een betaalrun goed die een collega heeft gecontroleerd.

    Gebruik dit als tweede persoon. Is er na het voorstel een rekening veranderd, dan kan het niet meer: trek de run in
    en stel hem opnieuw voor. Er volgt geen gebeurtenis.
    """
    return await _stap(work, caller, betaalrun_id, betaalruns.keur_goed)


@router.post("/{betaalrun_id}/_sluiten")
async def post_sluiten(work: InWork, caller: Betaler, betaalrun_id: str) -> BetaalrunView:
    """Sluit een goedgekeurde betaalrun. Daarna staat hij vast, en is het bestand voor de bank klaar.

    Gebruik dit vlak voor u het bestand naar de bank stuurt. Er volgen `nl.wmo.betaalruns.gesloten.v1` en, voor elke
    vordering die is verrekend, `nl.wmo.vorderingen.gewijzigd.v1`.
    """
    return await _stap(work, caller, betaalrun_id, betaalruns.sluit)


@router.post("/{betaalrun_id}/_intrekken")
async def post_intrekken(work: InWork, caller: Betaler, betaalrun_id: str) -> BetaalrunView:
    """Trek een betaalrun in die nog niet gesloten is. Alles wat erin zat staat weer open.

    Gebruik dit als er iets niet klopt, of als een rekening veranderde. Er volgt geen gebeurtenis.
    """
    return await _stap(work, caller, betaalrun_id, betaalruns.trek_in)


@router.get("/{betaalrun_id}/bankopdracht", response_class=Response, responses=OPDRACHT)
async def get_bankopdracht(work: InWork, caller: Betaler, betaalrun_id: str) -> Response:
    """Het bestand voor de bank (SEPA, pain.001.001.09) van een gesloten betaalrun. Het is altijd hetzelfde bestand.

    Gebruik dit om het bij uw bank in te lezen. Leest u het twee keer in, dan weigert de bank het tweede: het kenmerk
    van het bestand is hetzelfde. Viel alles tegen elkaar weg, dan is er geen bestand. Er verandert niets.
    """
    run = await _run(work, caller, betaalrun_id)
    opdracht = await store_betaalruns.bankopdracht(work.session, run.id)
    if opdracht is None:
        reden = "er is niets over te maken" if run.stand is Runstand.GESLOTEN else "deze betaalrun is niet gesloten"
        raise not_found(f"het bestand voor de bank: {reden}")
    return attachment(opdracht.inhoud.encode(), XML, f"betaalrun-{run.budgethouder}-{run.dag}.xml")


@router.get("/{betaalrun_id}/journaal", response_class=Response, responses=bestand_response(CSV, XLSX))
async def get_journaal(
    work: InWork, caller: Betaler, betaalrun_id: str, vorm: Literal["csv", "xlsx"] = "csv"
) -> Response:
    """De boekingen van een betaalrun: per rekening van het grootboek, kostenplaats, product, maand en gemeente.

    Gebruik dit om de betaalrun in uw financiële administratie te boeken. Welke rekening bij welk product hoort staat in
    het inkoopmodel van de regio. De bedragen tellen op tot dat van de run. Er verandert niets.
    """
    run = await _run(work, caller, betaalrun_id)
    boekingen = await store_journaal.boekingen(work.session, run.id)
    return await als_bestand(vorm, f"journaal-{run.budgethouder}-{run.dag}", [journaal(run, boekingen)], work.now)


async def _run(work: Work, caller: Caller, betaalrun_id: str, *, lock: bool = False) -> Betaalrun:
    run = await store_betaalruns.betaalrun(work.session, betaalrun_id, lock=lock)
    if run is None or not caller.serves(run.budgethouder):
        raise not_found("deze betaalrun")
    return run


async def _stap(
    work: Work, caller: Caller, betaalrun_id: str, stap: Callable[[Work, Betaalrun, str], Awaitable[None]]
) -> BetaalrunView:
    run = await _run(work, caller, betaalrun_id, lock=True)
    await stap(work, run, caller.name)
    return await _met_stappen(work, run)


async def _met_stappen(work: Work, run: Betaalrun) -> BetaalrunView:
    return _view(run, (await store_betaalruns.stappen(work.session, [run.id]))[run.id])


def _view(run: Betaalrun, stappen: list[Betaalrunstap]) -> BetaalrunView:
    return BetaalrunView.model_validate(
        {
            **{name: getattr(run, name) for name in BetaalrunView.model_fields if name != "stappen"},
            "stappen": [BetaalrunstapView.model_validate(each, from_attributes=True) for each in stappen],
        }
    )
