"""The contracts of the services as they stand in the repository, for tests that hold something against them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

Schema: TypeAlias = dict[str, object]


@cache
def contract(service: str) -> Schema:
    """The OpenAPI document."""
    return json.loads((Path("services") / service / "openapi.json").read_text())  # type: ignore[no-any-return]


def operaties(service: str) -> Iterator[tuple[str, str, Schema]]:
    """Path, method and operation."""
    paden = contract(service)["paths"]
    assert isinstance(paden, dict)
    for pad, alle in paden.items():
        for methode, operatie in alle.items():
            yield pad, methode, operatie
