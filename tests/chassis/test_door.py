"""One request, one transaction, committed before the answer leaves; and Idempotency-Key."""

import asyncio

import httpx
import pytest
from starlette.types import Message
from tests.chassis.proef import bearer, client_of, count
from tests.chassis.proefdienst.tables import tellers

from chassis import tables
from chassis.service import Room
from chassis.tokens import Caller
from chassis.web import create_api

ME = Caller("ik", frozenset({"proef"}))
YOU = Caller("jij", frozenset({"proef"}))


async def test_the_change_and_its_event_are_kept_before_the_answer_leaves(room: Room) -> None:
    seen: list[tuple[int, int]] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            assert message["status"] == 201
            seen.append((await count(room, tellers), await count(room, tables.outbox)))

    scope = {"type": "http", "method": "POST", "path": "/v1/tellers/a", "query_string": b"", "headers": []}
    await create_api(room)(scope, receive, send)
    assert seen == [(1, 1)]
    assert room.wake.is_set()


@pytest.mark.parametrize(("outcome", "status"), [("weigering", 409), ("crash", 500)])
async def test_after_a_refusal_or_a_crash_nothing_is_left(room: Room, outcome: str, status: int) -> None:
    async with client_of(room) as client:
        response = await client.post(
            "/v1/tellers/a", params={"uitkomst": outcome}, headers={"Idempotency-Key": "sleutel"}
        )
    assert response.status_code == status
    for table in (tellers, tables.outbox, tables.sequences, tables.idempotency):
        assert await count(room, table) == 0
    assert not room.wake.is_set()


async def test_many_requests_at_once_lose_no_update(room: Room) -> None:
    async with client_of(room) as client:
        await client.post("/v1/tellers/a")
        answers = await asyncio.gather(*(client.post("/v1/tellers/a/_verhoog") for _ in range(40)))
        assert sorted(each.json()["stand"] for each in answers) == list(range(1, 41))
        assert (await client.get("/v1/tellers/a")).json()["stand"] == 40


async def test_the_same_key_and_body_get_the_first_answer_again(room: Room) -> None:
    async with client_of(room, **{"Idempotency-Key": "k"}) as client:
        first = await client.post("/v1/tellers/a", content=b"x")
        again = await client.post("/v1/tellers/a", content=b"x")
    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, {"naam": "a", "stand": 0})
    assert first.headers["location"] == again.headers["location"] == "/v1/tellers/a"
    assert first.headers["content-type"] == again.headers["content-type"]
    assert await count(room, tellers) == await count(room, tables.outbox) == 1


async def test_the_kept_answer_is_sealed(room: Room) -> None:
    async with client_of(room, **{"Idempotency-Key": "geheimesleutel"}) as client:
        await client.post("/v1/tellers/herkenbaar")
    async with room.work(writes=False) as work:
        (row,) = (await work.session.execute(tables.idempotency.select())).all()
    assert b"herkenbaar" not in row.body
    assert "geheimesleutel" not in repr(row)


async def test_the_same_key_for_another_body_is_refused(room: Room) -> None:
    async with client_of(room, **{"Idempotency-Key": "k"}) as client:
        await client.post("/v1/tellers/a", content=b"x")
        other = await client.post("/v1/tellers/a", content=b"y")
    assert other.status_code == 422
    assert "al gebruikt" in other.json()["detail"]
    assert await count(room, tellers) == 1


async def test_the_same_key_of_another_caller_or_for_another_path_is_another_request(room: Room) -> None:
    async with client_of(room, **{"Idempotency-Key": "k"}) as client:
        assert (await client.post("/v1/tellers/a", headers=bearer(room, ME))).status_code == 201
        assert (await client.post("/v1/tellers/b", headers=bearer(room, YOU))).status_code == 201
        assert (await client.post("/v1/tellers/c", headers=bearer(room, YOU))).status_code == 201
    assert await count(room, tellers) == 3


async def test_a_refused_request_may_be_tried_again_under_its_key(room: Room) -> None:
    async with client_of(room, **{"Idempotency-Key": "k"}) as client:
        refused = await client.post("/v1/tellers/a", params={"uitkomst": "weigering"})
        assert refused.status_code == 409
        assert (await client.post("/v1/tellers/a")).status_code == 201


async def test_the_same_request_ten_times_at_once_is_done_once(room: Room) -> None:
    async with client_of(room, **{"Idempotency-Key": "k"}) as client:
        answers = await asyncio.gather(*(client.post("/v1/tellers/a") for _ in range(10)))
    assert {each.status_code for each in answers} == {201}
    assert {each.headers["location"] for each in answers} == {"/v1/tellers/a"}
    assert await count(room, tellers) == await count(room, tables.outbox) == 1


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_key_has_1_to_200_characters(client: httpx.AsyncClient, key: str) -> None:
    response = await client.post("/v1/tellers/a", headers={"Idempotency-Key": key})
    assert response.status_code == 400
    assert "1 tot 200" in response.json()["detail"]


async def test_a_key_on_a_question_changes_nothing(client: httpx.AsyncClient, sqlite_room: Room) -> None:
    assert (await client.get("/v1/regels", headers={"Idempotency-Key": "k"})).status_code == 200
    assert await count(sqlite_room, tables.idempotency) == 0
