"""`make mutatie`: small mistakes in copies of the code, and whether the tests of that place notice them.

mutmut makes the mistakes (flipped comparisons, numbers one higher, `and` for `or`); those it lacks are made here (a
statement or a condition left out). Per package of `tests/mutatie.toml` a seeded sample is tried, one at a time, in a
copy of the repository: the working tree is never touched, and stopping half-way leaves nothing behind. First every
test runs once, to see which lines it reaches; a mistake then meets only tests that reach it, the quickest first. A test
that fails or hangs has noticed it. PostgreSQL, RabbitMQ and browsers are left out: a decision is the same on SQLite.

The runner of mutmut itself tries all it makes, wants its copy in the tree, and leaves out constants and functions with
a decorator.
"""

import argparse
import difflib
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import cache_from_source
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation import mutators
from rich.console import Console
from tests.mutatie_loop import NO_TIME, NotGreen, Reach, run, warm

from clientroute.bench.standaard import MAPPEN

ROOT = Path(__file__).parents[1]
TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NOT_COPIED = shutil.ignore_patterns(".git", "node_modules", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis")
SECONDS = 20.0
"""How long the tests of one mistake take together, by their time without it: the slowest are left out."""

# What a text says is for its reader, and a missing argument or value is noticed by mypy.
NO_MISTAKE = {"operator_string", "operator_arg_removal", "operator_dict_arguments", "operator_assignment"}
NO_CODE = m.Arg(keyword=m.Name("strict")) | m.BinaryOperation(operator=m.BitOr(), right=m.Name("None"))
"""A check that only a mistake of ours could break, and the name of a type that may be absent."""
Mutator = Callable[[cst.CSTNode], Iterable[cst.CSTNode]]
console = Console(highlight=False, soft_wrap=True)


def leave_out_statement(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """`pass` where something was done or refused; a docstring does nothing."""
    match node:
        case cst.SimpleStatementLine(body=[cst.Raise() | cst.Expr(value=cst.Call() | cst.Await() | cst.Yield())]):
            yield node.with_changes(body=[cst.Pass()])


def leave_out_condition(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Everything, where a comprehension chose."""
    if isinstance(node, cst.CompFor) and node.ifs:
        yield node.with_changes(ifs=node.ifs[1:])


MUTATORS: list[tuple[type, Mutator]] = [
    *(each for each in mutators.mutation_operators if each[1].__name__ not in NO_MISTAKE),
    (cst.SimpleStatementLine, leave_out_statement),
    (cst.CompFor, leave_out_condition),
]


@dataclass(frozen=True)
class Mistake:
    """One change in one file: the lines as they were and as they became, and the lines of the statement it is in."""

    file: str
    line: int
    statement: range
    was: str
    now: str
    code: str


class _Collector(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, ParentNodeProvider)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[cst.CSTNode, cst.CSTNode, range]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.Annotation | cst.Decorator | cst.Import | cst.ImportFrom):
            return False
        if m.matches(node, NO_CODE):
            return False
        for kind, mutator in MUTATORS:
            if isinstance(node, kind):
                self.found += [(node, new, self._statement(node)) for new in mutator(node)]
        return True

    def _statement(self, node: cst.CSTNode) -> range:
        """The lines of the statement, or of the head of it when it has a body."""
        while not isinstance(node, cst.BaseStatement):
            node = self.get_metadata(ParentNodeProvider, node)
        span = self.get_metadata(PositionProvider, node)
        body = getattr(node, "body", None)
        last = self.get_metadata(PositionProvider, body).start.line if isinstance(body, cst.BaseSuite) else None
        return range(span.start.line, max(span.start.line, last - 1 if last else span.end.line) + 1)


def mistakes(root: Path, file: Path) -> Iterator[Mistake]:
    """All mistakes that can be made in a file and still parse."""
    source = file.read_text(encoding="utf-8")
    wrapper, collector = MetadataWrapper(cst.parse_module(source)), _Collector()
    wrapper.visit(collector)
    for old, new, statement in collector.found:
        changed = wrapper.module.deep_replace(old, new)
        code = changed.code if isinstance(changed, cst.Module) else source
        before, after = source.splitlines(), code.splitlines()
        for tag, start, end, start_now, end_now in difflib.SequenceMatcher(None, before, after, False).get_opcodes():
            if tag != "equal":
                was, now = (" ".join(" ".join(part).split()) for part in (before[start:end], after[start_now:end_now]))
                yield Mistake(str(file.relative_to(root)), start + 1, statement, was, now, code)
                break


def sources(root: Path, patterns: Iterable[str]) -> list[Path]:
    """The modules of a package, in a fixed order."""
    return sorted(file for pattern in patterns for file in root.glob(pattern))


def judge(root: Path, mistake: Mistake, reach: Reach) -> bool:
    """Whether a test notices the mistake; the copy is whole again afterwards."""
    file = root / mistake.file
    whole = file.read_text(encoding="utf-8")
    Path(cache_from_source(str(file))).unlink(missing_ok=True)
    file.write_text(mistake.code, encoding="utf-8")
    try:
        tests = list(reach.tests(mistake.file, mistake.statement, SECONDS))
        quick = [name for name in tests if reach.seconds[name] <= NO_TIME]
        rest = [name for name in tests if reach.seconds[name] > NO_TIME]
        return any(part and not run(root, part) for part in (quick, rest))
    finally:
        file.write_text(whole, encoding="utf-8")


def judged_equal() -> dict[tuple[str, str, str], str]:
    """Mistakes that change nothing that can be seen, each with why."""
    return {(each["bestand"], each["was"], each["wordt"]): each["reden"] for each in TABLE.get("gelijk", [])}


def try_package(seed: int, number: int, name: str) -> bool:
    """Try a sample of the mistakes in one package and print what nobody notices; whether it reached its target."""
    package, judged = TABLE["pakket"][name], judged_equal()
    with tempfile.TemporaryDirectory(prefix="clientroute-mutatie-") as temporary:
        root = Path(temporary).resolve() / "clientroute"
        shutil.copytree(ROOT, root, ignore=NOT_COPIED)
        for naam, folder in MAPPEN.items():
            os.environ[f"CLIENTROUTE_{naam.upper()}"] = str(folder)
        files = sources(root, package["bronnen"])
        warm(root, files)
        reach = Reach.measure(root, files, package["tests"])
        possible = [each for file in files for each in mistakes(root, file)]
        counted = [each for each in possible if (each.file, each.was, each.now) not in judged]
        sample = random.Random(f"{seed} {name}").sample(counted, min(number, len(counted)))
        noticed = sum(tell(each, judge(root, each, reach)) for each in sample)
    percent, target, equal = 100 * noticed / len(sample), float(package["doel"]), len(possible) - len(counted)
    console.print(f"{name}: {percent:.1f} % of {len(sample)} noticed, at least {target:g} %")
    console.print(f"  {len(possible)} can be made, of which {equal} are judged to change nothing")
    return percent >= target


def try_or_tell(seed: int, number: int, name: str) -> bool:
    """As `try_package`; where tests fail without a mistake the other packages go on."""
    try:
        return try_package(seed, number, name)
    except NotGreen as red:
        console.print(f"{name}: {red}", markup=False)
        return False


def tell(mistake: Mistake, noticed: bool) -> bool:
    """Print a mistake that nobody noticed."""
    if not noticed:
        console.print(f"{mistake.file}:{mistake.line}\n  - {mistake.was}\n  + {mistake.now}", markup=False)
    return noticed


def main() -> int:
    """Try all packages, or those that are named; 1 when one of them is under its target."""
    parser = argparse.ArgumentParser()
    parser.add_argument("packages", nargs="*", choices=[*TABLE["pakket"], []])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=40, help="mistakes per package")
    parser.add_argument("--workers", type=int, default=2, help="packages at a time")
    given = parser.parse_args()
    with ProcessPoolExecutor(given.workers, multiprocessing.get_context("spawn"), max_tasks_per_child=1) as pool:
        reached = pool.map(partial(try_or_tell, given.seed, given.number), given.packages or TABLE["pakket"])
        return 0 if all(list(reached)) else 1


if __name__ == "__main__":
    sys.exit(main())
