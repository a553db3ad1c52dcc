"""Which providers count for a norm of coverage, and in which places it holds: one answer for all (M53, M100, M101)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import product as kruis
from typing import Protocol

from inkoop.model import Inkoopmodel
from inkoop.sturing import Dekkingsnorm


@dataclass(frozen=True)
class Plek:
    """What a norm holds for apart; None where it makes no difference: without `gemeente` it is the whole region."""

    gemeente: str | None
    specialisme: str | None
    doelgroep: str | None


class Aanbod(Protocol):
    """What a contract says of where and for whom it is."""

    @property
    def gemeenten(self) -> Collection[str]:
        """Where it holds."""

    @property
    def specialismen(self) -> Collection[str]:
        """None named is each of them."""

    @property
    def doelgroepen(self) -> Collection[str]:
        """None named is each of them."""


def plekken(model: Inkoopmodel, norm: Dekkingsnorm, gemeenten: Iterable[str]) -> Iterator[Plek]:
    """The places of a norm, as far as they are in these municipalities of the region."""
    waar = sorted(gemeenten) if "gemeente" in norm.per else [None]
    specialismen = [each.naam for each in model.specialismen] if "specialisme" in norm.per else [None]
    doelgroepen = [each.naam for each in model.doelgroepen] if "doelgroep" in norm.per else [None]
    for gemeente, specialisme, doelgroep in kruis(waar, specialismen, doelgroepen):
        yield Plek(gemeente, specialisme, doelgroep)


def is_elders(aanbod: Aanbod, plek: Plek) -> bool:
    """Whether a contract of the region does not hold in the place."""
    return plek.gemeente is not None and plek.gemeente not in aanbod.gemeenten


def is_gepauzeerd(aanbod: Aanbod, plek: Plek, gepauzeerd_in: Collection[str]) -> bool:
    """Whether nothing may be assigned in the place; in a region, when it is paused in every municipality of it."""
    return plek.gemeente in gepauzeerd_in or set(aanbod.gemeenten) <= set(gepauzeerd_in)


def mist(aanbod: Aanbod, plek: Plek) -> str | None:
    """What of the place a contract is not for, in plain Dutch; None when it is for all of it."""
    if plek.specialisme is not None and aanbod.specialismen and plek.specialisme not in aanbod.specialismen:
        return f"specialisme {plek.specialisme}"
    if plek.doelgroep is not None and aanbod.doelgroepen and plek.doelgroep not in aanbod.doelgroepen:
        return f"doelgroep {plek.doelgroep}"
    return None
