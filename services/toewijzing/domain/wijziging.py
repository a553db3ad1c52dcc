"""What a change does to an assignment: go on under the same number, or end it and begin another (OP380)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from iwmo.codes import Frequentie

DAG = timedelta(days=1)


class NietMogelijk(Exception):
    """A change or request that cannot be carried out; `reden` is plain Dutch, `regel` the rule of iWmo behind it."""

    def __init__(self, slug: str, reden: str, regel: str | None = None) -> None:
        super().__init__(slug)
        self.slug = slug
        self.reden = reden
        self.regel = regel


def niet_toegewezen() -> NietMogelijk:
    """What is said of an assignment that no provider has."""
    return NietMogelijk("niet-toegewezen", "Deze toewijzing is niet bij een aanbieder.")


@dataclass(frozen=True)
class Afspraak:
    """How much is assigned, from the first day up to and including the last; `budget` in eurocents."""

    ingangsdatum: date
    einddatum: date | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None


@dataclass(frozen=True)
class Wijziging:
    """What becomes of the running number, and what begins under a new one."""

    lopend: Afspraak | None
    """Nothing: it is removed (RedenWijziging 13)."""
    nieuw: Afspraak | None


def pas_toe(huidig: Afspraak, wens: Afspraak) -> Wijziging:
    """Carry out a wish; its Ingangsdatum is the day from which it holds. Raises NietMogelijk.

    Under the same number may change: the last day, a budget, and the volume of a total (Frequentie 6), always for the
    whole term. Anything else ends the running assignment the day before and makes a new number.
    """
    if wens == huidig:
        raise NietMogelijk("geen-wijziging", "De toewijzing is al zo.")
    if wens.einddatum is not None and wens.einddatum < wens.ingangsdatum:
        raise NietMogelijk("einddatum", "De laatste dag ligt voor de eerste.", "CS003")
    if _houdt_nummer(huidig, wens):
        return Wijziging(replace(wens, ingangsdatum=huidig.ingangsdatum), None)
    if huidig.einddatum is not None and wens.ingangsdatum > huidig.einddatum + DAG:
        raise NietMogelijk("ingangsdatum", "De wijziging gaat in na het einde van de toewijzing.")
    if wens.ingangsdatum <= huidig.ingangsdatum:
        return Wijziging(None, wens)
    return Wijziging(replace(huidig, einddatum=wens.ingangsdatum - DAG), wens)


def _houdt_nummer(huidig: Afspraak, wens: Afspraak) -> bool:
    zelfde_omvang = (wens.eenheid, wens.frequentie) == (huidig.eenheid, huidig.frequentie)
    zelfde_soort = zelfde_omvang and (wens.budget is None) == (huidig.budget is None)
    return zelfde_soort and (wens.volume == huidig.volume or wens.frequentie == Frequentie.TOTAAL)


def beeindig_op(huidig: Afspraak, laatste_dag: date) -> Afspraak | None:
    """The assignment that ends no later than `laatste_dag`; nothing when it would not have begun by then."""
    if laatste_dag < huidig.ingangsdatum:
        return None
    if huidig.einddatum is not None and huidig.einddatum <= laatste_dag:
        return huidig
    return replace(huidig, einddatum=laatste_dag)


def verdeel(huidig: Afspraak, vanaf: date, deel: int | None) -> tuple[Afspraak | None, Afspraak]:
    """What stays until the day before `vanaf` (nothing when that is the first day), and what goes on from it (M54).

    Of a total for the term, a budget or the volume of a Frequentie 6, `deel` goes along. Raises NietMogelijk.
    """
    gaat = replace(huidig, ingangsdatum=vanaf)
    blijft = beeindig_op(huidig, vanaf - DAG)
    totaal = huidig.budget if huidig.budget is not None else huidig.volume
    if blijft is None or (huidig.budget is None and huidig.frequentie != Frequentie.TOTAAL) or totaal is None:
        if deel is not None:
            raise NietMogelijk("deel", "Een deel meegeven kan alleen bij een totaal dat verdeeld wordt.")
        return blijft, gaat
    if deel is None or not 0 < deel < totaal:
        raise NietMogelijk("deel", "Zeg welk deel van het totaal naar de nieuwe aanbieder gaat (M54).")
    if huidig.budget is not None:
        return replace(blijft, budget=totaal - deel), replace(gaat, budget=deel)
    return replace(blijft, volume=totaal - deel), replace(gaat, volume=deel)
