"""Take in what providers say of messages of ours: the WMO302 on a WMO301, the WMO320 on a WMO319."""

from collections.abc import Mapping, Sequence

import wetten
from berichtenverkeer.post import BEANTWOORDT, Poststuk, Retour, meld_verwerkt
from berichtenverkeer.verwerking import Binnengekomen
from chassis.tracing import going_on_from
from chassis.work import Work
from gebeurtenissen.toewijzing import BERICHT_AFGEKEURD, BerichtAfgekeurd
from istandaard.berichten.bericht302 import Bericht302
from istandaard.berichten.bericht320 import Bericht320
from istandaard.retourcodes import RetourCode
from toewijzing import store
from toewijzing.domain.melding import retour_van
from toewijzing.domain.termijn import Ketentermijnsoort
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import afspraak_van, verteld_in

RETOURBERICHTEN: tuple[type[Retour], ...] = (Bericht302, Bericht320)
GEEN_BEZWAAR = {RetourCode.AKKOORD, RetourCode.NIET_BEOORDEELD}


def afkeur_in(retour: Retour) -> list[str]:
    """The codes with which a provider rejects a message, each once; none when all was right."""
    codes = [code for _, deel in wetten.klassen(retour) for code in getattr(deel, "retour_codes", ())]
    codes += retour.header.retour_codes
    return sorted({code.value for code in codes if code not in GEEN_BEZWAAR})


async def verwerk_retouren(work: Work, binnen: Sequence[Binnengekomen[Retour]]) -> None:
    """Close the messages; what was rejected counts as never sent, and shows on the assignments that it changed."""
    heen = {each.stuk.id: _heen(each.stuk) for each in binnen}
    await meld_verwerkt(work, heen)
    await termijnen.sluit(work.session, Ketentermijnsoort.RETOUR, heen.values(), work.today)
    codes = {each.stuk.id: afkeur_in(each.bericht) for each in binnen}
    await _noteer(work, {heen[retour]: found for retour, found in codes.items()})
    for each in binnen:
        if codes[each.stuk.id]:
            with going_on_from(each.traceparent):
                await _vertel(work, each.stuk, codes[each.stuk.id])


def _heen(retour: Poststuk) -> str:
    assert retour.antwoord_op is not None  # the door matched it
    return retour.antwoord_op


async def _noteer(work: Work, codes: Mapping[str, list[str]]) -> None:
    """By message, what its provider said: on what it told, and on the assignments as they stand."""
    versies = await gesprek.versies_in(work.session, codes)
    for bericht_id, verteld in versies.items():
        for versie in verteld:
            versie.retourcodes = codes[bericht_id]
    genoemd = {versie.toewijzing_id for verteld in versies.values() for versie in verteld}
    if not genoemd:
        return
    toewijzingen = await store.toewijzingen_vast(work.session, genoemd)
    eerder = await gesprek.versies_van(work.session, genoemd)
    for toewijzing in toewijzingen:
        toewijzing.retour = retour_van(afspraak_van(toewijzing), list(map(verteld_in, eerder[toewijzing.id])))


async def _vertel(work: Work, stuk: Poststuk, codes: Sequence[str]) -> None:
    data = BerichtAfgekeurd(
        bericht_id=_heen(stuk),
        soort=BEANTWOORDT[stuk.soort],
        gemeente=stuk.gemeente,
        agb=stuk.agb,
        retourcodes=tuple(codes),
    )
    await work.tell(BERICHT_AFGEKEURD, data.bericht_id, data)
