"""What each kind of dossier contributes to the figures, part by part."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from monitoring.domain import maten
from monitoring.domain.bijdragen import gebruik, toewijzing
from monitoring.domain.bijdragen.berichten import bijdrage_bericht, bijdrage_verzoek
from monitoring.domain.bijdragen.bijdrage import Bijdrage, Periode
from monitoring.domain.bijdragen.client import bijdrage_client
from monitoring.domain.bijdragen.declaratie import bijdrage_declaratie, bijdrage_lumpsum, bijdrage_noshow
from monitoring.domain.bijdragen.kosten import tel_kosten
from monitoring.domain.bijdragen.pgb import tel_betaald, tel_pgb
from monitoring.domain.bijdragen.plan import bijdrage_evaluatie, bijdrage_raadpleging, bijdrage_signaal
from monitoring.domain.bijdragen.route import bijdrage_melding
from monitoring.domain.bijdragen.uitstroom import tel_uitstroom
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Dossiersoort, Feitsoort, Inhoud
from monitoring.domain.feiten.pgb import PGB, PGB_BETAALD
from monitoring.domain.feiten.toewijzing import (
    EERSTE,
    EINDE,
    GEDECLAREERD,
    GESPROKEN,
    HULP,
    NU,
    OVERBRUGGING,
    START,
    TEKORT,
    VERSIE,
    VERVALLEN,
    VOORBEREID,
)
from monitoring.domain.feiten.trekken import TREKKEN, TREKKEN_VAN_CLIENT
from monitoring.domain.feiten.wet import wet_van
from monitoring.domain.maten import Maat
from monitoring.domain.openstaand import Open, Opensleutel
from monitoring.domain.vindplaats import Vindplaats, vindplaats

NIETS: frozenset[Maat] = frozenset({maten.GEBRUIKT_BEDRAG})
"""Of amounts: none of them leads on."""
VAN_GEBRUIK = frozenset(
    {
        maten.MAAND_GEBRUIKT,
        maten.MAAND_ONDER,
        maten.MAAND_BOVEN,
        maten.MAAND_PRECIES,
        maten.MEER_DAN_KAN,
        maten.NA_EINDE,
    }
)
Sleutel = TypeVar("Sleutel")
Waarde = TypeVar("Waarde")


@dataclass(frozen=True)
class Onderdeel:
    """A part of a contribution that reads some facts of a dossier only: with other facts it stays the same."""

    tel: Callable[[str, Inhoud, Bijdrage], None]
    leest: tuple[Feitsoort, ...] = ()
    """None is all facts."""
    telt: frozenset[Maat] = frozenset()
    """What of it leads on to cases; none named is all that its dossiers count in."""
    beperk: Callable[[Inhoud, Inhoud], tuple[Inhoud, Inhoud]] | None = None
    """Leaves out of the facts before and after what counts the same in both, where that is much."""

    def uit(self, inhoud: Inhoud) -> Inhoud:
        """What it may see of a dossier."""
        if not self.leest:
            return inhoud
        namen = tuple(each.naam for each in self.leest)
        return {naam: genoteerd for naam, genoteerd in inhoud.items() if naam.startswith(namen)}


ONDERDELEN: Mapping[Dossiersoort, tuple[Onderdeel, ...]] = {
    Dossiersoort.MELDING: (Onderdeel(bijdrage_melding),),
    Dossiersoort.TOEWIJZING: (
        Onderdeel(
            toewijzing.tel_toewijzen,
            (VOORBEREID, EERSTE, VERVALLEN, TEKORT, OVERBRUGGING, GESPROKEN),
            frozenset({maten.WACHTEND, maten.TOEWIJZING, maten.EIGEN_TERMIJN, maten.EIGEN_TERMIJN.op_tijd}),
        ),
        Onderdeel(toewijzing.tel_start, (NU, START), frozenset({maten.START, maten.START.op_tijd})),
        Onderdeel(toewijzing.tel_omvang, (NU,), frozenset({maten.TOEGEWEZEN_MAAND, maten.LOOPTIJD, maten.TE_LANG})),
        Onderdeel(toewijzing.tel_bijstelling, (VERSIE,), frozenset({maten.AFGESCHAALD, maten.OPGESCHAALD})),
        Onderdeel(tel_pgb, (PGB,), NIETS),
        Onderdeel(tel_betaald, (PGB_BETAALD,), NIETS),
        Onderdeel(gebruik.tel_gebruik, (NU, GEDECLAREERD, EINDE), VAN_GEBRUIK, gebruik.gewijzigde_maanden),
        Onderdeel(tel_kosten, (NU, GEDECLAREERD, TREKKEN), NIETS, gebruik.gewijzigde_maanden),
    ),
    Dossiersoort.CLIENT: (Onderdeel(bijdrage_client, (HULP, TREKKEN_VAN_CLIENT)), Onderdeel(tel_uitstroom)),
    Dossiersoort.DECLARATIE: (Onderdeel(bijdrage_declaratie),),
    Dossiersoort.LUMPSUM: (Onderdeel(bijdrage_lumpsum),),
    Dossiersoort.NOSHOW: (Onderdeel(bijdrage_noshow),),
    Dossiersoort.BERICHT: (Onderdeel(bijdrage_bericht),),
    Dossiersoort.VERZOEK: (Onderdeel(bijdrage_verzoek),),
    Dossiersoort.EVALUATIE: (Onderdeel(bijdrage_evaluatie),),
    Dossiersoort.SIGNAAL: (Onderdeel(bijdrage_signaal),),
    Dossiersoort.RAADPLEGING: (Onderdeel(bijdrage_raadpleging),),
}
"""A contract and a provider count in no figure: they are read as they are."""


def bijgedragen(soort: Dossiersoort, sleutel: str, inhoud: Inhoud, gezocht: Collection[Maat]) -> Counter[Geteld]:
    """What a dossier counts in these figures; other figures of the same parts may stand among it."""
    geteld: Counter[Geteld] = Counter()
    wet = wet_van(soort, inhoud)
    for onderdeel in ONDERDELEN.get(soort, ()):
        eigen = onderdeel.uit(inhoud)
        if eigen and (not onderdeel.telt or not onderdeel.telt.isdisjoint(gezocht)):
            onderdeel.tel(sleutel, eigen, Bijdrage(geteld, 1, wet))
    return geteld


class Verschil:
    """What changes in the figures, in what is open, and in who has help. `geteld` as counted (`cijfers.werk_uit`)."""

    def __init__(self) -> None:
        self.geteld: Counter[Geteld] = Counter()
        self.klaar: list[Opensleutel] = []
        self.open: dict[Opensleutel, Open] = {}
        self.vindplaatsen: dict[tuple[Dossiersoort, str], Vindplaats] = {}
        self.perioden_weg: list[str] = []
        self.perioden: dict[str, Periode] = {}

    def noteer(self, soort: Dossiersoort, sleutel: str, oud: Inhoud, nieuw: Inhoud) -> None:
        """One dossier went from `oud` to `nieuw`: count what its parts contributed off, and what they do now."""
        wet_voor, wet_na = wet_van(soort, oud), wet_van(soort, nieuw)
        vindbaar: list[Geteld] = []
        for onderdeel in ONDERDELEN.get(soort, ()):
            voor, na = onderdeel.uit(oud), onderdeel.uit(nieuw)
            if voor == na and wet_voor == wet_na:
                continue
            if onderdeel.beperk and wet_voor == wet_na:
                voor, na = onderdeel.beperk(voor, na)
            eerst = self._tel(onderdeel, sleutel, voor, Bijdrage(self.geteld, -1, wet_voor))
            nu = self._tel(onderdeel, sleutel, na, Bijdrage(self.geteld, 1, wet_na))
            vindbaar += nu.vindbaar
            _vervang(self.klaar, self.open, eerst.open, nu.open)
            _vervang(self.perioden_weg, self.perioden, eerst.perioden, nu.perioden)
        if plaats := vindplaats(vindbaar):
            self.vindplaatsen[soort, sleutel] = plaats

    def _tel(self, onderdeel: Onderdeel, sleutel: str, inhoud: Inhoud, bijdrage: Bijdrage) -> Bijdrage:
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
