"""The table of all M numbers is what the source says, and says all."""

import json
import re
from pathlib import Path

from typer.testing import CliRunner

from clientroute.cli import app
from clientroute.mogelijkheden import TABEL, als_tekst, lees, nummers_in, zoek

PLAATS = re.compile(r"(Almere|Lekstroom|Regio Alkmaar|Almelo|Noord-Veluwe)\b[^:]*: \S")
"""A bron names the place in a document, and what it says there."""
WOORDEN = 15
"""Of what a document says, at most."""


def test_the_kept_table_is_what_the_source_says() -> None:
    """When this fails: clientroute mogelijkheden --vernieuw."""
    assert TABEL.read_text(encoding="utf-8") == als_tekst(zoek())


def test_every_number_has_a_title_and_a_place_in_the_documents() -> None:
    tabel = lees()
    assert [each.nummer for each in tabel] == [f"M{nr}" for nr in range(1, 143)]
    assert [each.nummer for each in tabel if not each.titel or not PLAATS.match(each.bron)] == []


def test_what_a_document_says_is_said_in_a_few_words_of_our_own() -> None:
    wat = {each.nummer: each.bron.split(": ", 1)[1] for each in lees()}
    assert {nummer: tekst for nummer, tekst in wat.items() if len(tekst.split()) > WOORDEN} == {}


def test_what_is_carried_out_has_an_effect_and_a_test_that_carries_its_number() -> None:
    """By its name: a number that a docstring mentions in passing shows nothing."""
    zonder = [
        each.nummer
        for each in lees()
        if not (each.niet or each.nog) and not (each.effect and each.waar and _op_naam(each.nummer, each.tests))
    ]
    assert zonder == []


def _op_naam(nummer: str, tests: list[str]) -> bool:
    return any(re.search(rf"_{nummer.lower()}_", test.split("::")[1]) for test in tests)


def test_what_software_cannot_do_has_no_test_and_nothing_that_is_still_to_come() -> None:
    assert [each.nummer for each in lees() if each.niet and (each.tests or each.nog)] == []


def test_numbers_in_a_text() -> None:
    assert nummers_in("steps (M22-M24), M7; not iM3, M143 or WMO020") == {"M22", "M23", "M24", "M7"}


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
    m7 = lees()[6]
    gedrukt = CliRunner().invoke(app, ["mogelijkheden"]).stdout
    assert f"M7    {m7.titel}\n      bron: {m7.bron}\n      effect: {m7.effect}\n      waar: " in gedrukt
