"""Programmes of the machine that a test runs for itself: servers on a free port, and tools."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

START_SECONDS = 90


def programme(*names: str) -> str:
    """Where a programme is. Leaves the test out when it is not there."""
    for name in names:
        found = shutil.which(name) or next(iter(sorted(map(str, Path("/").glob(name.lstrip("/"))), reverse=True)), None)
        if found is not None:
            return found
    pytest.skip(f"no programme {Path(names[0]).name}")


def postgres_user() -> str | None:
    """Whom PostgreSQL and pgbouncer run as here: not as root."""
    return "postgres" if os.geteuid() == 0 else None


@contextmanager
def folder_of(user: str | None) -> Iterator[Path]:
    """A folder for a programme of this user; gone afterwards."""
    # Not pytest's own folder: another user could not enter it.
    with tempfile.TemporaryDirectory(prefix="clientroute-") as name:
        folder = Path(name)
        if user is not None:
            shutil.chown(folder, user)
        yield folder


@contextmanager
def running(command: list[str], environment: Mapping[str, str], log: Path, user: str | None) -> Iterator[None]:
    """The programme runs meanwhile, as this user."""
    with log.open("ab") as sink:
        process = subprocess.Popen(
            command, env=dict(environment), stdout=sink, stderr=sink, user=user, start_new_session=True, cwd=log.parent
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def until_no(error: type[Exception]) -> Retrying:
    """Try as long as this error is raised, for as long as a server may take to start."""
    return Retrying(
        retry=retry_if_exception_type(error), wait=wait_fixed(0.2), stop=stop_after_delay(START_SECONDS), reraise=True
    )
