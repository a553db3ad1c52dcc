"""The register of processing activities (AVG, article 30): what handles data of persons, why, and by what law."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from chassis.logboek import Verwerking

REGISTER = Path(__file__).parent / "register.yaml"


class Activiteit(BaseModel):
    """One activity of the register, in the version that holds now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    versie: int
    naam: str
    doel: str
    """Why, in plain Dutch: who looks at the log reads it."""
    wet: str
    """The law that asks for it or allows it."""
    grondslag: Literal["wettelijke verplichting", "taak van algemeen belang"]
    """AVG, article 6, 1 c or e."""
    betrokkenen: tuple[str, ...]
    gegevens: tuple[str, ...]
    ontvangers: tuple[str, ...]
    operaties: Mapping[str, str]
    """By service, the operation ids of its contract."""


_REGISTER = TypeAdapter(dict[str, Activiteit])


@cache
def register() -> Mapping[str, Activiteit]:
    """The activities by name, read once. Raises pydantic.ValidationError for what is no register."""
    return _REGISTER.validate_python(yaml.safe_load(REGISTER.read_text(encoding="utf-8")))


@cache
def verwerkingen(dienst: str) -> Mapping[str, Verwerking]:
    """Which activity each operation of a service is, by operation id; the rest handles no persons."""
    return {
        operatie: Verwerking(naam, each.versie, each.doel)
        for naam, each in register().items()
        for operatie in each.operaties.get(dienst, "").split()
    }
