"""The steps with a provider (M89), and what the provider says of them."""

from typing import Annotated

from fastapi import APIRouter, Path

from chassis.door import Door, InWork
from chassis.headers import Location
from chassis.problems import invalid, not_found
from chassis.security import must_serve
from chassis.tokens import Caller
from inkoop import laad, namen
from monitoring.bodies.maatregelen import MaatregelView, NieuweMaatregel, NieuwWederhoor
from monitoring.domain.maatregelen import titel_van
from monitoring.rechten import MaatregelLezer, Recorder, Wederhorende, modellen_voor
from monitoring.store import registers
from monitoring.tables import Maatregel
from monitoring.usecases.neem_maatregel import Stapkeuze, geef_wederhoor, neem_maatregel

router = APIRouter(prefix="/v1/aanbieders/{agb}/maatregelen", route_class=Door, tags=["Contractsturing"])
AgbPath = Annotated[str, Path(pattern=r"^[0-9]{8}$")]
Id = Annotated[str, Path(max_length=36)]


@router.get("")
async def get_maatregelen(work: InWork, caller: MaatregelLezer, agb: AgbPath) -> list[MaatregelView]:
    """De stappen met een aanbieder (M89), in uw gemeenten; een aanbieder leest de stappen met zichzelf.

    Gebruik dit om te zien welke stappen er met een aanbieder waren, waarom, en wat hij ervan zegt. Er verandert niets.
    """
    found = await registers.maatregelen(work.session, [agb])
    return [_view(each) for each in found if _ziet(caller, each)]


@router.post("", status_code=201)
async def post_maatregel(
    work: InWork, caller: Recorder, agb: AgbPath, body: NieuweMaatregel, location: Location
) -> MaatregelView:
    """Zet de volgende stap met een aanbieder (M89). Een pauze stopt nieuwe toewijzingen.

    Gebruik dit als een stoplicht op rood staat (`kpi`), of noem zelf de norm: eerst een gesprek met hoor en wederhoor,
    dan een verbeterplan met een laatste dag, de controle daarvan, een pauze en het einde. Slaat u iets over, zeg dan
    waarom. Na elke stap voor het einde kan het hersteld zijn. Bij een pauze volgt `nl.wmo.aanbieders.gepauzeerd.v1`, en
    bij herstel na een pauze `nl.wmo.aanbieders.hervat.v1`.
    """
    if body.inkoopmodel not in namen():
        raise invalid("body.inkoopmodel", "Dit inkoopmodel is er niet.")
    model = laad(body.inkoopmodel)
    for gemeente in model.gemeenten:
        must_serve(caller, gemeente.code)
    keuze = Stapkeuze(**body.model_dump(exclude={"inkoopmodel"}))
    location(f"/v1/aanbieders/{agb}/maatregelen")
    return _view(await neem_maatregel(work, agb, model, keuze, caller.name))


@router.post("/{maatregel_id}/wederhoor", status_code=201)
async def post_wederhoor(
    work: InWork, caller: Wederhorende, agb: AgbPath, maatregel_id: Id, body: NieuwWederhoor, location: Location
) -> MaatregelView:
    """Geef als aanbieder uw antwoord op een stap (M89), of schrijf als gemeente op wat hij in het gesprek zei.

    Gebruik dit na een gesprek: zonder antwoord heet het wederhoor overgeslagen. Een antwoord geeft u één keer. Er volgt
    geen gebeurtenis.
    """
    found = await registers.maatregel(work.session, maatregel_id)
    if found is None or found.agb != agb or not _ziet(caller, found):
        raise not_found("deze maatregel")
    await geef_wederhoor(work, found, body.tekst)
    location(f"/v1/aanbieders/{agb}/maatregelen")
    return _view(found)


def _ziet(caller: Caller, row: Maatregel) -> bool:
    """Whether a step is about the caller, or taken in a municipality of the caller."""
    if caller.agb is not None:
        return row.agb == caller.agb
    return row.inkoopmodel in modellen_voor(caller)


def _view(row: Maatregel) -> MaatregelView:
    velden = {naam: getattr(row, naam) for naam in MaatregelView.model_fields if naam != "titel"}
    return MaatregelView.model_validate({**velden, "titel": titel_van(row.inkoopmodel, row.stap)})
