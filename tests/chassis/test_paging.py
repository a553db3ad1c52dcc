import base64
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from tests.chassis.proef import client_of, problem_of, reasons
from tests.chassis.proefdienst.tables import regels

from chassis.identifiers import new_id
from chassis.paging import day_key, moment_key, page_of, read_cursor, read_day_cursor, read_moment_cursor
from chassis.problems import Problem
from chassis.service import Room


@given(st.lists(st.integers(min_value=0, max_value=999), unique=True), st.integers(min_value=1, max_value=7))
def test_pages_together_are_the_list(numbers: list[int], limit: int) -> None:
    rows = sorted(f"k{number:03d}" for number in numbers)
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(len(rows) + 1):
        after = read_cursor(cursor)
        page = page_of([row for row in rows if after is None or row > after][: limit + 1], limit, key=str)
        seen += page.items
        cursor = page.volgende
        if cursor is None:
            break
    assert seen == rows
    assert cursor is None


async def test_a_walk_sees_each_row_once_while_rows_are_added(room: Room) -> None:
    made = [new_id() for _ in range(25)]
    async with room.work() as work:
        await work.session.execute(insert(regels), [{"id": each} for each in made])
    seen: list[str] = []
    async with client_of(room) as client:
        query: dict[str, str] = {"limit": "10"}
        while True:
            page = (await client.get("/v1/regels", params=query)).json()
            assert len(page["items"]) <= 10
            seen += page["items"]
            if len(seen) <= 25:
                made.append((await client.post("/v1/regels")).json())
            if page["volgende"] is None:
                break
            query["cursor"] = page["volgende"]
    assert seen == made


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "!!!!",
        "é",
        "",
        "AAAA",
        base64.urlsafe_b64encode(b"\xff\xff").decode(),
        base64.urlsafe_b64encode(b"a\nb").decode(),
        "QUJ" + "!" + "D",
    ],
)
async def test_a_cursor_that_is_not_ours_is_refused(client: httpx.AsyncClient, cursor: str) -> None:
    response = await client.get("/v1/regels", params={"cursor": cursor})
    assert response.status_code == 400
    assert response.json()["invalidParams"] == [
        {"name": "query.cursor", "reason": "Deze cursor is niet van ons. Begin zonder cursor."}
    ]


@pytest.mark.parametrize(("length", "status"), [(1000, 200), (1001, 400), (1004, 400)])
async def test_a_cursor_has_at_most_1000_characters(client: httpx.AsyncClient, length: int, status: int) -> None:
    response = await client.get("/v1/regels", params={"cursor": "QUFB" * (length // 4) + "A" * (length % 4)})
    assert response.status_code == status
    if status == 400:
        assert reasons(problem_of(response, 400)) == {"query.cursor": "Gebruik hoogstens 1000 tekens."}


DAG, MOMENT = date(2026, 3, 1), datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


def cursor_of(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode()


def test_a_list_by_day_or_by_moment_goes_on_after_the_last_that_was_given() -> None:
    assert read_day_cursor(None) is read_moment_cursor(None) is None
    assert read_day_cursor(cursor_of(day_key(DAG, "a/b"))) == (DAG, "a/b")
    assert read_moment_cursor(cursor_of(moment_key(MOMENT, "a/b"))) == (MOMENT, "a/b")
    elders = MOMENT.astimezone(timezone(timedelta(hours=2)))
    assert read_moment_cursor(cursor_of(moment_key(elders, "a"))) == (MOMENT, "a")


@pytest.mark.parametrize("key", ["vandaag/a", "/a", "2026-02-30/a", "2026-03-01T12:30:00/a"])
def test_a_cursor_without_its_day_or_its_moment_in_a_time_zone_is_not_ours(key: str) -> None:
    for read in (read_day_cursor, read_moment_cursor):
        with pytest.raises(Problem) as refused:
            read(cursor_of(key))
        assert refused.value.status == 400


@given(st.text(max_size=40))
def test_no_text_as_cursor_crashes(text: str) -> None:
    with suppress(Problem):
        assert read_cursor(text)


@pytest.mark.parametrize("limit", ["0", "501", "x", "-1"])
async def test_a_page_has_1_to_500_rows(client: httpx.AsyncClient, limit: str) -> None:
    response = await client.get("/v1/regels", params={"limit": limit})
    assert [each["name"] for each in response.json()["invalidParams"]] == ["query.limit"]
