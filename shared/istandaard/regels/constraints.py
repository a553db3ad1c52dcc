"""Constraints (CS): which values an element may have. Level 2, return code 0001; three are held by the datatypes."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from istandaard.berichten import bericht301, bericht305, bericht307, bericht315, bericht317, bericht323, bericht325
from istandaard.cdt import Geboortedatum, Omvang, VolledigeNaam
from istandaard.codes import (
    DatumGebruik,
    DebetCredit,
    Eenheid,
    Frequentie,
    NaamGebruik,
    RedenWijziging,
    StatusAanlevering,
)
from istandaard.landen import LandCode
from istandaard.regels.condities import loopt_na_2020
from istandaard.regels.tabel import Paden, Tabel

TABEL = Tabel()
regel, verklaar = TABEL.regel, TABEL.verklaar

MetBsn = (
    bericht301.Client
    | bericht305.Client
    | bericht307.Client
    | bericht315.Client
    | bericht317.Client
    | bericht323.Client
    | bericht325.Client
)
MetGeboortedatum = bericht301.Client | bericht301.Relatie | bericht305.Client | bericht307.Client | bericht315.Client

_ALLE = "301 305 307 315 317 319 323 325"
_POSTCODE = re.compile(r"[1-9][0-9]{3}[A-Z]{2}")
_BEGIN_2021 = date(2021, 1, 1)
_NIET_PER_DAG = (Eenheid.ETMAAL, Eenheid.DAGDEEL, Eenheid.EUROS, Eenheid.STUKS_INSPANNING)

verklaar("CS015", 1, None, _ALLE, "BerichtSubversie moet 2 zijn.")
verklaar("CS025", 1, None, _ALLE, "BerichtVersie moet 3 zijn.")
verklaar("CS319", 1, None, "323", "DeclaratieNummer mag alleen letters en cijfers hebben.")


def voldoet_aan_11_proef(bsn: str) -> bool:
    """Whether nine digits pass the 11-proef: 9, 8, … 2 and -1 times the digits add up to a multiple of 11."""
    a, b, c, d, e, f, g, h, i = map(int, bsn)
    return (9 * a + 8 * b + 7 * c + 6 * d + 5 * e + 4 * f + 3 * g + 2 * h - i) % 11 == 0


@regel(
    "CS002",
    "Het burgerservicenummer moet voldoen aan de 11-proef.",
    bericht301.Client,
    bericht305.Client,
    bericht307.Client,
    bericht315.Client,
    bericht317.Client,
    bericht323.Client,
    bericht325.Client,
)
def cs002(client: MetBsn) -> Paden:
    """The Bsn passes the 11-proef."""
    return () if voldoet_aan_11_proef(client.bsn) else ("Bsn",)


def _voor(einde: date | None, begin: date | None) -> bool:
    return einde is not None and begin is not None and einde < begin


@regel("CS003", "De einddatum mag niet vóór de begin- of ingangsdatum liggen.", bericht301.ToegewezenProduct)
def cs003_301(product: bericht301.ToegewezenProduct) -> Paden:
    """An assignment does not end before it begins."""
    return ("Einddatum",) if _voor(product.einddatum, product.ingangsdatum) else ()


@regel("CS003", "De einddatum mag niet vóór de begin- of ingangsdatum liggen.", bericht301.Contact)
def cs003_contact(contact: bericht301.Contact) -> Paden:
    """A stay does not end before it begins; either may be open."""
    periode = contact.periode
    return ("Periode/Einddatum",) if periode and _voor(periode.einddatum, periode.begindatum) else ()


@regel("CS003", "De einddatum mag niet vóór de begin- of ingangsdatum liggen.", bericht315.AangevraagdProduct)
def cs003_315(product: bericht315.AangevraagdProduct) -> Paden:
    """A requested assignment does not end before it begins."""
    return ("ToewijzingEinddatum",) if _voor(product.toewijzing_einddatum, product.toewijzing_ingangsdatum) else ()


@regel(
    "CS003",
    "De einddatum mag niet vóór de begin- of ingangsdatum liggen.",
    bericht317.TeWijzigenProduct,
    bericht317.NieuwProduct,
)
def cs003_317(product: bericht317.TeWijzigenProduct | bericht317.NieuwProduct) -> Paden:
    """A wanted assignment does not end before it begins."""
    return ("Einddatum",) if _voor(product.einddatum, product.gewenste_ingangsdatum) else ()


@regel(
    "CS050",
    "NaamGebruik moet 1, 2, 3 of 4 zijn met een Partnernaam, en 1 of 6 zonder.",
    bericht301.Client,
    bericht301.Relatie,
)
def cs050(persoon: bericht301.Client | bericht301.Relatie) -> Paden:
    """Who has no partner cannot use the partner's name."""
    return () if _naam_gebruik_past(persoon.naam) else ("Naam/NaamGebruik",)


def _naam_gebruik_past(naam: VolledigeNaam) -> bool:
    if naam.partnernaam is None:
        return naam.naam_gebruik in (NaamGebruik.EIGEN_NAAM, NaamGebruik.NIET_NATUURLIJK_PERSOON)
    return naam.naam_gebruik not in (NaamGebruik.PSEUDONIEM, NaamGebruik.NIET_NATUURLIJK_PERSOON)


@regel(
    "CS058",
    "StatusAanlevering moet 1 (eerste) of 3 (verwijderen) zijn.",
    bericht305.StartProduct,
    bericht307.StopProduct,
)
def cs058(product: bericht305.StartProduct | bericht307.StopProduct) -> Paden:
    """A start or stop is delivered or removed, never changed."""
    gebruikt = (StatusAanlevering.EERSTE, StatusAanlevering.VERWIJDEREN)
    return () if product.status_aanlevering in gebruikt else ("StatusAanlevering",)


@regel("CS089", "Een Nederlandse postcode moet 4 cijfers en 2 hoofdletters hebben, zonder spatie.", bericht301.Contact)
def cs089(contact: bericht301.Contact) -> Paden:
    """A Dutch Postcode looks like 1234AB."""
    adres = contact.adres
    if adres and adres.land_code == LandCode.NL and adres.postcode and not _POSTCODE.fullmatch(adres.postcode):
        return ("Adres/Postcode",)
    return ()


@regel("CS100", "De periode moet beginnen op of na 1 januari 2021.", bericht323.Declaratie)
def cs100_declaratie(declaratie: bericht323.Declaratie) -> Paden:
    """iWmo 3 bills from 2021 on."""
    return ("DeclaratiePeriode/Begindatum",) if declaratie.declaratie_periode.begindatum < _BEGIN_2021 else ()


@regel("CS100", "De periode moet beginnen op of na 1 januari 2021.", bericht323.Prestatie)
def cs100_prestatie(prestatie: bericht323.Prestatie) -> Paden:
    """iWmo 3 bills from 2021 on."""
    return ("ProductPeriode/Begindatum",) if prestatie.product_periode.begindatum < _BEGIN_2021 else ()


@regel(
    "CS139",
    "Geboortedatum moet passen bij DatumGebruik: onbekende dag of maand 01, onbekende datum 01-01-1900.",
    bericht301.Client,
    bericht301.Relatie,
    bericht305.Client,
    bericht307.Client,
    bericht315.Client,
)
def cs139(persoon: MetGeboortedatum) -> Paden:
    """The unknown parts of a date of birth are 01, or 1900."""
    geboren = persoon.geboortedatum
    return () if geboren is None or _datum_gebruik_past(geboren) else ("Geboortedatum/DatumGebruik",)


def _datum_gebruik_past(geboren: Geboortedatum) -> bool:
    if geboren.datum_gebruik == DatumGebruik.ONBEKEND:
        return geboren.datum == date(1900, 1, 1)
    if geboren.datum_gebruik == DatumGebruik.DAG_EN_MAAND_ONBEKEND:
        return (geboren.datum.month, geboren.datum.day) == (1, 1)
    return geboren.datum_gebruik != DatumGebruik.DAG_ONBEKEND or geboren.datum.day == 1


@regel("CS318", "Een cliënt is een natuurlijk persoon: NaamGebruik mag niet 6 zijn.", bericht301.Client)
def cs318(client: bericht301.Client) -> Paden:
    """A client is a natural person."""
    return ("Naam/NaamGebruik",) if client.naam.naam_gebruik == NaamGebruik.NIET_NATUURLIJK_PERSOON else ()


_BEDRAG_NUL = "Bij een bedrag van 0 moet DebetCredit D (debet) zijn."


@regel("CS325", _BEDRAG_NUL, bericht323.Prestatie, bericht325.Prestatie)
def cs325_prestatie(prestatie: bericht323.Prestatie) -> Paden:
    """Nothing cannot be credited."""
    bedrag = prestatie.ingediend_bedrag
    return ("IngediendBedrag/DebetCredit",) if bedrag.bedrag == 0 and bedrag.debet_credit != DebetCredit.DEBET else ()


@regel("CS325", _BEDRAG_NUL, bericht323.Declaratie)
def cs325_declaratie(declaratie: bericht323.Declaratie) -> Paden:
    """Nothing cannot be credited."""
    totaal = declaratie.totaal_ingediend_bedrag
    nul_credit = totaal.totaal_bedrag == 0 and totaal.debet_credit != DebetCredit.DEBET
    return ("TotaalIngediendBedrag/DebetCredit",) if nul_credit else ()


@regel("CS325", _BEDRAG_NUL, bericht325.DeclaratieAntwoord)
def cs325_antwoord(antwoord: bericht325.DeclaratieAntwoord) -> Iterator[str]:
    """Nothing cannot be credited."""
    for element, totaal in (
        ("TotaalIngediendBedrag", antwoord.totaal_ingediend_bedrag),
        ("TotaalToegekendBedrag", antwoord.totaal_toegekend_bedrag),
    ):
        if totaal.totaal_bedrag == 0 and totaal.debet_credit != DebetCredit.DEBET:
            yield f"{element}/DebetCredit"


@regel(
    "CS335",
    "RedenWijziging 13 (verwijderd) mag alleen als Einddatum gelijk is aan Ingangsdatum.",
    bericht301.ToegewezenProduct,
)
def cs335(product: bericht301.ToegewezenProduct) -> Paden:
    """A removed assignment ends on the day it begins."""
    verwijderd = product.reden_wijziging == RedenWijziging.VERWIJDERD
    return ("RedenWijziging",) if verwijderd and product.einddatum != product.ingangsdatum else ()


@regel("CS336", "RedenWijziging 01 is vervallen en mag niet meer.", bericht301.ToegewezenProduct)
def cs336(product: bericht301.ToegewezenProduct) -> Paden:
    """Code 01 is no longer used."""
    return ("RedenWijziging",) if product.reden_wijziging == RedenWijziging.VERVALLEN else ()


@regel("CS337", "De ProductPeriode moet in één kalendermaand liggen.", bericht323.Prestatie)
def cs337(prestatie: bericht323.Prestatie) -> Paden:
    """A line is for one calendar month."""
    begin, einde = prestatie.product_periode.begindatum, prestatie.product_periode.einddatum
    return () if begin.month == einde.month and begin.year == einde.year else ("ProductPeriode/Einddatum",)


def _past_bij_frequentie(omvang: Omvang | None, einddatum: date | None) -> bool:
    if omvang is None or omvang.eenheid not in _NIET_PER_DAG or not loopt_na_2020(einddatum):
        return True
    return omvang.frequentie != Frequentie.PER_DAG


@regel(
    "CS338",
    "Bij eenheid 14, 16, 83 of 84 moet Frequentie 2, 4 of 6 zijn (einddatum na 2020 of leeg).",
    bericht301.ToegewezenProduct,
    bericht317.TeWijzigenProduct,
    bericht317.NieuwProduct,
)
def cs338(product: bericht301.ToegewezenProduct | bericht317.TeWijzigenProduct | bericht317.NieuwProduct) -> Paden:
    """These units are not assigned per day."""
    return () if _past_bij_frequentie(product.omvang, product.einddatum) else ("Omvang/Frequentie",)


@regel(
    "CS343",
    "Bij eenheid 14, 16, 83 of 84 moet Frequentie 2, 4 of 6 zijn (einddatum na 2020 of leeg).",
    bericht315.AangevraagdProduct,
)
def cs343(product: bericht315.AangevraagdProduct) -> Paden:
    """These units are not requested per day."""
    return () if _past_bij_frequentie(product.omvang, product.toewijzing_einddatum) else ("Omvang/Frequentie",)


@regel("CS339", "Bij eenheid 83 (euro's) moet IngediendBedrag gelijk zijn aan GeleverdVolume.", bericht323.Prestatie)
def cs339(prestatie: bericht323.Prestatie) -> Paden:
    """A volume in euros is the amount."""
    ongelijk = prestatie.ingediend_bedrag.bedrag != prestatie.geleverd_volume
    return ("IngediendBedrag",) if ongelijk and prestatie.eenheid is Eenheid.EUROS else ()


@regel("CS340", "De DeclaratiePeriode moet precies één kalendermaand zijn.", bericht323.Declaratie)
def cs340(declaratie: bericht323.Declaratie) -> Paden:
    """A bill is for one whole calendar month."""
    begin, einde = declaratie.declaratie_periode.begindatum, declaratie.declaratie_periode.einddatum
    laatste = monthrange(begin.year, begin.month)[1]
    hele_maand = (begin.day, einde.day) == (1, laatste) and (begin.year, begin.month) == (einde.year, einde.month)
    return () if hele_maand else ("DeclaratiePeriode",)
