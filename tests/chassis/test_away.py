"""Away or wrong is decided in one place, and requests, events, dead letters, ticks and readiness go by it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.types import Message
from structlog.testing import capture_logs
from tests.chassis import faults
from tests.chassis.net import event_body, impatient
from tests.chassis.proef import bearer, client_of, count, problem_of, running, settings_in, until
from tests.chassis.proefdienst.app import GETELD, Geteld, proefdienst
from tests.services import NewDatabase

from chassis import consumer, peers, tables, ticks
from chassis.away import LONGEST_SECONDS, asked_pause, is_away
from chassis.consumer import Consumer, read_message
from chassis.events import Heard
from chassis.health import check_health
from chassis.service import Room, Tick
from chassis.settings import Settings
from chassis.subscriptions import on
from chassis.tokens import Caller
from chassis.vault import UnknownKey
from chassis.web import create_api
from chassis.work import Work

__all__ = ["impatient"]
REQUEST = httpx.Request("POST", "http://toegang/v1/clienten/1/_inzage")
ADMINISTRATOR = Caller("beheerder", frozenset({"beheer"}), gemeenten=frozenset({"*"}))
NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


def sqlite_error(code: int) -> OperationalError:
    error = sqlite3.OperationalError("something")
    error.sqlite_errorcode = code
    return OperationalError("SELECT 1", {}, error)


def status(code: int, **headers: str) -> httpx.HTTPStatusError:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.HTTPStatusError("refused", request=REQUEST, response=httpx.Response(code, headers=given))


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (sqlite_error(sqlite3.SQLITE_BUSY), True),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), True),
        (sqlite_error(sqlite3.SQLITE_READONLY), True),
        (sqlite_error(sqlite3.SQLITE_ERROR), False),
        (OperationalError("SELECT 1", {}, Exception("the server closed the connection")), True),
        (InterfaceError("SELECT 1", {}, Exception("no connection")), True),
        (psycopg.OperationalError("the connection is closed"), True),
        (psycopg.errors.ReadOnlySqlTransaction("cannot execute UPDATE"), True),
        (psycopg.errors.UndefinedTable("there is no such table"), False),
        (PoolTimeout("no connection is free"), True),
        (httpx.ConnectError("refused"), True),
        (httpx.ReadTimeout("slow"), True),
        (peers.NoToken("the issuer gives no token"), True),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (UnknownKey("x"), True),
        *((status(code), True) for code in (401, 408, 425, 429, 500, 501, 502, 503, 504, 599)),
        *((status(code), False) for code in (400, 403, 404, 409, 422)),
        (ValueError("wrong"), False),
    ],
)
def test_away_or_wrong(error: Exception, away: bool) -> None:
    assert is_away(error) is away


AWAY_STATES = (
    "08000",
    "08006",
    "25006",
    "25P03",
    "40001",
    "40P01",
    "53100",
    "53300",
    "55P03",
    "57014",
    "57P01",
    "57P03",
)
WRONG_STATES = ("22001", "23505", "25P02", "42P01", "42501", "55000", "XX001")


async def test_what_postgresql_says_is_away_or_wrong(new_postgres: NewDatabase, tmp_path: Path) -> None:
    found: dict[str, bool] = {}
    async with running(proefdienst(), settings_in(tmp_path, database_url=new_postgres())) as room:
        for state in (*AWAY_STATES, *WRONG_STATES):
            with pytest.raises(DBAPIError) as caught:
                async with room.work() as work:
                    await work.session.execute(text(f"DO $$ BEGIN RAISE 'x' USING ERRCODE = '{state}'; END $$"))
            found[state] = is_away(caught.value)
    assert found == dict.fromkeys(AWAY_STATES, True) | dict.fromkeys(WRONG_STATES, False)


@pytest.mark.parametrize(
    ("error", "seconds"),
    [
        (status(503, retry_after="7"), 7),
        (status(503, retry_after="Sun, 01 Mar 2026 12:01:30 GMT"), 90),
        (status(503, retry_after="Sun, 01 Mar 2026 11:00:00 GMT"), 0),
        (status(429, retry_after="86400"), LONGEST_SECONDS),
        (status(429, retry_after="9" * 5000), LONGEST_SECONDS),
        (status(503, retry_after="straks"), None),
        (status(503, retry_after="-3"), None),
        (status(503), None),
        (httpx.ConnectError("refused"), None),
    ],
)
def test_how_long_a_peer_asks_us_to_wait(error: Exception, seconds: float | None) -> None:
    assert asked_pause(error, NOW) == seconds


# Requests


@pytest.mark.parametrize(
    ("error", "kind", "pause"),
    [
        (PoolTimeout("no connection is free"), "gegevens", "10"),
        (httpx.ConnectError("refused"), "dienst", "10"),
        (status(500), "dienst", "10"),
        (status(401), "dienst", "10"),
        (status(429, retry_after="60"), "dienst", "60"),
        (UnknownKey("x"), "sleutel", "10"),
    ],
)
async def test_a_request_that_needs_what_is_away_gets_a_503(
    sqlite_room: Room, error: Exception, kind: str, pause: str
) -> None:
    with capture_logs() as lines:
        response = await _asked_while(sqlite_room, error)
    assert "dependency.awaited" in {each["event"] for each in lines}
    assert problem_of(response, 503)["type"] == f"urn:clientroute:fout:{kind}"
    assert response.headers["retry-after"] == pause


@pytest.mark.parametrize("error", [status(404), status(422), sqlite_error(sqlite3.SQLITE_ERROR)])
async def test_what_is_wrong_is_no_503(sqlite_room: Room, error: Exception) -> None:
    problem_of(await _asked_while(sqlite_room, error), 500)


async def test_what_a_database_cannot_keep_is_a_wrong_field(sqlite_room: Room) -> None:
    """PostgreSQL says so of a NUL character, which the contract allows in a text."""
    response = await _asked_while(sqlite_room, DataError("INSERT", {}, ValueError("NUL")))
    assert problem_of(response, 400)["type"] == "urn:clientroute:fout:invoer"


async def _asked_while(room: Room, error: Exception) -> httpx.Response:
    app = create_api(room)

    @app.get("/v1/stuk")
    async def stuk() -> None:
        raise error

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://proef") as client:
        return await client.get("/v1/stuk")


async def test_a_server_that_only_reads_is_away_and_left_for_the_one_that_writes(
    new_postgres: NewDatabase, tmp_path: Path
) -> None:
    url = new_postgres()
    async with running(proefdienst(), settings_in(tmp_path, database_url=url)) as room, client_of(room) as client:
        assert (await client.post("/v1/regels")).status_code == 201
        faults.fail_over(url)
        await client.get("/v1/regels")  # meets what the server ended
        assert (await client.get("/v1/regels")).status_code == 200
        refused = await client.post("/v1/regels")
        assert problem_of(refused, 503)["type"] == "urn:clientroute:fout:gegevens"
        assert (await check_health(room)).fouten == {"database": "alleen lezen"}
        assert (await client.get("/v1/regels")).status_code == 200  # a connection that keeps reading only
        faults.promote(url)
        await client.post("/v1/regels")
        assert (await client.post("/v1/regels")).status_code == 201
        assert (await check_health(room)).fouten == {}


async def test_readiness_alone_finds_the_server_that_writes(new_postgres: NewDatabase, tmp_path: Path) -> None:
    url = new_postgres()
    async with running(proefdienst(), settings_in(tmp_path, database_url=url)) as room:
        faults.fail_over(url)

        async def says(fouten: dict[str, str]) -> bool:
            return (await check_health(room)).fouten == fouten

        await until(lambda: says({"database": "alleen lezen"}))
        faults.promote(url)
        await until(lambda: says({}))


# Events


@asynccontextmanager
async def hearing(folder: Path, url: str | None, hear: Callable[[], Awaitable[None]]) -> AsyncIterator[Room]:
    """A room that does this with each event."""

    async def handle(_work: Work, _heard: Heard[Geteld]) -> None:
        await hear()

    service = proefdienst("toewijzing", (on(GETELD, handle),))
    async with running(service, settings_in(folder, database_url=url)) as room:
        yield room


MESSAGE = read_message(event_body().encode())


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (status(408), 0.05),
        (status(425), 0.05),
        (status(500), 0.05),
        (status(401), 0.05),
        (status(429, retry_after="60"), 60),
        (status(503, retry_after="86400"), LONGEST_SECONDS),
        (PoolTimeout("no connection is free"), 0.05),
        (peers.NoToken("the issuer gives no token"), 0.05),
    ],
)
@pytest.mark.usefixtures("impatient")
async def test_an_event_waits_for_what_is_away_as_long_as_a_peer_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, pause: float
) -> None:
    pauses: list[float | None] = []
    red: list[str] = []

    async def note(seconds: float | None, *_: object) -> None:
        pauses.append(seconds)
        red.append(room.failures["consumer"])

    monkeypatch.setattr(consumer, "wait_for_any", note)
    raised = 0

    async def fail() -> None:
        nonlocal raised
        raised += 1
        if raised <= 9:
            raise error

    async with hearing(tmp_path, None, fail) as room:
        await Consumer(room).deliver([MESSAGE])
        assert pauses == [pause] * 8  # the first of the nine was the delivery of all together
        assert set(red) == {f"wacht: {type(error).__name__}"}
        assert room.failures == {}
        assert (await count(room, tables.inbox), await count(room, tables.dead_letters)) == (1, 0)


@pytest.mark.usefixtures("impatient")
async def test_a_dead_letter_waits_for_a_database_that_only_reads(new_postgres: NewDatabase, tmp_path: Path) -> None:
    url = new_postgres()

    async def never() -> None:
        raise AssertionError

    async with hearing(tmp_path, url, never) as room:
        faults.fail_over(url)
        burying = asyncio.create_task(Consumer(room).bury(MESSAGE, ValueError("wrong")))

        async def waits() -> bool:
            return room.failures.get("consumer") == "wacht: ReadOnlySqlTransaction"

        await until(waits)
        faults.promote(url)
        await burying
        assert await count(room, tables.dead_letters) == 1


async def test_a_replay_of_what_needs_what_is_away_leaves_the_dead_letter(tmp_path: Path) -> None:
    async def fail() -> None:
        raise status(503, retry_after="30")

    async with hearing(tmp_path, None, fail) as room:
        await Consumer(room).bury(MESSAGE, ValueError("wrong"))
        async with client_of(room, **bearer(room, ADMINISTRATOR)) as client:
            (letter,) = (await client.get("/v1/dead-letters")).json()["items"]
            refused = await client.post("/v1/dead-letters/_opnieuw", json={"id": letter["id"]})
            problem_of(refused, 503)
            assert refused.headers["retry-after"] == "30"
            again = await client.post("/v1/dead-letters/_herspeel")
            assert again.json() == {"verwerkt": 0, "gebleven": 1}


# Ticks


async def test_a_tick_comes_back_soon_for_what_is_away(sqlite_room: Room) -> None:
    async def fail(_: Work) -> None:
        raise status(503, retry_after="30")

    async def stumble(_: Work) -> None:
        raise ValueError

    async def miss(_: Work) -> None:
        raise UnknownKey

    with capture_logs() as lines:
        assert await ticks.tick_once(sqlite_room, Tick("weg", 3600, fail)) == 30
        assert await ticks.tick_once(sqlite_room, Tick("weg", 5, fail)) == 30, "no sooner than it is asked"
        assert await ticks.tick_once(sqlite_room, Tick("sleutel", 3600, miss)) == ticks.AWAY_SECONDS
        assert await ticks.tick_once(sqlite_room, Tick("sleutel", 1, miss)) == 1
        assert await ticks.tick_once(sqlite_room, Tick("stuk", 3600, stumble)) == 3600
    assert [each["event"] for each in lines] == ["dependency.awaited"] * 4 + ["tick.failed"]
    assert sqlite_room.failures == {
        "tick weg": "HTTPStatusError",
        "tick sleutel": "UnknownKey",
        "tick stuk": "ValueError",
    }


# Our own token


@pytest.mark.parametrize(
    ("refused", "answers", "tokens"),
    [
        (0, [200, 200], ["een", "een"]),
        (1, [200, 200], ["een", "twee", "twee"]),
        (3, [401, 200], ["een", "twee", "twee", "drie"]),
    ],
)
async def test_a_token_that_is_refused_is_renewed_and_tried_once_more(
    refused: int, answers: list[int], tokens: list[str]
) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.content == b"{}"
        seen.append(request.headers["authorization"].removeprefix("Bearer "))
        return httpx.Response(401 if len(seen) <= refused else 200)

    left = ["drie", "twee", "een"]

    async def token(refused: str | None) -> str:
        if refused == left[-1]:
            left.pop()
        return left[-1]

    settings = Settings(service_url="https://{service}.example")
    async with peers.peer_factory(settings, lambda _service: token, httpx.MockTransport(answer))("toegang") as client:
        assert [(await client.post("/v1/x", json={})).status_code for _ in answers] == answers
    assert seen == tokens


# A caller that goes away


async def test_a_caller_that_hangs_up_is_no_fault_of_ours(sqlite_room: Room) -> None:
    received: list[Message] = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Message:
        return received.pop(0)

    async def send(_: Message) -> None:
        """Nobody reads it."""

    headers = [(b"content-type", b"application/json")]
    scope = {"type": "http", "method": "POST", "path": "/v1/invoer", "query_string": b"", "headers": headers}
    with capture_logs() as lines:
        await create_api(sqlite_room)(scope, receive, send)
    assert [(each["event"], each["status"]) for each in lines] == [("request.done", 499)]
