"""PDF: the same tables on paper, as a person reads them, tagged for who listens to them (PDF/UA-1)."""

import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import as_file, files

import typst

from bladen import Blad, Cel, Euro, Maand
from papier import LETTERS, bekende_letters, geschreven

SJABLOON = files("declaratie.uitvoer") / "als_pdf.typ"
MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)

LANG = re.compile(r"\S{40}(?=\S)")
"""As much of a word as a column has room for: after it the word may go on below."""


def als_pdf(titel: str, bladen: Sequence[Blad], gemaakt_op: datetime) -> bytes:
    """The tables below each other, made at `gemaakt_op`: the same tables give the same bytes.

    Numbers and days are written as in a Dutch letter: 1.234,56 and 31 december 2026. Typst refuses to write what is no
    PDF/UA-1 as far as it can tell: title, language, tags, table headings, and text for every letter.
    """
    verslag = json.dumps({"titel": geschreven(titel, bekende_letters()), "bladen": [_blad(each) for each in bladen]})
    inhoud = typst.compile(
        _sjabloon(),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=_letters(),
        sys_inputs={"verslag": verslag},
        timestamp=gemaakt_op.replace(microsecond=0),
    )
    assert isinstance(inhoud, bytes)  # one file, since it is a PDF
    return inhoud


@cache
def _sjabloon() -> bytes:
    return SJABLOON.read_bytes()


@cache
def _letters() -> typst.Fonts:
    """Those of our letters, and no others: the machine must not matter."""
    with as_file(LETTERS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _blad(blad: Blad) -> dict[str, object]:
    rijen = [list(each) for each in blad.rijen]
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
