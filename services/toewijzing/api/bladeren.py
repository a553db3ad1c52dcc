"""Pages of a list that is made anew for each request: the cursor is the place in it."""

from collections.abc import Sequence
from typing import TypeVar

from chassis.paging import Page, not_ours, page_of, read_cursor

Item = TypeVar("Item")


def bladzijde(alle: Sequence[Item], cursor: str | None, limit: int) -> Page[Item]:
    """The items after the place in the cursor. Raises Problem 400 for a cursor that is not ours."""
    plaats = read_cursor(cursor) or "0"
    if not (plaats.isascii() and plaats.isdigit()):
        raise not_ours()
    vanaf = int(plaats)
    return page_of(alle[vanaf : vanaf + limit + 1], limit, key=lambda _: str(vanaf + limit))
