"""Work through WMO305s and WMO307s, and answer each with a WMO306 or a WMO308."""

from collections.abc import Sequence
from dataclasses import dataclass

import wetten
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk
from berichtenverkeer.verwerking import Binnengekomen
from chassis.sealed import BSN
from chassis.tracing import going_on_from
from chassis.work import Work
from istandaard.berichten.bericht305 import Bericht305, StartProduct
from istandaard.berichten.bericht307 import Bericht307, StopProduct
from istandaard.cdt import Product
from toewijzing import store
from toewijzing.domain import start, stop
from toewijzing.domain.levering import ONBEKEND, Situatie, gebroken, is_verwijdering
from toewijzing.domain.productlijst import is_bekend
from toewijzing.domain.toewijzing import Toewijzingstatus
from toewijzing.store.termijnen import Open
from toewijzing.tables import Toewijzing
from toewijzing.usecases.levering import Stand, plan_termijnen, standen_van, termijnen_van
from toewijzing.usecases.retour import stuur_retouren
from toewijzing.usecases.verwerk_start import verwerk_start
from toewijzing.usecases.verwerk_stop import verwerk_stop

Leveringsbericht = Bericht305 | Bericht307
LEVERINGSBERICHTEN: tuple[type[Leveringsbericht], ...] = (Bericht305, Bericht307)
STARTS = "/Bericht/Client/StartProducten/StartProduct"
STOPS = "/Bericht/Client/StopProducten/StopProduct"


@dataclass(frozen=True)
class Gemeld:
    """One StartProduct or StopProduct of a message, its path in it, and the assignment that it names."""

    pad: str
    product: StartProduct | StopProduct
    stand: Stand | None


async def verwerk_leveringen(work: Work, binnen: Sequence[Binnengekomen[Leveringsbericht]]) -> None:
    """All that is told in a message counts, or nothing: what has an error rejects its whole message.

    Each message is judged in what those before it leave behind.
    """
    bevindingen = await controleer_aankomst(work, *((each.stuk, each.bericht) for each in binnen))
    goed = [plek for plek, found in enumerate(bevindingen) if not found]
    gemeld = await _vind_gemelde(work, [binnen[plek] for plek in goed])
    gewijzigd, tussentijds = dict[str, Toewijzing](), list[Open]()
    for plek, delen in zip(goed, gemeld, strict=True):
        bevindingen[plek] = _beoordeel(delen)
        if not bevindingen[plek]:
            with going_on_from(binnen[plek].traceparent):
                for each in delen:
                    assert each.stand is not None  # TR019 has found it
                    await _verwerk(work, binnen[plek].stuk, each.product, each.stand)
                    gewijzigd[each.stand.toewijzing.id] = each.stand.toewijzing
                    tussentijds += termijnen_van(each.stand.toewijzing)
    await work.session.flush()
    await plan_termijnen(work, list(gewijzigd.values()), tussentijds)
    await stuur_retouren(work, list(zip(binnen, bevindingen, strict=True)))


async def _vind_gemelde(work: Work, binnen: Sequence[Binnengekomen[Leveringsbericht]]) -> list[list[Gemeld]]:
    """What each message tells, removals first: it may hold the removal of a wrong delivery and its replacement."""
    namen = [_namen_in(work, each) for each in binnen]
    found = await store.genoemde(work.session, {naam for van in namen for deel in van for naam in deel})
    standen = {each.toewijzing.id: each for each in await standen_van(work, list(found.values()))}
    return [
        sorted(
            (
                Gemeld(pad, product, next((standen[found[naam].id] for naam in deel if naam in found), None))
                for (pad, product), deel in zip(_delen(each.bericht), van, strict=True)
            ),
            key=lambda gemeld: not is_verwijdering(gemeld.product),
        )
        for each, van in zip(binnen, namen, strict=True)
    ]


def _namen_in(work: Work, binnen: Binnengekomen[Leveringsbericht]) -> list[list[store.Genoemd]]:
    """How each part of a message names its assignment: by each form in which the BSN may be kept, or not at all."""
    stuk = binnen.stuk
    hashes = work.vault.hash(BSN, binnen.bericht.client.bsn.encode()).forms
    return [
        [store.Genoemd(stuk.gemeente, stuk.wet, product.toewijzing_nummer, stuk.agb, each) for each in hashes]
        if product.toewijzing_nummer is not None
        else []
        for _, product in _delen(binnen.bericht)
    ]


def _delen(bericht: Leveringsbericht) -> list[tuple[str, StartProduct | StopProduct]]:
    """The parts of a message, each with its path."""
    if isinstance(bericht, Bericht305):
        return [(f"{STARTS}[{index}]", each) for index, each in enumerate(bericht.client.start_producten, 1)]
    return [(f"{STOPS}[{index}]", each) for index, each in enumerate(bericht.client.stop_producten, 1)]


def _beoordeel(gemeld: Sequence[Gemeld]) -> list[wetten.Bevinding]:
    """Judge each part in the situation that those before it in the message leave behind."""
    bevindingen: list[wetten.Bevinding] = []
    gewijzigd: dict[str, Situatie] = {}
    for each in gemeld:
        situatie = _situatie(each, gewijzigd)
        nummers, na = _oordeel(each.product, situatie)
        bevindingen += [wetten.bevinding(nummer, each.pad) for nummer in nummers]
        if each.stand is not None and not nummers:
            gewijzigd[each.stand.toewijzing.id] = na
    return bevindingen


def _oordeel(product: StartProduct | StopProduct, situatie: Situatie) -> tuple[list[str], Situatie]:
    """The rules that a part breaks, and the situation once it is worked through."""
    if isinstance(product, StartProduct):
        return gebroken(start.REGELS, product, situatie), start.na_start(product, situatie)
    return gebroken(stop.REGELS, product, situatie), stop.na_stop(product, situatie)


def _situatie(gemeld: Gemeld, gewijzigd: dict[str, Situatie]) -> Situatie:
    product, stand = gemeld.product.product, gemeld.stand
    if stand is None:
        return ONBEKEND
    toewijzing = stand.toewijzing
    vorige = gewijzigd.get(toewijzing.id)
    return Situatie(
        # What was taken back can still be tidied up, but nothing new begins on it.
        toegewezen=toewijzing.status != Toewijzingstatus.VERWIJDERD or is_verwijdering(gemeld.product),
        product_past=product is None or _is_product_van(toewijzing, product),
        product_bekend=is_bekend(toewijzing.gemeente, product, gemeld.product.begindatum),
        starts=vorige.starts if vorige else stand.sleutels,
        stops=vorige.stops if vorige else stand.beeindigingen,
    )


def _is_product_van(toewijzing: Toewijzing, product: Product) -> bool:
    return toewijzing.categorie in (None, product.categorie) and toewijzing.code in (None, product.code)


async def _verwerk(work: Work, stuk: Poststuk, product: StartProduct | StopProduct, stand: Stand) -> None:
    """Keep what is told, and set the status of an assignment that still counts by what stands on it."""
    if isinstance(product, StartProduct):
        await verwerk_start(work, stuk, product, stand)
    else:
        await verwerk_stop(work, stuk, product, stand)
    stand.werk_status_bij()
