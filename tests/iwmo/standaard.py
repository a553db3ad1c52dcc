"""Where the standard's own files are, and a reason to leave a test out when they are not there."""

import os
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

MAP = Path(os.environ.get("CLIENTROUTE_IWMO") or Path(__file__).parents[3] / "shared" / "iwmo")

met_standaard = pytest.mark.skipif(
    not (MAP / "xsd").is_dir(), reason="the iWmo schemas are not in ../shared/iwmo nor in CLIENTROUTE_IWMO"
)


@cache
def schema(soort: str) -> etree.XMLSchema:
    """The official XSD of a kind of message ("WMO323")."""
    return etree.XMLSchema(etree.parse(MAP / "xsd" / f"{soort.lower()}.xsd"))


def xsd_aanvaardt(soort: str, document: bytes) -> bool:
    """The verdict of lxml: well-formed and valid."""
    try:
        return schema(soort).validate(etree.fromstring(document))
    except etree.XMLSyntaxError:
        return False
