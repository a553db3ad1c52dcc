"""The composite datatypes (CDT_…) of the basisschema: the pieces that messages share."""

from __future__ import annotations

from istandaard import codes, ldt
from istandaard.landen import LandCode
from istandaard.model import Samengesteld, model


@model
class Achternaam(Samengesteld):
    """A surname with its prefix."""

    achternaam: ldt.Naamtekst
    voorvoegsel: ldt.Voorvoegsel | None = None


@model
class VolledigeNaam(Samengesteld):
    """The whole name of a natural person."""

    geslachtsnaam: Achternaam
    partnernaam: Achternaam | None = None
    voornamen: ldt.Naamtekst | None = None
    voorletters: ldt.Voorletters | None = None
    naam_gebruik: codes.NaamGebruik


@model
class VerkorteNaam(Samengesteld):
    """The name of a client in the messages of an aanbieder."""

    geslachtsnaam: Achternaam
    voornamen: ldt.Naamtekst | None = None
    voorletters: ldt.Voorletters | None = None


@model
class Geboortedatum(Samengesteld):
    """A date of birth; datum_gebruik tells which part of it is not known."""

    datum: ldt.Datum
    datum_gebruik: codes.DatumGebruik | None = None


@model
class Communicatie(Samengesteld):
    """A special way of communicating, such as an interpreter."""

    vorm: codes.Communicatievorm
    taal: ldt.Taal | None = None


@model
class Huis(Samengesteld):
    """House number and what goes with it."""

    huisnummer: ldt.Huisnummer
    huisletter: ldt.Huisletter | None = None
    huisnummer_toevoeging: ldt.HuisnummerToevoeging | None = None
    aanduiding_woonadres: codes.AanduidingWoonadres | None = None


@model
class Adres(Samengesteld):
    """A postal address."""

    huis: Huis | None = None
    postcode: ldt.Postcode | None = None
    straatnaam: ldt.Straatnaam | None = None
    plaatsnaam: ldt.Plaatsnaam | None = None
    land_code: LandCode | None = None


@model
class Telefoon(Samengesteld):
    """A telephone number and its country number."""

    telefoonnummer: ldt.Telefoonnummer
    landnummer: ldt.Landnummer


@model
class Telefoonnummers(Samengesteld):
    """One or two telephone numbers."""

    telefoon01: Telefoon
    telefoon02: Telefoon | None = None


@model
class OpenPeriode(Samengesteld):
    """A period of which both ends may be open; the last day belongs to it."""

    begindatum: ldt.Datum | None = None
    einddatum: ldt.Datum | None = None


@model
class GeslotenPeriode(Samengesteld):
    """A period from the first day up to and including the last."""

    begindatum: ldt.Datum
    einddatum: ldt.Datum


@model
class Product(Samengesteld):
    """A product: its category and, when it is specific, its code."""

    categorie: codes.ProductCategorie
    code: ldt.ProductCode | None = None


@model
class Omvang(Samengesteld):
    """How much: volume in whole units per frequency."""

    volume: ldt.Volume
    eenheid: codes.Eenheid
    frequentie: codes.Frequentie


@model
class Verwijzer(Samengesteld):
    """Who referred the client."""

    type: codes.TypeVerwijzer
    naam: ldt.NaamVerwijzer | None = None
    zorgverlener_code: ldt.AgbCode | None = None


@model
class Referentie(Samengesteld):
    """The reference of a Prestatie and, on a credit line, that of the debit line."""

    referentie_nummer: ldt.ReferentieNummer
    vorig_referentie_nummer: ldt.ReferentieNummer | None = None


@model
class BedragMetDC(Samengesteld):
    """An amount in eurocents, debit or credit."""

    bedrag: ldt.Bedrag
    debet_credit: codes.DebetCredit


@model
class TotaalBedragMetDC(Samengesteld):
    """A total in eurocents, debit or credit."""

    totaal_bedrag: ldt.TotaalBedrag
    debet_credit: codes.DebetCredit


@model
class BerichtIdentificatie(Samengesteld):
    """The number that the sender gave to a message, and the day it was made."""

    identificatie: ldt.IdentificatieBericht
    dagtekening: ldt.Datum


@model
class XsdVersie(Samengesteld):
    """The versions of the schemas that a message was made with."""

    basisschema_xsd_versie: ldt.Versie = "1.0.0"
    bericht_xsd_versie: ldt.Versie = "1.0.0"
