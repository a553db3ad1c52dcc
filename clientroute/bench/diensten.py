"""PostgreSQL and RabbitMQ for benches and tests: own databases and own names on the broker, removed afterwards.

Where they are is said by CLIENTROUTE_TEST_POSTGRES and CLIENTROUTE_TEST_RABBITMQ (URLs).
"""

import os
from collections.abc import Iterable
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

from chassis import migrations
from chassis.bus_rabbit import Topology, remove

POSTGRES = os.environ.get("CLIENTROUTE_TEST_POSTGRES", "postgresql://root@127.0.0.1:5432/postgres")
RABBITMQ = os.environ.get("CLIENTROUTE_TEST_RABBITMQ", "amqp://guest:guest@127.0.0.1:5672/")


def create_database(*, durable: bool = True) -> str:
    """The `postgresql://` URL of a new, empty database; give it to `drop_database` afterwards.

    What a test writes need not survive the machine: unless `durable`, a commit does not wait for the disk.
    """
    name = f"clientroute_test_{uuid4().hex}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        if not durable:
            connection.execute(SQL("ALTER DATABASE {} SET synchronous_commit TO off").format(Identifier(name)))
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Remove a database of `create_database`, also when somebody is still connected."""
    migrations.drop_database(make_url(url))


async def clean_broker(prefix: str, services: Iterable[str]) -> None:
    """Delete every exchange and queue that `services` have under `prefix`; what is not there is no error."""
    await remove(RABBITMQ, Topology(prefix, dict.fromkeys(services, ())))
