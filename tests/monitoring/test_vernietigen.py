"""Whom an event names is found without reading all events."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel
from sqlalchemy import select
from tests.monitoring.conftest import Monitoring
from tests.monitoring.verhaal import Verteld

import gebeurtenissen
from chassis.events import Event, EventType
from chassis.identifiers import new_id
from gebeurtenissen.plan import HUISHOUDEN_GEWIJZIGD
from monitoring.tables import Gebeurtenis
from monitoring.usecases.vernietig import vernietig_gegevens

CLIENT, ANDER = "01a2250e-37b0-7217-bc05-e61ac52d5a84", "01a2250e-37b0-7217-bc05-e61ac52d5a85"


def _elders(model: type[BaseModel], pad: tuple[str, ...] = ()) -> Iterator[str]:
    """Texts in an event that name clients, but for `client_id` itself."""
    for naam, veld in model.model_fields.items():
        soorten: list[object] = [veld.annotation]
        while soorten:
            soort = soorten.pop()
            soorten += get_args(soort)
            if soort is str and "client" in naam and (pad or naam != "client_id"):
                yield ".".join([*pad, naam])
            if isinstance(soort, type) and issubclass(soort, BaseModel):
                yield from _elders(soort, (*pad, naam))


def test_every_event_names_a_client_in_one_field_but_a_household() -> None:
    modules = [
        importlib.import_module(f"gebeurtenissen.{each.name}") for each in pkgutil.iter_modules(gebeurtenissen.__path__)
    ]
    soorten = {each for module in modules for each in vars(module).values() if isinstance(each, EventType)}
    genoemd = {(soort.name, veld) for soort in soorten for veld in _elders(soort.data)}
    assert len(soorten) > 50
    assert genoemd == {(HUISHOUDEN_GEWIJZIGD.name, "clienten")}


async def test_who_is_destroyed_is_named_in_no_event_any_more(monitoring: Monitoring) -> None:
    def event(soort: str, subject: str, data: dict[str, object]) -> Event:
        return Event(new_id(), "urn:test", soort, subject, 1, monitoring.room.clock(), data)

    verteld = [
        event("nl.wmo.onbekend.v1", "zaak", {"clientId": CLIENT, "gemeente": "0034"}),
        event("nl.wmo.onbekend.v1", CLIENT, {"gemeente": "0034"}),
        event(HUISHOUDEN_GEWIJZIGD.name, "huis", {"gemeente": "0034", "clienten": [ANDER, CLIENT]}),
        event("nl.wmo.onbekend.v1", "andere zaak", {"clientId": ANDER, "gemeente": "0034"}),
    ]
    await monitoring.hoor(*(Verteld(each) for each in verteld))
    async with monitoring.room.work() as work:
        assert (await vernietig_gegevens(work, CLIENT))["gebeurtenissen"] >= 3
    async with monitoring.room.work(writes=False) as work:
        kolommen = (Gebeurtenis.subject, Gebeurtenis.data, Gebeurtenis.client_id)
        tekst = repr((await work.session.execute(select(*kolommen))).all())
    assert CLIENT not in tekst
    assert tekst.count(ANDER) == 3, "twice about the other one, and once in the household"
