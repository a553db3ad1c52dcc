"""How large a request may be and how long it may take to come in, by the kind of its route."""

import asyncio
import math

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from chassis.problems import DETAILS, Problem

MAX_BODY = 25 * 1024 * 1024
"""Bytes: the largest iWmo file (OP179). Only for routes where messages and files come in."""
MAX_JSON = 1024 * 1024
"""Bytes of any other request: far more than any form has."""
BODY_SECONDS = 60.0
"""Within which a body must have come in whole."""
TOO_SLOW = "Uw verzoek kwam niet binnen een minuut helemaal aan. Er is niets veranderd. Stuur het opnieuw."


def check_length(scope: Scope, largest: int) -> None:
    """Raises Problem 413 for a request that says of itself that it has more than `largest` bytes."""
    if int(Headers(scope=scope).get("content-length") or 0) > largest:
        raise too_large()


def check_encoding(scope: Scope) -> None:
    """Raises Problem 415 for a body that was made smaller: how large it becomes is only known when it is too late."""
    if Headers(scope=scope).get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        detail = "Stuur het verzoek zoals het is, zonder Content-Encoding."
        raise Problem(415, "vorm", detail, headers={"Accept-Encoding": "identity"})


def too_large() -> Problem:
    """What becomes of a request with more bytes than its route takes."""
    return Problem(413, "te-groot", DETAILS[413])


def limited(receive: Receive, largest: int, seconds: float = BODY_SECONDS) -> Receive:
    """The same request; it ends with Problem 413 when it grows too large, and 400 when it takes too long."""
    received = 0
    deadline: float | None = None

    async def next_part() -> Message:
        nonlocal received, deadline
        if deadline is None:
            deadline = asyncio.get_running_loop().time() + seconds
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError:
            raise Problem(400, "te-traag", TOO_SLOW, headers={"Connection": "close"}) from None
        received += len(message.get("body", b""))
        if received > largest:
            raise too_large()
        if not message.get("more_body", False):
            deadline = math.inf  # what comes after the body is the end of the connection, whenever that is
        return message

    return next_part
