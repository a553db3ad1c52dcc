"""Workers side by side: what is about one thing is with one of them at a time, and none waits for another."""

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass

from chassis.events import Event
from chassis.work import Work

Turn = Callable[[Event], Iterable[str]]
"""What an event is about that no two workers may be at together: keys, none when it does not matter."""


def no_turn(_: Event) -> tuple[str, ...]:
    """It does not matter which workers are at it together."""
    return ()


def per(field: str) -> Turn:
    """One worker at a time per value of a field of the event, by its name in the message."""

    def turn(event: Event) -> tuple[str, ...]:
        return (turn_key(field, event.data.get(field)),)

    return turn


def turn_key(field: str, value: object) -> str:
    """The key of `per`, for who does the same by another way than an event."""
    return f"{field} {value}"


async def take_turns(work: Work, keys: Sequence[Iterable[str]], *, wait: bool) -> list[bool]:
    """Of events with these keys, which are for this unit of work: until it ends, no other gets one with such a key.

    What another is at is left, with what comes after it. With `wait` all are for this one, as soon as the others are
    done.
    """
    asked = [set(each) for each in keys]
    every = set[str]().union(*asked)
    if not wait:
        return split_by_turn(asked, await work.take_free_turns(every))
    await work.wait_for_turn(*every)
    return [True] * len(asked)


def split_by_turn(asked: Iterable[Set[str]], taken: Set[str]) -> list[bool]:
    """Which of these may go on with the keys that were taken: not what comes after one that may not, with a key of it.

    So the order per key stays.
    """
    left, ours = set[str](), list[bool]()
    for each in asked:
        ours.append(each <= taken and each.isdisjoint(left))
        if not ours[-1]:
            left |= each
    return ours


@dataclass(frozen=True)
class Asked:
    """What an event asks of a delivery: its type, whose turn it is, and whether it goes with others of its type."""

    type: str
    keys: Set[str]
    together: bool


def in_parts(asked: Sequence[Asked]) -> list[list[int]]:
    """The places of events, each with earlier ones of its type as far as that keeps the order per key.

    Between two workers events without a key in common pass each other, so they may do so within a delivery. Nothing
    passes what does not go with others.
    """
    parts: list[list[int]] = []
    for place, each in enumerate(asked):
        part = _last_it_may_join(asked, parts, each)
        if part is None:
            parts.append([place])
        else:
            part.append(place)
    return parts


def _last_it_may_join(asked: Sequence[Asked], parts: Sequence[list[int]], new: Asked) -> list[int] | None:
    for part in reversed(parts):
        first = asked[part[0]]
        if not new.together or not first.together:
            return None
        if first.type == new.type:
            return part
        if not all(asked[place].keys.isdisjoint(new.keys) for place in part):
            return None
    return None
