"""A map of municipalities, each coloured by a figure. The same figures stand in the table below it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from pydantic import BaseModel

from monitoring.domain.rapport import Kolom, Rapport, Waarde

MINSTENS = 3
"""Of fewer municipalities a map shows no more than a table does."""
KLASSEN = ("licht", "midden", "donker")
"""From low to high, each a third of the way between the lowest and the highest figure."""
ONBEKEND = "leeg"
RAND = 0.04
"""Of the width of a map, the space around what is drawn."""
LETTER = 0.03
"""Of the width of a map, the size of a name: read on a phone, and not too large on a screen."""
_GETAL = re.compile("-?[0-9]+")
Toon = Callable[[Kolom, Waarde], str]


class Punt(NamedTuple):
    """A place on the map: x goes east, y goes south."""

    x: int
    y: int


Deel = Sequence[Punt]


class Vak(NamedTuple):
    """From and to where something lies on the map."""

    west: int
    noord: int
    oost: int
    zuid: int

    @property
    def breed(self) -> int:
        """From west to east."""
        return self.oost - self.west

    @property
    def hoog(self) -> int:
        """From north to south."""
        return self.zuid - self.noord


@dataclass(frozen=True)
class Kaart:
    """A map, what each of its colours stands for, and whose boundaries they are."""

    svg: str
    klassen: tuple[tuple[str, str], ...]
    bron: str


class Grenzen(BaseModel):
    """The boundaries of each municipality by its code, as the path of an SVG: whole numbers, each step from the last.

    Made once from a drawing of CBS and Kadaster (docs/besluiten/0710).
    """

    bron: str
    gemeenten: Mapping[str, str]


def teken(rapport: Rapport, toon: Toon) -> Kaart | None:
    """The map of a table with a municipality in its first column; None when it has none, or too few are on it."""
    if rapport.kaart is None:
        return None
    plaats = next(index for index, kolom in enumerate(rapport.kolommen) if kolom.naam == rapport.kaart)
    kolom, paden = rapport.kolommen[plaats], grenzen().gemeenten
    waarden = {str(rij[0]): rij[plaats] for rij in rapport.rijen if str(rij[0]) in paden}
    getallen = [each for each in waarden.values() if isinstance(each, int | float)]
    if len(waarden) < MINSTENS or not getallen:
        return None
    laagste, hoogste = min(getallen), max(getallen)
    plekken = {code: grootste(paden[code]) for code in waarden}
    kader = om(plekken.values())
    delen = [
        f'<path class="{klasse_van(waarde, laagste, hoogste)}" d="{paden[code]}"/>' for code, waarde in waarden.items()
    ]
    for code, waarde in waarden.items():
        tekst = (toon(rapport.kolommen[0], code), toon(kolom, waarde))
        delen.append(_naam(midden(plekken[code]), tekst, kader.breed * LETTER))
    return Kaart(_svg(kader, delen), tuple(_legenda(kolom, waarden.values(), toon)), grenzen().bron)


@cache
def grenzen() -> Grenzen:
    """What is drawn, read once."""
    return Grenzen.model_validate_json((Path(__file__).parent / "grenzen.json").read_bytes())


def grootste(pad: str) -> Deel:
    """The largest part of a municipality, as the points around it."""
    return max((_punten(deel) for deel in pad.split("M") if deel), key=lambda each: abs(_keer_twee(each)))


def midden(deel: Deel) -> tuple[int, int]:
    """Where a name stands: the middle of a part, by its surface."""
    dubbel = _keer_twee(deel)
    x = sum((a.x + b.x) * (a.x * b.y - b.x * a.y) for a, b in _zijden(deel))
    y = sum((a.y + b.y) * (a.x * b.y - b.x * a.y) for a, b in _zijden(deel))
    return round(x / dubbel / 3), round(y / dubbel / 3)


def om(delen: Iterable[Deel]) -> Vak:
    """From and to where all of these lie."""
    alle = [punt for deel in delen for punt in deel]
    west, oost = min(each.x for each in alle), max(each.x for each in alle)
    return Vak(west, min(each.y for each in alle), oost, max(each.y for each in alle))


def klasse_van(waarde: Waarde, laagste: float, hoogste: float) -> str:
    """The colour of a figure between the lowest and the highest."""
    if not isinstance(waarde, int | float):
        return ONBEKEND
    if laagste == hoogste:
        return KLASSEN[1]
    return KLASSEN[min(int((waarde - laagste) / (hoogste - laagste) * len(KLASSEN)), len(KLASSEN) - 1)]


def _punten(deel: str) -> Deel:
    getallen = list(map(int, _GETAL.findall(deel)))
    x = y = 0
    punten = []
    for dx, dy in zip(getallen[::2], getallen[1::2], strict=True):
        x, y = x + dx, y + dy
        punten.append(Punt(x, y))
    return punten


def _zijden(deel: Deel) -> Iterator[tuple[Punt, Punt]]:
    return zip(deel, [*deel[1:], deel[0]], strict=True)


def _keer_twee(deel: Deel) -> int:
    """Twice the surface of a part; below zero when it goes round the other way."""
    return sum(a.x * b.y - b.x * a.y for a, b in _zijden(deel))


def _svg(kader: Vak, delen: Sequence[str]) -> str:
    rand = max(1, round(kader.breed * RAND))
    beeld = f"{kader.west - rand} {kader.noord - rand} {kader.breed + 2 * rand} {kader.hoog + 2 * rand}"
    return f'<svg viewBox="{beeld}" aria-hidden="true" focusable="false">{"".join(delen)}</svg>'


def _naam(plek: tuple[int, int], tekst: tuple[str, str], letter: float) -> str:
    """The name of a municipality with its figure below it."""
    (x, y), (naam, getal) = plek, map(escape, tekst)
    getal = f'<tspan x="{x}" dy="{letter * 1.1:.1f}">{getal}</tspan>'
    return f'<text x="{x}" y="{y}" font-size="{letter:.1f}">{naam}{getal}</text>'


def _legenda(kolom: Kolom, waarden: Iterable[Waarde], toon: Toon) -> Iterator[tuple[str, str]]:
    """What each colour on the map stands for: the lowest and the highest figure that has it."""
    alle = list(waarden)
    getallen = sorted(each for each in alle if isinstance(each, int | float))
    for klasse in KLASSEN:
        hier = [each for each in getallen if klasse_van(each, getallen[0], getallen[-1]) == klasse]
        if hier:
            laag, hoog = toon(kolom, hier[0]), toon(kolom, hier[-1])
            yield klasse, laag if laag == hoog else f"{laag} tot en met {hoog}"
    if len(getallen) < len(alle):
        yield ONBEKEND, "geen cijfer"
