"""The year statement of a provider (M82): what was granted, to the cent, and how anybody can compute it again."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

NAREKENEN = (
    "Neem van elke declaratie in deze staat het 323-bericht en het 325-bericht dat erop antwoordt.",
    "Toegekend is elke prestatie van het 323-bericht die niet als afgewezen in het 325-bericht staat.",
    "Tel de toegekende prestaties waarvan de productperiode in dit jaar ligt: debet en credit apart, per budgethouder, "
    "gemeente, product, eenheid en maand van de productperiode.",
    "De gemeente is die van de cliënt: zij staat in het bericht. De budgethouder betaalt. Dat is dezelfde gemeente, "
    "tenzij de regio voor een product een andere heeft aangewezen.",
    "Netto is debet min credit. Er wordt nergens afgerond: de bedragen zijn die van de prestaties zelf.",
    "Wat na het maken van deze staat is beoordeeld, telt niet mee. Maak dan een nieuwe staat.",
)
"""How the statement can be recomputed, for provider and accountant."""


@dataclass(frozen=True, slots=True)
class DeclaratieKop:
    """A declaration, by the numbers under which both sides know it."""

    declaratie_id: str
    gemeente: str
    declaratienummer: str
    declaratieperiode: date
    identificatie_323: str
    identificatie_325: str
    beantwoord_op: datetime


@dataclass(frozen=True, slots=True)
class Groep:
    """Granted lines of one declaration, product, unit and month that one municipality pays: all debit or all credit.

    Amounts in eurocents.
    """

    declaratie: DeclaratieKop
    budgethouder: str
    """The municipality that pays (M83)."""
    categorie: str
    code: str
    eenheid: str
    maand: date
    """First day of the month of the ProductPeriode."""
    is_credit: bool
    prestaties: int
    volume: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class Som:
    """Debit and credit apart, both counted positive. Volumes only mean something within one unit."""

    prestaties_debet: int
    volume_debet: int
    bedrag_debet: int
    prestaties_credit: int
    volume_credit: int
    bedrag_credit: int

    @property
    def volume(self) -> int:
        """Debit minus credit."""
        return self.volume_debet - self.volume_credit

    @property
    def bedrag(self) -> int:
        """Debit minus credit, in eurocents."""
        return self.bedrag_debet - self.bedrag_credit


@dataclass(frozen=True, slots=True, order=True)
class Product:
    """What volumes may be added up over: one product in one unit, for clients of one municipality, paid by one."""

    budgethouder: str
    gemeente: str
    categorie: str
    code: str
    eenheid: str


@dataclass(frozen=True, slots=True)
class Jaarstaat:
    """The statement of one provider over one year, in fixed orders."""

    jaar: int
    agb: str
    gemaakt_op: datetime
    per_maand: Sequence[tuple[Product, date, Som]]
    per_product: Sequence[tuple[Product, Som]]
    per_budgethouder: Sequence[tuple[str, Som]]
    declaraties: Sequence[tuple[DeclaratieKop, str, Som]]
    """Each with who pays, in the order in which they came in; what two municipalities pay stands there twice."""
    totaal: Som


def jaarstaat(jaar: int, agb: str, gemaakt_op: datetime, groepen: Sequence[Groep]) -> Jaarstaat:
    """Add up the granted lines of a provider whose ProductPeriode lies in `jaar`."""
    per_maand = _sommen(groepen, lambda each: (_product(each), each.maand))
    per_declaratie = _sommen(groepen, lambda each: (each.declaratie.declaratie_id, each.budgethouder))
    koppen = {each.declaratie.declaratie_id: each.declaratie for each in groepen}
    return Jaarstaat(
        jaar=jaar,
        agb=agb,
        gemaakt_op=gemaakt_op,
        per_maand=[(*sleutel, per_maand[sleutel]) for sleutel in sorted(per_maand)],
        per_product=sorted(_sommen(groepen, _product).items(), key=lambda each: each[0]),
        per_budgethouder=sorted(_sommen(groepen, lambda each: each.budgethouder).items(), key=lambda each: each[0]),
        declaraties=[(koppen[each[0]], each[1], per_declaratie[each]) for each in sorted(per_declaratie)],
        totaal=_som(groepen),
    )


def _product(groep: Groep) -> Product:
    return Product(groep.budgethouder, groep.declaratie.gemeente, groep.categorie, groep.code, groep.eenheid)


def _sommen(groepen: Iterable[Groep], sleutel: Callable[[Groep], K]) -> dict[K, Som]:
    per_sleutel: defaultdict[K, list[Groep]] = defaultdict(list)
    for groep in groepen:
        per_sleutel[sleutel(groep)].append(groep)
    return {each: _som(van_sleutel) for each, van_sleutel in per_sleutel.items()}


def _som(groepen: Iterable[Groep]) -> Som:
    debet, credit = [0, 0, 0], [0, 0, 0]
    for groep in groepen:
        kant = credit if groep.is_credit else debet
        for plaats, aantal in enumerate((groep.prestaties, groep.volume, groep.bedrag)):
            kant[plaats] += aantal
    return Som(*debet, *credit)
