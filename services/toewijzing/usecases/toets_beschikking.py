"""Before a decision is taken: what of it could never be told to the provider that it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chassis.work import Work
from gebeurtenissen.toegang import BeschikkingAfgegeven
from toewijzing.domain.einde import laatste_dagen
from toewijzing.domain.toewijzing import LOPEND, Bezwaar, Toewijzingstatus, overlapt
from toewijzing.domain.wijziging import beeindig_op
from toewijzing.store.aanbod import Aanbodlijst
from toewijzing.store.van_client import afspraak_van, levering_van, onderdeel_van, van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import aanbod_voor, onverzendbaar, waarom_niet
from toewijzing.usecases.wijs_toe import nieuw_van, op_volgorde


@dataclass(frozen=True)
class Verboden:
    """A product of the decision that the standard forbids, and why."""

    product_id: str
    bezwaar: Bezwaar


async def toets_beschikking(
    work: Work, beschikking: BeschikkingAfgegeven, gestopt: Mapping[str, date]
) -> list[Verboden]:
    """What the standard forbids in a decision that is about to be told; nothing is kept.

    `gestopt`: the last day of each product of this client that was stopped, as toegang knows it: that may not have been
    heard here yet. A contract that is missing, or a policy that asks for another provider, forbids nothing: the product
    then waits for a choice.
    """
    alles = await van_client(work.session, beschikking.gemeente, beschikking.client_id)
    # From here on these are no rows any more: what follows only asks what would be.
    for each in alles:
        work.session.expunge(each)
    _stop(alles, gestopt)
    verboden = []
    nieuw = [nieuw_van(beschikking, each, beschikking.bsn_hash) for each in op_volgorde(beschikking.producten)]
    aanbod = await aanbod_voor(work, [(each, each.wens) for each in nieuw])
    for toewijzing in nieuw:
        bezwaar = _bezwaar(work, toewijzing, alles, aanbod)
        if bezwaar is not None and bezwaar.regel is not None:
            verboden.append(Verboden(toewijzing.id, bezwaar))
        alles.append(toewijzing)
    return verboden


def _stop(alles: list[Toewijzing], gestopt: Mapping[str, date]) -> None:
    uiterlijk = laatste_dagen(map(onderdeel_van, alles), gestopt)
    for each in alles:
        if each.id in uiterlijk:
            rest = beeindig_op(afspraak_van(each), uiterlijk[each.id])
            each.status = Toewijzingstatus.VERWIJDERD if rest is None else each.status
            each.einddatum = each.einddatum if rest is None else rest.einddatum


def _bezwaar(work: Work, toewijzing: Toewijzing, alles: list[Toewijzing], aanbod: Aanbodlijst) -> Bezwaar | None:
    if toewijzing.status == Toewijzingstatus.PGB:
        return _al_in_natura(toewijzing, alles)
    if toewijzing.wens is None:
        return onverzendbaar(toewijzing, work.now)
    bezwaar = waarom_niet(work, toewijzing, toewijzing.wens, alles, aanbod)
    if bezwaar is None:
        toewijzing.agb, toewijzing.status = toewijzing.wens, Toewijzingstatus.TOEGEWEZEN
    return bezwaar


def _al_in_natura(toewijzing: Toewijzing, alles: list[Toewijzing]) -> Bezwaar | None:
    """Why a PGB cannot go beside what a provider delivers of the same; None when it can (OP043)."""
    pgb = levering_van(toewijzing)
    for each in alles:
        if each.status in LOPEND and each.wet is toewijzing.wet and overlapt(pgb, levering_van(each)):
            reden = (
                f"Dit loopt in deze periode bij een aanbieder: toewijzing {each.toewijzing_nummer}. Laat dat eerst "
                "eindigen, of laat het pgb daarna beginnen (OP043)."
            )
            return Bezwaar(reden, "OP043")
    return None
