"""What goes in and out over the API: a citizen, their addresses, and the people around them."""

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from chassis.bsn import Bsn
from chassis.model import ApiModel
from chassis.strict import IsoDate
from istandaard import codes, ldt
from istandaard.codes import Codelijst
from istandaard.fouten import Waardefout
from istandaard.landen import LandCode
from toegang.domain.persoon import Geboren, Plek

Huisnummer = Annotated[int, Field(ge=0, le=99999)]


def past(datatype: object) -> AfterValidator:
    """Refuse at the door what later would not fit in an iWmo message; `datatype` is an alias of istandaard.ldt."""
    keurder = next(each for each in get_args(datatype) if isinstance(each, ldt.Tekst))

    def keur(waarde: str) -> str:
        try:
            keurder.keur(waarde)
        except Waardefout as fout:
            raise PydanticCustomError("regel", "{melding}", {"melding": fout.melding, "regel": fout.regel}) from None
        return waarde

    return AfterValidator(keur)


def code(lijst: type[Codelijst]) -> WithJsonSchema:
    """In the contract, a code with what each value means."""
    return WithJsonSchema(ldt.Code(lijst, 2).schema())


Geslacht = Annotated[Literal["0", "1", "2"], Field(description="0 onbekend, 1 man, 2 vrouw.")]
Geboortedatum = Annotated[
    IsoDate,
    Field(
        description="Is een deel niet bekend, vul daarvoor 01 in (dag, maand), en bij een onbekende datum 1900-01-01; "
        "datumGebruik zegt welk deel niet bekend is (IV009)."
    ),
]
DatumGebruik = Annotated[codes.DatumGebruik, code(codes.DatumGebruik)]
AdresSoort = Annotated[codes.AdresSoort, code(codes.AdresSoort)]
Emailadres = Annotated[
    str, Field(min_length=3, max_length=80, pattern=r"^[^@\s]+@[^@\s]+$"), past(ldt.Emailadres)
]  # fmt: skip


class Achternaam(ApiModel):
    """A surname with its prefix."""

    achternaam: Annotated[str, Field(min_length=1, max_length=200), past(ldt.Naamtekst)]
    voorvoegsel: Annotated[str, Field(min_length=1, max_length=10), past(ldt.Voorvoegsel)] | None = None


class Naam(ApiModel):
    """A name, as iWmo writes it (IV007); `naam_gebruik` says how somebody wants to be addressed."""

    geslachtsnaam: Annotated[str, Field(min_length=1, max_length=200), past(ldt.Naamtekst)]
    voorvoegsel: Annotated[str, Field(min_length=1, max_length=10), past(ldt.Voorvoegsel)] | None = None
    partnernaam: Achternaam | None = None
    voornamen: Annotated[str, Field(min_length=1, max_length=200), past(ldt.Naamtekst)] | None = None
    voorletters: Annotated[str, Field(min_length=1, max_length=6), past(ldt.Voorletters)] | None = None
    naam_gebruik: Annotated[codes.NaamGebruik, code(codes.NaamGebruik)] = codes.NaamGebruik.EIGEN_NAAM


class Telefoon(ApiModel):
    """A telephone number."""

    telefoonnummer: Annotated[str, Field(min_length=1, max_length=15), past(ldt.Telefoonnummer)]
    landnummer: Annotated[str, Field(min_length=1, max_length=4), past(ldt.Landnummer)] = "+31"


Telefoonnummers = Annotated[list[Telefoon], Field(max_length=2)]


class Adres(ApiModel):
    """An address; Dutch unless `land_code` says otherwise."""

    soort: AdresSoort = codes.AdresSoort.BRP_ADRES
    straatnaam: Annotated[str, Field(min_length=1, max_length=24), past(ldt.Straatnaam)]
    huisnummer: Annotated[Huisnummer | None, Field(description="Verplicht in Nederland; elders mag het ontbreken.")] = (
        None
    )
    huisletter: Annotated[str | None, Field(pattern=r"^[A-Za-z]$")] = None
    huisnummer_toevoeging: Annotated[str, Field(min_length=1, max_length=4), past(ldt.HuisnummerToevoeging)] | None = (
        None
    )
    aanduiding_woonadres: Annotated[codes.AanduidingWoonadres, code(codes.AanduidingWoonadres)] | None = None
    postcode: Annotated[
        Annotated[str, Field(min_length=1, max_length=8), past(ldt.Postcode)] | None,
        Field(description="Verplicht in Nederland, en bij soort 01 en 03."),
    ] = None
    plaatsnaam: Annotated[str, Field(min_length=1, max_length=80), past(ldt.Plaatsnaam)]
    land_code: LandCode = LandCode.NL
    organisatie: Annotated[
        Annotated[str, Field(min_length=1, max_length=35), past(ldt.Organisatienaam)] | None,
        Field(description="De naam van de instelling, alleen als iemand daar verblijft (IV002)."),
    ] = None

    @property
    def plek(self) -> Plek:
        """What the rules look at."""
        nader = (self.huisletter, self.huisnummer_toevoeging, self.aanduiding_woonadres)
        return Plek(self.soort, self.land_code, self.huisnummer, self.postcode, any(nader))


class Periode(ApiModel):
    """From the first up to and including the last day of a stay; either may be open."""

    begindatum: IsoDate | None = None
    einddatum: IsoDate | None = None


class AnderAdres(Adres):
    """An address beside the one where a citizen lives or gets their post."""

    soort: AdresSoort
    periode: Periode | None = None


class AdresVanRelatie(Adres):
    """Where somebody around the client can be reached."""

    soort: AdresSoort = codes.AdresSoort.CORRESPONDENTIE_ADRES


class Communicatie(ApiModel):
    """A special way of communicating, such as an interpreter."""

    vorm: Annotated[codes.Communicatievorm, code(codes.Communicatievorm)]
    taal: Annotated[
        Annotated[str, Field(min_length=1, max_length=25), past(ldt.Taal)] | None,
        Field(description="De taal van de tolk: bij vorm 1, en alleen dan."),
    ] = None


class Relatie(ApiModel):
    """Somebody, or an organisation, around the client: only who is needed to communicate with them (OP076)."""

    nummer: Annotated[
        Annotated[str, Field(min_length=1, max_length=20)] | None,
        Field(description="Geven wij, en verandert nooit (OP071). Laat het weg bij een nieuwe relatie."),
    ] = None
    volgorde: Annotated[int | None, Field(ge=0, le=99, description="Wie het eerst te bellen: de laagste eerst.")] = None
    soort: Annotated[codes.SoortRelatie, code(codes.SoortRelatie)]
    naam: Naam
    geboortedatum: Geboortedatum | None = None
    datum_gebruik: DatumGebruik | None = None
    geslacht: Geslacht | None = None
    adres: AdresVanRelatie | None = None
    telefoonnummers: Telefoonnummers = []
    emailadres: Emailadres | None = None

    @property
    def geboren(self) -> Geboren | None:
        """When they were born, as far as that is known; None when nobody asked."""
        return Geboren(self.geboortedatum, self.datum_gebruik) if self.geboortedatum else None


class Persoon(ApiModel):
    """The personal data of a citizen."""

    bsn: Bsn
    geboortedatum: Geboortedatum
    datum_gebruik: DatumGebruik | None = None
    geslacht: Geslacht
    naam: Naam
    adres: Annotated[
        Adres,
        Field(
            description="Waar de inwoner volgens de BRP woont (01) of verblijft (03); van wie alleen een briefadres "
            "heeft dat (02, IV047)."
        ),
    ]
    adres_geheim: Annotated[
        bool,
        Field(
            description="Het adres gaat niet naar aanbieders; een correspondentieadres en telefoon wel. Zegt de BRP "
            "dat de gegevens geheim zijn, dan is dit waar, wat u ook stuurt."
        ),
    ] = False
    andere_adressen: Annotated[
        list[AnderAdres],
        Field(
            max_length=3,
            description="Van elke andere soort één. Is er een correspondentieadres (02), dan gaan brieven daarheen.",
        ),
    ] = []
    telefoonnummers: Telefoonnummers = []
    emailadres: Emailadres | None = None
    communicatie: Communicatie | None = None
    wettelijke_vertegenwoordiging: (
        Annotated[codes.WettelijkeVertegenwoordiging, code(codes.WettelijkeVertegenwoordiging)] | None
    ) = None
    juridische_status: Annotated[codes.JuridischeStatus, code(codes.JuridischeStatus)] | None = None
    relaties: Annotated[list[Relatie], Field(max_length=50)] = []

    @property
    def geboren(self) -> Geboren:
        """When they were born, as far as that is known."""
        return Geboren(self.geboortedatum, self.datum_gebruik)
