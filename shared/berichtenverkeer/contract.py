"""How messages stand in the OpenAPI document of a service: as XML, and as the JSON mirror with its whole schema."""

from collections.abc import Iterable
from typing import cast

import wetten
from chassis.descriptions import mistakable
from wetten import RETOUR_OP, Wet, openapi_schemas, soort_van, voorbeeld

XML = ("application/xml", "text/xml")
JSON = "application/json"
ANTWOORD_OP = {**RETOUR_OP, **{soort_van(wet, "323"): soort_van(wet, "325") for wet in Wet}}
"""Which kind of message answers which."""
GEMEENTE = "0034"
"""Almere, the region of the demo."""


def answers_on(kinds: Iterable[str]) -> frozenset[str]:
    """The kinds of message that answer these; a retour is not answered."""
    return frozenset(ANTWOORD_OP[kind] for kind in kinds if kind not in RETOUR_OP.values())


def message_schemas(kinds: Iterable[str]) -> dict[str, object]:
    """For `components.schemas`: these messages and their answers, with all their parts."""
    wanted = frozenset(kinds)
    return {
        name: schema for kind in sorted(wanted | answers_on(wanted)) for name, schema in openapi_schemas(kind).items()
    }


def request_body(kinds: Iterable[str]) -> dict[str, object]:
    """The request body of a route that takes in these messages, with an example of each."""
    content, berichten = _content(kinds), {kind: _voorbeeld(kind) for kind in sorted(kinds)}
    content[XML[0]] |= {
        "examples": {kind: {"value": wetten.schrijf(each).decode()} for kind, each in berichten.items()}
    }
    spiegels = {kind: wetten.naar_json(each) for kind, each in berichten.items()}
    content[JSON] |= {"examples": {kind: {"value": each} for kind, each in spiegels.items() if not mistakable(each)}}
    return {"required": True, "content": content}


def _voorbeeld(kind: str) -> wetten.Bericht:
    """The example of the standard, with the municipality of the demo in it."""
    mirror = wetten.naar_json(voorbeeld(kind))
    header = cast(dict[str, object], mirror["header"])
    kant = "ontvanger" if len(str(header["afzender"])) > len(GEMEENTE) else "afzender"
    return wetten.uit_json(mirror | {"header": header | {kant: GEMEENTE}})


def message_response(kinds: Iterable[str]) -> dict[int | str, dict[str, object]]:
    """The responses of a route that gives one of these messages."""
    return {200: {"description": "Het bericht.", "content": _content(kinds)}}


def _content(kinds: Iterable[str]) -> dict[str, dict[str, object]]:
    mirrors = [{"$ref": f"#/components/schemas/{kind.capitalize()}"} for kind in sorted(kinds)]
    text: dict[str, object] = {
        "schema": {
            "type": "string",
            "format": "binary",
            "description": "XML volgens het schema van iWmo 3.2 of iJw 3.2.",
        }
    }
    mirror: dict[str, object] = {"schema": mirrors[0] if len(mirrors) == 1 else {"anyOf": mirrors}}
    return {**{each: {**text} for each in XML}, JSON: mirror}
