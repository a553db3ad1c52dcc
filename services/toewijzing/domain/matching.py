"""Which provider fits best, and why: a ranked list (M55), with the weights of the inkoopmodel."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter

from inkoop import integriteit
from inkoop.beleid import Matchcriterium
from toewijzing.domain.resultaten import NEUTRAAL, Gemeten, punten_voor

MINIMUM = 2
"""So many providers a client has to choose from at least (M53)."""
"""Points for what is not known: neither for nor against."""


@dataclass(frozen=True)
class Vraag:
    """What is asked for; `norm` is what the region wants in working days between assignment and start (M65)."""

    specialisme: str | None
    doelgroep: str | None
    spoed: bool
    wens: str | None
    """AGB code of the provider that the client wishes (M54)."""
    norm: int
    regio: Gemeten | None = None
    """What was counted of all providers of the region together (M56)."""
    toets_maanden: int | None = None
    """How long an integrity test holds; None when none is asked (M108)."""


@dataclass(frozen=True)
class Ervaring:
    """What the starts of a provider say: how many, and how many days clients waited on average."""

    starts: int
    wachtdagen: int


@dataclass(frozen=True)
class Kandidaat:
    """A provider that may be chosen, and what is known of it."""

    agb: str
    naam: str
    specialismen: frozenset[str] = frozenset()
    doelgroepen: frozenset[str] = frozenset()
    leversnelheid: int | None = None
    """Working days that the contract promises."""
    vrij: int | None = None
    """Clients that still fit in; None when the contract names no capacity."""
    actief_in_gemeente: bool = False
    ervaring: Ervaring | None = None
    gemeten: Gemeten | None = None
    """What monitoring counted of it in the region (M56)."""
    integriteit_getoetst_op: date | None = None


@dataclass(frozen=True)
class Reden:
    """Why a provider stands where it stands: points from 0 to 100, and how much they weigh."""

    kenmerk: str
    punten: int
    gewicht: int
    toelichting: str


@dataclass(frozen=True)
class Plaats:
    """A place on the list; `punten` is the weighted mean of the reasons, 0 to 100."""

    agb: str
    naam: str
    plaats: int
    punten: int
    past: bool
    """Has the specialisme and doelgroep that are asked for."""
    heeft_plek: bool
    redenen: tuple[Reden, ...]


Oordeel = tuple[int, str]


def _kent(soort: str, gevraagd: str | None, bekend: frozenset[str]) -> Oordeel:
    if gevraagd is None:
        return 100, f"Er is geen {soort} gevraagd."
    if not _kan(gevraagd, bekend):
        return 0, f"Heeft {soort} {gevraagd} niet in het contract."
    if not bekend:
        return NEUTRAAL, f"Het contract noemt geen {soort}."
    return 100, f"Heeft {soort} {gevraagd} in het contract."


def _leveringsgebied(_vraag: Vraag, kandidaat: Kandidaat) -> Oordeel:
    if kandidaat.actief_in_gemeente:
        return 100, "Levert al in deze gemeente."
    return NEUTRAAL, "Heeft een contract voor deze gemeente, maar levert er nu niet."


def _leversnelheid(vraag: Vraag, kandidaat: Kandidaat) -> Oordeel:
    """The slower, the fewer points: none from twice the norm on. What clients really wait counts when it is longer."""
    beloofd = vraag.norm if kandidaat.leversnelheid is None else kandidaat.leversnelheid
    ervaren = kandidaat.ervaring.wachtdagen * 5 // 7 if kandidaat.ervaring else 0
    punten = max(0, 100 - 50 * max(beloofd, ervaren) // vraag.norm)
    belofte = "Noemt geen leversnelheid" if kandidaat.leversnelheid is None else f"Begint binnen {beloofd} werkdagen"
    if kandidaat.ervaring is None:
        return punten, f"{belofte}."
    return punten, f"{belofte}; cliënten wachtten gemiddeld {kandidaat.ervaring.wachtdagen} dagen."


def _resultaten(vraag: Vraag, kandidaat: Kandidaat) -> Oordeel:
    return punten_voor(kandidaat.gemeten, vraag.regio)


def _integriteit(vraag: Vraag, kandidaat: Kandidaat) -> Oordeel:
    """Who has none that holds is not on the list (M108)."""
    if vraag.toets_maanden is None or kandidaat.integriteit_getoetst_op is None:
        return NEUTRAAL, "Deze regio vraagt geen integriteitstoets."
    return 100, integriteit.toelichting(kandidaat.integriteit_getoetst_op, vraag.toets_maanden)


def _capaciteit(_vraag: Vraag, kandidaat: Kandidaat) -> Oordeel:
    if _heeft_plek(kandidaat):
        return 100, f"Heeft plek voor nog {kandidaat.vrij} cliënten."
    return 0, "Zit nu vol."


@dataclass(frozen=True)
class Criterium:
    """How providers are judged on one kenmerk: points from 0 to 100, and why."""

    oordeel: Callable[[Vraag, Kandidaat], Oordeel]
    kijkt_naar: Callable[[Kandidaat], Hashable]
    """All that the judgement depends on: who is the same in this is judged once."""


CRITERIA: dict[str, Criterium] = {
    "doelgroep": Criterium(
        lambda vraag, kandidaat: _kent("doelgroep", vraag.doelgroep, kandidaat.doelgroepen), attrgetter("doelgroepen")
    ),
    "specialisme": Criterium(
        lambda vraag, kandidaat: _kent("specialisme", vraag.specialisme, kandidaat.specialismen),
        attrgetter("specialismen"),
    ),
    "leveringsgebied": Criterium(_leveringsgebied, attrgetter("actief_in_gemeente")),
    "leversnelheid": Criterium(
        _leversnelheid, lambda each: (each.leversnelheid, each.ervaring and each.ervaring.wachtdagen)
    ),
    "resultaten": Criterium(_resultaten, attrgetter("gemeten")),
}
"""By kenmerk of the inkoopmodel."""
CAPACITEIT = Criterium(_capaciteit, attrgetter("vrij"))
INTEGRITEIT = Criterium(_integriteit, attrgetter("integriteit_getoetst_op"))


def rangschik(vraag: Vraag, kandidaten: Iterable[Kandidaat], criteria: Sequence[Matchcriterium]) -> list[Plaats]:
    """The providers from best to least (M55): the client's wish first (M54), then who has room, then by points.

    The same questions give the same list: equal points stand in order of AGB code.
    """
    wie = list(kandidaten)
    gewichten = [(each.kenmerk, _gewicht(vraag, each)) for each in criteria]
    totaal = sum(gewicht for _, gewicht in gewichten)
    oordelen = [_redenen(vraag, wie, kenmerk, gewicht, CRITERIA[kenmerk]) for kenmerk, gewicht in gewichten]
    plekken = _redenen(vraag, wie, "capaciteit", 0, CAPACITEIT)
    toetsen = _redenen(vraag, wie, "integriteit", 0, INTEGRITEIT)
    gewogen = []
    for kandidaat, plek, toets, *redenen in zip(wie, plekken, toetsen, *oordelen, strict=True):
        punten = sum([each.punten * each.gewicht for each in redenen]) // totaal
        # Those without weight are only told.
        if kandidaat.vrij is not None:
            redenen.append(plek)
        if vraag.toets_maanden is not None:
            redenen.append(toets)
        if kandidaat.agb == vraag.wens:
            redenen.append(Reden("wens", 100, 0, "De cliënt wil deze aanbieder."))
        volgorde = (kandidaat.agb != vraag.wens, not _heeft_plek(kandidaat), -punten, kandidaat.agb)
        gewogen.append((volgorde, kandidaat, punten, redenen))
    gewogen.sort(key=itemgetter(0))
    return [
        Plaats(
            agb=kandidaat.agb,
            naam=kandidaat.naam,
            plaats=plaats,
            punten=punten,
            past=_past(vraag, kandidaat),
            heeft_plek=_heeft_plek(kandidaat),
            redenen=tuple(redenen),
        )
        for plaats, (_, kandidaat, punten, redenen) in enumerate(gewogen, 1)
    ]


def _redenen(
    vraag: Vraag, kandidaten: Sequence[Kandidaat], kenmerk: str, gewicht: int, criterium: Criterium
) -> list[Reden]:
    """The reason for each provider, in their order."""
    waarden = list(map(criterium.kijkt_naar, kandidaten))
    oordelen = {
        waarde: criterium.oordeel(vraag, kandidaat)
        for waarde, kandidaat in dict(zip(waarden, kandidaten, strict=True)).items()
    }
    redenen = {
        waarde: Reden(kenmerk, punten, gewicht, toelichting) for waarde, (punten, toelichting) in oordelen.items()
    }
    return [redenen[waarde] for waarde in waarden]


def _heeft_plek(kandidaat: Kandidaat) -> bool:
    return kandidaat.vrij is None or kandidaat.vrij > 0


def _past(vraag: Vraag, kandidaat: Kandidaat) -> bool:
    return _kan(vraag.specialisme, kandidaat.specialismen) and _kan(vraag.doelgroep, kandidaat.doelgroepen)


def _kan(gevraagd: str | None, bekend: frozenset[str]) -> bool:
    """A contract that names none excludes none."""
    return gevraagd is None or not bekend or gevraagd in bekend


def _gewicht(vraag: Vraag, criterium: Matchcriterium) -> int:
    """In an urgent need, speed counts double."""
    return criterium.gewicht * 2 if vraag.spoed and criterium.kenmerk == "leversnelheid" else criterium.gewicht


def te_kiezen(plaatsen: Iterable[Plaats]) -> int:
    """How many of the providers fit and have room: a client should have at least two of them (M53)."""
    return sum(each.past and each.heeft_plek for each in plaatsen)
