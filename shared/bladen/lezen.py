"""A table of texts in a file: CSV as Dutch Excel writes it, or the first sheet of an XLSX."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bladen.schrijven import CSV, GEVAARLIJK

MAX_BYTES = 200_000_000
"""A workbook that unpacks to more than this is not read."""


class BestandFout(Exception):
    """A file that cannot be read; the text says why, in plain Dutch."""


Rij = tuple[int, dict[str, str]]
"""The number of the row as a spreadsheet counts it, and its cells by the name of their column."""


def lees(vorm: str, inhoud: bytes, kolommen: Sequence[str]) -> list[Rij]:
    """The rows under the heading, without those that are empty. Raises BestandFout, also when a column is missing.

    What `schrijf` made reads back as the same texts: the quote that keeps a text from being a formula falls away.
    """
    rijen = _csv(inhoud) if vorm == CSV else _xlsx(inhoud)
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
        lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in eerste else ",", strict=True)
        return [[_zonder_aanhaling(cel) for cel in rij] for rij in lezer]
    except (UnicodeDecodeError, csv.Error):
        raise BestandFout("Dit is geen CSV-bestand in UTF-8.") from None


def _zonder_aanhaling(cel: str) -> str:
    return cel[1:] if cel.startswith("'") and cel[1:].startswith(GEVAARLIJK) else cel


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
