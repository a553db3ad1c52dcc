"""Help that runs is moved to a product of a new contract: the old number ends, and a new one begins.

The client, the provider and the amount stay (M134); RedenWijziging 03 says why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.sealed import BSN
from chassis.work import Work
from gebeurtenissen.toegang import IndicatieOmgezet
from istandaard.codes import Eenheid, RedenWijziging
from toewijzing import store
from toewijzing.domain.omzetting import REGEL, splits
from toewijzing.domain.toewijzing import LOPEND, Toewijzingstatus
from toewijzing.domain.wijziging import Afspraak
from toewijzing.store.van_client import afspraak_van, van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import begin, neem_mee, stuur, wacht_op_beurt
from toewijzing.usecases.hoor_beeindiging import eindig_wachtende, kort_in
from toewijzing.usecases.keuze import aantal_te_kiezen
from toewijzing.usecases.wijs_toe import nieuw_van, vertel_voorbereid
from toewijzing.usecases.wijzig_toewijzing import word
from weigering import Weigering

OMGEZET = "omgezet"


@dataclass(frozen=True)
class Stap:
    """An assignment that runs, what stays of it, and what goes on under another number."""

    toewijzing: Toewijzing
    blijft: Afspraak | None
    gaat: Afspraak


async def hoor_omzetting(work: Work, heard: Heard[IndicatieOmgezet]) -> None:
    """End the number of the old product and begin one of the new, in one WMO301; toegang asked first whether it can.

    Raises Weigering where it cannot be since, and httpx.HTTPError when toegang does not answer.
    """
    data = heard.data
    await wacht_op_beurt(work, data.gemeente)
    if await store.toewijzing(work.session, data.beschikt_product.id) is not None:
        return
    alles = await van_client(work.session, data.gemeente, data.client_id)
    oud = bekende(alles, data)
    if oud.status == Toewijzingstatus.VOORBEREID:
        await _wacht_verder(work, oud, data)
        return
    if (ander := _al_omgezet(alles, oud, data)) is not None:
        await _schuif_door(work, oud, ander, data)
        return
    for plek, stap in enumerate(stappen(alles, oud, data)):
        await _ga_verder(work, stap, data, is_eerste=plek == 0)
    if oud.status == Toewijzingstatus.VERLENGD:
        kort_in(oud, data.laatste_dag)


def bekende(alles: Iterable[Toewijzing], data: IndicatieOmgezet) -> Toewijzing:
    """The product that goes on, as it stands here. Raises Weigering while its decision was not heard of."""
    oud = next((each for each in alles if each.id == data.omgezet_uit), None)
    if oud is None:
        raise Weigering("Deze toewijzing is hier nog niet bekend. Probeer het straks opnieuw.", regel=REGEL)
    return oud


def stappen(alles: Iterable[Toewijzing], oud: Toewijzing, data: IndicatieOmgezet) -> list[Stap]:
    """What has to be done with each number under which a provider delivers it. Raises Weigering where it cannot."""
    wiens = oud.verlengt or oud.id
    vanaf = data.beschikt_product.ingangsdatum
    gevonden = [
        Stap(each, *splits(afspraak_van(each), vanaf, Eenheid(str(data.beschikt_product.eenheid))))
        for each in alles
        if each.status in LOPEND
        and (each.product_id or each.id) == wiens
        and (each.einddatum is None or each.einddatum >= vanaf)
    ]
    if not gevonden:
        raise Weigering("Bij een aanbieder loopt dit dan niet meer. Neem zo nodig een nieuw besluit.", regel=REGEL)
    return gevonden


def anders(oud: Toewijzing, data: IndicatieOmgezet) -> dict[str, object]:
    """In which columns the new number differs from the old one."""
    product = data.beschikt_product
    return {
        "id": product.id,
        "product_id": None,
        "categorie": product.categorie,
        "code": product.code,
        "afschaalmomenten": [each.isoformat() for each in product.afschaalmomenten],
        "contactmomenten": [each.isoformat() for each in product.contactmomenten],
        "wens": oud.agb,
    }


async def _ga_verder(work: Work, stap: Stap, data: IndicatieOmgezet, *, is_eerste: bool) -> None:
    oud = stap.toewijzing
    await word(work, oud, stap.blijft, RedenWijziging.CONTRACTWIJZIGING)
    kolommen = anders(oud, data)
    if not is_eerste:
        kolommen |= {"id": new_id(), "product_id": data.beschikt_product.id}
    nieuw = await begin(work, oud, stap.gaat, str(oud.agb), kolommen)
    await neem_mee(work, oud, nieuw)
    await stuur(work, [oud, nieuw])


async def _wacht_verder(work: Work, oud: Toewijzing, data: IndicatieOmgezet) -> None:
    """What waits for a provider waits on, for one with a contract for the new product."""
    nieuw = _nieuw(work, data)
    nieuw.wacht_op = oud.wacht_op
    await eindig_wachtende(work, oud, data.laatste_dag, OMGEZET)
    await store.add(work.session, nieuw)
    alles = await van_client(work.session, nieuw.gemeente, nieuw.client_id)
    aantallen = await aantal_te_kiezen(work, [(nieuw, alles)])
    await vertel_voorbereid(work, nieuw, aantallen[nieuw.id])


def _nieuw(work: Work, data: IndicatieOmgezet) -> Toewijzing:
    # Told under a key of before, or kept under a newer one: it is the same person.
    return nieuw_van(data, data.beschikt_product, work.vault.lifted(BSN, data.bsn_hash))


def _al_omgezet(alles: Sequence[Toewijzing], oud: Toewijzing, data: IndicatieOmgezet) -> Toewijzing | None:
    """Of what had stretched another assignment: that one, when it went on as the new product already (OP380)."""
    if oud.status != Toewijzingstatus.VERLENGD:
        return None
    dag, wat = data.beschikt_product.ingangsdatum, (oud.agb, data.beschikt_product.code)
    lopend = [each for each in alles if each.status in LOPEND and (each.agb, each.code) == wat]
    return next((each for each in lopend if each.ingangsdatum <= dag <= (each.einddatum or dag)), None)


async def _schuif_door(work: Work, oud: Toewijzing, ander: Toewijzing, data: IndicatieOmgezet) -> None:
    """Its days went along with that one: from now on it stretches the new number."""
    nieuw = _nieuw(work, data)
    nieuw.status, nieuw.agb, nieuw.verlengt = Toewijzingstatus.VERLENGD, oud.agb, ander.product_id or ander.id
    await store.add(work.session, nieuw)
    kort_in(oud, data.laatste_dag)
