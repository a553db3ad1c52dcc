"""The socket on which we serve."""

import asyncio
import socket
from contextlib import suppress

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from chassis.rates import address_of
from clientroute import serve
from clientroute.serve import bind, serving


async def test_an_answer_never_waits_for_more_to_send() -> None:
    """Without TCP_NODELAY the second part of an answer waits for the caller's acknowledgement: 40 ms on Linux."""
    accepted: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()
    listening = bind("127.0.0.1", 0)
    server = await asyncio.start_server(lambda _reader, writer: accepted.put(writer), sock=listening)
    async with server:
        _, writer = await asyncio.open_connection(*listening.getsockname())
        ours = await accepted.get()
        assert ours.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        ours.close()
        writer.close()


async def _hello(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ja"})


async def test_a_request_that_begins_and_does_not_come_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "HEADER_SECONDS", 0.05)
    listening = bind("127.0.0.1", 0)
    address = listening.getsockname()
    async with serving(_hello, listening):
        for begun in (b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Traag: "):
            reader, writer = await asyncio.open_connection(*address)
            writer.write(begun)
            with suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()


async def test_a_request_that_comes_is_answered_and_a_slow_next_one_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "HEADER_SECONDS", 0.5)
    listening = bind("127.0.0.1", 0)
    async with serving(_hello, listening):
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        for _ in range(3):
            writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            assert (await reader.readuntil(b"ja")).startswith(b"HTTP/1.1 200")
        writer.write(b"GET / HTTP/1.1\r\nHost: ")
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()


async def _who(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(address_of(scope)).encode()})


@pytest.mark.parametrize(("gateways", "seen"), [("127.0.0.1", "192.0.2.9"), ("192.0.2.1", "127.0.0.1")])
async def test_only_a_gateway_that_is_named_is_believed_about_who_is_behind_it(
    monkeypatch: pytest.MonkeyPatch, gateways: str, seen: str
) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", gateways)
    listening = bind("127.0.0.1", 0)
    async with serving(_who, listening), httpx.AsyncClient() as client:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        assert (await client.get(url, headers={"X-Forwarded-For": "198.51.100.4, 192.0.2.9"})).text == seen
