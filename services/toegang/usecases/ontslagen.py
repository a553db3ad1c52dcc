"""Record who leaves an institution and when the director came in; no help after it without the director (M17, M125)."""

from collections.abc import Sequence

from chassis.work import Work
from gebeurtenissen.toegang import ONTSLAG_VASTGELEGD, OntslagVastgelegd
from inkoop import Inkoopmodel
from toegang import store
from toegang.bodies.ontslag import NieuwOntslag
from toegang.domain.evaluatie import NODIG_BIJ_AFBOUW
from toegang.domain.logboek import Wat
from toegang.domain.ontslag import Plek, check_ontslag, check_regisseur
from toegang.domain.weging import Keuze
from toegang.store import ontslag as bron
from toegang.tables import Melding, Ontslag
from toegang.tables.beschermd import INSTELLING
from toegang.usecases.logboek import noteer_wijziging


async def leg_ontslag_vast(work: Work, melding: Melding, nieuw: NieuwOntslag) -> Ontslag:
    """Record it, in the place of what was there. Raises Weigering as `check_ontslag`."""
    plek = None
    if nieuw.time_out_id is not None:
        gevonden = await bron.voorziening(work.session, nieuw.time_out_id)
        plek = (
            Plek("", "", is_vervallen=True)
            if gevonden is None
            else Plek(gevonden.gemeente, gevonden.onderwerp, is_vervallen=gevonden.vervallen_op is not None)
        )
    check_ontslag(melding.status, melding.gemeente, nieuw.regisseur_betrokken_op, plek, work.today)
    ontslag = await bron.ontslag(work.session, melding.id) or Ontslag(melding_id=melding.id)
    ontslag.gemeente, ontslag.ontslag_op = melding.gemeente, nieuw.ontslag_op
    ontslag.regisseur_betrokken_op, ontslag.time_out_id = nieuw.regisseur_betrokken_op, nieuw.time_out_id
    ontslag.instelling = work.vault.seal(INSTELLING, melding.id, nieuw.instelling.encode())
    await store.add(work.session, ontslag)
    noteer_wijziging(work, melding, Wat.ONTSLAG_VASTGELEGD)
    data = OntslagVastgelegd(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        ontslag_op=ontslag.ontslag_op,
        regisseur_betrokken_op=ontslag.regisseur_betrokken_op,
    )
    await work.tell(ONTSLAG_VASTGELEGD, melding.id, data)
    return ontslag


async def toets_ontslag(work: Work, melding: Melding, model: Inkoopmodel, keuzes: Sequence[Keuze]) -> None:
    """Raises Weigering when the municipality directs this help, and its director was not there before it (M17)."""
    ontslag = await bron.ontslag(work.session, melding.id)
    if ontslag is None:
        return
    gekozen = {each.product for each in keuzes}
    regie = any(
        traject.regie.door == NODIG_BIJ_AFBOUW and gekozen & set(traject.producten) for traject in model.trajecten
    )
    check_regisseur(ontslag.ontslag_op, ontslag.regisseur_betrokken_op, gemeente_voert_regie=regie)
