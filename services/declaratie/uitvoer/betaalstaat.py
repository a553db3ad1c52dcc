"""The tables of payable amounts."""

from collections.abc import Sequence

from bladen import Blad, Euro
from chassis.clock import local_date
from declaratie.usecases.betaalstaten import Betaalstaat


def bladen(maand: str, staten: Sequence[Betaalstaat]) -> tuple[Blad, Blad]:
    """One row per payment, and one row per declaration with the payment that it belongs to."""
    betalingen = Blad(
        "Betalingen",
        ("Maand", "Budgethouder", "Gemeente", "Aanbieder", "Declaraties", "Debet", "Credit", "Te betalen"),
        [
            (
                maand,
                each.budgethouder,
                each.gemeente,
                each.agb,
                len(each.betalingen),
                *map(Euro, (each.debet, each.credit, each.bedrag)),
            )
            for each in staten
        ],
    )
    declaraties = Blad(
        "Declaraties",
        (
            "Maand",
            "Budgethouder",
            "Gemeente",
            "Aanbieder",
            "Declaratienummer",
            "Declaratiemaand",
            "Antwoord (325)",
            "Beantwoord op",
            "Debet",
            "Credit",
            "Te betalen",
            "Te betalen aan aanbieder",
        ),
        [
            (
                maand,
                staat.budgethouder,
                staat.gemeente,
                staat.agb,
                each.declaratienummer,
                f"{each.declaratieperiode:%Y-%m}",
                each.identificatie_325,
                local_date(each.beantwoord_op),
                *map(Euro, (each.debet, each.credit, each.bedrag, staat.bedrag)),
            )
            for staat in staten
            for each in staat.betalingen
        ],
    )
    return betalingen, declaraties
