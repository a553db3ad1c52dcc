"""What is known of providers, and the pauses on assigning to them."""

from collections.abc import Iterable
from datetime import date

from chassis.events import Heard
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen.aanbod import AANBIEDER_VASTGELEGD, AanbiederVastgelegd, Toewijspauze
from gebeurtenissen.monitoring import (
    AANBIEDER_GEPAUZEERD,
    AANBIEDER_HERVAT,
    AanbiederGemeten,
    AanbiederMaatregel,
)
from toewijzing import store
from toewijzing.bodies.contracten import AanbiederBody
from toewijzing.store import contracten as register
from toewijzing.tables import Aanbieder, GehoordeMaatregel, GemetenAanbieder, Pauze
from weigering import Weigering


async def noem_aanbieder(work: Work, agb: str, naam: str) -> None:
    """The provider with this AGB code has this name from now on; it is new when it was not there."""
    bekend = await register.aanbieder(work.session, agb)
    if bekend is None or bekend.naam != naam:
        await _vertel(work, await _met_naam(work, agb, naam))


async def _met_naam(work: Work, agb: str, naam: str) -> Aanbieder:
    aanbieder = await register.aanbieder(work.session, agb)
    if aanbieder is None:
        aanbieder = Aanbieder(agb=agb, naam=naam, integriteit_getoetst_op=None)
        await store.add(work.session, aanbieder)
    aanbieder.naam = naam
    return aanbieder


async def _vertel(work: Work, aanbieder: Aanbieder) -> None:
    """Tell all that is known of a provider, its pauses too: what was told of it before is replaced."""
    await work.session.flush()
    pauzes = await register.pauzes(work.session, [aanbieder.agb], work.today)
    data = AanbiederVastgelegd(
        agb=aanbieder.agb,
        integriteit_getoetst_op=aanbieder.integriteit_getoetst_op,
        resultaat=None,
        resultaat_op=None,
        integriteit_getoetst_door=aanbieder.integriteit_getoetst_door,
        aanbiedernaam=aanbieder.naam,
        pauzes=tuple(Toewijspauze(gemeente=each.gemeente, vanaf=each.vanaf, tot=each.tot) for each in pauzes),
    )
    await work.tell(AANBIEDER_VASTGELEGD, aanbieder.agb, data)


async def _vertel_bekende(work: Work, agb: str) -> None:
    """The same of a provider that may have no contract here; then there is nothing to tell."""
    aanbieder = await register.aanbieder(work.session, agb)
    if aanbieder is not None:
        await _vertel(work, aanbieder)


async def leg_aanbieder_vast(work: Work, agb: str, body: AanbiederBody, door: str) -> Aanbieder:
    """Record the integrity test of a provider, and by whom (M108), in place of what was there.

    Raises Weigering for a test that is still to come.
    """
    await work.wait_for_turn("contracten")
    if body.integriteit_getoetst_op is not None and body.integriteit_getoetst_op > work.today:
        raise Weigering("Kies een dag tot en met vandaag.", veld="body.integriteitGetoetstOp", regel="M108")
    aanbieder = await _met_naam(work, agb, body.naam)
    if body.integriteit_getoetst_op != aanbieder.integriteit_getoetst_op:
        aanbieder.integriteit_getoetst_door = door if body.integriteit_getoetst_op is not None else None
    aanbieder.integriteit_getoetst_op = body.integriteit_getoetst_op
    aanbieder.gewijzigd_door, aanbieder.gewijzigd_op = door, work.now
    await _vertel(work, aanbieder)
    return aanbieder


async def pauzeer(work: Work, agb: str, gemeenten: Iterable[str], per: date, tot: date | None = None) -> None:
    """Nothing new is assigned to a provider from a day on (M64); where it is paused already nothing changes.

    `tot` is the first day on which assigning goes on, when that is known.
    """
    for gemeente in sorted(set(gemeenten)):
        if await register.open_pauze(work.session, agb, gemeente) is None:
            await store.add(work.session, Pauze(id=new_id(), agb=agb, gemeente=gemeente, vanaf=per, tot=tot))
    await _vertel_bekende(work, agb)


async def hervat(work: Work, agb: str, gemeenten: Iterable[str], per: date) -> None:
    """Assigning to a provider begins again on a day; where it was not paused nothing changes."""
    for gemeente in sorted(set(gemeenten)):
        pauze = await register.open_pauze(work.session, agb, gemeente)
        if pauze is not None:
            pauze.tot = max(per, pauze.vanaf)
    await _vertel_bekende(work, agb)


async def pauzeer_en_vertel(work: Work, agb: str, gemeenten: list[str], per: date) -> None:
    """The contract manager pauses a provider."""
    await pauzeer(work, agb, gemeenten, per)
    await work.tell(AANBIEDER_GEPAUZEERD, agb, AanbiederMaatregel(agb=agb, gemeenten=tuple(gemeenten), per=per))


async def hervat_en_vertel(work: Work, agb: str, gemeenten: list[str], per: date) -> None:
    """The contract manager ends a pause."""
    await hervat(work, agb, gemeenten, per)
    await work.tell(AANBIEDER_HERVAT, agb, AanbiederMaatregel(agb=agb, gemeenten=tuple(gemeenten), per=per))


async def hoor_pauze(work: Work, heard: Heard[AanbiederMaatregel]) -> None:
    """Monitoring pauses a provider, as a step after a red light (M89); what we told ourselves is done already.

    A pause that comes later than its end holds until then.
    """
    if heard.source == work.source:
        return
    data, laatste = heard.data, await register.gehoorde_maatregel(work.session, heard.subject)
    if await _is_nieuw(work, heard, laatste, None):
        await pauzeer(work, data.agb, data.gemeenten, data.per)
    elif laatste is not None and laatste.hervat_per is not None:
        await pauzeer(work, data.agb, data.gemeenten, data.per, max(data.per, laatste.hervat_per))


async def hoor_hervatting(work: Work, heard: Heard[AanbiederMaatregel]) -> None:
    """Monitoring ends a pause; when it has begun another since, that one stands."""
    if heard.source == work.source:
        return
    data, laatste = heard.data, await register.gehoorde_maatregel(work.session, heard.subject)
    if await _is_nieuw(work, heard, laatste, data.per):
        await hervat(work, data.agb, data.gemeenten, data.per)


async def _is_nieuw(
    work: Work, heard: Heard[AanbiederMaatregel], laatste: GehoordeMaatregel | None, hervat_per: date | None
) -> bool:
    """Whether this step is newer than what was heard of its subject; then it is the newest from now on."""
    if laatste is None:
        row = GehoordeMaatregel(subject=heard.subject, sequence=heard.sequence, hervat_per=hervat_per)
        await store.add(work.session, row)
        return True
    if heard.sequence <= laatste.sequence:
        return False
    laatste.sequence, laatste.hervat_per = heard.sequence, hervat_per
    return True


async def hoor_gemeten(work: Work, heard: Heard[AanbiederGemeten]) -> None:
    """Keep what monitoring counted of a provider in a region (M56); what comes late undoes nothing newer."""
    data = heard.data
    bekend = await work.session.get(GemetenAanbieder, (data.agb, data.inkoopmodel), with_for_update=True)
    if bekend is not None and heard.sequence <= bekend.sequence:
        return
    velden = data.model_dump(exclude={"gemeenten"})
    await work.session.merge(GemetenAanbieder(sequence=heard.sequence, **velden))
