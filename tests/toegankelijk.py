"""Read a PDF back as a screen reader does: what a machine can tell of PDF/UA-1 (ISO 14289-1, the Matterhorn Protocol).

Not all of it: whether the reading order makes sense, or a heading is a good one, only a person can tell.
"""

import io
from collections.abc import Iterator

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NumberObject

PDFUA = "{http://www.aiim.org/pdfua/ns/id/}part"
DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
TEKST = {b"Tj", b"TJ", b"'", b'"'}


def bevindingen(inhoud: bytes) -> list[str]:
    """What is wrong, in words; nothing for a file that keeps all that is looked at here."""
    lezer = PdfReader(io.BytesIO(inhoud))
    wortel = lezer.trailer["/Root"]
    assert isinstance(wortel, DictionaryObject)
    return [*_document(lezer, wortel), *_inhoud(lezer), *_letters(lezer), *_bouw(lezer, wortel)]


def _document(lezer: PdfReader, wortel: DictionaryObject) -> Iterator[str]:
    if not wortel.get("/MarkInfo", {}).get("/Marked"):
        yield "not tagged"
    if not str(wortel.get("/Lang", "")).lower().startswith("nl"):
        yield "no language"
    if not wortel.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "shows the name of the file and not its title"
    if "/Metadata" not in wortel:
        yield "does not say that it is PDF/UA-1"
        return
    xmp = etree.fromstring(wortel["/Metadata"].get_object().get_data())  # type: ignore[union-attr]
    delen = [each.text for each in xmp.iter(PDFUA)] + [each.get(PDFUA) for each in xmp.iter() if each.get(PDFUA)]
    if delen != ["1"]:
        yield "does not say that it is PDF/UA-1"
    titel = "".join("".join(each.itertext()) for each in xmp.iter(DC_TITLE)).strip()
    if not titel or lezer.metadata is None or lezer.metadata.title != titel:
        yield "no title"


def _inhoud(lezer: PdfReader) -> Iterator[str]:
    """Every text is tagged, or said to be of no meaning for who listens, such as the number of a page."""
    for nummer, pagina in enumerate(lezer.pages, 1):
        gemerkt: list[bool] = []
        for waarden, operator in ContentStream(pagina["/Contents"].get_object(), lezer).operations:
            if operator in {b"BDC", b"BMC"}:
                eigenschappen = waarden[1] if operator == b"BDC" else {}
                gemerkt.append(waarden[0] == "/Artifact" or "/MCID" in eigenschappen)
            elif operator == b"EMC":
                gemerkt.pop()
            elif operator in TEKST and not any(gemerkt):
                yield f"text on page {nummer} is not tagged"
                break


def _letters(lezer: PdfReader) -> Iterator[str]:
    for pagina in lezer.pages:
        for naam, verwijzing in pagina["/Resources"].get("/Font", {}).items():  # type: ignore[union-attr]
            letter = verwijzing.get_object()
            (eigen,) = letter.get("/DescendantFonts", [letter])
            beschrijving = eigen.get_object().get("/FontDescriptor", {})
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(beschrijving) or "/ToUnicode" not in letter:
                yield f"letters {naam} are not in it, or do not say what they mean"


def elementen(lezer: PdfReader, van: object) -> Iterator[DictionaryObject]:
    """Every element of the structure, from top to bottom in reading order."""
    kinderen = van.get("/K", []) if isinstance(van, DictionaryObject) else []
    for kind in kinderen if isinstance(kinderen, ArrayObject) else [kinderen]:
        each = kind.get_object()
        if isinstance(each, DictionaryObject) and "/S" in each:
            yield each
            yield from elementen(lezer, each)


def soort(lezer: PdfReader, each: DictionaryObject) -> str:
    """Its standard kind, whatever the file calls it."""
    rollen = lezer.trailer["/Root"]["/StructTreeRoot"].get("/RoleMap", {})  # type: ignore[index]
    naam = str(each["/S"])
    return str(rollen.get(naam, naam))


def _bouw(lezer: PdfReader, wortel: DictionaryObject) -> Iterator[str]:
    if "/StructTreeRoot" not in wortel:
        yield "no structure"
        return
    alle = list(elementen(lezer, wortel["/StructTreeRoot"].get_object()))
    if not any(soort(lezer, each) == "/H1" for each in alle):
        yield "no heading"
    for tabel in (each for each in alle if soort(lezer, each) == "/Table"):
        yield from _tabel(lezer, tabel)
    genoemd = sorted(_stukken(alle))
    if len(genoemd) != len(set(genoemd)):
        yield "something is read twice"


def _tabel(lezer: PdfReader, tabel: DictionaryObject) -> Iterator[str]:
    rijen = [each for each in elementen(lezer, tabel) if soort(lezer, each) == "/TR"]
    vormen = [[soort(lezer, cel.get_object()) for cel in each["/K"]] for each in rijen]  # type: ignore[attr-defined]
    if not vormen or set(vormen[0]) != {"/TH"} or any(set(each) != {"/TD"} for each in vormen[1:]):
        yield "a table without headings"
    if len({len(each) for each in vormen}) != 1:
        yield "a table whose rows are not equally long"
    for cel in rijen[0]["/K"]:  # type: ignore[attr-defined]
        if "/Column" not in str(cel.get_object().get("/A")):
            yield "a heading of a table that does not say what it is of"


def _stukken(alle: list[DictionaryObject]) -> Iterator[tuple[int, int]]:
    """Each piece of a page that is read: page and number."""
    for each in alle:
        kinderen = each.get("/K", [])
        for kind in kinderen if isinstance(kinderen, ArrayObject) else [kinderen]:
            stuk = kind.get_object()
            if isinstance(stuk, NumberObject):
                yield each.raw_get("/Pg").idnum, int(stuk)
            elif isinstance(stuk, DictionaryObject) and "/MCID" in stuk:
                pagina = stuk if "/Pg" in stuk else each
                yield pagina.raw_get("/Pg").idnum, int(stuk["/MCID"])  # type: ignore[arg-type]


def voorgelezen(inhoud: bytes) -> str:
    """The words of all pages, a space between them."""
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(inhoud)).pages).split())


def plekken(inhoud: bytes) -> Iterator[tuple[float, float]]:
    """Where each piece of text begins, in points from the corner of its page at the left and below."""
    for pagina in PdfReader(io.BytesIO(inhoud)).pages:
        gevonden: list[tuple[float, float]] = []

        def onthoud(_tekst: str, cm: list[float], tm: list[float], *_rest: object) -> None:
            x, y = tm[4], tm[5]
            gevonden.append((x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]))  # noqa: B023

        pagina.extract_text(visitor_text=onthoud)
        yield from gevonden
