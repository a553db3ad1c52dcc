"""The contracts that a service shows: OpenAPI as it really answers, and AsyncAPI from the registry of events."""

import json
from collections.abc import Iterable, Mapping
from typing import cast

from fastapi import FastAPI

from chassis.events import EventData, EventType

PROBLEM: dict[str, object] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Het soort fout."},
        "title": {"type": "string"},
        "status": {"type": "integer", "format": "int32"},
        "detail": {"type": "string", "description": "Wat er mis is en wat u kunt doen."},
        "instance": {"type": "string", "format": "uri", "description": "Het nummer van dit verzoek."},
        "rule": {"type": "string", "description": "De regel die het verzoek tegenhoudt, zoals M7 of TR056."},
        "invalidParams": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "reason"],
                "properties": {
                    "name": {"type": "string"},
                    "reason": {"type": "string"},
                    "rule": {"type": "string", "description": "De regel die dit veld tegenhoudt."},
                    "allowed": {"type": "string", "description": "Wat wel kan."},
                },
            },
        },
    },
}
VERSION_HEADER: dict[str, object] = {
    "description": "Versie van deze API.",
    "schema": {"type": "string", "examples": ["1.0.0"]},
}
METHODS = {"get", "put", "post", "delete", "patch", "options", "head"}


def describe(app: FastAPI) -> None:
    """Let the app describe itself as it answers: problems for every 4xx and 5xx, API-Version on everything."""
    plain = app.openapi

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            named = _named(cast(dict[str, object], plain()))
            app.openapi_schema = _as_answered(named, app.state.room.service.schemas)
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


def _as_answered(document: dict[str, object], extra: Mapping[str, object]) -> dict[str, object]:
    components = cast(dict[str, dict[str, object]], document.setdefault("components", {}))
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= {"Problem": PROBLEM, **extra}
    components["headers"] = {"API-Version": VERSION_HEADER}
    components["responses"] = {
        "Problem": {
            "description": "Wat er mis is, als probleemdocument (RFC 9457).",
            "headers": {"API-Version": {"$ref": "#/components/headers/API-Version"}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    }
    for path in cast(dict[str, dict[str, dict[str, object]]], document["paths"]).values():
        for method, operation in path.items():
            if method in METHODS:
                # The docstring of a route is its one sentence for people; the name of the function is not.
                operation["summary"] = operation.pop("description")
                _answers(cast(dict[str, dict[str, object]], operation["responses"]))
    return document


def _answers(responses: dict[str, dict[str, object]]) -> None:
    responses.pop("422", None)
    for response in responses.values():
        headers = cast(dict[str, object], response.setdefault("headers", {}))
        headers["API-Version"] = {"$ref": "#/components/headers/API-Version"}
    for status in ("4XX", "5XX"):
        responses[status] = cast(dict[str, object], {"$ref": "#/components/responses/Problem"})


def asyncapi(title: str, version: str, types: Iterable[EventType[EventData]]) -> dict[str, object]:
    """The AsyncAPI 3.0 document of these event types."""
    channels: dict[str, object] = {}
    messages: dict[str, object] = {}
    schemas: dict[str, object] = {}
    operations: dict[str, object] = {}
    for event_type in sorted(types, key=lambda each: each.name):
        name = event_type.name
        schema = event_type.data.model_json_schema(by_alias=True, ref_template="#/components/schemas/{model}")
        schemas.update(cast(dict[str, object], schema.pop("$defs", {})))
        schemas[event_type.data.__name__] = schema
        reference = {"$ref": f"#/components/schemas/{event_type.data.__name__}"}
        messages[name] = {
            "name": name,
            "summary": event_type.about,
            "contentType": "application/json",
            "payload": reference,
        }
        channels[name] = {"address": name, "messages": {"event": {"$ref": f"#/components/messages/{name}"}}}
        operations[f"hear {name}"] = {"action": "send", "channel": {"$ref": f"#/channels/{name}"}}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": title, "version": version, "license": {"name": "EUPL-1.2"}},
        "defaultContentType": "application/cloudevents+json",
        "channels": channels,
        "operations": operations,
        "components": {"messages": messages, "schemas": schemas},
    }
