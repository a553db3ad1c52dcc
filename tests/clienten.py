"""Clients made from the contracts by the tools that integrators use."""

import subprocess
import sys
from pathlib import Path

CONTRACTEN = Path("tests/contracten")
BIN = Path(sys.executable).parent
NODE_BIN = CONTRACTEN / "node_modules" / ".bin"


def run(*command: str | Path) -> str:
    """What a command prints. Raises CalledProcessError when it fails."""
    done = subprocess.run([str(each) for each in command], check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def in_python(service: str, folder: Path) -> tuple[Path, str]:
    """A package with the client of a service, in `folder`, and what was said while it was made."""
    package = folder / f"{service}_client"
    said = run(
        BIN / "openapi-python-client",
        *("generate", "--path", Path("services") / service / "openapi.json", "--output-path", package),
        *("--meta", "none", "--config", CONTRACTEN / "openapi-python-client.yaml"),
    )
    return package, said


def in_typescript(service: str, folder: Path) -> Path:
    """The types of a service, in `folder`."""
    types = folder / f"{service}.ts"
    run(NODE_BIN / "openapi-typescript", Path("services") / service / "openapi.json", "--output", types)
    return types
