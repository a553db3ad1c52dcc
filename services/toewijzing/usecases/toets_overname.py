"""Before running indications are taken in: which of them could not stand with the provider that has them (M134)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from chassis.work import Work
from gebeurtenissen.toegang import BeschiktProduct
from inkoop import Inkoopmodel, komend_model
from toewijzing import store
from toewijzing.domain.omvang import verkeerde_omvang
from toewijzing.domain.overname import (
    REGEL,
    Gecontracteerd,
    Overnamebezwaar,
    Overnameveld,
    contractbezwaar,
    nummerbezwaar,
    stapelbezwaar,
)
from toewijzing.domain.toewijzing import Levering
from toewijzing.store import contracten as register
from toewijzing.store.van_client import bij_aanbieder, levering_van
from toewijzing.tables import Toewijzing
from toewijzing.usecases.keuze import onverzendbaar
from toewijzing.usecases.wijs_toe import nieuw_van
from wetten import Wet


@dataclass(frozen=True)
class Overname:
    """A running indication that is about to be taken in; a client who is new has no `client_id` yet."""

    gemeente: str
    wet: Wet
    besluitdatum: date
    product: BeschiktProduct
    agb: str
    nummer: int
    client_id: str = ""
    beschikking_id: str = ""


@dataclass(frozen=True)
class _Bekend:
    """What is asked of the database once for all indications."""

    model: Inkoopmodel | None
    aanbieders: set[str]
    contracten: dict[tuple[str, str], list[Gecontracteerd]]
    bezet: dict[Wet, set[int]]
    van_client: dict[str, list[Toewijzing]]


async def toets_overname(work: Work, gemeente: str, overnames: Sequence[Overname]) -> list[tuple[str, Overnamebezwaar]]:
    """What stands in the way of each, by the id of its product; nothing is kept."""
    bekend = await _bekend(work, gemeente, overnames)
    return [(each.product.id, bezwaar) for each in overnames for bezwaar in _bezwaren(work, each, bekend)]


async def _bekend(work: Work, gemeente: str, overnames: Sequence[Overname]) -> _Bekend:
    agbs = {each.agb for each in overnames}
    van_client: dict[str, list[Toewijzing]] = {}
    for each in await store.van_clienten(work.session, gemeente, {each.client_id for each in overnames} - {""}):
        van_client.setdefault(each.client_id, []).append(each)
    nummers: dict[tuple[str, Wet], list[int]] = {}
    for overname in overnames:
        nummers.setdefault((gemeente, overname.wet), []).append(overname.nummer)
    bezet = await store.bezette_nummers(work.session, nummers) if nummers else {}
    return _Bekend(
        komend_model([gemeente], work.today),
        await register.bekende_aanbieders(work.session, agbs),
        await contracten_van(work, agbs),
        {wet: genomen for (_, wet), genomen in bezet.items()},
        van_client,
    )


async def contracten_van(work: Work, agbs: Collection[str]) -> dict[tuple[str, str], list[Gecontracteerd]]:
    """The contracts of these providers, by provider and product."""
    contracten: dict[tuple[str, str], list[Gecontracteerd]] = {}
    for contract, code in await register.van_aanbieders(work.session, agbs):
        found = Gecontracteerd(contract.gemeenten, contract.geldig_van, contract.geldig_tot)
        contracten.setdefault((contract.agb, code), []).append(found)
    return contracten


def _bezwaren(work: Work, overname: Overname, bekend: _Bekend) -> list[Overnamebezwaar]:
    toewijzing = nieuw_van(overname, overname.product, "")
    toewijzing.toewijzing_nummer = overname.nummer
    levering = levering_van(toewijzing)
    contracten = bekend.contracten.get((overname.agb, str(toewijzing.code)), ())
    bij_deze = _bij_aanbieder(overname, bekend)
    gevonden = [
        contractbezwaar(levering, overname.agb in bekend.aanbieders, contracten, work.today),
        _omvangbezwaar(work, toewijzing, bekend.model),
        stapelbezwaar(levering, bij_deze),
        nummerbezwaar(overname.nummer) if overname.nummer in bekend.bezet[overname.wet] else None,
    ]
    return [each for each in gevonden if each is not None]


def _bij_aanbieder(overname: Overname, bekend: _Bekend) -> list[Levering]:
    alles = bekend.van_client.get(overname.client_id, ())
    return list(bij_aanbieder(alles, overname.wet, overname.agb).values())


def _omvangbezwaar(work: Work, toewijzing: Toewijzing, model: Inkoopmodel | None) -> Overnamebezwaar | None:
    """What no WMO301 could ever say, or what the region does not assign so."""
    bezwaar = onverzendbaar(toewijzing, work.now)
    if bezwaar is not None:
        return Overnamebezwaar(Overnameveld.OMVANG, bezwaar.regel or REGEL, bezwaar.reden)
    if model is None:
        return None
    reden = verkeerde_omvang(model, toewijzing.code, toewijzing.eenheid, toewijzing.frequentie)
    return Overnamebezwaar(Overnameveld.OMVANG, REGEL, reden) if reden else None
