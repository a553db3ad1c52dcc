"""A clock that the demo can set: months pass in seconds."""

from datetime import UTC, date, datetime, time, timedelta

from chassis.clock import NEDERLAND, local_date, system_clock


class SpeelKlok:
    """The system clock, shifted. `set_to` a day to play; `to_present` afterwards."""

    def __init__(self) -> None:
        self._shift = timedelta()

    def __call__(self) -> datetime:
        """The moment that the services see, in UTC."""
        return system_clock() + self._shift

    def set_to(self, day: date) -> None:
        """Make it nine in the morning of `day`, in the Netherlands."""
        self._shift = datetime.combine(day, time(9), NEDERLAND).astimezone(UTC) - system_clock()

    def to_present(self, niet_na: date) -> None:
        """Let the services see the real time again, unless the play has gone beyond it; no day later than `niet_na`."""
        self._shift = max(self._shift, timedelta())
        if niet_na < local_date(self()):
            self.set_to(niet_na)
