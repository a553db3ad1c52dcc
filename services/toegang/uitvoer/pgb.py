"""PGBs for the SVB as a table: one row per calendar year."""

from collections.abc import Iterable

from bladen import Blad, Cel, Euro
from toegang.bodies.persoon import Persoon
from toegang.tables import PgbToekenning

KOP = (
    "Toekenning",
    "Pgb",
    "Soort",
    "Verteld op",
    "Gemeente",
    "BSN",
    "Client",
    "Product",
    "Begin",
    "Einde",
    "Budget",
    "Jaar",
    "Budget van het jaar",
    "Tarief",
    "Zorgverlener",
)


def blad(toekenningen: Iterable[tuple[PgbToekenning, Persoon, str | None]]) -> Blad:
    """Each PGB with whose it is and who gives the help, in the order in which they were told."""
    rijen: list[tuple[Cel, ...]] = []
    for toekenning, persoon, zorgverlener in toekenningen:
        jaren: list[tuple[str | None, int | None]] = [*sorted(toekenning.per_jaar.items())]
        for jaar, bedrag in jaren or [(None, None)]:
            rijen.append(
                (
                    toekenning.id,
                    toekenning.product_id,
                    toekenning.soort,
                    toekenning.op,
                    toekenning.gemeente,
                    persoon.bsn,
                    toekenning.client_id,
                    toekenning.code,
                    toekenning.begin,
                    toekenning.einde,
                    _euro(toekenning.budget),
                    jaar,
                    _euro(bedrag),
                    _euro(toekenning.tarief),
                    zorgverlener,
                )
            )
    return Blad("Pgb", KOP, rijen)


def _euro(centen: int | None) -> Euro | None:
    return None if centen is None else Euro(centen)
