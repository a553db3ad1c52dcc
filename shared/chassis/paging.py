"""Lists by cursor: stable while rows are added, and without counting."""

import base64
import binascii
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from chassis.model import ApiModel
from chassis.problems import Problem, invalid
from chassis.strict import WHOLE

Item = TypeVar("Item")
First = TypeVar("First")
Limit = Annotated[int, Query(ge=1, le=500, description="Hoeveel per keer."), WHOLE]
Cursor = Annotated[str | None, Query(max_length=1000, description="De waarde van `volgende` in het vorige antwoord.")]


class Page(ApiModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    volgende: str | None
    """Cursor of the next page; null at the end."""

    @classmethod
    def model_parametrized_name(cls, params: tuple[object, ...]) -> str:
        """How a page of something is called in the contract: MeldingPage."""
        return f"{getattr(params[0], '__name__', '').removesuffix('View')}Page"


def read_cursor(cursor: str | None) -> str | None:
    """The key after which the page starts. Raises Problem 400 for a cursor that is not ours."""
    if cursor is None:
        return None
    try:
        key = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        key = ""
    if not key or not key.isprintable():
        raise not_ours()
    return key


def read_day_cursor(cursor: str | None) -> tuple[date, str] | None:
    """The day and the id after which a page of a list by day starts. Raises Problem 400 for one that is not ours."""
    return _read_pair(cursor, date.fromisoformat)


def read_moment_cursor(cursor: str | None) -> tuple[datetime, str] | None:
    """The moment and the id after which a page of a list by moment starts. Raises Problem 400 for one not ours."""
    return _read_pair(cursor, _moment)


def day_key(day: date, key: str) -> str:
    """What a list by day is sorted by, for `page_of`: `read_day_cursor` reads it."""
    return f"{day}/{key}"


def moment_key(moment: datetime, key: str) -> str:
    """What a list by moment is sorted by, for `page_of`: `read_moment_cursor` reads it."""
    return f"{moment.isoformat()}/{key}"


def not_ours() -> Problem:
    """400 for a cursor that this list never gave."""
    return invalid("query.cursor", "Deze cursor is niet van ons. Begin zonder cursor.")


def page_of(found: Sequence[Item], limit: int, key: Callable[[Item], str], *, more: bool = False) -> Page[Item]:
    """The page made of `found`, which was queried with limit + 1 rows; `key` is what the list is sorted by.

    `more`: there is more, also when no row beyond the limit was found.
    """
    items = list(found[:limit])
    more = more or len(found) > limit
    return Page(items=items, volgende=write_cursor(key(items[-1])) if more else None)


def write_cursor(key: str) -> str:
    """The cursor of what comes after this key: `read_cursor` reads it."""
    return base64.urlsafe_b64encode(key.encode()).decode()


def _read_pair(cursor: str | None, read: Callable[[str], First]) -> tuple[First, str] | None:
    key = read_cursor(cursor)
    if key is None:
        return None
    first, _, rest = key.partition("/")
    try:
        return read(first), rest
    except ValueError:
        raise not_ours() from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
