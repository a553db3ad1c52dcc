"""What each kind of dossier contributes to the figures, part by part."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from monitoring.domain.bijdragen import toewijzing
from monitoring.domain.bijdragen.client import bijdrage_client
from monitoring.domain.bijdragen.declaratie import bijdrage_bericht, bijdrage_declaratie, bijdrage_verzoek
from monitoring.domain.bijdragen.plan import bijdrage_evaluatie, bijdrage_signaal
from monitoring.domain.bijdragen.route import bijdrage_melding
from monitoring.domain.dossier import Bijdrage, Cijfersleutel, Inhoud, Open, Opensleutel, Periode

Sleutel = TypeVar("Sleutel")
Waarde = TypeVar("Waarde")


@dataclass(frozen=True)
class Onderdeel:
    """A part of a contribution that reads some facts of a dossier only: with other facts it stays the same."""

    tel: Callable[[str, Inhoud, Bijdrage], None]
    leest: tuple[str, ...] = ()
    """How the names of those facts begin; none is all facts."""
    beperk: Callable[[Inhoud, Inhoud], tuple[Inhoud, Inhoud]] | None = None
    """Leaves out of the facts before and after what counts the same in both, where that is much."""

    def uit(self, inhoud: Inhoud) -> Inhoud:
        """What it may see of a dossier."""
        if not self.leest:
            return inhoud
        return {naam: stand for naam, stand in inhoud.items() if naam.startswith(self.leest)}


ONDERDELEN: Mapping[str, tuple[Onderdeel, ...]] = {
    "melding": (Onderdeel(bijdrage_melding),),
    "toewijzing": (
        Onderdeel(toewijzing.tel_toewijzen, ("voorbereid", "eerste", "vervallen", "tekort")),
        Onderdeel(toewijzing.tel_start, ("nu", "start:")),
        Onderdeel(toewijzing.tel_omvang, ("nu",)),
        Onderdeel(toewijzing.tel_bijstelling, ("versie:",)),
        Onderdeel(toewijzing.tel_gebruik, ("nu", "gedeclareerd:", "einde:"), toewijzing.gewijzigde_maanden),
    ),
    "client": (Onderdeel(bijdrage_client),),
    "declaratie": (Onderdeel(bijdrage_declaratie),),
    "bericht": (Onderdeel(bijdrage_bericht),),
    "verzoek": (Onderdeel(bijdrage_verzoek),),
    "evaluatie": (Onderdeel(bijdrage_evaluatie),),
    "signaal": (Onderdeel(bijdrage_signaal),),
}
"""By kind of dossier. A contract counts in no figure: it is read as it is."""


class Verschil:
    """What changes in the figures, in what is open, and in who has help. `cijfers` as counted (`dossier.werk_uit`)."""

    def __init__(self) -> None:
        self.cijfers: Counter[Cijfersleutel] = Counter()
        self.klaar: list[Opensleutel] = []
        self.open: dict[Opensleutel, Open] = {}
        self.perioden_weg: list[str] = []
        self.perioden: dict[str, Periode] = {}

    def noteer(self, soort: str, sleutel: str, oud: Inhoud, nieuw: Inhoud) -> None:
        """One dossier went from `oud` to `nieuw`: count what its parts contributed off, and what they do now."""
        for onderdeel in ONDERDELEN.get(soort, ()):
            voor, na = onderdeel.uit(oud), onderdeel.uit(nieuw)
            if voor == na:
                continue
            if onderdeel.beperk:
                voor, na = onderdeel.beperk(voor, na)
            eerst, nu = self._tel(onderdeel, sleutel, voor, -1), self._tel(onderdeel, sleutel, na, 1)
            _vervang(self.klaar, self.open, eerst.open, nu.open)
            _vervang(self.perioden_weg, self.perioden, eerst.perioden, nu.perioden)

    def _tel(self, onderdeel: Onderdeel, sleutel: str, inhoud: Inhoud, keer: int) -> Bijdrage:
        bijdrage = Bijdrage(self.cijfers, keer)
        if inhoud:
            onderdeel.tel(sleutel, inhoud, bijdrage)
        return bijdrage


def _vervang(
    weg: list[Sleutel],
    nieuw: dict[Sleutel, Waarde],
    voor: Mapping[Sleutel, Waarde],
    na: Mapping[Sleutel, Waarde],
) -> None:
    """Of what has a key of its own: what is gone, and what is new or other."""
    weg += [key for key in voor if key not in na]
    nieuw |= {key: each for key, each in na.items() if voor.get(key) != each}
