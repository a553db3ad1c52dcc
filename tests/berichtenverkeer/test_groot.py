"""Messages over 64 kB: read in a process of its own, with the same verdict, and never at the cost of others."""

import json
from typing import NoReturn

import httpx
import pytest
from tests.berichtenverkeer.berichten import AGB, start
from tests.chassis.proef import TEST_BSN, bearer, client_of, problem_of

import iwmo
from chassis.readers import SMALL, Readers
from chassis.service import Room
from chassis.tokens import Caller

AANBIEDER = Caller("aanbieder", frozenset({"berichten"}), AGB)
XML, JSON = "application/xml", "application/json"
VULLING = b" " * SMALL


def not_here(*_: object) -> NoReturn:
    raise AssertionError("read in this process")


def inhoud(media_type: str) -> bytes:
    """A message that is larger than what is read in a thread."""
    klein = iwmo.schrijf(start()) if media_type == XML else json.dumps(iwmo.naar_json(start())).encode()
    return klein + VULLING


async def send(room: Room, content: bytes, media_type: str) -> httpx.Response:
    async with client_of(room, **bearer(room, AANBIEDER)) as client:
        return await client.post("/v1/berichten", content=content, headers={"Content-Type": media_type})


@pytest.mark.parametrize("media_type", [XML, JSON])
async def test_a_large_message_is_taken_in_without_being_read_in_this_process(
    room: Room, monkeypatch: pytest.MonkeyPatch, media_type: str
) -> None:
    content = inhoud(media_type)
    with monkeypatch.context() as patch:
        for name in ("lees_kop", "uit_json", "lees", "naar_json"):
            patch.setattr(iwmo, name, not_here)
        taken = await send(room, content, media_type)
        assert taken.status_code == 202
    assert (taken.json()["soort"], taken.json()["identificatie"]) == ("WMO305", "S1")
    again = await send(room, iwmo.schrijf(start()), XML)
    assert again.json()["id"] == taken.json()["id"]


async def test_a_large_message_is_given_as_json_without_being_read_in_this_process(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = await send(room, inhoud(XML), XML)
    expected = iwmo.naar_json(start())
    monkeypatch.setattr(iwmo, "lees", not_here)
    async with client_of(room, **bearer(room, AANBIEDER)) as client:
        found = await client.get(f"{taken.headers['location']}/inhoud", headers={"Accept": JSON})
    assert found.json() == expected


async def test_what_is_wrong_with_a_large_message_is_told_as_of_a_small_one(room: Room) -> None:
    wrong = iwmo.schrijf(start()).replace(f">{TEST_BSN}<".encode(), b">geheim-99<")
    small, large = [problem_of(await send(room, each, XML), 400) for each in (wrong, wrong + VULLING)]
    assert small["findings"]
    assert {**large, "instance": None} == {**small, "instance": None}
    no_json = [problem_of(await send(room, each, JSON), 400)["detail"] for each in (b"[1]", b"[1]" + VULLING)]
    assert no_json == ["Geef een iWmo-bericht als JSON-object."] * 2


async def test_json_that_takes_too_much_memory_is_refused_and_the_next_is_read(room: Room) -> None:
    room.readers = Readers(memory=200_000_000)
    hurts = b'{"a":[' + b'{"b":1},' * 1_000_000 + b"0]}"
    assert problem_of(await send(room, hurts, JSON), 413)["type"] == "urn:clientroute:fout:te-zwaar"
    assert (await send(room, inhoud(JSON), JSON)).status_code == 202
