"""301: the gemeente assigns products to an aanbieder."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.berichten.gedeeld import Bericht, HeaderVanGemeente
from istandaard.cdt import (
    Adres,
    Communicatie,
    Geboortedatum,
    Omvang,
    OpenPeriode,
    Product,
    Telefoonnummers,
    VolledigeNaam,
)
from istandaard.model import Model, model


@model
class Contact(Model):
    """Where a client or relation can be reached."""

    soort: codes.AdresSoort
    adres: Adres | None = None
    organisatie: ldt.Organisatienaam | None = None
    telefoon: Telefoonnummers | None = None
    emailadres: ldt.Emailadres | None = None
    periode: OpenPeriode | None = None


@model
class Relatie(Model):
    """A person around the client."""

    nummer: ldt.Persoonsid
    volgorde: ldt.RelatieVolgorde | None = None
    soort: codes.SoortRelatie
    geboortedatum: Geboortedatum | None = None
    geslacht: codes.Geslacht | None = None
    naam: VolledigeNaam
    contact: Contact


@model
class ToegewezenProduct(Model):
    """One assignment. budget in eurocents; einddatum is the last day."""

    toewijzing_nummer: ldt.Nummer
    referentie_aanbieder: ldt.Referentie | None = None
    product: Product | None = None
    toewijzingsdatum: ldt.Datum
    toewijzingstijd: ldt.Tijd
    ingangsdatum: ldt.Datum
    einddatum: ldt.Datum | None = None
    reden_wijziging: codes.RedenWijziging | None = None
    omvang: Omvang | None = None
    budget: ldt.Budget | None = None
    commentaar: ldt.Commentaar | None = None


@model
class Client(Model):
    """The client and all assignments to this aanbieder."""

    bsn: ldt.Bsn
    geboortedatum: Geboortedatum
    geslacht: codes.Geslacht
    naam: VolledigeNaam
    communicatie: Communicatie | None = None
    juridische_status: codes.JuridischeStatus | None = None
    wettelijke_vertegenwoordiging: codes.WettelijkeVertegenwoordiging | None = None
    commentaar: ldt.Commentaar | None = None
    relaties: tuple[Relatie, ...] = ()
    contactgegevens: tuple[Contact, ...]
    toegewezen_producten: tuple[ToegewezenProduct, ...]


@model
class Bericht301(Bericht):
    """Toewijzing."""

    NUMMER = "301"

    header: HeaderVanGemeente
    client: Client
