"""Work through a WMO305 and answer it with a WMO306."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import iwmo
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk, verzend, volgende_identificatie
from chassis.clock import local_date
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen import LEVERING_GESTART, LEVERING_VERWIJDERD, LeveringGestart
from iwmo.berichten.wmo305 import StartProduct, Wmo305
from toewijzing import store
from toewijzing.domain.start import Situatie, begindata_na, gebroken, is_verwijdering
from toewijzing.domain.toewijzing import Status
from toewijzing.tables import Start, Toewijzing


@dataclass(frozen=True)
class Aangemeld:
    """One StartProduct of the message, its path in it, and the assignment that it names."""

    pad: str
    start: StartProduct
    toewijzing: Toewijzing | None


async def verwerk_start(work: Work, stuk: Poststuk, bericht: Wmo305) -> None:
    """All starts in the message count, or none: a start with an error rejects the whole message."""
    bevindingen = await controleer_aankomst(work, stuk, bericht)
    if not bevindingen:
        aangemeld = await _aangemeld(work, stuk, bericht)
        bevindingen = await _beoordeel(work, aangemeld)
        if not bevindingen:
            for each in aangemeld:
                assert each.toewijzing is not None  # TR019 has found it
                await _verwerk(work, stuk, each.start, each.toewijzing)
    identificatie = await volgende_identificatie(work, "WMO306", stuk.gemeente)
    retour = iwmo.retour(bericht, bevindingen, identificatie=identificatie, dagtekening=work.today)
    await verzend(work, retour, gemeente=stuk.gemeente, agb=stuk.agb, identificatie=identificatie, antwoord_op=stuk.id)


async def _aangemeld(work: Work, stuk: Poststuk, bericht: Wmo305) -> list[Aangemeld]:
    """What the message tells, removals first: it may hold the removal of a wrong start and its replacement."""
    bsn_hash = work.vault.bsn_hash(bericht.client.bsn)
    found = []
    for index, start in enumerate(bericht.client.start_producten, 1):
        toewijzing = None
        if start.toewijzing_nummer is not None:
            toewijzing = await store.toewijzing_by_nummer(
                work.session, stuk.gemeente, stuk.agb, start.toewijzing_nummer, bsn_hash
            )
        found.append(Aangemeld(f"/Bericht/Client/StartProducten/StartProduct[{index}]", start, toewijzing))
    return sorted(found, key=lambda each: not is_verwijdering(each.start))


async def _beoordeel(work: Work, aangemeld: Sequence[Aangemeld]) -> list[iwmo.Bevinding]:
    """Judge each start in the situation that those before it in the message leave behind."""
    bevindingen: list[iwmo.Bevinding] = []
    gewijzigd: dict[str, frozenset[date]] = {}
    for each in aangemeld:
        situatie = await _situatie(work, each, gewijzigd)
        nummers = gebroken(each.start, situatie)
        bevindingen += [iwmo.bevinding(nummer, each.pad) for nummer in nummers]
        if each.toewijzing is not None and not nummers:
            gewijzigd[each.toewijzing.id] = begindata_na(each.start, situatie.begindata)
    return bevindingen


async def _situatie(work: Work, aangemeld: Aangemeld, gewijzigd: Mapping[str, frozenset[date]]) -> Situatie:
    product, toewijzing = aangemeld.start.product, aangemeld.toewijzing
    if toewijzing is None:
        return Situatie(toegewezen=False, product_past=False, begindata=frozenset())
    past = product is None or (product.categorie, product.code) == (toewijzing.categorie, toewijzing.code)
    begindata = gewijzigd.get(toewijzing.id)
    if begindata is None:
        begindata = frozenset(each.begindatum for each in await store.starts(work.session, toewijzing.id))
    return Situatie(toegewezen=True, product_past=past, begindata=begindata)


async def _verwerk(work: Work, stuk: Poststuk, start: StartProduct, toewijzing: Toewijzing) -> None:
    assert toewijzing.nummer is not None  # found by its number
    assert toewijzing.toegewezen_op is not None
    data = LeveringGestart(
        toewijzing_id=toewijzing.id,
        toewijzing_nummer=toewijzing.nummer,
        client_id=toewijzing.client_id,
        gemeente=toewijzing.gemeente,
        agb=stuk.agb,
        code=toewijzing.code,
        toewijzingsdatum=local_date(toewijzing.toegewezen_op),
        begindatum=start.begindatum,
    )
    if is_verwijdering(start):
        for each in await store.starts(work.session, toewijzing.id):
            each.verwijderd = each.verwijderd or each.begindatum == start.begindatum
        toewijzing.status = Status.TOEGEWEZEN
        await work.tell(LEVERING_VERWIJDERD, toewijzing.id, data)
        return
    row = Start(
        id=new_id(),
        toewijzing_id=toewijzing.id,
        begindatum=start.begindatum,
        bericht_id=stuk.id,
        verwijderd=False,
    )
    await store.add(work.session, row)
    toewijzing.status = Status.GESTART
    await work.tell(LEVERING_GESTART, toewijzing.id, data)
