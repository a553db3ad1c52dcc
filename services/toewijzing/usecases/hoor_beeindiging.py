"""A decision, or products of it, come to an end: so do the assignments that carry it out."""

from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen import TOEWIJZING_VERVALLEN, BeschikkingBeeindigd, ToewijzingVervallen
from iwmo.codes import RedenWijziging
from toewijzing.domain.toewijzing import Status
from toewijzing.domain.wijziging import beeindig_op
from toewijzing.store import gesprek
from toewijzing.tables import Toewijzing
from toewijzing.usecases.wijzig_toewijzing import afspraak_van, beeindig, stuur, wacht_op_beurt

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

    Raises httpx.HTTPError when toegang does not answer; the event is then tried again.
    """
    einde = heard.data
    await wacht_op_beurt(work, einde.gemeente)
    per_aanbieder: dict[str, list[Toewijzing]] = {}
    for toewijzing in await gesprek.van_producten(work.session, einde.producten):
        if toewijzing.agb is None:
            await _eindig_wachtende(work, toewijzing, einde)
        elif await beeindig(work, toewijzing, einde.einddatum, REDENEN[einde.reden]):
            per_aanbieder.setdefault(toewijzing.agb, []).append(toewijzing)
    for gewijzigd in per_aanbieder.values():
        await stuur(work, gewijzigd)


async def _eindig_wachtende(work: Work, toewijzing: Toewijzing, einde: BeschikkingBeeindigd) -> None:
    """What waits for a provider, or is a PGB, is shortened; what has nothing left is not needed any more."""
    rest = beeindig_op(afspraak_van(toewijzing), einde.einddatum)
    if rest is not None and (rest.einddatum is None or rest.einddatum >= work.today):
        toewijzing.einddatum = rest.einddatum
        return
    toewijzing.status = Status.VERWIJDERD
    toewijzing.wacht_op = None
    data = ToewijzingVervallen(
        toewijzing_id=toewijzing.id, client_id=toewijzing.client_id, gemeente=toewijzing.gemeente, reden=einde.reden
    )
    await work.tell(TOEWIJZING_VERVALLEN, toewijzing.id, data)
