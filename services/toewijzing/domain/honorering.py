"""Granting a request: as it was asked, or as was agreed with the provider since (IV093, IV094)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from istandaard.berichten.bericht315 import AangevraagdProduct
from istandaard.berichten.bericht317 import NieuwProduct, TeWijzigenProduct
from istandaard.cdt import Omvang, Product
from toewijzing.domain.wijziging import Afspraak
from weigering import Weigering

Gevraagd = AangevraagdProduct | TeWijzigenProduct | NieuwProduct
Deel = tuple[int | None, int | None]
"""A part of a request: the ToewijzingNummer of a product to change, or the place of a new one, from 1."""


@dataclass(frozen=True)
class Afgesproken:
    """What was agreed and differs from what was asked; what is left out is as it was asked.

    Of a VOW only the days may differ (IV093), and it says of which part: the number of the assignment to change, or the
    place of a new product in the request, from 1. Of a VOT all may differ (IV094).
    """

    toewijzing_nummer: int | None = None
    nieuw_product: int | None = None
    ingangsdatum: date | None = None
    einddatum: date | None = None
    product: Product | None = None
    omvang: Omvang | None = None
    budget: int | None = None

    @property
    def deel(self) -> Deel:
        """Which part of a request it is about."""
        return self.toewijzing_nummer, self.nieuw_product


ZOALS_GEVRAAGD = Afgesproken()


@dataclass(frozen=True)
class Toekenning:
    """What is assigned for one part of a request, and in plain Dutch in what it differs from what was asked."""

    product: Product | None
    """Of a product to change it is that of the assignment, and is left out."""
    afspraak: Afspraak
    toelichting: str | None


def ken_toe(gevraagd: Gevraagd, afgesproken: Afgesproken) -> Toekenning:
    """What is assigned for one part of a request."""
    product = None if isinstance(gevraagd, TeWijzigenProduct) else gevraagd.product
    afspraak = gevraagde_afspraak(gevraagd)
    anders = afspraak
    if afgesproken.omvang is not None:
        anders = replace(_met_omvang(anders, afgesproken.omvang), budget=None)
    if afgesproken.budget is not None:
        anders = replace(anders, volume=None, eenheid=None, frequentie=None, budget=afgesproken.budget)
    anders = replace(
        anders,
        ingangsdatum=afgesproken.ingangsdatum or afspraak.ingangsdatum,
        einddatum=afgesproken.einddatum or afspraak.einddatum,
    )
    verschillen = _verschillen(afspraak, anders)
    if afgesproken.product is not None and afgesproken.product != product:
        verschillen.insert(0, f"product {_naam(afgesproken.product)}, gevraagd was {_naam(product)}")
        product = afgesproken.product
    toelichting = f"Anders dan gevraagd: {'; '.join(verschillen)}." if verschillen else None
    return Toekenning(product, anders, toelichting)


def gevraagde_afspraak(gevraagd: Gevraagd) -> Afspraak:
    """How much is asked, from which day until which."""
    if isinstance(gevraagd, AangevraagdProduct):
        termijn = gevraagd.toewijzing_ingangsdatum, gevraagd.toewijzing_einddatum
    else:
        termijn = gevraagd.gewenste_ingangsdatum, gevraagd.einddatum
    afspraak = Afspraak(*termijn, None, None, None, gevraagd.budget)
    return afspraak if gevraagd.omvang is None else _met_omvang(afspraak, gevraagd.omvang)


def _met_omvang(afspraak: Afspraak, omvang: Omvang) -> Afspraak:
    return replace(afspraak, volume=omvang.volume, eenheid=omvang.eenheid.value, frequentie=omvang.frequentie.value)


def _verschillen(gevraagd: Afspraak, anders: Afspraak) -> list[str]:
    namen = {
        "ingangsdatum": "ingangsdatum",
        "einddatum": "einddatum",
        "volume": "volume",
        "eenheid": "eenheid",
        "frequentie": "frequentie",
        "budget": "budget in eurocenten",
    }
    return [
        f"{naam} {_waarde(getattr(anders, veld))}, gevraagd was {_waarde(getattr(gevraagd, veld))}"
        for veld, naam in namen.items()
        if getattr(anders, veld) != getattr(gevraagd, veld)
    ]


def _waarde(waarde: object) -> str:
    if waarde is None:
        return "niets"
    return f"{waarde:%d-%m-%Y}" if isinstance(waarde, date) else str(waarde)


def _naam(product: Product | None) -> str:
    return "niets" if product is None else product.code or f"categorie {product.categorie.value}"


def per_deel(afgesproken: Sequence[Afgesproken], delen: Collection[Deel]) -> dict[Deel, Afgesproken]:
    """What was agreed, by the part of the request it is about; each part once. Raises Weigering."""
    found: dict[Deel, Afgesproken] = {}
    for each in afgesproken:
        if each.deel not in delen or each.deel in found:
            detail = "Een afspraak noemt elk onderdeel van dit verzoek hoogstens een keer, en niets anders."
            raise Weigering(detail, soort="afspraak", regel="IV093")
        found[each.deel] = each
    return found


def alleen_dagen(afgesproken: Afgesproken) -> None:
    """Raises Weigering when more than the days differ: a VOW is granted as it was asked (IV093)."""
    if (afgesproken.product, afgesproken.omvang, afgesproken.budget) != (None, None, None):
        detail = "Bij een verzoek om wijziging kunt u alleen de begin- en einddatum anders afspreken (IV093)."
        raise Weigering(detail, soort="afspraak", regel="IV093")
