"""The four services, and what runs them together or apart."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib import import_module
from typing import cast

from chassis.bus_rabbit import Topology
from chassis.clock import Clock, system_clock
from chassis.peers import PeerFactory, peer_factory, tokens_for
from chassis.service import Room, Secrets, Service, load_secrets, open_room
from chassis.settings import Settings

NAMEN = ("toegang", "toewijzing", "declaratie", "monitoring")
KOPPELVLAK = "koppelvlak"
"""The process beside the services that talks to the world outside, where an installation has one."""


class _Services(Mapping[str, Service]):
    """The services by name; each is imported when it is asked for, which takes seconds for all."""

    def __getitem__(self, name: str) -> Service:
        if name not in NAMEN:
            raise KeyError(name)
        return cast(Service, import_module(f"{name}.app").SERVICE)

    def __iter__(self) -> Iterator[str]:
        return iter(NAMEN)

    def __len__(self) -> int:
        return len(NAMEN)


SERVICES: Mapping[str, Service] = _Services()


def service_of(name: str) -> Service:
    """One of the services, or the koppelvlak."""
    return cast(Service, import_module("aansluiting.app").KOPPELVLAK) if name == KOPPELVLAK else SERVICES[name]


def service_for(settings: Settings, name: str) -> Service:
    """The same in this installation: where there is a koppelvlak, the pages of monitoring show what it does."""
    service = service_of(name)
    if name != "monitoring" or settings.koppelvlak is None:
        return service
    return replace(service, peers=(*service.peers, KOPPELVLAK))


def running_names(settings: Settings) -> tuple[str, ...]:
    """What runs together in the embedded suite: the koppelvlak only where the settings name its couplings."""
    return NAMEN if settings.koppelvlak is None else (*NAMEN, KOPPELVLAK)


def topology(settings: Settings) -> Topology:
    """All queues and bindings on the broker, for all services: whoever starts first declares everything.

    The queue of the koppelvlak is there only for who has one: in another's nobody would ever look.
    """
    bindings = {name: tuple(each.type for each in service_of(name).subscriptions) for name in running_names(settings)}
    return Topology(settings.broker_prefix, bindings)


def peers_over_network(settings: Settings, secrets: Secrets, service: str) -> PeerFactory:
    """Clients for the other services at their public addresses."""
    return peer_factory(settings, tokens_for(settings, secrets.issuer, service))


def open_service(settings: Settings, name: str, clock: Clock = system_clock, *, answers: bool = False) -> Room:
    """A room for one service, or the koppelvlak, that runs by itself; `answers` when it only answers requests."""
    secrets = load_secrets(settings)
    peers = peers_over_network(settings, secrets, name)
    return open_room(service_for(settings, name), settings, secrets, peers, clock, answers=answers)
