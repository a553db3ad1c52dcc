"""The register of processing activities (AVG, article 30): what handles data of persons, why, and by what law."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

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
    grondslag: Literal["wettelijke verplichting", "taak van algemeen belang", "toestemming"]
    """AVG, article 6, 1 c or e."""
    bewaartermijn: int
    """Years after the last recorded change for which it stays at the least (Wmo 2015, 5.3.4)."""
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


class TermijnenFout(Exception):
    """The file with the terms of a municipality cannot be used; the text says what is wrong in it."""


_TERMIJNEN = TypeAdapter(dict[str, dict[str, int]])
_eigen: dict[str, dict[str, int]] = {}


def gebruik_termijnen(file: Path | None) -> None:
    """Keep longer, by municipality and activity, as a file says: `"0034": {beschikking: 20}`. Raises TermijnenFout."""
    _eigen.clear()
    if file is None:
        return
    try:
        gelezen = _TERMIJNEN.validate_python(yaml.safe_load(file.read_text(encoding="utf-8")), strict=True)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise TermijnenFout(f"{file}: {type(error).__name__}") from None
    for gemeente, termijnen in gelezen.items():
        for naam, jaren in termijnen.items():
            wet = register()[naam].bewaartermijn if naam in register() else None
            if wet is None or jaren < wet:
                reden = "is no activity of the register" if wet is None else f"is shorter than the law: {wet} years"
                raise TermijnenFout(f"{file}: {gemeente} {naam} {reden}")
    _eigen.update(gelezen)


def bewaarjaren(gemeente: str, *, jeugd: bool) -> int:
    """For how many years what is kept of a client stays: as long as the activity that keeps longest.

    What is of the Jeugdwet alone counts for who had a case under it, with `jeugd` (Jeugdwet, 7.3.8).
    """
    eigen = _eigen.get(gemeente, {})
    return max(
        eigen.get(naam, each.bewaartermijn)
        for naam, each in register().items()
        if jeugd or not each.wet.startswith("Jeugdwet")
    )


@cache
def verwerkingen(dienst: str) -> Mapping[str, Verwerking]:
    """Which activity each operation of a service is, by operation id; the rest handles no persons."""
    return {
        operatie: Verwerking(naam, each.versie, each.doel)
        for naam, each in register().items()
        for operatie in each.operaties.get(dienst, "").split()
    }
