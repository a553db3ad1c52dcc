"""What working through a WMO305 and a WMO307 share: find the assignments, judge part by part, keep the status."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

import wetten
from berichtenverkeer.post import Poststuk
from chassis.clock import local_date
from chassis.sealed import BSN
from chassis.work import Work
from istandaard.cdt import Product
from toewijzing import store
from toewijzing.domain.levering import (
    ONBEKEND,
    Beeindiging,
    P,
    Regels,
    Situatie,
    Sleutel,
    gebroken,
    is_verwijdering,
    status_na,
)
from toewijzing.domain.productlijst import is_bekend
from toewijzing.domain.termijn import Ketentermijnsoort, voor_start, voor_stop
from toewijzing.domain.toewijzing import Toewijzingstatus, product_van
from toewijzing.store import gesprek, termijnen
from toewijzing.tables import Start, Stop, Toewijzing


@dataclass(frozen=True)
class Gemeld(Generic[P]):
    """One StartProduct or StopProduct of the message, its path in it, and the assignment that it names."""

    pad: str
    product: P
    toewijzing: Toewijzing | None


async def vind_gemelde(work: Work, stuk: Poststuk, bsn: str, lijst: str, producten: Sequence[P]) -> list[Gemeld[P]]:
    """What the message tells, removals first: it may hold the removal of a wrong delivery and its replacement.

    `lijst` is the path of the parts in the message, without their number.
    """
    bsn_hashes = work.vault.hash(BSN, bsn.encode()).forms
    found = []
    for index, product in enumerate(producten, 1):
        toewijzing = None
        if product.toewijzing_nummer is not None:
            toewijzing = await store.toewijzing_by_nummer(
                work.session, stuk.wet, stuk.gemeente, stuk.agb, product.toewijzing_nummer, bsn_hashes
            )
        found.append(Gemeld(f"{lijst}[{index}]", product, toewijzing))
    return sorted(found, key=lambda each: not is_verwijdering(each.product))


async def beoordeel(
    work: Work, gemeld: Sequence[Gemeld[P]], regels: Regels[P], na: Callable[[P, Situatie], Situatie]
) -> list[wetten.Bevinding]:
    """Judge each part in the situation that those before it in the message leave behind (`na`)."""
    bevindingen: list[wetten.Bevinding] = []
    gewijzigd: dict[str, Situatie] = {}
    for each in gemeld:
        situatie = await _situatie(work, each, gewijzigd)
        nummers = gebroken(regels, each.product, situatie)
        bevindingen += [wetten.bevinding(nummer, each.pad) for nummer in nummers]
        if each.toewijzing is not None and not nummers:
            gewijzigd[each.toewijzing.id] = na(each.product, situatie)
    return bevindingen


async def _situatie(work: Work, gemeld: Gemeld[P], gewijzigd: dict[str, Situatie]) -> Situatie:
    product, toewijzing = gemeld.product.product, gemeld.toewijzing
    if toewijzing is None:
        return ONBEKEND
    vorige = gewijzigd.get(toewijzing.id)
    starts, stops = (vorige.starts, vorige.stops) if vorige else await stand_van(work, toewijzing)
    return Situatie(
        # What was taken back can still be tidied up, but nothing new begins on it.
        toegewezen=toewijzing.status != Toewijzingstatus.VERWIJDERD or is_verwijdering(gemeld.product),
        product_past=product is None or _is_product_van(toewijzing, product),
        product_bekend=is_bekend(toewijzing.gemeente, product, gemeld.product.begindatum),
        starts=starts,
        stops=stops,
    )


def _is_product_van(toewijzing: Toewijzing, product: Product) -> bool:
    return toewijzing.categorie in (None, product.categorie) and toewijzing.code in (None, product.code)


async def stand_van(work: Work, toewijzing: Toewijzing) -> tuple[frozenset[Sleutel], tuple[Beeindiging, ...]]:
    """The starts and stops that stand on an assignment."""
    starts = await store.starts(work.session, toewijzing.id)
    stops = await gesprek.stops(work.session, toewijzing.id)
    return frozenset(map(sleutel_van_rij, starts)), tuple(map(beeindiging_van_rij, stops))


def sleutel_van_rij(row: Start | Stop) -> Sleutel:
    """The key of a start, or the one that a stop repeats."""
    return Sleutel(product_van(row.categorie, row.code), row.begindatum)


def beeindiging_van_rij(row: Stop) -> Beeindiging:
    """A stop as it stands."""
    return Beeindiging(sleutel_van_rij(row), row.einddatum, row.reden)


def product_kolommen(product: P) -> dict[str, str | None]:
    """How the product that a message names is kept beside its start or stop."""
    van = product.product
    return {"categorie": van.categorie.value if van else None, "code": van.code if van else None}


async def werk_status_bij(work: Work, toewijzing: Toewijzing) -> None:
    """Set the status of an assignment that still counts, and the terms for its start and stop, by what stands on it."""
    starts, stops = await stand_van(work, toewijzing)
    if toewijzing.status != Toewijzingstatus.VERWIJDERD:
        toewijzing.status = status_na(starts, stops)
    await plan_termijnen(work, [toewijzing])


async def plan_termijnen(
    work: Work,
    toewijzingen: Sequence[Toewijzing],
    met: Sequence[termijnen.Open] = (),
    *,
    nieuw: Collection[str] = (),
) -> None:
    """Until when a WMO305 or WMO307 is due on assignments, as they stand now (OP271, OP272); open `met` with them.

    `nieuw`: ids of those that have no terms yet.
    """
    due = [*met, *(each for toewijzing in toewijzingen for each in _termijnen_van(toewijzing))]
    opened = {(each.soort, each.onderwerp_id) for each in due}
    await termijnen.zet(work.session, due)
    for toewijzing in toewijzingen:
        for soort in (Ketentermijnsoort.START, Ketentermijnsoort.STOP):
            if (soort, toewijzing.id) not in opened and toewijzing.id not in nieuw:
                await termijnen.sluit(work.session, soort, toewijzing.id, work.today)


def _termijnen_van(toewijzing: Toewijzing) -> Iterator[termijnen.Open]:
    assert toewijzing.agb is not None  # only what is with a provider has terms
    assert toewijzing.toegewezen_op is not None
    toegewezen_op, ids = local_date(toewijzing.toegewezen_op), (toewijzing.id, toewijzing.gemeente, toewijzing.agb)
    if toewijzing.status == Toewijzingstatus.TOEGEWEZEN:
        yield termijnen.Open(Ketentermijnsoort.START, *ids, voor_start(toewijzing.ingangsdatum, toegewezen_op))
    if toewijzing.status == Toewijzingstatus.GESTART and toewijzing.einddatum is not None:
        yield termijnen.Open(Ketentermijnsoort.STOP, *ids, voor_stop(toewijzing.einddatum, toegewezen_op))
