"""Where too few providers are contracted (M53, M101), and who can be asked first (M102)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product as kruis

from inkoop import Inkoopmodel
from inkoop.dekking import Plek, is_elders, is_gepauzeerd, mist, plekken
from inkoop.sturing import Dekkingsnorm


@dataclass(frozen=True)
class GecontracteerdProduct:
    """One product of one contract that holds today; `reden` is why nothing new can be assigned under it now."""

    agb: str
    naam: str
    code: str
    gemeenten: frozenset[str]
    specialismen: frozenset[str]
    doelgroepen: frozenset[str]
    gepauzeerd_in: frozenset[str] = frozenset()
    reden: str | None = None
    integriteit_getoetst_op: date | None = None


@dataclass(frozen=True)
class TeVragen:
    """A contracted provider that could be asked to help out (M102), and why it does not count yet."""

    agb: str
    naam: str
    reden: str


@dataclass(frozen=True)
class Tekort:
    """Fewer providers than the norm asks for; `gemeente` is null when the norm holds for the region as a whole."""

    norm: str
    gemeente: str | None
    code: str
    specialisme: str | None
    doelgroep: str | None
    minimum: int
    beschikbaar: int
    eerst_vragen: tuple[TeVragen, ...]


def tekorten(
    model: Inkoopmodel, gemeenten: Iterable[str], producten: Sequence[GecontracteerdProduct]
) -> Iterator[Tekort]:
    """The gaps in these municipalities, in the order of the norms of the inkoopmodel.

    A contract that names no specialismen or doelgroepen counts for each of them.
    """
    van_code: dict[str, list[GecontracteerdProduct]] = {}
    for product in producten:
        van_code.setdefault(product.code, []).append(product)
    for norm in model.dekking:
        # Product by product: who chooses has to choose among those that give what was decided.
        for code, plek in kruis(norm.producten, list(plekken(model, norm, gemeenten))):
            tekort = _tekort(norm, code, plek, van_code.get(code, ()))
            if tekort is not None:
                yield tekort


def _tekort(norm: Dekkingsnorm, code: str, plek: Plek, producten: Iterable[GecontracteerdProduct]) -> Tekort | None:
    beschikbaar: set[str] = set()
    te_vragen: dict[str, TeVragen] = {}
    for product in producten:
        reden = _waarom_niet(product, plek)
        if reden is None:
            beschikbaar.add(product.agb)
        else:
            te_vragen.setdefault(product.agb, TeVragen(product.agb, product.naam, reden))
    if len(beschikbaar) >= norm.minimum_aanbieders:
        return None
    return Tekort(
        norm=norm.titel,
        gemeente=plek.gemeente,
        code=code,
        specialisme=plek.specialisme,
        doelgroep=plek.doelgroep,
        minimum=norm.minimum_aanbieders,
        beschikbaar=len(beschikbaar),
        eerst_vragen=tuple(te_vragen[agb] for agb in sorted(te_vragen.keys() - beschikbaar)),
    )


def _waarom_niet(product: GecontracteerdProduct, plek: Plek) -> str | None:
    if is_elders(product, plek):
        return "Heeft een contract voor dit product, maar niet voor deze gemeente."
    if product.reden is not None:
        return product.reden
    if is_gepauzeerd(product, plek, product.gepauzeerd_in):
        return "Toewijzen is gepauzeerd."
    gemist = mist(product, plek)
    return None if gemist is None else f"Heeft {gemist} niet in het contract."
