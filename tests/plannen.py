"""What PostgreSQL means to do with every statement of a room: which tables it would walk from end to end."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext

from chassis.service import Room

MET_PLAN = ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")
Knoop = Mapping[str, object]
WAT_WACHT = ("ix_outbox_unpublished", "ix_berichten_ontvangen", "ix_cijfers_nul", "ix_betaalposten_open")
"""Indices of what waits alone: to read one of those is no walk."""
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Index Scan")


@contextmanager
def wandelingen(room: Room, groeit: Collection[str]) -> Iterator[list[str]]:
    """The statements that walk one of these tables, each with the step of its plan that does.

    PostgreSQL is told to walk only where no index helps, so that it says the same of a table of ten rows and of ten
    million. An index that is read without a condition on it is a walk too.
    """
    engine, gevonden = room.database.engine.sync_engine, list[str]()

    def kijk(
        connection: Connection,
        _cursor: DBAPICursor,
        statement: str,
        parameters: object,
        _c: ExecutionContext,
        many: bool,
    ) -> None:
        if connection.info.get("kijkt") or not statement.lstrip().startswith(MET_PLAN):
            return
        connection.info["kijkt"] = True
        connection.exec_driver_sql("SET enable_seqscan TO off")
        given = parameters[0] if many and isinstance(parameters, list) else parameters
        ((plan,),) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", given).all()
        gevonden.extend(f"{each}: {' '.join(statement.split())}" for each in _wandelt(plan[0]["Plan"], groeit))
        connection.info["kijkt"] = False

    event.listen(engine, "before_cursor_execute", kijk)
    try:
        yield gevonden
    finally:
        event.remove(engine, "before_cursor_execute", kijk)


def _wandelt(knoop: Knoop, groeit: Collection[str]) -> Iterator[str]:
    soort, tabel = str(knoop["Node Type"]), str(knoop.get("Relation Name", ""))
    ongericht = "Index Cond" not in knoop and knoop.get("Index Name") not in WAT_WACHT
    if soort in SCANS and ongericht and tabel in groeit:
        yield f"{soort} {knoop.get('Index Name', '')} on {tabel}"
    for each in cast(list[Knoop], knoop.get("Plans", [])):
        yield from _wandelt(each, groeit)
