"""The letter to a provider about what has to come back."""

from collections.abc import Iterator, Sequence
from datetime import date

from chassis.clock import local_date
from declaratie.domain.beleid import euro
from declaratie.domain.vordering import Vorderingsgrond, Vorderingstand
from declaratie.tables import Betaalrekening, Prestatie, Vordering
from inkoop import gemeentenaam
from papier import FEIT, STREEP, Deel, kop, op_papier

WAAROM = {
    Vorderingsgrond.VERREKENING: (
        "Een toewijzing of tarief is achteraf veranderd. Daarom kreeg u voor de prestaties hieronder te veel."
    ),
    Vorderingsgrond.JAARAFSLUITING: "Bij het afsluiten van het jaar bleek dat u te veel kreeg.",
    Vorderingsgrond.CONTROLE: "Bij een controle bleek dat u te veel kreeg.",
}
MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)


Gevorderd = Sequence[tuple[Prestatie, int]]
"""Lines, with what is claimed of each in eurocents."""


def vorderingsbrief(vordering: Vordering, prestaties: Gevorderd, van: Betaalrekening | None) -> bytes:
    """The letter as PDF: what, why, by when, how to pay back, how to disagree. The same claim gives the same bytes."""
    stukken = list(_stukken(vordering, prestaties, van))
    return op_papier("Vordering", f"Kenmerk {vordering.id}", stukken, vordering.vastgelegd_op)


def _stukken(vordering: Vordering, prestaties: Gevorderd, van: Betaalrekening | None) -> Iterator[list[Deel]]:
    afzender = van.naam if van is not None else f"Gemeente {gemeentenaam(vordering.budgethouder)}"
    yield [Deel(afzender, grootte=14, vet=True, na=10), Deel(f"{vordering.naam}\nAGB-code {vordering.agb}", na=10)]
    yield [
        Deel(_dag(local_date(vordering.vastgelegd_op)), "Datum", FEIT, na=0),
        Deel(vordering.id, "Kenmerk", FEIT, na=8),
    ]
    yield [
        kop("Wij vorderen geld van u terug", 14),
        Deel(f"U moet {euro(vordering.bedrag)} terugbetalen. {WAAROM[vordering.grond]}"),
        Deel(vordering.toelichting),
    ]
    if prestaties:
        yield [kop("Om welke prestaties gaat het?", 12), *(_prestatie(each, bedrag) for each, bedrag in prestaties)]
    yield [
        kop("Wat kunt u doen?", 12),
        *(Deel(tekst, "–", STREEP, na=0) for tekst in _keuzes(vordering, van)),
        Deel(""),
    ]
    yield [Deel(_stand(vordering))]
    yield [Deel(f"Met vriendelijke groet,\nnamens het college van burgemeester en wethouders,\n{afzender}")]


def _keuzes(vordering: Vordering, van: Betaalrekening | None) -> Iterator[str]:
    tot = _dag(vordering.uiterlijk)
    waar = "" if van is None else f" Maak het over naar {van.iban} op naam van {van.naam}."
    yield f"Terugbetalen, tot en met {tot}.{waar} Zet het kenmerk van deze brief erbij."
    yield "De prestaties zelf crediteren in een nieuwe declaratie. Dan vervalt de vordering voor dat deel."
    yield f"Ons laten weten dat u het er niet mee eens bent, tot en met {tot}. Wij nemen dan eerst een besluit."
    yield "Niets doen. Dan trekken wij het bedrag af van wat wij u daarna betalen."


def _stand(vordering: Vordering) -> str:
    if vordering.stand in {Vorderingstand.OPEN, Vorderingstand.BETWIST}:
        return f"Er staat nu nog {euro(vordering.openstaand)} open."
    return f"Deze vordering is {vordering.stand.value}. U hoeft niets meer te doen."


def _prestatie(each: Prestatie, bedrag: int) -> Deel:
    periode = f"{_dag(each.begindatum)} tot en met {_dag(each.einddatum)}"
    hoeveel = euro(bedrag) if bedrag == each.bedrag else f"{euro(bedrag)} van {euro(each.bedrag)}"
    return Deel(f"Referentie {each.referentie}, product {each.code}, {periode}: {hoeveel}.", "–", STREEP, na=0)


def _dag(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"
