"""Which municipality pays for each line (M83). It is decided when a line is judged, and stands on it from then on."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from berichtenverkeer.post import Poststuk
from chassis.work import Work
from declaratie.domain.beleid import m83
from declaratie.store import stand as store_stand
from declaratie.usecases.oordeel_over import genoemde_referenties, waar_van
from inkoop import model_van
from istandaard.berichten.bericht323 import Prestatie


async def budgethouders(work: Work, ingediend: Sequence[tuple[Poststuk, Sequence[Prestatie]]]) -> list[list[str]]:
    """Per message, of each line: what the region says on its first day; of a credit, who paid what it takes back."""
    genoemd = [(waar_van(stuk), genoemde_referenties(prestaties)) for stuk, prestaties in ingediend]
    betaald = await store_stand.betaald_door(work.session, genoemd)
    return [
        _per_lijn(stuk.gemeente, prestaties, door) for (stuk, prestaties), door in zip(ingediend, betaald, strict=True)
    ]


def _per_lijn(gemeente: str, prestaties: Sequence[Prestatie], betaald: Mapping[str, str]) -> list[str]:
    @cache
    def volgens_beleid(code: str, op: date) -> str:
        return m83(model_van([gemeente], op), code, gemeente)

    return [
        betaald.get(each.product_referentie.vorig_referentie_nummer or "")
        or volgens_beleid(each.product_code, each.product_periode.begindatum)
        for each in prestaties
    ]
