"""What followed when the help of a provider to a client ended (M62, M128): from the facts about that client."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from istandaard.codes import Frequentie
from monitoring.domain.beleid import waarde_van
from monitoring.domain.dossier import Inhoud
from monitoring.domain.feiten.toewijzing import HULP, HulpVanClient
from monitoring.domain.feiten.uitstroom import STOP, VERLENGD, VERTROKKEN, VERVOLG, Gestopt
from monitoring.domain.maanden import maand_van
from wetten import Wet

DAGEN_ERNA = 31
"""Other help that runs so many days after the end followed on it: a month to change from one provider to another."""
PER_JAAR = {Frequentie.PER_DAG: 365, Frequentie.PER_WEEK: 52, Frequentie.PER_MAAND: 12}
OVERLEDEN_OF_VERHUISD = {Wet.WMO: {"02", "31"}, Wet.JEUGDWET: {"02"}}
"""RedenBeeindiging (WMO588, JZ588); 31 is no move under the Jeugdwet."""
NAAR_ELDERS = {"38", "39"}
"""RedenBeeindiging: to another provider, to another domain."""


class Uitkomst(StrEnum):
    """What followed; in the order in which they are shown."""

    NIETS_NODIG = "niets nodig"
    SOCIALE_BASIS = "sociale basis"
    """A general provision, or the own network."""
    LICHTER = "lichter"
    ZWAARDER = "zwaarder"
    """Other help of the municipality, of less or of more value a year."""
    ELDERS = "elders"
    """Another law or domain, or as much help of another provider."""
    NIET_BEKEND = "niet bekend"
    VERTROKKEN = "vertrokken"
    """Died or moved away: no outflow."""


NA_VERVOLG = {
    "geen": Uitkomst.NIETS_NODIG,
    "algemene-voorziening": Uitkomst.SOCIALE_BASIS,
    "eigen-netwerk": Uitkomst.SOCIALE_BASIS,
    "andere-wet": Uitkomst.ELDERS,
}
"""What was decided to follow; a new onderzoek says nothing yet."""
VOORRANG = (Uitkomst.ELDERS, Uitkomst.SOCIALE_BASIS, Uitkomst.NIETS_NODIG)
"""Of several products that ended on one day the first of these says what followed."""


@dataclass(frozen=True)
class Geeindigd:
    """A client has no help of a provider any more since `datum`."""

    gemeente: str
    agb: str
    datum: date
    uitkomst: Uitkomst
    wet: Wet


def geeindigd(inhoud: Inhoud) -> list[Geeindigd]:
    """Every provider whose help to the client ended altogether, each once, at its last day.

    It ended when the assignment that lasted longest was stopped for good: what only ran out is not known to have ended.
    """
    hulp = {key: each for key, each in HULP.in_(inhoud).items() if not each.vervallen}
    stops = _laatste_stops(inhoud)
    eindes = {key: stops[key].datum if key in stops else each.einddatum for key, each in hulp.items()}
    gevonden = []
    for agb in sorted({each.agb for each in hulp.values()}):
        dag = _laatste_dag([eindes[key] for key, each in hulp.items() if each.agb == agb])
        laatste = [key for key, each in hulp.items() if each.agb == agb and eindes[key] == dag and key in stops]
        if dag is None or not laatste:
            continue
        eerst = hulp[laatste[0]]
        wet = Wet(eerst.wet or Wet.WMO)
        uitkomst = _uitkomst(inhoud, hulp, eindes, [stops[key] for key in laatste], dag, wet)
        gevonden.append(Geeindigd(eerst.gemeente, agb, dag, uitkomst, wet))
    return gevonden


def _laatste_stops(inhoud: Inhoud) -> dict[str, Gestopt]:
    """The last stop for good of each assignment that has one."""
    stops: dict[str, Gestopt] = {}
    for each in sorted(STOP.in_(inhoud).values(), key=lambda each: each.datum):
        if each.telt:
            stops[each.toewijzing] = each
    return stops


def _laatste_dag(dagen: list[date | None]) -> date | None:
    """None while one of them has no end."""
    bekend = [dag for dag in dagen if dag is not None]
    return max(bekend) if len(bekend) == len(dagen) else None


def _uitkomst(
    inhoud: Inhoud,
    hulp: Mapping[str, HulpVanClient],
    eindes: Mapping[str, date | None],
    laatste: list[Gestopt],
    dag: date,
    wet: Wet,
) -> Uitkomst:
    redenen = {each.reden for each in laatste}
    weg = VERTROKKEN.in_(inhoud)
    if redenen & OVERLEDEN_OF_VERHUISD[wet] or (weg is not None and weg.laatste_dag <= dag):
        return Uitkomst.VERTROKKEN
    erna = list(_lopend(hulp, eindes, dag + timedelta(days=DAGEN_ERNA)))
    if erna:
        voor, na = (
            sum(_waarde_per_jaar(each, dag) for each in lopend) for lopend in (_lopend(hulp, eindes, dag), erna)
        )
        if not voor or not na or voor == na:
            return Uitkomst.ELDERS
        return Uitkomst.LICHTER if na < voor else Uitkomst.ZWAARDER
    besloten = {_na_vervolg(inhoud, each.toewijzing) for each in laatste}
    gekozen = next((each for each in VOORRANG if each in besloten), None)
    return gekozen or (Uitkomst.ELDERS if redenen & NAAR_ELDERS else Uitkomst.NIET_BEKEND)


def _lopend(hulp: Mapping[str, HulpVanClient], eindes: Mapping[str, date | None], dag: date) -> Iterator[HulpVanClient]:
    """Help that runs on a day."""
    for key, each in hulp.items():
        einde = eindes[key]
        if each.ingangsdatum <= dag and (einde is None or dag <= einde):
            yield each


def _waarde_per_jaar(hulp: HulpVanClient, dag: date) -> int:
    """Eurocents that a year of it is worth at the prices of that day; 0 where nobody knows."""
    dagen = (hulp.einddatum - hulp.ingangsdatum).days + 1 if hulp.einddatum else None
    if hulp.volume is None:
        return hulp.budget * 365 // dagen if hulp.budget and dagen else 0
    keer = next((aantal for each, aantal in PER_JAAR.items() if each == hulp.frequentie), None)
    if keer is None and not dagen:
        return 0
    volume = hulp.volume * keer if keer is not None else hulp.volume * 365 // (dagen or 365)
    return waarde_van(hulp.gemeente, maand_van(dag), hulp.code or "", hulp.eenheid or "", volume)


def _na_vervolg(inhoud: Inhoud, toewijzing: str) -> Uitkomst | None:
    """What was decided to follow on the product that was carried out last; None when nothing was."""
    verlengd = [
        (each.datum, product) for product, each in VERLENGD.in_(inhoud).items() if each.toewijzing == toewijzing
    ]
    product = max(verlengd)[1] if verlengd else toewijzing
    vervolg = VERVOLG.in_(inhoud).get(product)
    return NA_VERVOLG.get(vervolg.vervolg) if vervolg else None
