"""Time comes from a clock that is passed in, so that tests and the demo can set it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""

NEDERLAND = ZoneInfo("Europe/Amsterdam")


def system_clock() -> datetime:
    """The present moment according to the machine, in UTC."""
    return datetime.now(UTC)


def local_date(moment: datetime) -> date:
    """The calendar date in the Netherlands at `moment`: terms and dates in messages are Dutch dates."""
    return moment.astimezone(NEDERLAND).date()
