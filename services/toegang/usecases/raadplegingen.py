"""Record what an expert was asked and advised (M126)."""

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import RAADPLEGING_VASTGELEGD, RaadplegingVastgelegd
from toegang import store
from toegang.bodies.raadpleging import NieuweRaadpleging, RaadplegingInhoud
from toegang.domain.logboek import Wat
from toegang.domain.raadpleging import check_raadpleging
from toegang.tables import Melding, Raadpleging
from toegang.tables.beschermd import RAADPLEGING


async def leg_raadpleging_vast(work: Work, nieuw: NieuweRaadpleging, melding: Melding | None) -> Raadpleging:
    """Record what was asked and advised; the event says neither, nor about whom. Raises Weigering for its day."""
    check_raadpleging(nieuw.op, melding.meldingsdatum if melding else None, work.today)
    key = new_id()
    inhoud = RaadplegingInhoud(vraag_aan_deskundige=nieuw.vraag_aan_deskundige, advies=nieuw.advies)
    raadpleging = Raadpleging(
        id=key,
        gemeente=nieuw.gemeente,
        melding_id=nieuw.melding_id,
        deskundigheid=nieuw.deskundigheid,
        op=nieuw.op,
        inhoud=work.vault.seal(RAADPLEGING, key, inhoud.model_dump_json().encode()),
    )
    await store.add(work.session, raadpleging)
    if melding is not None:
        work.note([melding.client_id], Wat.DESKUNDIGE_GERAADPLEEGD, key)
    data = RaadplegingVastgelegd(
        raadpleging_id=key,
        gemeente=nieuw.gemeente,
        deskundigheid=nieuw.deskundigheid,
        in_groep=melding is None,
        op=nieuw.op,
    )
    await work.tell(RAADPLEGING_VASTGELEGD, key, data)
    return raadpleging


async def lees_raadpleging(work: Work, raadpleging: Raadpleging) -> RaadplegingInhoud:
    """What was asked and advised; it leaves a trace with the citizen of the case."""
    if raadpleging.melding_id is not None:
        melding = await store.melding(work.session, raadpleging.melding_id)
        assert melding is not None  # a foreign key holds it
        work.note([melding.client_id], Wat.RAADPLEGING_GELEZEN, raadpleging.id)
    return RaadplegingInhoud.model_validate_json(work.vault.open(RAADPLEGING, raadpleging.id, raadpleging.inhoud))
