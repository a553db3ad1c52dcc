"""Assign the products of a beschikking to a provider, and tell that provider with a WMO301."""

from collections.abc import Sequence

from berichtenverkeer.post import als_identificatie, reeks_van, volgende_nummers
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen import (
    TOEWIJZING_VOORBEREID,
    BeschikkingAfgegeven,
    BeschiktProduct,
    ToewijzingVoorbereid,
)
from toewijzing import store
from toewijzing.domain.toewijzing import Status
from toewijzing.store.van_client import van_client
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import meld_tekort, waarom_niet
from toewijzing.usecases.verstuur_toewijzing import Zending, verstuur_toewijzing
from toewijzing.usecases.vertel_toewijzing import vertel_toewijzing
from toewijzing.usecases.wijzig_toewijzing import wacht_op_beurt

PGB = "pgb"
GEEN_KEUZE = "De beschikking noemt geen aanbieder. Kies er een met de cliënt."


async def hoor_beschikking(work: Work, heard: Heard[BeschikkingAfgegeven]) -> None:
    """Each product becomes an assignment: at once where the named provider can deliver, else when one is chosen.

    Raises httpx.HTTPError when toegang does not answer; the event is then tried again.
    """
    beschikking = heard.data
    await wacht_op_beurt(work, beschikking.gemeente)
    alles = await van_client(work.session, beschikking.gemeente, beschikking.client_id)
    nieuw = await _beslis(work, beschikking, alles)
    gegeven = [each for each in nieuw if each.status == Status.TOEGEWEZEN]
    if gegeven:
        await _geef(work, gegeven, alles)
    await store.add(work.session, *(each for each in nieuw if each.agb is None))
    for each in nieuw:
        if each.status == Status.VOORBEREID:
            await _vertel_voorbereid(work, each)


async def _beslis(work: Work, beschikking: BeschikkingAfgegeven, alles: list[Toewijzing]) -> list[Toewijzing]:
    """The assignments that are new by this decision, each with its status; they are added to all of the client."""
    bekend = {each.id for each in alles}
    nieuw = []
    # What comes in PGB first: it decides on what may come in natura (OP043).
    for product in sorted(beschikking.producten, key=lambda each: each.vorm != PGB):
        if product.id in bekend:
            continue
        toewijzing = _nieuw(beschikking, product)
        if toewijzing.status == Status.VOORBEREID:
            toewijzing.wacht_op = await _wacht_op(work, toewijzing, product.aanbieder, alles)
            if toewijzing.wacht_op is None:
                _neem_op(work, toewijzing, str(product.aanbieder))
        nieuw.append(toewijzing)
        alles.append(toewijzing)
    return nieuw


async def _wacht_op(work: Work, toewijzing: Toewijzing, agb: str | None, alles: list[Toewijzing]) -> str | None:
    """What an assignment waits for; nothing when a provider is named that can get it."""
    return GEEN_KEUZE if agb is None else await waarom_niet(work, toewijzing, agb, alles)


async def kies_aanbieder(work: Work, toewijzing: Toewijzing, agb: str) -> str | None:
    """Assign to the provider that the client chose (M54); the reason in plain Dutch when that cannot be.

    Raises httpx.HTTPError when toegang does not answer.
    """
    await wacht_op_beurt(work, toewijzing.gemeente)
    alles = await van_client(work.session, toewijzing.gemeente, toewijzing.client_id)
    reden = await waarom_niet(work, toewijzing, agb, alles)
    if reden is None:
        _neem_op(work, toewijzing, agb)
        await _geef(work, [toewijzing], alles)
    return reden


def _nieuw(beschikking: BeschikkingAfgegeven, product: BeschiktProduct) -> Toewijzing:
    return Toewijzing(
        id=product.id,
        beschikking_id=beschikking.beschikking_id,
        client_id=beschikking.client_id,
        bsn_hash=beschikking.bsn_hash,
        gemeente=beschikking.gemeente,
        categorie=product.categorie,
        code=product.code,
        volume=product.volume,
        eenheid=product.eenheid,
        frequentie=product.frequentie,
        budget=product.budget,
        vorm=product.vorm,
        specialisme=product.specialisme,
        doelgroep=product.doelgroep,
        spoed=product.spoed,
        afschaalmomenten=[each.isoformat() for each in product.afschaalmomenten],
        contactmomenten=[each.isoformat() for each in product.contactmomenten],
        wens=product.aanbieder,
        verbruikt_procent=None,
        ingangsdatum=product.ingangsdatum,
        einddatum=product.einddatum,
        besluitdatum=beschikking.besluitdatum,
        status=Status.PGB if product.vorm == PGB else Status.VOORBEREID,
        wacht_op=None,
        agb=None,
        nummer=None,
        toegewezen_op=None,
        product_id=None,
        reden_wijziging=None,
        retour=None,
    )


async def _vertel_voorbereid(work: Work, toewijzing: Toewijzing) -> None:
    data = ToewijzingVoorbereid(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        besluitdatum=toewijzing.besluitdatum,
    )
    await work.tell(TOEWIJZING_VOORBEREID, toewijzing.id, data)
    await meld_tekort(work, toewijzing)


def _neem_op(work: Work, toewijzing: Toewijzing, agb: str) -> None:
    toewijzing.agb = agb
    toewijzing.status = Status.TOEGEWEZEN
    toewijzing.wacht_op = None
    toewijzing.toegewezen_op = work.now


async def _geef(work: Work, gegeven: Sequence[Toewijzing], alles: Sequence[Toewijzing]) -> None:
    """Write the assignments, each with a number of its own in the municipality (TR332), and tell their providers.

    One WMO301 per provider: it holds all that this client has there (OP087).
    """
    gemeente = gegeven[0].gemeente
    per_aanbieder: dict[str, list[Toewijzing]] = {}
    for each in gegeven:
        per_aanbieder.setdefault(str(each.agb), []).append(each)
    toewijzingen, berichten = f"toewijzing {gemeente}", reeks_van("WMO301", gemeente)
    nummers = await volgende_nummers(work, {toewijzingen: len(gegeven), berichten: len(per_aanbieder)})
    for each, nummer in zip(gegeven, nummers[toewijzingen], strict=True):
        each.nummer = nummer
    await store.add(work.session, *gegeven)
    for each in gegeven:
        await vertel_toewijzing(work, each)
    for (agb, gewijzigd), nummer in zip(per_aanbieder.items(), nummers[berichten], strict=True):
        zending = Zending(agb, als_identificatie(nummer), gewijzigd, alles)
        await verstuur_toewijzing(work, zending, is_nieuw=True)
