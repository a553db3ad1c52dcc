"""What the BRP says of a client beside what we know: the same or not, and what ends by it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

from toegang.domain.persoon import Geboren

EMIGRATIE = "E"
"""Why the BRP keeps somebody up no longer: gone abroad (opschortingBijhouding)."""
NACHT = time(2)
"""When a client who was looked up is looked up again: the night after."""
EERSTE_PAUZE = timedelta(minutes=1)
LANGSTE_PAUZE = timedelta(hours=1)
NEDERLAND = ZoneInfo("Europe/Amsterdam")


class BrpStand(StrEnum):
    """What is known by the BRP of who a client is."""

    ONGEVERIFIEERD = "ongeverifieerd"
    """The BRP gave no answer yet."""
    GEVERIFIEERD = "geverifieerd"
    """It says what we know."""
    VERSCHILT = "verschilt"
    """It says something else."""
    ONBEKEND = "onbekend"
    """It has nobody with this BSN."""


@dataclass(frozen=True)
class Deeldatum:
    """A date of which a part or the whole can be unknown."""

    jaar: int | None = None
    maand: int | None = None
    dag: int | None = None

    def uiterlijk(self, vandaag: date) -> date:
        """The last day that it can have been, as something that happened before today."""
        if self.jaar is None:
            return vandaag
        if self.maand is None:
            return min(date(self.jaar, 12, 31), vandaag)
        if self.dag is None:
            volgende = date(self.jaar + self.maand // 12, self.maand % 12 + 1, 1)
            return min(volgende - timedelta(days=1), vandaag)
        return min(date(self.jaar, self.maand, self.dag), vandaag)


@dataclass(frozen=True)
class Huis:
    """A Dutch address, by what makes it one."""

    postcode: str | None
    huisnummer: int | None
    huisletter: str | None
    toevoeging: str | None

    def is_zelfde(self, ander: "Huis") -> bool:
        """Whether it is the same house; capitals make no difference."""
        return self._vorm() == ander._vorm()

    def _vorm(self) -> tuple[str, int | None, str, str]:
        postcode = (self.postcode or "").replace(" ", "").upper()
        return postcode, self.huisnummer, (self.huisletter or "").upper(), (self.toevoeging or "").upper()


@dataclass(frozen=True)
class Gegevens:
    """Of a person: what is compared. What is None is not known, or was not asked."""

    geslachtsnaam: str | None
    voorvoegsel: str | None
    geboren: Deeldatum | None
    huis: Huis | None
    gemeente: str | None


@dataclass(frozen=True)
class Lot:
    """What the BRP says that became of somebody."""

    overleden: bool
    overleden_op: Deeldatum | None
    opgeschort: str | None
    opgeschort_op: Deeldatum | None
    ingeschreven_op: Deeldatum | None
    """Since when in the municipality where they are registered now."""
    in_onderzoek: bool


@dataclass(frozen=True)
class Einde:
    """An end that follows from it; what `usecases.beeindig.vertrek` does then."""

    reden: Literal["overleden", "verhuisd"]
    laatste_dag: date


def deeldatum_van(geboren: Geboren) -> Deeldatum:
    """A date of birth as we keep it (IV009), with what is unknown left out."""
    datum, gebruik = geboren.datum, geboren.gebruik
    if geboren.is_onbekend:
        return Deeldatum()
    if gebruik is None:
        return Deeldatum(datum.year, datum.month, datum.day)
    return Deeldatum(datum.year, datum.month) if geboren.uiterlijk.month == datum.month else Deeldatum(datum.year)


def verschillen(onze: Gegevens, brp: Gegevens) -> list[str]:
    """What the BRP says otherwise; of what one of both does not say nothing is said."""
    gevonden = []
    if brp.geslachtsnaam is not None and _namen(onze) != _namen(brp):
        gevonden.append("naam")
    if brp.geboren is not None and onze.geboren != brp.geboren:
        gevonden.append("geboortedatum")
    if brp.huis is not None and onze.huis is not None and not onze.huis.is_zelfde(brp.huis):
        gevonden.append("adres")
    if brp.gemeente is not None and onze.gemeente != brp.gemeente:
        gevonden.append("gemeente")
    return gevonden


def einde(onze: Gegevens, brp: Gegevens, lot: Lot, begonnen: Sequence[date], vandaag: date) -> Einde | None:
    """The end that follows from what the BRP says; None when nobody left, or a person has to look first.

    `begonnen`: the days on which open cases began. What happened before one of them ends nothing by itself: then it was
    known, or somebody else is meant. Nothing ends by what is under investigation. When a municipality goes up in
    another everybody is registered elsewhere in the same house: nobody moved.
    """
    if lot.in_onderzoek:
        return None
    overleden = overleden_op(lot, vandaag)
    gevonden = Einde("overleden", overleden) if overleden else _vertrek(onze, brp, lot, vandaag)
    if gevonden is None or any(gevonden.laatste_dag < each for each in begonnen):
        return None
    return gevonden


def inschrijvingen(
    bekend: Sequence[tuple[str, date]], gemeente: str | None, sinds: Deeldatum | None, vandaag: date
) -> list[tuple[str, date]]:
    """Where somebody was registered and since when, with what the BRP says now; it gives no history of its own.

    Of a day that is partly unknown the last that can be: from then on it holds for certain.
    """
    if gemeente is None or sinds is None or (bekend and bekend[-1][0] == gemeente):
        return list(bekend)
    return sorted([*bekend, (gemeente, sinds.uiterlijk(vandaag))], key=lambda each: each[1])


def overleden_op(lot: Lot, vandaag: date) -> date | None:
    """The day of death; of one that is partly unknown the last that can be, so that help never stops before it."""
    if not lot.overleden:
        return None
    return (lot.overleden_op or lot.opgeschort_op or Deeldatum()).uiterlijk(vandaag)


def _vertrek(onze: Gegevens, brp: Gegevens, lot: Lot, vandaag: date) -> Einde | None:
    if lot.opgeschort == EMIGRATIE:
        return Einde("verhuisd", _dag_ervoor(lot.opgeschort_op, vandaag))
    elders = brp.gemeente is not None and brp.gemeente != onze.gemeente
    zelfde_huis = brp.huis is not None and onze.huis is not None and onze.huis.is_zelfde(brp.huis)
    if not elders or zelfde_huis:
        return None
    return Einde("verhuisd", _dag_ervoor(lot.ingeschreven_op, vandaag))


def _dag_ervoor(dag: Deeldatum | None, vandaag: date) -> date:
    return (dag or Deeldatum()).uiterlijk(vandaag) - timedelta(days=1)


def opnieuw_vanaf(gelukt: bool, pogingen: int, nu: datetime) -> datetime:
    """When the BRP is asked again: the night after an answer, and ever later while there is none.

    `pogingen`: how many times in a row there was none.
    """
    if gelukt:
        morgen = nu.astimezone(NEDERLAND).date() + timedelta(days=1)
        return datetime.combine(morgen, NACHT, NEDERLAND)
    return nu + min(EERSTE_PAUZE * (1 << min(pogingen - 1, 10)), LANGSTE_PAUZE)


def _namen(van: Gegevens) -> tuple[str, str]:
    return _kaal(van.voorvoegsel), _kaal(van.geslachtsnaam)


def _kaal(naam: str | None) -> str:
    """Letters and digits only, without accents: how a name is written differs per system."""
    los = unicodedata.normalize("NFKD", naam or "")
    return "".join(each for each in los if each.isalnum()).casefold()
