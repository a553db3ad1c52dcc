"""The published schemas and examples of the hubs, read from where the reference stands; nothing of it is kept here."""

import csv
from functools import cache
from pathlib import Path

from lxml import etree

from clientroute.bench.standaard import NAAST

KOPPELVLAKKEN = NAAST / "koppelvlakken"
GGK = KOPPELVLAKKEN / "ggk"
VOORBEELDEN = sorted([*(GGK / "xsd" / "voorbeeldberichten").glob("*.xml"), *(GGK / "voorbeelden-eigen").glob("*.xml")])


@cache
def envelop_schema() -> etree.XMLSchema:
    """Of Di01 and Du01."""
    return etree.XMLSchema(etree.parse(GGK / "xsd" / "ggk0210" / "ggkberichten" / "ggk0210_msg_ggkberichten.xsd"))


@cache
def stuf_schema() -> etree.XMLSchema:
    """Of Fo01, Fo03 and Bv03."""
    return etree.XMLSchema(etree.parse(GGK / "xsd" / "0301" / "stuf0301.xsd"))


def schema_van(document: bytes) -> etree.XMLSchema:
    """The schema that a document has to satisfy."""
    return envelop_schema() if b"envelop" in document else stuf_schema()


def is_geldig(document: bytes) -> bool:
    """Whether the published schema takes a document."""
    return schema_van(document).validate(etree.fromstring(document))


def rijen(pad: Path) -> list[dict[str, str]]:
    """The rows of a CSV of the reference."""
    with pad.open(encoding="utf-8") as bestand:
        return list(csv.DictReader(bestand))
