"""Clients generate from the contracts, in Python and in TypeScript: every operation, and nothing left out."""

from pathlib import Path

import pytest
from tests.clienten import NODE_BIN, in_python, in_typescript, run
from tests.contract import operaties

from clientroute.services import SERVICES


def operations(service: str) -> set[str]:
    """Their names."""
    return {str(each["operationId"]) for _, _, each in operaties(service)}


@pytest.mark.lang
@pytest.mark.parametrize("service", list(SERVICES))
def test_a_python_client_has_every_operation_and_no_warning(service: str, tmp_path: Path) -> None:
    package, said = in_python(service, tmp_path)
    made = {each.stem for each in (package / "api").glob("*/*.py")} - {"__init__"}
    assert made == operations(service)
    assert said.splitlines() == [f"Generating {package}"]
    assert all(each.isascii() for each in map(str, package.rglob("*.py")))


@pytest.mark.lang
def test_types_of_all_contracts_hold_in_typescript(tmp_path: Path) -> None:
    if not NODE_BIN.exists():
        pytest.skip("no node_modules in tests/contracten: `make check` puts them there")
    types = [in_typescript(service, tmp_path) for service in SERVICES]
    run(NODE_BIN / "tsc", "--noEmit", "--strict", *types)
    for service, made in zip(SERVICES, types, strict=True):
        text = made.read_text()
        assert [each for each in operations(service) if f"    {each}: {{" not in text] == []
