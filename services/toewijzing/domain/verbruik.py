"""How much of an assignment is used, beside an even use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import wetten
from istandaard.cdt import GeslotenPeriode, Omvang
from istandaard.codes import Eenheid, Frequentie
from istandaard.volume import ToegewezenOmvang, dagen, plafond_periode

RUIM = 120
"""Above this percentage of an even use an assignment is over-used: a client may use more in one week than in another
(M47), but the whole is not exceeded without consultation (M48)."""


@dataclass(frozen=True)
class Opdracht:
    """What of an assignment says how much may be used by when; `budget` in eurocents where there is no volume."""

    categorie: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    ingangsdatum: date
    einddatum: date | None


@dataclass(frozen=True)
class Maandverbruik:
    """What was granted over one month in one unit (WJ756), amount in eurocents."""

    eenheid: str
    volume: int
    bedrag: int


def per_maand(eenheid: str | None, verbruik: Iterable[tuple[date, Maandverbruik]]) -> dict[date, Maandverbruik]:
    """One sum for each month, in the unit of the assignment: minutes on an assignment in hours become hours (TR341)."""
    found: dict[date, Maandverbruik] = {}
    for maand, deel in verbruik:
        in_minuten = eenheid == Eenheid.UUR and deel.eenheid == Eenheid.MINUUT
        volume = deel.volume // 60 if in_minuten else deel.volume
        was = found.get(maand, Maandverbruik(deel.eenheid, 0, 0))
        found[maand] = Maandverbruik(eenheid or deel.eenheid, was.volume + volume, was.bedrag + deel.bedrag)
    return found


def verbruikt_procent(opdracht: Opdracht, maanden: Mapping[date, Maandverbruik]) -> int | None:
    """What was granted until the end of the last month billed, as a percentage of what an even use would be by then.

    None when there is nothing to hold it against: neither volume nor budget, or a total without a last day.
    """
    einde = einde_maand(max(maanden, default=opdracht.ingangsdatum))
    if opdracht.einddatum is not None:
        einde = min(einde, opdracht.einddatum)
    gelijkmatig = _gelijkmatig(opdracht, einde)
    if not gelijkmatig:
        return None
    gebruikt = sum(each.bedrag if opdracht.volume is None else each.volume for each in maanden.values())
    return 100 * gebruikt // gelijkmatig


def _gelijkmatig(opdracht: Opdracht, einde: date) -> int | None:
    """What an even use is until `einde`: of a total or budget by days, else what the standard allows by then."""
    begin = opdracht.ingangsdatum
    totaal = opdracht.budget if opdracht.volume is None else opdracht.volume
    if totaal is None or einde < begin:
        return None
    if opdracht.volume is None or opdracht.frequentie == Frequentie.TOTAAL:
        if opdracht.einddatum is None:
            return None
        return max(1, totaal * dagen(begin, einde) // dagen(begin, opdracht.einddatum))
    assert opdracht.categorie is not None  # a volume is of a product, with a unit and a frequency
    assert opdracht.eenheid is not None
    assert opdracht.frequentie is not None
    omvang = Omvang(volume=totaal, eenheid=Eenheid(opdracht.eenheid), frequentie=Frequentie(opdracht.frequentie))
    toegewezen = ToegewezenOmvang(omvang, wetten.categorie(opdracht.categorie), begin, opdracht.einddatum)
    return sum(plafond_periode(toegewezen, maand) for maand in _maanden(begin, einde))


def _maanden(begin: date, einde: date) -> list[GeslotenPeriode]:
    eerste, found = begin.replace(day=1), []
    while eerste <= einde:
        laatste = einde_maand(eerste)
        found.append(GeslotenPeriode(begindatum=eerste, einddatum=laatste))
        eerste = laatste + timedelta(days=1)
    return found


def einde_maand(dag: date) -> date:
    """The last day of the month of a day."""
    volgende = date(dag.year + dag.month // 12, dag.month % 12 + 1, 1)
    return volgende - timedelta(days=1)
