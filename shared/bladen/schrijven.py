"""CSV as Dutch Excel opens it, and XLSX with a sheet per table."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.format import Format  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from bladen.cellen import Blad, Cel, Deel, Euro, Maand

CSV, XLSX = "csv", "xlsx"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins like this a spreadsheet takes for a formula."""
BREEDTE, LEESBREEDTE = 18, 100
"""Of a column, in characters; a table of one column holds sentences to read."""
VORMEN = {Euro: "#,##0.00", date: "dd-mm-yyyy", Maand: "yyyy-mm", Deel: "0.0%"}
"""How XLSX shows each kind of cell."""


def schrijf(vorm: str, bladen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    """The tables as a file of this form, made at a moment: the same tables then give the same bytes."""
    schrijvers: Mapping[str, Callable[[], bytes]] = {
        CSV: lambda: _als_csv(bladen),
        XLSX: lambda: _als_xlsx(bladen, gemaakt_op),
    }
    return schrijvers[vorm]()


def _als_csv(bladen: Sequence[Blad]) -> bytes:
    """UTF-8 with a byte order mark and semicolons; of several tables each under its title, an empty row between."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    for nummer, blad in enumerate(bladen):
        if len(bladen) > 1:
            schrijver.writerows([[], [blad.titel]] if nummer else [[blad.titel]])
        schrijver.writerow(blad.kop)
        schrijver.writerows([_tekst(cel) for cel in rij] for rij in blad.rijen)
    return tekst.getvalue().encode("utf-8-sig")


def _tekst(cel: Cel) -> str:
    """A text that a spreadsheet would take for a formula gets a quote before it; a number cannot be one."""
    match cel:
        case None:
            return ""
        case str() if cel.startswith(GEVAARLIJK):
            return f"'{cel}"
        case float():
            return str(cel).replace(".", ",")
        case _:
            return str(cel)


def _als_xlsx(bladen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    buffer = io.BytesIO()
    boek = xlsxwriter.Workbook(buffer, {"in_memory": True})
    boek.set_properties({"created": gemaakt_op.replace(tzinfo=None)})
    vet = boek.add_format({"bold": True, "text_wrap": True})
    vormen = {soort: boek.add_format({"num_format": vorm}) for soort, vorm in VORMEN.items()}
    for blad in bladen:
        werkblad = boek.add_worksheet(blad.titel)
        werkblad.set_column(0, len(blad.kop) - 1, BREEDTE if len(blad.kop) > 1 else LEESBREEDTE)
        werkblad.freeze_panes(1, 0)
        for kolom, naam in enumerate(blad.kop):
            werkblad.write_string(0, kolom, naam, vet)
        for nummer, rij in enumerate(blad.rijen, 1):
            for kolom, cel in enumerate(rij):
                _schrijf_cel(werkblad, (nummer, kolom), cel, vormen)
    boek.close()
    return buffer.getvalue()


def _schrijf_cel(werkblad: Worksheet, plek: tuple[int, int], cel: Cel, vormen: Mapping[type, Format]) -> None:
    match cel:
        case None:
            pass
        case Euro(centen):
            werkblad.write_number(*plek, centen / 100, vormen[Euro])
        case Deel(waarde):
            werkblad.write_number(*plek, float(waarde), vormen[Deel])
        case Maand(dag):
            werkblad.write_datetime(*plek, dag, vormen[Maand])
        case date():
            werkblad.write_datetime(*plek, cel, vormen[date])
        case int() | float():
            werkblad.write_number(*plek, cel)
        case str():
            # Never `write`: it would take a text that begins with = for a formula, and 0034 for the number 34.
            werkblad.write_string(*plek, cel)
