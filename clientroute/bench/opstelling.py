"""Set-ups that stand during the whole run, so that a figure measures work and not its preparation."""

import asyncio
import atexit
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from functools import cache
from typing import TypeVar

from chassis.tokens import Caller, DevelopmentIssuer

T = TypeVar("T")


class Loop:
    """One event loop, with what was opened on it; all of it is closed when the process ends."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        atexit.register(self._close)

    def run(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do this on the loop, and wait for it."""

        async def all_of_it() -> T:
            return await work()

        return self._runner.run(all_of_it())

    def keep(self, opening: AbstractAsyncContextManager[T]) -> T:
        """Open this, and close it at the end."""
        return self.run(lambda: self._stack.enter_async_context(opening))

    def _close(self) -> None:
        self.run(self._stack.aclose)
        self._runner.close()


def van_aanbieder(issuer: DevelopmentIssuer, agb: str) -> dict[str, str]:
    """The headers of a message that a provider sends."""
    token = issuer.issue(Caller(agb, frozenset({"berichten"}), agb=agb))
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/xml"}


@cache
def loop() -> Loop:
    """The loop of this process."""
    return Loop()
