"""Work through a WMO305 and answer it with a WMO306."""

from collections.abc import Sequence

import iwmo
from berichtenverkeer.controle import controleer_aankomst
from berichtenverkeer.post import Poststuk, verzend, volgende_identificatie
from chassis.clock import local_date
from chassis.identifiers import new_id
from chassis.work import Work
from gebeurtenissen import LEVERING_GESTART, LEVERING_VERWIJDERD, LeveringGestart
from inkoop import gemeentecodes
from iwmo.berichten.wmo305 import StartProduct, Wmo305
from toewijzing import store
from toewijzing.domain.start import Situatie, gebroken, is_verwijdering
from toewijzing.domain.toewijzing import Status
from toewijzing.tables import Start, Toewijzing


async def verwerk_start(work: Work, stuk: Poststuk, bericht: Wmo305) -> None:
    """All starts in the message count, or none: a start with an error rejects the whole message."""
    bevindingen = await controleer_aankomst(work, stuk, bericht, gemeentecodes())
    if not bevindingen:
        gevonden = [await _toewijzing(work, stuk, bericht, start) for start in bericht.client.start_producten]
        bevindingen = await _beoordeel(work, bericht.client.start_producten, gevonden)
        if not bevindingen:
            for start, toewijzing in zip(bericht.client.start_producten, gevonden, strict=True):
                assert toewijzing is not None  # TR019 has found it
                await _verwerk(work, stuk, start, toewijzing)
    identificatie = await volgende_identificatie(work, "WMO306", stuk.gemeente)
    retour = iwmo.retour(bericht, bevindingen, identificatie=identificatie, dagtekening=work.today)
    await verzend(work, retour, gemeente=stuk.gemeente, agb=stuk.agb, identificatie=identificatie, antwoord_op=stuk.id)


async def _toewijzing(work: Work, stuk: Poststuk, bericht: Wmo305, start: StartProduct) -> Toewijzing | None:
    if start.toewijzing_nummer is None:
        return None
    bsn_hash = work.vault.bsn_hash(bericht.client.bsn)
    return await store.toewijzing_by_nummer(work.session, stuk.gemeente, stuk.agb, start.toewijzing_nummer, bsn_hash)


async def _beoordeel(
    work: Work, starts: Sequence[StartProduct], gevonden: Sequence[Toewijzing | None]
) -> list[iwmo.Bevinding]:
    bevindingen = []
    for index, (start, toewijzing) in enumerate(zip(starts, gevonden, strict=True), 1):
        pad = f"/Bericht/Client/StartProducten/StartProduct[{index}]"
        situatie = await _situatie(work, start, toewijzing)
        bevindingen += [iwmo.bevinding(nummer, pad) for nummer in gebroken(start, situatie)]
    return bevindingen


async def _situatie(work: Work, start: StartProduct, toewijzing: Toewijzing | None) -> Situatie:
    if toewijzing is None:
        return Situatie(toegewezen=False, product_past=False, begindata=frozenset())
    past = start.product is None or (start.product.categorie, start.product.code) == (
        toewijzing.categorie,
        toewijzing.code,
    )
    starts = await store.starts(work.session, toewijzing.id)
    return Situatie(toegewezen=True, product_past=past, begindata=frozenset(each.begindatum for each in starts))


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
