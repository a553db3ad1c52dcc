"""Typst at work: text in, PDF/UA-1 out."""

from datetime import datetime
from functools import cache
from importlib.resources import as_file

import typst

from papier.letters import LETTERS

ONTHOUDT = 10
"""How many documents ago Typst forgets what it worked out for one."""


def zet(sjabloon: bytes, inhoud: bytes, gemaakt_op: datetime) -> bytes:
    """A PDF of a template with what it reads as `inhoud` (JSON), made at a moment: the same gives the same bytes.

    Typst refuses to write what is no PDF/UA-1 as far as it can tell: title, language, tags, headings of tables, and a
    meaning for every letter.
    """
    pdf = typst.compile(
        sjabloon,
        format="pdf",
        pdf_standards="ua-1",
        font_paths=_letters(),
        sys_inputs={"inhoud": inhoud.decode()},
        timestamp=gemaakt_op.replace(microsecond=0),
    )
    assert isinstance(pdf, bytes)  # one file, since it is a PDF
    for _ in range(ONTHOUDT + 1):
        typst.compile(b"", format="pdf", font_paths=_letters())
    return pdf


@cache
def _letters() -> typst.Fonts:
    """Those of our letters, and no others: the machine must not matter."""
    with as_file(LETTERS) as folder:
        return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
