"""Answer a message of a provider: exactly one retour, always."""

from collections.abc import Sequence

import wetten
from berichtenverkeer.nummers import volgende_identificatie
from berichtenverkeer.post import Poststuk, Uitgaand, VanAanbieder, verzend
from chassis.work import Work
from wetten import RETOUR_OP


async def stuur_retour(
    work: Work, stuk: Poststuk, bericht: VanAanbieder, bevindingen: Sequence[wetten.Bevinding]
) -> None:
    """Send the retour on a message, with what was found in it."""
    identificatie = await volgende_identificatie(work, RETOUR_OP[stuk.soort], stuk.gemeente, stuk.agb)
    retour = wetten.retour(bericht, bevindingen, identificatie=identificatie, dagtekening=work.today)
    await verzend(work, Uitgaand(retour, stuk.gemeente, stuk.agb, identificatie, antwoord_op=stuk.id))
