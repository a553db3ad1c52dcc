"""The four services, and what runs them together or apart."""

from chassis.bus_rabbit import Topology
from chassis.clock import Clock, system_clock
from chassis.peers import PeerFactory, peer_factory, tokens_for
from chassis.service import Room, Secrets, Service, load_secrets, open_room
from chassis.settings import Settings
from declaratie.app import SERVICE as DECLARATIE
from monitoring.app import SERVICE as MONITORING
from toegang.app import SERVICE as TOEGANG
from toewijzing.app import SERVICE as TOEWIJZING

SERVICES: dict[str, Service] = {each.name: each for each in (TOEGANG, TOEWIJZING, DECLARATIE, MONITORING)}


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
