"""The JSON mirror of a message: the same elements in camelCase, lists without their wrapper, lossless both ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import cast

from iwmo.berichten import BERICHTEN
from iwmo.datum_tijd import WIT
from iwmo.fouten import Bevinding, Formaatfout, Waardefout
from iwmo.ldt import Code, Datatype, Getal, Schema, Tekst
from iwmo.model import Bericht, Model, Veld, velden


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


def uit_json(json: Mapping[str, object]) -> Bericht:
    """The message of which this is the JSON mirror; header.berichtCode tells its kind.

    Raises Formaatfout, with the paths of the elements that are wrong.
    """
    header = json.get("header")
    code = header.get("berichtCode") if isinstance(header, Mapping) else None
    klasse = next((klasse for klasse in BERICHTEN.values() if code == klasse.CODE), None)
    if klasse is None:
        melding = "Vul een bestaande BerichtCode in."
        raise Formaatfout((Bevinding(1, "RS047", None, "/Bericht/Header/BerichtCode", None, melding),))
    lezer = _Lezer()
    bericht = lezer.deel(klasse, json, "/Bericht")
    if lezer.bevindingen:
        raise Formaatfout(tuple(lezer.bevindingen), klasse.soort())
    return cast(Bericht, bericht)


class _Lezer:
    """Gathers what is wrong; a part with something wrong in it becomes None."""

    def __init__(self) -> None:
        self.bevindingen: list[Bevinding] = []

    def meld(self, regel: str, pad: str, melding: str) -> None:
        self.bevindingen.append(Bevinding(1, regel, None, pad, None, melding))

    def deel(self, klasse: type[Model], json: object, pad: str) -> Model | None:
        if not isinstance(json, Mapping):
            self.meld("XSD", pad, "Geef hier een object.")
            return None
        eerder = len(self.bevindingen)
        alle = velden(klasse)
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


def json_schema(soort: str) -> Schema:
    """JSON Schema (2020-12) of the mirror of a kind of message ("WMO323"), its classes and code lists under $defs."""
    delen: dict[str, object] = {}
    klasse = BERICHTEN[soort]
    _schema_van_klasse(klasse, klasse, delen)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": soort,
        **cast(Schema, delen.pop(klasse.__name__)),
        "$defs": delen,
    }


def _schema_van_klasse(klasse: type[Model], bericht: type[Bericht], delen: dict[str, object]) -> Schema:
    naam = klasse.__name__
    if naam not in delen:
        eigenschappen: dict[str, object] = {}
        delen[naam] = {
            "type": "object",
            "description": (klasse.__doc__ or "").strip(),
            "properties": eigenschappen,
            "required": [veld.json for veld in velden(klasse) if veld.verplicht],
            "additionalProperties": False,
        }
        for veld in velden(klasse):
            eigenschappen[veld.json] = _schema_van_veld(veld, bericht, delen)
    return {"$ref": f"#/$defs/{naam}"}


def _schema_van_veld(veld: Veld, bericht: type[Bericht], delen: dict[str, object]) -> Schema:
    if veld.deel is not None:
        schema = _schema_van_klasse(veld.deel, bericht, delen)
    else:
        datatype = cast(Datatype, veld.datatype)
        schema = datatype.schema()
        if veld.naam == "bericht_code":
            schema = {"type": "string", "const": bericht.CODE.value}
        elif isinstance(datatype, Code):
            delen[datatype.naam] = schema
            schema = {"$ref": f"#/$defs/{datatype.naam}"}
    return {"type": "array", "minItems": 1, "items": schema} if veld.item else schema
