"""Dossiers: what events say about one case, kept so that their order and their number make no difference.

A dossier is a set of facts by name. A fact has a rank, and of two facts by one name the one with the higher rank
stands. So a dossier that has heard the same events holds the same facts, whatever the order and however often. Every
figure is a pure function of dossiers (`domain.bijdragen`): what changes is the difference between what a dossier
contributed before and after.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

Inhoud = Mapping[str, tuple[int, Mapping[str, object]]]
"""The facts of a dossier by name: rank and content. Content is JSON: dates are ISO texts."""


class Feit:
    """Reads the content of a fact, field by field, each with its type. A field that is not there is null."""

    def __init__(self, velden: Mapping[str, object]) -> None:
        self._velden = velden

    def tekst(self, naam: str) -> str:
        """A text; '' when it is null."""
        return cast(str, self._velden.get(naam) or "")

    def getal(self, naam: str) -> int | None:
        """A whole number, or null."""
        return cast(int | None, self._velden.get(naam))

    def dag(self, naam: str) -> date:
        """A date that must be there."""
        return date.fromisoformat(cast(str, self._velden[naam]))

    def dag_of_niets(self, naam: str) -> date | None:
        """A date, or null."""
        waarde = self._velden.get(naam)
        return date.fromisoformat(cast(str, waarde)) if waarde else None

    def rijen(self, naam: str) -> list["Feit"]:
        """A list of objects."""
        return [Feit(each) for each in cast(list[Mapping[str, object]], self._velden.get(naam) or [])]

    def teksten(self, naam: str) -> list[str]:
        """A list of texts."""
        return cast(list[str], self._velden.get(naam) or [])

    def waar(self, naam: str) -> bool:
        """Whether it is true."""
        return bool(self._velden.get(naam))


@dataclass(frozen=True)
class Notitie:
    """What an event adds to one dossier: a fact by name, with its rank."""

    soort: str
    sleutel: str
    naam: str
    rang: int
    velden: Mapping[str, object]


def volg(inhoud: Inhoud, notities: Iterable[Notitie]) -> Inhoud:
    """The dossier after these notes; the very same one when nothing is new."""
    nieuw: dict[str, tuple[int, Mapping[str, object]]] | None = None
    for notitie in notities:
        stand = (nieuw or inhoud).get(notitie.naam)
        if stand is None or notitie.rang > stand[0]:
            nieuw = nieuw if nieuw is not None else dict(inhoud)
            nieuw[notitie.naam] = (notitie.rang, notitie.velden)
    return inhoud if nieuw is None else nieuw


def feit(inhoud: Inhoud, naam: str) -> Feit | None:
    """The fact by this name."""
    stand = inhoud.get(naam)
    return None if stand is None else Feit(stand[1])


def feiten(inhoud: Inhoud, begin: str) -> list[tuple[str, Feit]]:
    """The facts whose name begins so, with the rest of their name, in the order of their names."""
    namen = sorted(naam for naam in inhoud if naam.startswith(begin))
    return [(naam[len(begin) :], Feit(inhoud[naam][1])) for naam in namen]


class Cijfersleutel(NamedTuple):
    """What a figure is about. '' is not applicable."""

    maat: str
    maand: date
    gemeente: str
    agb: str
    code: str
    kenmerk: str


class Opensleutel(NamedTuple):
    """Which thing waits."""

    soort: str
    sleutel: str


@dataclass(frozen=True)
class Open:
    """Something that waits since a day, and has to be done on `uiterlijk` at the latest."""

    gemeente: str
    sinds: date
    uiterlijk: date | None = None
    agb: str = ""
    code: str = ""
    kenmerk: str = ""


PER_AANBIEDER = "@"
"""Begins the name of a figure per provider; without it the figure is of all providers together."""
HEEL = "*"
"""Begins the name of a figure of all municipalities and products together."""
JAAR = "="
"""Begins the name of a figure per provider of a whole calendar year; its month is January."""


CLIENT = "client"
"""The figure that counts people. How many there are is no sum: it is counted anew over whatever is shown together."""


@dataclass(frozen=True)
class Periode:
    """A client has help of one product from one provider, from month `van` up to month `tot` (`maandnummer`)."""

    client: str
    gemeente: str
    agb: str
    code: str
    van: int
    tot: int


@dataclass
class Bijdrage:
    """What a dossier adds to the figures (`keer` 1) or takes off again (-1), what is open in it, who has help when."""

    cijfers: Counter[Cijfersleutel]
    keer: int = 1
    open: dict[Opensleutel, Open] = field(default_factory=dict)
    perioden: dict[str, Periode] = field(default_factory=dict)
    """By assignment."""

    def tel(
        self, maat: str, gemeente: str, dag: date, aantal: int = 1, *, agb: str = "", code: str = "", kenmerk: str = ""
    ) -> None:
        """Count in the month of a day: for all providers together, and when one is named for that one too."""
        self.tel_bij(Cijfersleutel(maat, dag.replace(day=1), gemeente, agb, code, kenmerk), aantal)

    def tel_bij(self, sleutel: Cijfersleutel, aantal: int) -> None:
        """Count one figure; PER_AANBIEDER before its maat: for the provider only."""
        self.cijfers[sleutel] += self.keer * aantal


def werk_uit(cijfers: Mapping[Cijfersleutel, int]) -> Counter[Cijfersleutel]:
    """Every figure that has to be kept of what was counted, once for a whole batch.

    Both per provider and for all together, so that a page about the whole chain need not add up a hundred providers;
    each of all municipalities and products together, which most pages show; and per provider by year, since five years
    of a hundred providers are many months.
    """
    uit: Counter[Cijfersleutel] = Counter()
    for (maat, maand, gemeente, agb, code, kenmerk), aantal in cijfers.items():
        if not aantal:
            continue
        soorten = [(maat, maand, agb)]
        if agb and not maat.startswith(PER_AANBIEDER):
            soorten = [(maat, maand, ""), (PER_AANBIEDER + maat, maand, agb)]
        if agb:
            soorten.append((JAAR + soorten[-1][0], maand.replace(month=1), agb))
        for naam, wanneer, wie in soorten:
            uit[Cijfersleutel(naam, wanneer, gemeente, wie, code, kenmerk)] += aantal
            uit[Cijfersleutel(HEEL + naam, wanneer, "", wie, "", kenmerk)] += aantal
    return uit
