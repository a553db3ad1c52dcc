"""What fields and schemas of the contracts mean in Dutch, as data."""

import re
from functools import cache
from pathlib import Path

import yaml
from pydantic import JsonValue, TypeAdapter

from chassis.descriptions import Words

MAP = Path(__file__).parent
VAN_IWMO = re.compile(r"^(Iwmo|Wmo)(?=[A-Z0-9])")
IJW = {"Iwmo": "Ijw", "Wmo": "Jw"}
TEKSTEN = TypeAdapter(dict[str, str])
VOORBEELDEN = TypeAdapter(dict[str, JsonValue])


@cache
def woorden() -> Words:
    """All of it, read once. Raises pydantic.ValidationError for a meaning that is no text."""
    return Words(
        properties=_van_elke_standaard(TEKSTEN.validate_python(_lees("velden"))),
        schemas=_van_elke_standaard(TEKSTEN.validate_python(_lees("schemas"))),
        tags=TEKSTEN.validate_python(_lees("onderwerpen")),
        examples=VOORBEELDEN.validate_python(_lees("voorbeelden")),
    )


def _lees(naam: str) -> object:
    """One table. A date in it stands in quotes, since it stays text."""
    return yaml.safe_load((MAP / f"{naam}.yaml").read_text(encoding="utf-8"))


def _van_elke_standaard(woorden: dict[str, str]) -> dict[str, str]:
    """What is said of a part of a message holds for that part in every standard, unless it says otherwise itself."""
    ook = {
        VAN_IWMO.sub(lambda begin: IJW[begin[0]], naam): tekst.replace("WMO", "JW")
        for naam, tekst in woorden.items()
        if VAN_IWMO.match(naam)
    }
    return ook | woorden
