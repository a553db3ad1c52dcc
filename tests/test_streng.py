"""What comes in has one way to be written: no route takes a value in another form than its contract says."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, get_args, get_origin

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BaseModel, BeforeValidator

from clientroute.services import SERVICES

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
