"""Take in what a provider says of a message of ours: the WMO302 on a WMO301, the WMO320 on a WMO319."""

import wetten
from berichtenverkeer.post import BEANTWOORDT, Poststuk, Retour, meld_verwerkt
from chassis.work import Work
from gebeurtenissen.toewijzing import BERICHT_AFGEKEURD, BerichtAfgekeurd
from istandaard.retourcodes import RetourCode
from toewijzing import store
from toewijzing.domain.melding import retour_van
from toewijzing.domain.termijn import Ketentermijnsoort
from toewijzing.store import gesprek, termijnen
from toewijzing.store.van_client import afspraak_van, verteld_in

GEEN_BEZWAAR = {RetourCode.AKKOORD, RetourCode.NIET_BEOORDEELD}


def afkeur_in(retour: Retour) -> list[str]:
    """The codes with which a provider rejects a message, each once; none when all was right."""
    codes = [code for _, deel in wetten.klassen(retour) for code in getattr(deel, "retour_codes", ())]
    codes += retour.header.retour_codes
    return sorted({code.value for code in codes if code not in GEEN_BEZWAAR})


async def verwerk_retour(work: Work, stuk: Poststuk, bericht: Retour) -> None:
    """Close the message; what was rejected counts as never sent, and shows on the assignments that it changed."""
    assert stuk.antwoord_op is not None  # the door matched it
    await meld_verwerkt(work, stuk)
    await termijnen.sluit(work.session, Ketentermijnsoort.RETOUR, stuk.antwoord_op, work.today)
    codes = afkeur_in(bericht)
    versies = await gesprek.versies_in(work.session, stuk.antwoord_op)
    for versie in versies:
        versie.retourcodes = codes
        toewijzing = await store.toewijzing(work.session, versie.toewijzing_id, lock=True)
        assert toewijzing is not None  # a foreign key holds it
        eerder = (await gesprek.versies_van(work.session, [toewijzing.id]))[toewijzing.id]
        toewijzing.retour = retour_van(afspraak_van(toewijzing), [verteld_in(each) for each in eerder])
    if codes:
        data = BerichtAfgekeurd(
            bericht_id=stuk.antwoord_op,
            soort=BEANTWOORDT[stuk.soort],
            gemeente=stuk.gemeente,
            agb=stuk.agb,
            retourcodes=tuple(codes),
        )
        await work.tell(BERICHT_AFGEKEURD, stuk.antwoord_op, data)
