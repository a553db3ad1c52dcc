"""Databases as release 0.1.0 left them: the rows of `rijen.json` in the schema of that release."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from chassis import migrations
from chassis.service import Room
from chassis.settings import Settings
from clientroute.services import SERVICES, open_service

RIJEN = Path(__file__).parent / "rijen.json"


@cache
def gespeeld() -> Mapping[str, Any]:
    """The play: the rows per service and table, the totals that 0.1.0 gave, and the key under which it sealed."""
    inhoud: Mapping[str, Any] = json.loads(RIJEN.read_text(encoding="utf-8"))
    return inhoud


def rijen_van(dienst: str, tabel: str) -> list[dict[str, Any]]:
    """The rows of a table, as they stood on SQLite."""
    inhoud = gespeeld()["diensten"][dienst][tabel]
    return [dict(zip(inhoud["kolommen"], rij, strict=True)) for rij in inhoud["rijen"]]


def leg_neer(folder: Path, urls: Mapping[str, str]) -> dict[str, Room]:
    """A room of today for each service, on a database that is as 0.1.0 left it."""
    sleutels = {"bsn_key": gespeeld()["bsn_key"], "token_key": base64.b64encode(bytes(32)).decode()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "development.json").write_text(json.dumps(sleutels), encoding="utf-8")
    rooms = {}
    for dienst in SERVICES:
        settings = Settings(data_dir=folder, database_url=urls.get(dienst))
        rooms[dienst] = open_service(settings, dienst)
        (revisie,) = (each["version_num"] for each in rijen_van(dienst, "alembic_version"))
        migreer(rooms[dienst], revisie)
        _vul(rooms[dienst].database.url, dienst)
    return rooms


def migreer(room: Room, revisie: str = "head") -> None:
    """Bring the database to a revision."""
    migrations.migrate(room.direct_url, room.service.folder / "migrations", revisie)


def blokkerend(url: URL) -> sa.Engine:
    """An engine for who looks at a database by itself."""
    return sa.create_engine(url.set(drivername="sqlite" if _is_sqlite(url) else "postgresql+psycopg"))


def _is_sqlite(url: URL) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def _vul(url: URL, dienst: str) -> None:
    engine, metadata = blokkerend(url), sa.MetaData()
    metadata.reflect(engine)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name in gespeeld()["diensten"][dienst] and table.name != "alembic_version":
                rows = [_als_rij(table, each) for each in rijen_van(dienst, table.name)]
                connection.execute(sa.insert(table), rows)
        if not _is_sqlite(url):
            last = "SELECT setval(pg_get_serial_sequence('outbox', 'position'), max(position)) FROM outbox"
            connection.exec_driver_sql(last)
    engine.dispose()


def _als_rij(table: sa.Table, rij: Mapping[str, Any]) -> dict[str, object]:
    return {naam: _waarde(table.c[naam].type, waarde) for naam, waarde in rij.items()}


def _waarde(kind: sa.types.TypeEngine[Any], waarde: Any) -> object:
    """What SQLite kept as text or number, as the type that it stands for."""
    if waarde is None:
        return None
    if isinstance(waarde, dict):
        return base64.b64decode(waarde["base64"])
    if isinstance(kind, sa.DateTime):
        return datetime.fromisoformat(waarde).replace(tzinfo=UTC if kind.timezone else None)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(waarde)
    if isinstance(kind, sa.Boolean):
        return bool(waarde)
    return json.loads(waarde) if isinstance(kind, sa.JSON) else waarde
