"""Probes for the platform, the work that waits, and the dead letters that people look at."""

import base64
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import insert
from tests.chassis.net import Net, impatient, open_net
from tests.chassis.proef import TEST_BSN, bearer, client_of, running, settings_in
from tests.chassis.proefdienst.app import proefdienst
from tests.services import NewDatabase, drop_database

from chassis import tables
from chassis.bus_embedded import EmbeddedBus
from chassis.service import Room
from chassis.tokens import Caller

__all__ = ["impatient"]
ADMINISTRATOR = Caller("beheerder", frozenset({"beheer"}), gemeenten=frozenset({"*"}))


@pytest.fixture
async def net(tmp_path: Path, impatient: None) -> AsyncIterator[Net]:
    async with open_net("embedded", tmp_path, (None, None), None) as made:
        yield made


async def carry(net: Net) -> None:
    await EmbeddedBus([net.teller, net.hearer]).settle()


async def test_a_healthy_process_is_alive_and_ready(room: Room) -> None:
    async with client_of(room) as client:
        for probe in ("/livez", "/readyz"):
            response = await client.get(probe)
            assert (response.status_code, response.json()) == (200, {"status": "ok", "fouten": {}})


async def test_a_part_that_failed_makes_it_not_ready_but_alive_until_it_is_back(room: Room) -> None:
    room.failures["broker"] = "ConnectionError"
    async with client_of(room) as client:
        response = await client.get("/readyz")
        assert (response.status_code, response.json()["fouten"]) == (503, {"broker": "ConnectionError"})
        assert (await client.get("/livez")).status_code == 200
        del room.failures["broker"]
        assert (await client.get("/readyz")).status_code == 200


async def test_a_database_that_goes_away_makes_it_not_ready(new_postgres: NewDatabase, tmp_path: Path) -> None:
    url = new_postgres()
    async with running(proefdienst(), settings_in(tmp_path, database_url=url)) as room, client_of(room) as client:
        assert (await client.get("/readyz")).status_code == 200
        drop_database(url)
        response = await client.get("/readyz")
        assert (response.status_code, response.json()["fouten"]) == (503, {"database": "OperationalError"})
        assert (await client.get("/livez")).status_code == 200
        refused = await client.get("/v1/regels")
        assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
        assert refused.headers["retry-after"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/werkvoorraad", None),
        ("GET", "/v1/dead-letters", None),
        ("POST", "/v1/dead-letters/_opnieuw", {"id": "x"}),
    ],
)
async def test_only_an_administrator_looks_inside(
    sqlite_room: Room, method: str, path: str, body: dict[str, str] | None
) -> None:
    async with client_of(sqlite_room) as client:
        assert (await client.request(method, path, json=body)).status_code == 401
        other = bearer(sqlite_room, Caller("ik", frozenset({"proef"}), gemeenten=frozenset({"*"})))
        assert (await client.request(method, path, json=body, headers=other)).status_code == 403


async def test_the_work_that_waits_is_counted_since_the_oldest(net: Net) -> None:
    async with client_of(net.teller, **bearer(net.teller, ADMINISTRATOR)) as client:
        nothing = {"outbox": 0, "oudste": None, "deadLetters": 0, "wachtrij": None, "lezers": None}
        assert (await client.get("/v1/werkvoorraad")).json() == nothing
        await net.tell(1)
        first = (await client.get("/v1/werkvoorraad")).json()
        await net.tell(2)
        second = (await client.get("/v1/werkvoorraad")).json()
        assert (first["outbox"], second["outbox"]) == (1, 2)
        assert first["oudste"] == second["oudste"]
        await carry(net)
        assert (await client.get("/v1/werkvoorraad")).json() == nothing


async def test_a_dead_letter_is_shown_with_its_reason_and_can_be_tried_again(net: Net) -> None:
    net.ear.fails = {1: 1000}
    await net.tell(1)
    await carry(net)
    async with client_of(net.hearer, **bearer(net.hearer, ADMINISTRATOR)) as client:
        assert (await client.get("/v1/werkvoorraad")).json()["deadLetters"] == 1
        response = await client.get("/v1/dead-letters")
        (letter,) = response.json()["items"]
        assert letter["reden"] == "RuntimeError: client [bsn]"
        assert TEST_BSN not in response.text

        again = await client.post("/v1/dead-letters/_opnieuw", json={"id": letter["id"]})
        assert again.status_code == 409
        assert again.json()["detail"] == "Het lukte weer niet: RuntimeError."
        assert len((await client.get("/v1/dead-letters")).json()["items"]) == 1

        net.ear.fails = {}
        assert (await client.post("/v1/dead-letters/_opnieuw", json={"id": letter["id"]})).status_code == 204
        assert (await client.get("/v1/dead-letters")).json() == {"items": [], "volgende": None}
        assert (await client.post("/v1/dead-letters/_opnieuw", json={"id": letter["id"]})).status_code == 404
    assert await net.effects() == [1]


async def test_dead_letters_come_oldest_first_page_by_page(net: Net) -> None:
    """By moment, and of one moment by id: also when that is as long as a source and an id may be together."""
    later, moment = "a" * 199, timedelta(microseconds=1)
    async with net.hearer.work() as work:
        for name, since in ((later, work.now + moment), ("b", work.now), ("a", work.now), ("z/1", work.now - moment)):
            row = {"event_id": name, "type": "t", "body": "", "reason": "r", "created_at": since}
            await work.session.execute(insert(tables.dead_letters).values(row))
    async with client_of(net.hearer, **bearer(net.hearer, ADMINISTRATOR)) as client:
        for limit in (1, 3, 4):
            assert await walk(client, "/v1/dead-letters", limit) == ["z/1", "a", "b", later]


@pytest.mark.parametrize("key", ["z/1", "2024-06-03/z", "2024-06-03T09:00:00/z"])
async def test_a_cursor_without_a_moment_is_refused(net: Net, key: str) -> None:
    cursor = base64.urlsafe_b64encode(key.encode()).decode()
    async with client_of(net.hearer, **bearer(net.hearer, ADMINISTRATOR)) as client:
        answer = await client.get("/v1/dead-letters", params={"cursor": cursor})
    assert [each["name"] for each in answer.json()["invalidParams"]] == ["query.cursor"]


async def walk(client: httpx.AsyncClient, path: str, limit: int) -> list[str]:
    """The ids in a list, page by page."""
    seen: list[str] = []
    query: dict[str, str | int] = {"limit": limit}
    while True:
        page = (await client.get(path, params=query)).json()
        seen += [each["id"] for each in page["items"]]
        assert len(page["items"]) <= limit
        if page["volgende"] is None:
            return seen
        query["cursor"] = page["volgende"]


async def test_without_an_id_nothing_is_tried(client: httpx.AsyncClient, sqlite_room: Room) -> None:
    headers = bearer(sqlite_room, ADMINISTRATOR)
    response = await client.post("/v1/dead-letters/_opnieuw", json={}, headers=headers)
    assert response.status_code == 400
