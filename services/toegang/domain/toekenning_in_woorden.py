"""What a citizen is granted, as the letter says it: each hour can be traced to the policy (M1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inkoop import Product
from istandaard.codes import Eenheid
from toegang.domain.beschikking import Vorm
from toegang.domain.woorden import dag_in_woorden, euro_in_woorden, tijd_in_woorden

PER_WEEK = 2
VAST = {Eenheid.STUKS_OUTPUT, Eenheid.EUROS, Eenheid.STUKS_INSPANNING}
"""Units that are a fixed price, and say nothing of time."""
TELWOORDEN = {
    Eenheid.MINUUT: "minuten",
    Eenheid.UUR: "uur",
    Eenheid.ETMAAL: "etmalen",
    Eenheid.DAGDEEL: "dagdelen",
    Eenheid.STUKS_OUTPUT: "keer",
    Eenheid.STUKS_INSPANNING: "keer",
}
"""How the units of WJ756 are said to a citizen; euros are an amount."""
PER = {
    Eenheid.MINUUT: "minuut",
    Eenheid.UUR: "uur",
    Eenheid.ETMAAL: "etmaal",
    Eenheid.DAGDEEL: "dagdeel",
    Eenheid.STUKS_OUTPUT: "keer",
    Eenheid.STUKS_INSPANNING: "keer",
}
"""Of which one is paid."""
PERIODEN = {1: "per dag", 2: "per week", 4: "per maand", 6: "in de hele periode"}
"""How the frequencies of an iWmo Omvang are said to a citizen."""
MINUTEN_PER_DAGDEEL = 240
TIJD = (Eenheid.MINUUT, Eenheid.UUR)
"""Units of which the volume is time of one who helps."""


@dataclass(frozen=True)
class Toegekend:
    """A product as it was decided on. `budget` in eurocents, `regels` as the decision names them.

    `in_tarief` is what the price holds beside the time with the citizen, so that it is not taken off it (M78).
    """

    product: Product
    volume: int
    minuten_per_week: int | None
    ingangsdatum: date
    einddatum: date | None
    vorm: Vorm
    budget: int | None
    scenario: str | None
    toelichting: str | None
    regels: Sequence[str]
    in_tarief: Sequence[str] = ()
    pgb_tarief: int | None = None
    """Of a PGB, the most that is paid for one unit, in eurocents; None in natura, and for what is bought in euros."""


@dataclass(frozen=True)
class Onderdeel:
    """One product in the letter: its name, facts as pairs, why, and the rules it rests on."""

    titel: str
    feiten: tuple[tuple[str, str], ...]
    toelichting: str | None
    regels: tuple[str, ...]


def onderdeel_van(toegekend: Toegekend, wie: str = "u") -> Onderdeel:
    """What the letter says of a product for `wie`."""
    feiten = [("Hoeveel", _hoeveel(toegekend))]
    if toegekend.in_tarief and toegekend.vorm == Vorm.NATURA and toegekend.product.eenheid in TIJD:
        wat = " en ".join(toegekend.in_tarief)
        feiten.append(("Waarvoor", f"Deze tijd is voor {wie}. Er gaat geen tijd af voor {wat}."))
    if toegekend.product.normband is not None:
        band = toegekend.product.normband
        feiten.append(("Gebruikelijk", f"{tijd_in_woorden(band.van)} tot {tijd_in_woorden(band.tot)} per week"))
    if toegekend.scenario is not None:
        feiten.append(("Soort hulp", toegekend.scenario))
    feiten.append(("Vanaf", dag_in_woorden(toegekend.ingangsdatum)))
    feiten.append(("Tot en met", dag_in_woorden(toegekend.einddatum) if toegekend.einddatum else "geen einddatum"))
    feiten.append(("Hoe", _hoe(toegekend, wie)))
    regels = tuple(_regel(each) for each in toegekend.regels)
    return Onderdeel(toegekend.product.naam, tuple(feiten), toegekend.toelichting, regels)


def _regel(regel: str) -> str:
    """A rule in words: its number stands with the decision, for who checks it."""
    return regel.partition(": ")[2]


def _hoeveel(toegekend: Toegekend) -> str:
    """Always hours or dagdelen per week (M1); where the volume is time, also what was assigned."""
    eenheid, minuten = toegekend.product.eenheid, toegekend.minuten_per_week
    is_bedrag = eenheid == Eenheid.EUROS
    aantal = euro_in_woorden(toegekend.volume) if is_bedrag else f"{toegekend.volume} {TELWOORDEN[eenheid]}"
    volume = f"{aantal} {PERIODEN[toegekend.product.frequentie]}"
    if minuten is None:
        return volume
    per_week = f"{tijd_in_woorden(minuten)} per week"
    if eenheid == Eenheid.DAGDEEL:
        per_week = f"{_dagdelen(minuten)} per week ({tijd_in_woorden(minuten)})"
    if eenheid in VAST:
        return f"gemiddeld {per_week}"
    return per_week if toegekend.product.frequentie == PER_WEEK else f"{per_week}. Dat is {volume}"


def _dagdelen(minuten: int) -> str:
    """How many dagdelen that is, to a tenth: `3 dagdelen`, `ongeveer 2,5 dagdelen`."""
    tienden = round(minuten * 10 / MINUTEN_PER_DAGDEEL)
    aantal = f"{tienden // 10}" + (f",{tienden % 10}" if tienden % 10 else "")
    ongeveer = "" if minuten * 10 == tienden * MINUTEN_PER_DAGDEEL else "ongeveer "
    return f"{ongeveer}{aantal} {'dagdeel' if tienden == 10 else 'dagdelen'}"


def _hoe(toegekend: Toegekend, wie: str) -> str:
    if toegekend.vorm == Vorm.NATURA:
        return f"Een aanbieder van de gemeente helpt {wie}."
    zinnen = ["U regelt de hulp zelf, met een persoonsgebonden budget (pgb)."]
    if toegekend.budget:
        zinnen.append(f"Uw budget is {euro_in_woorden(toegekend.budget)} in totaal.")
    if toegekend.pgb_tarief is not None:
        per = PER[toegekend.product.eenheid]
        zinnen.append(f"Daarbij rekenen wij met {euro_in_woorden(toegekend.pgb_tarief)} per {per}.")
    return " ".join(zinnen)
