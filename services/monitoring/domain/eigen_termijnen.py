"""What a municipality agreed with its providers to do within so many working days (M130), and whether it did."""

from datetime import date, timedelta
from functools import cache, lru_cache

from inkoop.sturing import Afspraak
from istandaard.termijnen import is_werkdag
from monitoring.domain.beleid import inkoopmodel

LANGST = 999
"""Working days that are told apart: four years say enough."""


@cache
def afgesproken(gemeente: str, maand: date, wat: Afspraak) -> int | None:
    """Working days that the inkoopmodel of that month gives the municipality; None where nothing was agreed."""
    model = inkoopmodel(gemeente, maand)
    return next((each.werkdagen for each in (model.eigen_termijnen if model else ()) if each.wat == wat), None)


@lru_cache(16_384)
def werkdagen_nodig(begin: date, eind: date) -> int:
    """The shortest term in working days from `begin` within which `eind` falls; 0 when nobody waited.

    A term begins the day after: what is done on a day off needs the next working day too.
    """
    nodig, dag = 0, begin
    while dag < eind and nodig < LANGST:
        dag += timedelta(days=1)
        nodig += is_werkdag(dag)
    return nodig if dag <= begin or is_werkdag(dag) else nodig + 1
