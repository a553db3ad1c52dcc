"""The production form on one machine: an API and a worker process per service, behind one gateway."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_fixed

from clientroute.serve import bind

START_SECONDS = 300
NO_POOLER: Mapping[str, str] = {}
HOP_BY_HOP = {"host", "content-length", "transfer-encoding", "connection"}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Proces:
    """One process of the product, started as in production, that can be killed and started again."""

    def __init__(self, role: str, service: str, environment: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        self.metrics_port = free_port()
        self.name = f"{role} {service}"
        self._command = [sys.executable, "-m", "clientroute", role, service, "--port", str(self.port)]
        self._environment = {**environment, "CLIENTROUTE_METRICS_PORT": str(self.metrics_port)}
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environment, stdout=log, stderr=log)

    def await_ready(self) -> None:
        retrying = Retrying(
            retry=retry_if_exception_type((httpx.HTTPError, AssertionError)),
            wait=wait_fixed(0.1),
            stop=stop_after_delay(START_SECONDS),
            reraise=True,
        )
        for attempt in retrying:
            with attempt:
                assert httpx.get(f"http://127.0.0.1:{self.port}/readyz").status_code == 200, self.name

    def kill(self) -> None:
        """As a machine that fails: at once, with nothing finished."""
        assert self._process is not None
        self._process.kill()
        self._process.wait()

    def wait(self) -> int:
        """Until it ends by itself; the exit code."""
        assert self._process is not None
        return self._process.wait(timeout=START_SECONDS)

    def stop(self) -> int:
        """As a platform that asks; the exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        return self._process.wait(timeout=30)


@contextmanager
def in_a_thread(app: ASGIApp) -> Iterator[str]:
    """Serves meanwhile, beside this thread; gives the address."""
    listening = bind("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_config=None))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def gateway(ports: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """One address for all services: `{service}` in it is the first step of the path.

    An API that is not there is passed over for the next; 502 when none is, or when the one that was asked broke off.
    """
    clients: list[httpx.AsyncClient] = []
    turns = count()

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with httpx.AsyncClient(timeout=60) as client:
            clients.append(client)
            yield

    async def forward(request: Request) -> Response:
        service, _, path = request.path_params["path"].partition("/")
        headers = {name: value for name, value in request.headers.items() if name not in HOP_BY_HOP}
        body, begin = await request.body(), next(turns)
        there = ports[service]
        for port in (there[(begin + each) % len(there)] for each in range(len(there))):
            url = f"http://127.0.0.1:{port}/{path}"
            try:
                answer = await clients[0].request(
                    request.method, url, params=request.query_params, headers=headers, content=body
                )
            except httpx.ConnectError:
                continue
            except httpx.TransportError:
                break
            kept = {name: value for name, value in answer.headers.items() if name not in HOP_BY_HOP}
            return Response(answer.content, answer.status_code, kept)
        return Response(status_code=httpx.codes.BAD_GATEWAY)

    app = Starlette(routes=[Route("/{path:path}", forward, methods=["GET", "POST", "PUT"])], lifespan=lifespan)
    with in_a_thread(app) as url:
        yield f"{url}/{{service}}"


def omgeving(settings: Mapping[str, str], database: str, url: str, direct: str | None = None) -> dict[str, str]:
    """The environment of a process of one service; others are at `url`, its database is at `direct` past a pooler."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("CLIENTROUTE_")},
        **settings,
        "CLIENTROUTE_DATABASE_URL": database,
        "CLIENTROUTE_SERVICE_URL": url,
        **({"CLIENTROUTE_DIRECT_DATABASE_URL": direct} if direct else {}),
    }


@contextmanager
def productie(
    settings: Mapping[str, str], databases: Mapping[str, str], logs: Path, direct: Mapping[str, str] = NO_POOLER
) -> Iterator[tuple[str, dict[str, Proces], dict[str, Proces]]]:
    """Eight processes: the address of the gateway, the APIs by service, the workers by service."""
    with ExitStack() as stack:
        ports: dict[str, tuple[int, ...]] = {}
        url = stack.enter_context(gateway(ports))
        apis: dict[str, Proces] = {}
        workers: dict[str, Proces] = {}
        for service, database in databases.items():
            environment = omgeving(settings, database, url, direct.get(service))
            if service == next(iter(databases)):
                making = [sys.executable, "-m", "clientroute", "sleutels", "nieuw"]
                subprocess.run(making, env=environment, check=True, capture_output=True)
            migrating = [sys.executable, "-m", "clientroute", "migrate", service]
            subprocess.run(migrating, env=environment, check=True, capture_output=True)
            for role, group in (("api", apis), ("worker", workers)):
                group[service] = Proces(role, service, environment, logs / f"{role}-{service}.log")
                group[service].start()
                stack.callback(group[service].stop)
            ports[service] = (apis[service].port,)
        for proces in (*apis.values(), *workers.values()):
            proces.await_ready()
        yield url, apis, workers
