"""Change, shorten, extend or remove an assignment, or take it over to another provider; the provider gets a WMO301."""

from dataclasses import replace
from datetime import date

from chassis.work import Work
from istandaard.codes import RedenWijziging
from toewijzing.domain.gedeclareerd import toets_gedeclareerd
from toewijzing.domain.toewijzing import ZELFDE_IN_PGB, Toewijzingstatus, overlapt
from toewijzing.domain.wijziging import Afspraak, beeindig_op, niet_toegewezen, pas_toe, verdeel
from toewijzing.store import gesprek
from toewijzing.store.van_client import afspraak_van, hulp_naast, levering_van, van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import (
    begin,
    moet_lopen,
    neem_mee,
    stuur,
    toegekend_op,
    toets_aanbieder,
    toets_contract,
    verwijder,
    zet,
    zonder_nieuwe_stapeling,
)
from toewijzing.usecases.leeftijd import toets_leeftijd
from weigering import Weigering

GEEN_WIJZIGING = (RedenWijziging.VERVALLEN, RedenWijziging.VERWIJDERD)
"""Reasons that are not given here: one does not exist any more, the other takes an assignment back."""


async def wijzig_toewijzing(work: Work, toewijzing: Toewijzing, wens: Afspraak, reden: RedenWijziging) -> Toewijzing:
    """Carry out a wish and tell the provider; gives the assignment that holds from then on.

    Raises Weigering, and httpx.HTTPError when toegang does not answer.
    """
    if reden in GEEN_WIJZIGING:
        raise Weigering("Code 01 is vervallen; voor code 13 is er _verwijder.", veld="body.redenWijziging")
    async with zonder_nieuwe_stapeling(work, toewijzing):
        gewijzigd = await voer_uit(work, toewijzing, wens, reden)
    if not gewijzigd:
        raise Weigering("De toewijzing is al zo.", soort="geen-wijziging")
    await stuur(work, gewijzigd)
    return gewijzigd[-1]


async def verwijder_toewijzing(work: Work, toewijzing: Toewijzing) -> None:
    """Take an assignment back as if it was never given (RedenWijziging 13). Raises Weigering (TR385)."""
    await verwijder(work, toewijzing)
    await stuur(work, [toewijzing])


async def verstuur_opnieuw(work: Work, toewijzing: Toewijzing) -> None:
    """Tell the provider again, also of a removal. Raises Weigering."""
    if toewijzing.agb is None or toewijzing.status == Toewijzingstatus.VERLENGD:
        raise niet_toegewezen()
    await stuur(work, [toewijzing])


async def stap_over(work: Work, toewijzing: Toewijzing, agb: str, vanaf: date, deel: int | None) -> Toewijzing:
    """The client goes on with provider `agb` from a day on (M54): no gap, no overlap, both are told.

    `deel` is what goes along of a total for the term: a volume, or eurocents of a budget; the rest stays where it is.
    Raises Weigering, and httpx.HTTPError when toegang does not answer.
    """
    moet_lopen(toewijzing)
    huidig = afspraak_van(toewijzing)
    if agb == toewijzing.agb:
        raise Weigering("De cliënt is al bij deze aanbieder.", soort="aanbieder")
    if vanaf < huidig.ingangsdatum or (huidig.einddatum is not None and vanaf > huidig.einddatum):
        raise Weigering("Kies een dag binnen de looptijd van de toewijzing.", soort="vanaf")
    blijft, gaat = verdeel(huidig, vanaf, deel)
    await word(work, toewijzing, blijft, RedenWijziging.ANDERE_AANBIEDER)
    nieuw = await begin(work, toewijzing, gaat, agb)
    # Later decisions that had stretched the old number go on with the new provider too (OP380).
    for each in await gesprek.verlengd_met(work.session, str(nieuw.product_id)):
        if each.einddatum is None or each.einddatum >= vanaf:
            each.agb = agb
    await toets_aanbieder(work, nieuw, agb, verlaten=toewijzing.agb)
    await stuur(work, [toewijzing])
    await stuur(work, [nieuw])
    return nieuw


async def voer_uit(work: Work, toewijzing: Toewijzing, wens: Afspraak, reden: RedenWijziging) -> list[Toewijzing]:
    """Carry out a wish without telling the provider yet: what changed, and what began; nothing where it is so already.

    Raises Weigering, also where less would be assigned than was granted already (OP033x1, OP345), help of a youth would
    go on for too long, or a number would begin without a contract; httpx.HTTPError when toegang does not answer.
    """
    moet_lopen(toewijzing)
    assert toewijzing.agb is not None  # it runs
    huidig = afspraak_van(toewijzing)
    if (wens.einddatum or date.max) > (huidig.einddatum or date.max):
        await toets_leeftijd(work, toewijzing.wet, toewijzing.client_id, wens.einddatum)
    await _zonder_pgb(work, toewijzing, wens)
    wijziging = pas_toe(huidig, wens, gedeclareerd=bool(await toegekend_op(work, toewijzing)))
    gewijzigd = []
    if wijziging.lopend != huidig:
        await word(work, toewijzing, wijziging.lopend, reden)
        gewijzigd.append(toewijzing)
    if wijziging.nieuw is not None:
        nieuw = await begin(work, toewijzing, wijziging.nieuw, toewijzing.agb)
        await toets_contract(work, nieuw, toewijzing.agb)
        await neem_mee(work, toewijzing, nieuw)
        gewijzigd.append(nieuw)
    return gewijzigd


async def _zonder_pgb(work: Work, toewijzing: Toewijzing, wens: Afspraak) -> None:
    """Raises Weigering where the client would have this from a provider and with a PGB on one day (OP043)."""
    hulp = hulp_naast(toewijzing, await van_client(work.session, toewijzing.gemeente, toewijzing.client_id))
    was = levering_van(toewijzing)
    wordt = replace(was, ingangsdatum=wens.ingangsdatum, einddatum=wens.einddatum)
    if any(overlapt(wordt, each) and not overlapt(was, each) for each in hulp.pgb):
        raise Weigering(ZELFDE_IN_PGB, soort="pgb", regel="OP043")


async def word(work: Work, toewijzing: Toewijzing, afspraak: Afspraak | None, reden: RedenWijziging) -> None:
    """The running number becomes this, or is taken back. Raises Weigering where more was granted on it."""
    if afspraak is None:
        await verwijder(work, toewijzing)
        return
    toets_gedeclareerd(afspraak_van(toewijzing), afspraak, await toegekend_op(work, toewijzing))
    await zet(work, toewijzing, afspraak, reden)


async def beeindig(work: Work, toewijzing: Toewijzing, laatste_dag: date, reden: RedenWijziging) -> bool:
    """End an assignment no later than a day, without telling the provider yet; False when it ended by then already.

    It never fails: what would not have begun is removed; where it was billed already it keeps its first day (TR385),
    and declaratie lists the lines beyond its end to be settled.
    """
    huidig = afspraak_van(toewijzing)
    rest = beeindig_op(huidig, laatste_dag)
    if rest == huidig:
        return False
    if rest is None and not await toegekend_op(work, toewijzing):
        await verwijder(work, toewijzing)
    else:
        await zet(work, toewijzing, rest or replace(huidig, einddatum=huidig.ingangsdatum), reden)
    return True
