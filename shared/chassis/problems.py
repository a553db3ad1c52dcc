"""Problem documents (RFC 9457): every 4xx and 5xx, in plain Dutch, without what the caller sent."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from math import ceil

import httpx
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from chassis.away import asked_pause, is_away, name_of
from chassis.bsn import mask_bsn
from chassis.clock import system_clock
from chassis.log import DEPENDENCY_AWAITED, log
from chassis.strict import FORM
from chassis.vault import UnknownKey
from weigering import Weigering

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "De invoer klopt niet",
    401: "U bent niet aangemeld",
    403: "U mag dit niet",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Deze vorm leveren we niet",
    409: "Dit past niet bij de huidige stand",
    412: "Intussen gewijzigd",
    413: "Het bericht is te groot",
    415: "Deze vorm kennen we niet",
    422: "Dit verzoek past niet bij een eerder verzoek",
    428: "Zeg welke stand u zag",
    429: "Te veel verzoeken",
    500: "Er ging iets mis bij ons",
    503: "De dienst is even niet beschikbaar",
}

REASONS = {
    "missing": "Dit veld is verplicht.",
    "extra_forbidden": "Dit veld kennen we niet.",
    "json_invalid": "Dit is geen geldige JSON.",
    "enum": "Deze waarde kennen we niet. Toegestaan: {expected}.",
    "literal_error": "Deze waarde kennen we niet. Toegestaan: {expected}.",
    "string_pattern_mismatch": "Deze waarde heeft niet de juiste vorm: {pattern}.",
    "string_too_long": "Gebruik hoogstens {max_length} tekens.",
    "string_too_short": "Gebruik minstens {min_length} tekens.",
    "string_type": "Geef hier een tekst.",
    "int_type": "Geef hier een geheel getal.",
    "int_parsing": "Geef hier een geheel getal.",
    "int_from_float": "Geef hier een geheel getal.",
    "bool_parsing": "Geef hier true of false.",
    "bool_type": "Geef hier true of false.",
    "date_from_datetime_inexact": "Geef een datum als 2026-01-31.",
    "date_from_datetime_parsing": "Geef een datum als 2026-01-31.",
    "date_parsing": "Geef een datum als 2026-01-31.",
    "date_type": "Geef een datum als 2026-01-31.",
    "date_too_late": "Geef een dag voor het jaar 3000. Is er geen einde, laat het dan weg.",
    "greater_than_equal": "Geef een waarde van {ge} of meer.",
    "greater_than": "Geef een waarde boven {gt}.",
    "less_than_equal": "Geef een waarde van {le} of minder.",
    "too_short": "Geef er minstens {min_length}.",
    "too_long": "Geef er hoogstens {max_length}.",
    "model_attributes_type": "Geef hier een JSON-object.",
    "model_type": "Geef hier een JSON-object.",
    "dict_type": "Geef hier een JSON-object.",
    "list_type": "Geef hier een lijst.",
    "tuple_type": "Geef hier een lijst.",
    "frozen_set_type": "Geef hier een lijst.",
}
MAX_PARAMS = 100
"""Wrong fields that one answer names."""


DETAILS = {
    404: "Dit adres kennen we niet. Kijk in /v1/openapi.json welke er zijn.",
    405: "Gebruik een van de methoden in de header Allow.",
    413: "Een bericht mag hoogstens 25 MB zijn (OP179), en een formulier 1 MB.",
}


AWAY = (
    (httpx.HTTPError, "dienst", "Een andere dienst antwoordt nu niet."),
    (UnknownKey, "sleutel", "De dienst mist nu een sleutel van deze gegevens."),
    (Exception, "gegevens", "De dienst kan nu niet bij zijn gegevens."),
)
"""What is told of what is away, by the kind of error."""
RETRY_SECONDS = 10
HUNG_UP = 499
"""The status in log and metrics of a request whose caller went away, as of nginx; it is never sent."""


class Problem(Exception):
    """A refusal that the caller can act on: it becomes a problem document and rolls the transaction back.

    `slug` names the kind, `detail` says in plain Dutch what is wrong and what to do, `rule` names the rule that
    refused (an M number, a TR number), `more` are extra members of the document.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        detail: str,
        *,
        rule: str | None = None,
        more: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(slug)
        self.status = status
        self.slug = slug
        self.detail = detail
        self.rule = rule
        self.more = dict(more or {})
        self.headers = dict(headers or {})


def not_found(what: str) -> Problem:
    """404: there is no such thing, or the caller may not know of it."""
    return Problem(404, "niet-gevonden", f"We vinden {what} niet, of u mag er niet bij.")


def conflict(slug: str, detail: str, *, rule: str | None = None) -> Problem:
    """409: the request is sound, but does not fit the present state."""
    return Problem(409, slug, detail, rule=rule)


def invalid(name: str, reason: str, *, rule: str | None = None) -> Problem:
    """400: one field is wrong; `name` is its path, such as `body.producten.0.code`."""
    return Problem(400, "invoer", reason, rule=rule, more={"invalidParams": [{"name": name, "reason": reason}]})


def problem_document(problem: Problem, request_id: str) -> JSONResponse:
    """The response for `problem`."""
    body: dict[str, object] = {
        "type": f"urn:clientroute:fout:{problem.slug}",
        "title": TITLES.get(problem.status, HTTPStatus(problem.status).phrase),
        "status": problem.status,
        "detail": problem.detail,
        "instance": f"urn:uuid:{request_id}",
    }
    if problem.rule:
        body["rule"] = problem.rule
    return JSONResponse(body | problem.more, status_code=problem.status, headers=problem.headers, media_type=MEDIA_TYPE)


def request_id_of(request: Request) -> str:
    """The id under which this request stands in the log."""
    return str(request.scope.get("clientroute_request_id", ""))


async def on_problem(request: Request, error: Exception) -> JSONResponse:
    """A Problem raised anywhere below the door."""
    assert isinstance(error, Problem)
    return problem_document(error, request_id_of(request))


async def on_refusal(request: Request, error: Exception) -> JSONResponse:
    """What a decision or a use case refused: 400 where a field is wrong, else 409."""
    assert isinstance(error, Weigering)
    return problem_document(problem_of(error), request_id_of(request))


def problem_of(weigering: Weigering) -> Problem:
    """A refusal as a problem document says it."""
    params = [_refused(each) for each in (weigering, *weigering.ook) if each.veld is not None]
    more: dict[str, object] = {"invalidParams": params} if params else {}
    status, slug = (409, weigering.soort) if weigering.veld is None else (400, "invoer")
    return Problem(status, slug, weigering.reden, rule=weigering.regel, more=more)


def _refused(weigering: Weigering) -> dict[str, str]:
    param = {"name": str(weigering.veld), "reason": weigering.reden}
    if weigering.regel is not None:
        param["rule"] = weigering.regel
    return param | ({"allowed": ", ".join(weigering.toegestaan)} if weigering.toegestaan else {})


async def on_away(request: Request, error: Exception) -> JSONResponse:
    """503: what we need is away, nothing was done, and trying again later helps. What is wrong is raised again."""
    if not is_away(error):
        raise error
    log(DEPENDENCY_AWAITED, service=request.app.state.room.service.name, error=name_of(error))
    slug, what = next(told for kind, *told in AWAY if isinstance(error, kind))
    seconds = max(RETRY_SECONDS, asked_pause(error, system_clock()) or 0)
    detail = f"{what} Er is niets veranderd. Probeer het later opnieuw."
    problem = Problem(503, slug, detail, headers={"Retry-After": str(ceil(seconds))})
    return problem_document(problem, request_id_of(request))


async def on_hangup(_request: Request, _error: Exception) -> Response:
    """Who called is gone before the request was whole: nobody reads this, and nothing is wrong with us."""
    return Response(status_code=HUNG_UP)


async def on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """A request that does not fit the contract: 400 with the fields, never with their values."""
    assert isinstance(error, RequestValidationError)
    errors = error.errors()
    params = [
        _param(found["loc"], found["type"], found.get("msg", ""), found.get("ctx") or {})
        for found in errors[:MAX_PARAMS]
    ]
    detail = "Verbeter de genoemde velden en stuur het verzoek opnieuw."
    if len(errors) > MAX_PARAMS:
        detail = f"Er zijn {len(errors)} velden fout; dit zijn de eerste {MAX_PARAMS}. {detail}"
    regel = next((each["rule"] for each in params if "rule" in each), None)
    problem = Problem(400, "invoer", detail, rule=regel, more={"invalidParams": params})
    return problem_document(problem, request_id_of(request))


def _param(path: Sequence[object], kind: str, message: str, context: Mapping[str, object]) -> dict[str, str]:
    known = REASONS.get(kind)
    if known is not None:
        # Pydantic lists the allowed values with an English "or".
        reason = known.format_map({key: str(value).replace("' or '", "' of '") for key, value in context.items()})
    else:
        # Our own validators speak Dutch already; those of pydantic we have no sentence for do not.
        reason = message if kind == "regel" else "Deze waarde is niet geldig."
    # The name of an unknown field comes from the caller.
    name = ".".join(str(step) for step in path if not str(step).startswith(FORM))
    param = {"name": mask_bsn(name)[:200], "reason": reason}
    return param | ({"rule": str(context["regel"])} if "regel" in context else {})


async def on_unstorable(request: Request, _error: Exception) -> JSONResponse:
    """A value that the contract allows and PostgreSQL cannot keep, such as a text with a NUL character."""
    detail = "Een waarde in uw verzoek is te lang of te groot, of bevat een teken dat niet mag."
    return problem_document(Problem(400, "invoer", detail), request_id_of(request))


async def on_http_exception(request: Request, error: Exception) -> JSONResponse:
    """What the framework itself refuses: unknown paths, wrong methods."""
    assert isinstance(error, HTTPException)
    detail = DETAILS.get(error.status_code, "Dit verzoek kunnen we niet uitvoeren.")
    headers = {"Allow": ", ".join(_methods(request))} if error.status_code == 405 else error.headers
    problem = Problem(error.status_code, "http", detail, headers=headers)
    return problem_document(problem, request_id_of(request))


def _methods(request: Request) -> list[str]:
    """What this address can be asked; the framework names those of one of its routes."""
    routes = [each.original_route for each in iter_route_contexts(request.app.routes)]
    fit = [each for each in routes if isinstance(each, APIRoute) and each.matches(request.scope)[0] is not Match.NONE]
    # `_zoek` fits where an id may stand, and is none.
    named = min((each.path_format.count("{") for each in fit), default=0)
    return sorted({method for each in fit if each.path_format.count("{") == named for method in each.methods or ()})
