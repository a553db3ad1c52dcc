"""What contract management records: surveys, planning signals, risks, complaints, steps with providers."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from chassis.door import Door, InWork
from chassis.paging import Page, day_key, page_of, read_day_cursor
from monitoring.api.rechten import Reader, Recorder
from monitoring.bodies.keten import Lijstfilter
from monitoring.bodies.registers import (
    AantekeningView,
    KlachtMetStappen,
    KlachtView,
    MaatregelView,
    NieuweErvaring,
    NieuweKlacht,
    NieuweMaatregel,
    NieuwePlanning,
    NieuweStap,
    NieuwRisico,
    Sluiting,
)
from monitoring.store import registers
from monitoring.usecases.lees_keten import kies
from monitoring.usecases.neem_maatregel import maatregel_view, neem_maatregel, ziet
from monitoring.usecases.registreer import (
    dien_klacht_in,
    klacht_view,
    noteer,
    sluit_risico,
    toon_klacht,
    view,
    zet_klachtstap,
)

router = APIRouter(prefix="/v1", route_class=Door, tags=["Contractsturing"])
AgbPath = Annotated[str, Path(pattern=r"^[0-9]{8}$")]
Id = Annotated[str, Path(max_length=36)]


@router.post("/clientervaringen", status_code=201)
async def post_clientervaring(work: InWork, caller: Recorder, nieuw: NieuweErvaring) -> AantekeningView:
    """Leg een antwoord uit het cliëntonderzoek vast (M90), zonder wie het gaf."""
    return await noteer(work, caller, "ervaring", (nieuw.gemeente, nieuw.agb, nieuw.op), "cijfer", nieuw.cijfer)


@router.post("/planningssignalen", status_code=201)
async def post_planningssignaal(work: InWork, caller: Recorder, nieuw: NieuwePlanning) -> AantekeningView:
    """Leg een signaal over de planning vast (M116)."""
    return await noteer(work, caller, "planning", (nieuw.gemeente, nieuw.agb, nieuw.op), nieuw.soort, None)


@router.post("/risicos", status_code=201)
async def post_risico(work: InWork, caller: Recorder, nieuw: NieuwRisico) -> AantekeningView:
    """Leg een risico bij een aanbieder vast (M106)."""
    plek = (nieuw.gemeente, nieuw.agb, nieuw.op)
    return await noteer(work, caller, "risico", plek, nieuw.soort, nieuw.kans * nieuw.gevolg)


@router.get("/risicos")
async def list_risicos(
    work: InWork, caller: Reader, gevraagd: Annotated[Lijstfilter, Query()]
) -> Page[AantekeningView]:
    """De risico's van uw gemeenten (M106), oudste eerst."""
    na = read_day_cursor(gevraagd.cursor)
    found = await registers.aantekeningen(work.session, kies(caller, gevraagd), "risico", na, gevraagd.limit + 1)
    return page_of([view(each) for each in found], gevraagd.limit, lambda each: day_key(each.op, each.id))


@router.post("/risicos/{risico_id}/_sluit")
async def sluit(work: InWork, caller: Recorder, risico_id: Id, sluiting: Sluiting) -> AantekeningView:
    """Sluit een risico (M106)."""
    return await sluit_risico(work, caller, risico_id, sluiting.op)


@router.post("/klachten", status_code=201)
async def post_klacht(work: InWork, caller: Recorder, nieuw: NieuweKlacht, response: Response) -> KlachtMetStappen:
    """Leg een klacht vast (M110). Aanbieder en consulent kijken er eerst naar."""
    klacht = await dien_klacht_in(work, caller, nieuw)
    response.headers["Location"] = f"/v1/klachten/{klacht.id}"
    return klacht


@router.get("/klachten")
async def list_klachten(work: InWork, caller: Reader, gevraagd: Annotated[Lijstfilter, Query()]) -> Page[KlachtView]:
    """De klachten van uw gemeenten (M110), oudste eerst."""
    na = read_day_cursor(gevraagd.cursor)
    found = await registers.klachten(work.session, kies(caller, gevraagd), na, gevraagd.limit + 1)
    return page_of(
        [klacht_view(each) for each in found], gevraagd.limit, lambda each: day_key(each.ontvangen_op, each.id)
    )


@router.get("/klachten/{klacht_id}")
async def get_klacht(work: InWork, caller: Reader, klacht_id: Id) -> KlachtMetStappen:
    """Een klacht met haar stappen."""
    return await toon_klacht(work, caller, klacht_id)


@router.post("/klachten/{klacht_id}/stappen", status_code=201)
async def post_stap(work: InWork, caller: Recorder, klacht_id: Id, nieuw: NieuweStap) -> KlachtMetStappen:
    """Zet de volgende stap van een klacht (M110)."""
    return await zet_klachtstap(work, caller, klacht_id, nieuw.stap, nieuw.op)


@router.get("/aanbieders/{agb}/maatregelen")
async def list_maatregelen(work: InWork, caller: Reader, agb: AgbPath) -> list[MaatregelView]:
    """De stappen met een aanbieder (M89), in uw gemeenten."""
    return [maatregel_view(each) for each in await registers.maatregelen(work.session, [agb]) if ziet(caller, each)]


@router.post("/aanbieders/{agb}/maatregelen", status_code=201)
async def post_maatregel(work: InWork, caller: Recorder, agb: AgbPath, nieuw: NieuweMaatregel) -> MaatregelView:
    """Zet de volgende stap met een aanbieder (M89). Een pauze stopt nieuwe toewijzingen."""
    return await neem_maatregel(work, caller, agb, nieuw)
