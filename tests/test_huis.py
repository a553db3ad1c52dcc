"""The house is kept small: modules, functions, and tests that do not lean on each other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

MODULE, FUNCTIE = 400, 40
"""Lines at most."""


def modules(*mappen: str) -> Iterator[Path]:
    for each in mappen:
        yield from (pad for pad in sorted(Path(each).rglob("*.py")) if "versions" not in pad.parts)


def test_modules_are_small() -> None:
    lang = {str(pad): aantal for pad in modules("services", "shared", "clientroute", "tests")
            if (aantal := len(pad.read_text(encoding="utf-8").splitlines())) > MODULE}  # fmt: skip
    assert lang == {}


def test_functions_are_small() -> None:
    lang = []
    for pad in modules("services", "shared", "clientroute"):
        for each in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                assert each.end_lineno is not None
                if each.end_lineno - each.lineno >= FUNCTIE:
                    lang.append(f"{pad}: {each.name}")
    assert lang == []


def test_no_test_imports_from_another() -> None:
    leunt = [
        str(pad)
        for pad in modules("tests")
        if re.search(r"^from tests[\w.]*\.test_\w+ import", pad.read_text(encoding="utf-8"), flags=re.MULTILINE)
    ]
    assert leunt == []
