"""The steps with a provider after a traffic light that turned red (M89): talk, improvement plan, pause, ending."""

from chassis.identifiers import new_id
from chassis.problems import Problem, invalid
from chassis.security import must_serve
from chassis.tokens import Caller
from chassis.work import Work
from gebeurtenissen.monitoring import AANBIEDER_GEPAUZEERD, AANBIEDER_HERVAT, AanbiederMaatregel
from inkoop import Inkoopmodel, laad, namen
from monitoring.bodies.registers import MaatregelView, NieuweMaatregel
from monitoring.domain.maatregelen import HERSTELD, mag_volgen, titel_van
from monitoring.store import registers
from monitoring.tables import Maatregel


async def neem_maatregel(work: Work, caller: Caller, agb: str, nieuw: NieuweMaatregel) -> MaatregelView:
    """Take the next step. A pause stops new assignments (M64, toewijzing obeys), recovery lets them begin again.

    Raises Problem 400 for an unknown inkoopmodel, 403 unless the caller serves all its municipalities, 409 for a step
    that may not follow.
    """
    if nieuw.inkoopmodel not in namen():
        raise invalid("body.inkoopmodel", "Dit inkoopmodel is er niet.")
    model = laad(nieuw.inkoopmodel)
    for gemeente in model.gemeenten:
        must_serve(caller, gemeente.code)
    await work.wait_for_turn(f"maatregelen/{agb}/{model.naam}")
    eerder = [each for each in await registers.maatregelen(work.session, [agb]) if each.inkoopmodel == model.naam]
    vorige = eerder[-1] if eerder else None
    if not mag_volgen(vorige.stap if vorige else None, nieuw.stap):
        detail = f"Na '{vorige.stap if vorige else 'niets'}' kan '{nieuw.stap}' niet: de stappen staan vast (M89)."
        raise Problem(409, "maatregel", detail, rule="M89")
    if vorige is not None and nieuw.per < vorige.per:
        raise invalid("body.per", "Deze stap ligt voor de vorige stap.")
    row = Maatregel(
        id=new_id(),
        agb=agb,
        inkoopmodel=model.naam,
        nummer=len(eerder) + 1,
        stap=nieuw.stap,
        per=nieuw.per,
        door=caller.name,
        vastgelegd_op=work.now,
    )
    await registers.add(work.session, row)
    await _vertel(work, model, row, vorige)
    return maatregel_view(row)


async def _vertel(work: Work, model: Inkoopmodel, row: Maatregel, vorige: Maatregel | None) -> None:
    """Toewijzing has to know when a pause begins, and when it is over."""
    gepauzeerd = row.stap == "pauze"
    hervat = row.stap == HERSTELD and vorige is not None and vorige.stap == "pauze"
    if gepauzeerd or hervat:
        gemeenten = tuple(each.code for each in model.gemeenten)
        data = AanbiederMaatregel(agb=row.agb, gemeenten=gemeenten, per=row.per)
        await work.tell(AANBIEDER_GEPAUZEERD if gepauzeerd else AANBIEDER_HERVAT, f"{row.agb}/{model.naam}", data)


def ziet(caller: Caller, row: Maatregel) -> bool:
    """Whether a step is taken in a municipality of the caller."""
    return any(caller.serves(each.code) for each in laad(row.inkoopmodel).gemeenten)


def maatregel_view(row: Maatregel) -> MaatregelView:
    """As it goes over the API."""
    return MaatregelView(
        id=row.id,
        inkoopmodel=row.inkoopmodel,
        nummer=row.nummer,
        stap=row.stap,
        titel=titel_van(row.inkoopmodel, row.stap),
        per=row.per,
    )
