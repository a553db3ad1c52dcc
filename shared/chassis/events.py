"""Events: a registry of types, and the CloudEvents 1.0 envelope (NL GOV profile) around their data."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar, cast

from cloudevents.core.exceptions import BaseCloudEventException
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

NAME_LENGTH = 99
"""Characters that an id, source, type or subject may have: what inbox and dead letters can keep."""
MEDIA_TYPE = "application/cloudevents+json"
"""Of one event in structured form: the content type on the bus and of a webhook."""

HASH_FIELD = "bsnHash"
"""Only on the bus. Who reads events over HTTP needs no hash of a BSN: it asks toegang about a client by id."""


class EventData(BaseModel):
    """Base of what an event tells: ids, codes, dates, volumes and amounts; never a name, an address or a BSN."""

    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True, extra="ignore")


Data = TypeVar("Data", bound=EventData)
DataCo = TypeVar("DataCo", bound=EventData, covariant=True)


@dataclass(frozen=True)
class EventType(Generic[DataCo]):
    """One kind of event: `nl.wmo.<meervoud>.<voltooid-deelwoord>.v1`, the model of its data, a sentence about it."""

    name: str
    data: type[DataCo]
    about: str


@dataclass(frozen=True)
class Event:
    """An event as it travels. `subject` is an opaque id; `sequence` counts up from 1 per source and subject."""

    id: str
    source: str
    type: str
    subject: str
    sequence: int
    time: datetime
    data: Mapping[str, object]
    traceparent: str | None = None
    """The trace that it is part of, while the platform traces (chassis.tracing)."""
    dataref: str | None = None
    """Where the receiver fetches what this event is about; only in a call to one receiver."""


@dataclass(frozen=True)
class Heard(Generic[DataCo]):
    """An event as a handler gets it: with its data in the model of its type."""

    id: str
    source: str
    subject: str
    sequence: int
    time: datetime
    data: DataCo
    traceparent: str | None = None
    """Where in a trace it was told."""


def newest(heard: Iterable[Heard[Data]], key: Callable[[Heard[Data]], Hashable]) -> list[Heard[Data]]:
    """Of each thing that events are about, by `key`, the one with the highest sequence; in the order of the things."""
    found: dict[Hashable, Heard[Data]] = {}
    for each in heard:
        known = found.get(key(each))
        if known is None or known.sequence < each.sequence:
            found[key(each)] = each
    return list(found.values())


class UnreadableEvent(Exception):
    """The bytes are no event that we can read; they go to the dead letters."""


def encode(event: Event) -> bytes:
    """The event as structured CloudEvents JSON: the one form that it has on the bus, in the feed and in a webhook."""
    attributes: dict[str, object] = {
        "id": event.id,
        "source": event.source,
        "type": event.type,
        "subject": event.subject,
        "sequence": f"{event.sequence:010d}",
        "time": event.time,
        "datacontenttype": "application/json",
        "dataschema": f"{event.source}:schema:{event.type}",
        "specversion": "1.0",
    }
    extensions = {"traceparent": event.traceparent, "dataref": event.dataref}
    attributes |= {name: value for name, value in extensions.items() if value is not None}
    return JSONFormat().write(CloudEvent(attributes, dict(event.data)))


def decode(body: bytes | str) -> Event:
    """Read structured CloudEvents JSON.

    Raises UnreadableEvent when it is not a CloudEvent with a subject, a sequence and an object as data.
    """
    try:
        read = JSONFormat().read(_complete, body)
        data = read.get_data()
        subject, time = read.get_subject(), read.get_time()
        if not isinstance(data, dict) or subject is None or time is None:
            raise UnreadableEvent("no data, subject or time")
        sequence = int(str(read.get_extension("sequence")))
        traceparent = read.get_extension("traceparent")
        names = (read.get_id(), read.get_source(), read.get_type(), subject)
        if not all(0 < len(name) <= NAME_LENGTH and name.isprintable() for name in names):
            raise UnreadableEvent("id, source, type or subject is too long or not printable")
    except (BaseCloudEventException, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableEvent(type(error).__name__) from None
    parent = traceparent if isinstance(traceparent, str) else None
    return Event(*names, sequence, time, cast(dict[str, object], data), parent)


def _complete(attributes: dict[str, object], data: dict[str, object] | str | bytes | None) -> CloudEvent:
    """A CloudEvent of what was sent: the library would make up an id and a time, another one at each delivery."""
    if not {"id", "time"} <= attributes.keys():
        raise UnreadableEvent("no id or time")
    return CloudEvent(attributes, data)


def gemeenten_in(body: str) -> frozenset[str]:
    """The municipalities (CBS codes) that an event is about; none when it names none or cannot be read."""
    try:
        data = decode(body).data
    except UnreadableEvent:
        return frozenset()
    several = data.get("gemeenten")
    named = several if isinstance(several, list) else [data.get("gemeente")]
    return frozenset(each for each in named if isinstance(each, str))
