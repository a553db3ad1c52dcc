"""The four contracts speak one language: one property name, one type; one schema name, one schema."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, TypeAlias, get_args, get_origin

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel, BeforeValidator

from chassis.model import ApiModel
from clientroute.services import SERVICES

Schema: TypeAlias = dict[str, object]
BERICHTEN = ("Wmo", "Iwmo")
"""Messages and their parts keep the names of the standard, whatever those say elsewhere."""
ANDERE_BRON = {
    "Problem": "RFC 9457: its status is a number",
    "Persoon": "iWmo: a Client has a Naam, an Adres and Relaties of several parts",
    "GewijzigdePersoon": "the same",
    "Relatie": "iWmo: a Relatie has a Nummer of its own",
}
"""Whose names are those of another source, and are what that source says."""


@cache
def contract(service: str) -> Schema:
    return json.loads((Path("services") / service / "openapi.json").read_text())  # type: ignore[no-any-return]


def schemas(service: str) -> dict[str, Schema]:
    found = contract(service)["components"]
    assert isinstance(found, dict)
    return found["schemas"]  # type: ignore[no-any-return]


def soort_van(service: str, schema: object) -> str:
    """What kind of value a schema allows, whether or not it may be empty."""
    assert isinstance(schema, dict)
    if ref := schema.get("$ref"):
        return soort_van(service, schemas(service)[str(ref).rpartition("/")[2]])
    keuzes = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
    if keuzes:
        return " of ".join(sorted({soort_van(service, each) for each in keuzes} - {"null"}))
    if schema.get("type") == "array":
        return f"lijst van {soort_van(service, schema['items'])}"
    return str(schema.get("type", "object"))


def eigenschappen() -> Iterator[tuple[str, str, str]]:
    """Every property of our own: its name, what kind of value it has, and where."""
    for service in SERVICES:
        for naam, schema in schemas(service).items():
            if naam.startswith(BERICHTEN) or naam in ANDERE_BRON:
                continue
            velden = schema.get("properties", {})
            assert isinstance(velden, dict)
            for veld, inhoud in velden.items():
                yield veld, soort_van(service, inhoud), f"{service}.{naam}"


def test_one_property_name_one_type() -> None:
    soorten: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for veld, soort, waar in eigenschappen():
        soorten[veld][soort].append(waar)
    assert len(soorten) > 100
    dubbel = {veld: {soort: waar[:3] for soort, waar in per.items()} for veld, per in soorten.items() if len(per) > 1}
    assert dubbel == {}


def test_one_schema_name_one_schema() -> None:
    per_naam: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for service in SERVICES:
        for naam, schema in schemas(service).items():
            per_naam[naam][json.dumps(schema, sort_keys=True)].append(service)
    assert {naam: list(vormen.values()) for naam, vormen in per_naam.items() if len(vormen) > 1} == {}


@pytest.mark.parametrize("service", list(SERVICES))
def test_schema_names_do_not_tell_how_they_were_made(service: str) -> None:
    assert [naam for naam in schemas(service) if not re.fullmatch(r"[A-Z][A-Za-z0-9]*", naam)] == []


def test_a_body_answers_by_the_names_that_the_contract_has() -> None:
    """The contract is made from how bodies are read: a field that is written otherwise would make it lie."""

    def alle(model: type[ApiModel]) -> Iterator[type[ApiModel]]:
        for each in model.__subclasses__():
            yield each
            yield from alle(each)

    bodies = list(alle(ApiModel))
    assert len(bodies) > 100
    anders = [
        f"{each.__name__}.{naam}"
        for each in bodies
        for naam, veld in each.model_fields.items()
        if veld.validation_alias != veld.serialization_alias
    ]
    assert anders == []


LOS = {date, datetime}
"""What pydantic takes from other texts than those of the contract, even where it is strict."""
LOS_IN_ADRES = LOS | {int, bool}


def losjes(soort: object, waar: str, zo: tuple[object, ...], in_adres: bool) -> Iterator[str]:
    """Where a value may be written in ways that the contract does not have: its type is not one of chassis.strict."""
    if get_origin(soort) is Annotated:
        binnen, *eromheen = get_args(soort)
        yield from losjes(binnen, waar, (*zo, *eromheen), in_adres)
    elif get_args(soort):
        for each in get_args(soort):
            yield from losjes(each, waar, zo, in_adres)
    elif isinstance(soort, type) and issubclass(soort, BaseModel):
        for naam, veld in soort.model_fields.items():
            yield from losjes(veld.annotation, f"{soort.__name__}.{naam}", tuple(veld.metadata), in_adres)
    elif soort in (LOS_IN_ADRES if in_adres else LOS) and not any(isinstance(each, BeforeValidator) for each in zo):
        yield waar


def alle(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for each in dependant.dependencies:
        yield from alle(each)


@pytest.mark.parametrize("service", list(SERVICES))
def test_what_comes_in_has_one_way_to_be_written(service: str) -> None:
    routes = [each for router in SERVICES[service].routers for each in router.routes if isinstance(each, APIRoute)]
    assert len(routes) > 10
    gevonden = set[str]()
    for route in routes:
        for deel in alle(route.dependant):
            for veld in (*deel.path_params, *deel.query_params, *deel.header_params):
                soort, zo = veld.field_info.annotation, tuple(veld.field_info.metadata)
                gevonden.update(losjes(soort, f"{route.path} {veld.name}", zo, in_adres=True))
        for veld in route.dependant.body_params:
            gevonden.update(losjes(veld.field_info.annotation, route.path, (), in_adres=False))
    assert gevonden == set()
