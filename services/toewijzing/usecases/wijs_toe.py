"""Assign the products of a beschikking to a provider, and tell that provider with a WMO301."""

from collections.abc import Iterable

from berichtenverkeer.post import volgend_nummer
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
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import meld_tekort, waarom_niet
from toewijzing.usecases.verstuur_toewijzing import verstuur_toewijzing
from toewijzing.usecases.vertel_toewijzing import vertel_toewijzing

PGB = "pgb"
GEEN_KEUZE = "De beschikking noemt geen aanbieder. Kies er een met de cliënt."


async def hoor_beschikking(work: Work, heard: Heard[BeschikkingAfgegeven]) -> None:
    """Each product becomes an assignment: at once where the named provider can deliver, else when one is chosen."""
    beschikking = heard.data
    await _wait_for_turn(work, beschikking.gemeente)
    toegewezen: list[Toewijzing] = []
    # What comes in PGB first: it decides on what may come in natura (OP043).
    for product in sorted(beschikking.producten, key=lambda each: each.vorm != PGB):
        if await store.toewijzing(work.session, product.id) is not None:
            continue
        toewijzing = _nieuw(beschikking, product)
        if product.vorm == PGB:
            await store.add(work.session, toewijzing)
        elif await _is_te_geven(work, toewijzing, product.aanbieder):
            await _geef(work, toewijzing, str(product.aanbieder))
            toegewezen.append(toewijzing)
        else:
            await _bereid_voor(work, toewijzing)
    await _verstuur(work, toegewezen)


async def _is_te_geven(work: Work, toewijzing: Toewijzing, agb: str | None) -> bool:
    """Whether a provider is named that can get this; else the assignment says what it waits for."""
    toewijzing.wacht_op = GEEN_KEUZE if agb is None else await waarom_niet(work, toewijzing, agb)
    return toewijzing.wacht_op is None


async def kies_aanbieder(work: Work, toewijzing: Toewijzing, agb: str) -> str | None:
    """Assign to the provider that the client chose (M54); the reason in plain Dutch when that cannot be.

    Raises httpx.HTTPError when toegang does not answer.
    """
    await _wait_for_turn(work, toewijzing.gemeente)
    reden = await waarom_niet(work, toewijzing, agb)
    if reden is None:
        await _geef(work, toewijzing, agb)
        await _verstuur(work, [toewijzing])
    return reden


async def _wait_for_turn(work: Work, gemeente: str) -> None:
    """One at a time in a municipality: else two at once could overlap (TR302), or each miss the other (OP087)."""
    await work.wait_for_turn(f"toewijzen {gemeente}")


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


async def _bereid_voor(work: Work, toewijzing: Toewijzing) -> None:
    await store.add(work.session, toewijzing)
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


async def _geef(work: Work, toewijzing: Toewijzing, agb: str) -> None:
    """Give the assignment a number that is unique in the municipality (TR332), and write it once."""
    nummer = await volgend_nummer(work, f"toewijzing {toewijzing.gemeente}")
    toewijzing.agb, toewijzing.nummer = agb, nummer
    toewijzing.status = Status.TOEGEWEZEN
    toewijzing.wacht_op = None
    toewijzing.toegewezen_op = work.now
    await store.add(work.session, toewijzing)
    await vertel_toewijzing(work, toewijzing)


async def _verstuur(work: Work, toegewezen: Iterable[Toewijzing]) -> None:
    """One WMO301 per provider: it holds all that this client has there (OP087)."""
    per_aanbieder: dict[str, list[Toewijzing]] = {}
    for each in toegewezen:
        per_aanbieder.setdefault(str(each.agb), []).append(each)
    for agb, gewijzigd in per_aanbieder.items():
        await verstuur_toewijzing(work, agb, gewijzigd, is_nieuw=True)
