"""What fields and schemas of the contracts mean in Dutch, as data."""

from functools import cache
from pathlib import Path

import yaml
from pydantic import JsonValue, TypeAdapter

from chassis.descriptions import Words

MAP = Path(__file__).parent
TEKSTEN = TypeAdapter(dict[str, str])
VOORBEELDEN = TypeAdapter(dict[str, JsonValue])


@cache
def woorden() -> Words:
    """All of it, read once. Raises pydantic.ValidationError for a meaning that is no text."""
    return Words(
        properties=TEKSTEN.validate_python(_lees("velden")),
        schemas=TEKSTEN.validate_python(_lees("schemas")),
        tags=TEKSTEN.validate_python(_lees("onderwerpen")),
        examples=VOORBEELDEN.validate_python(_lees("voorbeelden")),
    )


def _lees(naam: str) -> object:
    """One table. A date in it stands in quotes, since it stays text."""
    return yaml.safe_load((MAP / f"{naam}.yaml").read_text(encoding="utf-8"))
