"""Every rule of the standard names the tests that show it, on all four levels."""

import json
from pathlib import Path

from typer.testing import CliRunner

import ijw
import iwmo
from clientroute.cli import app
from clientroute.regels import TABEL, als_tekst, lees, zoek


def test_the_kept_table_is_what_the_source_says() -> None:
    """When this fails: clientroute regels --vernieuw."""
    assert TABEL.read_text(encoding="utf-8") == als_tekst(zoek())


def test_every_rule_has_a_test() -> None:
    assert {regel for regel, tests in lees().items() if not tests} == set()
    assert lees().keys() == iwmo.REGELS.keys() | ijw.REGELS.keys()


def test_what_counts_as_showing_a_rule(tmp_path: Path) -> None:
    """A test or a table of cases that names it; a helper does not."""
    test = (
        'GEVALLEN = [("TR302 twice", 1)]\nANDERS: list[str] = ["CD005"]\n\n\n'
        'def test_a() -> None:\n    """TR302, not TR3021."""\n\n\ndef helper() -> None:\n    """TR018"""\n'
    )
    (tmp_path / "tests" / "x").mkdir(parents=True)
    (tmp_path / "tests" / "x" / "test_a.py").write_text(test, encoding="utf-8")
    found = {regel: tests for regel, tests in zoek(tmp_path).items() if tests}
    assert found == {
        "CD005": ["tests/x/test_a.py::ANDERS"],
        "TR302": ["tests/x/test_a.py::GEVALLEN", "tests/x/test_a.py::test_a"],
    }


def test_the_command_names_them() -> None:
    per_regel: dict[str, list[str]] = {}
    for standaard in ("iwmo", "ijw"):
        uitkomst = CliRunner().invoke(app, ["regels", "--standaard", standaard, "--json"])
        per_regel |= {each["code"]: each["tests"] for each in json.loads(uitkomst.stdout)}
    assert per_regel == lees()
    assert "test: tests/" in CliRunner().invoke(app, ["regels"]).stdout
