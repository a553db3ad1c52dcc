"""The pins of lock files against known weaknesses, from a file: no network is needed.

The file is what OSV gives for PyPI: a zip with one JSON document per advisory. `make advies ADVIES=all.zip`.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version
from pydantic import BaseModel, ConfigDict

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


class _Osv(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Event(_Osv):
    """A version from which a weakness is there, or no more."""

    introduced: str | None = None
    fixed: str | None = None
    last_affected: str | None = None


class Range(_Osv):
    """Versions in order of events; only those of a package index have the versions of a pin."""

    type: str
    events: tuple[Event, ...] = ()


class Package(_Osv):
    """What an advisory is about."""

    ecosystem: str = ""
    name: str = ""


class Affected(_Osv):
    """Which versions of a package have the weakness."""

    package: Package = Package()
    ranges: tuple[Range, ...] = ()
    versions: tuple[str, ...] = ()


class Advisory(_Osv):
    """A known weakness (OSV schema)."""

    id: str
    summary: str = ""
    withdrawn: str | None = None
    affected: tuple[Affected, ...] = ()


@dataclass(frozen=True)
class Weakness:
    """A pin of ours that an advisory is about."""

    package: str
    version: str
    advisory: str
    summary: str


def pins(lock: str) -> dict[str, str]:
    """The version of each package that a lock file pins, by its canonical name."""
    return {canonicalize_name(name): version for name, version in PIN.findall(lock)}


def weaknesses(pinned: Mapping[str, str], advisories: Iterable[Advisory]) -> list[Weakness]:
    """What is known of these pins, by package."""
    found = {
        Weakness(name, pinned[name], each.id, each.summary)
        for each in advisories
        if each.withdrawn is None
        for affected in each.affected
        if affected.package.ecosystem == "PyPI"
        if (name := canonicalize_name(affected.package.name)) in pinned
        if _has(affected, pinned[name])
    }
    return sorted(found, key=lambda each: (each.package, each.advisory))


def _has(affected: Affected, version: str) -> bool:
    in_range = any(each.type == "ECOSYSTEM" and _within(each.events, Version(version)) for each in affected.ranges)
    return in_range or version in affected.versions


def _within(events: Iterable[Event], version: Version) -> bool:
    """Whether the last event up to this version leaves it weak."""
    weak = False
    for each in events:
        if each.introduced is not None and (each.introduced == "0" or version >= _version(each.introduced)):
            weak = True
        if each.fixed is not None and version >= _version(each.fixed):
            weak = False
        if each.last_affected is not None and version > _version(each.last_affected):
            weak = False
    return weak


def _version(text: str) -> Version:
    try:
        return Version(text)
    except InvalidVersion:
        # A version that no package index takes is no pin of ours: nothing is older.
        return Version("0")


def read(file: Path) -> Iterator[Advisory]:
    """The advisories in a zip. Raises zipfile.BadZipFile, pydantic.ValidationError for what is none."""
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            if name.endswith(".json"):
                yield Advisory.model_validate(json.loads(archive.read(name)))


def main(arguments: list[str]) -> int:
    """Print what is known of the pins; 1 when there is something, 2 when the file cannot be read."""
    advisories, *locks = map(Path, arguments)
    pinned: dict[str, str] = {}
    for lock in locks:
        pinned |= pins(lock.read_text(encoding="utf-8"))
    try:
        found = weaknesses(pinned, read(advisories))
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        sys.stderr.write(
            f"{advisories}: {type(error).__name__}; give the zip of OSV for PyPI: make advies ADVIES=...\n"
        )
        return 2
    for each in found:
        sys.stdout.write(f"{each.package} {each.version}: {each.advisory} {each.summary}\n")
    sys.stdout.write(f"{len(pinned)} pins, {len(found)} known weaknesses\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
