"""Where the standards' own files are: CLIENTROUTE_IWMO and CLIENTROUTE_IJW, else `../shared` beside the repository."""

import os
from functools import cache
from pathlib import Path

from lxml import etree

NAAST = Path(__file__).parents[3] / "shared"
MAPPEN = {naam: Path(os.environ.get(f"CLIENTROUTE_{naam.upper()}") or NAAST / naam) for naam in ("iwmo", "ijw")}


def standaard_van(soort: str) -> str:
    """The standard of a kind of message: "ijw" for "JW323"."""
    return "ijw" if soort.startswith("JW") else "iwmo"


@cache
def schema(soort: str) -> etree.XMLSchema:
    """The official XSD of a kind of message ("WMO323")."""
    return etree.XMLSchema(etree.parse(MAPPEN[standaard_van(soort)] / "xsd" / f"{soort.lower()}.xsd"))
