"""Runs tests of a copy of the repository in a process of their own, and knows which lines each of them reaches."""

import hashlib
import importlib
import json
import multiprocessing
import os
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import coverage
import pytest

HERE = Path(__file__).parents[1]
KEPT = HERE / "var" / "mutatie"
"""What earlier runs found: a file of tests is measured again when it, or code it can use, has changed."""
HEAVY = "aio_pika alembic.command fastapi hypothesis.strategies holidays httpx joserfc.jwt lxml.etree openpyxl"
HEAVY += " psycopg pydantic_settings sqlalchemy.ext.asyncio stdnum structlog tenacity uvicorn xlsxwriter yaml"
"""What nearly every test imports: imported once, before the processes of the tests split off."""
LOG = "tests.log"
OPTIONS = ["-q", "-n", "0", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
OPTIONS += ["-m", "not lang", "-k", "not postgresql and not rabbit and not browser"]
ELSEWHERE = ("postgres", "rabbit", "browser", "page")
"""Stands in the name of a fixture that needs more than this process: a test that asks for one is left out."""
SECONDS_FOR_ALL, SECONDS_FOR_ONE = 1800, 30
NO_TIME = 0.1
"""Seconds: a test of plain functions, and no database."""

Lines = dict[str, dict[int, list[str]]]
"""By file and line number the tests that reach it."""

Record = tuple[Sequence[Path], Path]
"""Of which modules to keep what tests reach, and in which file."""


class Measured(TypedDict):
    """As it is kept: the seconds of each test, and by file and line number the tests that reach it."""

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]


class NotGreen(Exception):
    """Tests fail without a mistake, so that they can notice none; the text says which."""


def warm(root: Path, files: Iterable[Path]) -> None:
    """Import what every process of tests needs, once: libraries and, when only services change, what they share."""
    for name in HEAVY.split():
        importlib.import_module(name)
    sys.path = _places(root) + [each for each in sys.path if each not in _places(HERE)]
    shared = root / "shared"
    if not any(file.is_relative_to(shared) for file in files):
        for file in sorted(shared.rglob("*.py")):
            importlib.import_module(".".join(file.relative_to(shared).with_suffix("").parts).removesuffix(".__init__"))
        inkoop = importlib.import_module("inkoop")
        for name in inkoop.namen():
            inkoop.laad(name)  # a second, and kept


def _places(root: Path) -> list[str]:
    return [str(root / each) for each in ("services", "shared", ".")]


class HereOnly:
    """A plugin that leaves out tests that ask, themselves or by another fixture, for a server or a browser."""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [each for each in items if not self._needs_more(each)]

    def _needs_more(self, item: pytest.Item) -> bool:
        return any(word in name for name in getattr(item, "fixturenames", ()) for word in ELSEWHERE)


class _Recorder:
    """A plugin that tells coverage which test runs, and keeps how long each took."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self._coverage = measured
        self.seconds: dict[str, float] = defaultdict(float)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration


@dataclass(frozen=True)
class Reach:
    """Which tests reach which lines, and how long each takes."""

    seconds: dict[str, float]
    lines: Lines

    @classmethod
    def measure(cls, root: Path, files: Sequence[Path], tests: Sequence[str]) -> "Reach":
        """Run the tests once without a mistake; raises NotGreen when one of them fails."""
        names = (str(file.relative_to(root)) for file in files)
        common = _digest(*names, *_texts(root, "services", "shared", "tests/[cs]*.py", *tests, but="test_*.py"))
        kept = {file: KEPT / f"{_digest(common, file.read_text())}.json" for file in _test_files(root, tests)}
        new = [str(file.relative_to(root)) for file, place in kept.items() if not place.exists()]
        found = root / "reach.json"
        if new and not run(root, new, (files, found), SECONDS_FOR_ALL):
            log = (root / LOG).read_text(encoding="utf-8", errors="replace")
            raise NotGreen(f"{' '.join(tests)}: not green without a mistake either\n{log[-3000:]}")
        if new:
            KEPT.mkdir(parents=True, exist_ok=True)
            everything = json.loads(found.read_text(encoding="utf-8"))
            for file, place in kept.items():
                if (name := str(file.relative_to(root))) in new:
                    place.write_text(json.dumps(_of_file(everything, f"{name}::")), encoding="utf-8")
        reach = cls._together(json.loads(place.read_text(encoding="utf-8")) for place in kept.values())
        reach.check(root)
        return reach

    @classmethod
    def _together(cls, parts: Iterable[Measured]) -> "Reach":
        whole = cls({}, defaultdict(lambda: defaultdict(list)))
        for part in parts:
            whole.seconds.update(part["seconds"])
            for file, lines in part["lines"].items():
                for line, names in lines.items():
                    whole.lines[file][int(line)] += names
        return whole

    def check(self, root: Path) -> None:
        """Run the quickest test of each file by its name; compiled modules stay for the runs that follow."""
        quickest: dict[str, str] = {}
        for name in sorted(self.seconds, key=lambda name: (self.seconds[name], name)):
            quickest.setdefault(name.split("::")[0], name)
        sys.dont_write_bytecode = False
        if not run(root, list(quickest.values())):
            raise NotGreen("a test that was green is red by itself")
        sys.dont_write_bytecode = True

    def tests(self, file: str, statement: range, seconds: float) -> Iterator[str]:
        """The tests that reach a statement, as many as fit in `seconds`; then others of the file.

        What is made once, at import or in a cache, is used by tests that never reach it: for those there is half as
        much time.
        """
        reached = {name for line in statement for name in self.lines[file].get(line, ())}
        nearby = {name for names in self.lines[file].values() for name in names} - reached
        yield from self._quickest(reached, seconds)
        yield from self._quickest(nearby or self.seconds.keys() - reached, seconds / 2)

    def _quickest(self, names: Iterable[str], seconds: float) -> Iterator[str]:
        """Those that take no time; then the quickest of each file, the next of each, and so on."""
        in_file: Counter[str] = Counter()
        by_turn: list[tuple[int, float, str]] = []
        for name in sorted(names, key=lambda name: (self.seconds[name], name)):
            in_file[file := name.split("::")[0]] += self.seconds[name] > NO_TIME
            by_turn.append((in_file[file], self.seconds[name], name))
        for _, needed, name in sorted(by_turn):
            seconds -= needed
            if seconds > 0:
                yield name


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def _texts(root: Path, *places: str, but: str) -> list[str]:
    """What stands in files that a test can use, in a fixed order."""
    found = {file for place in places for each in root.glob(place) for file in (each, *each.rglob("*.py"))}
    return [file.read_text(encoding="utf-8") for file in sorted(found) if file.is_file() and not file.match(but)]


def _test_files(root: Path, tests: Sequence[str]) -> list[Path]:
    return [file for each in tests for file in (sorted((root / each).rglob("test_*.py")) or [root / each])]


def _of_file(found: Measured, prefix: str) -> Measured:
    """The part of what was measured that is about the tests of one file."""
    lines = {
        file: {line: mine for line, names in lines.items() if (mine := [n for n in names if n.startswith(prefix)])}
        for file, lines in found["lines"].items()
    }
    return {"seconds": {k: v for k, v in found["seconds"].items() if k.startswith(prefix)}, "lines": lines}


def run(root: Path, tests: Sequence[str], record: Record | None = None, seconds: int = 400) -> bool:
    """Whether the tests succeed, in a process of their own; one that hangs does not."""
    process = multiprocessing.get_context("fork").Process(target=_child, args=(root, tests, record))
    process.start()
    try:
        process.join(seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid or 0, signal.SIGKILL)
        process.join()
    return process.exitcode == 0


def _child(root: Path, tests: Sequence[str], record: Record | None) -> None:
    os.setsid()
    os.environ["PYTHONPATH"] = os.pathsep.join(_places(root))
    os.chdir(root)
    for name in [name for name in sys.modules if name.split(".")[0] == "tests"]:
        del sys.modules[name]
    silence = os.open(root / LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    options = [*OPTIONS, f"--basetemp={root / 'tmp'}", *tests]
    if record:
        os._exit(_record(options, *record))
    os._exit(pytest.main(["-x", f"--timeout={SECONDS_FOR_ONE}", *options], plugins=[HereOnly()]))


def _record(options: list[str], files: Sequence[Path], found: Path) -> int:
    modules = [str(each) for each in files]
    measured = coverage.Coverage(data_file=None, include=modules, concurrency=["greenlet", "thread"])
    recorder = _Recorder(measured)
    measured.start()
    code = int(pytest.main(options, plugins=[HereOnly(), recorder]))
    measured.stop()
    data, root = measured.get_data(), found.parent
    lines = {str(each.relative_to(root)): data.contexts_by_lineno(str(each)) for each in files}
    found.write_text(json.dumps({"seconds": recorder.seconds, "lines": lines}), encoding="utf-8")
    return code
