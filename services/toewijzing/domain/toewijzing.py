"""Whether a provider can get an assignment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STAPELBAAR = frozenset({"11", "12", "13", "14"})
"""Product categories of which several may run at once (TR302)."""


class Status(StrEnum):
    """Where an assignment is."""

    VOORBEREID = "voorbereid"
    """Decided on, and waiting for the choice of a provider."""
    TOEGEWEZEN = "toegewezen"
    GESTART = "gestart"
    ONDERBROKEN = "onderbroken"
    """Delivery has stopped for a while: a new start may follow."""
    GESTOPT = "gestopt"
    VERWIJDERD = "verwijderd"
    """It was taken back, and counts as never given."""


class Retour(StrEnum):
    """What a provider said of the WMO301 in which an assignment last changed."""

    AKKOORD = "akkoord"
    AFGEKEURD = "afgekeurd"


@dataclass(frozen=True)
class Aanbod:
    """What one contract covers."""

    agb: str
    naam: str
    gemeenten: Collection[str]
    geldig_van: date
    geldig_tot: date | None
    codes: Collection[str]


@dataclass(frozen=True)
class Levering:
    """A product to deliver to a client in a municipality; `einddatum` is the last day.

    Without a code it is aspecific, without a categorie as well it is generic.
    """

    gemeente: str
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None


def kan_leveren(aanbod: Aanbod, levering: Levering) -> bool:
    """Whether the contract covers the product, in that municipality, on the first day."""
    return (
        levering.code in aanbod.codes
        and levering.gemeente in aanbod.gemeenten
        and aanbod.geldig_van <= levering.ingangsdatum
        and (aanbod.geldig_tot is None or levering.ingangsdatum <= aanbod.geldig_tot)
    )


def bezwaar(
    agb: str, levering: Levering, aanbod: Iterable[Aanbod], bij_deze_aanbieder: Iterable[Levering]
) -> str | None:
    """Why provider `agb` cannot get `levering`, in plain Dutch; None when it can.

    `bij_deze_aanbieder`: what the client has with this provider already; of one product only one may run (TR302).
    """
    if not any(each.agb == agb and kan_leveren(each, levering) for each in aanbod):
        return "Deze aanbieder heeft geen contract voor dit product in deze gemeente op de ingangsdatum."
    if levering.categorie not in STAPELBAAR and any(_overlapt(levering, each) for each in bij_deze_aanbieder):
        return "Deze aanbieder levert dit product al aan deze cliënt in deze periode (TR302)."
    return None


def _overlapt(een: Levering, ander: Levering) -> bool:
    return (
        (een.categorie, een.code) == (ander.categorie, ander.code)
        and (ander.einddatum is None or een.ingangsdatum <= ander.einddatum)
        and (een.einddatum is None or ander.ingangsdatum <= een.einddatum)
    )
