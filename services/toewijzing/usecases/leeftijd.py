"""Whether help under the Jeugdwet ends in time: without a new decision here too (Jeugdwet 1.1)."""

from datetime import date

from chassis.work import Work
from toewijzing.usecases.persoon import jeugdwet_tot
from weigering import Weigering
from wetten import Wet


async def toets_leeftijd(work: Work, wet: Wet, client_id: str, einddatum: date | None) -> None:
    """Raises Weigering where this would go on after the Jeugdwet holds for the client.

    Raises httpx.HTTPError when toegang does not answer.
    """
    if wet is not Wet.JEUGDWET:
        return
    laatste = await jeugdwet_tot(work, client_id)
    if laatste is not None and (einddatum is None or einddatum > laatste):
        reden = (
            f"De Jeugdwet geldt voor deze cliënt tot en met {laatste:%d-%m-%Y}. Kies een einddatum tot en met die dag, "
            "of leg bij de zaak vast waarom de jeugdhulp daarna doorgaat."
        )
        raise Weigering(reden, soort="leeftijd", regel="Jeugdwet 1.1")
