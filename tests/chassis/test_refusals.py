"""A refusal as a problem document, in one way for all services; and names in the contract for clean clients."""

from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from pydantic import Field

from chassis.contract import describe
from chassis.descriptions import Words
from chassis.door import Door, Question, operation_id
from chassis.model import ApiModel
from chassis.paging import Page
from chassis.problems import problem_of
from weigering import Weigering


def test_a_wrong_field_is_400_and_names_everything_that_is_wrong() -> None:
    tweede = Weigering("Te veel.", veld="body.volume", regel="M9", toegestaan=("1", "2"))
    problem = problem_of(Weigering("Te laat.", veld="body.datum", regel="Awb 6:7", ook=[tweede]))
    assert (problem.status, problem.slug, problem.detail, problem.rule) == (400, "invoer", "Te laat.", "Awb 6:7")
    assert problem.more == {
        "invalidParams": [
            {"name": "body.datum", "reason": "Te laat.", "rule": "Awb 6:7"},
            {"name": "body.volume", "reason": "Te veel.", "rule": "M9", "allowed": "1, 2"},
        ]
    }


def test_what_does_not_fit_the_present_state_is_409_by_its_kind() -> None:
    problem = problem_of(Weigering("Al besloten.", soort="al-besloten", regel="TR365"))
    assert (problem.status, problem.slug, problem.rule, problem.more) == (409, "al-besloten", "TR365", {})


def test_the_text_of_a_refusal_is_not_the_text_of_the_exception() -> None:
    """It may name what stands in a register, and exceptions end in logs."""
    assert str(Weigering("Mevrouw Grootkerk is al bekend.", soort="bekend")) == "bekend"
    assert str(Weigering("Mevrouw Grootkerk is al bekend.", veld="body.naam")) == "body.naam"


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/v1/meldingen", "get_meldingen"),
        ("GET", "/v1/meldingen/{melding_id}", "get_melding"),
        ("POST", "/v1/meldingen/{melding_id}/_inzage", "post_melding_inzage"),
        ("PUT", "/v1/plannen/{plan_id}/doelen/{doel_id}", "put_plan_doel"),
        ("GET", "/v1/aanbieders/{agb}", "get_aanbieders_agb"),
        ("POST", "/v1/dead-letters/_herspeel", "post_dead_letters_herspeel"),
    ],
)
def test_operation_ids_follow_one_pattern(method: str, path: str, name: str) -> None:
    assert operation_id(APIRoute(path, lambda: None, methods=[method])) == name


class PoesView(ApiModel):
    naam: Annotated[str, Field(max_length=9)]


def test_a_page_is_called_after_what_it_holds() -> None:
    app = FastAPI()

    @app.get("/v1/poezen")
    def get_poezen() -> Page[PoesView]:
        """Alle poezen."""
        raise NotImplementedError

    class Geen:
        schemas: dict[str, object] = {}
        words = Words

    class Kamer:
        service = Geen

    app.state.room = Kamer
    describe(app)
    schemas = app.openapi()["components"]["schemas"]
    assert {"PoesPage", "PoesView", "Problem"} == set(schemas)
    assert schemas["PoesPage"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/PoesView"}


def test_a_question_never_takes_a_turn_among_writers() -> None:
    router = APIRouter(route_class=Question)
    router.add_api_route("/v1/_toets", lambda: None, methods=["POST"])
    (route,) = router.routes
    asked = httpx.Request("POST", "http://test/v1/_toets")
    assert isinstance(route, Question)
    assert not route.writes(asked)  # type: ignore[arg-type]
    assert Door("/v1/x", lambda: None, methods=["POST"]).writes(asked)  # type: ignore[arg-type]
