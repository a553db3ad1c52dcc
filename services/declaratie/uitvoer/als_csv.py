"""CSV as Dutch Excel opens it: UTF-8 with a byte order mark, semicolons, a comma in amounts."""

import csv
import io
from collections.abc import Sequence
from itertools import chain

from declaratie.uitvoer.tabel import Blad, Cel

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r")


def als_csv(bladen: Sequence[Blad]) -> bytes:
    """One table with its heading; of several, each under its title with an empty row between."""
    tekst = io.StringIO()
    schrijver = csv.writer(tekst, delimiter=";", lineterminator="\r\n")
    for nummer, blad in enumerate(bladen):
        if len(bladen) > 1:
            schrijver.writerows([[], [blad.titel]] if nummer else [[blad.titel]])
        schrijver.writerows([_tekst(cel) for cel in rij] for rij in chain([blad.kop], blad.rijen))
    return tekst.getvalue().encode("utf-8-sig")


def _tekst(cel: Cel) -> str:
    """A text that a spreadsheet would take for a formula gets a quote before it; a number cannot be one."""
    if isinstance(cel, str) and cel.startswith(GEVAARLIJK):
        return f"'{cel}"
    return str(cel)
