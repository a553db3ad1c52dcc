"""What the contract forbids is refused, in a body and in an address; nothing is made into something else."""

import httpx
import pytest
from tests.chassis.proef import TEST_BSN, problem_of, reasons

from chassis.limits import MAX_JSON
from chassis.problems import MAX_PARAMS

GOED = {"naam": "abc", "bsn": TEST_BSN, "soort": "een", "dag": "2026-03-01", "aantal": 1}
NIET_ZO = [
    ("dag", "1769904000", "Geef een datum als 2026-01-31."),
    ("dag", 1769904000, "Geef een datum als 2026-01-31."),
    ("dag", "2026-1-31", "Geef een datum als 2026-01-31."),
    ("dag", "2026-02-30", "Geef een datum als 2026-01-31."),
    ("dag", "2026-01-31T00:00:00", "Geef een datum als 2026-01-31."),
    ("dag", "٢٠٢٦-٠١-٣١", "Geef een datum als 2026-01-31."),
    ("aantal", "7", "Geef hier een geheel getal."),
    ("aantal", False, "Geef hier een geheel getal."),
    ("aantal", 1.5, "Geef hier een geheel getal."),
    ("naam", 123, "Geef hier een tekst."),
    ("zeker", 0, "Geef hier true of false."),
    ("zeker", "true", "Geef hier true of false."),
    ("lijst", {"0": 1}, "Geef hier een lijst."),
    ("lijst", ["1"], "Geef hier een geheel getal."),
]


@pytest.mark.parametrize(("veld", "waarde", "reden"), NIET_ZO)
async def test_a_value_of_another_kind_is_refused(
    client: httpx.AsyncClient, veld: str, waarde: object, reden: str
) -> None:
    response = await client.post("/v1/invoer", json=GOED | {veld: waarde})
    gevonden = reasons(problem_of(response, 400))
    assert set(gevonden.values()) == {reden}
    assert all(naam.startswith(f"body.{veld}") for naam in gevonden)


async def test_what_is_written_as_the_contract_says_comes_through(client: httpx.AsyncClient) -> None:
    gegeven = GOED | {"zeker": True, "lijst": [1, 2]}
    assert (await client.post("/v1/invoer", json=gegeven)).raise_for_status().json() == gegeven


@pytest.mark.parametrize("body", [b"[]", b'"abc"', b"1", b"null", b"{", b'{"naam": NaN}', b"[" * 100_000])
async def test_what_is_no_object_is_refused(client: httpx.AsyncClient, body: bytes) -> None:
    response = await client.post("/v1/invoer", content=body, headers={"content-type": "application/json"})
    problem_of(response, 400)


@pytest.mark.parametrize("limit", ["1.0", "+1", " 1", "1_0", "٣", "01", ""])
async def test_a_number_in_an_address_has_one_way_to_be_written(client: httpx.AsyncClient, limit: str) -> None:
    response = await client.get("/v1/regels", params={"limit": limit})
    assert reasons(problem_of(response, 400)) == {"query.limit": "Geef hier een geheel getal."}
    assert (await client.get("/v1/regels", params={"limit": "1"})).status_code == 200


async def test_an_answer_names_so_many_wrong_fields_and_says_how_many_there_are(client: httpx.AsyncClient) -> None:
    onbekend = {f"veld{nummer}": 1 for nummer in range(MAX_PARAMS * 3)}
    document = problem_of(await client.post("/v1/invoer", json=GOED | onbekend), 400)
    assert len(reasons(document)) == MAX_PARAMS
    assert str(document["detail"]).startswith(f"Er zijn {MAX_PARAMS * 3} velden fout")


async def test_more_json_than_any_form_has_is_not_read(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/invoer", json=GOED | {"naam": "a" * MAX_JSON})
    problem_of(response, 413)


async def test_405_names_all_that_an_address_can_be_asked(client: httpx.AsyncClient) -> None:
    response = await client.delete("/v1/regels")
    problem_of(response, 405)
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize("path", ["/v1/regels%0A", "/v1/tellers/%0A", "/v1/tellers/a%00b", "/v1/%E2%80%AE"])
async def test_an_address_that_cannot_be_printed_is_none(client: httpx.AsyncClient, path: str) -> None:
    problem_of(await client.get(path), 404)
