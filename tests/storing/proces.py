"""A process of the product that can be killed a thousand times: started as `clientroute` is, from a warm template.

A start costs seconds of reading code. The template has read it all, and each process is a copy of it that goes on where
the command begins: what follows, and what a kill ends, is as in production.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from tests.keten.processen import free_port

from chassis import told, worker
from chassis.service import Errand
from clientroute import cli
from clientroute.services import SERVICES

GELEZEN = list(SERVICES.values())
"""All services, so that their code is in the template."""
BIJPRATEN_SECONDS = 5.0
PAUZES: tuple[tuple[ModuleType, str, object], ...] = (
    (told, "SETTLED", timedelta(seconds=BIJPRATEN_SECONDS)),
    (worker, "BIJPRATEN", Errand("bijpraten", BIJPRATEN_SECONDS, told.catch_up)),
)
"""What the services ask each other every five minutes they ask here every few seconds; nothing else is quicker."""
_MALLEN = multiprocessing.get_context("forkserver")
_MALLEN.set_forkserver_preload([__name__])


def _leef(argumenten: list[str], omgeving: Mapping[str, str], log: str) -> None:
    os.environ.clear()
    os.environ.update(omgeving)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stroom in (1, 2):
        os.dup2(descriptor, stroom)
    for module, naam, pauze in PAUZES:
        setattr(module, naam, pauze)
    sys.argv = ["clientroute", *argumenten]
    cli.main()


def opdracht(argumenten: list[str], omgeving: Mapping[str, str], log: Path) -> BaseProcess:
    """Begin a command of the product, which tells what it does in `log`."""
    proces = _MALLEN.Process(target=_leef, args=(argumenten, omgeving, str(log)), daemon=True)
    proces.start()
    return proces


def doe_opdracht(argumenten: list[str], omgeving: Mapping[str, str], log: Path) -> None:
    """Carry a command out. Raises ValueError when it cannot."""
    proces = opdracht(argumenten, omgeving, log)
    proces.join()
    if proces.exitcode != 0:
        raise ValueError(f"{argumenten}: {log.read_text()[-500:]}")


class Proces:
    """An API or a worker of a service, of which there may be more."""

    def __init__(self, rol: str, dienst: str, omgeving: Mapping[str, str], folder: Path) -> None:
        self.rol, self.dienst, self.port = rol, dienst, free_port()
        self._argumenten = [rol, dienst, "--port", str(self.port)]
        self._omgeving = {**omgeving, "CLIENTROUTE_METRICS_PORT": str(free_port())}
        self._log = folder / f"{rol}-{dienst}.log"
        self._loopt: BaseProcess | None = None

    def start(self) -> None:
        """Let it begin; whether it can work shows later."""
        self._loopt = opdracht(self._argumenten, self._omgeving, self._log)

    @property
    def leeft(self) -> bool:
        """Whether there is a process."""
        return self._loopt is not None and self._loopt.is_alive()

    def dood(self) -> None:
        """As a machine that fails: at once, with nothing finished."""
        if self._loopt is not None:
            self._loopt.kill()
            self._loopt.join()
