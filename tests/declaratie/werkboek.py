"""Read an XLSX back, without the library that wrote it."""

import csv
import io
import zipfile
from datetime import date, timedelta

from lxml import etree

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


EURO, DAG, MAAND = "#,##0.00", "dd-mm-yyyy", "yyyy-mm"


DAG_NUL = date(1899, 12, 30)


def lees_xlsx(inhoud: bytes) -> dict[str, list[list[str]]]:
    """The rows of every sheet by its name, as in a CSV: amounts with a comma, days as yyyy-mm-dd, months as yyyy-mm."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as archief:
        boek, stijlen = (etree.fromstring(archief.read(f"xl/{naam}.xml")) for naam in ("workbook", "styles"))
        teksten = etree.fromstring(archief.read("xl/sharedStrings.xml")).xpath("m:si/m:t/text()", namespaces=NS)
        vormen = {int(each.get("numFmtId")): each.get("formatCode") for each in stijlen.iterfind(".//m:numFmt", NS)}
        per_stijl = [vormen.get(int(each.get("numFmtId"))) for each in stijlen.iterfind("m:cellXfs/m:xf", NS)]
        bladen = {}
        for nummer, blad in enumerate(boek.iterfind(".//m:sheet", NS), 1):
            xml = etree.fromstring(archief.read(f"xl/worksheets/sheet{nummer}.xml"))
            assert not xml.findall(".//m:f", NS), "a formula"
            bladen[str(blad.get("name"))] = [
                [_tekst(cel, teksten, per_stijl) for cel in rij.iterfind("m:c", NS)]
                for rij in xml.iterfind(".//m:row", NS)
            ]
    return bladen


def _tekst(cel: etree._Element, teksten: list[str], per_stijl: list[str | None]) -> str:
    waarde = cel.findtext("m:v", namespaces=NS) or ""
    if cel.get("t") == "s":
        return str(teksten[int(waarde)])
    vorm = per_stijl[int(cel.get("s") or 0)]
    if vorm == EURO:
        return f"{float(waarde):.2f}".replace(".", ",")
    if vorm == DAG:
        return (DAG_NUL + timedelta(days=int(waarde))).isoformat()
    if vorm == MAAND:
        return f"{DAG_NUL + timedelta(days=int(waarde)):%Y-%m}"
    return waarde


def tabellen(inhoud: bytes) -> dict[str, list[list[str]]]:
    """The tables of a CSV by title."""
    found: dict[str, list[list[str]]] = {}
    titel = ""
    for rij in csv.reader(io.StringIO(inhoud.decode("utf-8-sig")), delimiter=";"):
        if len(rij) == 1:
            titel = rij[0]
            found[titel] = []
        elif rij:
            found[titel].append(rij)
    return found
