"""Record that the investigation after a melding is done (Wmo 2015, 2.3.2)."""

from chassis.work import Work
from gebeurtenissen import ONDERZOEK_AFGEROND, OnderzoekAfgerond
from toegang import store
from toegang.bodies.route import NieuwOnderzoek
from toegang.domain.route import Status, check_onderzoek
from toegang.tables import Melding, Onderzoek


async def leg_onderzoek_vast(work: Work, melding: Melding, nieuw: NieuwOnderzoek) -> Onderzoek:
    """Store the report. Raises Weigering when it was there already or the date cannot be."""
    check_onderzoek(melding.status, melding.meldingsdatum, nieuw.afgerond_op, work.today)
    onderzoek = Onderzoek(
        melding_id=melding.id, afgerond_op=nieuw.afgerond_op, verslag=work.vault.seal(nieuw.verslag.encode())
    )
    melding.status = Status.ONDERZOCHT
    await store.add(work.session, onderzoek)
    data = OnderzoekAfgerond(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        meldingsdatum=melding.meldingsdatum,
        afgerond_op=nieuw.afgerond_op,
    )
    await work.tell(ONDERZOEK_AFGEROND, melding.id, data)
    return onderzoek
