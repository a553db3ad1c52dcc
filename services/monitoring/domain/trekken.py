"""By what clients and cost can be told apart beside place, provider and product (M96, M133)."""

from enum import StrEnum

LENGTE = 60
"""Characters of a trait that the read models keep."""
ONBEKEND = "onbekend"
"""How it is shown that nobody told it."""


class Trek(StrEnum):
    """Columns of the read model of clients."""

    PROFIEL = "profiel"
    LEEFTIJDSGROEP = "leeftijdsgroep"
    WIJK = "wijk"


def als_kenmerk(waarde: str | None) -> str:
    """As it is kept: '' when it is not known."""
    return (waarde or "")[:LENGTE]


def getoond(kenmerk: str) -> str:
    """As it is shown."""
    return kenmerk or ONBEKEND
