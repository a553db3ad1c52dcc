"""What a figure is about, and at which levels it is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from monitoring.domain.maten import Maat

Verdeling = Literal["maand", "gemeente", "agb", "code", "kenmerk", "wet"]
"""By what figures can be told apart."""


class Niveau(StrEnum):
    """Over what a figure was added up beforehand.

    A page about the whole chain need not add up a hundred providers, nor one of the whole region its municipalities;
    and five years of a hundred providers are many months.
    """

    GEMEENTE = "gemeente"
    """Per municipality and product, of all providers together."""
    AANBIEDER = "aanbieder"
    """The same of each provider."""
    AANBIEDER_JAAR = "aanbieder-jaar"
    """The same over a whole calendar year; its month is January."""
    ALLES = "alles"
    """Of all municipalities, products and providers together."""
    ALLES_AANBIEDER = "alles-aanbieder"
    """Of each provider, all municipalities and products together."""
    ALLES_AANBIEDER_JAAR = "alles-aanbieder-jaar"
    """The same over a whole calendar year."""

    @property
    def is_van_alles(self) -> bool:
        """Whether it is of all municipalities and products together."""
        return self in {Niveau.ALLES, Niveau.ALLES_AANBIEDER, Niveau.ALLES_AANBIEDER_JAAR}


class Geteld(NamedTuple):
    """What was counted. '' is not applicable."""

    maat: Maat
    maand: date
    gemeente: str
    agb: str = ""
    code: str = ""
    kenmerk: str = ""
    alleen_aanbieder: bool = False
    """It counts for the provider only: for all of them together it is counted by itself."""
    wet: str = ""


class Cijfersleutel(NamedTuple):
    """Which figure is kept. '' is not applicable, or everything together (`niveau`)."""

    maat: Maat
    niveau: Niveau
    gemeente: str
    maand: date
    agb: str
    code: str
    kenmerk: str
    wet: str = ""


def werk_uit(geteld: Mapping[Geteld, int]) -> Counter[Cijfersleutel]:
    """Every figure that has to be kept of what was counted, at each level, once for a whole batch."""
    uit = Counter[Cijfersleutel]()
    for (maat, maand, gemeente, agb, code, kenmerk, alleen_aanbieder, wet), aantal in geteld.items():
        if not aantal:
            continue
        if not alleen_aanbieder:
            uit[Cijfersleutel(maat, Niveau.GEMEENTE, gemeente, maand, "", code, kenmerk, wet)] += aantal
            uit[Cijfersleutel(maat, Niveau.ALLES, "", maand, "", "", kenmerk, wet)] += aantal
        if agb:
            jaar = maand.replace(month=1)
            uit[Cijfersleutel(maat, Niveau.AANBIEDER, gemeente, maand, agb, code, kenmerk, wet)] += aantal
            uit[Cijfersleutel(maat, Niveau.ALLES_AANBIEDER, "", maand, agb, "", kenmerk, wet)] += aantal
            uit[Cijfersleutel(maat, Niveau.AANBIEDER_JAAR, gemeente, jaar, agb, code, kenmerk, wet)] += aantal
            uit[Cijfersleutel(maat, Niveau.ALLES_AANBIEDER_JAAR, "", jaar, agb, "", kenmerk, wet)] += aantal
    return uit
