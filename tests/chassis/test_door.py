"""One request, one transaction, committed before the answer leaves; and Idempotency-Key."""

import asyncio
from dataclasses import replace

import httpx
import pytest
from starlette.types import Message
from tests.chassis.proef import bearer, client_of, count
from tests.chassis.proefdienst.tables import tellers

from chassis import tables
from chassis.service import Room
from chassis.tokens import Caller
from chassis.web import create_api

ME = Caller("ik", frozenset({"proef"}), gemeenten=frozenset({"0034", "0363"}))
YOU = replace(ME, name="jij")


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
        for who, path, naam in ((ME, "0034", "a"), (YOU, "0034", "b"), (YOU, "0363", "c")):
            body, headers = {"naam": naam, "stand": 1}, bearer(room, who)
            answer = await client.post(f"/v1/geheimen/{path}", json=body, headers=headers)
            assert (answer.status_code, answer.json()) == (201, body)
    assert await count(room, tellers) == 3


async def test_a_trial_and_the_real_request_under_one_key_are_two_requests(room: Room) -> None:
    body = {"naam": "a", "stand": 1}
    async with client_of(room, **{"Idempotency-Key": "k"}, **bearer(room, ME)) as client:
        tried = await client.post("/v1/geheimen/0034?proef=true", json=body)
        real = await client.post("/v1/geheimen/0034", json=body)
    assert (tried.status_code, tried.json()["naam"]) == (201, "proef")
    assert real.status_code == 422
    assert await count(room, tellers) == 0


@pytest.mark.parametrize("kind", ["application/json; charset=utf-8", "application/merge-patch+json"])
async def test_the_same_bytes_of_another_kind_are_another_request(room: Room, kind: str) -> None:
    async with client_of(room, **{"Idempotency-Key": "k"}, **bearer(room, ME)) as client:
        first = await client.post("/v1/geheimen/0034", json={"naam": "a", "stand": 1})
        headers = {"content-type": kind}
        again = await client.post("/v1/geheimen/0034", content=first.request.content, headers=headers)
    assert (first.status_code, again.status_code) == (201, 422)


@pytest.mark.parametrize(
    ("rights", "status"),
    [
        ({"scopes": frozenset({"ander"})}, 403),
        ({"scopes": frozenset({"proef", "ander"})}, 422),
        ({"gemeenten": frozenset({"0034"})}, 422),
        ({"gemeenten": frozenset()}, 403),
        ({"agb": "99990001"}, 403),
    ],
    ids=["lost", "gained", "fewer municipalities", "none", "a provider"],
)
async def test_a_kept_answer_is_not_for_other_rights(room: Room, rights: dict[str, object], status: int) -> None:
    body = {"naam": "a", "stand": 1}
    async with client_of(room, **{"Idempotency-Key": "k"}) as client:
        first = await client.post("/v1/geheimen/0034", json=body, headers=bearer(room, ME))
        changed = replace(ME, **rights)  # type: ignore[arg-type]  # a table of changes
        again = await client.post("/v1/geheimen/0034", json=body, headers=bearer(room, changed))
        gone = await client.post("/v1/geheimen/0034", json=body)
        expired = await client.post("/v1/geheimen/0034", json=body, headers=bearer(room, ME, seconds=-60))
    assert [each.status_code for each in (first, again, gone, expired)] == [201, status, 401, 401]
    assert await count(room, tellers) == 1


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
