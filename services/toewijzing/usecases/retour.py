"""Answer messages of providers: exactly one retour on each, always."""

from collections.abc import Sequence

import wetten
from berichtenverkeer.nummers import volgende_identificaties
from berichtenverkeer.post import Uitgaand, VanAanbieder, verzend
from berichtenverkeer.verwerking import Binnengekomen
from chassis.work import Work
from wetten import RETOUR_OP

Beoordeeld = tuple[Binnengekomen[VanAanbieder], Sequence[wetten.Bevinding]]
"""A message, and what was found in it."""


async def stuur_retouren(work: Work, beoordeeld: Sequence[Beoordeeld]) -> None:
    """Send the retour on each message, with what was found in it."""
    stukken = [each.stuk for each, _ in beoordeeld]
    reeksen = [(RETOUR_OP[each.soort], each.gemeente, each.agb) for each in stukken]
    nummers = await volgende_identificaties(work, reeksen)
    await verzend(
        work,
        *(
            _retour(work, each, bevindingen, nummer)
            for (each, bevindingen), nummer in zip(beoordeeld, nummers, strict=True)
        ),
    )


def _retour(
    work: Work, binnen: Binnengekomen[VanAanbieder], bevindingen: Sequence[wetten.Bevinding], identificatie: str
) -> Uitgaand:
    stuk = binnen.stuk
    retour = wetten.retour(binnen.bericht, bevindingen, identificatie=identificatie, dagtekening=work.today)
    return Uitgaand(retour, stuk.gemeente, stuk.agb, identificatie, antwoord_op=stuk.id, traceparent=binnen.traceparent)
