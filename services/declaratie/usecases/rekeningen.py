"""Record from which account a municipality pays, and to which a provider is paid: a second person approves that."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chassis.identifiers import new_id
from chassis.work import Work
from declaratie import store
from declaratie.domain.betaalrun import Rekeningstand
from declaratie.store import rekeningen as store_rekeningen
from declaratie.tables import Betaalrekening, Rekening
from sepa import SepaFout, bic_van, iban_van, tekst_van
from weigering import Weigering

NAAM = 70


@dataclass(frozen=True)
class VanBudgethouder:
    """The account of a municipality that pays."""

    budgethouder: str
    naam: str
    iban: str
    bic: str
    betaalt_vanaf: date


async def leg_betaalrekening_vast(work: Work, gegeven: VanBudgethouder, door: str) -> Betaalrekening:
    """Record it in the place of what was there. Raises Weigering for a number that no bank can have given."""
    iban, bic = _iban(gegeven.iban), _bic(gegeven.bic)
    naam = _naam(gegeven.naam)
    bekend = await store_rekeningen.betaalrekening(work.session, gegeven.budgethouder, lock=True)
    if bekend is None:
        bekend = Betaalrekening(budgethouder=gegeven.budgethouder)
        work.session.add(bekend)
    bekend.naam, bekend.iban, bekend.bic, bekend.betaalt_vanaf = naam, iban, bic, gegeven.betaalt_vanaf
    bekend.gewijzigd_door, bekend.gewijzigd_op = door, work.now
    await work.session.flush()
    return bekend


async def stel_rekening_voor(
    work: Work, agb: str, budgethouders: Sequence[str], naam: str, iban: str, herkomst: str, door: str
) -> Rekening:
    """Record an account of a provider; it is used once a colleague approved it. Raises Weigering as above."""
    rekening = Rekening(
        id=new_id(),
        agb=agb,
        budgethouders=sorted(set(budgethouders)),
        naam=_naam(naam),
        iban=_iban(iban),
        herkomst=herkomst,
        stand=Rekeningstand.VOORGESTELD,
        voorgesteld_door=door,
        voorgesteld_op=work.now,
    )
    await store.add(work.session, rekening)
    return rekening


async def beoordeel_rekening(work: Work, rekening: Rekening, uitkomst: Rekeningstand, door: str) -> None:
    """Approve an account, or refuse it. Raises Weigering for who recorded it, and when it was judged before."""
    if rekening.stand is not Rekeningstand.VOORGESTELD:
        raise Weigering(f"Deze rekening is al {rekening.stand.value}.", soort="stand")
    if rekening.voorgesteld_door == door and uitkomst is Rekeningstand.GOEDGEKEURD:
        raise Weigering(
            "U heeft deze rekening zelf vastgelegd. Laat een collega haar goedkeuren.", soort="zelfde-persoon"
        )
    rekening.stand, rekening.beoordeeld_door, rekening.beoordeeld_op = uitkomst, door, work.now


def _iban(tekst: str) -> str:
    try:
        return iban_van(tekst)
    except SepaFout as fout:
        raise Weigering(str(fout), veld="body.iban") from None


def _bic(tekst: str) -> str:
    try:
        return bic_van(tekst)
    except SepaFout as fout:
        raise Weigering(str(fout), veld="body.bic") from None


def _naam(tekst: str) -> str:
    if not tekst_van(tekst, NAAM):
        raise Weigering("In deze naam staat geen letter of cijfer dat een bank aanneemt.", veld="body.naam")
    return tekst
