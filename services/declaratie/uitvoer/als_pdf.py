"""PDF: the same tables on paper, as a person reads them, tagged for who listens to them (PDF/UA-1)."""

import asyncio
import json
import re
from collections.abc import Sequence
from datetime import date, datetime

from bladen import Blad, Cel, Euro, Maand
from chassis.readers import Readers
from declaratie.uitvoer.zetten import zet
from papier import bekende_letters, geschreven

MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)
LANG = re.compile(r"\S{40}(?=\S)")
"""As much of a word as a column has room for: after it the word may go on below."""
MEEST = 500
"""Rows of a table that go on paper: of a longer one nobody reads the fifteenth page, and it would take much memory."""


async def als_pdf(readers: Readers, titel: str, bladen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    """The tables below each other, made at `gemaakt_op`: the same tables give the same bytes.

    Raises Problem 413 when it takes too much memory or time, and 503 when too many ask at once.
    """
    inhoud = await asyncio.to_thread(verslag, titel, bladen)
    (pdf,) = await readers.read(zet, inhoud, gemaakt_op.isoformat().encode(), small=0)
    return pdf


def verslag(titel: str, bladen: Sequence[Blad]) -> bytes:
    """What `zetten` makes a PDF of: JSON, so that what stands in a cell is text and never code.

    Numbers and days are written as in a Dutch letter: 1.234,56 and 31 december 2026.
    """
    delen = {"titel": geschreven(titel, bekende_letters()), "bladen": [_blad(each) for each in bladen]}
    return json.dumps(delen).encode()


def _blad(blad: Blad) -> dict[str, object]:
    rijen = [list(each) for each in blad.rijen]
    if len(rijen) > MEEST:
        reden = f"Deze tabel heeft {_met_punten(len(rijen))} rijen. Zij staat in het CSV-bestand en in het rekenblad."
        return {"titel": blad.titel, "kop": ["Let op"], "rechts": [False], "rijen": [[reden]]}
    rechts = [
        any(rij[kolom] is not None for rij in rijen)
        and all(isinstance(rij[kolom], int | float | Euro | None) for rij in rijen)
        for kolom in range(len(blad.kop))
    ]
    teksten = [[None if cel is None else op_papier(cel) for cel in rij] for rij in rijen]
    return {"titel": blad.titel, "kop": list(blad.kop), "rechts": rechts, "rijen": teksten}


def op_papier(cel: Cel) -> str:
    """A cell as it stands in a Dutch letter."""
    if isinstance(cel, Euro):
        euro, centen = str(cel).split(",")
        return f"{_met_punten(int(euro)) if int(euro) else euro},{centen}"
    if isinstance(cel, int):
        return _met_punten(cel)
    if isinstance(cel, date):
        return f"{cel.day} {MAANDEN[cel.month - 1]} {cel.year}"
    if isinstance(cel, Maand):
        return f"{MAANDEN[cel.dag.month - 1]} {cel.dag.year}"
    return LANG.sub("\\g<0>\u200b", geschreven(str(cel), bekende_letters()))


def _met_punten(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
