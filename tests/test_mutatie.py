"""The mistakes that `make mutatie` makes: of the kinds it promises, one at a time, each judgement still of use."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from tests import mutatie
from tests.mutatie import ROOT, TABLE, mistakes, sources, try_or_tell
from tests.mutatie_loop import HereOnly, NotGreen

BRON = '''\
"""A module."""
GRENS: int = 6
Naam = str | None


def mag(dag: int, gevraagd: list[int]) -> int:
    """What may be."""
    if dag > GRENS and not gevraagd:
        raise ValueError(dag)
    noteer(dag)
    return sum(each for each in gevraagd if each)
'''


def test_each_kind_of_mistake_once_and_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(BRON, encoding="utf-8")
    gemaakt = [(each.line, each.was, each.now) for each in mistakes(tmp_path, tmp_path / "m.py")]
    als = "if dag > GRENS and not gevraagd:"
    assert sorted(gemaakt) == [
        (2, "GRENS: int = 6", "GRENS: int = 7"),
        (8, als, "if dag > GRENS and gevraagd:"),
        (8, als, "if dag > GRENS or not gevraagd:"),
        (8, als, "if dag >= GRENS and not gevraagd:"),
        (9, "raise ValueError(dag)", "pass"),
        (10, "noteer(dag)", "pass"),
        (11, "return sum(each for each in gevraagd if each)", "return sum(each for each in gevraagd)"),
    ]


def test_the_lines_of_the_head_of_a_statement(tmp_path: Path) -> None:
    (tmp_path / "m.py").write_text(BRON, encoding="utf-8")
    assert {each.line: each.statement for each in mistakes(tmp_path, tmp_path / "m.py")}[8] == range(8, 9)


@pytest.mark.parametrize("naam", TABLE["pakket"])
def test_a_package_has_modules_and_tests(naam: str) -> None:
    pakket = TABLE["pakket"][naam]
    assert [each for each in pakket["bronnen"] if not sources(ROOT, [each])] == []
    assert [each for each in pakket["tests"] if not (ROOT / each).exists()] == []


def test_a_package_whose_tests_are_red_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def probeer(_seed: int, _number: int, name: str) -> bool:
        if name == "rood":
            raise NotGreen("tests/rood: not green [without] a mistake either")
        return name == "genoeg"

    monkeypatch.setattr(mutatie, "try_package", probeer)
    assert [try_or_tell(1, 40, each) for each in ("rood", "genoeg", "te weinig")] == [False, True, False]
    assert capsys.readouterr().out == "rood: tests/rood: not green [without] a mistake either\n"


def test_tests_that_need_a_server_or_a_browser_are_left_out() -> None:
    """By what they ask for: the name of a test does not always say it."""
    asked = [["room"], ["rabbit_net", "request"], ["pooled", "direct", "new_postgres"], ["tmp_path"], ["page"]]
    items = [cast(pytest.Item, SimpleNamespace(fixturenames=each)) for each in asked]
    HereOnly().pytest_collection_modifyitems(items)
    assert [getattr(each, "fixturenames", None) for each in items] == [["room"], ["tmp_path"]]


def test_what_is_judged_can_still_be_made() -> None:
    """A judgement holds for the text it was given on."""
    gelijk = TABLE.get("gelijk", [])
    gemaakt = {
        (each.file, each.was, each.now)
        for file in {each["bestand"] for each in gelijk}
        for each in mistakes(ROOT, ROOT / file)
    }
    assert [each for each in gelijk if (each["bestand"], each["was"], each["wordt"]) not in gemaakt] == []
    assert [each for each in gelijk if not each["reden"]] == []
