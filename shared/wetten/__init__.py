"""The laws that are carried out here (M121), and the standard by which messages are exchanged under each.

Whoever reads, writes or judges a message does so here, whichever law it is of: a message names its kind, and a kind of
message belongs to one law. So does a product category: no two standards share a code.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import TypeVar

from ijw import IJW
from istandaard import json_spiegel, lezen, regels, schrijven
from istandaard import retour as _retour
from istandaard import voorbeelden as _voorbeelden
from istandaard.berichten import Bericht323, Bericht325
from istandaard.berichten.gedeeld import Bericht, HeaderVanGemeente
from istandaard.cdt import BerichtIdentificatie
from istandaard.codes import Codelijst, ProductCategorie, RedenBeeindiging
from istandaard.fouten import Bevinding, Formaatfout, OngeldigeWaarde
from istandaard.json_spiegel import naar_json
from istandaard.lezen import MAXIMALE_GROOTTE
from istandaard.model import Model
from istandaard.regelnummers import met_regelnummers
from istandaard.regels import Regel, klassen
from istandaard.standaard import Standaard
from iwmo import IWMO

__all__ = [
    "CATEGORIEEN",
    "MAXIMALE_GROOTTE",
    "REGELS",
    "RETOUR_OP",
    "SOORTEN",
    "STANDAARD",
    "STANDAARDEN",
    "Bericht",
    "Bevinding",
    "Formaatfout",
    "OngeldigeWaarde",
    "Regel",
    "Wet",
    "bevinding",
    "categorie",
    "controleer",
    "controleer_deel",
    "declaratie_antwoord",
    "header_van_gemeente",
    "klassen",
    "lees",
    "lees_kop",
    "met_regelnummers",
    "naar_json",
    "openapi_schemas",
    "reden_beeindiging",
    "retour",
    "schrijf",
    "soort_van",
    "soorten",
    "soorten_van",
    "standaard_van",
    "uit_json",
    "voorbeeld",
    "wet_van",
    "wet_van_categorie",
]

L = TypeVar("L", bound=Codelijst)


class Wet(StrEnum):
    """The law under which support is decided on, assigned and paid."""

    WMO = "wmo"
    JEUGDWET = "jeugdwet"

    @property
    def titel(self) -> str:
        """What people call it."""
        return {Wet.WMO: "Wmo 2015", Wet.JEUGDWET: "Jeugdwet"}[self]


def _lijst(standaard: Standaard, soort: type[L]) -> type[L]:
    """The code list of a kind that a standard fills itself."""
    return next(each for each in standaard.codelijsten if issubclass(each, soort))


STANDAARD: Mapping[Wet, Standaard] = {Wet.WMO: IWMO, Wet.JEUGDWET: IJW}
"""By which standard messages are exchanged under a law."""
STANDAARDEN: Sequence[Standaard] = tuple(STANDAARD.values())
_VAN_SOORT = {soort: wet for wet, standaard in STANDAARD.items() for soort in standaard.berichten}
SOORTEN = tuple(_VAN_SOORT)
"""Every kind of message there is ("WMO301", "JW301")."""
REGELS: Mapping[str, Regel] = {nummer: each for van in STANDAARDEN for nummer, each in van.regels.alle.items()}
"""Every rule by its number: under one number stands one rule, with one return code, whichever law it is of."""
RETOUR_OP: Mapping[str, str] = {
    van.code(heen).name: van.code(terug).name for van in STANDAARDEN for heen, terug in _retour.RETOUR_OP.items()
}
"""Which retour answers which kind of message."""

_VAN_CATEGORIE = {each.value: (wet, each) for wet, van in STANDAARD.items() for each in _lijst(van, ProductCategorie)}
CATEGORIEEN = tuple(each for _, each in _VAN_CATEGORIE.values())
"""The product categories of every law."""

lees = partial(lezen.lees, STANDAARDEN)
lees_kop = partial(lezen.lees_kop, STANDAARDEN)
uit_json = partial(json_spiegel.uit_json, STANDAARDEN)


def wet_van(soort: str) -> Wet:
    """The law of a kind of message ("JW323"); KeyError when it is none."""
    return _VAN_SOORT[soort]


def standaard_van(soort: str) -> Standaard:
    """The standard of a kind of message ("JW323"); KeyError when it is none."""
    return STANDAARD[wet_van(soort)]


def soort_van(wet: Wet, nummer: str) -> str:
    """The name under a law of the kind of message with a number: "JW323" of "323"."""
    return STANDAARD[wet].code(nummer).name


def soorten_van(wet: Wet) -> frozenset[str]:
    """Every kind of message of a law."""
    return frozenset(soort for soort, each in _VAN_SOORT.items() if each is wet)


def soorten(*nummers: str) -> frozenset[str]:
    """The kinds of message with these numbers, of every law."""
    return frozenset(soort_van(wet, nummer) for wet in Wet for nummer in nummers)


def categorie(code: str) -> ProductCategorie:
    """The product category with this code, of whichever law; ValueError when there is none."""
    return _met_wet(code)[1]


def wet_van_categorie(code: str) -> Wet:
    """The law that a product category is of; ValueError when there is none with this code."""
    return _met_wet(code)[0]


def _met_wet(code: str) -> tuple[Wet, ProductCategorie]:
    if code not in _VAN_CATEGORIE:
        raise ValueError(f"there is no product category {code!r}")
    return _VAN_CATEGORIE[code]


def reden_beeindiging(wet: Wet, code: str) -> RedenBeeindiging:
    """Why support ended, by its code: 31 says something else under each law. ValueError when there is none."""
    return _lijst(STANDAARD[wet], RedenBeeindiging)(code)


def redenen_beeindiging(wet: Wet) -> dict[str, str]:
    """The reasons why delivery may stop under a law: by code, in the words of the standard."""
    return {each.value: each.betekenis for each in _lijst(STANDAARD[wet], RedenBeeindiging)}


def schrijf(bericht: Bericht) -> bytes:
    """A message as XML of its own standard. Raises Formaatfout."""
    return schrijven.schrijf(standaard_van(bericht.soort()), bericht)


def controleer(bericht: Bericht) -> list[Bevinding]:
    """What a message breaks of the rules that look at nothing else (level 2), by its own standard."""
    return regels.controleer(standaard_van(bericht.soort()).regels, bericht)


def controleer_deel(wet: Wet, deel: Model, pad: str) -> list[Bevinding]:
    """The same of a part that is in no message yet."""
    return regels.controleer_deel(STANDAARD[wet].regels, deel, pad)


def bevinding(nummer: str, pad: str) -> Bevinding:
    """That the rule with this number is broken at a path; KeyError when no standard has it."""
    eigen = next(each.regels for each in STANDAARDEN if nummer in each.regels.alle)
    return regels.bevinding(eigen, nummer, pad)


def retour(bericht: Bericht, bevindingen: Sequence[Bevinding], *, identificatie: str, dagtekening: date) -> Bericht:
    """The retour on a message, with what was found in it; see `istandaard.retour.retour`."""
    eigen = standaard_van(bericht.soort())
    return _retour.retour(eigen, bericht, bevindingen, identificatie=identificatie, dagtekening=dagtekening)


def declaratie_antwoord(
    bericht: Bericht323, bevindingen: Sequence[Bevinding], *, identificatie: str, dagtekening: date
) -> Bericht325:
    """The 325 on a 323; see `istandaard.retour.declaratie_antwoord`."""
    eigen = standaard_van(bericht.soort())
    return _retour.declaratie_antwoord(
        eigen, bericht, bevindingen, identificatie=identificatie, dagtekening=dagtekening
    )


def header_van_gemeente(
    soort: str, *, gemeente: str, agb: str, identificatie: str, dagtekening: date
) -> HeaderVanGemeente:
    """The header of a message of this kind that a municipality sends to a provider, such as "JW301"."""
    return HeaderVanGemeente(
        bericht_code=standaard_van(soort).bericht_codes[soort],
        afzender=gemeente,
        ontvanger=agb,
        bericht_identificatie=BerichtIdentificatie(identificatie=identificatie, dagtekening=dagtekening),
        xsd_versie=standaard_van(soort).xsd,
    )


def voorbeeld(soort: str) -> Bericht:
    """A valid message of a kind."""
    return _voorbeelden.voorbeeld(standaard_van(soort), soort)


def openapi_schemas(soort: str) -> dict[str, object]:
    """The JSON mirror of a kind of message for `components.schemas`, with all its parts."""
    return json_spiegel.openapi_schemas(standaard_van(soort), soort)
