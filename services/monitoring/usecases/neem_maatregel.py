"""The steps with a provider after a traffic light that turned red (M89): talk, improvement plan, pause, ending."""

from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.monitoring import AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT, AanbiederMaatregel
from inkoop import Inkoopmodel
from monitoring.domain.maatregelen import HERSTELD, mag_volgen
from monitoring.store import registers
from monitoring.tables import Maatregel
from weigering import Weigering


async def neem_maatregel(work: Work, agb: str, model: Inkoopmodel, stap: str, per: date, door: str) -> Maatregel:
    """Take the next step. A pause stops new assignments (M64, toewijzing obeys), recovery lets them begin again.

    Raises Weigering for a step that may not follow, and for a day before the step that went before.
    """
    await work.wait_for_turn(f"maatregelen/{agb}/{model.naam}")
    eerder = [each for each in await registers.maatregelen(work.session, [agb]) if each.inkoopmodel == model.naam]
    vorige = eerder[-1] if eerder else None
    if not mag_volgen(vorige.stap if vorige else None, stap):
        reden = f"Na '{vorige.stap if vorige else 'niets'}' kan '{stap}' niet: de stappen staan vast (M89)."
        raise Weigering(reden, soort="maatregel", regel="M89")
    if vorige is not None and per < vorige.per:
        raise Weigering("Deze stap ligt voor de vorige stap.", veld="body.per")
    row = Maatregel(
        id=new_id(),
        agb=agb,
        inkoopmodel=model.naam,
        volgnummer=len(eerder) + 1,
        stap=stap,
        per=per,
        door=door,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)
    await _vertel(work, model, row, vorige)
    return row


async def _vertel(work: Work, model: Inkoopmodel, row: Maatregel, vorige: Maatregel | None) -> None:
    """Toewijzing has to know when a pause begins, and when it is over."""
    gepauzeerd = row.stap == "pauze"
    hervat = row.stap == HERSTELD and vorige is not None and vorige.stap == "pauze"
    if gepauzeerd or hervat:
        gemeenten = tuple(each.code for each in model.gemeenten)
        data = AanbiederMaatregel(agb=row.agb, gemeenten=gemeenten, per=row.per)
        await work.tell(AANBIEDER_GEPAUZEERD if gepauzeerd else AANBIEDER_HERVAT, f"{row.agb}/{model.naam}", data)
