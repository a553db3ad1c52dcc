"""Cursors of lists by day: the day and the id after which the page starts."""

from datetime import date

from chassis.paging import read_cursor
from chassis.problems import invalid


def lees_plek(cursor: str | None) -> tuple[date, str] | None:
    """The day and id in a cursor. Raises Problem 400 for one that is not ours."""
    key = read_cursor(cursor)
    if key is None:
        return None
    op, _, rest = key.partition("/")
    try:
        return date.fromisoformat(op), rest
    except ValueError:
        raise invalid("query.cursor", "Deze cursor is niet van ons. Begin zonder cursor.") from None
