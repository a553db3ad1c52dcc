"""First and last days of months."""

from calendar import monthrange
from datetime import date
from functools import lru_cache


@lru_cache(maxsize=10_000)
def eerste_van_maand(dag: date) -> date:
    """The first day of the month of `dag`."""
    return dag.replace(day=1)


@lru_cache(maxsize=10_000)
def laatste_van_maand(dag: date) -> date:
    """The last day of the month of `dag`."""
    return dag.replace(day=monthrange(dag.year, dag.month)[1])
