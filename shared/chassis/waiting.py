"""What waits for something that has not come, so that a person has to look at it, and may take it up again."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chassis.bsn import mask_bsn
from chassis.log import WAIT_RELEASED, log
from chassis.tokens import Caller
from chassis.work import Work


@dataclass(frozen=True)
class Waiting:
    """One thing, or several that wait together, and what they wait for in plain Dutch."""

    id: str
    since: datetime
    """Of the oldest."""
    waits_for: str
    count: int = 1
    until: datetime | None = None
    """When it goes on by itself; None for what waits until somebody does something."""
    gemeente: str | None = None
    """None for what is of no municipality, or of all."""

    def is_for(self, caller: Caller) -> bool:
        """Whether a caller may see it and take it up."""
        return caller.serves_all([self.gemeente] if self.gemeente else [])


@dataclass(frozen=True)
class Wait:
    """A kind of thing that can wait in a service: how to find it, and how to take one up again, by its id.

    `release` says how many went on; it is None where only somebody else can end the wait.
    """

    name: str
    find: Callable[[Work], Awaitable[Sequence[Waiting]]]
    release: Callable[[Work, str], Awaitable[int]] | None = None


async def release(work: Work, wait: Wait, id_: str, reason: str, caller: str) -> int:
    """Take up again what waits; why, and by whom, stands in the log. How many went on: 0 when nothing waits there."""
    assert wait.release is not None  # whoever calls refuses it before
    count = await wait.release(work, id_)
    if count:
        log(WAIT_RELEASED, kind=wait.name, id=id_, count=count, reason=mask_bsn(reason), caller=caller)
    return count
