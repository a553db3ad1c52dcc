"""Pieces of text on paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file

from fpdf import FPDF
from fpdf.fonts import TTFFont

from papier.letters import BOLD, LETTERS, REGULAR, geschreven

LETTER = "Fira Sans"
MARGE = 25
"""Left and right, in millimetres."""
RAND = 20
"""Above and below, in millimetres."""
REGEL = 6
"""Height of a line in millimetres."""
ALINEA = 3
"""White after a paragraph, in millimetres."""
FEIT = 32
"""Width in millimetres of the column that says what a fact is."""
STREEP = 4
"""Width in millimetres of the mark before a rule."""


@dataclass(frozen=True)
class Deel:
    """A piece of text, with `links` in a column of `kolom` millimetres before it and `na` millimetres after it."""

    tekst: str
    links: str = ""
    kolom: int = 0
    grootte: int = 11
    vet: bool = False
    na: float = ALINEA


class _Vel(FPDF):
    """Paper that says at the foot which sheet of which letter it is."""

    kenmerk = ""

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font(LETTER, size=9)
        self.cell(0, REGEL, _tekst(self, f"Kenmerk {self.kenmerk}, bladzijde {self.page_no()} van {{nb}}"), align="R")


def op_papier(
    titel: str, kenmerk: str, stukken: Iterable[list[Deel]], gemaakt_op: datetime, *, compress: bool = True
) -> bytes:
    """These pieces of text as PDF; what is in one list stays on one page."""
    pdf = _Vel(format="A4")
    pdf.kenmerk = kenmerk
    pdf.set_compression(compress)
    pdf.set_title(titel)
    pdf.set_lang("nl")
    pdf.set_creation_date(gemaakt_op)
    pdf.set_margins(MARGE, RAND)
    pdf.set_auto_page_break(True, margin=RAND)
    for stijl, naam in (("", REGULAR), ("B", BOLD)):
        with as_file(LETTERS / naam) as pad:
            pdf.add_font(LETTER, stijl, pad)
    pdf.add_page()
    for samen in stukken:
        _zet(pdf, samen)
    return bytes(pdf.output())


def kop(tekst: str, grootte: int) -> Deel:
    """A heading of so many points."""
    return Deel(tekst, grootte=grootte, vet=True, na=1)


def _zet(pdf: FPDF, samen: list[Deel]) -> None:
    """Write these on one page; what is longer than a page begins where it is."""
    hoogte = sum(_schrijf(pdf, each, meet=True) for each in samen) - samen[-1].na
    if hoogte < pdf.eph and pdf.will_page_break(hoogte):
        pdf.add_page()
    for each in samen:
        _schrijf(pdf, each)
        pdf.ln(each.na)


def _schrijf(pdf: FPDF, deel: Deel, *, meet: bool = False) -> float:
    """Write a piece, or only measure it; its height with the white after it, in millimetres."""
    pdf.set_font(LETTER, style="B" if deel.vet else "", size=deel.grootte)
    pdf.set_x(pdf.l_margin)
    if deel.links and not meet:
        pdf.cell(deel.kolom, REGEL, _tekst(pdf, deel.links))
    pdf.set_x(pdf.l_margin + deel.kolom)
    hoogte = pdf.multi_cell(
        0, REGEL, _tekst(pdf, deel.tekst), align="L", new_x="LMARGIN", new_y="NEXT", dry_run=meet, output="HEIGHT"
    )
    assert isinstance(hoogte, float | int)  # what output="HEIGHT" gives
    return hoogte + deel.na


def _tekst(pdf: FPDF, tekst: str) -> str:
    """In letters that the font has: another is put together from letter and accent, or is a question mark."""
    font = pdf.current_font
    assert isinstance(font, TTFFont)  # als_pdf adds no other
    return geschreven(tekst, font.cmap)
