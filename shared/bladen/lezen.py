"""A table of texts in a file: CSV as Dutch Excel writes it, or the first sheet of an XLSX."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest

import openpyxl
from pydantic import TypeAdapter

from bladen.schrijven import CSV, GEVAARLIJK

MAX_BYTES, MAX_DELEN = 30_000_000, 500
"""A workbook that unpacks to more than this, or to more parts, is not read."""
MAX_RIJEN, MAX_KOLOMMEN = 50_000, 200
"""A sheet with more rows is refused, and what stands further to the right is not read: a cell of a few bytes can say
that it stands in the last column of the last of a million rows."""
DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


FOUT, RIJEN = b"fout", b"rijen"
"""What an answer of `lees_in_delen` begins with."""
PER_DEEL = 1000
"""Rows in one part of an answer: decoding it takes a few milliseconds."""


class BestandFout(Exception):
    """A file that cannot be read; the text says why, in plain Dutch."""


Rij = tuple[int, dict[str, str]]
"""The number of the row as a spreadsheet counts it, and its cells by the name of their column."""
_RIJEN = TypeAdapter(list[Rij])


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


def lees_in_delen(vorm: bytes, kolommen: bytes, inhoud: bytes) -> list[bytes]:
    """As `lees`, in bytes for a process of its own: RIJEN and the rows in parts for `rijen_uit`; or FOUT and why.

    `kolommen` as a JSON list.
    """
    try:
        rijen = lees(vorm.decode(), inhoud, json.loads(kolommen))
    except BestandFout as fout:
        return [FOUT, str(fout).encode()]
    delen = (rijen[begin : begin + PER_DEEL] for begin in range(0, len(rijen), PER_DEEL))
    return [RIJEN, *(json.dumps(each).encode() for each in delen)]


def rijen_uit(deel: bytes) -> list[Rij]:
    """The rows in a part of an answer of `lees_in_delen`. Raises ValidationError for anything else."""
    return _RIJEN.validate_json(deel)


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
        _controleer(inhoud)
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True, keep_links=False)
        # One row further than may be: it says that there are too many.
        rijen = boek.worksheets[0].iter_rows(max_row=MAX_RIJEN + 1, max_col=MAX_KOLOMMEN, values_only=True)
        gelezen = [_gevuld(rij) for rij in rijen]
    except (BestandFout, MemoryError):
        raise
    except zipfile.BadZipFile:
        raise BestandFout("Dit is geen XLSX-bestand.") from None
    except Exception:  # noqa: BLE001  whatever a damaged or foreign workbook makes the library raise
        raise BestandFout("Dit XLSX-bestand is beschadigd, of van een vorm die we niet kennen.") from None
    if len(gelezen) > MAX_RIJEN:
        raise BestandFout(f"Dit werkblad is te groot: hoogstens {MAX_RIJEN} rijen.")
    return gelezen


def _controleer(inhoud: bytes) -> None:
    """Raises BestandFout for a workbook that is large once unpacked, refers elsewhere, or holds a DTD."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        delen = archief.infolist()
        # No part gives more bytes than the directory says of it.
        if len(delen) > MAX_DELEN or sum(each.file_size for each in delen) > MAX_BYTES:
            raise BestandFout("Dit werkblad is te groot.")
        for deel in delen:
            if deel.filename.lower().startswith("xl/externallinks/"):
                raise BestandFout("Dit werkblad verwijst naar andere bestanden.")
            if deel.filename.lower().endswith((".xml", ".rels")):
                tekst = archief.read(deel)
                if b"\0" in tekst or DOCTYPE.search(tekst):
                    raise BestandFout("Dit werkblad bevat iets dat er niet in hoort.")


def _gevuld(rij: Sequence[object]) -> list[str]:
    """The cells of a row up to the last that holds something."""
    cellen = [_tekst(cel) for cel in rij]
    while cellen and not cellen[-1]:
        cellen.pop()
    return cellen


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
