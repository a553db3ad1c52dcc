"""What was granted on an assignment, month by month, beside what it allows."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from monitoring.domain import maten
from monitoring.domain.bijdragen.bijdrage import Bijdrage
from monitoring.domain.bijdragen.toewijzing import geldend
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toewijzing import EINDE, GEDECLAREERD, Gedeclareerd, GegevenMaand, Toegewezen
from monitoring.domain.maten import Maat
from monitoring.domain.omvang import fysiek_maximum, in_eenheid_van, plafond_van_maand, verwacht_per_maand

ONDER_PROCENT = 80
"""A month in which less of what is assigned was used counts as little use."""


class Plaats(NamedTuple):
    """Where, by whom and of what a month of an assignment is used."""

    maand: date
    gemeente: str
    agb: str
    code: str


class InMaand(NamedTuple):
    """What was granted in a month of an assignment: by unit, and in eurocents."""

    plaats: Plaats
    volumes: Counter[str]
    bedrag: int


def tel_gebruik(_sleutel: str, inhoud: Inhoud, uit: Bijdrage) -> None:
    """What was granted of declarations, month by month, beside what the assignment allows."""
    nu = geldend(inhoud)
    gegeven = gegeven_in(inhoud, nu)
    einde = _einde(inhoud, nu)
    verwacht = verwacht_per_maand(nu) if nu and gegeven else {}
    for maand in gegeven:
        _tel(uit, maten.GEBRUIKT_BEDRAG, maand.plaats, maand.bedrag)
        if any(volume > 0 for volume in maand.volumes.values()):
            _tel_benutting(nu, verwacht.get(maand.plaats.maand, 0), uit, maand.plaats, maand.volumes)
            _tel_na_einde(einde, uit, maand.plaats, maand.bedrag)


def gegeven_in(inhoud: Inhoud, nu: Toegewezen | None) -> list[InMaand]:
    """What was granted on an assignment, month by month.

    A month of an assignment is one month, in whatever units and under whatever products it is billed.
    """
    plaatsen: dict[date, Plaats] = {}
    volumes: dict[date, Counter[str]] = {}
    bedragen = Counter[date]()
    for declaratie in GEDECLAREERD.in_(inhoud).values():
        for prestatie in declaratie.prestaties:
            plaats = _plaats(nu, declaratie, prestatie)
            maand = plaats.maand
            plaatsen[maand] = min(plaatsen.get(maand, plaats), plaats)
            volumes.setdefault(maand, Counter())[prestatie.eenheid] += prestatie.volume
            bedragen[maand] += prestatie.bedrag
    return [InMaand(plaats, volumes[maand], bedragen[maand]) for maand, plaats in plaatsen.items()]


def _plaats(nu: Toegewezen | None, declaratie: Gedeclareerd, prestatie: GegevenMaand) -> Plaats:
    """Where the assignment is; of one that is not known, where it was billed."""
    if nu is not None:
        return Plaats(prestatie.maand, nu.gemeente, nu.agb, nu.code or "")
    return Plaats(prestatie.maand, declaratie.gemeente, declaratie.agb, prestatie.code)


def _tel(uit: Bijdrage, maat: Maat, plaats: Plaats, aantal: int = 1, kenmerk: str = "") -> None:
    uit.tel(maat, plaats.gemeente, plaats.maand, aantal, agb=plaats.agb, code=plaats.code, kenmerk=kenmerk)


def gewijzigde_maanden(voor: Inhoud, na: Inhoud) -> tuple[Inhoud, Inhoud]:
    """Of both what `tel_gebruik` needs to count the months in which a declaration changed: each counts by itself."""
    anders = {naam for naam in voor.keys() | na.keys() if voor.get(naam) != na.get(naam)}
    if not all(naam.startswith(GEDECLAREERD.naam) for naam in anders):
        return voor, na
    maanden = {maand for naam in anders for inhoud in (voor, na) for maand in _maanden(inhoud, naam)}
    oud, nieuw = ({naam: inhoud[naam] for naam in inhoud if _blijft(inhoud, naam, maanden)} for inhoud in (voor, na))
    return oud, nieuw


def _blijft(inhoud: Inhoud, naam: str, maanden: set[date]) -> bool:
    return not naam.startswith(GEDECLAREERD.naam) or not maanden.isdisjoint(_maanden(inhoud, naam))


def _maanden(inhoud: Inhoud, naam: str) -> list[date]:
    """The months that a declaration is about."""
    gevonden = inhoud.get(naam)
    return [each.maand for each in gevonden.als(GEDECLAREERD.feit).prestaties] if gevonden else []


def _tel_benutting(
    nu: Toegewezen | None, verwacht: int, uit: Bijdrage, plaats: Plaats, volumes: Mapping[str, int]
) -> None:
    """One month of use beside what was expected of it, its ceiling, and what its days can hold (M108)."""
    _tel(uit, maten.MAAND_GEBRUIKT, plaats)
    gebruikt = _in_eenheid_van(nu, volumes) if nu else None
    if nu and gebruikt is not None and verwacht:
        if gebruikt * 100 < verwacht * ONDER_PROCENT:
            _tel(uit, maten.MAAND_ONDER, plaats)
        if gebruikt > verwacht:
            _tel(uit, maten.MAAND_BOVEN, plaats)
        if gebruikt == plafond_van_maand(nu, plaats.maand):
            _tel(uit, maten.MAAND_PRECIES, plaats)
    if any(volume > fysiek_maximum(eenheid, plaats.maand) for eenheid, volume in volumes.items()):
        _tel(uit, maten.MEER_DAN_KAN, plaats)


def _in_eenheid_van(nu: Toegewezen, volumes: Mapping[str, int]) -> Fraction | None:
    """All that was billed in the unit of the assignment; None when a unit does not fit."""
    delen = [in_eenheid_van(nu, volume, eenheid) for eenheid, volume in volumes.items()]
    bekend = [each for each in delen if each is not None]
    return sum(bekend, Fraction()) if len(bekend) == len(delen) else None


def _tel_na_einde(einde: tuple[date, str] | None, uit: Bijdrage, plaats: Plaats, bedrag: int) -> None:
    """Granted over a whole month after death, a stop or the end (M108)."""
    if einde is not None and plaats.maand > einde[0]:
        _tel(uit, maten.NA_EINDE, plaats, kenmerk=einde[1])
        _tel(uit, maten.NA_EINDE_BEDRAG, plaats, bedrag, kenmerk=einde[1])


def _einde(inhoud: Inhoud, nu: Toegewezen | None) -> tuple[date, str] | None:
    """The first day after which nothing is delivered any more, and why."""
    eindes = [(einde.datum, einde.reden) for einde in EINDE.in_(inhoud).values() if einde.telt]
    if nu is not None and nu.einddatum:
        eindes.append((nu.einddatum, "einddatum"))
    return min(eindes, default=None)
