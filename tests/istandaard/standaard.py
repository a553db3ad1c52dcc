"""Where the standards' own files are, and a reason to leave a test out when they are not there."""

import pytest
from lxml import etree

from clientroute.bench.standaard import MAPPEN, schema
from wetten import STANDAARDEN

SOORTEN = [soort for standaard in STANDAARDEN for soort in sorted(standaard.berichten)]
elke_standaard = pytest.mark.parametrize("standaard", STANDAARDEN, ids=lambda each: each.naam)

met_standaard = pytest.mark.skipif(
    not all((map_ / "xsd").is_dir() for map_ in MAPPEN.values()),
    reason="the schemas of the standards are not in ../shared, nor where CLIENTROUTE_IWMO and CLIENTROUTE_IJW say",
)


def xsd_aanvaardt(soort: str, document: bytes) -> bool:
    """The verdict of lxml: well-formed and valid."""
    try:
        return schema(soort).validate(etree.fromstring(document))
    except etree.XMLSyntaxError:
        return False
