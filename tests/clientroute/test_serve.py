"""The socket on which we serve."""

import asyncio
import socket

from clientroute.serve import bind


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
