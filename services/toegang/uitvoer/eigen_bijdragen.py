"""The lines of a day for the CAK as a table: complete, and not in the format of the CAK (iEb), which we do not have."""

from collections.abc import Iterable

from bladen import Blad, Cel, Euro
from toegang.bodies.persoon import Persoon
from toegang.tables import Bijdrageregel

KOP = (
    "Regel",
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


def blad(regels: Iterable[tuple[Bijdrageregel, Persoon]]) -> Blad:
    """Each line with whom it is about, in the order in which they were told."""
    rijen: list[tuple[Cel, ...]] = [
        (
            regel.id,
            regel.gemeente,
            regel.op,
            persoon.bsn,
            None if persoon.geboren.is_onbekend else persoon.geboortedatum,
            regel.client_id,
            regel.soort,
            regel.per,
            regel.bijdrage,
            None if regel.bedrag_per_maand is None else Euro(regel.bedrag_per_maand),
            regel.reden,
            regel.trekt_in,
        )
        for regel, persoon in regels
    ]
    return Blad("Eigen bijdragen", KOP, rijen)
