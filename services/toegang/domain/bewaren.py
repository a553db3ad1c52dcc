"""How long what is kept of a client stays (Wmo 2015, 5.3.4), and when it may be destroyed (5.3.5)."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

VERZOEK_MAANDEN = 3
"""Within how many months a request of a client is carried out (Wmo 2015, 5.3.5)."""


class Grond(StrEnum):
    """Why something is destroyed."""

    TERMIJN = "termijn"
    """The term has passed (5.3.4)."""
    VERZOEK = "verzoek"
    """The client asked for it (5.3.5)."""


def vernietigen_per(laatste: Iterable[date], jaren: int) -> date | None:
    """From which day on it may go: so many years after the newest day in what is kept; None when there is no day."""
    nieuwste = max(laatste, default=None)
    if nieuwste is None:
        return None
    try:
        return nieuwste.replace(year=nieuwste.year + jaren)
    except ValueError:  # 29 February
        return date(nieuwste.year + jaren, 3, 1)
