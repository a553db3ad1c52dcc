"""The pins against a file of advisories, and the bill of materials of what ships."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from deploy.advies import Advisory, main, pins, weaknesses

LOCK = "requests==2.31.0 \\\n    --hash=sha256:00\n# a==1\nZope.Interface==5.0 ; python_version > '3'\n"


def advisory(name: str = "requests", **affected: object) -> dict[str, object]:
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": "TEST-1", "summary": "It leaks.", "affected": [{"package": package, **affected}]}


def vanaf(*events: dict[str, str], soort: str = "ECOSYSTEM") -> dict[str, object]:
    return advisory(ranges=[{"type": soort, "events": list(events)}])


def test_pins_are_read_by_their_canonical_name() -> None:
    assert pins(LOCK) == {"requests": "2.31.0", "zope-interface": "5.0"}


@pytest.mark.parametrize(
    ("document", "gevonden"),
    [
        (vanaf({"introduced": "0"}), True),
        (vanaf({"introduced": "0"}, {"fixed": "2.31.0"}), False),
        (vanaf({"introduced": "0"}, {"fixed": "2.31.1"}), True),
        (vanaf({"introduced": "2.31.0"}, {"fixed": "2.32.0"}), True),
        (vanaf({"introduced": "2.31.1"}), False),
        (vanaf({"introduced": "0"}, {"last_affected": "2.31.0"}), True),
        (vanaf({"introduced": "0"}, {"last_affected": "2.30.9"}), False),
        (vanaf({"introduced": "1"}, {"fixed": "2"}, {"introduced": "2.31"}), True),
        (vanaf({"introduced": "0"}, {"fixed": "2.4.0"}), False),  # 2.31 is later than 2.4
        (vanaf({"introduced": "0"}, soort="GIT"), False),
        (advisory(versions=["2.31.0"]), True),
        (advisory(versions=["2.31"]), False),
        (advisory("Zope_Interface", versions=["5.0"]), True),
        (advisory("urllib3", versions=["2.31.0"]), False),
        (advisory(versions=["2.31.0"]) | {"withdrawn": "2026-01-01T00:00:00Z"}, False),
    ],
)
def test_what_is_known_of_a_pin(document: dict[str, object], gevonden: bool) -> None:
    found = weaknesses(pins(LOCK), [Advisory.model_validate(document)])
    assert bool(found) is gevonden
    assert {each.advisory for each in found} <= {"TEST-1"}


def test_the_command_names_the_weak_pin_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock, advisories = tmp_path / "lock", tmp_path / "all.zip"
    lock.write_text(LOCK)
    with zipfile.ZipFile(advisories, "w") as archive:
        archive.writestr("TEST-1.json", json.dumps(advisory(versions=["2.31.0"])))
    assert main([str(advisories), str(lock)]) == 1
    assert capsys.readouterr().out == "requests 2.31.0: TEST-1 It leaks.\n2 pins, 1 known weaknesses\n"
    lock.write_text("requests==2.32.0\n")
    assert main([str(advisories), str(lock)]) == 0
    lock.write_text(LOCK)
    advisories.write_text("no zip")
    assert main([str(advisories), str(lock)]) == 2


def test_what_ships_is_a_part_of_what_is_tested() -> None:
    ships, tested = (pins(Path(name).read_text()) for name in ("requirements.lock", "requirements-dev.lock"))
    assert ships.items() < tested.items()
    assert not ships.keys() & {"pytest", "mypy", "playwright", "schemathesis"}


def test_the_bill_of_materials_names_every_pin_that_ships(tmp_path: Path) -> None:
    made = tmp_path / "sbom.json"
    tool = Path(sys.executable).parent / "cyclonedx-py"
    command = ("requirements", "requirements.lock", "--pyproject", "pyproject.toml", "--output-reproducible")
    subprocess.run([tool, *command, "-o", made], check=True, capture_output=True)
    document = json.loads(made.read_text())
    assert document["bomFormat"] == "CycloneDX"
    assert {each["name"].lower(): each["version"] for each in document["components"]} == pins(
        Path("requirements.lock").read_text()
    )
    assert document["metadata"]["component"]["name"] == "clientroute"
