"""Where the standard's own files are, and a reason to leave a test out when they are not there."""

import pytest
from lxml import etree

from clientroute.bench.standaard import MAP, schema

met_standaard = pytest.mark.skipif(
    not (MAP / "xsd").is_dir(), reason="the iWmo schemas are not in ../shared/iwmo nor in CLIENTROUTE_IWMO"
)


def xsd_aanvaardt(soort: str, document: bytes) -> bool:
    """The verdict of lxml: well-formed and valid."""
    try:
        return schema(soort).validate(etree.fromstring(document))
    except etree.XMLSyntaxError:
        return False
