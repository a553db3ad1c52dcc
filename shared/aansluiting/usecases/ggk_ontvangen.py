"""Taking in what the hub brings: kept safely before anybody hears that it came; everything else follows later."""

from dataclasses import dataclass

from aansluiting.instellingen import instellingen_van
from aansluiting.store import ggk as store
from chassis.service import Room
from chassis.work import Work
from koppelvlakken.ggk import controle
from koppelvlakken.ggk.controle import Bezwaar
from koppelvlakken.ggk.envelop import Bericht, Envelop

DUBBEL = Bezwaar("StUF016", "Onder dit nummer kwam van deze zender al een ander bericht.")


@dataclass(frozen=True)
class Aanname:
    """What came of an envelope at the door: kept, or why it is not."""

    bezwaar: Bezwaar | None = None


async def neem_aan(room: Room, bericht: Bericht) -> Aanname:
    """Keep an envelope, once. What is refused stays with who brought it.

    Refused are: one for a municipality that is not ours, one of a kind or a sender that cannot be, and another one
    under a number that its sender used before. The same one again is taken as it was. Raises what keeps the database
    away: then it was not taken in.
    """
    instellingen = instellingen_van(room.settings)
    bezwaar = controle.keur_bestemming(bericht, instellingen.gemeenten)
    if bezwaar is None and isinstance(bericht, Envelop):
        bezwaar = controle.keur_stuurgegevens(bericht, "aanbieder")
    if bezwaar is not None:
        return Aanname(bezwaar)
    async with room.work() as work:
        return await _bewaar(work, bericht)


async def _bewaar(work: Work, bericht: Bericht) -> Aanname:
    functie = bericht.functie if isinstance(bericht, Envelop) else ""
    if not functie:
        oorspronkelijk = await store.uitgaand_met(work, bericht.cross_referentienummer or "")
        functie = oorspronkelijk.functie if oorspronkelijk is not None else ""
    bewaard = await store.bewaar_inkomend(work, bericht, functie)
    return Aanname() if bewaard is not None else Aanname(DUBBEL)
