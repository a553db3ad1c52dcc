"""Answer messages of providers: exactly one retour on each, always."""

from collections import Counter
from collections.abc import Iterable, Sequence

import wetten
from berichtenverkeer.nummers import als_identificatie, reeks_van, volgende_nummers
from berichtenverkeer.post import Poststuk, Uitgaand, VanAanbieder, verzend
from berichtenverkeer.verwerking import Binnengekomen
from chassis.work import Work
from wetten import RETOUR_OP

Beoordeeld = tuple[Binnengekomen[VanAanbieder], Sequence[wetten.Bevinding]]
"""A message, and what was found in it."""


async def stuur_retouren(work: Work, beoordeeld: Sequence[Beoordeeld]) -> None:
    """Send the retour on each message, with what was found in it."""
    nummers = await _identificaties(work, [each.stuk for each, _ in beoordeeld])
    await verzend(
        work,
        *(
            _retour(work, each, bevindingen, nummer)
            for (each, bevindingen), nummer in zip(beoordeeld, nummers, strict=True)
        ),
    )


async def _identificaties(work: Work, stukken: Iterable[Poststuk]) -> list[str]:
    """The Identificatie of the retour on each: in order, from the series of its municipality."""
    reeksen = [reeks_van(RETOUR_OP[each.soort], each.gemeente) for each in stukken]
    gegeven = {reeks: iter(nummers) for reeks, nummers in (await volgende_nummers(work, Counter(reeksen))).items()}
    return [als_identificatie(next(gegeven[reeks])) for reeks in reeksen]


def _retour(
    work: Work, binnen: Binnengekomen[VanAanbieder], bevindingen: Sequence[wetten.Bevinding], identificatie: str
) -> Uitgaand:
    stuk = binnen.stuk
    retour = wetten.retour(binnen.bericht, bevindingen, identificatie=identificatie, dagtekening=work.today)
    return Uitgaand(retour, stuk.gemeente, stuk.agb, identificatie, antwoord_op=stuk.id, traceparent=binnen.traceparent)
