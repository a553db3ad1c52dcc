"""Fixtures for every folder, and the last lines of a run: what was left out, and why."""

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import settings
from tests.services import (
    database_url,
    drop_migrated,
    has_postgres,
    migrate_once,
    migrated_url,
    new_postgres,
    rabbit_prefix,
    rabbit_url,
)
from tests.toeval import MAAL

from chassis import migrations

__all__ = ["database_url", "migrated_url", "new_postgres", "rabbit_prefix", "rabbit_url"]

# How long an example takes says something of the machine, not of the code; and `make test` says the same of the same
# code, whoever runs it: `make toeval` is where something new is drawn.
settings.register_profile("clientroute", deadline=None, derandomize=MAAL == 1)
settings.load_profile("clientroute")

# What is imported and collected stays: looking through it for garbage, now and during every test, finds nothing.
gc.disable()
# jsonschema takes it to judge an IRI, which no test asks, and it builds forty grammars as soon as it is imported.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # as Python writes down that there is none

# A suite with four new databases would spend most of its start on carrying out the same migrations once more.
migrations.migrate = migrate_once

NOTHING_LEFT_OUT = os.environ.get("CLIENTROUTE_REQUIRE_SERVICES") == "1"


LANG = {"new_postgres", "rabbit_url", "database_url", "migrated_url", "browser", "page"}
"""Fixtures of tests that talk to a database, a broker or a browser."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--snel`: what a change is tried with between two keystrokes."""
    parser.addoption("--snel", action="store_true", help="only tests without database, broker, browser or a play")
    parser.addoption("--rooms", choices=("postgresql", "sqlite"), help="where rooms are tried; without it on both")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--snel"):
        _leave_out(config, items, _is_lang)
    rooms = config.getoption("--rooms")
    if rooms == "postgresql" and has_postgres():
        _leave_out(config, items, lambda each: _room_on(each) == "sqlite")
    elif rooms == "sqlite":
        _leave_out(config, items, lambda each: _room_on(each) != "sqlite")
    # What may take longest begins first, so that nobody waits for it at the end.
    items.sort(key=lambda each: each.get_closest_marker("timeout") is None)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """From here there is garbage to look for."""
    gc.freeze()
    # Requests, statements and models are made and dropped by the thousand: looking at each seven hundred finds little.
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


def _leave_out(config: pytest.Config, items: list[pytest.Item], out: Callable[[pytest.Item], bool]) -> None:
    config.hook.pytest_deselected(items=[each for each in items if out(each)])
    items[:] = [each for each in items if not out(each)]


def _room_on(item: pytest.Item) -> str | None:
    """The database on which a test of a room is tried; None for what is no such test."""
    case = getattr(item, "callspec", None)
    return case and case.params.get("migrated_url")


def _is_lang(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("lang") is not None or bool(fixtures & LANG) or "rabbit" in item.nodeid


def _left_out(config: pytest.Config) -> Counter[str]:
    """How many tests were skipped, by reason."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    return Counter(str(each.longrepr[2]).removeprefix("Skipped: ") for each in skipped)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    drop_migrated()
    if NOTHING_LEFT_OUT and _left_out(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    reasons = _left_out(config)
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"left out: {count} test{'s' if count > 1 else ''}: {reason}", yellow=True)
    if reasons and NOTHING_LEFT_OUT:
        terminalreporter.write_line("FAILED: CLIENTROUTE_REQUIRE_SERVICES=1 lets nothing be left out", red=True)
