"""What of a case belongs in the archive: its decisions, and when it was decided on or ended."""

from aansluiting.domain.zaken import RESULTATEN
from aansluiting.instellingen import instellingen_van
from aansluiting.store import archief as store
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen.toegang import BeschikkingAfgegeven, BeschikkingBeeindigd, ZaakGesloten


async def archiveer_besluit(work: Work, event: Heard[BeschikkingAfgegeven]) -> None:
    """A decision. One on an objection, after the end, adds its letter to what is in the archive already."""
    data = event.data
    if data.gemeente not in instellingen_van(work.settings).archief:
        return
    await store.zorg_voor_dossier(
        work, data.melding_id, data.client_id, data.gemeente, data.wet, data.meldingsdatum, data.zaaknummer
    )
    begin = min((each.ingangsdatum for each in data.producten), default=None)
    einden = {each.id: each.einddatum.isoformat() if each.einddatum else None for each in data.producten}
    await store.voeg_stuk_toe(work, data.beschikking_id, data.melding_id, data.besluitdatum, begin, einden)
    if data.soort == "besluit":
        await store.sluit(work, data.melding_id, data.besluitdatum, RESULTATEN[data.uitkomst])
    else:
        await store.schrijf_opnieuw(work, data.melding_id)


async def archiveer_beeindiging(work: Work, event: Heard[BeschikkingBeeindigd]) -> None:
    """Support stops on another day: the term runs from then."""
    data = event.data
    stuk = await store.stuk(work, data.beschikking_id)
    if stuk is not None:
        stuk.einden = {**stuk.einden, **dict.fromkeys(data.producten, data.einddatum.isoformat())}
        await store.schrijf_opnieuw(work, stuk.melding_id)


async def archiveer_sluiting(work: Work, event: Heard[ZaakGesloten]) -> None:
    """A case ended without a decision."""
    data = event.data
    if data.gemeente not in instellingen_van(work.settings).archief:
        return
    await store.zorg_voor_dossier(work, data.melding_id, data.client_id, data.gemeente, data.wet, data.op, None)
    await store.sluit(work, data.melding_id, data.op, RESULTATEN["gesloten"])
