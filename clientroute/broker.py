"""What RabbitMQ has to know before the services start, for a broker on which each of them may only do its own work."""

import re

from chassis.bus_rabbit import DEAD_ARGUMENTS, Topology
from chassis.service import Service
from chassis.settings import Settings
from clientroute.services import running_names, service_of, topology

VHOST = "/"
BEHEER = "beheer"
"""The user of people, on the page of the management plugin."""
NIETS = "^$"


def definitions(settings: Settings) -> dict[str, list[dict[str, object]]]:
    """Users, rights, exchanges, queues and bindings, in the form that RabbitMQ loads when it starts.

    The passwords are names of environment variables, for `deploy/rabbitmq-init.sh` to fill in.
    """
    names, services = topology(settings), [service_of(each) for each in running_names(settings)]
    return {
        "vhosts": [{"name": VHOST}],
        "users": [_user(BEHEER, "administrator"), *(_user(each.name) for each in services)],
        "permissions": [
            {"user": BEHEER, "vhost": VHOST, "configure": ".*", "write": ".*", "read": ".*"},
            *(_permission(names, each.name) for each in services),
        ],
        "topic_permissions": [_topics(names, each) for each in services],
        "exchanges": [
            {"name": name, "vhost": VHOST, "type": kind, "durable": True, "auto_delete": False, "arguments": {}}
            for name, kind in ((names.exchange, "topic"), (names.dead_exchange, "direct"))
        ],
        "queues": [
            {"name": name, "vhost": VHOST, "durable": True, "auto_delete": False, "arguments": arguments}
            for each in names.bindings
            for name, arguments in (
                (names.queue(each), names.arguments(each)),
                (names.dead_queue(each), {**DEAD_ARGUMENTS}),
            )
        ],
        "bindings": [
            *(
                _binding(names.exchange, names.queue(each), key)
                for each in names.bindings
                for key in names.bindings[each]
            ),
            *(_binding(names.dead_exchange, names.dead_queue(each), each) for each in names.bindings),
        ],
    }


def _user(name: str, *tags: str) -> dict[str, object]:
    return {"name": name, "password": f"${{{name.upper()}_RABBITMQ_PASSWORD}}", "tags": ",".join(tags)}


def _permission(names: Topology, service: str) -> dict[str, object]:
    """To publish, and to take from its own queues; to declare nothing, since who may declare may delete as well."""
    own = _one_of(names.queue(service), names.dead_queue(service))
    return {"user": service, "vhost": VHOST, "configure": NIETS, "write": _one_of(names.exchange), "read": own}


def _topics(names: Topology, service: Service) -> dict[str, object]:
    """To publish the events that it tells, and no others."""
    write = _one_of(*(each.name for each in service.publishes)) if service.publishes else NIETS
    return {"user": service.name, "vhost": VHOST, "exchange": names.exchange, "write": write, "read": NIETS}


def _one_of(*names: str) -> str:
    return f"^({'|'.join(map(re.escape, names))})$"


def _binding(exchange: str, queue: str, key: str) -> dict[str, object]:
    return {
        "source": exchange,
        "vhost": VHOST,
        "destination": queue,
        "destination_type": "queue",
        "routing_key": key,
        "arguments": {},
    }
