"""The four services, and what runs them together or apart."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from chassis.bus_rabbit import Topology
from chassis.clock import Clock, system_clock
from chassis.peers import PeerFactory, peer_factory, tokens_for
from chassis.service import Room, Secrets, Service, load_secrets, open_room
from chassis.settings import Settings

NAMEN = ("toegang", "toewijzing", "declaratie", "monitoring")


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


def topology(settings: Settings) -> Topology:
    """All queues and bindings on the broker, for all services: whoever starts first declares everything."""
    bindings = {name: tuple(each.type for each in service.subscriptions) for name, service in SERVICES.items()}
    return Topology(settings.broker_prefix, bindings)


def peers_over_network(settings: Settings, secrets: Secrets, service: str) -> PeerFactory:
    """Clients for the other services at their public addresses."""
    return peer_factory(settings, tokens_for(settings, secrets.issuer, service))


def open_service(settings: Settings, name: str, clock: Clock = system_clock, *, answers: bool = False) -> Room:
    """A room for one service that runs by itself; `answers` when it only answers requests."""
    secrets = load_secrets(settings)
    peers = peers_over_network(settings, secrets, name)
    return open_room(SERVICES[name], settings, secrets, peers, clock, answers=answers)
