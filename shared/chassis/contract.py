"""The contract that a service shows: OpenAPI as it really answers."""

import copy
import json
import re
from collections.abc import Collection, Mapping
from typing import cast

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from chassis import answers
from chassis.descriptions import describe_operation, describe_schemas, describe_tags
from chassis.service import Service

VERSION = "/v1"
SERVER = {"url": f"..{VERSION}", "description": "Deze dienst: dit adres is ten opzichte van dat van dit document."}
CONTACT = {
    "name": "De makers van clientroute",
    "url": "https://example.nl/clientroute",
    "email": "clientroute@example.nl",
}
"""Who answers questions about a contract; an installation tells its own users whom to call."""
PROBLEM: dict[str, object] = {
    "type": "object",
    "description": "Wat er mis is, en wat u kunt doen (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Het soort fout."},
        "title": {"type": "string", "description": "Wat het antwoordnummer betekent, in een paar woorden."},
        "status": {"type": "integer", "format": "int32", "description": "Het nummer van het antwoord (HTTP)."},
        "detail": {"type": "string", "description": "Wat er mis is en wat u kunt doen."},
        "instance": {"type": "string", "format": "uri", "description": "Het nummer van dit verzoek."},
        "rule": {"type": "string", "description": "De regel die het verzoek tegenhoudt, zoals M7 of TR056."},
        "invalidParams": {
            "type": "array",
            "description": "De velden die niet kloppen, elk met de reden.",
            "items": {
                "type": "object",
                "required": ["name", "reason"],
                "properties": {
                    "name": {"type": "string", "description": "Waar het staat, zoals body.persoon.bsn."},
                    "reason": {"type": "string", "description": "Wat er mis is met dit veld."},
                    "rule": {"type": "string", "description": "De regel die dit veld tegenhoudt."},
                    "allowed": {"type": "string", "description": "Wat wel kan."},
                },
            },
        },
    },
}
KINDS = ("schemas", "responses", "headers", "parameters")
REFERENCE = re.compile(r'"\$ref": "([^"]+)"')
METHODS = {"get", "put", "post", "delete", "patch", "options", "head"}


def describe(app: FastAPI) -> None:
    """Let the app describe itself as it answers: problems for every 4xx and 5xx, API-Version on everything."""
    plain = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            named = _named(cast(dict[str, object], plain()))
            app.openapi_schema = _as_answered(named, app.state.room.service, _routes(app))
        return cast(dict[str, object], app.openapi_schema)

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to change the document


def _named(document: dict[str, object]) -> dict[str, object]:
    """The same document in which a page of something is called after it, and not after how it was made."""
    components = cast(dict[str, dict[str, dict[str, str]]], document.get("components", {}))
    text = json.dumps(document)
    for name, schema in components.get("schemas", {}).items():
        if name.startswith("Page_"):
            text = text.replace(f'/{name}"', f'/{schema["title"]}"').replace(f'"{name}":', f'"{schema["title"]}":')
    return cast(dict[str, object], json.loads(text))


def _routes(app: FastAPI) -> dict[tuple[str, str], APIRoute]:
    """By path and method."""
    found = [each.original_route for each in iter_route_contexts(app.routes)]
    routes = [each for each in found if isinstance(each, APIRoute)]
    return {(each.path_format, method.lower()): each for each in routes for method in each.methods or ()}


def _as_answered(
    document: dict[str, object], service: Service, routes: Mapping[tuple[str, str], APIRoute]
) -> dict[str, object]:
    info = cast(dict[str, object], document["info"])
    info |= {"contact": CONTACT, "description": info.get("summary", info["title"])}
    components = cast(dict[str, dict[str, dict[str, object]]], document.setdefault("components", {}))
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= cast(dict[str, dict[str, object]], copy.deepcopy(dict(service.schemas)))
    words = service.words()
    describe_schemas(schemas, words)
    schemas["Problem"] = PROBLEM
    components["headers"] = dict(answers.HEADERS)
    components["parameters"] = {"Idempotency-Key": answers.IDEMPOTENCY}
    components["responses"] = dict(answers.problems())
    paths = cast(dict[str, dict[str, dict[str, object]]], document["paths"])
    for path, operations in paths.items():
        for method, operation in operations.items():
            if method in METHODS:
                describe_operation(operation, words)
                _answers(routes[path, method], operation)
    document["servers"] = [SERVER]
    document["paths"] = {path.removeprefix(VERSION): operations for path, operations in paths.items()}
    alle = [operation for path in paths.values() for operation in path.values()]
    tags = {str(tag) for operation in alle for tag in cast(list[object], operation.get("tags", []))}
    document["tags"] = describe_tags(tags, words)
    return _without_unused(document)


def _without_unused(document: dict[str, object]) -> dict[str, object]:
    """The same without parts that nothing refers to, nor what only those refer to."""
    components = cast(dict[str, dict[str, object]], document["components"])
    while unused := _unused(components, set(REFERENCE.findall(json.dumps(document)))):
        for kind, name in unused:
            del components[kind][name]
    return document


def _unused(components: Mapping[str, Mapping[str, object]], used: Collection[str]) -> list[tuple[str, str]]:
    named = [(kind, name) for kind in KINDS for name in components.get(kind, {})]
    return [(kind, name) for kind, name in named if f"#/components/{kind}/{name}" not in used]


def _answers(route: APIRoute, operation: dict[str, object]) -> None:
    responses = cast(dict[str, dict[str, object]], operation["responses"])
    responses.pop("422", None)
    for response in responses.values():
        headers = cast(dict[str, object], response.setdefault("headers", {}))
        for name in ("API-Version", *answers.shown(route)):
            headers[name] = {"$ref": f"#/components/headers/{name}"}
    answers.as_sent(cast(list[answers.Json], operation.get("parameters", [])))
    responses |= answers.references(answers.numbers(route, operation))
    if answers.keeps_answers(route):
        parameters = cast(list[object], operation.setdefault("parameters", []))
        parameters.append({"$ref": "#/components/parameters/Idempotency-Key"})
