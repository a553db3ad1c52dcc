"""Who a client is, as toegang tells: as far as a WMO301 needs it. What is not there is not known."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from istandaard import codes
from istandaard.landen import LandCode


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, extra="ignore", hide_input_in_errors=True)


class Achternaam(_Deel):
    """A surname with its prefix."""

    achternaam: str
    voorvoegsel: str | None


class Naam(_Deel):
    """A name, and how somebody is addressed."""

    geslachtsnaam: str
    voorvoegsel: str | None
    partnernaam: Achternaam | None = None
    voornamen: str | None
    voorletters: str | None
    naam_gebruik: codes.NaamGebruik = codes.NaamGebruik.EIGEN_NAAM


class Telefoon(_Deel):
    """A telephone number."""

    telefoonnummer: str
    landnummer: str


class Periode(_Deel):
    """The days of a stay; either may be open."""

    begindatum: date | None
    einddatum: date | None


class Adres(_Deel):
    """An address, of which kind it is, and for how long."""

    soort: codes.AdresSoort = codes.AdresSoort.BRP_ADRES
    straatnaam: str
    huisnummer: int | None
    huisletter: str | None
    huisnummer_toevoeging: str | None
    aanduiding_woonadres: codes.AanduidingWoonadres | None = None
    postcode: str | None
    plaatsnaam: str
    land_code: LandCode = LandCode.NL
    organisatie: str | None = None
    periode: Periode | None = None


class Communicatie(_Deel):
    """An interpreter."""

    vorm: codes.Communicatievorm
    taal: str | None


class Relatie(_Deel):
    """Somebody around the client."""

    nummer: str
    volgorde: int | None
    soort: codes.SoortRelatie
    naam: Naam
    geboortedatum: date | None
    datum_gebruik: codes.DatumGebruik | None
    geslacht: codes.Geslacht | None
    adres: Adres | None
    telefoonnummers: tuple[Telefoon, ...]
    emailadres: str | None


class Persoon(_Deel):
    """A client."""

    bsn: Annotated[str, Field(repr=False)]
    geboortedatum: date
    datum_gebruik: codes.DatumGebruik | None = None
    geslacht: codes.Geslacht
    naam: Naam
    adres: Adres | None
    adres_geheim: bool = False
    """Whether no provider may learn where this client lives."""
    andere_adressen: tuple[Adres, ...] = ()
    telefoonnummers: tuple[Telefoon, ...] = ()
    emailadres: str | None = None
    communicatie: Communicatie | None = None
    wettelijke_vertegenwoordiging: codes.WettelijkeVertegenwoordiging | None = None
    juridische_status: codes.JuridischeStatus | None = None
    relaties: tuple[Relatie, ...] = ()


class PersoonVanClient(_Deel):
    """One of the clients that were asked about together."""

    client_id: str
    persoon: Persoon
    jeugdwet_tot: date | None = None
    """The last day on which this client falls under the Jeugdwet; None without a border."""
