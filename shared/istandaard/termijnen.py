"""Working days: Monday to Friday, without the public holidays of the Netherlands (OP090, OP271, OP272, OP274)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

import holidays


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """The public holidays in a year: Good Friday is one, 5 May only every five years (2025, 2030)."""
    return frozenset(holidays.country_holidays("NL", years=jaar))


def is_werkdag(dag: date) -> bool:
    """Whether a day is a working day."""
    return dag.isoweekday() <= 5 and dag not in feestdagen(dag.year)


@lru_cache(16_384)
def werkdagen_na(datum: date, aantal: int) -> date:
    """The last day of a term of so many working days that begins the day after datum. aantal is 0 or more."""
    dag = datum
    for _ in range(aantal):
        dag += timedelta(days=1)
        while not is_werkdag(dag):
            dag += timedelta(days=1)
    return dag
