"""What contract management records: surveys, planning signals, risks, complaints, steps with providers."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.paging import Page, day_key, page_of, read_day_cursor
from chassis.problems import invalid
from chassis.security import found_for, must_serve
from chassis.tokens import Caller
from chassis.work import Work
from inkoop import laad, namen
from monitoring.bodies.keten import Lijstfilter
from monitoring.bodies.registers import (
    AantekeningView,
    KlachtMetStappen,
    KlachtstapView,
    KlachtView,
    MaatregelView,
    NieuweClientervaring,
    NieuweKlacht,
    NieuweKlachtstap,
    NieuweMaatregel,
    NieuwPlanningssignaal,
    NieuwRisico,
    RisicoSluiting,
)
from monitoring.domain.maatregelen import titel_van
from monitoring.domain.registers import Aantekeningsoort
from monitoring.rechten import Reader, Recorder, kies_voor
from monitoring.store import registers
from monitoring.tables import Aantekening, Klacht, Maatregel
from monitoring.usecases.neem_maatregel import neem_maatregel
from monitoring.usecases.registreer import NieuweAantekening, dien_klacht_in, noteer, sluit_risico, zet_klachtstap

router = APIRouter(prefix="/v1", route_class=Door, tags=["Contractsturing"])
AgbPath = Annotated[str, Path(pattern=r"^[0-9]{8}$")]
Id = Annotated[str, Path(max_length=36)]


@router.post("/clientervaringen", status_code=201)
async def post_clientervaring(
    work: InWork, caller: Recorder, body: NieuweClientervaring, location: Location
) -> AantekeningView:
    """Leg een antwoord uit het cliëntonderzoek vast (M90), zonder wie het gaf.

    Gebruik dit voor elk antwoord dat u krijgt; het cijfer is in tienden. Het telt mee in het rapport over aanbieders.
    Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    nieuw = NieuweAantekening(Aantekeningsoort.ERVARING, body.gemeente, body.agb, body.op, "cijfer", body.cijfer)
    location("/v1/rapporten/clientervaringen")
    return _view(await noteer(work, nieuw, caller.name))


@router.post("/planningssignalen", status_code=201)
async def post_planningssignaal(
    work: InWork, caller: Recorder, body: NieuwPlanningssignaal, location: Location
) -> AantekeningView:
    """Leg een signaal over de planning vast (M116).

    Gebruik dit als een cliënt te laat, dubbel of niet werd bezocht. Het telt mee in het rapport over aanbieders. Er
    volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    nieuw = NieuweAantekening(Aantekeningsoort.PLANNING, body.gemeente, body.agb, body.op, body.soort)
    location("/v1/rapporten/planningssignalen")
    return _view(await noteer(work, nieuw, caller.name))


@router.post("/risicos", status_code=201)
async def post_risico(work: InWork, caller: Recorder, body: NieuwRisico, location: Location) -> AantekeningView:
    """Leg een risico bij een aanbieder vast (M106).

    Gebruik dit als u verwacht dat een aanbieder zijn afspraken niet nakomt. De zwaarte is kans maal gevolg. Later sluit
    u het risico. Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    zwaarte = body.kans * body.gevolg
    nieuw = NieuweAantekening(Aantekeningsoort.RISICO, body.gemeente, body.agb, body.op, body.soort, zwaarte)
    location("/v1/risicos")
    return _view(await noteer(work, nieuw, caller.name))


@router.get("/risicos")
async def get_risicos(work: InWork, caller: Reader, gevraagd: Annotated[Lijstfilter, Query()]) -> Page[AantekeningView]:
    """De risico's van uw gemeenten (M106), oudste eerst.

    Gebruik dit om risico's te bespreken, ook die al gesloten zijn. Er verandert niets.
    """
    na, selectie = read_day_cursor(gevraagd.cursor), kies_voor(caller, gevraagd)
    found = await registers.aantekeningen(work.session, selectie, Aantekeningsoort.RISICO, na, gevraagd.limit + 1)
    return page_of([_view(each) for each in found], gevraagd.limit, lambda each: day_key(each.op, each.id))


@router.post("/risicos/{risico_id}/_sluit")
async def post_sluit(work: InWork, caller: Recorder, risico_id: Id, body: RisicoSluiting) -> AantekeningView:
    """Sluit een risico (M106).

    Gebruik dit als het risico weg is. Het blijft in de lijst staan, met de dag. Er volgt geen gebeurtenis.
    """
    found = await registers.aantekening(work.session, Aantekeningsoort.RISICO, risico_id)
    risico = found_for(work, caller, found, "dit risico")
    await sluit_risico(work, risico, body.op)
    return _view(risico)


@router.post("/klachten", status_code=201)
async def post_klacht(work: InWork, caller: Recorder, body: NieuweKlacht, location: Location) -> KlachtMetStappen:
    """Leg een klacht vast (M110). Aanbieder en consulent kijken er eerst naar.

    Gebruik dit als een cliënt een klacht heeft. Het verhaal blijft bij wie het hoorde: hier staat alleen het onderwerp.
    Daarna zet u de stappen. Er volgt geen gebeurtenis.
    """
    must_serve(caller, body.gemeente)
    klacht = await dien_klacht_in(work, body, caller.name)
    location(f"/v1/klachten/{klacht.id}")
    return await _met_stappen(work, klacht)


@router.get("/klachten")
async def get_klachten(work: InWork, caller: Reader, gevraagd: Annotated[Lijstfilter, Query()]) -> Page[KlachtView]:
    """De klachten van uw gemeenten (M110), oudste eerst.

    Gebruik dit om te zien welke klachten er zijn en bij welke stap ze staan. Er verandert niets.
    """
    na = read_day_cursor(gevraagd.cursor)
    found = await registers.klachten(work.session, kies_voor(caller, gevraagd), na, gevraagd.limit + 1)
    return page_of(
        [_klacht_view(each) for each in found], gevraagd.limit, lambda each: day_key(each.ontvangen_op, each.id)
    )


@router.get("/klachten/{klacht_id}")
async def get_klacht(work: InWork, caller: Reader, klacht_id: Id) -> KlachtMetStappen:
    """Een klacht met haar stappen.

    Gebruik dit om te zien wie er wanneer naar een klacht keek. Er verandert niets.
    """
    return await _met_stappen(work, await _klacht(work, caller, klacht_id))


@router.post("/klachten/{klacht_id}/stappen", status_code=201)
async def post_klachtstap(
    work: InWork, caller: Recorder, klacht_id: Id, body: NieuweKlachtstap, location: Location
) -> KlachtMetStappen:
    """Zet de volgende stap van een klacht (M110).

    Gebruik dit als een onafhankelijk iemand naar de klacht kijkt, of als zij is afgehandeld. Een stap terug kan niet.
    Er volgt geen gebeurtenis.
    """
    klacht = await _klacht(work, caller, klacht_id)
    await zet_klachtstap(work, klacht, body.stap, body.op, caller.name)
    location(f"/v1/klachten/{klacht_id}")
    return await _met_stappen(work, klacht)


@router.get("/aanbieders/{agb}/maatregelen")
async def get_maatregelen(work: InWork, caller: Reader, agb: AgbPath) -> list[MaatregelView]:
    """De stappen met een aanbieder (M89), in uw gemeenten.

    Gebruik dit om te zien welke gesprekken en afspraken er met een aanbieder waren. Er verandert niets.
    """
    found = await registers.maatregelen(work.session, [agb])
    return [_maatregel_view(each) for each in found if _ziet(caller, each)]


@router.post("/aanbieders/{agb}/maatregelen", status_code=201)
async def post_maatregel(
    work: InWork, caller: Recorder, agb: AgbPath, body: NieuweMaatregel, location: Location
) -> MaatregelView:
    """Zet de volgende stap met een aanbieder (M89). Een pauze stopt nieuwe toewijzingen.

    Gebruik dit als een stoplicht op rood staat: eerst een gesprek, dan een verbeterplan, een pauze en het einde. Na
    elke stap voor het einde kan het hersteld zijn. Bij een pauze volgt `nl.wmo.aanbieders.gepauzeerd.v1`, en bij
    herstel na een pauze `nl.wmo.aanbieders.hervat.v1`.
    """
    if body.inkoopmodel not in namen():
        raise invalid("body.inkoopmodel", "Dit inkoopmodel is er niet.")
    model = laad(body.inkoopmodel)
    for gemeente in model.gemeenten:
        must_serve(caller, gemeente.code)
    location(f"/v1/aanbieders/{agb}/maatregelen")
    return _maatregel_view(await neem_maatregel(work, agb, model, body.stap, body.per, caller.name))


async def _klacht(work: Work, caller: Caller, key: str) -> Klacht:
    return found_for(work, caller, await registers.klacht(work.session, key), "deze klacht")


async def _met_stappen(work: Work, klacht: Klacht) -> KlachtMetStappen:
    stappen = [
        KlachtstapView(stap=each.stap, op=each.op) for each in await registers.klachtstappen(work.session, klacht.id)
    ]
    return KlachtMetStappen(**_klacht_view(klacht).model_dump(), stappen=stappen)


def _klacht_view(row: Klacht) -> KlachtView:
    return KlachtView.model_validate(row, from_attributes=True)


def _view(row: Aantekening) -> AantekeningView:
    return AantekeningView.model_validate(row, from_attributes=True)


def _ziet(caller: Caller, row: Maatregel) -> bool:
    """Whether a step is taken in a municipality of the caller."""
    return any(caller.serves(each.code) for each in laad(row.inkoopmodel).gemeenten)


def _maatregel_view(row: Maatregel) -> MaatregelView:
    return MaatregelView(
        id=row.id,
        inkoopmodel=row.inkoopmodel,
        volgnummer=row.volgnummer,
        stap=row.stap,
        titel=titel_van(row.inkoopmodel, row.stap),
        per=row.per,
    )
