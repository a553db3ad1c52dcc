"""Working days in the Netherlands."""

from datetime import date

import pytest

from istandaard.termijnen import is_werkdag, werkdagen_na


@pytest.mark.parametrize(
    ("dag", "werkdag"),
    [
        ("2026-04-03", False),  # Good Friday
        ("2026-04-06", False),  # Easter Monday
        ("2026-04-27", False),  # Koningsdag
        ("2025-05-05", False),  # Bevrijdingsdag, a lustrum
        ("2026-05-05", True),
        ("2026-05-14", False),  # Ascension Day
        ("2026-05-25", False),  # Whit Monday
        ("2026-12-25", False),
        ("2027-01-01", False),
        ("2026-12-24", True),
        ("2026-12-26", False),
        ("2026-02-07", False),  # a Saturday
    ],
)
def test_public_holidays_and_weekends(dag: str, werkdag: bool) -> None:
    assert is_werkdag(date.fromisoformat(dag)) is werkdag


@pytest.mark.parametrize(
    ("vanaf", "aantal", "verwacht"),
    [
        ("2026-02-05", 0, "2026-02-05"),
        ("2026-02-05", 3, "2026-02-10"),
        ("2026-02-07", 1, "2026-02-09"),
        ("2026-04-02", 3, "2026-04-09"),
        ("2026-12-24", 5, "2027-01-04"),
        ("2025-05-02", 10, "2025-05-19"),
    ],
)
def test_terms(vanaf: str, aantal: int, verwacht: str) -> None:
    assert werkdagen_na(date.fromisoformat(vanaf), aantal) == date.fromisoformat(verwacht)
