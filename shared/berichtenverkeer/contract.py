"""How messages stand in the OpenAPI document of a service: as XML, and as the JSON mirror with its whole schema."""

from collections.abc import Iterable

from iwmo import openapi_schemas
from iwmo.retour import RETOUR_OP

XML = ("application/xml", "text/xml")
JSON = "application/json"


def answers_on(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds of message that answer these; a retour is not answered."""
    return frozenset(RETOUR_OP.get(kind, "WMO325") for kind in kinds if kind not in RETOUR_OP.values())


def message_schemas(kinds: Iterable[str]) -> dict[str, object]:
    """For `components.schemas`: these messages and their answers, with all their parts."""
    wanted = frozenset(kinds)
    return {
        name: schema for kind in sorted(wanted | answers_on(wanted)) for name, schema in openapi_schemas(kind).items()
    }


def request_body(kinds: Iterable[str]) -> dict[str, object]:
    """The request body of a route that takes in these messages."""
    return {"required": True, "content": _content(kinds)}


def message_response(kinds: Iterable[str]) -> dict[int | str, dict[str, object]]:
    """The responses of a route that gives one of these messages."""
    return {200: {"description": "Het bericht.", "content": _content(kinds)}}


def _content(kinds: Iterable[str]) -> dict[str, object]:
    mirrors = [{"$ref": f"#/components/schemas/{kind.capitalize()}"} for kind in sorted(kinds)]
    text: dict[str, object] = {"schema": {"type": "string", "description": "XML volgens het schema van iWmo 3.2."}}
    mirror: dict[str, object] = {"schema": mirrors[0] if len(mirrors) == 1 else {"oneOf": mirrors}}
    return {**dict.fromkeys(XML, text), JSON: mirror}
