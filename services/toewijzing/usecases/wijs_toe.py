"""Assign the products of a beschikking to a provider, and tell that provider with a WMO301."""

from collections.abc import Iterable

from berichtenverkeer.post import volgend_nummer
from chassis.clock import local_date
from chassis.events import Heard
from chassis.work import Work
from gebeurtenissen import (
    TOEWIJZING_TOEGEWEZEN,
    TOEWIJZING_VOORBEREID,
    BeschikkingAfgegeven,
    BeschiktProduct,
    ToewijzingToegewezen,
    ToewijzingVoorbereid,
)
from toewijzing import store
from toewijzing.domain.toewijzing import Status, bezwaar
from toewijzing.store import contracten
from toewijzing.tables import Toewijzing
from toewijzing.usecases.verstuur_toewijzing import verstuur_toewijzing

GEEN_KEUZE = "De beschikking noemt geen aanbieder. Kies er een met de cliënt."


async def hoor_beschikking(work: Work, heard: Heard[BeschikkingAfgegeven]) -> None:
    """Each product becomes an assignment: at once where the named provider can deliver, else when one is chosen."""
    beschikking = heard.data
    await _wait_for_turn(work, beschikking.gemeente)
    toegewezen: list[Toewijzing] = []
    for product in beschikking.producten:
        if await store.toewijzing(work.session, product.id) is not None:
            continue
        toewijzing = _nieuw(beschikking, product)
        await store.add(work.session, toewijzing)
        if product.aanbieder is None:
            toewijzing.wacht_op = GEEN_KEUZE
        else:
            toewijzing.wacht_op = await waarom_niet(work, toewijzing, product.aanbieder)
        if product.aanbieder is None or toewijzing.wacht_op is not None:
            await _bereid_voor(work, toewijzing)
        else:
            await _geef(work, toewijzing, product.aanbieder)
            toegewezen.append(toewijzing)
    await _verstuur(work, toegewezen)


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


async def waarom_niet(work: Work, toewijzing: Toewijzing, agb: str) -> str | None:
    """Why this provider cannot get the assignment; None when it can."""
    aanbod = await contracten.aanbod_van(work.session, toewijzing.code)
    al_daar = await store.bij_aanbieders(work.session, toewijzing)
    return bezwaar(agb, store.levering_van(toewijzing), aanbod, al_daar.get(agb, ()))


async def keuze(work: Work, toewijzing: Toewijzing) -> dict[str, str]:
    """The providers that can get the assignment: name by AGB code, in order of AGB code."""
    aanbod = await contracten.aanbod_van(work.session, toewijzing.code)
    al_daar = await store.bij_aanbieders(work.session, toewijzing)
    levering = store.levering_van(toewijzing)
    return {
        each.agb: each.naam for each in aanbod if bezwaar(each.agb, levering, aanbod, al_daar.get(each.agb, ())) is None
    }


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
        ingangsdatum=product.ingangsdatum,
        einddatum=product.einddatum,
        besluitdatum=beschikking.besluitdatum,
        status=Status.VOORBEREID,
        wacht_op=None,
        agb=None,
        nummer=None,
        toegewezen_op=None,
    )


async def _bereid_voor(work: Work, toewijzing: Toewijzing) -> None:
    data = ToewijzingVoorbereid(
        toewijzing_id=toewijzing.id,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        besluitdatum=toewijzing.besluitdatum,
    )
    await work.tell(TOEWIJZING_VOORBEREID, toewijzing.id, data)


async def _geef(work: Work, toewijzing: Toewijzing, agb: str) -> None:
    """Give the assignment a number that is unique in the municipality (TR332)."""
    toewijzing.agb = agb
    toewijzing.nummer = await volgend_nummer(work, f"toewijzing {toewijzing.gemeente}")
    toewijzing.status = Status.TOEGEWEZEN
    toewijzing.wacht_op = None
    toewijzing.toegewezen_op = work.now
    data = ToewijzingToegewezen(
        toewijzing_id=toewijzing.id,
        toewijzing_nummer=toewijzing.nummer,
        client_id=toewijzing.client_id,
        bsn_hash=toewijzing.bsn_hash,
        gemeente=toewijzing.gemeente,
        agb=agb,
        categorie=toewijzing.categorie,
        code=toewijzing.code,
        volume=toewijzing.volume,
        eenheid=toewijzing.eenheid,
        frequentie=toewijzing.frequentie,
        budget=toewijzing.budget,
        ingangsdatum=toewijzing.ingangsdatum,
        einddatum=toewijzing.einddatum,
        reden_wijziging=None,
        toewijzingsdatum=local_date(work.now),
        besluitdatum=toewijzing.besluitdatum,
    )
    await work.tell(TOEWIJZING_TOEGEWEZEN, toewijzing.id, data)


async def _verstuur(work: Work, toegewezen: Iterable[Toewijzing]) -> None:
    """One WMO301 per provider: it holds all that this client has there (OP087)."""
    per_aanbieder: dict[str, list[Toewijzing]] = {}
    for each in toegewezen:
        per_aanbieder.setdefault(str(each.agb), []).append(each)
    for agb, gewijzigd in per_aanbieder.items():
        await verstuur_toewijzing(work, agb, gewijzigd)
