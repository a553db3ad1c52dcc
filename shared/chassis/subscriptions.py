"""Who hears which event, and what it does then."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from chassis.events import Data, Event, EventType, Heard, UnreadableEvent
from chassis.turns import Asked, Turn, no_turn
from chassis.work import Work


@dataclass(frozen=True)
class Subscription:
    """What a service does on one type of event, or on every type when `type` is '#'."""

    type: str
    handle: Callable[[Work, Sequence[Event]], Awaitable[None]]
    """Takes events of one type in order."""
    together: bool = False
    """Whether it takes at once what a delivery has for it (`chassis.turns.in_parts`); else it gets one at a time."""
    turn: Turn = no_turn
    """What an event is about that no two workers may be at together."""


def on(
    event_type: EventType[Data], handle: Callable[[Work, Heard[Data]], Awaitable[None]], turn: Turn = no_turn
) -> Subscription:
    """Subscribe `handle` to `event_type`; data that does not fit its model raises UnreadableEvent."""

    async def parse_and_handle(work: Work, events: Sequence[Event]) -> None:
        for event in events:
            await handle(work, _heard(event_type, event))

    return Subscription(event_type.name, parse_and_handle, turn=turn)


def on_together(
    event_type: EventType[Data],
    handle: Callable[[Work, Sequence[Heard[Data]]], Awaitable[None]],
    turn: Turn = no_turn,
) -> Subscription:
    """Subscribe `handle` to `event_type`: it gets what a delivery has for it as one list, in order.

    What it does must come to the same as handling them one by one: when one fails, that is what happens.
    """

    async def parse_and_handle(work: Work, events: Sequence[Event]) -> None:
        await handle(work, [_heard(event_type, event) for event in events])

    return Subscription(event_type.name, parse_and_handle, together=True, turn=turn)


def _heard(event_type: EventType[Data], event: Event) -> Heard[Data]:
    try:
        data = event_type.data.model_validate(event.data)
    except ValidationError as error:
        # The fields, never the values: a wrong value could hold anything.
        fields = sorted({".".join(map(str, found["loc"])) for found in error.errors()})
        raise UnreadableEvent(f"{event_type.name}: {', '.join(fields)}") from None
    return Heard(event.id, event.source, event.subject, event.sequence, event.time, data, event.traceparent)


def on_all(handle: Callable[[Work, Event], Awaitable[None]]) -> Subscription:
    """Subscribe to every event of the chain, also to types that are not known yet."""

    async def handle_each(work: Work, events: Sequence[Event]) -> None:
        for event in events:
            await handle(work, event)

    return Subscription("#", handle_each)


def wanted(subscriptions: Iterable[Subscription], event_type: str) -> list[Subscription]:
    """The subscriptions that hear `event_type`."""
    return [each for each in subscriptions if each.type in {"#", event_type}]


def asked_by(subscriptions: Iterable[Subscription], event: Event) -> Asked:
    """What these subscriptions ask of a delivery with this event in it."""
    heard_by = wanted(subscriptions, event.type)
    keys = {key for each in heard_by for key in each.turn(event)}
    return Asked(event.type, keys, all(each.together for each in heard_by))
