"""Decide on a granted line that policy points at."""

from chassis.work import Work
from declaratie.store import declaraties as store_declaraties
from declaratie.tables import Aandachtspunt
from gebeurtenissen.declaratie import AANDACHTSPUNT_AFGEHANDELD, AandachtspuntAfgehandeld
from weigering import Weigering


async def handel_af(work: Work, punt: Aandachtspunt, door: str, besluit: str, toelichting: str) -> None:
    """Keep the decision with who took it and when, and tell it. The line stays granted.

    Raises Weigering when it was decided on before.
    """
    if punt.afgehandeld_op is not None:
        reden = "Dit aandachtspunt is al afgehandeld. Lees het besluit bij het aandachtspunt."
        raise Weigering(reden, soort="al-afgehandeld")
    punt.afgehandeld_op, punt.afgehandeld_door = work.now, door
    punt.besluit, punt.toelichting = besluit, toelichting
    await work.session.flush()
    declaratie = await store_declaraties.declaratie(work.session, punt.declaratie_id)
    assert declaratie is not None  # a line of it stands
    data = AandachtspuntAfgehandeld(
        aandachtspunt_id=punt.id,
        declaratie_id=punt.declaratie_id,
        volgnummer=punt.volgnummer,
        gemeente=punt.gemeente,
        wet=declaratie.wet,
        agb=punt.agb,
        m_nummer=punt.m_nummer,
        bedrag=punt.bedrag,
        besluit=besluit,
        budgethouder=punt.budgethouder,
    )
    await work.tell(AANDACHTSPUNT_AFGEHANDELD, punt.id, data)
