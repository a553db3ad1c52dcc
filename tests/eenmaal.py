"""What is dear to make and only read: the first process of a run makes it, the others take it over."""

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest

T = TypeVar("T")


def eenmaal(factory: pytest.TempPathFactory, naam: str, maak: Callable[[Path], T]) -> T:
    """What `maak` gave for the folder of this name, which is there; the folder is for all, so nobody writes in it."""
    eigen = factory.getbasetemp()
    samen = eigen.parent if "PYTEST_XDIST_WORKER" in os.environ else eigen
    gemaakt = samen / f"{naam}.pickle"
    with (samen / f"{naam}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not gemaakt.exists():
            shutil.rmtree(samen / naam, ignore_errors=True)  # half made, by a process that was ended
            gemaakt.write_bytes(pickle.dumps(maak(samen / naam)))
    return cast(T, pickle.loads(gemaakt.read_bytes()))
