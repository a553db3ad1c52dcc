"""How many requests may come: from one address, and from one caller. Kept in the memory of this process."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address, IPv6Network
from typing import Self

from starlette.types import Scope

from chassis.problems import Problem
from chassis.settings import Settings
from chassis.tokens import EVERYWHERE, Caller

AT_ONCE = 10.0
"""Seconds: what may come in so long may come at once."""
KEPT = 20_000
"""Addresses, or callers, that are remembered; the one that was seen longest ago makes room."""

Seconds = Callable[[], float]
"""A clock that only runs forward."""


class Rate:
    """So many requests a minute for each key, and those of ten seconds at once; 0 is no limit.

    A token bucket that is kept as one moment for each key: until when its requests so far have used it up (GCRA).
    """

    def __init__(self, per_minute: int, now: Seconds = time.monotonic) -> None:
        self._cost = 60 / per_minute if per_minute else 0.0
        self._now = now
        self._used_up: dict[str, float] = {}

    def take(self, key: str) -> float:
        """Take a request of `key`; else the seconds after which one may come."""
        if not self._cost:
            return 0.0
        now = self._now()
        used_up = max(self._used_up.pop(key, now), now)
        wait = used_up + self._cost - now - max(AT_ONCE, self._cost)
        may = wait <= 1e-6  # less than what adding up costs in precision
        self._used_up[key] = used_up + self._cost if may else used_up
        if len(self._used_up) > KEPT:
            del self._used_up[next(iter(self._used_up))]
        return 0.0 if may else wait

    def give_back(self, key: str) -> None:
        """As if the last request of `key` had not come."""
        if key in self._used_up:
            self._used_up[key] -= self._cost


@dataclass(frozen=True)
class Rates:
    """The rates of one service in this process."""

    per_address: Rate
    per_caller: Rate

    @classmethod
    def of(cls, settings: Settings, now: Seconds = time.monotonic) -> Self:
        """As the settings say."""
        return cls(Rate(settings.address_rate, now), Rate(settings.caller_rate, now))

    def check_address(self, scope: Scope) -> None:
        """Before anything else is looked at. Raises Problem 429."""
        address = address_of(scope)
        if address is not None:
            _check(self.per_address.take(address))

    def check_caller(self, caller: Caller, scope: Scope) -> None:
        """Once it is known who calls. Raises Problem 429.

        Who works for all municipalities, as the services among themselves do, does not count by address.
        """
        address = address_of(scope)
        if address is not None and EVERYWHERE in caller.gemeenten:
            self.per_address.give_back(address)
        _check(self.per_caller.take(f"{caller.name} {caller.agb or ''}"))


def address_of(scope: Scope) -> str | None:
    """Who is at the other end, as the server says; of IPv6 the network of 64 bits, which one household has whole."""
    client = scope.get("client")
    if client is None:
        return None
    try:
        return str(IPv6Network((IPv6Address(client[0]), 64), strict=False))
    except AddressValueError:
        return str(client[0])


def _check(wait: float) -> None:
    if wait:
        seconds = str(math.ceil(wait))
        detail = f"U stuurt te veel verzoeken. Er is niets veranderd. Wacht {seconds} seconden en probeer het opnieuw."
        raise Problem(429, "te-vaak", detail, headers={"Retry-After": seconds})
