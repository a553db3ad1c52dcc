"""Running help that is moved to the products of a new contract (M134)."""

from fastapi import APIRouter

from chassis.door import Door, InWork
from chassis.paging import Cursor, read_cursor, write_cursor
from chassis.security import must_serve
from chassis.strict import Flag
from toegang.api.gedeeld import FrontOffice, refusals
from toegang.bodies.omzetting import Omzetting, OmzettingUitkomst
from toegang.usecases.zet_om import zet_om

router = APIRouter(prefix="/v1/omzettingen", route_class=Door, tags=["Omzetting"])


@router.post("")
async def post_omzetting(
    work: InWork, caller: FrontOffice, body: Omzetting, proef: Flag = False, cursor: Cursor = None
) -> OmzettingUitkomst:
    """Zet lopende ondersteuning om naar de producten van een nieuw contract. De inwoner houdt wat is toegekend.

    Gebruik dit als een nieuw contract andere productcodes heeft. Wat onder een oude code loopt stopt op de dag ervoor,
    en gaat bij dezelfde aanbieder verder onder de nieuwe code met een nieuw toewijzingsnummer. Gebruik eerst
    `proef=true`: dan ziet u wat niet kan en waarom, en verandert er niets. Zonder proef gaat om wat kan. Een verzoek
    ziet hoogstens 200 producten; geef `volgende` mee als cursor voor de rest. Nog eens sturen zet niets twee keer om.
    Een pgb blijft zoals het is. Voor elk product volgt `nl.wmo.indicaties.omgezet.v1`, en de aanbieder krijgt een 301.
    """
    must_serve(caller, body.gemeente)
    na = read_cursor(cursor)
    with refusals():
        uitkomst = await zet_om(work, body, na, proef=proef)
    if uitkomst.volgende is None:
        return uitkomst
    return uitkomst.model_copy(update={"volgende": write_cursor(uitkomst.volgende)})
