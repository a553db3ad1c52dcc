"""Decisions: given, read, stopped; the letter; and the products that can be decided on."""

from collections.abc import Sequence

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from chassis.door import NO_KEY, Door, InWork
from chassis.headers import Etag, IfMatch, Location, MustMatch, ShowEtag, ShowLocation, check_match, must_match
from chassis.problems import not_found
from chassis.security import found_for, must_serve
from inkoop import model_van
from toegang.api.brieven import BRIEF, Briefvorm, letter
from toegang.api.gedeeld import FrontOffice, Lezer, VanGemeente, client_of, find_beschikking, find_melding, refusals
from toegang.bodies.besluit import (
    BeeindigingView,
    BeschikkingView,
    BeschiktProductView,
    Besluit,
    NieuweBeeindiging,
    NieuweBeschikking,
    ProductView,
)
from toegang.domain.bezwaar import bezwaar_tot
from toegang.domain.weging import te_beschikken
from toegang.store import besluit as store_besluit
from toegang.tables import Beeindiging, Beschikking, BeschiktProduct
from toegang.usecases.beeindig import beeindig
from toegang.usecases.geef_beschikking import geef_beschikking, geef_tijdelijk
from toegang.usecases.schrijf_brief import schrijf_brief
from toegang.usecases.schrijf_eindbrief import schrijf_eindbrief

router = APIRouter(prefix="/v1", route_class=Door, tags=["Beschikkingen"])


@router.post("/meldingen/{melding_id}/beschikkingen", status_code=201)
async def post_beschikking(
    work: InWork,
    caller: FrontOffice,
    melding_id: str,
    body: NieuweBeschikking,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> BeschikkingView:
    """Besluit op de aanvraag: producten, volumes en perioden uit het inkoopmodel, of een afwijzing.

    Gebruik dit als het onderzoek en de aanvraag zijn vastgelegd. Het inkoopmodel toetst het besluit, en toewijzing
    kijkt of een aanbieder het zo kan krijgen; wat niet kan weigeren wij met de regel. De termijnen van onderzoek en
    besluit stoppen. Er volgt `nl.wmo.beschikkingen.afgegeven.v1`, waarna toewijzing aan het werk gaat. Eindigt hiermee
    een tijdelijke voorziening, dan volgt ook `nl.wmo.beschikkingen.beeindigd.v1`. De brief haalt u daarna op met
    `_brief`.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    check_match(if_match, melding.versie)
    with refusals():
        beschikking, producten = await geef_beschikking(work, melding, await client_of(work, melding), body)
    return _created(beschikking, producten, etag, location)


@router.post("/meldingen/{melding_id}/tijdelijke-voorziening", status_code=201)
async def post_tijdelijke_voorziening(
    work: InWork,
    caller: FrontOffice,
    melding_id: str,
    body: Besluit,
    etag: Etag,
    location: Location,
    if_match: IfMatch = None,
) -> BeschikkingView:
    """Geef bij spoed meteen een tijdelijke voorziening, in afwachting van het onderzoek (Wmo 2015, 2.3.3).

    Gebruik dit als de inwoner niet op het onderzoek kan wachten. Het kan één keer per zaak, zolang die open is. U hoeft
    nog niets te hebben afgewogen; het inkoopmodel toetst wel. De voorziening eindigt vanzelf bij het besluit op de
    aanvraag. Er volgt `nl.wmo.beschikkingen.afgegeven.v1`, waarna toewijzing aan het werk gaat.
    """
    melding = await find_melding(work, caller, melding_id, lock=True)
    check_match(if_match, melding.versie)
    with refusals():
        beschikking, producten = await geef_tijdelijk(work, melding, await client_of(work, melding), body)
    return _created(beschikking, producten, etag, location)


@router.get("/beschikkingen/{beschikking_id}")
async def get_beschikking(work: InWork, caller: FrontOffice, beschikking_id: str, etag: Etag) -> BeschikkingView:
    """Eén beschikking met haar producten.

    Gebruik dit om te zien wat is besloten, tot wanneer elk product loopt en tot wanneer de inwoner bezwaar kan maken.
    De ETag uit het antwoord heeft u nodig om te beëindigen. Er verandert niets.
    """
    beschikking = await find_beschikking(work, caller, beschikking_id)
    etag(beschikking.versie)
    return beschikking_view(beschikking, await store_besluit.producten(work.session, beschikking.id))


@router.post("/beschikkingen/{beschikking_id}/_beeindig")
async def post_beeindig(
    work: InWork,
    caller: FrontOffice,
    beschikking_id: str,
    body: NieuweBeeindiging,
    etag: Etag,
    if_match: MustMatch = None,
) -> BeschikkingView:
    """Beëindig producten van een beschikking, of allemaal: op wens van de cliënt, of omdat u het besluit intrekt.

    Gebruik dit bij een besluit dat al is genomen. Noem de producten, of laat ze weg om alles te beëindigen; elk product
    loopt dan tot en met de laatste dag. Er volgt `nl.wmo.beschikkingen.beeindigd.v1`. Toewijzing beëindigt daarna wat
    bij een aanbieder liep, en de aanbieder krijgt een 301. Trekt u in, schrijf dan in `motivering` waarom. De brief
    aan de inwoner haalt u daarna op bij `beeindigingen`.
    """
    beschikking = await find_beschikking(work, caller, beschikking_id, lock=True)
    must_match(if_match, beschikking.versie)
    await beeindig(work, beschikking, body)
    etag(beschikking.versie)
    return beschikking_view(beschikking, await store_besluit.producten(work.session, beschikking.id))


@router.get("/beschikkingen/{beschikking_id}/beeindigingen")
async def get_beeindigingen(work: InWork, caller: FrontOffice, beschikking_id: str) -> list[BeeindigingView]:
    """De besluiten om producten van een beschikking te stoppen, het oudste eerst.

    Gebruik dit om te zien wat er is beëindigd, waarom, en tot wanneer de inwoner daartegen bezwaar kan maken. Bij elk
    hoort een brief. Na een overlijden of een nieuw besluit is er zo'n brief niet. Er verandert niets.
    """
    beschikking = await find_beschikking(work, caller, beschikking_id)
    return [_beeindiging_view(each) for each in await store_besluit.beeindigingen(work.session, beschikking.id)]


@router.post(
    "/beeindigingen/{beeindiging_id}/_brief", dependencies=[NO_KEY], response_class=HTMLResponse, responses=BRIEF
)
async def post_eindbrief(work: InWork, caller: Lezer, beeindiging_id: str, vorm: Briefvorm = "html") -> Response:
    """De brief aan de inwoner over ondersteuning die stopt. Elke inzage wordt vastgelegd.

    Gebruik dit na het beëindigen, om de brief te versturen of te bewaren. Met `vorm` kiest u de webpagina of de PDF. Er
    komt een regel in het logboek van de cliënt. Er volgt geen gebeurtenis.
    """
    gevonden = await store_besluit.beeindiging(work.session, beeindiging_id)
    beeindiging = found_for(work, caller, gevonden, "deze beëindiging")
    return await letter(work, await schrijf_eindbrief(work, beeindiging), vorm)


@router.post(
    "/beschikkingen/{beschikking_id}/_brief", dependencies=[NO_KEY], response_class=HTMLResponse, responses=BRIEF
)
async def post_brief(
    work: InWork,
    caller: Lezer,
    beschikking_id: str,
    vorm: Briefvorm = "html",
) -> Response:
    """De brief aan de inwoner, als webpagina of als PDF. Elke inzage wordt vastgelegd.

    Gebruik dit na het besluit, om de brief te versturen of te bewaren. Met `vorm` kiest u de webpagina of de PDF. De
    brief bevat persoonsgegevens: er komt een regel in het logboek van de cliënt. Verder verandert er niets, en er volgt
    geen gebeurtenis.
    """
    beschikking = await find_beschikking(work, caller, beschikking_id)
    return await letter(work, await schrijf_brief(work, beschikking), vorm)


@router.get("/producten", responses={404: {}})
async def get_producten(work: InWork, caller: FrontOffice, gemeente: VanGemeente) -> list[ProductView]:
    """De producten waarover een gemeente vandaag kan beschikken.

    Gebruik dit om te laten kiezen wat in een beschikking kan staan. Code, eenheid en frequentie komen uit het
    inkoopmodel dat vandaag voor de gemeente geldt. Er verandert niets.
    """
    must_serve(caller, gemeente)
    model = model_van([gemeente], work.today)
    if model is None:
        raise not_found("een inkoopmodel van deze gemeente")
    return [
        ProductView(
            code=each.code,
            naam=each.naam,
            wet=each.wet,
            categorie=each.categorie,
            eenheid=each.eenheid,
            frequentie=str(each.frequentie),
        )
        for each in te_beschikken(model, work.today)
    ]


def beschikking_view(beschikking: Beschikking, producten: Sequence[BeschiktProduct]) -> BeschikkingView:
    """A beschikking as it goes out."""
    computed = {"bezwaar_tot", "producten"}
    fields = {name: getattr(beschikking, name) for name in BeschikkingView.model_fields if name not in computed}
    return BeschikkingView(
        **fields,
        bezwaar_tot=bezwaar_tot(beschikking.besluitdatum),
        producten=[BeschiktProductView.model_validate(each, from_attributes=True) for each in producten],
    )


def _beeindiging_view(beeindiging: Beeindiging) -> BeeindigingView:
    computed = {"product_ids", "bezwaar_tot"}
    fields = {name: getattr(beeindiging, name) for name in BeeindigingView.model_fields if name not in computed}
    return BeeindigingView(
        **fields, product_ids=beeindiging.producten, bezwaar_tot=bezwaar_tot(beeindiging.besluitdatum)
    )


async def beschikkingen_van(work: InWork, client_id: str) -> list[BeschikkingView]:
    """Every decision about a client as it goes out, oldest first."""
    gevonden = await store_besluit.beschikkingen_of_client(work.session, client_id)
    return [beschikking_view(each, await store_besluit.producten(work.session, each.id)) for each in gevonden]


def _created(
    beschikking: Beschikking, producten: Sequence[BeschiktProduct], etag: ShowEtag, location: ShowLocation
) -> BeschikkingView:
    location(f"/v1/beschikkingen/{beschikking.id}")
    etag(beschikking.versie)
    return beschikking_view(beschikking, producten)
