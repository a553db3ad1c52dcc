"""Tiles: a figure at a glance, beside its norm, a year earlier and others. And what is late or red, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from monitoring.domain.herkomst import VINDBAAR, Bron, Telling, telling
from monitoring.domain.maanden import Ritme
from monitoring.domain.maten import CLIENT, EVALUATIE, Maat
from monitoring.domain.rapport import KLEINSTE_GROEP, Uitsplitsing
from monitoring.domain.selectie import Selectie

PerMaand = Mapping[date, Mapping[Maat, int]]
"""Figures by maat, of every month that is asked for."""


@dataclass(frozen=True)
class Tegelsoort:
    """What a tile shows: so many of a maat less those of `min`, and as a share of `noemer` where there is one."""

    naam: str
    titel: str
    maat: Maat
    soort: Literal["aantal", "euro", "procent"]
    naar: str
    """The page and the table where it is told in full."""
    min: Maat | None = None
    noemer: Maat | None = None
    beter: Literal["hoger", "lager"] | None = None
    norm: str | None = None
    """In plain Dutch, where it is the same everywhere."""
    kpi: str | None = None
    """The norm of the region that it is held against (M89)."""
    niet_goed: str = ""
    """How the rest of a share is called: what was not in time."""
    ritme: Ritme = Ritme.STAPPEN
    niet_per: tuple[Uitsplitsing, ...] = ()

    @property
    def maten(self) -> tuple[Maat, ...]:
        """What it is made of."""
        extra = (EVALUATIE,) if self.kpi == "doelen-behaald" else ()
        return tuple(each for each in (self.maat, self.min, self.noemer, *extra) if each is not None)


@dataclass(frozen=True)
class Tegel:
    """A figure at a glance; None is not known. A share is a fraction of one, an amount in eurocents."""

    soort: Tegelsoort
    waarde: int | float | None
    eerder: int | float | None = None
    anderen: int | float | None = None
    reeks: tuple[float | None, ...] = ()
    """Month after month, as far as they are complete."""
    noemer: int | None = None
    """Of how many a share is."""
    niet_goed: int = 0
    norm: str | None = None
    licht: str | None = None


@dataclass(frozen=True)
class Sein:
    """Something that is late or red, in words; the number leads to its cases, `naar` to the table that tells it."""

    tekst: str
    naar: str = ""
    zaken: int = 0
    licht: Literal["rood", "oranje"] = "rood"


def waarde_van(soort: Tegelsoort, per_maand: PerMaand) -> tuple[int | float | None, int]:
    """A figure over months, and of how many where it is a share. None of nothing, or of too few people."""
    if soort.maat is CLIENT and soort.noemer is None:
        laatste = max(per_maand, default=None)
        return (None if laatste is None else per_maand[laatste].get(CLIENT, 0)), 0
    teller = som_van(per_maand, soort.maat) - (som_van(per_maand, soort.min) if soort.min else 0)
    if soort.noemer is None:
        return (teller if per_maand else None), 0
    noemer = som_van(per_maand, soort.noemer)
    te_klein = soort.kpi == "doelen-behaald" and som_van(per_maand, EVALUATIE) < KLEINSTE_GROEP
    if not noemer or te_klein:
        return None, 0
    return (teller / noemer if soort.soort == "procent" else teller // noemer), noemer


def niet_goed_van(soort: Tegelsoort, selectie: Selectie, per_maand: PerMaand) -> int:
    """Of a share the rest, or what it counts itself where less is better: the cases to look at."""
    if not soort.niet_goed or soort.noemer is None:
        return 0
    bij, af = (soort.maat, soort.min) if soort.beter == "lager" else (soort.noemer, soort.maat)
    aantal = som_van(per_maand, bij) - (som_van(per_maand, af) if af else 0)
    return Telling(aantal, Bron(bij, selectie, min=af)) if bij in VINDBAAR else aantal


def als_telling(soort: Tegelsoort, waarde: int | float | None, selectie: Selectie) -> int | float | None:
    """A count as what leads to its cases."""
    alleen = soort.min is None and soort.noemer is None
    return telling(waarde, soort.maat, selectie) if isinstance(waarde, int) and alleen else waarde


def reeks_van(soort: Tegelsoort, per_maand: PerMaand) -> tuple[float | None, ...]:
    """The figure of each month by itself."""
    return tuple(waarde_van(soort, {maand: per_maand[maand]})[0] for maand in sorted(per_maand))


def som_van(per_maand: PerMaand, maat: Maat) -> int:
    """A figure of all these months together."""
    return sum(int(each.get(maat, 0)) for each in per_maand.values())


def verschil_in_woorden(soort: Tegelsoort, nu: int | float | None, toen: int | float | None) -> str | None:
    """How it is beside before: of shares in percentage points, of numbers in percents."""
    if nu is None or toen is None:
        return None
    if soort.soort == "procent":
        punten = round((nu - toen) * 100, 1)
        return "gelijk aan" if not punten else f"{_getal(abs(punten))} procentpunt {_kant(punten)}"
    if not toen:
        return None
    procent = round((nu - toen) / toen * 100)
    return "gelijk aan" if not procent else f"{abs(procent)}% {_kant(procent)}"


def _kant(verschil: float) -> str:
    return "meer dan" if verschil > 0 else "minder dan"


def _getal(waarde: float) -> str:
    return f"{waarde:.1f}".replace(".", ",")


def dringendste(seinen: Sequence[Sein]) -> list[Sein]:
    """What is red before what is orange, and of each in the order in which it came."""
    return sorted(seinen, key=lambda each: each.licht != "rood")
