"""A PGB as the SVB has to know it: how much for which year, at what price, and what was paid (Wmo 2015, 2.6.2; M16).

A budget is for the whole term; of a year, or of a term that was cut short, it is as many days of it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

KOLOMMEN = ("kenmerk", "toekenning", "maand", "bedrag", "betaald op")
"""Of a file with what was spent."""
_BEDRAG = re.compile(r"-?[0-9]{1,7}(,[0-9]{2})?")
_MAAND = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_DAG = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KENMERK = re.compile(r"[!-~]{1,40}")


class Toekenningsoort(StrEnum):
    """What the SVB is told of a PGB."""

    TOEKENNING = "toekenning"
    WIJZIGING = "wijziging"
    INTREKKING = "intrekking"


@dataclass(frozen=True)
class Toekenning:
    """A PGB as it is: `budget` in eurocents for the term from `begin` to `einde`; None without an end."""

    begin: date
    einde: date | None
    budget: int | None

    @property
    def vervallen(self) -> bool:
        """Whether it was stopped before it began."""
        return self.einde is not None and self.einde < self.begin

    @property
    def per_jaar(self) -> dict[int, int]:
        """Eurocents per calendar year, together the budget; nothing without an end."""
        if self.einde is None or self.budget is None or self.vervallen:
            return {}
        gevonden, gegeven = {}, 0
        for jaar in range(self.begin.year, self.einde.year + 1):
            tot_nu = deel_van(self.budget, self.begin, self.einde, min(date(jaar, 12, 31), self.einde))
            gevonden[jaar], gegeven = tot_nu - gegeven, tot_nu
        return gevonden


def deel_van(budget: int, begin: date, einde: date, tot: date) -> int:
    """How much of a budget is for its term up to and including a day; rounded down to whole eurocents."""
    dagen = max(0, (tot - begin).days + 1)
    return budget * dagen // ((einde - begin).days + 1)


def toekenning_van(begin: date, einde: date | None, budget: int | None, laatste_dag: date | None) -> Toekenning:
    """The PGB of a product as it was decided on, and cut short after `laatste_dag` where it was stopped."""
    if laatste_dag is None or (einde is not None and laatste_dag >= einde):
        return Toekenning(begin, einde, budget)
    rest = None if budget is None or einde is None else deel_van(budget, begin, einde, laatste_dag)
    return Toekenning(begin, max(laatste_dag, begin - timedelta(days=1)), rest)


def volgt(vorige: Toekenning | None, nu: Toekenning) -> Toekenningsoort | None:
    """What is to be told now that something else, or nothing, was told before; None when it is the same."""
    if vorige == nu or (vorige is None and nu.vervallen):
        return None
    if nu.vervallen:
        return Toekenningsoort.INTREKKING
    return Toekenningsoort.TOEKENNING if vorige is None else Toekenningsoort.WIJZIGING


def pgb_tarief(natura: int, procent: int) -> int:
    """Eurocents per unit: the region's part of the natura price, half a cent up (M16)."""
    return (natura * procent + 50) // 100


@dataclass(frozen=True)
class Besteding:
    """One payment from a PGB as the SVB tells it. `bedrag` in eurocents, below nothing what came back."""

    kenmerk: str
    product_id: str
    maand: date
    bedrag: int
    betaald_op: date


@dataclass(frozen=True)
class Rijfout:
    """What is wrong in a row of the file; the row with the names of the columns is row 1."""

    rij: int
    kolom: str
    reden: str


def lees_besteding(
    rij: int, cellen: Mapping[str, str], pgbs: Mapping[str, Toekenning], vandaag: date
) -> Besteding | list[Rijfout]:
    """The payment in a row, or every mistake in it. `pgbs` are those of the municipality, by product of a decision."""
    fouten = [Rijfout(rij, kolom, reden) for kolom, reden in _fouten(cellen, pgbs, vandaag)]
    if fouten:
        return fouten
    return Besteding(
        kenmerk=cellen["kenmerk"],
        product_id=cellen["toekenning"],
        maand=date.fromisoformat(f"{cellen['maand']}-01"),
        bedrag=_eurocent(cellen["bedrag"]),
        betaald_op=date.fromisoformat(cellen["betaald op"]),
    )


def _fouten(cellen: Mapping[str, str], pgbs: Mapping[str, Toekenning], vandaag: date) -> Iterator[tuple[str, str]]:
    if not _KENMERK.fullmatch(cellen["kenmerk"]):
        yield "kenmerk", "Gebruik 1 tot 40 letters, cijfers en leestekens, zonder spaties."
    pgb, maand = pgbs.get(cellen["toekenning"]), cellen["maand"]
    if pgb is None:
        yield "toekenning", "Dit is geen pgb van deze gemeente. Gebruik het nummer uit de toekenning."
    if not _MAAND.fullmatch(maand):
        yield "maand", "Geef een maand als 2026-01."
    elif pgb is not None and not _in_looptijd(pgb, maand):
        yield "maand", "In deze maand liep dit pgb niet."
    if not _BEDRAG.fullmatch(cellen["bedrag"]) or _eurocent(cellen["bedrag"]) == 0:
        yield "bedrag", "Geef een bedrag in euro's, zoals 1234,56. Wat terugkwam heeft een minteken."
    if not _is_dag(cellen["betaald op"]):
        yield "betaald op", "Geef een dag als 2026-01-31."
    elif date.fromisoformat(cellen["betaald op"]) > vandaag:
        yield "betaald op", "Deze dag ligt in de toekomst."


def _is_dag(tekst: str) -> bool:
    try:
        return bool(_DAG.fullmatch(tekst)) and bool(date.fromisoformat(tekst))
    except ValueError:
        return False


def _in_looptijd(pgb: Toekenning, maand: str) -> bool:
    return f"{pgb.begin:%Y-%m}" <= maand <= (f"{pgb.einde:%Y-%m}" if pgb.einde else maand)


def _eurocent(bedrag: str) -> int:
    euros, _, centen = bedrag.partition(",")
    teken = -1 if euros.startswith("-") else 1
    return teken * (abs(int(euros)) * 100 + int(centen or 0))
