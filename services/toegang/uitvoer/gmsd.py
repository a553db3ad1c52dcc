"""Wmo help in a half year as a table for the CBS: complete, and not in the layout of its portal (not at hand)."""

from collections.abc import Iterable
from dataclasses import dataclass

from bladen import Blad, Cel
from istandaard.codes import Eenheid, Frequentie
from toegang.domain.beschikking import Vorm, loopt_tot
from toegang.domain.halfjaar import Geleverd, werkelijk
from toegang.tables import BeschiktProduct
from wetten import categorie

KOP = (
    "Gemeente",
    "BSN",
    "Categorie",
    "Categorie in woorden",
    "Product",
    "Leveringsvorm",
    "Aanbieder",
    "Ingangsdatum",
    "Einddatum",
    "Levering begonnen",
    "Levering gestopt",
    "Volume",
    "Eenheid",
    "Frequentie",
    "Reden einde",
)


@dataclass(frozen=True)
class Regel:
    """What somebody had, how it was delivered, and whose it is."""

    gemeente: str
    bsn: str
    product: BeschiktProduct
    leveringen: list[Geleverd]


def blad(regels: Iterable[Regel], titel: str) -> Blad:
    """A row for each product, in the order of their ids."""
    return Blad(titel, KOP, [_rij(each) for each in regels])


def _rij(regel: Regel) -> tuple[Cel, ...]:
    product = regel.product
    einde = loopt_tot(product.einddatum, product.laatste_dag)
    begonnen, gestopt = werkelijk(regel.leveringen)
    return (
        regel.gemeente,
        regel.bsn,
        product.categorie,
        categorie(product.categorie).betekenis,
        product.code,
        "pgb" if product.vorm == Vorm.PGB else "zorg in natura",
        product.aanbieder,
        product.ingangsdatum,
        einde,
        begonnen,
        gestopt,
        product.volume,
        Eenheid(product.eenheid).betekenis,
        Frequentie(product.frequentie).betekenis,
        product.eindreden,
    )
