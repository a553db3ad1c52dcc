"""The steps of the chain that are counted, and the lead times between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stap(StrEnum):
    """A step of the chain. VOORBEREID without a TOEWIJZING of the same id is a product that waits (M65)."""

    MELDING = "melding"
    ONDERZOEK = "onderzoek"
    BESCHIKKING = "beschikking"
    VOORBEREID = "voorbereid"
    TOEWIJZING = "toewijzing"
    START = "start"
    DECLARATIE = "declaratie"


TRAJECTEN: dict[str, Stap] = {
    "melding-onderzoek": Stap.ONDERZOEK,
    "onderzoek-beschikking": Stap.BESCHIKKING,
    "beschikking-toewijzing": Stap.TOEWIJZING,
    "toewijzing-start": Stap.START,
    "declaratie-antwoord": Stap.DECLARATIE,
}
"""Each lead time, in the order of the chain, with the step that ends it and keeps its days."""


@dataclass(frozen=True)
class GezetteStap:
    """One step of one case. `sleutel` tells cases apart within a step; `sequence` is that of the event."""

    stap: Stap
    sleutel: str
    gemeente: str
    datum: date
    """The domain date of the step: it counts in the month of this date."""
    sequence: int
    dagen: int | None = None
    """Whole calendar days since the step before; None where no lead time is kept."""
    telt: bool = True
    """False when the step is withdrawn, such as a start that was removed."""


@dataclass(frozen=True)
class Doorlooptijd:
    """How long a part of the chain took: number of cases, median and 90th percentile in whole calendar days."""

    traject: str
    aantal: int
    mediaan: int | None
    p90: int | None


def maand_van(datum: date) -> date:
    """The first day of the calendar month."""
    return datum.replace(day=1)


def dagen_tussen(begin: date, eind: date) -> int:
    """Whole calendar days from `begin` to `eind`; 0 when the end came first: then nobody waited."""
    return max(0, (eind - begin).days)


def percentiel(histogram: Mapping[int, int], procent: int) -> int | None:
    """The least number of days within which `procent` percent of the cases was done (nearest rank).

    `histogram` gives the number of cases per number of days. None without cases.
    """
    aantal = sum(histogram.values())
    if aantal == 0:
        return None
    rang = max(1, -(-aantal * procent // 100))
    gezien = 0
    for dagen in sorted(histogram):
        gezien += histogram[dagen]
        if gezien >= rang:
            return dagen
    raise AssertionError("the ranks of a histogram end at its sum")


def doorlooptijden(histogrammen: Mapping[Stap, Mapping[int, int]]) -> list[Doorlooptijd]:
    """The lead times of the chain in its order, also those without cases."""
    gemeten = ((traject, histogrammen.get(stap, {})) for traject, stap in TRAJECTEN.items())
    return [
        Doorlooptijd(traject, sum(histogram.values()), percentiel(histogram, 50), percentiel(histogram, 90))
        for traject, histogram in gemeten
    ]
