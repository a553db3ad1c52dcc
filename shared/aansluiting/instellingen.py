"""What the koppelvlak has to know of the world outside: one YAML file, which `CLIENTROUTE_KOPPELVLAK` names.

Without the file there is no koppelvlak. Each coupling is a part of the file, and is off where that part is not there.
"""

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from aansluiting.deel import Deel, Gemeente
from aansluiting.instellingen_brp import BrpInstellingen
from chassis.settings import Settings, SettingsError


class Instellingen(Deel):
    """The whole file."""

    gemeenten: Annotated[tuple[Gemeente, ...], Field(min_length=1)]
    """CBS codes of the municipalities that this installation works for."""
    brp: dict[Gemeente, BrpInstellingen] = {}
    """How each municipality asks the BRP; one that is not there does not."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if strange := self.brp.keys() - set(self.gemeenten):
            raise ValueError(f"{', '.join(sorted(strange))} staat niet bij gemeenten")
        return self


def instellingen_van(settings: Settings) -> Instellingen:
    """The file of this process. Raises SettingsError when there is none, or it cannot be used."""
    if settings.koppelvlak is None:
        raise SettingsError("Zet in CLIENTROUTE_KOPPELVLAK het bestand met de koppelingen (docs/koppelvlakken.md)")
    return lees_instellingen(settings.koppelvlak)


@lru_cache(maxsize=8)
def lees_instellingen(bestand: Path) -> Instellingen:
    """A file, read once. Raises SettingsError with a line for each thing that is wrong, and none of its values."""
    try:
        gelezen = yaml.safe_load(bestand.read_text(encoding="utf-8"))
        return Instellingen.model_validate(gelezen)
    except OSError as error:
        raise SettingsError(f"{bestand}: {error.strerror}") from None
    except yaml.YAMLError:
        raise SettingsError(f"{bestand}: dit is geen YAML") from None
    except ValidationError as error:
        raise SettingsError("\n".join(f"{bestand}: {_fout(each)}" for each in error.errors())) from None


WAT_MIST = {
    "missing": "dit ontbreekt",
    "extra_forbidden": "dit onderdeel is er niet",
    "string_pattern_mismatch": "geef iets van de vorm {pattern}",
    "literal_error": "geef {expected}",
    "value_error": "{error}",
}
"""What to do, by the kind of error of pydantic."""


def _fout(problem: ErrorDetails) -> str:
    plek = ".".join(map(str, problem["loc"])) or "het bestand"
    wat = WAT_MIST.get(problem["type"], "deze waarde kan hier niet")
    return f"{plek}: {wat.format(**problem.get('ctx', {}))}"
