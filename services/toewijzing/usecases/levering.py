"""How far the delivery of assignments is: what stands on each, its status by that, and what is due."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from chassis.clock import local_date
from chassis.work import Work
from toewijzing import store
from toewijzing.domain.levering import Beeindiging, P, Sleutel, status_na
from toewijzing.domain.termijn import Ketentermijnsoort, voor_start, voor_stop
from toewijzing.domain.toewijzing import Toewijzingstatus, product_van
from toewijzing.store import gesprek, termijnen
from toewijzing.tables import Start, Stop, Toewijzing


@dataclass(frozen=True)
class Stand:
    """An assignment with its starts and stops, also those that were taken back since they were looked up."""

    toewijzing: Toewijzing
    starts: list[Start] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)

    @property
    def sleutels(self) -> frozenset[Sleutel]:
        """The keys of the starts that stand."""
        return frozenset(sleutel_van_rij(each) for each in self.starts if not each.verwijderd)

    @property
    def beeindigingen(self) -> tuple[Beeindiging, ...]:
        """The stops that stand."""
        return tuple(beeindiging_van_rij(each) for each in self.stops if not each.verwijderd)

    def werk_status_bij(self) -> None:
        """Set the status of an assignment that still counts by what stands on it."""
        if self.toewijzing.status != Toewijzingstatus.VERWIJDERD:
            self.toewijzing.status = status_na(self.sleutels, self.beeindigingen)


async def standen_van(work: Work, toewijzingen: Sequence[Toewijzing]) -> list[Stand]:
    """What stands on each of these assignments."""
    standen = {each.id: Stand(each) for each in toewijzingen}
    if standen:
        for start in await store.starts(work.session, standen):
            standen[start.toewijzing_id].starts.append(start)
        for stop in await gesprek.stops(work.session, standen):
            standen[stop.toewijzing_id].stops.append(stop)
    return [standen[each.id] for each in toewijzingen]


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


async def plan_termijnen(
    work: Work,
    toewijzingen: Sequence[Toewijzing],
    met: Sequence[termijnen.Open] = (),
    *,
    nieuw: Collection[str] = (),
) -> None:
    """Until when a WMO305 or WMO307 is due on assignments, as they stand now (OP271, OP272); open `met` first.

    `nieuw`: ids of those that have no terms yet.
    """
    nu = {(each.soort, each.onderwerp_id): each for toewijzing in toewijzingen for each in termijnen_van(toewijzing)}
    eerst = {(each.soort, each.onderwerp_id): each for each in met}
    await termijnen.zet(work.session, list((eerst | nu).values()))
    bestaand = [each.id for each in toewijzingen if each.id not in nieuw]
    for soort in (Ketentermijnsoort.START, Ketentermijnsoort.STOP):
        klaar = [each for each in bestaand if (soort, each) not in nu]
        await termijnen.sluit(work.session, soort, klaar, work.today)


def termijnen_van(toewijzing: Toewijzing) -> Iterator[termijnen.Open]:
    """What is due on an assignment as it stands."""
    assert toewijzing.agb is not None  # only what is with a provider has terms
    assert toewijzing.toegewezen_op is not None
    toegewezen_op, ids = local_date(toewijzing.toegewezen_op), (toewijzing.id, toewijzing.gemeente, toewijzing.agb)
    if toewijzing.status == Toewijzingstatus.TOEGEWEZEN:
        yield termijnen.Open(Ketentermijnsoort.START, *ids, voor_start(toewijzing.ingangsdatum, toegewezen_op))
    if toewijzing.status == Toewijzingstatus.GESTART and toewijzing.einddatum is not None:
        yield termijnen.Open(Ketentermijnsoort.STOP, *ids, voor_stop(toewijzing.einddatum, toegewezen_op))
