"""The environment of commands that somebody types on a machine of their own."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import structlog


@contextmanager
def eigen_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the files are, in an environment with nothing but them; the log is as it was afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTROUTE_KEYS_FILE", str(tmp_path / "{service}.json"))
    monkeypatch.setenv("CLIENTROUTE_DATA_DIR", str(tmp_path / "var"))
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield tmp_path
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
