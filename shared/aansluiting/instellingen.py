"""What the koppelvlak has to know of the world outside: one YAML file, which `CLIENTROUTE_KOPPELVLAK` names.

Without the file there is no koppelvlak. Each coupling is a part of the file, and is off where that part is not there.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self

import yaml
from pydantic import (
    AwareDatetime,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from aansluiting.deel import Deel, Gemeente
from aansluiting.instellingen_archief import ArchiefInstellingen
from aansluiting.instellingen_brp import BrpInstellingen
from aansluiting.instellingen_zaken import ZakenInstellingen
from chassis.settings import Settings, SettingsError, is_loopback, is_safe_address
from koppelvlakken.ggk.envelop import Soort, Versie
from koppelvlakken.ggk.maken import Applicatie
from wetten import soorten


class Tls(Deel):
    """Who we are to the other side, and whom we believe: three PEM files, for mutual TLS."""

    certificaat: Path
    sleutel: Path
    vertrouwd: Path
    """The certificates that vouch for the other side."""


class Ontvangst(Deel):
    """Where a local adapter brings what comes in, over SOAP. Without `tls` only on this machine."""

    host: str = "127.0.0.1"
    poort: Annotated[int, Field(ge=1, le=65535)]
    tls: Tls | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.tls is None and not is_loopback(self.host):
            raise ValueError("zonder tls kan alleen 127.0.0.1")
        return self


class Soap(Deel):
    """A local adapter for Digikoppeling that takes and brings SOAP."""

    adapter: str
    """Its address."""
    tls: Tls | None = None
    ontvangst: Ontvangst

    @field_validator("adapter")
    @classmethod
    def _check_adapter(cls, adres: str) -> str:
        if not is_safe_address(adres):
            raise ValueError("geef een adres met https://, of met http:// op deze computer")
        return adres


class Ggk(Deel):
    """The coupling with the GGk. What is not certain of it stands here with what is documented (docs/koppelvlakken.md).

    Of `soap` and `map` there is one.
    """

    soap: Soap | None = None
    map: Path | None = None
    """A folder that an adapter, or somebody with the portal, takes from and puts into."""
    applicatie: Annotated[str, Field(min_length=3, max_length=50)] = "clientroute"
    versie: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = "0001"
    subversie: Annotated[str, Field(pattern=r"^[0-9]{4}$")] = "0000"
    envelop_325: Literal["Di01", "Du01"] = "Du01"
    """In which envelope a 325 travels: the standard and the list of codes say different things."""
    na_storing: Literal["zelfde", "nieuw"] = "zelfde"
    """Whether what is sent again after a fault on the other side keeps its number and moment (StUF 03.01)."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.soap is None) == (self.map is None):
            raise ValueError("geef soap of map, en niet allebei")
        return self

    @property
    def soorten(self) -> Mapping[str, Soort]:
        """The envelopes that are other than usual."""
        return dict.fromkeys(sorted(soorten("325")), Soort(self.envelop_325))

    @property
    def applicatie_van_ons(self) -> Applicatie:
        """Who made the message, in an envelope."""
        return Applicatie(self.applicatie, Versie(self.versie, self.subversie))


class Stilstand(Deel):
    """A hub takes nothing from `van` until `tot`: planned, as around a new version."""

    hub: Literal["ggk"]
    van: AwareDatetime
    tot: AwareDatetime
    reden: Annotated[str, Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.tot <= self.van:
            raise ValueError("tot ligt na van")
        return self


class Instellingen(Deel):
    """The whole file."""

    gemeenten: Annotated[tuple[Gemeente, ...], Field(min_length=1)]
    """CBS codes of the municipalities that this installation works for."""
    ggk: Ggk | None = None
    kalender: tuple[Stilstand, ...] = ()
    brp: dict[Gemeente, BrpInstellingen] = {}
    """How each municipality asks the BRP; one that is not there does not."""
    zaken: dict[Gemeente, ZakenInstellingen] = {}
    """The zaaksysteem of each municipality; of one that is not there no case becomes a zaak."""
    archief: dict[Gemeente, ArchiefInstellingen] = {}
    """Where each municipality puts what goes to its archive; of one that is not there nothing goes."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if strange := (self.brp.keys() | self.zaken.keys() | self.archief.keys()) - set(self.gemeenten):
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
    except UnicodeDecodeError:
        raise SettingsError(f"{bestand}: geen leesbare tekst; bewaar het bestand als UTF-8") from None
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
