"""A lump sum for a task, apart from clients: paid in parts, and accounted for by the provider (M140)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from declaratie.domain.beleid import euro
from inkoop import Product
from weigering import Weigering


class Lumpsumstand(StrEnum):
    """How far an agreement on a lump sum is."""

    VOORGESTELD = "voorgesteld"
    GOEDGEKEURD = "goedgekeurd"
    AFGEWEZEN = "afgewezen"
    BEEINDIGD = "beeindigd"
    """It ended before its time: what is due after its last day is not paid."""


GELDT = (Lumpsumstand.GOEDGEKEURD, Lumpsumstand.BEEINDIGD)
"""As long as it is one of these its parts are paid on their days."""


class Verantwoordingstand(StrEnum):
    """How far the account of a period is."""

    VERWACHT = "verwacht"
    INGEDIEND = "ingediend"
    AKKOORD = "akkoord"
    NIET_AKKOORD = "niet-akkoord"
    """The provider hands in another one."""


@dataclass(frozen=True)
class Betaaldag:
    """What is paid on a day, in eurocents."""

    dag: date
    bedrag: int


@dataclass(frozen=True)
class Verantwoordingsperiode:
    """Over which days the provider accounts for what it did, and until when it may."""

    van: date
    tot: date
    uiterlijk: date


@dataclass(frozen=True)
class Afspraak:
    """What is agreed: eurocents for a product from day to day, in parts, and what is accounted for."""

    van: date
    tot: date
    bedrag: int
    delen: Sequence[Betaaldag]
    periodes: Sequence[Verantwoordingsperiode]


def moet_kloppen(afspraak: Afspraak) -> None:
    """Raises Weigering when days or amounts do not fit each other."""
    if afspraak.tot < afspraak.van:
        raise Weigering("De laatste dag ligt voor de eerste.", veld="body.tot")
    samen = sum(each.bedrag for each in afspraak.delen)
    if samen != afspraak.bedrag:
        reden = f"De deelbetalingen zijn samen {euro(samen)}. De lumpsum is {euro(afspraak.bedrag)}."
        raise Weigering(reden, veld="body.deelbetalingen")
    dagen = [each.dag for each in afspraak.delen]
    if any(later <= eerder for eerder, later in pairwise(dagen)):
        raise Weigering("Zet de deelbetalingen op volgorde, elk op een eigen dag.", veld="body.deelbetalingen")
    if dagen[0] < afspraak.van or dagen[-1] > afspraak.tot:
        raise Weigering("Elke deelbetaling valt binnen de periode van de lumpsum.", veld="body.deelbetalingen")
    _moeten_aansluiten(afspraak)


def _moeten_aansluiten(afspraak: Afspraak) -> None:
    """What is accounted for are periods within the agreement, one after the other, each with time to do so."""
    for plek, each in enumerate(afspraak.periodes):
        if not afspraak.van <= each.van <= each.tot <= afspraak.tot:
            reden = "Deze periode ligt niet binnen die van de lumpsum."
            raise Weigering(reden, veld=f"body.verantwoordingen.{plek}")
        if each.uiterlijk <= each.tot:
            reden = "Geef de aanbieder na de periode tijd voor zijn verantwoording."
            raise Weigering(reden, veld=f"body.verantwoordingen.{plek}.uiterlijk")
    if any(later.van <= eerder.tot for eerder, later in pairwise(afspraak.periodes)):
        raise Weigering("Zet de periodes op volgorde, zonder overlap.", veld="body.verantwoordingen")


def moet_lumpsum_zijn(product: Product | None) -> Product:
    """The product. Raises Weigering when the region does not have it, or pays it by client (M140)."""
    if product is None:
        raise Weigering("Deze regio koopt dit product niet in.", veld="body.code")
    if product.bekostiging != "lumpsum":
        reden = f"Dit product betaalt de regio per cliënt, per {product.bekostiging}. Dan kan er geen lumpsum bij."
        raise Weigering(reden, veld="body.code", regel="M140")
    return product


def past(van: date, tot: date, contracten: Iterable[tuple[date, date | None]]) -> bool:
    """Whether one of these contracts, from day to day, holds all the time."""
    return any(begin <= van and (einde is None or tot <= einde) for begin, einde in contracten)


def moet_passen(van: date, tot: date, contracten: Iterable[tuple[date, date | None]]) -> None:
    """Raises Weigering when none of these contracts of the provider, from day to day, holds all the time."""
    if not past(van, tot, contracten):
        reden = "De aanbieder heeft voor dit product geen contract dat deze hele periode geldt. Verleng dat eerst."
        raise Weigering(reden, veld="body.tot")


TE_DOEN = (Verantwoordingstand.VERWACHT, Verantwoordingstand.NIET_AKKOORD)
"""What the provider still has to hand in."""
ZONDER_CONTRACT = "Het contract voor dit product geldt niet meer op deze dag."


def reden_om_aan_te_houden(
    dag: date,
    vandaag: date,
    periodes: Iterable[tuple[Verantwoordingsperiode, Verantwoordingstand]],
    contracten: Iterable[tuple[date, date | None]],
) -> str | None:
    """Why a part due on a day is not paid yet: an account that should be there is not, or the contract has ended."""
    if not past(dag, dag, contracten):
        return ZONDER_CONTRACT
    return zonder_verantwoording(vandaag, periodes)


def zonder_verantwoording(
    vandaag: date, periodes: Iterable[tuple[Verantwoordingsperiode, Verantwoordingstand]]
) -> str | None:
    """Which account should be there by now and is not; None when all are."""
    for periode, stand in periodes:
        if periode.uiterlijk < vandaag and stand in TE_DOEN:
            return f"De verantwoording van {periode.van:%d-%m-%Y} tot en met {periode.tot:%d-%m-%Y} ontbreekt."
    return None


def mag_beoordelen(stand: Lumpsumstand, voorgesteld_door: str, door: str) -> None:
    """Raises Weigering when it was looked at already, or by who proposed it."""
    if stand is not Lumpsumstand.VOORGESTELD:
        raise Weigering(f"Deze lumpsum is al {stand.value}.", soort="stand")
    if voorgesteld_door == door:
        raise Weigering("U heeft deze lumpsum voorgesteld. Laat een collega haar goedkeuren.", soort="zelfde-persoon")


def mag_beeindigen(stand: Lumpsumstand, tot: date, per: date, vandaag: date) -> None:
    """Raises Weigering when it does not hold now, and for a day in the past or not before its last day."""
    if stand is not Lumpsumstand.GOEDGEKEURD:
        raise Weigering(f"Deze lumpsum is {stand.value}. Alleen wat is goedgekeurd kan eindigen.", soort="stand")
    if not vandaag <= per < tot:
        reden = "Kies een dag vanaf vandaag, voor de laatste dag van de lumpsum."
        raise Weigering(reden, veld="body.laatsteDag")


def mag_verantwoorden(
    stand: Lumpsumstand, al: Verantwoordingstand, periode: Verantwoordingsperiode, vandaag: date
) -> None:
    """Raises Weigering for an agreement that does not hold, before the period is over, and once it was agreed to."""
    if stand not in GELDT:
        raise Weigering(f"Deze lumpsum is {stand.value}.", soort="stand")
    if vandaag <= periode.tot:
        raise Weigering("Deze periode loopt nog. Verantwoord haar als zij voorbij is.", soort="te-vroeg")
    if al is Verantwoordingstand.AKKOORD:
        raise Weigering("De gemeente is al akkoord met deze verantwoording.", soort="stand")


def mag_oordelen(al: Verantwoordingstand) -> None:
    """Raises Weigering when there is nothing (new) to look at."""
    if al is not Verantwoordingstand.INGEDIEND:
        raise Weigering(f"Deze verantwoording is {al.value}. Er is nu niets te beoordelen.", soort="stand")
