"""Waiting for what happens elsewhere, by asking again until it is there."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from tenacity import AsyncRetrying, retry_if_result, stop_after_delay, wait_exponential

T = TypeVar("T")
PATIENCE_SECONDS = 60.0


async def until(ask: Callable[[], Awaitable[T]], good: Callable[[T], bool]) -> T:
    """Ask until the answer is good. Raises tenacity.RetryError after a minute."""
    retrying = AsyncRetrying(
        retry=retry_if_result(lambda answer: not good(answer)),
        wait=wait_exponential(multiplier=0.03, max=0.5),
        stop=stop_after_delay(PATIENCE_SECONDS),
    )

    async def attempt() -> T:
        return await ask()

    return await retrying(attempt)
