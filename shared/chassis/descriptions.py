"""What people read in a contract: of operations from their docstring, of schemas and properties from a table of words.

Docstrings of models and enumerations are for who works on the code; they are taken out here.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from pydantic.alias_generators import to_camel

Json: TypeAlias = dict[str, object]

GELUKT: Mapping[str, str] = {
    "200": "Gelukt.",
    "201": "Vastgelegd.",
    "202": "Ontvangen; het verwerken volgt.",
    "204": "Gelukt; er is geen inhoud.",
}
"""What FastAPI says of an answer that is not described, in Dutch."""
PAGE = "Een bladzijde van een lijst."
"""What a schema is that `chassis.paging` made of another."""
ZONDER_TEKST = "Successful Response"
METHOD = re.compile("put|post|patch")
"""What the official linter takes for an operation, wherever such a key stands: a postcode too."""


@dataclass(frozen=True)
class Words:
    """What schemas and properties mean, in Dutch, by name.

    One name has one meaning in all contracts; `Schema.property` and `operation.parameter` say what it means there when
    that is narrower.
    """

    properties: Mapping[str, str] = field(default_factory=dict)
    schemas: Mapping[str, str] = field(default_factory=dict)
    examples: Mapping[str, object] = field(default_factory=dict)
    """By schema, a body that could be sent."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """What the operations of a group are about."""

    def meaning(self, place: str, name: str) -> str | None:
        """What a name means in a schema, or as a parameter of an operation; nothing when nobody says."""
        return self.properties.get(f"{place}.{name}") or self.properties.get(name)


def split_text(operation: Json) -> None:
    """The first paragraph of a docstring is the summary, what follows is the description."""
    paragraphs = [" ".join(each.split()) for each in str(operation.pop("description")).split("\n\n")]
    operation["summary"] = paragraphs[0]
    if rest := paragraphs[1:]:
        operation["description"] = "\n\n".join(rest)


def describe_operation(operation: Json, words: Words) -> None:
    """Say what an operation is for, what its parameters mean, and what an answer says that is not described."""
    split_text(operation)
    for parameter in cast(list[dict[str, str]], operation.get("parameters", [])):
        name = to_camel(parameter["name"])
        if meaning := words.meaning(str(operation["operationId"]), name):
            parameter.setdefault("description", meaning)
    for number, answer in cast(dict[str, Json], operation["responses"]).items():
        if answer.get("description") == ZONDER_TEKST:
            answer["description"] = GELUKT[number]


def describe_tags(names: Iterable[str], words: Words) -> list[Json]:
    """The groups of operations in order, each with what it is about where that is said."""
    return [_without_none({"name": each, "description": words.tags.get(each)}) for each in sorted(names)]


def _without_none(fields: Json) -> Json:
    return {name: each for name, each in fields.items() if each is not None}


def describe_schemas(schemas: Mapping[str, Json], words: Words) -> None:
    """Give schemas and their properties their meaning, in place of what the code says to its readers."""
    for name, schema in schemas.items():
        if not _tells_codes(schema):
            schema.pop("description", None)
        if meaning := words.schemas.get(name) or (PAGE if name.endswith("Page") else None):
            schema["description"] = meaning
        if name in words.examples:
            _exemplify(schema, words.examples[name])
        for key, inner in _properties(schema):
            if meaning := words.meaning(name, key):
                inner.setdefault("description", meaning)


def mistakable(example: object) -> bool:
    """Whether the official linter would look for the answers of an operation in this example."""
    if isinstance(example, dict):
        inner = any(METHOD.search(key) and not isinstance(each, dict) for key, each in example.items())
        return inner or any(map(mistakable, example.values()))
    return isinstance(example, list) and any(map(mistakable, example))


def _exemplify(schema: Json, example: object) -> None:
    """Give an example as such, or where a linter cannot tell that from a contract, as text."""
    if mistakable(example):
        text = json.dumps(example, indent=2, ensure_ascii=False)
        schema["description"] = f"{schema['description']} Een voorbeeld:\n\n```json\n{text}\n```"
    else:
        schema["examples"] = [example]


def _properties(schema: Json) -> Iterator[tuple[str, Json]]:
    yield from cast(dict[str, Json], schema.get("properties", {})).items()


def _tells_codes(schema: Json) -> bool:
    """Whether a schema says of each code what it stands for."""
    codes = cast(list[object], schema.get("enum", []))
    return bool(codes) and str(schema.get("description", "")).startswith(f"{codes[0]}: ")
