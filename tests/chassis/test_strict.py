"""What the contract forbids is refused, in a body and in an address; nothing is made into something else."""

from datetime import date
from typing import cast

import httpx
import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from tests.chassis.proef import TEST_BSN, problem_of, reasons

from chassis.limits import MAX_JSON
from chassis.problems import MAX_PARAMS
from chassis.service import Room
from chassis.strict import FORM, FROM_OUTSIDE, IsoDate
from chassis.web import create_api

GOED = {"naam": "abc", "bsn": TEST_BSN, "soort": "een", "dag": "2026-03-01", "aantal": 1}
NIET_ZO = [
    ("dag", "1769904000", "Geef een datum als 2026-01-31."),
    ("dag", 1769904000, "Geef een datum als 2026-01-31."),
    ("dag", "2026-1-31", "Geef een datum als 2026-01-31."),
    ("dag", "2026-02-30", "Geef een datum als 2026-01-31."),
    ("dag", "2026-01-31T00:00:00", "Geef een datum als 2026-01-31."),
    ("dag", "٢٠٢٦-٠١-٣١", "Geef een datum als 2026-01-31."),
    ("dag", "9999-12-31", "Geef een dag voor het jaar 3000. Is er geen einde, laat het dan weg."),
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


def test_a_late_day_that_was_kept_before_is_read_all_the_same() -> None:
    kept = TypeAdapter(IsoDate)
    assert kept.validate_json('"9999-12-31"') == date(9999, 12, 31)
    with pytest.raises(ValidationError):
        kept.validate_json('"9999-12-31"', context=FROM_OUTSIDE)


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
    precies = {f"veld{nummer}": 1 for nummer in range(MAX_PARAMS)}
    document = problem_of(await client.post("/v1/invoer", json=GOED | precies), 400)
    assert len(reasons(document)) == MAX_PARAMS
    assert document["detail"] == "Verbeter de genoemde velden en stuur het verzoek opnieuw."


async def test_a_name_that_the_caller_made_up_is_cut_short(client: httpx.AsyncClient) -> None:
    document = problem_of(await client.post("/v1/invoer", json=GOED | {"x" * 500: 1}), 400)
    assert list(reasons(document)) == [f"body.{'x' * 500}"[:200]]


async def test_the_rule_that_refuses_a_field_stands_with_it_and_above_all(client: httpx.AsyncClient) -> None:
    document = problem_of(await client.post("/v1/invoer", json=GOED | {"naam": "x", "bsn": "999900007"}), 400)
    assert document["rule"] == "CS002"
    naam, bsn = cast(list[dict[str, str]], document["invalidParams"])
    assert "rule" not in naam
    assert bsn["rule"] == "CS002"
    assert "rule" not in problem_of(await client.post("/v1/invoer", json=GOED | {"naam": "x"}), 400)


async def test_an_error_of_pydantic_without_a_sentence_is_said_in_dutch_and_without_the_form(sqlite_room: Room) -> None:
    app = create_api(sqlite_room)

    @app.get("/v1/stuk")
    async def stuk() -> None:
        gevonden = {"loc": ("body", f"{FORM}een", "breuk"), "type": "float_parsing", "msg": "should be a number"}
        raise RequestValidationError([gevonden])

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://proef") as client:
        document = problem_of(await client.get("/v1/stuk"), 400)
    assert reasons(document) == {"body.breuk": "Deze waarde is niet geldig."}


async def test_more_json_than_any_form_has_is_not_read(client: httpx.AsyncClient) -> None:
    response = await client.post("/v1/invoer", json=GOED | {"naam": "a" * MAX_JSON})
    problem_of(response, 413)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/v1/regels", "GET, POST"),
        ("/v1/ik", "GET"),
        ("/v1/invoer", "POST"),
        ("/v1/tellers/a", "GET, POST"),
        ("/v1/tellers/a/_verhoog", "POST"),
        ("/v1/dingen/a", "GET"),
        ("/v1/dingen/_zoek", "POST"),
    ],
)
async def test_405_names_all_that_an_address_can_be_asked(sqlite_room: Room, path: str, allowed: str) -> None:
    app = create_api(sqlite_room)
    app.add_api_route("/v1/dingen/{ding}", lambda: None, methods=["GET"])
    app.add_api_route("/v1/dingen/_zoek", lambda: None, methods=["POST"])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://proef") as client:
        response = await client.delete(path)
    assert problem_of(response, 405)["detail"] == "Gebruik een van de methoden in de header Allow."
    assert response.headers["allow"] == allowed


async def test_an_address_that_is_not_there_can_be_asked_nothing(client: httpx.AsyncClient) -> None:
    response = await client.get("/v1/nergens")
    assert str(problem_of(response, 404)["detail"]).startswith("Dit adres kennen we niet.")
    assert "allow" not in response.headers


@pytest.mark.parametrize("path", ["/v1/regels%0A", "/v1/tellers/%0A", "/v1/tellers/a%00b", "/v1/%E2%80%AE"])
async def test_an_address_that_cannot_be_printed_is_none(client: httpx.AsyncClient, path: str) -> None:
    problem_of(await client.get(path), 404)
