"""What the CAK is told of a day, as a table: complete, and not in the format of the CAK (iEb), which is not at hand."""

from collections.abc import Iterable

from bladen import Blad, Cel, Euro
from toegang.bodies.persoon import Persoon
from toegang.tables import Bijdrageopgave

KOP = (
    "Opgave",
    "Gemeente",
    "Verteld op",
    "BSN",
    "Geboortedatum",
    "Client",
    "Soort",
    "Per",
    "Bijdrage",
    "Bedrag per maand",
    "Reden",
    "Trekt in",
)


def blad(opgaven: Iterable[tuple[Bijdrageopgave, Persoon]]) -> Blad:
    """Each opgave with whom it is about, in the order in which they were told."""
    rijen: list[tuple[Cel, ...]] = [
        (
            opgave.id,
            opgave.gemeente,
            opgave.op,
            persoon.bsn,
            None if persoon.geboren.is_onbekend else persoon.geboortedatum,
            opgave.client_id,
            opgave.soort,
            opgave.per,
            opgave.bijdrage,
            None if opgave.bedrag_per_maand is None else Euro(opgave.bedrag_per_maand),
            opgave.reden,
            opgave.trekt_in,
        )
        for opgave, persoon in opgaven
    ]
    return Blad("Eigen bijdragen", KOP, rijen)
