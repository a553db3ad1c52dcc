"""Dossiers: what events say about one case, kept so that their order and their number make no difference.

A dossier is a set of facts by name. A fact has a rank, and of two facts by one name the one with the higher rank
stands. So a dossier that has heard the same events holds the same facts, whatever the order and however often. Every
figure is a pure function of dossiers (`domain.bijdragen`): what changes is the difference between what a dossier
contributed before and after. Which facts there are stands in `domain.feiten`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

F = TypeVar("F")


class Dossiersoort(StrEnum):
    """What a case is."""

    MELDING = "melding"
    TOEWIJZING = "toewijzing"
    CLIENT = "client"
    DECLARATIE = "declaratie"
    LUMPSUM = "lumpsum"
    NOSHOW = "noshow"
    BERICHT = "bericht"
    VERZOEK = "verzoek"
    EVALUATIE = "evaluatie"
    SIGNAAL = "signaal"
    RAADPLEGING = "raadpleging"
    CONTRACT = "contract"
    AANBIEDER = "aanbieder"


class Genoteerd(Protocol):
    """A fact in a dossier: just noted, or as it is kept (`store.dossiers`)."""

    @property
    def rang(self) -> int:
        """Of two by one name the higher one stands."""

    def als(self, feit: type[F]) -> F:
        """What the fact says."""


Inhoud = Mapping[str, Genoteerd]
"""The facts of a dossier by name."""


@dataclass(frozen=True, eq=False)
class Notitie:
    """What an event adds to one dossier: a fact by name, with its rank."""

    soort: Dossiersoort
    sleutel: str
    naam: str
    rang: int
    feit: object

    def als(self, feit: type[F]) -> F:
        """What the fact says."""
        assert isinstance(self.feit, feit)
        return self.feit


@dataclass(frozen=True)
class Feitsoort:
    """A kind of fact: of which dossiers, and how its name is or begins."""

    soort: Dossiersoort
    naam: str


@dataclass(frozen=True)
class Enig(Feitsoort, Generic[F]):
    """A fact of which a dossier holds one."""

    feit: type[F]

    def noteer(self, sleutel: str, rang: int, feit: F) -> Notitie:
        """Note it in the dossier with this key."""
        return Notitie(self.soort, sleutel, self.naam, rang, feit)

    def in_(self, inhoud: Inhoud) -> F | None:
        """What a dossier says of it."""
        gevonden = inhoud.get(self.naam)
        return None if gevonden is None else gevonden.als(self.feit)


@dataclass(frozen=True)
class Reeks(Feitsoort, Generic[F]):
    """A fact of which a dossier holds several, each with the rest of its name."""

    feit: type[F]

    def noteer(self, sleutel: str, rest: str, rang: int, feit: F) -> Notitie:
        """Note one of them in the dossier with this key."""
        return Notitie(self.soort, sleutel, self.naam + rest, rang, feit)

    def in_(self, inhoud: Inhoud) -> dict[str, F]:
        """All of them by the rest of their names, in the order of those."""
        namen = sorted(naam for naam in inhoud if naam.startswith(self.naam))
        return {naam.removeprefix(self.naam): inhoud[naam].als(self.feit) for naam in namen}


def volg(inhoud: Inhoud, notities: Iterable[Notitie]) -> Inhoud:
    """The dossier after these notes; the very same one when nothing is new."""
    nieuw: dict[str, Genoteerd] | None = None
    for notitie in notities:
        bekend = (nieuw or inhoud).get(notitie.naam)
        if bekend is None or notitie.rang > bekend.rang:
            nieuw = nieuw if nieuw is not None else dict(inhoud)
            nieuw[notitie.naam] = notitie
    return inhoud if nieuw is None else nieuw
