"""Typst at work: in a child process (`chassis.readers`), since a table of a thousand rows takes 300 MB of memory."""

from datetime import datetime
from functools import cache
from importlib.resources import as_file, files

import typst

from papier import LETTERS

SJABLOON = files("declaratie.uitvoer") / "als_pdf.typ"
ONTHOUDT = 10
"""How many documents ago Typst forgets what it worked out for one."""


def zet(verslag: bytes, gemaakt_op: bytes) -> list[bytes]:
    """A PDF of what `als_pdf.verslag` gives, made at a moment in ISO 8601: the same gives the same bytes.

    Typst refuses to write what is no PDF/UA-1 as far as it can tell: title, language, tags, headings of tables, and a
    meaning for every letter.
    """
    inhoud = typst.compile(
        SJABLOON.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        font_paths=_letters(),
        sys_inputs={"verslag": verslag.decode()},
        timestamp=datetime.fromisoformat(gemaakt_op.decode()).replace(microsecond=0),
    )
    assert isinstance(inhoud, bytes)  # one file, since it is a PDF
    for _ in range(ONTHOUDT + 1):
        typst.compile(b"", format="pdf", font_paths=_letters())
    return [inhoud]


@cache
def _letters() -> typst.Fonts:
    """Those of our letters, and no others: the machine must not matter."""
    with as_file(LETTERS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
