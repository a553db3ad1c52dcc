"""The table of appointments that nobody came to, for who bills residents."""

from collections.abc import Sequence

from bladen import Blad, Euro
from declaratie.store.noshows import Noshowregel

KOP = (
    "Gemeente",
    "Cliënt",
    "Toewijzing",
    "Aanbieder",
    "Product",
    "Dag",
    "Wat",
    "Stand",
    "Voor de aanbieder",
    "Voor de inwoner",
)


def blad(regels: Sequence[Noshowregel]) -> Blad:
    """One row per appointment."""
    return Blad(
        "No-shows",
        KOP,
        [
            (
                each.noshow.gemeente,
                each.client_id,
                each.noshow.toewijzing_nummer,
                each.noshow.agb,
                each.noshow.code,
                each.noshow.dag,
                each.noshow.soort.value,
                each.noshow.stand.value,
                Euro(each.noshow.bedrag),
                Euro(each.voor_inwoner),
            )
            for each in regels
        ],
    )
