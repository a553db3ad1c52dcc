"""What goes in and out about assignments."""

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chassis.model import ApiModel
from chassis.strict import IsoDate
from gebeurtenissen.toegang import BeschikkingAfgegeven, BeschiktProduct, Netwerkmogelijkheid
from istandaard.codes import Eenheid, Frequentie
from toewijzing.bodies.codes import AgbCode
from wetten import CATEGORIEEN, Wet, wet_van_categorie


class ToewijzingView(ApiModel):
    """An assignment."""

    id: str
    client_id: str
    gemeente: str
    wet: Wet
    categorie: str | None
    code: str | None
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    """Eurocents for the whole term."""
    vorm: str
    specialisme: str | None
    doelgroep: str | None
    spoed: bool
    afschaalmomenten: list[date]
    contactmomenten: list[date]
    vervoer: bool
    netwerkmogelijkheden: list[Netwerkmogelijkheid]
    wens: str | None
    """AGB code of the provider that the client wishes (M54)."""
    ingangsdatum: date
    einddatum: date | None
    besluitdatum: date
    status: str
    wacht_op: str | None
    agb: str | None
    toewijzing_nummer: int | None
    verlengt: str | None
    """Of status `verlengd`: the product whose assignment got these days (OP380)."""
    toegewezen_op: datetime | None
    reden_wijziging: str | None
    """RedenWijziging (WMO002) of the version that stands."""
    retour: str | None
    """Whether the provider agreed with that version (`akkoord`) or not (`afgekeurd`); null while nothing came.

    `onverzonden` when it ended and could not be told.
    """
    verbruikt_procent: int | None
    """What was granted, as a percentage of an even use so far."""


class OnderaannemersBody(ApiModel):
    """Who delivers for the provider, by AGB code; nobody when it delivers all by itself."""

    onderaannemers: Annotated[list[AgbCode], Field(max_length=50)]


class PlaatsredenView(ApiModel):
    """Why a provider stands where it stands: 0 to 100 points, and how much they weigh."""

    kenmerk: str
    punten: int
    gewicht: int
    toelichting: str


class PlaatsView(ApiModel):
    """A provider that can deliver an assignment, and its place on the list (M55)."""

    agb: str
    naam: str
    plaats: int
    punten: int
    past: bool
    """Has the specialisme and doelgroep that are asked for, or its contract names none."""
    heeft_plek: bool
    redenen: list[PlaatsredenView]


class NietMogelijkView(ApiModel):
    """A provider with a contract for the product that cannot get the assignment now, and why."""

    agb: str
    naam: str
    reden: str


class AanbiederkeuzeView(ApiModel):
    """The choice of a provider: who can deliver, from best to least, and who cannot although contracted."""

    mogelijk: list[PlaatsView]
    niet_mogelijk: list[NietMogelijkView]


class Gestopt(ApiModel):
    """A product of an earlier decision that was stopped, and its last day."""

    product_id: str
    laatste_dag: IsoDate


def keur_product(product: BeschiktProduct) -> BeschiktProduct:
    """The product. Raises PydanticCustomError for one of which no message can speak: an event has plain texts."""
    omvang = (product.volume, product.eenheid, product.frequentie)
    if None in omvang and set(omvang) != {None}:
        raise PydanticCustomError("regel", "Geef volume, eenheid en frequentie samen, of geen van drieën.")
    if product.code is not None and product.categorie is None:
        raise PydanticCustomError("regel", "Geef bij een code ook de categorie.")
    for lijst, code in ((CATEGORIEEN, product.categorie), (Eenheid, product.eenheid), (Frequentie, product.frequentie)):
        if code is not None and code not in list(lijst):
            raise PydanticCustomError("regel", "Categorie, eenheid of frequentie staat niet in de codelijst.")
    return product


def _te_zeggen(beschikking: BeschikkingAfgegeven) -> BeschikkingAfgegeven:
    """Refuse a product of which no message can speak: an event has plain texts where the standard has codes."""
    for each in beschikking.producten:
        keur_product(each)
        if each.categorie is not None and wet_van_categorie(each.categorie) is not beschikking.wet:
            raise PydanticCustomError("regel", "De productcategorie hoort bij een andere wet dan de beschikking.")
    return beschikking


class Voornemen(ApiModel):
    """A decision that is about to be taken, as it would be told, and what was stopped before it."""

    beschikking: Annotated[BeschikkingAfgegeven, AfterValidator(_te_zeggen)]
    gestopt: Annotated[list[Gestopt], Field(max_length=1000)] = []


class VerbodenView(ApiModel):
    """A product of a decision that the standard forbids: the rule, and why in plain Dutch."""

    product_id: str
    regel: str
    reden: str


class GekozenAanbieder(ApiModel):
    """The provider that the client chose (M54)."""

    agb: AgbCode
