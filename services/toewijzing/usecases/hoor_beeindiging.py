"""A decision, or products of it, come to an end: so do the assignments that carry it out."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest

from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toegang import BeschikkingBeeindigd, ClientVertrokken
from gebeurtenissen.toewijzing import TOEWIJZING_VERVALLEN, ToewijzingVervallen
from istandaard.codes import RedenWijziging
from toewijzing.domain.einde import einde_per_product, laatste_dagen
from toewijzing.domain.toewijzing import BIJ_AANBIEDER, Toewijzingstatus
from toewijzing.domain.wijziging import DAG, beeindig_op
from toewijzing.store import gesprek
from toewijzing.store.van_client import afspraak_van, onderdeel_van, van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import begin, neem_mee, wacht_op_beurt
from toewijzing.usecases.vertel_einde import vertel_einde
from toewijzing.usecases.wijzig_toewijzing import beeindig
from weigering import Weigering
from wetten import Wet

REDENEN = {
    "overleden": RedenWijziging.OVERLEDEN,
    "verhuisd": RedenWijziging.VERHUIZING,
    "wens client": RedenWijziging.VERKORTING,
    "ingetrokken": RedenWijziging.VERKORTING,
    "bezwaar": RedenWijziging.VERKORTING,
    "vervangen": RedenWijziging.VERKORTING,
}
"""Why a decision ends, in the words of WMO002."""


async def hoor_beeindiging(work: Work, heard: Heard[BeschikkingBeeindigd]) -> None:
    """End what runs, remove what would not have begun, and forget what waits; each provider gets one WMO301.

    Raises Weigering while its decision was not heard of, and httpx.HTTPError when toegang does not answer; the event is
    then tried again.
    """
    einde = heard.data
    await wacht_op_beurt(work, einde.gemeente)
    bekend = await gesprek.van_producten(work.session, einde.producten)
    if set(einde.producten) - {naam for each in bekend for naam in (each.id, each.product_id)}:
        reden = "Een product dat eindigt is hier nog niet bekend. Probeer het straks opnieuw."
        raise Weigering(reden, soort="onbekend-product")
    genoemd = _over(bekend)
    verlengd = [each for each in genoemd if each.status == Toewijzingstatus.VERLENGD]
    geraakt = _over(await gesprek.van_producten(work.session, [str(each.verlengt) for each in verlengd]))
    gestopt = dict.fromkeys(einde.producten, einde.einddatum)
    alle = {each.id: each for each in (*genoemd, *geraakt)}
    uiterlijk = laatste_dagen(map(onderdeel_van, alle.values()), gestopt)
    for each in verlengd:
        kort_in(each, einde.einddatum)
    for each in genoemd:
        if each.agb is None:
            await eindig_wachtende(work, each, einde.einddatum, einde.reden)
    lopend = [each for each in alle.values() if each.id in uiterlijk and each.agb is not None]
    await _eindig(work, lopend, uiterlijk, REDENEN[einde.reden])


def _over(toewijzingen: Iterable[Toewijzing]) -> list[Toewijzing]:
    return [each for each in toewijzingen if each.status != Toewijzingstatus.VERWIJDERD]


async def hoor_vertrek(work: Work, heard: Heard[ClientVertrokken]) -> None:
    """End what is left of who died or moved: help that a provider asked for is of no decision that toegang ends.

    After moving, help under the Jeugdwet goes on until the other municipality takes over (Jeugdwet, 1.1 and 2.7a).
    Raises httpx.HTTPError when toegang does not answer; the event is then tried again.
    """
    vertrek = heard.data
    await wacht_op_beurt(work, vertrek.gemeente)
    alles = await van_client(work.session, vertrek.gemeente, vertrek.client_id)
    blijft = {Wet.JEUGDWET} if vertrek.reden == "verhuisd" else set[Wet]()
    geldt = [each for each in alles if each.wet not in blijft]
    for each in geldt:
        if each.status == Toewijzingstatus.VERLENGD:
            kort_in(each, vertrek.laatste_dag)
    lopend = [each for each in geldt if each.status in BIJ_AANBIEDER]
    await _eindig(work, lopend, {each.id: vertrek.laatste_dag for each in lopend}, REDENEN[vertrek.reden])


def kort_in(verlengd: Toewijzing, einddatum: date) -> None:
    """Of what was added to another assignment this many days are left."""
    rest = beeindig_op(afspraak_van(verlengd), einddatum)
    if rest is None:
        verlengd.status = Toewijzingstatus.VERWIJDERD
    else:
        verlengd.einddatum = rest.einddatum


async def _eindig(
    work: Work, lopend: Iterable[Toewijzing], uiterlijk: Mapping[str, date], reden: RedenWijziging
) -> None:
    geeindigd: list[Toewijzing] = []
    liep_tot = einde_per_product(map(onderdeel_van, lopend))
    for toewijzing in lopend:
        if await beeindig(work, toewijzing, uiterlijk[toewijzing.id], reden):
            gaat_verder = not _is_vertrokken(toewijzing.wet, reden)
            over = await _ga_verder(work, toewijzing, uiterlijk[toewijzing.id], liep_tot) if gaat_verder else ()
            geeindigd += [toewijzing, *over]
    await vertel_einde(work, geeindigd)


def _is_vertrokken(wet: Wet, reden: RedenWijziging) -> bool:
    """Whether all other help of the client under this law ends too, by events of its own."""
    return reden is RedenWijziging.OVERLEDEN or (reden is RedenWijziging.VERHUIZING and wet is Wet.WMO)


async def _ga_verder(
    work: Work, toewijzing: Toewijzing, uiterlijk: date, liep_tot: Mapping[str, date]
) -> list[Toewijzing]:
    """Later decisions that had stretched what ends now, and stand themselves, go on under numbers of their own.

    Each up to the next, and none beyond the day until which its help ran: it may have been shortened since.
    """
    product = toewijzing.product_id or toewijzing.id
    verlengd = await gesprek.verlengd_met(work.session, product)
    later = [each for each in verlengd if each.agb == toewijzing.agb and each.ingangsdatum > uiterlijk]
    over = []
    for each, volgende in zip_longest(later, later[1:]):
        rest = beeindig_op(afspraak_van(each), volgende.ingangsdatum - DAG if volgende else liep_tot[product])
        each.status = Toewijzingstatus.VERWIJDERD
        if rest is not None:
            nieuw = await begin(work, each, rest, str(each.agb), {"product_id": each.id})
            await neem_mee(work, toewijzing, nieuw)
            over.append(nieuw)
    return over


async def eindig_wachtende(work: Work, toewijzing: Toewijzing, laatste_dag: date, reden: str) -> None:
    """What waits for a provider, or is a PGB, is shortened; what has nothing left is not needed any more."""
    rest = beeindig_op(afspraak_van(toewijzing), laatste_dag)
    if rest is not None and (rest.einddatum is None or rest.einddatum >= work.today):
        toewijzing.einddatum = rest.einddatum
        return
    toewijzing.status = Toewijzingstatus.VERWIJDERD
    toewijzing.wacht_op = None
    data = ToewijzingVervallen(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        wet=toewijzing.wet,
        reden=reden,
    )
    await work.tell(TOEWIJZING_VERVALLEN, toewijzing.id, data)
