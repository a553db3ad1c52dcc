"""The letter on paper."""

import unicodedata
from collections.abc import Container
from datetime import datetime
from importlib.resources import as_file, files

from fpdf import FPDF
from fpdf.fonts import TTFFont

from toegang.domain.brief import Brief, Onderdeel

LETTER = "Fira Sans"
LETTERS = files("fontpkg_fira_sans") / "files"
"""Knows the letters of every language in Latin script that the BRP writes, and Greek and Cyrillic."""
REGEL = 6
"""Height of a line in millimetres."""
EIGEN_BIJDRAGE = "Voor ondersteuning betaalt u vaak een eigen bijdrage. Het CAK stuurt u daarvoor een rekening."


def als_pdf(brief: Brief, gemaakt_op: datetime, *, compress: bool = True) -> bytes:
    """The letter as PDF, made at `gemaakt_op`: the same letter gives the same bytes."""
    pdf = FPDF(format="A4")
    pdf.set_compression(compress)
    pdf.set_title(brief.titel)
    pdf.set_lang("nl")
    pdf.set_creation_date(gemaakt_op)
    pdf.set_margins(25, 25)
    pdf.set_auto_page_break(True, margin=25)
    for stijl, naam in (("", "FiraSans-Regular.ttf"), ("B", "FiraSans-Bold.ttf")):
        with as_file(LETTERS / naam) as pad:
            pdf.add_font(LETTER, stijl, pad)
    pdf.add_page()
    _alinea(pdf, brief.afzender)
    _alinea(pdf, "\n".join(brief.adres))
    _alinea(pdf, f"Datum: {brief.datum}\nKenmerk: {brief.kenmerk}")
    _kop(pdf, brief.titel, 14)
    for tekst in (brief.aanhef, *brief.inleiding):
        _alinea(pdf, tekst)
    if brief.onderdelen:
        _kop(pdf, "Wat u krijgt", 12)
        for onderdeel in brief.onderdelen:
            _onderdeel(pdf, onderdeel)
        _alinea(pdf, EIGEN_BIJDRAGE)
    for kop, teksten in (
        ("Waarom wij dit besluiten", brief.motivering),
        ("Niet eens met dit besluit?", brief.rechtsmiddel),
    ):
        _kop(pdf, kop, 12)
        for tekst in teksten:
            _alinea(pdf, tekst)
    _alinea(pdf, f"Met vriendelijke groet,\nnamens het college van burgemeester en wethouders,\n{brief.afzender}")
    return bytes(pdf.output())


def _onderdeel(pdf: FPDF, onderdeel: Onderdeel) -> None:
    _kop(pdf, onderdeel.titel, 11)
    _alinea(pdf, "\n".join(f"{naam}: {waarde}" for naam, waarde in onderdeel.feiten))
    if onderdeel.toelichting:
        _alinea(pdf, onderdeel.toelichting)
    if onderdeel.regels:
        _alinea(
            pdf, "\n".join(["Dit volgt uit deze regels van de gemeente:", *(f"- {each}" for each in onderdeel.regels)])
        )


def _kop(pdf: FPDF, tekst: str, grootte: int) -> None:
    pdf.set_font(LETTER, style="B", size=grootte)
    pdf.multi_cell(0, REGEL + 2, _tekst(pdf, tekst), align="L", new_x="LMARGIN", new_y="NEXT")


def _alinea(pdf: FPDF, tekst: str) -> None:
    pdf.set_font(LETTER, size=11)
    pdf.multi_cell(0, REGEL, _tekst(pdf, tekst), align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(REGEL / 2)


def _tekst(pdf: FPDF, tekst: str) -> str:
    """In letters that the font has: another is put together from letter and accent, or is a question mark."""
    font = pdf.current_font
    assert isinstance(font, TTFFont)  # als_pdf adds no other
    return "".join(_teken(each, font.cmap) for each in unicodedata.normalize("NFC", tekst))


def _teken(teken: str, bekend: Container[int]) -> str:
    if teken == "\n" or ord(teken) in bekend:
        return teken
    if teken.isspace():
        return " "
    return "".join(each for each in unicodedata.normalize("NFKD", teken) if ord(each) in bekend) or "?"
