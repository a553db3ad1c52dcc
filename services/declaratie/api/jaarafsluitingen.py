"""Closing a year (M82, M136): the figures of the provider, explanations, proposal, closing, and the statement."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path, Query, Response

from bladen import CSV, XLSX, Blad
from chassis.door import Door, InWork
from chassis.headers import Etag, IfMatch, must_match
from chassis.paging import Cursor, Limit, Page, page_of, read_cursor
from chassis.problems import not_found
from chassis.security import needs
from chassis.strict import WHOLE
from chassis.tokens import Caller
from chassis.work import Work
from declaratie.api.vragen import BetaalLezer, Betaler, Kinderen, VraagAgb, VraagBudgethouder, zicht_van
from declaratie.bodies.jaarafsluitingen import (
    ControleverklaringView,
    JaarafsluitingKop,
    JaarafsluitingView,
    JaarcijferView,
    JaaropgaveBody,
    JaarproductView,
    Productieverantwoording,
    Sluitvoorstel,
    Verschiltoelichting,
)
from declaratie.domain.jaarafsluiting import Afsluitingstand, Jaarproduct, Vergelijking
from declaratie.domain.jaarafsluiting import Cijfer as Jaarcijfer
from declaratie.domain.jaarstaten import jaarstaat
from declaratie.store import jaarafsluitingen as store_jaarafsluitingen
from declaratie.store import jaarstaten as store_jaarstaten
from declaratie.store.jaarafsluitingen import Jaar
from declaratie.store.zicht import Zicht
from declaratie.tables import Jaarafsluiting
from declaratie.tables.beschermd import JAARSTAAT
from declaratie.uitvoer.bestand import PDF, bestand, bestand_response, geschreven
from declaratie.uitvoer.jaarafsluiting import bladen, titel
from declaratie.usecases import jaarafsluitingen

router = APIRouter(prefix="/v1/jaarafsluitingen", route_class=Door, tags=["Jaarafsluiting"])
VORMEN = (PDF, CSV, XLSX)
Jaartal = Annotated[int, Path(ge=2021, le=2099, description="Het jaar waarin geleverd is."), WHOLE]
PadAgb = Annotated[str, Path(alias="agb", pattern=r"^[0-9]{8}$", description="AGB-code van een aanbieder.")]
PadBudgethouder = Annotated[
    str, Path(alias="budgethouder", pattern=r"^[0-9]{4}$", description="CBS-code van de gemeente die betaalt.")
]
Aanbieder = Annotated[Caller, Depends(needs("berichten"))]
"""A provider."""


async def _van(jaar: Jaartal, agb: PadAgb, budgethouder: PadBudgethouder) -> Jaar:
    return Jaar(jaar, agb, budgethouder)


VanJaar = Annotated[Jaar, Depends(_van)]
EEN = "/{jaar}/{agb}/{budgethouder}"


@router.get("")
async def get_jaarafsluitingen(
    work: InWork,
    caller: BetaalLezer,
    jaar: Annotated[int | None, Query(ge=2021, le=2099, description="Alleen dit jaar."), WHOLE] = None,
    agb: VraagAgb = None,
    budgethouder: VraagBudgethouder = None,
    stand: Annotated[Afsluitingstand | None, Query(description="Alleen wat zo ver is.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[JaarafsluitingKop]:
    """De jaren waarover aanbieders cijfers opgaven, oudste opgave eerst. Een aanbieder ziet de zijne.

    Gebruik dit als werklijst: met stand=voorgesteld ziet u wat op een collega wacht. Er verandert niets.
    """
    van = {"jaar": jaar, "agb": agb, "budgethouder": budgethouder, "stand": stand}
    found = await store_jaarafsluitingen.jaarafsluitingen(
        work.session, zicht_van(caller), van, read_cursor(cursor), limit + 1
    )
    return page_of([JaarafsluitingKop(**_kop(caller, each)) for each in found], limit, key=lambda each: each.id)


@router.get(EEN)
async def get_jaarafsluiting(work: InWork, caller: BetaalLezer, van: VanJaar, etag: Etag) -> JaarafsluitingView:
    """Eén jaar met een aanbieder: per product wat is toegekend, wat hij opgaf, het verschil en de uitleg.

    Gebruik dit om verschillen uit te zoeken. Na het sluiten staat bij `naAfsluiting` wat er later nog over dat jaar is
    toegekend. Er verandert niets.
    """
    row = await store_jaarafsluitingen.jaarafsluiting(work.session, van)
    return await toon(work, caller, gezien(caller, row), etag)


@router.put(f"{EEN}/productieverantwoording", responses={428: {}})
async def put_productieverantwoording(
    work: InWork, caller: Aanbieder, van: VanJaar, body: Productieverantwoording, etag: Etag, if_match: IfMatch = None
) -> JaarafsluitingView:
    """Geef als aanbieder uw cijfers over een jaar op, per product en eenheid. Zij vervangen wat u eerder opgaf.

    Gebruik dit na afloop van het jaar. Noem elk product één keer; is er een verschil met wat is toegekend, leg het dan
    meteen uit. Gaf u al eerder iets op, stuur dan `If-Match` mee. Er volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    if caller.agb != van.agb:
        raise not_found("deze aanbieder")
    bekend = await jaarafsluitingen.neem(work, van)
    if bekend is not None:
        must_match(if_match, bekend.versie)
    gegeven = jaarafsluitingen.Productieverantwoording(
        body.naam, body.adresregel, body.postcode, body.plaatsnaam, [_opgave(each) for each in body.producten]
    )
    row = await jaarafsluitingen.verantwoord(work, van, bekend, gegeven, caller.name)
    return await toon(work, caller, row, etag)


@router.put(f"{EEN}/toelichting")
async def put_toelichting(
    work: InWork, caller: Betaler, van: VanJaar, body: Verschiltoelichting, etag: Etag
) -> JaarafsluitingView:
    """Leg als gemeente een verschil bij een product uit. Het vervangt wat u daarover eerder zei.

    Gebruik dit voor elk verschil dat de aanbieder niet uitlegt. De uitleg geldt voor het verschil van nu: verandert
    dat, dan telt zij niet meer. Er volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    row = await neem(work, caller, van)
    product = Jaarproduct(body.categorie, body.code, body.eenheid.value)
    await jaarafsluitingen.licht_toe(work, row, product, body.tekst, caller.name)
    return await toon(work, caller, row, etag)


@router.post(f"{EEN}/_voorstellen")
async def post_voorstellen(
    work: InWork, caller: Betaler, van: VanJaar, body: Sluitvoorstel, etag: Etag
) -> JaarafsluitingView:
    """Stel voor een jaar te sluiten zoals het er nu staat. Een collega sluit het daarna.

    Gebruik dit als elk verschil is uitgelegd. Zonder goedkeurende controleverklaring zegt u bij `toelichting` waarom u
    toch sluit, zoals bij een aanbieder met weinig omzet. Er volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    row = await neem(work, caller, van)
    await jaarafsluitingen.stel_voor(work, row, body.toelichting, caller.name)
    return await toon(work, caller, row, etag)


@router.post(f"{EEN}/_heropenen")
async def post_heropenen(work: InWork, caller: Betaler, van: VanJaar, etag: Etag) -> JaarafsluitingView:
    """Trek het voorstel om te sluiten in. De aanbieder en u kunnen weer wijzigen.

    Gebruik dit als er toch iets niet klopt. Een jaar dat gesloten is, heropent u niet: vorder dan, of laat de aanbieder
    crediteren. Er volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    row = await neem(work, caller, van)
    await jaarafsluitingen.heropen(work, row)
    return await toon(work, caller, row, etag)


@router.post(f"{EEN}/_sluiten")
async def post_jaar_sluiten(
    work: InWork, caller: Betaler, kinderen: Kinderen, van: VanJaar, etag: Etag
) -> JaarafsluitingView:
    """Sluit een jaar dat een collega voorstelde te sluiten. Daarna staat het vast, en wordt de staat bewaard.

    Gebruik dit als tweede persoon. Wat later nog over dat jaar wordt toegekend, wordt gewoon betaald en staat apart bij
    `naAfsluiting`. Er volgt `nl.wmo.jaarafsluitingen.gewijzigd.v1`.
    """
    row = await neem(work, caller, van)
    await jaarafsluitingen.mag_dicht(work, row, caller.name)
    tabellen = await _tabellen(work, row)
    bestanden = {vorm: await geschreven(kinderen, vorm, titel(row), tabellen, work.now) for vorm in VORMEN}
    await jaarafsluitingen.sluit(work, row, bestanden)
    return await toon(work, caller, row, etag)


@router.get(f"{EEN}/staat", response_class=Response, responses=bestand_response(*VORMEN))
async def get_staat(
    work: InWork, caller: BetaalLezer, kinderen: Kinderen, van: VanJaar, vorm: Literal["pdf", "csv", "xlsx"] = "pdf"
) -> Response:
    """De verantwoording over een jaar als bestand: wie, wat ieder zegt, de uitleg, en ruimte om te tekenen.

    Gebruik dit voor het dossier en voor de accountant. Zolang het jaar niet gesloten is, staat er concept op; daarna
    is het altijd hetzelfde bestand. Er verandert niets.
    """
    row = gezien(caller, await store_jaarafsluitingen.jaarafsluiting(work.session, van))
    bewaard = await store_jaarafsluitingen.bestand(work.session, row.id, vorm)
    if bewaard is None:
        inhoud = await geschreven(kinderen, vorm, titel(row), await _tabellen(work, row), work.now)
        return bestand(vorm, _naam(row), inhoud)
    return bestand(vorm, _naam(row), work.vault.open(JAARSTAAT, bewaard.id, bewaard.inhoud))


async def neem(work: Work, caller: Caller, van: Jaar) -> Jaarafsluiting:
    """The closing of a year to take a step with; Problem 404 for who may not know of it, and when there is none."""
    row = await jaarafsluitingen.neem(work, van) if caller.may_see(van.budgethouder, van.agb) else None
    return gezien(caller, row)


def gezien(caller: Caller, row: Jaarafsluiting | None) -> Jaarafsluiting:
    """The closing of a year as found; Problem 404 for who may not know of it, and when there is none."""
    if row is None or not caller.may_see(row.budgethouder, row.agb):
        raise not_found("de opgave van deze aanbieder over dit jaar")
    return row


async def _tabellen(work: Work, row: Jaarafsluiting) -> list[Blad]:
    alles = Zicht(row.agb, ())
    groepen = [
        each
        for each in await store_jaarstaten.jaargroepen(work.session, alles, row.agb, row.jaar)
        if each.budgethouder == row.budgethouder
    ]
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    staat = jaarstaat(row.jaar, row.agb, work.now, groepen)
    return bladen(row, verklaring, await jaarafsluitingen.vergelijking(work, row), staat)


def _naam(row: Jaarafsluiting) -> str:
    return f"productieverantwoording-{row.jaar}-{row.agb}-{row.budgethouder}"


def _opgave(body: JaaropgaveBody) -> jaarafsluitingen.Opgave:
    product = Jaarproduct(body.categorie, body.code, body.eenheid.value)
    return jaarafsluitingen.Opgave(product, Jaarcijfer(body.volume, body.bedrag), body.toelichting)


async def toon(work: Work, caller: Caller, row: Jaarafsluiting, etag: Etag) -> JaarafsluitingView:
    """All of it, with the ETag of this state."""
    etag(row.versie)
    verklaring = await store_jaarafsluitingen.verklaring(work.session, row.id)
    na = await jaarafsluitingen.na_afsluiting(work, row)
    return JaarafsluitingView(
        **_kop(caller, row),
        adresregel=row.adresregel,
        postcode=row.postcode,
        plaatsnaam=row.plaatsnaam,
        toelichting=row.toelichting,
        controleverklaring=(
            None if verklaring is None else ControleverklaringView.model_validate(verklaring, from_attributes=True)
        ),
        producten=[_product(each) for each in await jaarafsluitingen.vergelijking(work, row)],
        na_afsluiting=[
            JaarcijferView(
                categorie=product.categorie,
                code=product.code,
                eenheid=product.eenheid,
                volume=cijfer.volume,
                bedrag=cijfer.bedrag,
            )
            for product, cijfer in na.items()
        ],
    )


def _kop(caller: Caller, row: Jaarafsluiting) -> dict[str, object]:
    """A provider does not see who of the municipality did what."""
    verborgen = set() if caller.agb is None else {"voorgesteld_door", "gesloten_door"}
    return {name: None if name in verborgen else getattr(row, name) for name in JaarafsluitingKop.model_fields}


def _product(each: Vergelijking) -> JaarproductView:
    return JaarproductView(
        categorie=each.product.categorie,
        code=each.product.code,
        eenheid=each.product.eenheid,
        toegekend_volume=each.toegekend.volume,
        toegekend_bedrag=each.toegekend.bedrag,
        opgegeven_volume=each.opgegeven.volume,
        opgegeven_bedrag=each.opgegeven.bedrag,
        verschil_volume=each.verschil.volume,
        verschil_bedrag=each.verschil.bedrag,
        toelichting_aanbieder=each.aanbieder,
        toelichting_gemeente=each.gemeente,
        is_verklaard=each.is_verklaard,
    )
