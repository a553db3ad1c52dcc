"""Facts with usual values, and what a dossier of them adds to the figures: no events and no database."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from monitoring.domain.bijdragen import Verschil
from monitoring.domain.cijfers import Geteld
from monitoring.domain.dossier import Enig, Inhoud, Notitie, Reeks, volg
from monitoring.domain.feiten.declaratie import Beantwoord
from monitoring.domain.feiten.toewijzing import Gedeclareerd, GegevenMaand, Toegewezen, Versie
from monitoring.domain.maten import Maat

F = TypeVar("F")
ALMERE, ALKMAAR, NERGENS = "0034", "0361", "9999"
"""The last is in no inkoopmodel."""
AGB, ANDER = "99990001", "99990002"

TOEGEWEZEN = Toegewezen(
    gemeente=ALMERE, agb=AGB, code="IB2B", volume=7, eenheid="04", frequentie="4", ingangsdatum=date(2023, 1, 1),
    einddatum=date(2023, 3, 31), categorie="02", budget=None, reden_wijziging=None, toewijzingsdatum=date(2023, 1, 1),
)  # fmt: skip
"""Seven hours a month, for three months."""
VERSIE = Versie(
    gemeente=ALMERE, agb=AGB, code="IB2B", volume=7, eenheid="04", frequentie="4", datum=date(2023, 1, 9)
)  # fmt: skip
BEANTWOORD = Beantwoord(
    gemeente=ALMERE, agb=AGB, retourcode="0200", prestaties_ingediend=0, prestaties_toegekend=0, bedrag_ingediend=0,
    bedrag_toegekend=0, afkeuringen=(), producten=(), maand=date(2023, 1, 1), ontvangen_op=date(2023, 3, 1),
    beantwoord_op=date(2023, 3, 3),
)  # fmt: skip


def enig(soort: Enig[F], feit: F, rang: int = 1) -> Notitie:
    """A fact of which a dossier holds one."""
    return soort.noteer("k", rang, feit)


def reeks(soort: Reeks[F], *feiten: F) -> list[Notitie]:
    """Facts of which a dossier holds several, in this order."""
    return [soort.noteer("k", f"{nummer:03}", 1, feit) for nummer, feit in enumerate(feiten)]


def dossier(*notities: Notitie) -> Inhoud:
    """A dossier that holds these."""
    return volg({}, notities)


def tel(*notities: Notitie) -> Verschil:
    """What a dossier with these facts adds."""
    verschil = Verschil()
    verschil.noteer(notities[0].soort, "k", {}, dossier(*notities))
    return verschil


def cijfers(verschil: Verschil) -> dict[Geteld, int]:
    """Every figure that is not 0, whatever the law: of that is test_wet.py."""
    return {geteld._replace(wet=""): aantal for geteld, aantal in verschil.geteld.items() if aantal}


def maanden(verschil: Verschil, maat: Maat) -> dict[date, int]:
    """One figure by month."""
    per_maand: dict[date, int] = {}
    for geteld, aantal in cijfers(verschil).items():
        if geteld.maat is maat:
            per_maand[geteld.maand] = per_maand.get(geteld.maand, 0) + aantal
    return per_maand


def kenmerken(verschil: Verschil, maat: Maat) -> dict[str, int]:
    """One figure by kenmerk."""
    return {geteld.kenmerk: aantal for geteld, aantal in cijfers(verschil).items() if geteld.maat is maat}


def gegeven(maand: date, volume: int, eenheid: str = "04", bedrag: int = 6501, code: str = "IB2B") -> Gedeclareerd:
    """What one declaration granted in a month."""
    return Gedeclareerd(ALMERE, AGB, (GegevenMaand(code, maand, eenheid, volume, bedrag),))


def zonder_einde(volume: int | None, frequentie: str | None, **anders: object) -> Toegewezen:
    """An assignment that goes on."""
    return replace(TOEGEWEZEN, volume=volume, frequentie=frequentie, einddatum=None, **anders)  # type: ignore[arg-type]
