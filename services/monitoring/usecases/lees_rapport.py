"""A table by name, sorted, and as a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bladen import CSV, Blad, Cel, Deel, Euro, Maand, schrijf
from chassis.work import Work
from monitoring.bronnen import beleidsregel
from monitoring.domain.maanden import maand_erbij, maand_van
from monitoring.domain.rapport import Kolom, Kolomsoort, Rapport, Waarde
from monitoring.domain.selectie import Selectie
from monitoring.opmaak import zonder_bron
from monitoring.rapporten import RAPPORTEN
from monitoring.rapporten.afwerking import werk_af
from monitoring.rapporten.vraag import Vraag
from monitoring.usecases.lees_keten import gemeentenamen, productnamen
from weigering import Weigering

STANDAARD_MAANDEN = 12


async def lees_rapport(work: Work, naam: str, selectie: Selectie, sorteer: str | None = None) -> Rapport:
    """The report of this name (RAPPORTEN), by a column when one is given (`-` before it: from high to low).

    Raises Weigering for a column that it has not.
    """
    rapport = werk_af(await RAPPORTEN[naam](Vraag(work, selectie)), selectie, work.today)
    if sorteer is None:
        return rapport
    try:
        return rapport.gesorteerd(sorteer.removeprefix("-"), aflopend=sorteer.startswith("-"))
    except KeyError:
        raise Weigering("Deze tabel heeft geen kolom met deze naam.", veld="query.sorteer") from None


def afgelopen_jaar(selectie: Selectie, vandaag: date) -> Selectie:
    """The last twelve months for who chose no months: the page of a long history stays readable."""
    if selectie.van is not None or selectie.tot is not None:
        return selectie
    tot = maand_van(vandaag)
    return replace(selectie, van=maand_erbij(tot, 1 - STANDAARD_MAANDEN), tot=tot)


def als_bestand(vorm: str, rapport: Rapport, aanbieders: Mapping[str, str], gemaakt_op: datetime) -> bytes:
    """The table as CSV or XLSX (`bladen`), with the names of providers, municipalities and products after their codes.

    A workbook has a second sheet that tells what the first says.
    """
    tabel = _met_namen(rapport, aanbieders)
    rijen = [[_cel(*each) for each in zip(tabel.kolommen, rij, strict=True)] for rij in tabel.rijen]
    cijfers = Blad(tabel.naam[:31], [zonder_bron(kolom.titel) for kolom in tabel.kolommen], rijen)
    zinnen = (rapport.uitleg, *rapport.let_op, *rapport.voorlopig)
    uitleg = Blad("Toelichting", [zonder_bron(rapport.titel)], [[zonder_bron(zin)] for zin in zinnen])
    return schrijf(vorm, [cijfers] if vorm == CSV else [cijfers, uitleg], gemaakt_op)


NAAMKOLOMMEN: Mapping[Kolomsoort, Kolom] = {
    "aanbieder": Kolom("naam", "Naam van de aanbieder", "tekst"),
    "gemeente": Kolom("naam", "Naam van de gemeente", "tekst"),
    "product": Kolom("naam", "Naam van het product", "tekst"),
}


def _met_namen(rapport: Rapport, aanbieders: Mapping[str, str]) -> Rapport:
    """The same with a column after each of codes; what they are sorted and looked up by stays a code."""
    namen: Mapping[Kolomsoort, Mapping[str, str]] = {
        "aanbieder": aanbieders,
        "gemeente": gemeentenamen(),
        "product": productnamen(),
    }
    kolommen: list[Kolom] = []
    rijen: list[list[Waarde]] = [[] for _ in rapport.rijen]
    for plaats, kolom in enumerate(rapport.kolommen):
        bekend, naamkolom = namen.get(kolom.soort), NAAMKOLOMMEN.get(kolom.soort)
        kolommen += [kolom] if naamkolom is None else [kolom, naamkolom]
        for nieuw, rij in zip(rijen, rapport.rijen, strict=True):
            nieuw.extend([rij[plaats]] if bekend is None else [rij[plaats], bekend.get(str(rij[plaats]))])
    return replace(rapport, kolommen=tuple(kolommen), rijen=tuple(map(tuple, rijen)))


def _cel(kolom: Kolom, waarde: Waarde) -> Cel:
    match kolom.soort, waarde:
        case "euro", int():
            return Euro(waarde)
        case "maand", date():
            return Maand(waarde)
        case "procent", int() | float():
            return Deel(waarde)
        case "beleidsregel", str():
            return beleidsregel(waarde)
        case _, str():
            return zonder_bron(waarde)
        case _:
            return waarde
