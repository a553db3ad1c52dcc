"""Where the standards' own files are: CLIENTROUTE_IWMO and CLIENTROUTE_IJW, else `../shared` beside the repository."""

import os
from functools import cache
from pathlib import Path

from lxml import etree

from wetten import STANDAARDEN, standaard_van

NAAST = Path(__file__).parents[3] / "shared"
NAMEN = [each.naam for each in STANDAARDEN]
MAPPEN = {naam: Path(os.environ.get(f"CLIENTROUTE_{naam.upper()}") or NAAST / naam) for naam in NAMEN}


@cache
def schema(soort: str) -> etree.XMLSchema:
    """The official XSD of a kind of message ("WMO323")."""
    return etree.XMLSchema(etree.parse(MAPPEN[standaard_van(soort).naam] / "xsd" / f"{soort.lower()}.xsd"))
