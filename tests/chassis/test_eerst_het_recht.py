"""Rights before anything else: nothing of a body is read for who may not ask, and no more than its route takes."""

import asyncio
from typing import Annotated

import pytest
from fastapi import Depends
from fastapi.dependencies.utils import get_dependant
from starlette.types import Message
from tests.chassis.proef import bearer, client_of, problem_of

from chassis.limits import MAX_BODY, MAX_JSON, limited
from chassis.problems import Problem
from chassis.security import needed, needs
from chassis.service import Room
from chassis.tokens import Caller
from chassis.web import create_api

ME = Caller("ik", frozenset({"proef"}), gemeenten=frozenset({"0034"}))
ROUTES = [("/v1/geheimen/0034", 401), ("/v1/dead-letters/_opnieuw", 401), ("/v1/dead-letters/_bekijk", 401)]


async def exchange(room: Room, path: str, headers: list[tuple[bytes, bytes]], parts: list[bytes]) -> tuple[int, int]:
    """The status of the answer to a POST, and how many of the parts of its body were read."""
    sent: list[Message] = []
    left = list(parts)

    async def receive() -> Message:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": headers}
    await create_api(room)(scope, receive, send)
    return int(sent[0]["status"]), len(parts) - len(left)


@pytest.mark.parametrize(("path", "status"), ROUTES)
@pytest.mark.parametrize("key", [[], [(b"idempotency-key", b"k")]], ids=["", "with key"])
async def test_without_a_token_nothing_of_a_body_is_read(
    sqlite_room: Room, path: str, status: int, key: list[tuple[bytes, bytes]]
) -> None:
    headers = [(b"content-type", b"application/json"), *key]
    assert await exchange(sqlite_room, path, headers, [b" " * 1000] * 5) == (status, 0)


def test_what_a_route_asks_is_found_also_where_it_depends_on_what_depends_on_it() -> None:
    eigen, dieper = needs("proef"), needs("beheer")

    async def tussen(_caller: Annotated[Caller, Depends(dieper)]) -> None:
        """What a route can depend on."""

    async def route(_caller: Annotated[Caller, Depends(eigen)], _tussen: Annotated[None, Depends(tussen)]) -> None:
        """Asks both."""

    assert list(needed(get_dependant(path="/", call=route))) == [eigen, dieper]


@pytest.mark.parametrize("caller", [Caller("x", frozenset({"ander"}), gemeenten=frozenset({"0034"}))])
async def test_without_the_right_nothing_of_a_body_is_read(sqlite_room: Room, caller: Caller) -> None:
    headers = [(b"authorization", bearer(sqlite_room, caller)["Authorization"].encode())]
    assert await exchange(sqlite_room, "/v1/geheimen/0034", headers, [b" " * 1000] * 5) == (403, 0)


async def test_a_form_is_read_no_further_than_a_form_may_be(sqlite_room: Room) -> None:
    headers = [
        (b"authorization", bearer(sqlite_room, ME)["Authorization"].encode()),
        (b"content-type", b"application/json"),
    ]
    parts = [b" " * (MAX_JSON // 4)] * 40
    assert await exchange(sqlite_room, "/v1/geheimen/0034", headers, parts) == (413, 5)


@pytest.mark.parametrize(("path", "largest"), [("/v1/invoer", MAX_JSON), ("/v1/bytes", MAX_BODY)])
async def test_how_large_a_body_may_be_goes_by_the_route(sqlite_room: Room, path: str, largest: int) -> None:
    async with client_of(sqlite_room) as client:
        content = b" " * largest
        fits = await client.post(path, content=content, headers={"content-type": "application/json"})
        larger = await client.post(path, content=content + b" ", headers={"content-type": "application/json"})
    assert fits.status_code in {200, 400}
    problem_of(larger, 413)


async def test_a_body_that_does_not_come_in_ends_the_request() -> None:
    never: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    given: list[Message] = [{"type": "http.request", "body": b"a", "more_body": True}]

    async def receive() -> Message:
        return given.pop() if given else await never

    next_part = limited(receive, 10, seconds=0.01)
    assert (await next_part())["body"] == b"a"
    with pytest.raises(Problem) as refused:
        await next_part()
    assert (refused.value.status, refused.value.slug) == (400, "te-traag")


async def test_who_waits_for_the_answer_may_wait_longer_than_a_body_may_take() -> None:
    messages = iter([{"type": "http.request", "body": b"a", "more_body": False}])
    hung_up = asyncio.Event()

    async def receive() -> Message:
        first = next(messages, None)
        if first is None:
            await hung_up.wait()
        return first or {"type": "http.disconnect"}

    next_part = limited(receive, 10, seconds=0.01)
    await next_part()
    waiting = asyncio.create_task(next_part())
    done, _ = await asyncio.wait({waiting}, timeout=0.05)
    assert not done
    hung_up.set()
    assert (await waiting)["type"] == "http.disconnect"
