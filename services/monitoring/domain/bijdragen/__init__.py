"""What each kind of dossier contributes to the figures, part by part."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitoring.domain.bijdragen import toewijzing
from monitoring.domain.bijdragen.client import bijdrage_client
from monitoring.domain.bijdragen.declaratie import bijdrage_bericht, bijdrage_declaratie, bijdrage_verzoek
from monitoring.domain.bijdragen.plan import bijdrage_evaluatie, bijdrage_signaal
from monitoring.domain.bijdragen.route import bijdrage_melding
from monitoring.domain.dossier import Bijdrage, Cijfersleutel, Inhoud, Open, Opensleutel


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
    """What changes in the figures and in what is open. `cijfers` are as counted (`dossier.werk_uit`)."""

    def __init__(self) -> None:
        self.cijfers: Counter[Cijfersleutel] = Counter()
        self.klaar: list[Opensleutel] = []
        self.open: dict[Opensleutel, Open] = {}

    def noteer(self, soort: str, sleutel: str, oud: Inhoud, nieuw: Inhoud) -> None:
        """One dossier went from `oud` to `nieuw`: count what its parts contributed off, and what they do now."""
        for onderdeel in ONDERDELEN.get(soort, ()):
            voor, na = onderdeel.uit(oud), onderdeel.uit(nieuw)
            if voor == na:
                continue
            if onderdeel.beperk:
                voor, na = onderdeel.beperk(voor, na)
            self._vervang(self._tel(onderdeel, sleutel, voor, -1), self._tel(onderdeel, sleutel, na, 1))

    def _tel(self, onderdeel: Onderdeel, sleutel: str, inhoud: Inhoud, keer: int) -> Mapping[Opensleutel, Open]:
        if not inhoud:
            return {}
        bijdrage = Bijdrage(self.cijfers, keer)
        onderdeel.tel(sleutel, inhoud, bijdrage)
        return bijdrage.open

    def _vervang(self, voor: Mapping[Opensleutel, Open], na: Mapping[Opensleutel, Open]) -> None:
        self.klaar += [key for key in voor if key not in na]
        self.open |= {key: each for key, each in na.items() if voor.get(key) != each}
