"""The JSON mirror of a message: the same elements in camelCase, lists without their wrapper, lossless both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from typing import cast

from istandaard.berichten.gedeeld import Bericht
from istandaard.codes import BerichtCode
from istandaard.datum_tijd import WIT
from istandaard.fouten import Bevinding, Formaatfout, Waardefout
from istandaard.ldt import Code, Datatype, Getal, Schema, Tekst
from istandaard.model import Model, Samengesteld, Veld, velden
from istandaard.standaard import Standaard


def naar_json(bericht: Bericht) -> dict[str, object]:
    """The message as JSON values: text, whole numbers, dates and times as ISO text, codes as their code."""
    return _deel_naar_json(bericht)


def _deel_naar_json(deel: Model) -> dict[str, object]:
    uit: dict[str, object] = {}
    for veld in velden(type(deel)):
        waarde: object = getattr(deel, veld.naam)
        if isinstance(waarde, tuple):
            if waarde:
                uit[veld.json] = [_waarde_naar_json(lid) for lid in waarde]
        elif waarde is not None:
            uit[veld.json] = _waarde_naar_json(waarde)
    return uit


def _waarde_naar_json(waarde: object) -> object:
    if isinstance(waarde, Model):
        return _deel_naar_json(waarde)
    if isinstance(waarde, date | time):
        return waarde.isoformat()
    return str(waarde) if isinstance(waarde, str) else waarde


def uit_json(standaarden: Sequence[Standaard], json: Mapping[str, object]) -> Bericht:
    """The message, of any of these standards, of which this is the JSON mirror; header.berichtCode tells its kind.

    Raises Formaatfout, with the paths of the elements that are wrong.
    """
    header = json.get("header")
    code = header.get("berichtCode") if isinstance(header, Mapping) else None
    gevonden = next(((van, each.name) for van in standaarden for each in van.bericht_codes if code == each), None)
    if gevonden is None:
        melding = "Vul een bestaande BerichtCode in."
        raise Formaatfout((Bevinding(1, "RS047", None, "/Bericht/Header/BerichtCode", None, melding),))
    standaard, soort = gevonden
    lezer = _Lezer(standaard)
    bericht = lezer.deel(standaard.berichten[soort], json, "/Bericht")
    if lezer.bevindingen:
        raise Formaatfout(tuple(lezer.bevindingen), soort)
    return cast(Bericht, bericht)


class _Lezer:
    """Gathers what is wrong; a part with something wrong in it becomes None."""

    def __init__(self, standaard: Standaard) -> None:
        self.standaard = standaard
        self.bevindingen: list[Bevinding] = []

    def meld(self, regel: str, pad: str, melding: str) -> None:
        self.bevindingen.append(Bevinding(1, regel, None, pad, None, melding))

    def deel(self, klasse: type[Model], json: object, pad: str) -> Model | None:
        if not isinstance(json, Mapping):
            self.meld("XSD", pad, "Geef hier een object.")
            return None
        eerder = len(self.bevindingen)
        alle = self.standaard.velden(klasse)
        if set(json) - {veld.json for veld in alle}:
            self.meld("XSD", pad, "Hier staat een veld dat hier niet hoort.")
        waarden: dict[str, object] = {}
        for veld in alle:
            waarde: object = json.get(veld.json)
            if waarde is not None:
                waarden[veld.naam] = self.veld(veld, waarde, f"{pad}/{veld.element}")
            elif veld.verplicht:
                self.meld("XSD", f"{pad}/{veld.element}", "Dit veld is verplicht.")
        if len(self.bevindingen) > eerder:
            return None
        return klasse(**waarden)

    def veld(self, veld: Veld, waarde: object, pad: str) -> object:
        if veld.item is None:
            return self.waarde(veld, waarde, pad)
        if not isinstance(waarde, list | tuple) or not waarde:
            self.meld("XSD", pad, "Geef hier een lijst met minstens één element.")
            return None
        return tuple(self.waarde(veld, lid, f"{pad}/{veld.item}[{i}]") for i, lid in enumerate(waarde, start=1))

    def waarde(self, veld: Veld, waarde: object, pad: str) -> object:
        if veld.deel is not None:
            return self.deel(veld.deel, waarde, pad)
        try:
            return _uit_json(cast(Datatype, veld.datatype), waarde)
        except Waardefout as fout:
            self.meld(fout.regel, pad, fout.melding)
            return None


def _uit_json(datatype: Datatype, waarde: object) -> object:
    if isinstance(datatype, Getal | Tekst):
        datatype.keur(waarde)
        return waarde
    if not isinstance(waarde, str) or waarde != waarde.strip(WIT):
        raise Waardefout("XSD", "Vul tekst in, zonder spaties eromheen.")
    return datatype.lees(waarde)


def json_schema(standaard: Standaard, soort: str) -> Schema:
    """JSON Schema (2020-12) of the mirror of a kind of message ("WMO323"), with its parts under $defs."""
    delen = _Schemas(standaard, soort, "#/$defs/").delen
    bericht = cast(Schema, delen.pop(soort.capitalize()))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": soort, **bericht, "$defs": delen}


def openapi_schemas(standaard: Standaard, soort: str) -> Schema:
    """The same for `components.schemas` of an OpenAPI document: Wmo323, and its parts (Wmo323Client, IwmoEenheid)."""
    return _Schemas(standaard, soort, "#/components/schemas/").delen


class _Schemas:
    """The schemas of a kind of message and its parts by name (delen), referring to each other at plek."""

    def __init__(self, standaard: Standaard, soort: str, plek: str) -> None:
        self.standaard = standaard
        self.soort = soort
        self.plek = plek
        self.delen: Schema = {}
        self.verwijs(soort.capitalize(), lambda: self.van_klasse(standaard.berichten[soort]))

    def verwijs(self, naam: str, maak: Callable[[], Schema]) -> Schema:
        if naam not in self.delen:
            self.delen[naam] = {}  # keeps the place, before those of its own parts
            self.delen[naam] = maak()
        return {"$ref": self.plek + naam}

    def van_klasse(self, klasse: type[Model]) -> Schema:
        return {
            "type": "object",
            "description": (klasse.__doc__ or "").strip(),
            "properties": {veld.json: self.van_veld(veld) for veld in self.standaard.velden(klasse)},
            "required": [veld.json for veld in self.standaard.velden(klasse) if veld.verplicht],
            "additionalProperties": False,
        }

    def van_veld(self, veld: Veld) -> Schema:
        if veld.deel is None:
            schema = self.van_blad(cast(Datatype, veld.datatype))
        else:
            deel = veld.deel
            waarvan = self.standaard.naam if issubclass(deel, Samengesteld) else self.soort
            schema = self.verwijs(
                waarvan.capitalize() + deel.__name__.replace("DC", "Dc"), lambda: self.van_klasse(deel)
            )
        return {"type": "array", "minItems": 1, "items": schema} if veld.item else schema

    def van_blad(self, datatype: Datatype) -> Schema:
        if not isinstance(datatype, Code):
            return datatype.schema()
        if issubclass(datatype.lijst, BerichtCode):
            return {"type": "string", "const": self.standaard.bericht_codes[self.soort].value}
        return self.verwijs(f"{self.standaard.naam.capitalize()}{datatype.naam}", datatype.schema)
