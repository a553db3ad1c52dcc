"""Running a command as somebody types it."""

import sys
from collections.abc import Iterator

import pytest
import typer
from typer.core import TyperGroup

from clientroute.cli import app, main


def doe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *woorden: str) -> tuple[int, str, str]:
    """The exit code, the output and the errors of a command."""
    monkeypatch.setattr(sys, "argv", ["clientroute", *woorden])
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as einde:
        main()
    gezegd = capsys.readouterr()
    return int(einde.value.code or 0), gezegd.out, gezegd.err


def opdrachten() -> Iterator[tuple[str, ...]]:
    """The words of every command and group."""

    def onder(opdracht: object, woorden: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield woorden
        if isinstance(opdracht, TyperGroup):
            for naam, each in opdracht.commands.items():
                yield from onder(each, (*woorden, naam))

    return onder(typer.main.get_command(app), ())
