"""The calendar of the chain: when a hub takes nothing, as planned. Terms go on meanwhile."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol, TypeVar


class Stop(Protocol):
    """A planned stop of a hub, from `van` until `tot`."""

    @property
    def hub(self) -> str:
        """Which one."""

    @property
    def van(self) -> datetime:
        """Its first moment."""

    @property
    def tot(self) -> datetime:
        """The first moment on which it takes again."""


S = TypeVar("S", bound=Stop)


def stilstand(kalender: Iterable[S], hub: str, nu: datetime) -> S | None:
    """The stop that a hub is in now; of several the one that ends last, None when it takes."""
    nu_stil = [each for each in kalender if each.hub == hub and each.van <= nu < each.tot]
    return max(nu_stil, key=lambda each: each.tot, default=None)
