"""One case: what is known of it, as far as the reader may see it."""

from collections.abc import Callable
from dataclasses import dataclass

from chassis.work import Work
from monitoring.domain.dossier import Dossiersoort
from monitoring.domain.verhaal import VERTELLERS, Regel, verhaal
from monitoring.store import zaken


@dataclass(frozen=True)
class Dossierblad:
    """A case in words; `client_id` where it is known of whom."""

    soort: Dossiersoort
    sleutel: str
    regels: list[Regel]
    client_id: str | None


async def lees_zaak(work: Work, soort: Dossiersoort, sleutel: str, ziet: Callable[[str], bool]) -> Dossierblad | None:
    """A case of which something is of a municipality that is seen; what is of another one is left out.

    None when there is no such case, or nothing of it may be seen.
    """
    inhoud = await zaken.een(work.session, soort, sleutel) if soort in VERTELLERS else None
    if inhoud is None:
        return None
    regels = verhaal(soort, inhoud)
    if not any(each.gemeente and ziet(each.gemeente) for each in regels):
        return None
    eigen = [each for each in regels if not each.gemeente or ziet(each.gemeente)]
    clienten = await zaken.clienten_van(work.session, [sleutel]) if soort is Dossiersoort.TOEWIJZING else {}
    return Dossierblad(soort, sleutel, eigen, sleutel if soort is Dossiersoort.CLIENT else clienten.get(sleutel))
