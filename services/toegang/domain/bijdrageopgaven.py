"""What the CAK is told of own contributions: start, pauze, hervatting, stop; each once (Wmo 2015, 2.1.4b; M142).

What ought to have been told until today follows from the facts; what was told and does not follow from them any more is
taken back. So every correction backwards is found, whatever brought it about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from toegang.domain.eigen_bijdrage import (
    DAG,
    Bijdrage,
    Bijdragereden,
    Inwoner,
    Looptijd,
    Oordeel,
    grenzen,
    maanden_later,
    oordeel_op,
)


class Opgavesoort(StrEnum):
    """What an opgave says: as from its day a contribution is owed, is not for a while, is again, or is not any more."""

    START = "start"
    PAUZE = "pauze"
    HERVATTING = "hervatting"
    STOP = "stop"


@dataclass(frozen=True)
class Bijdrageopgave:
    """One thing for the CAK. `per` is the first day on which it holds; of a stop, the first without a contribution."""

    client_id: str
    soort: Opgavesoort
    per: date
    bijdrage: Bijdrage
    reden: Bijdragereden
    bedrag_per_maand: int | None = None
    """Per month on that day; None when the CAK sets it by income."""

    @property
    def sleutel(self) -> tuple[str, Opgavesoort, date, Bijdrage]:
        """What makes it the same one: another reason or amount is no news for the CAK, which sets the amount."""
        return self.client_id, self.soort, self.per, self.bijdrage


@dataclass(frozen=True)
class Stand:
    """What was told last of a citizen; nothing is owed without `bijdrage`."""

    bijdrage: Bijdrage | None = None
    gepauzeerd: bool = False


NIETS = Stand()


def opgaven_tot(inwoners: Sequence[Inwoner], tot: date) -> list[Bijdrageopgave]:
    """All that ought to have been told of these citizens up to and including a day, in order of time.

    Of a couple one pays: who did already, else the one with the lowest id.
    """
    standen = {each.id: NIETS for each in inwoners}
    opgaven: list[Bijdrageopgave] = []
    for dag in sorted({dag for each in inwoners for dag in grenzen(each) if dag <= tot}):
        for wie, oordeel in _oordelen(inwoners, dag, standen).items():
            opgaven.extend(_overgang(wie, dag, standen[wie], oordeel))
            standen[wie] = _stand(standen[wie], oordeel)
    return opgaven


def volgende_dag(inwoner: Inwoner, na: date) -> date | None:
    """The first day after `na` on which something may change by itself; None when it never does.

    While help is not over that is the first of a month at the latest: a region may get another rule meanwhile.
    """
    dagen = {each for each in grenzen(inwoner) if each > na}
    gebruik = [periode for each in inwoner.voorzieningen for periode in (*each.gebruik, *each.pauzes)]
    if any(each.tot is None or each.tot >= na for each in gebruik):
        dagen.add(maanden_later(na.replace(day=1), 1))
    return min(dagen, default=None)


def stand_na(opgaven: Sequence[Bijdrageopgave]) -> tuple[Stand, date | None]:
    """What holds after these opgaven of one citizen, in order of time, and since which day."""
    if not opgaven:
        return NIETS, None
    laatste = opgaven[-1]
    if laatste.soort is Opgavesoort.STOP:
        return NIETS, laatste.per
    return Stand(laatste.bijdrage, laatste.soort is Opgavesoort.PAUZE), laatste.per


def _oordelen(inwoners: Sequence[Inwoner], dag: date, standen: Mapping[str, Stand]) -> dict[str, Oordeel]:
    betalers: set[str] = set()
    gevonden = {}
    for each in sorted(inwoners, key=lambda each: (not _betaalt(standen[each.id]), each.id)):
        oordeel = oordeel_op(each, dag)
        omstandigheid = each.omstandigheid_op(dag)
        if oordeel.bijdrage is Bijdrage.VAST:
            if omstandigheid.gehuwd_op(dag) and omstandigheid.partner in betalers:
                oordeel = Oordeel(None, Bijdragereden.PARTNER)
            else:
                betalers.add(each.id)
        gevonden[each.id] = oordeel
    return gevonden


def _betaalt(stand: Stand) -> bool:
    return stand.bijdrage is Bijdrage.VAST and not stand.gepauzeerd


def _stand(voor: Stand, oordeel: Oordeel) -> Stand:
    if oordeel.bijdrage is not None:
        return Stand(oordeel.bijdrage)
    if oordeel.reden is Bijdragereden.ONDERBROKEN:
        return replace(voor, gepauzeerd=voor.bijdrage is not None)
    return NIETS


def _overgang(wie: str, dag: date, voor: Stand, oordeel: Oordeel) -> Iterator[Bijdrageopgave]:
    """What is to be told from what was told to what holds now; another kind of contribution is a stop and a start."""
    na = _stand(voor, oordeel)
    if na == voor:
        return
    if voor.bijdrage is not None and na.bijdrage is not voor.bijdrage:
        yield Bijdrageopgave(wie, Opgavesoort.STOP, dag, voor.bijdrage, oordeel.reden)
        voor = NIETS
    if na.bijdrage is not None:
        verder = Opgavesoort.HERVATTING if voor.gepauzeerd else Opgavesoort.START
        soort = Opgavesoort.PAUZE if na.gepauzeerd else verder
        yield Bijdrageopgave(wie, soort, dag, na.bijdrage, oordeel.reden, oordeel.bedrag_per_maand)


@dataclass(frozen=True)
class Levering:
    """Delivery as a provider told it (305, 307): `tijdelijk` when it may begin again (reason 20)."""

    code: str
    van: date
    tot: date | None
    tijdelijk: bool


@dataclass(frozen=True)
class Indicatie:
    """A product of a decision as long as it runs; of a pgb the help itself is not told."""

    code: str
    looptijd: Looptijd
    is_pgb: bool


def aaneen(looptijden: Sequence[Looptijd]) -> list[Looptijd]:
    """Periods that touch or overlap as one, in order of time."""
    samen: list[Looptijd] = []
    for each in sorted(looptijden, key=lambda each: (each.van, each.tot or date.max)):
        if samen and (samen[-1].tot is None or each.van <= samen[-1].tot + DAG):
            vorige = samen[-1]
            einde = None if vorige.tot is None or each.tot is None else max(vorige.tot, each.tot)
            samen[-1] = Looptijd(vorige.van, einde)
        else:
            samen.append(each)
    return samen


def gebruik_van(
    looptijden: Sequence[Looptijd], leveringen: Sequence[Levering]
) -> tuple[list[Looptijd], list[Looptijd]]:
    """When help in natura was used, and when it stood still, within the indications for one product.

    A delivery that nobody ended lasts as long as indications follow on each other: also where a decision stretches the
    assignment of the one before it, for which no provider tells a new start.
    """
    gebruik, pauzes = [], []
    begonnen = sorted(each.van for each in leveringen)
    for each in leveringen:
        loopt = next((periode for periode in aaneen(looptijden) if periode.bevat(each.van)), None)
        if loopt is None:
            continue
        einde = min((dag for dag in (each.tot, loopt.tot) if dag is not None), default=None)
        gebruik.append(Looptijd(each.van, einde))
        if each.tijdelijk and each.tot is not None and each.tot < (loopt.tot or date.max):
            verder = next((dag - DAG for dag in begonnen if each.tot < dag), None)
            pauzes.append(Looptijd(each.tot + DAG, min(filter(None, (verder, loopt.tot)), default=None)))
    return gebruik, pauzes


def vanaf(looptijden: Sequence[Looptijd], dag: date) -> list[Looptijd]:
    """What of them lies on a day or later."""
    return [Looptijd(max(each.van, dag), each.tot) for each in looptijden if each.tot is None or each.tot >= dag]


@dataclass(frozen=True)
class Verteld:
    """An opgave that was told, under its own id."""

    id: str
    opgave: Bijdrageopgave


@dataclass(frozen=True)
class Verschil:
    """What has to be told: what to take back, the newest first, and what is new, the oldest first."""

    terug: tuple[Verteld, ...]
    nieuw: tuple[Bijdrageopgave, ...]


def verschil(verteld: Sequence[Verteld], gewenst: Sequence[Bijdrageopgave]) -> Verschil:
    """What is to be told so that what stands is what ought to stand; `verteld` without what was taken back already."""
    moet = {each.sleutel: each for each in gewenst}
    staat = {each.opgave.sleutel for each in verteld}
    terug = [each for each in verteld if each.opgave.sleutel not in moet]
    nieuw = [each for sleutel, each in moet.items() if sleutel not in staat]
    return Verschil(
        tuple(sorted(terug, key=lambda each: (each.opgave.per, each.id), reverse=True)),
        tuple(sorted(nieuw, key=lambda each: each.per)),
    )
