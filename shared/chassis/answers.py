"""What an operation may answer with beside what it is for: each 4xx and 5xx by its own number, and the headers.

FastAPI knows the routes; this says what the chassis does around them (Door, Envelope, problems), so that the contract
tells all of it.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from fastapi.routing import APIRoute

from chassis.door import NO_KEY, READS, Door, Question
from chassis.headers import MATCH_HEADER, REQUIRED, etag, location
from chassis.problems import TITLES

Json: TypeAlias = dict[str, object]

NULL: Json = {"type": "null"}
VERSION: Json = {"description": "Versie van deze API.", "schema": {"type": "string", "examples": ["1.0.0"]}}
RETRY: Json = {"description": "Over hoeveel seconden u het weer kunt proberen.", "schema": {"type": "integer"}}
ETAG: Json = {
    "description": "De versie van wat u leest. Stuur deze mee in If-Match als u het wijzigt.",
    "schema": {"type": "string", "examples": ['"3"']},
}
LOCATION: Json = {
    "description": "Waar u leest wat er is gemaakt, of waar het bij hoort.",
    "schema": {"type": "string", "format": "uri-reference"},
}
HEADERS: Mapping[str, Json] = {"API-Version": VERSION, "Retry-After": RETRY, "ETag": ETAG, "Location": LOCATION}
SHOWN: Mapping[object, str] = {etag: "ETag", location: "Location"}
"""By what a route asks for: the header that it gives."""
IDEMPOTENCY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Een eigen kenmerk van dit verzoek. Stuurt u het nog eens, dan krijgt u hetzelfde antwoord en "
    "gebeurt er niets dubbel.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
WHEN: Mapping[int, str] = {
    400: "Het verzoek klopt niet; invalidParams noemt de velden en de regel.",
    401: "Er is geen geldig token meegestuurd.",
    403: "Het token geeft hier geen recht op.",
    404: "Wat u noemt is er niet, of u mag er niet bij.",
    409: "Het verzoek past niet bij hoe de zaken nu staan; rule noemt de regel.",
    412: "Iemand anders heeft dit gewijzigd sinds u het las.",
    413: "Het verzoek is te groot: een bericht mag hoogstens 25 MB zijn, een formulier 1 MB.",
    415: "Deze vorm kennen we niet.",
    422: "Deze Idempotency-Key is al gebruikt voor een ander verzoek.",
    428: "De header If-Match ontbreekt.",
    429: "Er kwamen te veel verzoeken, van u of van dit adres. Er is niets veranderd.",
    500: "Er ging iets mis bij ons. Er is niets veranderd.",
    503: "De dienst kan even niet bij wat nodig is. Er is niets veranderd.",
}
"""By number, when an operation answers so."""
ALWAYS = (429, 500, 503)
LATER = (429, 503)
"""Those that say when to try again."""


def problems() -> dict[str, Json]:
    """The component of every number, by name."""
    return {_name(number): _problem(number) for number in WHEN}


def _name(number: int) -> str:
    return f"Problem{number}"


def _problem(number: int) -> Json:
    example = {
        "type": "urn:clientroute:fout:voorbeeld",
        "title": TITLES[number],
        "status": number,
        "detail": WHEN[number],
        "instance": "urn:uuid:019a0000-0000-7000-8000-000000000000",
    }
    names = ["API-Version", *(["Retry-After"] if number in LATER else [])]
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        "description": WHEN[number],
        "headers": {each: {"$ref": f"#/components/headers/{each}"} for each in names},
        "content": {"application/problem+json": {"schema": schema, "example": example}},
    }


def as_sent(parameters: Iterable[Json]) -> None:
    """Say of parameters how they can be sent: what carries REQUIRED must be there, and nothing can be null."""
    for each in parameters:
        schema = each["schema"]
        assert isinstance(schema, dict)
        if REQUIRED.items() <= schema.items():
            each |= {"required": True, "schema": {"type": "string"}}
        elif NULL in schema.get("anyOf", ()):
            choices = [choice for choice in schema.pop("anyOf") if choice != NULL]
            each["schema"] = choices[0] | schema if len(choices) == 1 else {"anyOf": choices} | schema


def references(numbers: Iterable[int]) -> dict[str, Json]:
    """The answers of an operation that may answer with these numbers."""
    return {str(each): {"$ref": f"#/components/responses/{_name(each)}"} for each in sorted(numbers)}


def keeps_answers(route: APIRoute) -> bool:
    """Whether an Idempotency-Key makes a second request give the answer of the first."""
    writes = isinstance(route, Door) and not isinstance(route, Question) and "POST" in (route.methods or ())
    return writes and NO_KEY not in route.dependencies


def shown(route: APIRoute) -> list[str]:
    """The headers that the good answers of a route have, beside those of every answer."""
    return [SHOWN[each.call] for each in route.dependant.dependencies if each.call in SHOWN]


def numbers(route: APIRoute, operation: Mapping[str, object]) -> set[int]:
    """Which errors an operation may answer with: as follows from what it asks, and what the route itself says."""
    parameters = operation.get("parameters", [])
    assert isinstance(parameters, list)
    taken = {str(each["name"]): each for each in parameters}
    has_body = "requestBody" in operation
    found = {*ALWAYS, *(int(each) for each in route.responses if int(each) in WHEN)}
    if taken:
        found.add(400)
    if not READS & (route.methods or set()):
        found |= {400, 409}
    if operation.get("security"):
        found |= {401, 403}
    if has_body or "{" in route.path_format:
        found.add(404)
    if has_body:
        found |= {413, 415}
    if keeps_answers(route):
        found.add(422)
    if MATCH_HEADER in taken:
        found.add(412)
        if taken[MATCH_HEADER]["required"]:
            found.add(428)
    return found
