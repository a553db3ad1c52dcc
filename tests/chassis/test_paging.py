import base64
from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert
from tests.chassis.proef import client_of
from tests.chassis.proefdienst.tables import regels

from chassis.identifiers import new_id
from chassis.paging import page_of, read_cursor
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


@given(st.text(max_size=40))
def test_no_text_as_cursor_crashes(text: str) -> None:
    with suppress(Problem):
        assert read_cursor(text)


@pytest.mark.parametrize("limit", ["0", "501", "x", "-1"])
async def test_a_page_has_1_to_500_rows(client: httpx.AsyncClient, limit: str) -> None:
    response = await client.get("/v1/regels", params={"limit": limit})
    assert [each["name"] for each in response.json()["invalidParams"]] == ["query.limit"]
