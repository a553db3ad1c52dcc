"""Before running help is moved to a new contract: which of it could not stand with its provider (M134)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chassis.work import Work
from gebeurtenissen.toegang import IndicatieOmgezet
from toewijzing import store
from toewijzing.domain.gedeclareerd import toets_gedeclareerd
from toewijzing.domain.omvang import verkeerde_omvang
from toewijzing.domain.omzetting import REGEL
from toewijzing.domain.overname import Gecontracteerd, contractbezwaar, stapelbezwaar
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.store.van_client import afspraak_van, bij_aanbieder, levering_van
from toewijzing.tables import Toewijzing
from toewijzing.usecases.bijwerken import toegekend_op
from toewijzing.usecases.keuze import model_voor, onverzendbaar
from toewijzing.usecases.toets_overname import contracten_van
from toewijzing.usecases.zet_om import Stap, anders, bekende, stappen
from weigering import Weigering

Contracten = Mapping[tuple[str, str], Sequence[Gecontracteerd]]


@dataclass(frozen=True)
class Omzetbezwaar:
    """Why a product cannot go on so, by the id of the one that runs."""

    product_id: str
    regel: str
    reden: str


async def toets_omzetting(work: Work, omzettingen: Sequence[IndicatieOmgezet]) -> list[Omzetbezwaar]:
    """What stands in the way of each that cannot go on as it is told; nothing is kept."""
    van_client: dict[str, list[Toewijzing]] = {}
    for gemeente in {each.gemeente for each in omzettingen}:
        clienten = {each.client_id for each in omzettingen if each.gemeente == gemeente}
        for toewijzing in await store.van_clienten(work.session, gemeente, clienten):
            van_client.setdefault(toewijzing.client_id, []).append(toewijzing)
    agbs = {row.agb for alles in van_client.values() for row in alles if row.agb is not None}
    contracten = await contracten_van(work, agbs)
    gevonden = []
    for each in omzettingen:
        try:
            await _toets(work, each, van_client.get(each.client_id, []), contracten)
        except Weigering as weigering:
            gevonden.append(Omzetbezwaar(each.omgezet_uit, weigering.regel or REGEL, weigering.reden))
    return gevonden


async def _toets(work: Work, data: IndicatieOmgezet, alles: list[Toewijzing], contracten: Contracten) -> None:
    """Raises Weigering."""
    oud = bekende(alles, data)
    if oud.status == Toewijzingstatus.VOORBEREID:
        return
    for stap in stappen(alles, oud, data):
        toets_gedeclareerd(afspraak_van(stap.toewijzing), stap.blijft, await toegekend_op(work, stap.toewijzing))
        for regel, reden in _bezwaren(work, stap, data, alles, contracten):
            raise Weigering(reden, regel=regel)


def _bezwaren(
    work: Work, stap: Stap, data: IndicatieOmgezet, alles: Sequence[Toewijzing], contracten: Contracten
) -> Iterator[tuple[str, str]]:
    nieuw = _als_nieuw(stap, data)
    levering, agb = levering_van(nieuw), str(nieuw.agb)
    naast = [each for each in alles if each.id not in {stap.toewijzing.id, data.omgezet_uit}]
    van_aanbieder = contracten.get((agb, str(nieuw.code)), ())
    bezwaren = (
        contractbezwaar(levering, True, van_aanbieder, max(work.today, nieuw.ingangsdatum)),
        stapelbezwaar(levering, bij_aanbieder(naast, nieuw.wet, agb).values()),
    )
    yield from ((each.regel, each.reden) for each in bezwaren if each is not None)
    if (bezwaar := onverzendbaar(nieuw, work.now)) is not None:
        yield bezwaar.regel or REGEL, bezwaar.reden
    model = model_voor(nieuw)
    if model and (reden := verkeerde_omvang(model, nieuw.code, nieuw.eenheid, nieuw.frequentie)):
        yield REGEL, reden


def _als_nieuw(stap: Stap, data: IndicatieOmgezet) -> Toewijzing:
    """The new number as it would be; no row."""
    columns = {column.key: getattr(stap.toewijzing, column.key) for column in Toewijzing.__table__.columns}
    nieuw = {**columns, **vars(stap.gaat), **anders(stap.toewijzing, data), "toewijzing_nummer": None}
    return Toewijzing(**nieuw)
