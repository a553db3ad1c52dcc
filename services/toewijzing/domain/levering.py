"""What is known of the delivery of one assignment, and the rules that a start and a stop share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from istandaard.berichten.bericht305 import StartProduct
from istandaard.berichten.bericht307 import StopProduct
from istandaard.cdt import Product
from istandaard.codes import StatusAanlevering
from toewijzing.domain.toewijzing import Toewijzingstatus

TIJDELIJK = "20"
"""The RedenBeeindiging, of every standard, after which delivery may start again."""
P = TypeVar("P", StartProduct, StopProduct)


@dataclass(frozen=True)
class Sleutel:
    """What names a start, beside the client and the ToewijzingNummer; a stop repeats it (IV096)."""

    product: Product | None
    """As the message names it: nothing is not the same as the assigned product."""
    begindatum: date


def sleutel_van(product: StartProduct | StopProduct) -> Sleutel:
    """The key that a start has, or a stop repeats."""
    return Sleutel(product.product, product.begindatum)


@dataclass(frozen=True)
class Beeindiging:
    """A stop that stands, by the key of its start."""

    sleutel: Sleutel
    einddatum: date
    reden: str
    """RedenBeeindiging (WMO588 or JZ588)."""

    @property
    def is_tijdelijk(self) -> bool:
        """Whether a new start may follow on this stop (reason 20)."""
        return self.reden == TIJDELIJK


@dataclass(frozen=True)
class Situatie:
    """What is known about the assignment that a StartProduct or StopProduct names."""

    toegewezen: bool
    """There is such an assignment of this client with this provider."""
    product_past: bool
    """The product in the message is the assigned one, or the message names none."""
    product_bekend: bool
    """The product code in the message is on the list of the region, under its category (TR381)."""
    starts: frozenset[Sleutel]
    """Each start that stands."""
    stops: tuple[Beeindiging, ...] = ()

    def stops_van(self, sleutel: Sleutel) -> list[Beeindiging]:
        """The stops that stand on one start."""
        return [each for each in self.stops if each.sleutel == sleutel]

    @property
    def lopend(self) -> frozenset[Sleutel]:
        """The starts without a stop."""
        return self.starts - {each.sleutel for each in self.stops}

    def is_laatste(self, sleutel: Sleutel) -> bool:
        """Whether this start stands, and none after it (OP155)."""
        return sleutel in self.starts and all(each.begindatum <= sleutel.begindatum for each in self.starts)


ONBEKEND = Situatie(toegewezen=False, product_past=False, product_bekend=True, starts=frozenset())
"""There is no such assignment."""

Regels = dict[str, Callable[[P, Situatie], bool]]
"""By rule number: whether the part of the message keeps the rule."""


def tr019(_product: StartProduct | StopProduct, situatie: Situatie) -> bool:
    """It belongs to an assignment, by its ToewijzingNummer."""
    return situatie.toegewezen and situatie.product_past


def tr381(product: StartProduct | StopProduct, situatie: Situatie) -> bool:
    """The product code is on the list of the region under its category; a removal is not looked at further (TR063)."""
    return is_verwijdering(product) or situatie.product_bekend


def is_verwijdering(product: StartProduct | StopProduct) -> bool:
    """Whether this removes an earlier delivery (StatusAanlevering 3)."""
    return product.status_aanlevering == StatusAanlevering.VERWIJDEREN


def gebroken(regels: Regels[P], product: P, situatie: Situatie) -> list[str]:
    """The numbers of the rules that it breaks; without an assignment the others cannot be judged."""
    if not tr019(product, situatie):
        return ["TR019"]
    return [nummer for nummer, houdt in regels.items() if not houdt(product, situatie)]


def status_na(starts: frozenset[Sleutel], stops: Sequence[Beeindiging]) -> Toewijzingstatus:
    """Where an assignment is, by the starts and stops that stand on it."""
    if starts - {each.sleutel for each in stops}:
        return Toewijzingstatus.GESTART
    if not stops:
        return Toewijzingstatus.TOEGEWEZEN
    return (
        Toewijzingstatus.ONDERBROKEN if all(each.is_tijdelijk for each in laatste(stops)) else Toewijzingstatus.GESTOPT
    )


def laatste(stops: Sequence[Beeindiging]) -> list[Beeindiging]:
    """The stops on the last start that was stopped."""
    begin = max(each.sleutel.begindatum for each in stops)
    return [each for each in stops if each.sleutel.begindatum == begin]
