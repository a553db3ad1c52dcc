"""Which rows a caller may see, as a condition on them: `Caller.serves` and `Caller.may_see` for a whole list."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, SQLColumnExpression, true

from chassis.tokens import EVERYWHERE

Column = SQLColumnExpression[str] | SQLColumnExpression[str | None]


def of_gemeenten(gemeente: Column, gemeenten: Collection[str]) -> ColumnElement[bool]:
    """What belongs to one of these municipalities."""
    return true() if EVERYWHERE in gemeenten else gemeente.in_(gemeenten)


def of_caller(agb: Column, gemeente: Column, own_agb: str | None, gemeenten: Collection[str]) -> ColumnElement[bool]:
    """What is of this provider; for who is none, what belongs to these municipalities."""
    return of_gemeenten(gemeente, gemeenten) if own_agb is None else agb == own_agb
