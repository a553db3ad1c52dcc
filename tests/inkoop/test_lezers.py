"""Every field of an inkoopmodel has a reader that acts on it, or is named here as information."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

from inkoop.model import Inkoopmodel

ROOT = Path(__file__).parents[2]
LEZERS = ("services", "shared", "clientroute/demo", "clientroute/bevolking.py", "clientroute/bijzonder.py")
VERTELT = {"uitleg.py", "controle.py", "schema.py", "pagina.py"}
"""Modules of inkoop that tell or check what stands there, and act on nothing."""
ALLEEN_INFORMATIE = {
    "Gemeente.centrumgemeente": "who pays stands with the product (M83)",
    "Inkoopmodel.backoffice": "who processes the messages of the region, for who reads the page",
    "Resultaatgebied.subdoelen": "examples for who writes a plan",
    "Stap.paragraaf": "where the document describes the step",
    "Verwijsroute.artikel": "the article of the law, for who reads the page",
}


def onderdelen(soort: object, gezien: set[type[BaseModel]]) -> set[type[BaseModel]]:
    """All models that an inkoopmodel is made of."""
    for deel in get_args(soort):
        onderdelen(deel, gezien)
    if isinstance(soort, type) and issubclass(soort, BaseModel) and soort not in gezien:
        gezien.add(soort)
        for veld in soort.model_fields.values():
            onderdelen(veld.annotation, gezien)
    return gezien


def gelezen() -> Iterator[str]:
    """Every name that code asks of something."""
    for plek in LEZERS:
        pad = ROOT / plek
        for bestand in [pad] if pad.is_file() else sorted(pad.rglob("*.py")):
            if bestand.parent.name == "inkoop" and bestand.name in VERTELT:
                continue
            boom = ast.parse(bestand.read_text(encoding="utf-8"))
            yield from (each.attr for each in ast.walk(boom) if isinstance(each, ast.Attribute))


def test_every_field_has_a_reader_or_is_information() -> None:
    namen = set(gelezen())
    velden = {(soort.__name__, veld) for soort in onderdelen(Inkoopmodel, set()) for veld in soort.model_fields}
    assert len(velden) > 100
    zonder = {f"{soort}.{veld}" for soort, veld in velden if veld not in namen}
    assert zonder == set(ALLEEN_INFORMATIE)
