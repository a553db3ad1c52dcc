"""What happens in a case of toegang is kept as steps to make in the zaaksysteem, where the municipality has one.

A step that is heard twice is there once. A case that began before the zaaksysteem was connected becomes a zaak at its
next step.
"""

from collections.abc import Sequence
from datetime import date

from aansluiting.domain.zaken import BIJ_BEGIN, BIJ_BESLUIT, BIJ_EINDE, RESULTATEN, Stap
from aansluiting.instellingen import instellingen_van
from aansluiting.instellingen_zaken import ZakenInstellingen
from aansluiting.store import zaken as store
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toegang import (
    AanvraagIngediend,
    BeschikkingAfgegeven,
    MeldingGeregistreerd,
    OnderzoekAfgerond,
    ZaakGesloten,
)

VanZaak = MeldingGeregistreerd | OnderzoekAfgerond | AanvraagIngediend | BeschikkingAfgegeven | ZaakGesloten


async def hoor_melding(work: Work, event: Heard[MeldingGeregistreerd]) -> None:
    """A case began."""
    await _zaak(work, event.data, event.data.meldingsdatum, event.data.zaaknummer)


async def hoor_onderzoek(work: Work, event: Heard[OnderzoekAfgerond]) -> None:
    """The onderzoek is done."""
    data = event.data
    if await _zaak(work, data, data.meldingsdatum):
        await store.voeg_toe(work, data.melding_id, [Stap.ONDERZOCHT], data.melding_id, data.afgerond_op)


async def hoor_aanvraag(work: Work, event: Heard[AanvraagIngediend]) -> None:
    """The citizen applied."""
    data = event.data
    if await _zaak(work, data, data.aanvraagdatum):
        await store.voeg_toe(work, data.melding_id, [Stap.AANGEVRAAGD], data.melding_id, data.aanvraagdatum)


async def hoor_besluit(work: Work, event: Heard[BeschikkingAfgegeven]) -> None:
    """A decision: with its letter. One on the application ends the zaak; one on an objection comes after that."""
    data = event.data
    if data.soort == "bezwaar" or not await _zaak(work, data, data.meldingsdatum, data.zaaknummer):
        return
    ingang = min((each.ingangsdatum for each in data.producten), default=data.besluitdatum)
    await store.voeg_toe(work, data.melding_id, BIJ_BESLUIT, data.beschikking_id, data.besluitdatum, ingang=ingang)
    if data.soort == "besluit":
        await _einde(work, data.melding_id, data.besluitdatum, data.uitkomst)


async def hoor_sluiting(work: Work, event: Heard[ZaakGesloten]) -> None:
    """A case ended without a decision."""
    if await _zaak(work, event.data, event.data.op):
        await _einde(work, event.data.melding_id, event.data.op, "gesloten")


async def _einde(work: Work, melding_id: str, op: date, uitkomst: str) -> None:
    await store.voeg_toe(work, melding_id, BIJ_EINDE, melding_id, op, resultaat=RESULTATEN[uitkomst])


async def _zaak(work: Work, data: VanZaak, begin: date, zaaknummer: str | None = None) -> bool:
    """Keep the case; False where its municipality makes no zaken of this law, or it has ended there."""
    instellingen = instellingen_van(work.settings).zaken.get(data.gemeente)
    if instellingen is None or instellingen.zaaktype_van(data.wet) is None:
        return False
    bekend = await store.zaak(work, data.melding_id)
    if bekend is not None and bekend.gesloten_op is not None:
        return False  # what is closed there does not change any more
    await store.zorg_voor_zaak(work, data.melding_id, data.client_id, data.gemeente, data.wet, begin, zaaknummer)
    await store.voeg_toe(work, data.melding_id, _begin(instellingen, data.wet), data.melding_id, begin)
    return True


def _begin(instellingen: ZakenInstellingen, wet: str) -> Sequence[Stap]:
    zaaktype = instellingen.zaaktype_van(wet)
    met_afdeling = instellingen.afdeling is not None and zaaktype is not None and zaaktype.behandelaar is not None
    return [each for each in BIJ_BEGIN if each is not Stap.BEHANDELAAR or met_afdeling]
