"""Serving HTTP: a socket of our own, so that a port in use is said clearly, and one way to stop."""

import asyncio
import signal
import socket
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEADER_SECONDS = 20.0
"""Within which the first line and the headers of a request must have come in."""


class PortInUse(Exception):
    """Something else listens there already; the text says what to do."""


class _Server(uvicorn.Server):
    """Leaves signals to us: the process stops everything in order, not only the server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


class Punctual(HttpToolsProtocol):
    """Ends a connection on which a request begins and does not come; what a body may take the route says."""

    _end: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait."""
        super().connection_made(transport)
        self._expect()

    def on_message_begin(self) -> None:
        """Begin to wait, for a later request on the same connection too."""
        super().on_message_begin()
        self._expect()

    def on_headers_complete(self) -> None:
        """It came."""
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits any longer."""
        self._stop()
        super().connection_lost(exc)

    def _expect(self) -> None:
        if self._end is None:
            self._end = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

    def _stop(self) -> None:
        if self._end is not None:
            self._end.cancel()
            self._end = None


def bind(host: str, port: int, setting: str = "CLIENTROUTE_PORT") -> socket.socket:
    """A socket that listens. Raises PortInUse, which names the setting to change."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol by name asyncio sends each part of an answer at once; without it some wait 40 ms for the next.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise PortInUse(
            f"Poort {port} op {host} is niet te gebruiken: {error.strerror}. "
            f"Stop wat daar draait, of kies een andere: {setting}={port + 1}"
        ) from None
    listening.listen(2048)
    return listening


@dataclass(frozen=True)
class MutualTls:
    """Who we are, and the certificates that vouch for whom we let in: nobody else gets a connection."""

    certificaat: Path
    sleutel: Path
    vertrouwd: Path


@asynccontextmanager
async def serving(app: ASGIApp, listening: socket.socket, tls: MutualTls | None = None) -> AsyncIterator[None]:
    """Serve `app` meanwhile; at the end requests under way are finished."""
    config = uvicorn.Config(
        app,
        http=Punctual,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    if tls is not None:
        config.ssl_certfile, config.ssl_keyfile = tls.certificaat, tls.sleutel
        config.ssl_ca_certs, config.ssl_cert_reqs = str(tls.vertrouwd), ssl.CERT_REQUIRED
    server = _Server(config)
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await task
        listening.close()


def stop_on_signals() -> asyncio.Event:
    """An event that is set by Ctrl-C or by the platform's request to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
