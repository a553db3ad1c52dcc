"""The tables of payable amounts."""

from collections.abc import Sequence

from bladen import Blad, Cel, Euro
from chassis.clock import local_date
from declaratie.usecases.betaalstaten import Betaalstaat


def bladen(maand: str, staten: Sequence[Betaalstaat]) -> tuple[Blad, Blad]:
    """One row per payment, and one row per declaration with the payment that it belongs to."""
    return _betalingen(maand, staten), _declaraties(maand, staten)


def _betalingen(maand: str, staten: Sequence[Betaalstaat]) -> Blad:
    kop = ("Maand", "Budgethouder", "Gemeente", "Aanbieder", "Declaraties", "Debet", "Credit", "Te betalen")
    rijen: list[Sequence[Cel]] = [
        (
            maand, each.budgethouder, each.gemeente, each.agb, len(each.betalingen),
            Euro(each.debet), Euro(each.credit), Euro(each.bedrag),
        )
        for each in staten
    ]  # fmt: skip
    return Blad("Betalingen", kop, rijen)


def _declaraties(maand: str, staten: Sequence[Betaalstaat]) -> Blad:
    kop = (
        "Maand", "Budgethouder", "Gemeente", "Aanbieder", "Declaratienummer", "Declaratiemaand", "Antwoord (325)",
        "Beantwoord op", "Debet", "Credit", "Te betalen", "Te betalen aan aanbieder",
    )  # fmt: skip
    rijen: list[Sequence[Cel]] = [
        (
            maand, staat.budgethouder, staat.gemeente, staat.agb, each.declaratienummer,
            f"{each.declaratieperiode:%Y-%m}", each.identificatie_325, local_date(each.beantwoord_op),
            Euro(each.debet), Euro(each.credit), Euro(each.bedrag), Euro(staat.bedrag),
        )
        for staat in staten
        for each in staat.betalingen
    ]  # fmt: skip
    return Blad("Declaraties", kop, rijen)
