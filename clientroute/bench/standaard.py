"""Where the standard's own files are: CLIENTROUTE_IWMO, else `../shared/iwmo` beside the repository."""

import os
from functools import cache
from pathlib import Path

from lxml import etree

MAP = Path(os.environ.get("CLIENTROUTE_IWMO") or Path(__file__).parents[3] / "shared" / "iwmo")


@cache
def schema(soort: str) -> etree.XMLSchema:
    """The official XSD of a kind of message ("WMO323")."""
    return etree.XMLSchema(etree.parse(MAP / "xsd" / f"{soort.lower()}.xsd"))
