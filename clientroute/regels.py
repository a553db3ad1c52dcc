"""`clientroute regels`: the rules of iWmo that this house knows, and the tests that show each of them.

Which test shows a rule is read from the source: a test, or a table of cases, that names its number. It is kept in a
file, since an installed programme has no tests; `--vernieuw` makes that file again.
"""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from clientroute import invoer
from wetten import REGELS, STANDAARDEN

app = typer.Typer(help="Toon alle regels van een standaard die wij toepassen.")
HIER = Path(__file__).parent
BRON = HIER.parent
"""The source tree, when we run from it."""
TABEL = HIER / "regels.json"
NUMMER = re.compile(r"(?<![A-Za-z0-9])((?:TR|CD|CS)[0-9]{3})(?![0-9A-Za-z])")
OP_NAAM = {each.naam: each for each in STANDAARDEN}
HOOGSTENS = 3
"""Tests that are named per rule."""
Tests = dict[str, list[str]]


def lees() -> Tests:
    """By rule, the tests that show it, as the table is kept."""
    found: Tests = json.loads(TABEL.read_text(encoding="utf-8"))
    return found


def zoek(bron: Path = BRON) -> Tests:
    """The same, as the source tree says now."""
    gevonden: dict[str, list[str]] = defaultdict(list)
    for pad in sorted((bron / "tests").rglob("*.py")):
        for knoop in ast.parse(pad.read_text(encoding="utf-8")).body:
            naam = _naam(knoop)
            if naam is not None:
                for regel in sorted({each for tekst in _teksten(knoop) for each in NUMMER.findall(tekst)}):
                    gevonden[regel].append(f"{pad.relative_to(bron)}::{naam}")
    return {regel: gevonden[regel][:HOOGSTENS] for regel in sorted(REGELS)}


def als_tekst(tabel: Tests) -> str:
    """The table as it is kept in the file."""
    return json.dumps(tabel, ensure_ascii=False, indent=1) + "\n"


def _naam(knoop: ast.stmt) -> str | None:
    """A test by its name, or a table of cases by the name of the table."""
    if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef):
        return knoop.name if knoop.name.startswith("test_") else None
    doelen: list[ast.expr] = []
    if isinstance(knoop, ast.Assign):
        doelen = knoop.targets
    elif isinstance(knoop, ast.AnnAssign):
        doelen = [knoop.target]
    namen = [each.id for each in doelen if isinstance(each, ast.Name)]
    return namen[0] if namen else None


def _teksten(knoop: ast.stmt) -> Iterator[str]:
    for each in ast.walk(knoop):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


@app.callback(invoke_without_command=True)
def regels(
    *,
    standaard: Annotated[str, typer.Option("--standaard", metavar="STANDAARD", help="iwmo of ijw.")] = "iwmo",
    as_json: Annotated[bool, typer.Option("--json", help="Geef de regels als JSON.")] = False,
    vernieuw: Annotated[bool, typer.Option("--vernieuw", help="Maak het bestand opnieuw uit de broncode.")] = False,
) -> None:
    """Toon van elke regel de code, het controleniveau, de retourcode, wat hij vraagt en welke test dat laat zien."""
    if vernieuw:
        TABEL.write_text(als_tekst(zoek()), encoding="utf-8")
    tests = lees()
    van = OP_NAAM[invoer.keuze(standaard, tuple(OP_NAAM), "--standaard")]
    alle = sorted(van.regels.alle.values(), key=lambda each: each.code)
    if as_json:
        met_tests = [asdict(each) | {"tests": tests[each.code]} for each in alle]
        typer.echo(json.dumps(met_tests, ensure_ascii=False, indent=2))
        return
    for each in alle:
        typer.echo(
            f"{each.code}  {each.niveau}  {each.retourcode or '-':<4}  {each.tekst} ({' '.join(each.berichten)})"
        )
        typer.echo(f"       test: {', '.join(tests[each.code]) or '-'}")
