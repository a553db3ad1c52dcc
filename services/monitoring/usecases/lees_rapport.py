"""A table by name, sorted, and as a file."""

import csv
import io
from dataclasses import replace
from datetime import date

import xlsxwriter  # type: ignore[import-untyped]

from chassis.problems import invalid, not_found
from chassis.work import Work
from monitoring.domain.maanden import maand_erbij, maand_van
from monitoring.domain.selectie import Selectie
from monitoring.domain.tabel import Kolom, Tabel, Waarde
from monitoring.tabellen import TABELLEN
from monitoring.tabellen.afwerking import werk_af
from monitoring.tabellen.vraag import Vraag

STANDAARD_MAANDEN = 12
GETALVORM = {"euro": "#,##0.00", "procent": "0.0%", "aantal": "#,##0.##", "maand": "yyyy-mm", "datum": "yyyy-mm-dd"}
"""How XLSX writes each kind of value."""


async def lees_tabel(work: Work, naam: str, selectie: Selectie, sorteer: str | None = None) -> Tabel:
    """The table, by a column when one is given (`-` before it: from high to low). Raises Problem 404 or 400."""
    if naam not in TABELLEN:
        raise not_found("dit rapport")
    tabel = werk_af(await TABELLEN[naam](Vraag(work, selectie)), selectie, work.today)
    if sorteer is None:
        return tabel
    try:
        return tabel.gesorteerd(sorteer.removeprefix("-"), aflopend=sorteer.startswith("-"))
    except KeyError:
        raise invalid("query.sorteer", "Deze tabel heeft geen kolom met deze naam.") from None


def afgelopen_jaar(selectie: Selectie, vandaag: date) -> Selectie:
    """The last twelve months for who chose no months: the page of a long history stays readable."""
    if selectie.van is not None or selectie.tot is not None:
        return selectie
    tot = maand_van(vandaag)
    return replace(selectie, van=maand_erbij(tot, 1 - STANDAARD_MAANDEN), tot=tot)


def als_csv(tabel: Tabel) -> bytes:
    """The table as CSV with semicolons, as spreadsheets in the Netherlands read it: amounts in euros with a comma."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([kolom.titel for kolom in tabel.kolommen])
    for rij in tabel.rijen:
        writer.writerow([_tekst(kolom, waarde) for kolom, waarde in zip(tabel.kolommen, rij, strict=True)])
    return text.getvalue().encode("utf-8-sig")


def _tekst(kolom: Kolom, waarde: Waarde) -> str:
    if waarde is None:
        return ""
    if kolom.soort == "maand" and isinstance(waarde, date):
        return f"{waarde:%Y-%m}"
    if kolom.soort == "euro" and isinstance(waarde, int):
        teken = "-" if waarde < 0 else ""
        return f"{teken}{abs(waarde) // 100},{abs(waarde) % 100:02}"
    if isinstance(waarde, float):
        return str(waarde).replace(".", ",")
    tekst = str(waarde)
    # A spreadsheet would carry out what begins like a formula.
    return f"'{tekst}" if isinstance(waarde, str) and tekst[:1] in {"=", "+", "-", "@"} else tekst


def als_xlsx(tabel: Tabel) -> bytes:
    """The table as a workbook: numbers are numbers, amounts in euros. A second sheet says what they say."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(tabel.naam[:31])
        kop = book.add_format({"bold": True, "text_wrap": True})
        vormen = {soort: book.add_format({"num_format": vorm}) for soort, vorm in GETALVORM.items()}
        for plaats, kolom in enumerate(tabel.kolommen):
            sheet.write_string(0, plaats, kolom.titel, kop)
            sheet.set_column(plaats, plaats, 18)
        for nummer, rij in enumerate(tabel.rijen, 1):
            for plaats, (kolom, waarde) in enumerate(zip(tabel.kolommen, rij, strict=True)):
                vorm = vormen.get(kolom.soort)
                if isinstance(waarde, date):
                    sheet.write_datetime(nummer, plaats, waarde, vorm)
                elif isinstance(waarde, int | float):
                    sheet.write_number(nummer, plaats, waarde / 100 if kolom.soort == "euro" else waarde, vorm)
                elif waarde is not None:
                    sheet.write_string(nummer, plaats, waarde)
        sheet.freeze_panes(1, 1)
        uitleg = book.add_worksheet("Toelichting")
        uitleg.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
        for nummer, zin in enumerate((tabel.titel, tabel.uitleg, *tabel.let_op, *tabel.voorlopig)):
            uitleg.write_string(nummer, 0, zin)
    return file.getvalue()
