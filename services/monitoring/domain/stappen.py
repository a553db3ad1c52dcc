"""The lead times between the steps of the chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from monitoring.domain import maten
from monitoring.domain.maten import Maat, MaatMetTermijn
from monitoring.domain.selectie import Selectie


@dataclass(frozen=True)
class Traject:
    """A part of the route: the figure that keeps its days, and the legal or agreed term that it is held against."""

    naam: str
    maat: Maat
    termijn: str | None
    """In plain Dutch; None where nobody agreed one."""
    per_product: bool = False
    per_aanbieder: bool = False

    @property
    def op_tijd(self) -> Maat | None:
        """The figure of what is within the term; None where there is no term."""
        return self.maat.op_tijd if isinstance(self.maat, MaatMetTermijn) else None

    def is_bekend(self, selectie: Selectie) -> bool:
        """Whether it can be told for one product, or for one provider, when one is chosen."""
        per_product = selectie.code is None or self.per_product
        return per_product and (selectie.aanbieders is None or self.per_aanbieder)


TRAJECTEN = (
    Traject("melding-onderzoek", maten.ONDERZOEK, "6 weken (Wmo 2015, artikel 2.3.2)"),
    Traject("onderzoek-beschikking", maten.BESCHIKKING, None),
    Traject("aanvraag-beschikking", maten.BESLUIT, "2 weken (Wmo 2015, artikel 2.3.5)"),
    Traject("beschikking-toewijzing", maten.TOEWIJZING, None, per_product=True, per_aanbieder=True),
    Traject(
        "toewijzing-start",
        maten.START,
        "norm voor wachten uit het inkoopmodel (M65)",
        per_product=True,
        per_aanbieder=True,
    ),
    Traject("declaratie-antwoord", maten.DECLARATIE, "10 werkdagen (OP090x4)", per_aanbieder=True),
)
"""In the order of the chain."""


@dataclass(frozen=True)
class Doorlooptijd:
    """How long a part of the chain took: number of cases, median and 90th percentile in whole calendar days.

    `deel_op_tijd` is the share within the term, None where there is no term or no case.
    """

    traject: str
    aantal: int
    mediaan: int | None
    p90: int | None
    termijn: str | None
    deel_op_tijd: float | None


def dagen_tussen(begin: date, eind: date) -> int:
    """Whole calendar days from `begin` to `eind`; 0 when the end came first: then nobody waited."""
    return max(0, (eind - begin).days)


def kenmerk_dagen(dagen: int) -> str:
    """A number of days as the kenmerk of a figure."""
    return str(dagen)


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


def doorlooptijd(traject: Traject, histogram: Mapping[int, int], op_tijd: int) -> Doorlooptijd:
    """One lead time from the number of cases per number of days, and how many were within the term."""
    aantal = sum(histogram.values())
    deel = round(op_tijd / aantal, 4) if traject.termijn and aantal else None
    return Doorlooptijd(
        traject.naam, aantal, percentiel(histogram, 50), percentiel(histogram, 90), traject.termijn, deel
    )
