"""Whole months from a day on, as contracts and tests run."""

from datetime import date, timedelta


def einde_na(begin: date, maanden: int) -> date:
    """The last of so many whole months that begin on a day."""
    maand = begin.year * 12 + begin.month - 1 + maanden
    eerste = date(maand // 12, maand % 12 + 1, 1)
    volgende = date((maand + 1) // 12, (maand + 1) % 12 + 1, 1)
    return min(eerste + timedelta(days=begin.day - 1), volgende) - timedelta(days=1)
