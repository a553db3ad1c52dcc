"""The letters on our paper, and what to write where they lack a sign."""

import unicodedata
from collections.abc import Container
from functools import cache
from importlib.resources import as_file, files

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

LETTERS = files("fontpkg_fira_sans") / "files"
"""Knows the letters of every language in Latin script that the BRP writes, and Greek and Cyrillic."""
REGULAR, BOLD = "FiraSans-Regular.ttf", "FiraSans-Bold.ttf"
ZELFDE = {**dict.fromkeys("\u2010\u2011\u2012\u2015\u2212", "-"), **dict.fromkeys("\u2032\u2035\u02b9\u02bc", "'")}
ZELFDE |= {"\u2033": '"', "\u00ad": ""}
"""What to write where the font lacks a sign for a hyphen, an apostrophe or an inch, or a place to break a word."""


@cache
def bekende_letters() -> frozenset[int]:
    """The signs that our letters have, in both weights."""
    return _in(REGULAR) & _in(BOLD)


def _in(naam: str) -> frozenset[int]:
    with as_file(LETTERS / naam) as pad, TTFont(pad) as font:
        return frozenset(font.getBestCmap())


def geschreven(tekst: str, bekend: Container[int]) -> str:
    """In letters that are known: another is put together from letter and accent, or is a question mark."""
    return "".join(_teken(each, bekend) for each in unicodedata.normalize("NFC", tekst))


def _teken(teken: str, bekend: Container[int]) -> str:
    if teken == "\n" or ord(teken) in bekend:
        return teken
    if teken in ZELFDE:
        return ZELFDE[teken]
    if teken.isspace():
        return " "
    return "".join(each for each in unicodedata.normalize("NFKD", teken) if ord(each) in bekend) or "?"
