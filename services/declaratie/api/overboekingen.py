"""What was transferred for what, and what the bank tells of it."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from chassis.door import Door, InWork
from chassis.files import binary, media_type
from chassis.limits import MAX_BODY
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import Problem, not_found
from chassis.service import Room
from chassis.strict import Flag
from chassis.tokens import EVERYWHERE, Caller
from chassis.work import Work
from declaratie.api.vragen import BetaalLezer, Betaler, VraagAgb, VraagBudgethouder, zicht_van
from declaratie.bodies.betaalruns import Aanhouding, BankmeldingenView, BetaalpostView, OverboekingView
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import betaalruns as store_betaalruns
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.store.betaalposten import Postregel
from declaratie.tables import Betaalpost, Overboeking, Rekening
from declaratie.usecases.bankbestand import FOUT, lees_csv, lees_xml, meldingen_uit
from declaratie.usecases.bankmeldingen import verwerk
from declaratie.usecases.betaalposten import geef_vrij, houd_aan

router = APIRouter(prefix="/v1", route_class=Door, tags=["Betaalruns"])
VraagBetaalrun = Annotated[str | None, Query(alias="betaalrunId", max_length=36, description="Id van een betaalrun.")]
LEZERS = {"application/xml": lees_xml, "text/xml": lees_xml, "text/csv": lees_csv}
VOORBEELD = "kenmerk;uitkomst;bedrag;dag;reden\n0196f0c2e7c87000a0000000000000aa;geweigerd;123450;2026-12-01;AC04\n"
BESTAND = {
    each: schema | ({"example": VOORBEELD} if each == "text/csv" else {}) for each, schema in binary(*LEZERS).items()
}

VAN_POST = "id soort bron_id poging budgethouder gemeente wet agb bedrag vanaf aangehouden".split()  # noqa: SIM905


@router.get("/overboekingen")
async def get_overboekingen(
    work: InWork,
    caller: BetaalLezer,
    budgethouder: VraagBudgethouder = None,
    agb: VraagAgb = None,
    betaalrun_id: VraagBetaalrun = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[OverboekingView]:
    """Wat aan aanbieders is overgemaakt, en wat de bank ervan meldde. Een aanbieder ziet wat aan hem is opgedragen.

    Gebruik dit om een bedrag op een bankafschrift terug te vinden. Voor welke antwoorden (325) het was, leest u bij
    `/v1/betaalposten`. Er verandert niets.
    """
    selectie = store_betaalruns.Overboekingselectie(zicht_van(caller), budgethouder, agb, betaalrun_id)
    found = await store_betaalruns.overboekingen(work.session, selectie, read_cursor(cursor), limit + 1)
    return page_of([_overboeking(*each) for each in found], limit, key=lambda each: each.id)


@router.get("/betaalposten")
async def get_betaalposten(
    work: InWork,
    caller: BetaalLezer,
    budgethouder: VraagBudgethouder = None,
    agb: VraagAgb = None,
    betaalrun_id: VraagBetaalrun = None,
    is_open: Annotated[Flag | None, Query(alias="open", description="Alleen wat nog in geen betaalrun zit.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[BetaalpostView]:
    """Wat er te betalen is of betaald is, per antwoord (325) en per vordering. Een aanbieder ziet het zijne.

    Gebruik dit om te zien welk antwoord met welke overboeking is betaald, of wat nog openstaat. In `geslotenJaren`
    staat over welke jaren het gaat die al gesloten waren. Er verandert niets.
    """
    selectie = store_betaalposten.Postselectie(zicht_van(caller), budgethouder, agb, betaalrun_id, is_open)
    found = await store_betaalposten.posten(work.session, selectie, read_cursor(cursor), limit + 1)
    jaren = await store_jaarafsluitingen.jaren_na_afsluiting(work.session, [each.post.bron_id for each in found])
    views = [_post(each, jaren.get((each.post.bron_id, each.post.budgethouder), [])) for each in found]
    return page_of(views, limit, key=lambda each: each.id)


@router.post("/betaalposten/{betaalpost_id}/_aanhouden", status_code=204)
async def post_aanhouden(work: InWork, caller: Betaler, betaalpost_id: str, body: Aanhouding) -> None:
    """Betaal een bedrag voorlopig niet.

    Gebruik dit als u iets uitzoekt. Geen betaalrun neemt het mee tot u het vrijgeeft. De aanbieder ziet de reden. Er
    volgt geen gebeurtenis.
    """
    houd_aan(await _van(work, caller, betaalpost_id), body.reden, caller.name)


@router.post("/betaalposten/{betaalpost_id}/_vrijgeven", status_code=204)
async def post_vrijgeven(work: InWork, caller: Betaler, betaalpost_id: str) -> None:
    """Geef een aangehouden bedrag vrij: de volgende betaalrun neemt het mee.

    Gebruik dit als u klaar bent met uitzoeken. Bij een betwiste vordering neemt u eerst een besluit. Er volgt geen
    gebeurtenis.
    """
    await geef_vrij(work, await _van(work, caller, betaalpost_id))


@router.post(
    "/bankmeldingen", max_body_size=MAX_BODY, openapi_extra={"requestBody": {"required": True, "content": BESTAND}}
)
async def post_bankmeldingen(work: InWork, caller: Betaler, request: Request) -> BankmeldingenView:
    """Lees een bestand van de bank in: camt.054, of CSV met kenmerk, uitkomst, bedrag (in eurocenten), dag en reden.

    Gebruik dit als de bank heeft betaald, geweigerd of teruggeboekt. Wat niet is betaald, neemt de volgende betaalrun
    weer mee; gaat het om de rekening, dan keurt u eerst een rekening goed. Hetzelfde bestand nog eens verandert niets.
    Voor elke overboeking volgt `nl.wmo.overboekingen.gemeld.v1`, en `nl.wmo.vorderingen.gewijzigd.v1` voor een
    vordering die weer openstaat.
    """
    soort = media_type(request)
    if soort not in LEZERS:
        raise Problem(415, "vorm", f"Stuur het bestand als {' of als '.join(LEZERS)}.")
    room: Room = request.app.state.room
    uitkomst, inhoud = await room.readers.read(LEZERS[soort], await request.body())
    if uitkomst == FOUT:
        raise Problem(400, "bestand", inhoud.decode())
    gemeenten = None if EVERYWHERE in caller.gemeenten else caller.gemeenten
    return BankmeldingenView.model_validate(await verwerk(work, gemeenten, meldingen_uit(inhoud)), from_attributes=True)


async def _van(work: Work, caller: Caller, betaalpost_id: str) -> Betaalpost:
    post = await store_betaalposten.post(work.session, betaalpost_id)
    if post is None or not caller.serves(post.budgethouder):
        raise not_found("dit bedrag")
    return post


def _overboeking(overboeking: Overboeking, rekening: Rekening | None) -> OverboekingView:
    eigen = {name: getattr(overboeking, name) for name in OverboekingView.model_fields if name not in {"naam", "iban"}}
    naam, iban = (None, None) if rekening is None else (rekening.naam, rekening.iban)
    return OverboekingView(**eigen, naam=naam, iban=iban)


def _post(regel: Postregel, gesloten_jaren: list[int]) -> BetaalpostView:
    return BetaalpostView.model_validate(
        {
            **{name: getattr(regel.post, name) for name in VAN_POST},
            "declaratienummer": regel.declaratienummer,
            "identificatie_325": regel.identificatie_325,
            "betaalrun_id": regel.betaalrun_id,
            "kenmerk": regel.kenmerk,
            "overboekingstand": regel.stand,
            "gesloten_jaren": gesloten_jaren,
        }
    )
