"""Support and cases that end: withdrawal, death, moving house, the citizen's wish (Wmo 2015, 2.3.10)."""

from collections.abc import Collection
from datetime import date
from typing import Literal

from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.toegang import (
    BESCHIKKING_BEEINDIGD,
    CLIENT_VERTROKKEN,
    ZAAK_GESLOTEN,
    BeschikkingBeeindigd,
    ClientVertrokken,
    ZaakGesloten,
)
from toegang import store
from toegang.bodies.besluit import NieuweBeeindiging
from toegang.bodies.route import Sluiting, Vertrek
from toegang.domain.beschikking import check_einde, te_stoppen
from toegang.domain.eindbrief import Briefreden, check_motivering
from toegang.domain.logboek import Wat
from toegang.domain.route import Meldingstatus, check_sluiting, check_sluitreden
from toegang.store import besluit as store_besluit
from toegang.tables import Beeindiging, Beschikking, Client, Melding
from toegang.tables.beschermd import MOTIVERING_VAN_EINDE
from toegang.usecases.huishoudens import vertrek_uit_plannen
from toegang.usecases.logboek import noteer_client, noteer_wijziging
from toegang.usecases.personen import vertel_gewijzigd
from toegang.usecases.termijnen import stop_termijnen
from weigering import Weigering
from wetten import Wet

Eindreden = Literal["overleden", "verhuisd", "wens client", "ingetrokken", "bezwaar", "vervangen"]
MET_BRIEF = frozenset(each.value for each in Briefreden)
ZAAK_DICHT = "Uw zaak is gesloten. Daarom stopt ook de tijdelijke hulp."
Sluitreden = Literal["ingetrokken", "overleden", "verhuisd", "geen aanvraag"]


async def beeindig(work: Work, beschikking: Beschikking, nieuw: NieuweBeeindiging) -> None:
    """Stop products of a decision, or all, by a decision with a letter of its own.

    Raises Weigering for a day that cannot be, for a withdrawal without reasons, or when nothing runs.
    """
    check_einde(nieuw.reden, beschikking.besluitdatum, nieuw.laatste_dag)
    check_motivering(nieuw.reden, nieuw.motivering)
    if nieuw.reden == "verhuisd" and beschikking.wet is Wet.WMO:
        raise Weigering("Leg de verhuizing vast bij de cliënt: dan stopt alles onder de Wmo.", veld="body.reden")
    gestopt = await stop_producten(
        work, beschikking, nieuw.product_ids, nieuw.laatste_dag, nieuw.reden.value, nieuw.motivering
    )
    if not gestopt:
        raise Weigering("Na deze dag loopt er niets meer van deze beschikking.", regel="Wmo 2015, 2.3.10")


async def sluit_zaak(work: Work, melding: Melding, nieuw: Sluiting) -> None:
    """Close a case without a decision: its clocks stop, a temporary measure too. Raises Weigering when it is done."""
    check_sluiting(melding.status, melding.meldingsdatum, nieuw.op, work.today)
    check_sluitreden(nieuw.reden, melding.aanvraagdatum)
    for tijdelijk in await store_besluit.tijdelijke(work.session, melding.id):
        await stop_producten(work, tijdelijk, None, nieuw.op, "ingetrokken", ZAAK_DICHT)
    await _sluit(work, melding, nieuw.reden, nieuw.op)


async def vertrek(work: Work, client: Client, nieuw: Vertrek) -> None:
    """Death or moving house: every case and plan closes and every product stops; who waits its turn for this client
    calls it. An objection goes on, for the heirs too. After moving house help under the Jeugdwet goes on here, until
    the other municipality takes over (Jeugdwet, 1.1 and 2.7a).

    Raises Weigering for a day of death in the future, or a second one.
    """
    if nieuw.reden == "overleden":
        if client.overleden_op is not None:
            raise Weigering("Het overlijden van deze inwoner is al vastgelegd.")
        if nieuw.laatste_dag > work.today:
            raise Weigering("De dag van overlijden ligt in de toekomst.", veld="body.laatsteDag")
        client.overleden_op = nieuw.laatste_dag
    else:
        client.verhuisd_op = nieuw.laatste_dag
    wet = Wet.WMO if nieuw.reden == "verhuisd" else None
    for melding in await store.open_meldingen(work.session, client.id, wet=wet, lock=True):
        await _sluit(work, melding, nieuw.reden, min(nieuw.laatste_dag, work.today))
    for beschikking in await store_besluit.beschikkingen_of_client(work.session, client.id, lock=True):
        if wet in (None, beschikking.wet):
            await stop_producten(work, beschikking, None, nieuw.laatste_dag, nieuw.reden)
    await vertrek_uit_plannen(work, client.id, nieuw.reden, nieuw.laatste_dag)
    noteer_client(work, client, Wat.PERSOON_GEWIJZIGD)
    data = ClientVertrokken(
        client_id=client.id, gemeente=client.gemeente, reden=nieuw.reden, laatste_dag=nieuw.laatste_dag
    )
    await work.tell(CLIENT_VERTROKKEN, client.id, data)


async def herroep_overlijden(work: Work, client: Client) -> None:
    """Take a death back that was recorded by mistake: something new can begin, and what ended stays so.

    Raises Weigering for who has not died.
    """
    if client.overleden_op is None:
        raise Weigering("Van deze inwoner is geen overlijden vastgelegd.")
    client.overleden_op = None
    await vertel_gewijzigd(work, client)


async def stop_producten(
    work: Work,
    beschikking: Beschikking,
    producten: Collection[str] | None,
    laatste_dag: date,
    reden: Eindreden,
    motivering: str | None = None,
) -> list[str]:
    """Stop these products of a decision, or all, after `laatste_dag`, and tell it; the ids of those that ran on.

    Where it is a decision of its own, it is kept for its letter, with `motivering`.

    Raises Weigering for a product that is not of this decision.
    """
    gevonden = {each.id: each for each in await store_besluit.producten(work.session, beschikking.id)}
    gekozen = gevonden.keys() if producten is None else producten
    if not set(gekozen) <= gevonden.keys():
        raise Weigering("Dit product staat niet in deze beschikking.", veld="body.productIds")
    lopend = [(each.id, each.einddatum, each.laatste_dag) for each in gevonden.values() if each.id in gekozen]
    gestopt = te_stoppen(lopend, laatste_dag)
    if not gestopt:
        return []
    for naam in gestopt:
        gevonden[naam].laatste_dag = laatste_dag
        gevonden[naam].eindreden = reden
    if reden in MET_BRIEF:
        await _leg_vast(work, beschikking, gestopt, laatste_dag, reden, motivering)
    noteer_wijziging(work, beschikking, Wat.BEEINDIGD)
    data = BeschikkingBeeindigd(
        beschikking_id=beschikking.id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        wet=beschikking.wet,
        producten=tuple(gestopt),
        einddatum=laatste_dag,
        reden=reden,
    )
    await work.tell(BESCHIKKING_BEEINDIGD, beschikking.id, data)
    return gestopt


async def _leg_vast(
    work: Work, beschikking: Beschikking, producten: list[str], laatste_dag: date, reden: str, motivering: str | None
) -> None:
    id_ = new_id()
    beeindiging = Beeindiging(
        id=id_,
        beschikking_id=beschikking.id,
        client_id=beschikking.client_id,
        gemeente=beschikking.gemeente,
        besluitdatum=work.today,
        laatste_dag=laatste_dag,
        reden=reden,
        motivering=work.vault.seal(MOTIVERING_VAN_EINDE, id_, motivering.encode()) if motivering else None,
        producten=producten,
    )
    await store.add(work.session, beeindiging)


async def _sluit(work: Work, melding: Melding, reden: Sluitreden, op: date) -> None:
    melding.status = Meldingstatus.GESLOTEN
    melding.gesloten_op = op
    melding.sluitreden = reden
    await stop_termijnen(work, melding.id, op)
    noteer_wijziging(work, melding, Wat.ZAAK_GESLOTEN)
    data = ZaakGesloten(
        melding_id=melding.id,
        client_id=melding.client_id,
        gemeente=melding.gemeente,
        wet=melding.wet,
        reden=reden,
        op=op,
    )
    await work.tell(ZAAK_GESLOTEN, melding.id, data)
