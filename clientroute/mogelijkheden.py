"""`clientroute mogelijkheden`: what the procurement documents ask, who notices it, where, and which test shows it.

What is asked, its place in the documents and its effect are written down by people. The rest is made from the source: a
module carries out `M27` when a docstring or a rule in it names that number, and a test shows it when its name, its
docstring or what it expects does. It is kept in a file, since an installed programme has no tests; `--vernieuw` makes
that file again.
"""

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

HIER = Path(__file__).parent
BRON = HIER.parent
"""The source tree, when we run from it."""
TEKSTEN = HIER / "mogelijkheden.yaml"
"""What people wrote down per number."""
TABEL = HIER / "mogelijkheden.json"
CODE = ("services", "shared", "clientroute")
NIET_UITVOEREND = {"migrations", "demo", "woorden.py", Path(__file__).name}
"""Parts of a path under which numbers are named and not carried out."""
NUMMER = re.compile(r"(?<![A-Za-z0-9])M([1-9][0-9]?|1[0-3][0-9]|14[0-2])(?![0-9A-Za-z])")
REEKS = re.compile(r"(?<![A-Za-z0-9])M([0-9]{1,3})-M([0-9]{1,3})(?![0-9A-Za-z])")
IN_NAAM = re.compile(r"(?:^|_)m([1-9][0-9]{0,2})(?=_|$)")
HOOGSTENS = 3
"""Tests that are named per number."""


class Tekst(BaseModel):
    """What is written down of a number.

    `bron` is the place in the documents with a few words of what it says, `effect` who notices it and where. `niet`
    says why software has nothing to do there, `nog` what is not carried out yet.
    """

    model_config = ConfigDict(extra="forbid")

    titel: str
    bron: str
    effect: str
    niet: str | None = None
    nog: str | None = None


class Mogelijkheid(Tekst):
    """One line of the table."""

    nummer: str
    waar: list[str]
    tests: list[str]


_TEKSTEN = TypeAdapter(dict[str, Tekst])


def lees() -> list[Mogelijkheid]:
    """The table as it is kept."""
    return [Mogelijkheid.model_validate(each) for each in json.loads(TABEL.read_text(encoding="utf-8"))]


def zoek(bron: Path = BRON) -> list[Mogelijkheid]:
    """The table as the source tree says now."""
    teksten = _TEKSTEN.validate_python(yaml.safe_load(TEKSTEN.read_text(encoding="utf-8")))
    waar = _modules(bron)
    tests = _tests(bron)
    return [
        Mogelijkheid(**tekst.model_dump(), nummer=nummer, waar=waar[nummer], tests=tests[nummer][:HOOGSTENS])
        for nummer, tekst in teksten.items()
    ]


def als_tekst(tabel: list[Mogelijkheid]) -> str:
    """The table as it is kept in the file."""
    return json.dumps([each.model_dump() for each in tabel], ensure_ascii=False, indent=1) + "\n"


def nummers_in(tekst: str) -> set[str]:
    """The M numbers in a text; `M22-M27` names all six."""
    gevonden = {f"M{each}" for each in NUMMER.findall(tekst)}
    for van, tot in REEKS.findall(tekst):
        gevonden |= {f"M{nr}" for nr in range(int(van), int(tot) + 1)}
    return gevonden


def _modules(bron: Path) -> dict[str, list[str]]:
    """Per number the modules of which a docstring or a rule names it."""
    gevonden: dict[str, list[str]] = defaultdict(list)
    for pad in [each for map_ in CODE for each in sorted((bron / map_).rglob("*.py"))]:
        if NIET_UITVOEREND & set(pad.parts):
            continue
        naam = _module(pad.relative_to(bron))
        for nummer in _genoemd(ast.parse(pad.read_text(encoding="utf-8"))):
            gevonden[nummer].append(naam)
    return gevonden


def _module(pad: Path) -> str:
    """How a file is imported: services and shared are import roots."""
    delen = pad.with_suffix("").parts
    return ".".join(delen if delen[0] == "clientroute" else delen[1:]).removesuffix(".__init__")


def _tests(bron: Path) -> dict[str, list[str]]:
    """Per number the tests that name it, those that carry it in their name first."""
    op_naam: dict[str, list[str]] = defaultdict(list)
    verder: dict[str, list[str]] = defaultdict(list)
    for pad in sorted((bron / "tests").rglob("test_*.py")):
        if pad.name == f"test_{Path(__file__).name}":  # its numbers are examples
            continue
        for knoop in ast.parse(pad.read_text(encoding="utf-8")).body:
            if not isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef) or not knoop.name.startswith("test_"):
                continue
            naam = f"{pad.relative_to(bron)}::{knoop.name}"
            eigen = {f"M{each}" for each in IN_NAAM.findall(knoop.name)}
            for nummer in eigen:
                op_naam[nummer].append(naam)
            for nummer in _genoemd(knoop) - eigen:
                verder[nummer].append(naam)
    return defaultdict(list, {each: op_naam[each] + verder[each] for each in {*op_naam, *verder}})


def _genoemd(boom: ast.AST) -> set[str]:
    """The numbers in docstrings, and in strings that are nothing but a number: those of rules."""
    return {nummer for tekst in _teksten(boom) for nummer in nummers_in(tekst)}


def _teksten(boom: ast.AST) -> Iterator[str]:
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Expr) and isinstance(knoop.value, ast.Constant) and isinstance(knoop.value.value, str):
            yield knoop.value.value  # a docstring, also of an attribute
        elif isinstance(knoop, ast.Constant) and isinstance(knoop.value, str) and NUMMER.fullmatch(knoop.value):
            yield knoop.value


def mogelijkheden(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Geef de tabel als JSON.")] = False,
    vernieuw: Annotated[bool, typer.Option("--vernieuw", help="Maak het bestand opnieuw uit de broncode.")] = False,
) -> None:
    """Toon per M-nummer waar het vandaan komt, wie het merkt, waar het staat en welke test het laat zien."""
    if vernieuw:
        TABEL.write_text(als_tekst(zoek()), encoding="utf-8")
    tabel = lees()
    if as_json:
        typer.echo(als_tekst(tabel), nl=False)
        return
    for each in tabel:
        typer.echo(f"{each.nummer:<5} {each.titel}")
        typer.echo(f"      bron: {each.bron}")
        typer.echo(f"      effect: {each.effect}")
        if each.niet:
            typer.echo(f"      niet: {each.niet}")
        if each.nog:
            typer.echo(f"      nog niet: {each.nog}")
        typer.echo(f"      waar: {', '.join(each.waar[:HOOGSTENS]) or '-'}")
        typer.echo(f"      test: {', '.join(test.split('::')[1] for test in each.tests) or '-'}")
