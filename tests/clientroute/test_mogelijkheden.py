"""The table of all M numbers is what the source says, and says all."""

import json
from pathlib import Path

from typer.testing import CliRunner

from clientroute.cli import app
from clientroute.mogelijkheden import TABEL, als_tekst, lees, nummers_in, zoek

TOEGANG = {f"M{nr}" for nr in range(1, 46)}


def test_the_kept_table_is_what_the_source_says() -> None:
    """When this fails: clientroute mogelijkheden --vernieuw."""
    assert TABEL.read_text(encoding="utf-8") == als_tekst(zoek())


def test_every_number_has_a_line() -> None:
    assert [each.nummer for each in lees()] == [f"M{nr}" for nr in (*range(1, 121), 142)]


def test_every_number_of_toegang_is_carried_out_and_shown_or_has_a_reason_why_not() -> None:
    zonder = [
        each.nummer for each in lees() if each.nummer in TOEGANG and not (each.niet or (each.waar and each.tests))
    ]
    assert zonder == []


def test_a_number_has_a_reason_or_a_test_and_not_both() -> None:
    assert [each.nummer for each in lees() if each.niet and each.tests] == []


def test_numbers_in_a_text() -> None:
    assert nummers_in("steps (M22-M24), M7; not iM3, M121 or WMO020") == {"M22", "M23", "M24", "M7"}


def test_where_and_shown_by_what(tmp_path: Path) -> None:
    """M-numbers in docstrings and rules count, those in other texts do not."""
    test = 'def test_m7_holds() -> None:\n    assert "M9"\n\n\ndef helper() -> None:\n    """M11"""\n'
    for pad, tekst in {
        "services/x/domain/a.py": '"""Carries out M7."""\nREGEL = "M9"\nTEKST = "zie M11"\n',
        "services/x/migrations/b.py": '"""M8"""\n',
        "clientroute/y.py": "",
        "shared/z/c.py": 'def f() -> None:\n    """M7 too."""\n',
        "tests/x/test_a.py": test,
    }.items():
        (tmp_path / pad).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / pad).write_text(tekst, encoding="utf-8")
    tabel = {each.nummer: each for each in zoek(tmp_path)}
    assert tabel["M7"].waar == ["x.domain.a", "z.c"]
    assert tabel["M7"].tests == tabel["M9"].tests == ["tests/x/test_a.py::test_m7_holds"]
    assert (tabel["M9"].waar, tabel["M8"].waar, tabel["M11"].tests) == (["x.domain.a"], [], [])


def test_the_command_prints_it() -> None:
    uitkomst = CliRunner().invoke(app, ["mogelijkheden", "--json"])
    assert [each["nummer"] for each in json.loads(uitkomst.stdout)] == [each.nummer for each in lees()]
    assert "Traject 2 en 3 nooit tegelijk" in CliRunner().invoke(app, ["mogelijkheden"]).stdout
