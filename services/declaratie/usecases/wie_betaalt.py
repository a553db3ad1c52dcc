"""Which municipality pays for each line (M83). It is decided when a line is judged, and stands on it from then on."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from berichtenverkeer.post import Poststuk
from chassis.work import Work
from declaratie.domain.beleid import m83
from declaratie.store import stand as store_stand
from inkoop import model_van
from istandaard.berichten.bericht323 import Prestatie


async def budgethouders(work: Work, stuk: Poststuk, prestaties: Sequence[Prestatie]) -> list[str]:
    """Per line, in order: what the region says on its first day; of a credit, who paid the line that it takes back."""

    @cache
    def volgens_beleid(code: str, op: date) -> str:
        return m83(model_van([stuk.gemeente], op), code, stuk.gemeente)

    genoemd = {vorig for each in prestaties if (vorig := each.product_referentie.vorig_referentie_nummer) is not None}
    betaald = await store_stand.betaald_door(work.session, stuk.gemeente, stuk.agb, stuk.wet, genoemd)
    return [
        betaald.get(each.product_referentie.vorig_referentie_nummer or "")
        or volgens_beleid(each.product_code, each.product_periode.begindatum)
        for each in prestaties
    ]
