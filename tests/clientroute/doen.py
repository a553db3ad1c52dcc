"""Running a command as somebody types it."""

import sys

import pytest

from clientroute.cli import main


def doe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *woorden: str) -> tuple[int, str, str]:
    """The exit code, the output and the errors of a command."""
    monkeypatch.setattr(sys, "argv", ["clientroute", *woorden])
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit) as einde:
        main()
    gezegd = capsys.readouterr()
    return int(einde.value.code or 0), gezegd.out, gezegd.err
