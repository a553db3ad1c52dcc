"""What a change does to an assignment: go on under the same number, or end it and begin another (OP033x1, OP380)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from istandaard.codes import Frequentie
from weigering import Weigering

DAG = timedelta(days=1)


def niet_toegewezen() -> Weigering:
    """What is said of an assignment that no provider has."""
    return Weigering("Deze toewijzing is niet bij een aanbieder.", soort="niet-toegewezen")


@dataclass(frozen=True)
class Afspraak:
    """How much is assigned, from the first day up to and including the last; `budget` in eurocents."""

    ingangsdatum: date
    einddatum: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None

    @property
    def is_totaal(self) -> bool:
        """Whether the amount is for the whole term: a budget, or Frequentie 6."""
        return self.budget is not None or self.frequentie == Frequentie.TOTAAL


@dataclass(frozen=True)
class Wijziging:
    """What becomes of the running number, and what begins under a new one."""

    lopend: Afspraak | None
    """Nothing: it is removed (RedenWijziging 13)."""
    nieuw: Afspraak | None


def pas_toe(huidig: Afspraak, wens: Afspraak, *, gedeclareerd: bool = False) -> Wijziging:
    """Carry out a wish; its Ingangsdatum is the day from which it holds. Raises Weigering.

    The days decide first. A number keeps its first day (IV066): an earlier one takes it back and begins another, or,
    where lines were granted on it (`gedeclareerd`), puts another before it. A later one lies within the term, or
    follows on it (IV092). Under the same number may change: the last day, a budget, and the volume of a total
    (Frequentie 6), always for the whole term. Anything else ends the running assignment the day before and makes a new
    number. Where nothing changes, `lopend` is what it was.
    """
    if wens.einddatum is not None and wens.einddatum < wens.ingangsdatum:
        raise Weigering("De laatste dag ligt voor de eerste.", soort="einddatum", regel="CS003")
    if wens.ingangsdatum < huidig.ingangsdatum:
        return _vervroeg(huidig, wens, gedeclareerd)
    if huidig.einddatum is not None and wens.ingangsdatum > huidig.einddatum + DAG:
        detail = f"De toewijzing eindigt op {huidig.einddatum:%d-%m-%Y}. Daarna is het een nieuwe toewijzing (IV092)."
        raise Weigering(detail, soort="ingangsdatum", regel="IV092")
    if _houdt_nummer(huidig, wens):
        if wens.ingangsdatum != huidig.ingangsdatum and _omvang(wens) != _omvang(huidig):
            detail = "Een budget of totaal wijzigt voor de hele looptijd, vanaf de eerste dag (TR373)."
            raise Weigering(detail, soort="hele-looptijd", regel="TR373")
        return Wijziging(replace(wens, ingangsdatum=huidig.ingangsdatum), None)
    if wens.ingangsdatum == huidig.ingangsdatum:
        return Wijziging(None, wens)
    return Wijziging(replace(huidig, einddatum=wens.ingangsdatum - DAG), wens)


def _vervroeg(huidig: Afspraak, wens: Afspraak, gedeclareerd: bool) -> Wijziging:
    """The first day moves to the front."""
    if not gedeclareerd:
        return Wijziging(None, wens)
    if huidig.is_totaal or wens.is_totaal or _omvang(wens) != _omvang(huidig):
        detail = (
            "Op deze toewijzing zijn prestaties toegekend, daarom blijft de eerste dag staan. "
            "Geef voor de dagen ervoor een eigen toewijzing (TR385)."
        )
        raise Weigering(detail, soort="gedeclareerd", regel="TR385")
    ervoor = replace(wens, einddatum=huidig.ingangsdatum - DAG)
    return Wijziging(replace(wens, ingangsdatum=huidig.ingangsdatum), ervoor)


def _omvang(afspraak: Afspraak) -> tuple[int | None, str | None, str | None, int | None]:
    return afspraak.volume, afspraak.eenheid, afspraak.frequentie, afspraak.budget


def _houdt_nummer(huidig: Afspraak, wens: Afspraak) -> bool:
    zelfde_omvang = (wens.eenheid, wens.frequentie) == (huidig.eenheid, huidig.frequentie)
    zelfde_soort = zelfde_omvang and (wens.budget is None) == (huidig.budget is None)
    return zelfde_soort and (wens.volume == huidig.volume or wens.frequentie == Frequentie.TOTAAL)


def verlengt(huidig: Afspraak, volgend: Afspraak, vandaag: date) -> bool:
    """Whether what follows must stretch the running assignment under its own number (OP380).

    The amount stays the same and is not a total for the term, the last day has not passed, and the next begins the day
    after it. The product and the provider are the same: that is for the caller.
    """
    einde = huidig.einddatum
    sluit_aan = einde is not None and einde >= vandaag and volgend.ingangsdatum == einde + DAG
    return sluit_aan and not huidig.is_totaal and _omvang(huidig) == _omvang(volgend)


def beeindig_op(huidig: Afspraak, laatste_dag: date) -> Afspraak | None:
    """The assignment that ends no later than `laatste_dag`; nothing when it would not have begun by then."""
    if laatste_dag < huidig.ingangsdatum:
        return None
    if huidig.einddatum is not None and huidig.einddatum <= laatste_dag:
        return huidig
    return replace(huidig, einddatum=laatste_dag)


def verdeel(huidig: Afspraak, vanaf: date, deel: int | None) -> tuple[Afspraak | None, Afspraak]:
    """What stays until the day before `vanaf` (nothing when that is the first day), and what goes on from it (M54).

    Of a total for the term, a budget or the volume of a Frequentie 6, `deel` goes along. Raises Weigering.
    """
    gaat = replace(huidig, ingangsdatum=vanaf)
    blijft = beeindig_op(huidig, vanaf - DAG)
    totaal = huidig.budget if huidig.budget is not None else huidig.volume
    if blijft is None or not huidig.is_totaal or totaal is None:
        if deel is not None:
            raise Weigering("Een deel meegeven kan alleen bij een totaal dat verdeeld wordt.", soort="deel")
        return blijft, gaat
    if deel is None or not 0 < deel < totaal:
        raise Weigering("Zeg welk deel van het totaal naar de nieuwe aanbieder gaat (M54).", soort="deel")
    if huidig.budget is not None:
        return replace(blijft, budget=totaal - deel), replace(gaat, budget=deel)
    return replace(blijft, volume=totaal - deel), replace(gaat, volume=deel)
