"""What goes in and out over the API of toegang."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from chassis.bsn import Bsn
from chassis.model import ApiModel
from iwmo import ldt
from iwmo.fouten import Waardefout

Gemeentecode = Annotated[str, Field(pattern=r"^\d{4}$", description="CBS-code van de gemeente: vier cijfers.")]
AgbCode = Annotated[str, Field(pattern=r"^\d{8}$", description="AGB-code van de aanbieder: acht cijfers.")]


def past(datatype: object) -> AfterValidator:
    """Refuse at the door what later would not fit in an iWmo message; `datatype` is an alias of iwmo.ldt."""
    keurder = next(each for each in get_args(datatype) if isinstance(each, ldt.Tekst))

    def keur(waarde: str) -> str:
        try:
            keurder.keur(waarde)
        except Waardefout as fout:
            raise PydanticCustomError("regel", "{melding}", {"melding": fout.melding}) from None
        return waarde

    return AfterValidator(keur)


class Naam(ApiModel):
    """The name of a citizen, as iWmo writes it."""

    geslachtsnaam: Annotated[str, Field(min_length=1, max_length=200), past(ldt.Naamtekst)]
    voorvoegsel: Annotated[str, Field(min_length=1, max_length=10), past(ldt.Voorvoegsel)] | None = None
    voornamen: Annotated[str, Field(min_length=1, max_length=200), past(ldt.Naamtekst)] | None = None
    voorletters: Annotated[str, Field(min_length=1, max_length=6), past(ldt.Voorletters)] | None = None


class Adres(ApiModel):
    """A Dutch address."""

    straatnaam: Annotated[str, Field(min_length=1, max_length=24), past(ldt.Straatnaam)]
    huisnummer: Annotated[int, Field(ge=0, le=99999)]
    huisletter: Annotated[str | None, Field(pattern=r"^[A-Za-z]$")] = None
    huisnummer_toevoeging: Annotated[str, Field(min_length=1, max_length=4), past(ldt.HuisnummerToevoeging)] | None = (
        None
    )
    postcode: Annotated[str, Field(pattern=r"^[1-9]\d{3}[A-Z]{2}$")]
    plaatsnaam: Annotated[str, Field(min_length=1, max_length=80), past(ldt.Plaatsnaam)]


class Persoon(ApiModel):
    """The personal data of a citizen."""

    bsn: Bsn
    geboortedatum: date
    geslacht: Annotated[Literal["0", "1", "2"], Field(description="0 onbekend, 1 man, 2 vrouw.")]
    naam: Naam
    adres: Adres


class NieuweMelding(ApiModel):
    """A melding to register."""

    gemeente: Gemeentecode
    persoon: Persoon
    meldingsdatum: date
    hulpvraag: Annotated[str, Field(min_length=1, max_length=10_000)]


class MeldingView(ApiModel):
    """A melding, without personal data."""

    id: str
    client_id: str
    gemeente: str
    meldingsdatum: date
    status: str


class ZoekVraag(ApiModel):
    """Search by BSN: in the body, never in an address."""

    bsn: Bsn


class NieuwOnderzoek(ApiModel):
    """The outcome of an investigation."""

    afgerond_op: date
    verslag: Annotated[str, Field(min_length=1, max_length=100_000)]


class OnderzoekView(ApiModel):
    """That the investigation was done, and when."""

    melding_id: str
    afgerond_op: date


class GevraagdProduct(ApiModel):
    """A product to decide on; unit and frequency follow from the inkoopmodel."""

    code: Annotated[str, Field(min_length=1, max_length=5)]
    volume: Annotated[int, Field(ge=1, le=99_999_999)]
    ingangsdatum: date
    einddatum: date | None = None
    aanbieder: AgbCode | None = None


class NieuweBeschikking(ApiModel):
    """A decision."""

    besluitdatum: date
    motivering: Annotated[str, Field(min_length=1, max_length=100_000)]
    producten: Annotated[list[GevraagdProduct], Field(min_length=1, max_length=25)]


class BeschiktProductView(ApiModel):
    """A product that was decided on."""

    id: str
    categorie: str
    code: str
    volume: int
    eenheid: str
    frequentie: str
    ingangsdatum: date
    einddatum: date | None
    aanbieder: str | None


class BeschikkingView(ApiModel):
    """A decision and its products."""

    id: str
    melding_id: str
    client_id: str
    gemeente: str
    besluitdatum: date
    inkoopmodel: str
    inkoopmodel_versie: date
    producten: list[BeschiktProductView]


class ProductView(ApiModel):
    """A product that a municipality can decide on."""

    code: str
    naam: str
    categorie: str
    eenheid: str
    frequentie: str
