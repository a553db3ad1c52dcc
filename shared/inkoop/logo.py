"""The logo of a municipality: a picture in the same folder as the inkoopmodel that names it.

It comes onto letters, also onto those that stand in a browser. So an SVG is lines and planes only: nothing that runs,
nothing from elsewhere, and no text, since letters that are not in it would look different or be missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from lxml import etree

HOOGSTENS = 100_000
"""Bytes: a letter holds its logo, and is sent."""
PNG = b"\x89PNG\r\n\x1a\n"
NAAMRUIMTE = "{http://www.w3.org/2000/svg}"
VLAKKEN = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "use")
KLEUREN = ("linearGradient", "radialGradient", "stop", "clipPath", "mask")
ONDERDELEN = frozenset({"svg", "g", "defs", "title", "desc", *VLAKKEN, *KLEUREN})
"""What an SVG may consist of."""


@dataclass(frozen=True)
class Logo:
    """A picture, and what it says to who cannot see it."""

    inhoud: bytes
    is_svg: bool
    tekst: str


def lees_logo(pad: Path, tekst: str) -> Logo:
    """The logo in a file. Raises ValueError that says in Dutch why it cannot be used."""
    try:
        inhoud = pad.read_bytes()
    except OSError:
        raise ValueError("dit bestand is er niet; zet het in dezelfde map als het inkoopmodel") from None
    if len(inhoud) > HOOGSTENS:
        raise ValueError(f"mag hoogstens {HOOGSTENS // 1000} kB zijn")
    is_svg = pad.suffix == ".svg"
    fout = next(_in_svg(inhoud), None) if is_svg else _in_png(inhoud)
    if fout:
        raise ValueError(fout)
    return Logo(inhoud, is_svg, tekst)


def _in_svg(inhoud: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        wortel = etree.fromstring(inhoud, parser)
    except etree.XMLSyntaxError:
        yield "is geen goede SVG"
        return
    if wortel.tag != f"{NAAMRUIMTE}svg" or not wortel.get("viewBox"):
        yield "is geen SVG met een viewBox"
    if wortel.getroottree().docinfo.doctype:
        yield "mag geen DOCTYPE hebben"
    for each in wortel.iter():
        naam = str(each.tag).removeprefix(NAAMRUIMTE)
        if naam not in ONDERDELEN:
            yield f"gebruik alleen lijnen en vlakken; letters zet u om in lijnen (hier staat {naam})"
        for attribuut, waarde in each.attrib.items():
            if not _mag(str(attribuut), str(waarde)):
                yield f"mag niets uitvoeren of van elders halen (hier staat {attribuut})"


def _mag(attribuut: str, waarde: str) -> bool:
    """Whether an attribute points within the picture only, and does nothing."""
    kaal = attribuut.rpartition("}")[2].lower()
    if kaal == "href":
        return waarde.startswith("#")
    return not kaal.startswith("on") and "url(" not in waarde.replace("url(#", "").lower()


def _in_png(inhoud: bytes) -> str | None:
    """Whole, or not: each piece has a length before it and a check after it, and the last is IEND."""
    if not inhoud.startswith(PNG):
        return "is geen PNG"
    plek, soort = len(PNG), b""
    while plek < len(inhoud):
        lengte, soort = int.from_bytes(inhoud[plek : plek + 4]), inhoud[plek + 4 : plek + 8]
        einde = plek + 8 + lengte
        if crc32(inhoud[plek + 4 : einde]) != int.from_bytes(inhoud[einde : einde + 4]):
            return "is een PNG die niet heel is"
        plek = einde + 4
    return None if soort == b"IEND" and plek == len(inhoud) else "is een PNG die niet heel is"
