"""A table of texts in a file: CSV as Dutch Excel writes it, or the first sheet of an XLSX."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import zip_longest

import openpyxl
import xlsxwriter  # type: ignore[import-untyped]
from openpyxl.utils.exceptions import InvalidFileException

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 200_000_000
"""A file that unpacks to more than this is no register."""


class BestandFout(Exception):
    """A file that cannot be read; the text says why, in plain Dutch."""


Rij = tuple[int, dict[str, str]]
"""The number of the row as a spreadsheet counts it, and its cells by the name of their column."""


def lees(inhoud: bytes, soort: str, kolommen: Sequence[str]) -> list[Rij]:
    """The rows under the heading, without those that are empty. Raises BestandFout."""
    rijen = _csv(inhoud) if soort == CSV else _xlsx(inhoud)
    if not rijen:
        raise BestandFout("Het bestand is leeg.")
    kop = [cel.strip().lower() for cel in rijen[0]]
    ontbreekt = [kolom for kolom in kolommen if kolom not in kop]
    if ontbreekt:
        raise BestandFout(f"In de eerste rij ontbreken de kolommen: {', '.join(ontbreekt)}.")
    return [
        (nummer, {naam: cel.strip() for naam, cel in zip_longest(kop, rij[: len(kop)], fillvalue="")})
        for nummer, rij in enumerate(rijen[1:], 2)
        if any(cel.strip() for cel in rij)
    ]


def _csv(inhoud: bytes) -> list[list[str]]:
    try:
        tekst = inhoud.decode("utf-8-sig")
        eerste = tekst.partition("\n")[0]
        return list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in eerste else ",", strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise BestandFout("Dit is geen CSV-bestand in UTF-8.") from None


def _xlsx(inhoud: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
            if sum(each.file_size for each in archief.infolist()) > MAX_BYTES:
                raise BestandFout("Dit werkblad is te groot.")
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True)
        return [[_tekst(cel) for cel in rij] for rij in boek.worksheets[0].iter_rows(values_only=True)]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError):
        raise BestandFout("Dit is geen XLSX-bestand.") from None


def _tekst(cel: object) -> str:
    """A cell as it would stand in a CSV: a day as 2026-01-31, a whole number without a point."""
    match cel:
        case None:
            return ""
        case datetime():
            return cel.date().isoformat()
        case date():
            return cel.isoformat()
        case float() if cel.is_integer():
            return str(int(cel))
        case _:
            return str(cel)


def schrijf(kop: Sequence[str], rijen: Iterable[Sequence[str]], soort: str, gemaakt_op: datetime) -> bytes:
    """The table as a file; the same table, made at the same moment, gives the same bytes."""
    if soort == CSV:
        tekst = io.StringIO()
        csv.writer(tekst, delimiter=";", lineterminator="\r\n").writerows([kop, *rijen])
        return tekst.getvalue().encode("utf-8-sig")
    buffer = io.BytesIO()
    boek = xlsxwriter.Workbook(buffer, {"in_memory": True})
    boek.set_properties({"created": gemaakt_op.replace(tzinfo=None)})
    blad = boek.add_worksheet("contracten")
    for nummer, rij in enumerate([kop, *rijen]):
        for kolom, cel in enumerate(rij):
            # Never `write`: it would take a text that begins with = for a formula, and 0034 for the number 34.
            blad.write_string(nummer, kolom, cel)
    boek.close()
    return buffer.getvalue()
