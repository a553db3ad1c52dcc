"""A pgbouncer of the tests' own before their PostgreSQL, which gives connections away after a transaction."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.engine import make_url
from tests.keten.processen import free_port
from tests.programmas import folder_of, postgres_user, programme, running, until_no

from clientroute.bench.diensten import POSTGRES

CONFIG = """[databases]
* = {server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = 4
"""


@contextmanager
def pgbouncer(mode: str = "transaction") -> Iterator[Callable[[str], str]]:
    """Gives the address of a database by way of the pooler. It has four connections with each."""
    server, port, user = make_url(POSTGRES), free_port(), postgres_user()
    there = {"host": server.host, "port": server.port or 5432, "user": server.username, "password": server.password}

    def through(url: str) -> str:
        return make_url(url).set(host="127.0.0.1", port=port).render_as_string(hide_password=False)

    with folder_of(user) as folder:
        config = folder / "pgbouncer.ini"
        said = " ".join(f"{name}={value}" for name, value in there.items() if value is not None)
        config.write_text(CONFIG.format(server=said, port=port, mode=mode))
        with running([programme("pgbouncer", "/usr/sbin/pgbouncer"), str(config)], os.environ, folder / "log", user):
            for attempt in until_no(psycopg.OperationalError):
                with attempt:
                    psycopg.connect(through(POSTGRES)).close()
            yield through
