"""The steps of a lump sum: propose, approve, make its parts payable on their days, account for it, and end (M140)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from declaratie import store
from declaratie.domain.beleid import product_van
from declaratie.domain.betaalrun import Postsoort
from declaratie.domain.lumpsum import (
    ZONDER_CONTRACT,
    Afspraak,
    Lumpsumstand,
    Verantwoordingsperiode,
    Verantwoordingstand,
    mag_beeindigen,
    mag_beoordelen,
    mag_oordelen,
    mag_verantwoorden,
    moet_kloppen,
    moet_lumpsum_zijn,
    moet_passen,
    reden_om_aan_te_houden,
    zonder_verantwoording,
)
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import lumpsums as store_lumpsums
from declaratie.tables import Betaalpost, Deelbetaling, Lumpsum, Verantwoording
from gebeurtenissen.declaratie import LUMPSUM_GEWIJZIGD, DeelVanLumpsum, LumpsumGewijzigd
from inkoop import model_van
from weigering import Weigering

AFSPRAAK = "de afspraak"
"""What holds a part of a lump sum, where people stand by their name: the account lets go of it."""


@dataclass(frozen=True)
class NieuweLumpsum:
    """Who is paid by whom for which product, what the task is, and what is agreed."""

    budgethouder: str
    agb: str
    code: str
    taak: str
    afspraak: Afspraak


@dataclass(frozen=True)
class Opgave:
    """What a provider accounts for: residents that were helped, the cost in eurocents, and what was done."""

    inwoners: int
    kosten: int
    toelichting: str


async def stel_voor(work: Work, nieuw: NieuweLumpsum, door: str) -> Lumpsum:
    """Record an agreement; nothing is paid until a colleague approves it.

    Raises Weigering when days or amounts do not fit each other, when the product is paid by client, when it goes beyond
    the contract of the provider, and when there is another one for these days.
    """
    afspraak = nieuw.afspraak
    moet_kloppen(afspraak)
    model = model_van([nieuw.budgethouder], afspraak.van)
    product = moet_lumpsum_zijn(product_van(model, nieuw.code))
    await work.wait_for_turn(f"lumpsum {nieuw.budgethouder} {nieuw.agb}")
    contracten = await store_lumpsums.contracten(work.session, nieuw.agb, nieuw.budgethouder, nieuw.code)
    moet_passen(afspraak.van, afspraak.tot, contracten)
    lumpsum = Lumpsum(
        id=new_id(),
        budgethouder=nieuw.budgethouder,
        wet=product.wet,
        agb=nieuw.agb,
        categorie=product.categorie,
        code=nieuw.code,
        taak=nieuw.taak,
        van=afspraak.van,
        tot=afspraak.tot,
        bedrag=afspraak.bedrag,
        stand=Lumpsumstand.VOORGESTELD,
        laatste_dag=afspraak.tot,
        voorgesteld_door=door,
        voorgesteld_op=work.now,
    )
    if await store_lumpsums.naast(work.session, lumpsum) is not None:
        reden = "Voor dit product is er in deze periode al een lumpsum met deze aanbieder."
        raise Weigering(reden, soort="overlapt")
    await store.add(work.session, lumpsum)
    await store.add(work.session, *_delen(lumpsum, afspraak), *_verantwoordingen(lumpsum, afspraak))
    return lumpsum


def _delen(lumpsum: Lumpsum, afspraak: Afspraak) -> list[Deelbetaling]:
    return [
        Deelbetaling(id=new_id(), lumpsum_id=lumpsum.id, dag=each.dag, bedrag=each.bedrag) for each in afspraak.delen
    ]


def _verantwoordingen(lumpsum: Lumpsum, afspraak: Afspraak) -> list[Verantwoording]:
    return [
        Verantwoording(
            lumpsum_id=lumpsum.id,
            volgnummer=plek,
            van=each.van,
            tot=each.tot,
            uiterlijk=each.uiterlijk,
            stand=Verantwoordingstand.VERWACHT,
        )
        for plek, each in enumerate(afspraak.periodes, start=1)
    ]


async def beoordeel(work: Work, lumpsum: Lumpsum, akkoord: bool, door: str) -> None:
    """Approve it, or not. What is due by now becomes payable at once. Raises Weigering as `mag_beoordelen`."""
    mag_beoordelen(lumpsum.stand, lumpsum.voorgesteld_door, door)
    lumpsum.stand = Lumpsumstand.GOEDGEKEURD if akkoord else Lumpsumstand.AFGEWEZEN
    lumpsum.beoordeeld_door, lumpsum.beoordeeld_op = door, work.now
    if akkoord:
        await _betaalbaar(work, lumpsum)


async def beeindig(work: Work, lumpsum: Lumpsum, laatste_dag: date, reden: str) -> None:
    """End it before its time: what is due later is not paid. Raises Weigering as `mag_beeindigen`."""
    mag_beeindigen(lumpsum.stand, lumpsum.tot, laatste_dag, work.today)
    lumpsum.stand, lumpsum.laatste_dag, lumpsum.reden = Lumpsumstand.BEEINDIGD, laatste_dag, reden
    await _vertel(work, lumpsum, await _delen_van(work, lumpsum))


async def maak_betaalbaar(work: Work) -> None:
    """Every day: let runs take the parts that are due."""
    for lumpsum in await store_lumpsums.te_betalen(work.session, work.today):
        await _betaalbaar(work, lumpsum)


async def _betaalbaar(work: Work, lumpsum: Lumpsum) -> None:
    """What is due becomes an amount to be paid; it is held while an account should be there and is not."""
    delen = await _delen_van(work, lumpsum)
    periodes = await _periodes(work, lumpsum)
    contracten = await store_lumpsums.contracten(work.session, lumpsum.agb, lumpsum.budgethouder, lumpsum.code)
    for deel in delen:
        if deel.betaalbaar_op is None and deel.dag <= min(work.today, lumpsum.laatste_dag):
            deel.betaalbaar_op = work.today
            post = _post(lumpsum, deel)
            reden = reden_om_aan_te_houden(deel.dag, work.today, periodes, contracten)
            post.aangehouden, post.aangehouden_door = reden, None if reden is None else AFSPRAAK
            await store.add(work.session, post)
    await _vertel(work, lumpsum, delen)


async def _periodes(work: Work, lumpsum: Lumpsum) -> list[tuple[Verantwoordingsperiode, Verantwoordingstand]]:
    rows = (await store_lumpsums.verantwoordingen(work.session, [lumpsum.id]))[lumpsum.id]
    return [(Verantwoordingsperiode(each.van, each.tot, each.uiterlijk), each.stand) for each in rows]


def _post(lumpsum: Lumpsum, deel: Deelbetaling) -> Betaalpost:
    return Betaalpost(
        id=new_id(),
        soort=Postsoort.LUMPSUM,
        bron_id=deel.id,
        poging=1,
        budgethouder=lumpsum.budgethouder,
        gemeente=lumpsum.budgethouder,
        wet=lumpsum.wet,
        agb=lumpsum.agb,
        bedrag=deel.bedrag,
        vanaf=deel.dag,
    )


async def verantwoord(work: Work, lumpsum: Lumpsum, verantwoording: Verantwoording, opgave: Opgave) -> None:
    """The provider accounts for a period; once more changes it until the municipality agrees.

    What was held for it may be paid. Raises Weigering as `mag_verantwoorden`.
    """
    periode = Verantwoordingsperiode(verantwoording.van, verantwoording.tot, verantwoording.uiterlijk)
    mag_verantwoorden(lumpsum.stand, verantwoording.stand, periode, work.today)
    verantwoording.stand, verantwoording.ingediend_op = Verantwoordingstand.INGEDIEND, work.now
    verantwoording.inwoners, verantwoording.kosten = opgave.inwoners, opgave.kosten
    verantwoording.toelichting, verantwoording.reden = opgave.toelichting, None
    await work.session.flush()
    if zonder_verantwoording(work.today, await _periodes(work, lumpsum)) is None:
        delen = [each.id for each in await _delen_van(work, lumpsum)]
        await store_betaalposten.laat_vrij(work.session, delen, AFSPRAAK, ZONDER_CONTRACT)


async def _delen_van(work: Work, lumpsum: Lumpsum) -> Sequence[Deelbetaling]:
    return (await store_lumpsums.deelbetalingen(work.session, [lumpsum.id]))[lumpsum.id]


async def oordeel(work: Work, verantwoording: Verantwoording, reden: str | None, door: str) -> None:
    """Agree to an account, or say why not: then the provider hands in another. Raises Weigering as `mag_oordelen`."""
    mag_oordelen(verantwoording.stand)
    verantwoording.stand = Verantwoordingstand.AKKOORD if reden is None else Verantwoordingstand.NIET_AKKOORD
    verantwoording.reden, verantwoording.beoordeeld_door, verantwoording.beoordeeld_op = reden, door, work.now


async def _vertel(work: Work, lumpsum: Lumpsum, delen: Sequence[Deelbetaling]) -> None:
    await work.session.flush()
    data = LumpsumGewijzigd(
        lumpsum_id=lumpsum.id,
        budgethouder=lumpsum.budgethouder,
        wet=lumpsum.wet,
        agb=lumpsum.agb,
        code=lumpsum.code,
        van=lumpsum.van,
        laatste_dag=lumpsum.laatste_dag,
        bedrag=lumpsum.bedrag,
        stand=lumpsum.stand.value,
        delen=tuple(
            DeelVanLumpsum(dag=each.dag, bedrag=each.bedrag, betaalbaar=each.betaalbaar_op is not None)
            for each in delen
            if each.dag <= lumpsum.laatste_dag
        ),
    )
    await work.tell(LUMPSUM_GEWIJZIGD, lumpsum.id, data)
