"""A database, a broker prefix and worker processes of the bench's own, gone afterwards."""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import yaml
from sqlalchemy.engine import make_url
from tenacity import AsyncRetrying, retry_if_exception_type, wait_fixed

from chassis.bus_rabbit import remove
from chassis.migrations import create_database, drop_database
from chassis.settings import Settings
from clientroute.run import CommandError
from clientroute.serve import bind
from clientroute.services import topology
from inkoop import Inkoopmodel, gebruik_map
from istandaard.codes import Eenheid


class _Dumper(yaml.SafeDumper):
    """Writes a tuple as a list, and a code as its text."""


_Dumper.add_representer(tuple, yaml.SafeDumper.represent_list)
_Dumper.add_representer(Eenheid, yaml.SafeDumper.represent_str)


@asynccontextmanager
async def eigen_omgeving(settings: Settings, model: Inkoopmodel) -> AsyncIterator[Settings]:
    """Settings like these, for a new database for declaratie, with `model` in a folder of its own.

    Raises CommandError without PostgreSQL and RabbitMQ, DatabaseError when the database cannot be reached.
    """
    if settings.broker_url is None or not (settings.database_url or "").startswith("postgresql"):
        raise CommandError(
            "Deze proef heeft CLIENTROUTE_DATABASE_URL=postgresql://… en CLIENTROUTE_BROKER_URL=amqp://… nodig."
        )
    naam = f"clientroute_bench_{uuid4().hex}"
    url = make_url(settings.database_for("declaratie")).set(database=naam)
    with tempfile.TemporaryDirectory() as folder:
        modellen = Path(folder)
        inhoud = yaml.dump(model.model_dump(exclude_none=True), Dumper=_Dumper, allow_unicode=True)
        (modellen / f"{model.naam}.yaml").write_text(inhoud, encoding="utf-8")
        eigen = settings.model_copy(
            update={
                "data_dir": modellen,
                "inkoopmodellen": modellen,
                "database_url": url.set(drivername="postgresql").render_as_string(hide_password=False),
                "broker_prefix": naam.replace("_", "-"),
            }
        )
        await asyncio.to_thread(create_database, url)
        gebruik_map(modellen)
        try:
            yield eigen
        finally:
            gebruik_map(settings.inkoopmodellen)
            await asyncio.to_thread(drop_database, url)
            await remove(settings.broker_url, topology(eigen))


def verbind(settings: Settings) -> "psycopg.Connection[tuple[int, ...]]":
    """A blocking connection with the database of the bench, each statement by itself."""
    return psycopg.connect(str(settings.database_url), autocommit=True)


class Werkers:
    """Worker processes of declaratie, as in production: `clientroute worker declaratie`."""

    def __init__(self, settings: Settings, aantal: int) -> None:
        omgeving = {
            "CLIENTROUTE_DATA_DIR": str(settings.data_dir),
            "CLIENTROUTE_INKOOPMODELLEN": str(settings.inkoopmodellen),
            "CLIENTROUTE_DATABASE_URL": str(settings.database_url),
            "CLIENTROUTE_BROKER_URL": str(settings.broker_url),
            "CLIENTROUTE_BROKER_PREFIX": settings.broker_prefix,
        }
        command = [sys.executable, "-m", "clientroute", "worker", "declaratie", "--port"]
        self.processor = 0.0
        """Seconds of a processor that they took, once they have stopped."""
        self._log = settings.data_dir / "werkers.log"
        self._poorten = [_vrije_poort() for _ in range(aantal)]
        with self._log.open("ab") as log:
            self._processen = [
                subprocess.Popen([*command, str(poort)], env={**os.environ, **omgeving}, stdout=log, stderr=log)
                for poort in self._poorten
            ]

    async def wacht(self) -> None:
        """Until all of them are at work."""
        async with httpx.AsyncClient() as client:
            for poort in self._poorten:
                retrying = AsyncRetrying(retry=retry_if_exception_type(httpx.TransportError), wait=wait_fixed(0.1))
                await retrying(self._vraag, client, poort)

    async def _vraag(self, client: httpx.AsyncClient, poort: int) -> None:
        self.controleer()
        await client.get(f"http://127.0.0.1:{poort}/livez")

    def controleer(self) -> None:
        """Raises CommandError, with its last words, when one has ended by itself."""
        if any(each.poll() is not None for each in self._processen):
            raise CommandError(f"Een werker stopte:\n{self._log.read_text(encoding='utf-8')[-2000:]}")

    def stop(self) -> None:
        """Ask them to stop, and wait until they have."""
        before = _processor_van_gestopten()
        for each in self._processen:
            each.terminate()
        for each in self._processen:
            each.wait()
        self.processor = _processor_van_gestopten() - before


def _processor_van_gestopten() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def piek_van_werkers() -> int:
    """The most memory in bytes that one stopped worker had in use."""
    piek = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return piek if sys.platform == "darwin" else piek * 1024


def _vrije_poort() -> int:
    with bind("127.0.0.1", 0) as listening:
        return int(listening.getsockname()[1])
