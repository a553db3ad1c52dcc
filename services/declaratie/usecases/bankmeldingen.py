"""What the bank tells of transfers: paid, refused, or sent back."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from chassis.work import Work
from declaratie.domain.betaalrun import Nieuws, Overboekingstand, Rekeningstand, is_over_de_ontvanger, nieuws
from declaratie.store import betaalposten as store_betaalposten
from declaratie.store import betaalruns as store_betaalruns
from declaratie.store import rekeningen as store_rekeningen
from declaratie.store import vorderingen as store_vorderingen
from declaratie.tables import Overboeking
from declaratie.usecases.vorderingen import heropen, saldeer
from gebeurtenissen.declaratie import OVERBOEKING_GEMELD, OverboekingGemeld
from sepa import Bankmelding
from weigering import Weigering


@dataclass(frozen=True)
class Verwerkt:
    """What a file of the bank changed: transfers by what became of them, and references that are not of these."""

    betaald: int
    geweigerd: int
    teruggeboekt: int
    al_bekend: int
    onbekend: Sequence[str]


async def verwerk(work: Work, gemeenten: Collection[str] | None, meldingen: Sequence[Bankmelding]) -> Verwerkt:
    """Keep what became of our transfers, in the order of the file; what is known already changes nothing.

    `gemeenten` are those of who sends the file, None is all. What is of others is not ours to know: their references
    are among the unknown ones. Raises Weigering when the bank says what cannot be: another amount than we asked, or
    paid after refused.
    """
    bekend = await store_betaalruns.op_kenmerk(work.session, {each.kenmerk for each in meldingen})
    if gemeenten is not None:
        bekend = {kenmerk: each for kenmerk, each in bekend.items() if each.budgethouder in gemeenten}
    telling = Counter[Overboekingstand | None]()
    for each in meldingen:
        if (overboeking := bekend.get(each.kenmerk)) is not None:
            telling[await _meld(work, overboeking, each)] += 1
    return Verwerkt(
        betaald=telling[Overboekingstand.BETAALD],
        geweigerd=telling[Overboekingstand.GEWEIGERD],
        teruggeboekt=telling[Overboekingstand.TERUGGEBOEKT],
        al_bekend=telling[None],
        onbekend=sorted({each.kenmerk for each in meldingen} - bekend.keys()),
    )


async def _meld(work: Work, overboeking: Overboeking, melding: Bankmelding) -> Overboekingstand | None:
    """What became of it; None when that was known."""
    gemeld = Overboekingstand(melding.uitkomst)
    if overboeking.bedrag != melding.bedrag:
        raise _vraag_de_bank(melding, "heeft een ander bedrag dan in onze opdracht", "ander-bedrag")
    oordeel = nieuws(overboeking.stand, gemeld)
    if oordeel is Nieuws.BEKEND:
        return None
    if oordeel is Nieuws.TEGENSPRAAK:
        raise _vraag_de_bank(melding, f"was eerder {overboeking.stand.value}, en is nu {gemeld.value}", "tegenspraak")
    overboeking.stand, overboeking.gemeld_op = gemeld, melding.dag
    overboeking.reden = None if melding.reden is None else melding.reden[:140]
    if gemeld is not Overboekingstand.BETAALD:
        await _betaal_later(work, overboeking)
    await work.session.flush()
    voor = await store_betaalposten.declaraties_in(work.session, overboeking.betaalrun_id, overboeking.agb)
    await work.tell(OVERBOEKING_GEMELD, overboeking.id, _event(overboeking, melding, voor))
    return gemeld


def _vraag_de_bank(melding: Bankmelding, wat: str, soort: str) -> Weigering:
    reden = f"De overboeking met kenmerk {melding.kenmerk} {wat}. Vraag uw bank wat klopt. Er is niets verwerkt."
    return Weigering(reden, soort=soort)


def _event(overboeking: Overboeking, melding: Bankmelding, declaratie_ids: Sequence[str]) -> OverboekingGemeld:
    return OverboekingGemeld(
        overboeking_id=overboeking.id,
        betaalrun_id=overboeking.betaalrun_id,
        budgethouder=overboeking.budgethouder,
        agb=overboeking.agb,
        kenmerk=overboeking.kenmerk,
        bedrag=overboeking.bedrag,
        uitkomst=melding.uitkomst,
        dag=melding.dag,
        reden=overboeking.reden,
        declaratie_ids=tuple(declaratie_ids),
    )


async def _betaal_later(work: Work, overboeking: Overboeking) -> None:
    """It is to be paid again; to a wrong account nothing goes until two people looked at it."""
    geraakt = await store_vorderingen.geraakt_door(work.session, overboeking.betaalrun_id, overboeking.agb)
    verrekend = await store_betaalposten.nog_eens(work.session, overboeking.betaalrun_id, overboeking.agb)
    await heropen(work, [each for each in geraakt if each.id in verrekend])
    await saldeer(work, geraakt)
    if overboeking.rekening_id is not None and is_over_de_ontvanger(overboeking.reden):
        rekening = await store_rekeningen.rekening(work.session, overboeking.rekening_id)
        assert rekening is not None  # a foreign key
        rekening.stand = Rekeningstand.GEWEIGERD
