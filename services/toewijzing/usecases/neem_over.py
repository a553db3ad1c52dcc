"""An indication that ran already is taken in: it stands with its provider under the number that it has there (M134)."""

from datetime import UTC, date, datetime, time

from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.sealed import BSN
from chassis.work import Work
from gebeurtenissen.toegang import IndicatieOvergenomen
from gebeurtenissen.toewijzing import LEVERING_GESTART
from toewijzing import store
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.store.van_client import afspraak_van, van_client
from toewijzing.tables import Start, Toewijzing, ToewijzingVersie
from toewijzing.usecases.bijwerken import wacht_op_beurt
from toewijzing.usecases.coordinatie import Verandering, bepaal_coordinatoren
from toewijzing.usecases.levering import plan_termijnen
from toewijzing.usecases.vertel_toewijzing import start_van, vertel_toewijzing
from toewijzing.usecases.wijs_toe import nieuw_van

MIDDAG = time(12, tzinfo=UTC)
"""At which hour it was assigned nobody knows: an hour at which it is the same day in the Netherlands."""


async def hoor_overname(work: Work, heard: Heard[IndicatieOvergenomen]) -> None:
    """Keep the assignment as its provider has it, and tell it; no WMO301 goes out: the provider was told by others.

    The next change of it is told in a WMO301 under the same number.
    """
    data = heard.data
    await wacht_op_beurt(work, data.gemeente)
    if await store.toewijzing(work.session, data.product.id) is not None:
        return
    toewijzing = _toewijzing(work, data)
    await store.add(work.session, toewijzing, _eerste_versie(toewijzing))
    await vertel_toewijzing(work, toewijzing)
    if data.begindatum is not None:
        await _start(work, toewijzing, data.begindatum)
    await plan_termijnen(work, [toewijzing], nieuw={toewijzing.id})
    alles = await van_client(work.session, data.gemeente, data.client_id)
    await bepaal_coordinatoren(work, [Verandering(toewijzing, alles)])


def _toewijzing(work: Work, data: IndicatieOvergenomen) -> Toewijzing:
    # Told under a key of before, or kept under a newer one: it is the same person.
    toewijzing = nieuw_van(data, data.product, work.vault.lifted(BSN, data.bsn_hash))
    toewijzing.agb = data.product.aanbieder
    toewijzing.toewijzing_nummer = data.toewijzing_nummer
    toewijzing.toegewezen_op = datetime.combine(data.besluitdatum, MIDDAG)
    toewijzing.status = Toewijzingstatus.TOEGEWEZEN if data.begindatum is None else Toewijzingstatus.GESTART
    toewijzing.overgenomen = True
    return toewijzing


def _eerste_versie(toewijzing: Toewijzing) -> ToewijzingVersie:
    """What the provider has: the next WMO301 says what changed since (IV099). It agreed, for it delivers."""
    assert toewijzing.toegewezen_op is not None  # `_toewijzing` has set it
    return ToewijzingVersie(
        toewijzing_id=toewijzing.id,
        versienummer=1,
        op=toewijzing.toegewezen_op,
        **vars(afspraak_van(toewijzing)),
        reden_wijziging=None,
        referentie=None,
        toelichting=None,
        bericht_id=None,
        retourcodes=[],
    )


async def _start(work: Work, toewijzing: Toewijzing, begindatum: date) -> None:
    """Delivery runs: a WMO307 can stop it, as if its WMO305 had come here."""
    assert toewijzing.agb is not None  # `_toewijzing` has set it
    row = Start(
        id=new_id(),
        toewijzing_id=toewijzing.id,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        begindatum=begindatum,
        bericht_id=None,
        verwijderd=False,
        agb=toewijzing.agb,
        gemeente=toewijzing.gemeente,
        wachtdagen=max(0, (begindatum - toewijzing.ingangsdatum).days),
    )
    await store.add(work.session, row)
    await work.tell(LEVERING_GESTART, toewijzing.id, start_van(toewijzing, toewijzing.agb, begindatum))
