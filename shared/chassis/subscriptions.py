"""Who hears which event, and what it does then."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass

from pydantic import ValidationError

from chassis.events import Data, Event, EventType, Heard, UnreadableEvent
from chassis.work import Work


@dataclass(frozen=True)
class Subscription:
    """What a service does on one type of event, or on every type when `type` is '#'."""

    type: str
    handle: Callable[[Work, Event], Awaitable[None]]


def on(event_type: EventType[Data], handle: Callable[[Work, Heard[Data]], Awaitable[None]]) -> Subscription:
    """Subscribe `handle` to `event_type`; data that does not fit its model raises UnreadableEvent."""

    async def parse_and_handle(work: Work, event: Event) -> None:
        try:
            data = event_type.data.model_validate(event.data)
        except ValidationError as error:
            # The fields, never the values: a wrong value could hold anything.
            fields = sorted({".".join(map(str, found["loc"])) for found in error.errors()})
            raise UnreadableEvent(f"{event_type.name}: {', '.join(fields)}") from None
        await handle(work, Heard(event.id, event.source, event.subject, event.sequence, event.time, data))

    return Subscription(event_type.name, parse_and_handle)


def on_all(handle: Callable[[Work, Event], Awaitable[None]]) -> Subscription:
    """Subscribe to every event of the chain, also to types that are not known yet."""
    return Subscription("#", handle)


def wanted(subscriptions: Iterable[Subscription], event_type: str) -> list[Subscription]:
    """The subscriptions that hear `event_type`."""
    return [each for each in subscriptions if each.type in {"#", event_type}]
