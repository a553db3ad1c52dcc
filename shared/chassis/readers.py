"""Processes that read what comes from outside, so that it cannot take the memory or the time of the service itself.

What is large or dangerous is read in a child process with a limit on its memory, which is ended when it takes too long.
What comes back are bytes, and never objects: who takes over a child cannot reach further than an answer.
"""

import asyncio
import os
import select
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable
from contextlib import suppress

from chassis.child import DONE, LENGTH, packed
from chassis.log import READING_ENDED, log
from chassis.problems import Problem

NUMBER = 2
"""Child processes at most, for one service in one process; they are started when they are first needed."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of one of them."""
SECONDS = 30
"""That reading may take."""
WAITING = 4
"""Requests that may wait for their turn; who comes after them hears to come back."""
AT_HAND = 16 * 1024
"""Bytes that are read where they are: that takes a millisecond at most, and handing them to a thread half of one."""
SMALL = 64 * 1024
"""Bytes that are read in a thread of our own: whatever they hold, it takes some milliseconds."""
ANSWER = 256 * 1024 * 1024
"""Bytes of an answer at most."""
AT_ONCE = 1024 * 1024
"""Bytes that go into a pipe, or come out of it, at once."""

Reading = Callable[..., list[bytes]]  # type: ignore[explicit-any]  # of one argument or more, each bytes
"""A function of a module that is quick to import: bytes in, bytes out. What it raises is a fault of ours."""


class Readers:
    """The child processes of one running service."""

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._idle: list[Process] = []
        self._turns = asyncio.Semaphore(NUMBER)
        self._asked = 0

    async def read(self, function: Reading, *arguments: bytes, small: int = SMALL) -> list[bytes]:
        """What `function` gives; here or in a thread when its arguments have at most `small` bytes, else in a child.

        Raises Problem 413 when it takes too much memory or time, and 503 when too many wait for their turn.
        """
        size = sum(map(len, arguments))
        if size <= min(small, AT_HAND):
            return function(*arguments)
        if size <= small:
            return await asyncio.to_thread(function, *arguments)
        if self._asked >= NUMBER + WAITING:
            detail = "Er komen nu te veel grote bestanden tegelijk. Er is niets veranderd. Probeer het later opnieuw."
            raise Problem(503, "druk", detail, headers={"Retry-After": "10"})
        self._asked += 1
        try:
            async with self._turns:
                return await self._in_a_child(f"{function.__module__}:{function.__name__}", arguments)
        finally:
            self._asked -= 1

    async def close(self) -> None:
        """End those that wait for work."""
        while self._idle:
            await _end(self._idle.pop())

    async def _in_a_child(self, name: str, arguments: tuple[bytes, ...]) -> list[bytes]:
        child = await self._child()
        is_well = False
        try:
            async with asyncio.timeout(self._seconds):
                state, *answer = await _exchange(child, [name.encode(), *arguments])
            is_well = True
        except (OSError, EOFError) as error:  # it took too long, or it is gone
            log(READING_ENDED, function=name, error=type(error).__name__)
            detail = "Dit bestand kost te veel tijd of geheugen om te lezen. Verdeel het over meer bestanden."
            raise Problem(413, "te-zwaar", detail) from None
        finally:
            if is_well:
                self._idle.append(child)
            else:
                await _end(child)
        if state != DONE:
            raise RuntimeError(f"{name}: {answer[0].decode()}")
        return answer

    async def _child(self) -> Process:
        while self._idle:
            child = self._idle.pop()
            if not _is_gone(child):
                return child
        # Of the environment it gets nothing but where the code is: there are secrets in it.
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "chassis.child", str(self._memory), str(int(self._seconds) + 1)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,  # Ctrl-C is for us
            limit=AT_ONCE,
        )


def _is_gone(child: Process) -> bool:
    """Whether nobody is at the other end of the pipe to a child, also when the loop has not heard it yet."""
    assert child.stdin is not None  # a pipe
    if child.stdin.is_closing():
        return True
    line = select.poll()
    line.register(child.stdin.get_extra_info("pipe"), 0)
    return bool(line.poll(0))


async def _exchange(child: Process, request: list[bytes]) -> list[bytes]:
    assert child.stdin is not None  # both are pipes
    assert child.stdout is not None
    for piece in packed(request):
        for begin in range(0, len(piece), AT_ONCE):  # all of 25 MB at once takes three times as long
            child.stdin.write(piece[begin : begin + AT_ONCE])
            await child.stdin.drain()
    answer: list[bytes] = []
    room = ANSWER
    for _ in range(await _number(child.stdout)):
        length = await _number(child.stdout)
        room -= length
        if room < 0:
            raise EOFError
        answer.append(await child.stdout.readexactly(length))
    return answer


async def _number(source: asyncio.StreamReader) -> int:
    (number,) = LENGTH.unpack(await source.readexactly(LENGTH.size))
    return int(number)


async def _end(child: Process) -> None:
    with suppress(ProcessLookupError):
        child.kill()
    await child.wait()
