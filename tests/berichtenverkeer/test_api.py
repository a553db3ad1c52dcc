"""The routes of the post, as provider software and municipalities use them."""

import asyncio
import json
from dataclasses import dataclass

import httpx
import pytest
from tests.berichtenverkeer.berichten import AGB, ANDER_AGB, ANDERE_GEMEENTE, GEMEENTE, retour, start
from tests.chassis.proef import TEST_BSN, bearer, client_of, count

import ijw
import iwmo
from berichtenverkeer import post
from berichtenverkeer.tables import berichten
from chassis import tables
from chassis.service import Room
from chassis.tokens import Caller

XML = {"Content-Type": "application/xml"}
WEES = "019a0000-0000-7000-8000-000000000000"
AANBIEDER = Caller("aanbieder", frozenset({"berichten"}), AGB)
ANDER = Caller("ander", frozenset({"berichten"}), ANDER_AGB)
GEMEENTEN = Caller("gemeente", frozenset({"berichten:lezen", "personen:lezen"}), gemeenten=frozenset({GEMEENTE}))
ANDERE = Caller("andere", frozenset({"berichten:lezen", "personen:lezen"}), gemeenten=frozenset({ANDERE_GEMEENTE}))
NIEMAND = Caller("niemand", frozenset({"berichten", "berichten:lezen", "personen:lezen"}))


@dataclass
class Post:
    """The post and those who call it."""

    room: Room
    client: httpx.AsyncClient

    async def send(
        self, content: bytes, caller: Caller = AANBIEDER, headers: dict[str, str] | None = None
    ) -> httpx.Response:
        return await self.client.post(
            "/v1/berichten", content=content, headers={**(headers or XML), **bearer(self.room, caller)}
        )

    async def get(self, path: str, caller: Caller = AANBIEDER, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers={**headers, **bearer(self.room, caller)})

    async def answer(self, bericht_id: str) -> str:
        async with self.room.work() as work:
            uitgaand = post.Uitgaand(retour(start()), GEMEENTE, AGB, "R1", antwoord_op=bericht_id)
            [stuk] = await post.verzend(work, uitgaand)
        return stuk.id


@pytest.fixture
async def office(room: Room) -> Post:
    return Post(room, client_of(room))


async def test_a_message_is_taken_in_and_found_at_its_location(office: Post) -> None:
    taken = await office.send(iwmo.schrijf(start()))
    assert taken.status_code == 202
    found = await office.get(taken.headers["location"])
    assert found.json() == taken.json()
    expected = {"soort": "WMO305", "richting": "in", "gemeente": GEMEENTE, "agb": AGB, "status": "ontvangen"}
    assert expected.items() <= found.json().items()
    assert (found.json()["identificatie"], found.json()["dagtekening"]) == ("S1", "2026-03-02")


async def test_xml_and_its_json_mirror_are_the_same_message(office: Post) -> None:
    as_xml = await office.send(iwmo.schrijf(start()))
    mirror = json.dumps(iwmo.naar_json(start())).encode()
    as_json = await office.send(mirror, headers={"Content-Type": "application/json; charset=utf-8"})
    assert as_xml.json()["id"] == as_json.json()["id"]


def broken(old: str, new: str) -> bytes:
    text = iwmo.schrijf(start()).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f">{TEST_BSN}<", ">geheim-99<"),
        (">2026-03-01<", ">geheim-99<"),
        ("<", "geheim-99<"),
        (">02A03<", ">geheim-99<"),
    ],
    ids=["bsn", "date", "no xml", "code"],
)
async def test_a_wrong_format_is_told_with_path_line_and_rule_and_never_the_value(
    office: Post, old: str, new: str
) -> None:
    refused = await office.send(broken(old, new))
    assert refused.status_code == 400
    document = refused.json()
    assert document["type"] == "urn:clientroute:fout:formaat"
    assert document["rule"]
    assert document["findings"]
    for finding in document["findings"]:
        assert set(finding) == {"path", "line", "rule", "reason"}
        assert finding["rule"]
        assert finding["line"] is None or finding["line"] >= 1
    assert "geheim-99" not in refused.text
    assert TEST_BSN not in refused.text
    assert await count(office.room, berichten) == await count(office.room, tables.outbox) == 0


async def test_the_line_is_the_line_in_the_file(office: Post) -> None:
    text = iwmo.schrijf(start()).decode().replace("><", ">\n<").replace(">2026-03-01<", ">geheim-99<")
    line = next(number for number, each in enumerate(text.splitlines(), start=1) if "geheim-99" in each)
    document = (await office.send(text.encode())).json()
    assert line in {finding["line"] for finding in document["findings"]}


@pytest.mark.parametrize(
    ("content", "media_type", "status", "slug"),
    [
        (b"", "application/xml", 400, "formaat"),
        (b"<a/>", "application/xml", 400, "formaat"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "application/xml", 400, "formaat"),
        (b"{", "application/json", 400, "json"),
        (b"[]", "application/json", 400, "json"),
        (b"\xff", "application/json", 400, "json"),
        (b"[" * 100_000, "application/json", 400, "json"),
        (b"{}", "application/json", 400, "formaat"),
        (b'{"header": {"afzender": "\\ud800"}}', "application/json", 400, "formaat"),
        (b"<a/>", "text/plain", 415, "vorm"),
        (b"<a/>", "", 415, "vorm"),
    ],
    ids=range(11),
)
async def test_what_is_no_message_is_refused(
    office: Post, content: bytes, media_type: str, status: int, slug: str
) -> None:
    refused = await office.send(content, headers={"Content-Type": media_type})
    assert (refused.status_code, refused.json()["type"]) == (status, f"urn:clientroute:fout:{slug}")


async def test_a_message_that_does_not_belong_here_is_refused_and_told_what_does(office: Post) -> None:
    refused = await office.send(iwmo.schrijf(retour(start())))
    assert refused.status_code == 400
    assert refused.json()["detail"] == "Een WMO306 hoort hier niet. Hier levert u aan: WMO305, WMO323."


async def test_a_message_of_the_jeugdwet_where_only_the_wmo_is_taken_in_is_refused_by_name(office: Post) -> None:
    for inhoud, soort in (
        (ijw.schrijf(ijw.voorbeeld("JW323")), "application/xml"),
        (json.dumps(ijw.naar_json(ijw.voorbeeld("JW323"))).encode(), "application/json"),
    ):
        refused = await office.send(inhoud, headers={"Content-Type": soort})
        assert refused.status_code == 400
        assert refused.json()["detail"] == "Een JW323 hoort hier niet. Hier levert u aan: WMO305, WMO323."
    assert await count(office.room, berichten) == 0


@pytest.mark.parametrize("caller", [ANDER, NIEMAND, GEMEENTEN], ids=lambda each: each.name)
async def test_nobody_sends_for_another(office: Post, caller: Caller) -> None:
    refused = await office.send(iwmo.schrijf(start()), caller)
    assert refused.status_code == 403
    assert await count(office.room, berichten) == 0


async def test_the_same_file_ten_times_at_once_is_one_message(office: Post) -> None:
    content = iwmo.schrijf(start())
    answers = await asyncio.gather(*(office.send(content) for _ in range(10)))
    assert {each.status_code for each in answers} == {202}
    assert len({each.headers["location"] for each in answers}) == 1
    assert await count(office.room, berichten) == await count(office.room, tables.outbox) == 1


async def test_the_content_comes_as_xml_or_as_json(office: Post) -> None:
    at = (await office.send(iwmo.schrijf(start()))).headers["location"]
    for accept in ("", "application/xml", "*/*", "application/json, application/xml"):
        as_xml = await office.get(f"{at}/inhoud", Accept=accept)
        assert as_xml.headers["content-type"] == "application/xml"
        assert iwmo.lees(as_xml.content) == start()
    as_json = await office.get(f"{at}/inhoud", Accept="application/json")
    assert as_json.headers["content-type"] == "application/json"
    assert iwmo.uit_json(as_json.json()) == start()


async def test_the_answer_is_there_once_it_is_there_and_then_collected(office: Post) -> None:
    taken = await office.send(iwmo.schrijf(start()))
    at = taken.headers["location"]
    early = await office.get(f"{at}/antwoord")
    assert (early.status_code, early.json()["type"]) == (404, "urn:clientroute:fout:nog-geen-antwoord")
    assert early.headers["retry-after"]

    answer_id = await office.answer(taken.json()["id"])
    assert iwmo.lees((await office.get(f"{at}/antwoord")).content) == retour(start())
    assert (await office.get(f"{at}/antwoord", Accept="application/json")).json() == iwmo.naar_json(retour(start()))
    assert (await office.get(at)).json()["status"] == "beantwoord"

    ready = await office.get("/v1/berichten?status=klaar")
    assert [each["id"] for each in ready.json()["items"]] == [answer_id]
    for _ in range(2):
        collected = await office.client.post(
            f"/v1/berichten/{answer_id}/_opgehaald", headers=bearer(office.room, AANBIEDER)
        )
        assert collected.status_code == 204
    assert (await office.get(f"/v1/berichten/{answer_id}")).json()["status"] == "opgehaald"
    assert (await office.get("/v1/berichten?status=klaar")).json()["items"] == []


@pytest.mark.parametrize(
    "caller",
    [
        NIEMAND,
        Caller("zonder agb", frozenset({"berichten"}), gemeenten=frozenset({"*"})),
        Caller("verbreed", frozenset({"berichten:lezen", "personen:lezen"}), AGB, frozenset({"*"})),
    ],
    ids=lambda each: str(each.name),
)
async def test_a_scope_that_does_not_go_with_the_token_reads_nothing(office: Post, caller: Caller) -> None:
    taken = (await office.send(iwmo.schrijf(start()))).json()
    await office.answer(taken["id"])
    for path in ("", f"/{taken['id']}", f"/{taken['id']}/inhoud", f"/{taken['id']}/antwoord"):
        assert (await office.get(f"/v1/berichten{path}", caller)).status_code == 403


async def test_collecting_is_for_messages_that_wait(office: Post) -> None:
    taken = (await office.send(iwmo.schrijf(start()))).json()
    path = f"/v1/berichten/{taken['id']}/_opgehaald"
    await office.client.post(path, headers=bearer(office.room, AANBIEDER))
    assert (await office.get(f"/v1/berichten/{taken['id']}")).json()["status"] == "ontvangen"


@pytest.mark.parametrize(
    ("caller", "sees"),
    [(AANBIEDER, True), (GEMEENTEN, True), (ANDER, False), (ANDERE, False)],
    ids=lambda each: getattr(each, "name", None),
)
async def test_everybody_sees_only_what_is_theirs(office: Post, caller: Caller, sees: bool) -> None:
    taken = (await office.send(iwmo.schrijf(start()))).json()
    await office.answer(taken["id"])
    listed = await office.get("/v1/berichten", caller)
    assert [each["soort"] for each in listed.json()["items"]] == (["WMO305", "WMO306"] if sees else [])
    for path in ("", "/inhoud", "/antwoord"):
        response = await office.get(f"/v1/berichten/{taken['id']}{path}", caller)
        absent = await office.get(f"/v1/berichten/{WEES}{path}", caller)
        assert response.status_code == (200 if sees else 404)
        if not sees:  # no difference with what does not exist
            assert response.json()["detail"] == absent.json()["detail"]
    if not sees:
        path = f"/v1/berichten/{taken['id']}/_opgehaald"
        response = await office.client.post(path, headers=bearer(office.room, caller))
        assert response.status_code in {403, 404}


async def test_a_municipality_collects_nothing_for_a_provider(office: Post) -> None:
    answer = await office.answer((await office.send(iwmo.schrijf(start()))).json()["id"])
    path = f"/v1/berichten/{answer}/_opgehaald"
    assert (await office.client.post(path, headers=bearer(office.room, GEMEENTEN))).status_code == 403


async def test_a_list_is_walked_by_cursor_and_narrowed_by_direction(office: Post) -> None:
    sent = [(await office.send(iwmo.schrijf(start(f"S{number}")))).json()["id"] for number in range(7)]
    answer = await office.answer(sent[0])
    seen: list[str] = []
    path = "/v1/berichten?limit=3"
    while True:
        page = (await office.get(path)).json()
        seen += [each["id"] for each in page["items"]]
        if page["volgende"] is None:
            break
        path = f"/v1/berichten?limit=3&cursor={page['volgende']}"
    assert seen == [*sent, answer]
    for direction, expected in (("in", sent), ("uit", [answer])):
        listed = (await office.get(f"/v1/berichten?richting={direction}")).json()["items"]
        assert [each["id"] for each in listed] == expected
    assert (await office.get("/v1/berichten?status=kwijt")).status_code == 400
    assert (await office.get("/v1/berichten?cursor=kwijt")).status_code == 400


async def test_without_a_token_there_is_no_post(office: Post) -> None:
    assert (await office.client.get("/v1/berichten")).status_code == 401
    assert (await office.client.post("/v1/berichten", content=b"<a/>", headers=XML)).status_code == 401


async def test_xml_is_kept_as_it_came(office: Post) -> None:
    """Written by us a message might grow past what a file may be (OP179), and could not be read again."""
    content = iwmo.schrijf(start()).replace(b"\n", b"\n  <!-- x -->  ")
    taken = await office.send(content)
    kept = await office.get(f"{taken.headers['location']}/inhoud")
    assert kept.content == content
    assert (await office.send(iwmo.schrijf(start()))).json()["id"] == taken.json()["id"]
