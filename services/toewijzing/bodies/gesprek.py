"""What goes in and out of the conversation with providers: changes, requests, terms."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from chassis.model import ApiModel
from chassis.strict import IsoDate
from istandaard.codes import Eenheid, Frequentie, RedenAfwijzingVerzoek, RedenWijziging
from toewijzing.bodies.codes import AgbCode, Gemeentecode, Productcategorie
from toewijzing.domain.termijn import Ketentermijnsoort, Wie
from wetten import Wet

Eurocenten = Annotated[int, Field(ge=0, le=99_999_999, description="Eurocenten voor de hele looptijd.")]
Volume = Annotated[int, Field(ge=1, le=99_999_999)]


class OmvangBody(ApiModel):
    """How much: volume in whole units per frequency."""

    volume: Volume
    eenheid: Eenheid
    frequentie: Frequentie


class WijzigingBody(ApiModel):
    """How an assignment has to go on. What is left out stays as it is."""

    reden_wijziging: Annotated[RedenWijziging, Field(description="Waarom: code WMO002, zoals 04 voor een verlenging.")]
    vanaf: Annotated[IsoDate | None, Field(description="Vanaf welke dag; zonder deze dag voor de hele looptijd.")] = (
        None
    )
    einddatum: Annotated[IsoDate | None, Field(description="De laatste dag.")] = None
    omvang: OmvangBody | None = None
    budget: Eurocenten | None = None


class OverstapBody(ApiModel):
    """To which provider the client goes, from which day on (M54)."""

    agb: AgbCode
    vanaf: IsoDate
    meegenomen: Annotated[
        Volume | None, Field(description="Hoeveel meegaat van een totaal: het volume, of eurocenten van een budget.")
    ] = None


class VersieView(ApiModel):
    """An assignment as the provider was told."""

    versienummer: int
    op: datetime
    volume: int | None
    eenheid: str | None
    frequentie: str | None
    budget: int | None
    ingangsdatum: date
    einddatum: date | None
    reden_wijziging: str | None
    referentie: str | None
    toelichting: str | None
    """In what it differs from the request that it honours."""
    bericht_id: str | None
    """Null for what the provider had already when it was taken in by file (M134)."""
    retourcodes: list[str] | None
    """Empty when the provider agreed; null while there is no retour."""


class LeveringView(ApiModel):
    """A start that the provider reported, with the stops on it."""

    begindatum: date
    stops: list["StopView"]


class StopView(ApiModel):
    """A stop that the provider reported."""

    einddatum: date
    reden: str
    tijdelijk: bool


class VerzoekView(ApiModel):
    """A request of a provider."""

    id: str
    soort: Literal["VOT", "VOW"]
    bericht_id: str
    gemeente: str
    wet: Wet
    agb: str
    client_id: str | None
    referentie: str
    status: str
    ontvangen_op: date
    uiterlijk: date
    besloten_op: date | None
    reden: str | None


class VerzoekDetail(VerzoekView):
    """A request with what it asks, as in the message."""

    gevraagd: dict[str, object]


class ProductBody(ApiModel):
    """A product: specific with a code, aspecific without one."""

    categorie: Productcategorie
    code: Annotated[str | None, Field(min_length=1, max_length=5)] = None


class AfgesprokenBody(ApiModel):
    """What was agreed with the provider and differs from what it asked. What is left out is as it was asked."""

    toewijzing_nummer: Annotated[
        int | None, Field(ge=1, description="Bij een VOW: het nummer van de toewijzing die gewijzigd wordt.")
    ] = None
    nieuw_product: Annotated[
        int | None, Field(ge=1, description="Bij een VOW: het hoeveelste nieuwe product in het verzoek, vanaf 1.")
    ] = None
    ingangsdatum: IsoDate | None = None
    einddatum: IsoDate | None = None
    ander_product: Annotated[ProductBody | None, Field(description="Alleen bij een VOT (IV094).")] = None
    omvang: Annotated[OmvangBody | None, Field(description="Alleen bij een VOT (IV094).")] = None
    budget: Annotated[Eurocenten | None, Field(description="Alleen bij een VOT (IV094).")] = None


class BesluitBody(ApiModel):
    """The decision on a request."""

    besluit: Literal["toekennen", "afwijzen", "in-onderzoek"]
    reden: Annotated[RedenAfwijzingVerzoek | None, Field(description="Bij afwijzen: code WJ759.")] = None
    woonplaats: Annotated[
        Gemeentecode | None, Field(description="Bij reden 8: de gemeente die verantwoordelijk is (TR377).")
    ] = None
    client_id: Annotated[
        str | None,
        Field(
            max_length=36,
            description="Bij toekennen van jeugdhulp na een verwijzing: de cliënt uit toegang, als die hier nog geen "
            "toewijzing heeft.",
        ),
    ] = None
    afgesproken: Annotated[
        list[AfgesprokenBody],
        Field(max_length=50, description="Bij toekennen: wat u anders afsprak dan is gevraagd (IV093, IV094)."),
    ] = []


class KetentermijnView(ApiModel):
    """Something that is due."""

    soort: Ketentermijnsoort
    onderwerp_id: str
    """The message, the request or the assignment."""
    wie: Wie
    gemeente: str
    agb: str
    vanaf: date
    uiterlijk: date
    te_laat: bool
