"""Lists by cursor: stable while rows are added, and without counting."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query

from chassis.model import ApiModel
from chassis.problems import invalid

Item = TypeVar("Item")
Limit = Annotated[int, Query(ge=1, le=500, description="Hoeveel regels per keer.")]
Cursor = Annotated[str | None, Query(max_length=200, description="De waarde van `volgende` in het vorige antwoord.")]


class Page(ApiModel, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    volgende: str | None
    """Cursor of the next page; null at the end."""


def read_cursor(cursor: str | None) -> str | None:
    """The key after which the page starts. Raises Problem 400 for a cursor that is not ours."""
    if cursor is None:
        return None
    try:
        key = base64.b64decode(cursor.encode(), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError):
        key = ""
    if not key or not key.isprintable():
        raise invalid("query.cursor", "Deze cursor is niet van ons. Begin zonder cursor.")
    return key


def page_of(found: Sequence[Item], limit: int, key: Callable[[Item], str]) -> Page[Item]:
    """The page made of `found`, which was queried with limit + 1 rows; `key` is what the list is sorted by."""
    items = list(found[:limit])
    more = len(found) > limit
    return Page(items=items, volgende=base64.urlsafe_b64encode(key(items[-1]).encode()).decode() if more else None)
