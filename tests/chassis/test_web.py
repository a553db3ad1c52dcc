"""The envelope around every answer, problem documents and the pages without a CDN."""

import gzip
import json
import re
from collections.abc import AsyncIterator, Iterable
from html.parser import HTMLParser

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import Message
from tests.chassis.proef import ENGLISH, TEST_BSN, problem_of, reasons

from chassis.limits import MAX_BODY
from chassis.service import Room
from chassis.web import HEADERS, create_api

GOOD = {"naam": "abc", "bsn": TEST_BSN, "soort": "een", "dag": "2026-03-01", "aantal": 1}


async def pieces(size: int) -> AsyncIterator[bytes]:
    for _ in range(size // 65536 + 1):
        yield bytes(65536)


EXCHANGES = [
    ("GET", "/livez", {}, 200),
    ("GET", "/v1/openapi.json", {}, 200),
    ("GET", "/v1/docs", {}, 200),
    ("POST", "/v1/invoer", {"json": GOOD}, 200),
    ("POST", "/v1/tellers/a", {}, 201),
    ("POST", "/v1/invoer", {"json": {}}, 400),
    ("POST", "/v1/invoer", {"content": b"{"}, 400),
    ("GET", "/v1/ik", {}, 401),
    ("GET", "/v1/nergens", {}, 404),
    ("GET", "/v1/regels/", {}, 404),
    ("GET", "/v1/docs-static/nergens.js", {}, 404),
    ("DELETE", "/v1/regels", {}, 405),
    ("POST", "/v1/tellers/b?uitkomst=weigering", {}, 409),
    ("POST", "/v1/bytes", {"content": bytes(MAX_BODY + 1)}, 413),
    ("POST", "/v1/tellers/c?uitkomst=crash", {}, 500),
]


@pytest.mark.parametrize(("method", "path", "extra", "status"), EXCHANGES, ids=[f"{e[0]} {e[1]}" for e in EXCHANGES])
async def test_every_answer_has_the_headers_and_every_refusal_is_a_problem(
    client: httpx.AsyncClient, method: str, path: str, extra: dict[str, object], status: int
) -> None:
    response = await client.request(method, path, **extra)  # type: ignore[arg-type]  # a table of requests
    assert response.status_code == status
    if status >= 400:
        problem_of(response, status)
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    for name, value in HEADERS.items():
        if name != "Content-Security-Policy":
            assert response.headers[name] == value
    assert re.fullmatch(r"[0-9a-f-]{36}", response.headers["x-request-id"])


async def test_every_request_has_its_own_id(client: httpx.AsyncClient) -> None:
    assert len({(await client.get("/livez")).headers["x-request-id"] for _ in range(5)}) == 5


async def test_a_crash_says_nothing_of_the_inside(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/tellers/a", params={"uitkomst": "crash"})
    document = problem_of(response, 500)
    assert str(document["detail"]).endswith(f"{response.headers['x-request-id']}.")
    assert TEST_BSN not in response.text
    assert "RuntimeError" not in response.text


async def test_a_refusal_carries_its_rule_its_extras_and_its_headers(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/tellers/a", params={"uitkomst": "weigering"})
    document = problem_of(response, 409)
    assert (document["type"], document["rule"], document["extra"]) == ("urn:clientroute:fout:proef", "M1", 1)
    assert response.headers["retry-after"] == "5"


async def test_a_wrong_method_is_told_which_are_right(client: httpx.AsyncClient) -> None:
    assert set((await client.delete("/v1/regels")).headers["allow"].split(", ")) & {"GET", "POST"}


@pytest.mark.parametrize("path", ["/v1/bytes", "/v1/invoer"])
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "k"}], ids=["", "with key"])
async def test_a_body_without_a_length_is_refused_once_it_is_too_large(
    client: httpx.AsyncClient, path: str, key: dict[str, str]
) -> None:
    response = await client.post(path, content=pieces(MAX_BODY), headers=key)
    assert "content-length" not in response.request.headers
    problem_of(response, 413)


@pytest.mark.parametrize(("encoding", "status"), [("gzip", 415), ("BR", 415), ("identity", 400), ("", 400)])
async def test_a_body_that_was_made_smaller_is_refused_by_its_form(
    client: httpx.AsyncClient, encoding: str, status: int
) -> None:
    response = await client.post("/v1/invoer", content=gzip.compress(b"{}"), headers={"Content-Encoding": encoding})
    problem_of(response, status)
    assert response.headers.get("accept-encoding") == ("identity" if status == 415 else None)


async def test_a_body_that_says_it_is_too_large_is_not_read_at_all(sqlite_room: Room) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"content-length", str(MAX_BODY + 1).encode())]
    scope = {"type": "http", "method": "POST", "path": "/v1/bytes", "query_string": b"", "headers": headers}
    await create_api(sqlite_room)(scope, receive, send)
    assert sent[0]["status"] == 413


async def test_a_body_of_exactly_25_mb_is_taken(client: httpx.AsyncClient) -> None:
    assert (await client.post("/v1/bytes", content=bytes(MAX_BODY))).json() == MAX_BODY


@pytest.mark.parametrize(
    ("change", "name", "reason"),
    [
        ({"naam": None}, "body.naam", "tekst"),
        ({"naam": "x"}, "body.naam", "minstens 2"),
        ({"naam": "xxxxxx"}, "body.naam", "hoogstens 5"),
        ({"bsn": "999900007"}, "body.bsn", "11-proef"),
        ({"bsn": "99990000"}, "body.bsn", "negen cijfers"),
        ({"soort": "drie"}, "body.soort", "'een' of 'twee'"),
        ({"dag": "1 maart"}, "body.dag", "2026-01-31"),
        ({"dag": "2026-02-30"}, "body.dag", "2026-01-31"),
        ({"dag": "2026-02-01T10:00:00"}, "body.dag", "2026-01-31"),
        ({"aantal": 0}, "body.aantal", "1 of meer"),
        ({"aantal": 11}, "body.aantal", "10 of minder"),
        ({"aantal": "x"}, "body.aantal", "geheel getal"),
        ({"aantal": 1.5}, "body.aantal", "geheel getal"),
        ({"aantal": []}, "body.aantal", "geheel getal"),
        ({"lijst": [1, 2, 3]}, "body.lijst", "hoogstens 2"),
        ({"lijst": 1}, "body.lijst", "lijst"),
        ({"lijst": ["x"]}, "body.lijst.0", "geheel getal"),
        ({"nieuw": 1}, "body.nieuw", "kennen we niet"),
    ],
)
async def test_each_wrong_field_is_named_in_dutch_and_never_repeated(
    client: httpx.AsyncClient, change: dict[str, object], name: str, reason: str
) -> None:
    response = await client.post("/v1/invoer", json=GOOD | change)
    found = reasons(problem_of(response, 400))
    assert list(found) == [name]
    assert reason in found[name]
    assert not ENGLISH.search(found[name])
    for value in [value for value in change.values() if isinstance(value, str) and len(value) > 2]:
        assert value not in response.text


async def test_all_missing_fields_are_named_at_once(client: httpx.AsyncClient) -> None:
    found = reasons(problem_of(await client.post("/v1/invoer", json={}), 400))
    assert found == dict.fromkeys([f"body.{name}" for name in GOOD], "Dit veld is verplicht.")


@pytest.mark.parametrize(
    "body",
    [
        f'{{"{TEST_BSN}": 1}}',
        f'{{"naam": {{"{TEST_BSN}": 1}}}}',
        f'{{"bsn": "{TEST_BSN}", }}',
        f'"{TEST_BSN}"',
        f'["{TEST_BSN}"]',
        f'{{"lijst": ["{TEST_BSN}x"]}}',
        f'{{"dag": "{TEST_BSN}"}}',
        f"{TEST_BSN}",
    ],
)
async def test_no_refusal_repeats_a_bsn_wherever_it_stood(client: httpx.AsyncClient, body: str) -> None:
    response = await client.post("/v1/invoer", content=body.encode(), headers={"Content-Type": "application/json"})
    problem_of(response, 400)
    assert TEST_BSN not in response.text


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"null", b"[" * 100_000, b'{"naam": "\\ud800"}', b"NaN"], ids=range(7)
)
async def test_malformed_json_is_a_clear_400(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/v1/invoer", content=body, headers={"Content-Type": "application/json"})
    problem_of(response, 400)


@pytest.mark.parametrize("path", ["/v1/tellers/%00", "/v1/tellers/a%00b", "/v1/regels?cursor=AAAA"])
async def test_a_nul_character_is_no_crash_on_any_database(room: Room, path: str) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(create_api(room)), base_url="http://proef") as client:
        response = await client.get(path)
        assert response.status_code in {400, 404}
        problem_of(response, response.status_code)


async def test_the_contract_is_open_to_every_website_and_nothing_else_is(client: httpx.AsyncClient) -> None:
    contract = await client.get("/v1/openapi.json", headers={"Origin": "https://elders.example"})
    assert contract.headers["access-control-allow-origin"] == "*"
    other = await client.get("/v1/regels", headers={"Origin": "https://elders.example"})
    assert "access-control-allow-origin" not in other.headers


async def test_the_contract_promises_problems_and_the_version_on_every_answer(client: httpx.AsyncClient) -> None:
    document = (await client.get("/v1/openapi.json")).json()
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert len(operations) > 10
    for operation in operations:
        answers = operation["responses"]
        fouten = {status: answer for status, answer in answers.items() if status[0] in "45"}
        assert {"500", "503"} <= fouten.keys()
        assert all(answer == {"$ref": f"#/components/responses/Problem{status}"} for status, answer in fouten.items())
        for answer in [answer for status, answer in answers.items() if status[0] == "2"]:
            assert "API-Version" in answer["headers"]
    references = set(re.findall(r'"#/([^"]+)"', json.dumps(document)))
    for reference in references:
        part = document
        for step in reference.split("/"):
            part = part[step]
    assert not {"ValidationError", "HTTPValidationError"} & set(document["components"]["schemas"])
    assert not [path for path in document["paths"] if path.endswith("/") or not path.startswith("/")]
    assert [each["url"] for each in document["servers"]] == ["../v1"]


class Loads(HTMLParser):
    """Every address that a page loads something from."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        wanted = {"href"} if tag == "link" else {"src"}
        self.found += [value for name, value in attrs if name in wanted and value]


@pytest.mark.parametrize("mounted", ["", "/proef"])
async def test_the_documentation_page_loads_only_what_we_serve(sqlite_room: Room, mounted: str) -> None:
    app = Starlette(routes=[Mount(mounted, create_api(sqlite_room))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://proef") as client:
        page = await client.get(f"{mounted}/v1/docs")
        addresses = Loads(page.text).found
        assert len(addresses) >= 3
        assert f"{mounted}/v1/openapi.json" in page.text
        for address in [*addresses, f"{mounted}/v1/openapi.json"]:
            assert address.startswith(f"{mounted}/v1/")
            assert (await client.get(address)).status_code == 200
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert "http" not in page.headers["content-security-policy"]


@pytest.mark.parametrize("mounted", ["", "/proef"])
async def test_the_address_of_what_was_made_leads_there_also_behind_a_prefix(sqlite_room: Room, mounted: str) -> None:
    app = Starlette(routes=[Mount(mounted, create_api(sqlite_room))])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://proef") as client:
        for _ in range(2):  # the second time it is the kept answer
            made = await client.post(f"{mounted}/v1/tellers/a", headers={"Idempotency-Key": "k"})
            found = await client.get(made.headers["location"])
            assert found.json() == {"naam": "a", "stand": 0}
