"""Whether a provider can get an assignment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import wetten
from inkoop.integriteit import GEEN_EIS, Toetseis, waarom_geen_toets
from istandaard.cdt import Product
from istandaard.regels.rekenen import Termijn, stapelen


class Toewijzingstatus(StrEnum):
    """Where an assignment is."""

    VOORBEREID = "voorbereid"
    """Decided on, and waiting for the choice of a provider."""
    PGB = "pgb"
    """The client arranges it with a budget: never assigned (OP043)."""
    TOEGEWEZEN = "toegewezen"
    GESTART = "gestart"
    ONDERBROKEN = "onderbroken"
    """Delivery has stopped for a while: a new start may follow."""
    GESTOPT = "gestopt"
    VERWIJDERD = "verwijderd"
    """It was taken back, and counts as never given."""
    VERLENGD = "verlengd"
    """Its days were added to the assignment that ran before, under the number of that one (OP380)."""


LOPEND = (Toewijzingstatus.TOEGEWEZEN, Toewijzingstatus.GESTART, Toewijzingstatus.ONDERBROKEN)
"""A provider has it, and delivers or is going to."""

BIJ_AANBIEDER = (*LOPEND, Toewijzingstatus.GESTOPT)
"""It stands with a provider under a number of its own, and is told in a WMO301."""


class Retour(StrEnum):
    """What became of the WMO301 in which an assignment last changed: mostly what the provider said of it."""

    AKKOORD = "akkoord"
    AFGEKEURD = "afgekeurd"
    ONVERZONDEN = "onverzonden"
    """It ended while no provider could be told where the client is reached (TR006)."""


NIET_AANGEKOMEN = (Retour.AFGEKEURD, Retour.ONVERZONDEN)
"""Counts as never told, and goes along with what is told next (OP286)."""


@dataclass(frozen=True)
class Aanbod:
    """What one contract offers for a product, as things are today."""

    contract_id: str
    agb: str
    naam: str
    gemeenten: Collection[str]
    geldig_van: date
    geldig_tot: date | None
    geen_nieuwe_vanaf: date | None = None
    """From this day on only for who is a client already (M63)."""
    gepauzeerd: bool = False
    """Nothing is assigned to this provider in the municipality now (M64)."""
    specialismen: frozenset[str] = frozenset()
    doelgroepen: frozenset[str] = frozenset()
    leversnelheid: int | None = None
    """Working days from assignment to start."""
    capaciteit: int | None = None
    integriteit_getoetst_op: date | None = None


def product_van(categorie: str | None, code: str | None) -> Product | None:
    """A product as it stands in a message; nothing for a generic assignment."""
    return None if categorie is None else Product(categorie=wetten.categorie(categorie), code=code)


@dataclass(frozen=True)
class Levering:
    """A product to deliver to a client in a municipality; `einddatum` is the last day.

    Without a code it is aspecific, without a categorie as well it is generic.
    """

    gemeente: str
    categorie: str | None
    code: str | None
    ingangsdatum: date
    einddatum: date | None
    toewijzing_nummer: int | None = None
    """ToewijzingNummer, once it is with a provider."""

    @property
    def termijn(self) -> Termijn:
        """As the standard looks at what may go together."""
        return product_van(self.categorie, self.code), self.ingangsdatum, self.einddatum


@dataclass(frozen=True)
class Hulp:
    """What else a client has, or had: with each provider by AGB code, and in PGB."""

    natura: Mapping[str, Sequence[Levering]]
    pgb: Sequence[Levering] = ()


@dataclass(frozen=True)
class Bezwaar:
    """Why a provider cannot get an assignment, in plain Dutch."""

    reden: str
    regel: str | None = None
    """The rule of the standard that forbids it, whoever decides: a WMO301 with it would have to be refused (TR302), or
    may not be given (OP043). Nothing when it is a matter of contract, policy or choice."""
    beleid: str | None = None
    """The M number of the policy that forbids it now."""


ZELFDE_IN_PGB = "De cliënt heeft voor dit product in deze periode een pgb (OP043)."


def kan_leveren(aanbod: Aanbod, levering: Levering) -> bool:
    """Whether a contract for the product covers the municipality on the first day."""
    return (
        levering.gemeente in aanbod.gemeenten
        and aanbod.geldig_van <= levering.ingangsdatum
        and (aanbod.geldig_tot is None or levering.ingangsdatum <= aanbod.geldig_tot)
    )


def passend(agb: str, levering: Levering, aanbod: Iterable[Aanbod]) -> list[Aanbod]:
    """The contracts by which this provider can deliver it."""
    return [each for each in aanbod if each.agb == agb and kan_leveren(each, levering)]


GEEN_CONTRACT = "Deze aanbieder heeft geen contract voor dit product in deze gemeente op de ingangsdatum."


def bezwaar(
    agb: str,
    levering: Levering,
    aanbod: Iterable[Aanbod],
    hulp: Hulp,
    *,
    een_aanbieder: bool = False,
    toetseis: Toetseis = GEEN_EIS,
) -> Bezwaar | None:
    """Why provider `agb` cannot get `levering`; None when it can.

    `aanbod`: the contracts for this product. `een_aanbieder`: the inkoopmodel wants one provider for all help (M57).
    `toetseis`: the integrity test that it asks (M108).
    """
    contracten = passend(agb, levering, aanbod)
    if not contracten:
        return Bezwaar(GEEN_CONTRACT)
    bij_deze = hulp.natura.get(agb, ())
    if any(each.gepauzeerd for each in contracten):
        return Bezwaar("Aan deze aanbieder wijzen we nu niet toe: dat is gepauzeerd (M64).", beleid="M64")
    if all(_is_gesloten_voor(each, levering, bij_deze) for each in contracten):
        return Bezwaar("Deze aanbieder stopt, en neemt geen nieuwe cliënten meer aan (M63).", beleid="M63")
    geen_toets = waarom_geen_toets(contracten[0].integriteit_getoetst_op, toetseis)
    if geen_toets is not None:
        return Bezwaar(geen_toets, beleid="M108")
    if any(overlapt(levering, each) for each in hulp.pgb):
        return Bezwaar(ZELFDE_IN_PGB, "OP043")
    for each in bij_deze:
        if stapelen(levering.termijn, each.termijn):
            return Bezwaar(gestapeld_op(each), "TR302")
    anderen = sorted(each for each in hulp.natura if each != agb and _zijn_tegelijk(levering, hulp.natura[each]))
    if een_aanbieder and anderen:
        return Bezwaar(f"In deze regio levert één aanbieder alle hulp, en dat is {anderen[0]} (M57).", beleid="M57")
    return None


def gestapeld_op(ander: Levering) -> str:
    """Why something cannot go beside this assignment of the same client and provider, in plain Dutch (TR302)."""
    wat = ander.code or (f"categorie {ander.categorie}" if ander.categorie else "een budget voor alles")
    naam = (
        "een ander product van dit besluit"
        if ander.toewijzing_nummer is None
        else f"toewijzing {ander.toewijzing_nummer}"
    )
    tot = "zonder einddatum" if ander.einddatum is None else f"tot en met {ander.einddatum:%d-%m-%Y}"
    return (
        f"Dit gaat niet samen met {naam} ({wat}, van {ander.ingangsdatum:%d-%m-%Y} {tot}): "
        "dezelfde hulp kan bij een aanbieder maar een keer tegelijk lopen (TR302)."
    )


def _is_gesloten_voor(aanbod: Aanbod, levering: Levering, bij_deze: Iterable[Levering]) -> bool:
    """Whether the provider is leaving, and the client was not there yet when it stopped taking in new ones (M63)."""
    grens = aanbod.geen_nieuwe_vanaf
    if grens is None or levering.ingangsdatum < grens:
        return False
    return not any(
        each.ingangsdatum < grens and (each.einddatum is None or each.einddatum >= grens - timedelta(days=1))
        for each in bij_deze
    )


def _zijn_tegelijk(levering: Levering, anderen: Iterable[Levering]) -> bool:
    return any(_tegelijk(levering, each) for each in anderen)


def overlapt(een: Levering, ander: Levering) -> bool:
    """Whether the same product is delivered on the same day."""
    return (een.categorie, een.code) == (ander.categorie, ander.code) and _tegelijk(een, ander)


def _tegelijk(een: Levering, ander: Levering) -> bool:
    return (ander.einddatum is None or een.ingangsdatum <= ander.einddatum) and (
        een.einddatum is None or ander.ingangsdatum <= een.einddatum
    )
