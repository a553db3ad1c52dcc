"""What every part of the file with couplings is made of."""

import errno
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr

from chassis.settings import is_safe_address


class Deel(BaseModel):
    """A part of the file: nothing unknown, nothing that changes."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _veilig(adres: str) -> str:
    if not is_safe_address(adres):
        raise ValueError("geef een adres met https://")
    return adres.rstrip("/")


Gemeente = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
"""CBS code."""
Adres = Annotated[str, AfterValidator(_veilig)]
"""Over https, or of this machine."""
Rsin = Annotated[str, Field(pattern=r"^[0-9]{9}$")]


def lees_geheim(bestand: Path | None) -> SecretStr | None:
    """What stands in a file with a secret; the file with couplings itself holds none.

    Raises OSError for what is not there, is empty or is no text.
    """
    if bestand is None:
        return None
    try:
        geheim = bestand.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        geheim = ""
    if not geheim:
        raise OSError(errno.EINVAL, "leeg, of geen tekst in UTF-8", str(bestand))
    return SecretStr(geheim)
