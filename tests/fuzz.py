"""Schemathesis over the four contracts, beside a suite with a played region: `make fuzz`.

Every operation is asked with what its contract allows and with what it forbids; every answer is held against the
contract. What it would call a failure and is none stands in contracten/schemathesis.toml, with its reason.
"""

import asyncio
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.keten.gespeeld import gespeelde_suite

from chassis.log import configure_logging
from chassis.service import Secrets
from chassis.settings import Settings
from chassis.tokens import EVERYWHERE, Caller
from clientroute.serve import bind, serving
from clientroute.services import SERVICES
from clientroute.tokens import ROLLEN

SECONDEN = 60
"""How long each contract is tried; all operations are tried at least once in that time."""
VASTE_KEUZE = "20261126"
"""Seed: a run can be made again."""


async def main() -> int:
    """Gives the number of contracts in which something was found."""
    configure_logging(level="ERROR")
    listening = bind("127.0.0.1", 0)
    adres = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with TemporaryDirectory() as folder:
        spel = gespeelde_suite(Settings(data_dir=Path(folder)), date(2026, 11, 25), burgers=5)
        async with spel as (suite, _), serving(suite.app, listening):
            uitkomsten = [await probeer(f"{adres}/{service}/v1", _token(suite.secrets)) for service in SERVICES]
    return sum(1 for each in uitkomsten if each)


def _token(secrets: Secrets) -> str:
    """Of somebody with every scope: what is found then is never for want of a right."""
    assert secrets.issuer is not None
    everything = frozenset[str]().union(*ROLLEN.values())
    return secrets.issuer.issue(Caller("schemathesis", everything, gemeenten=frozenset({EVERYWHERE})))


async def probeer(adres: str, token: str) -> int:
    """Try the contract at this address; 0 when nothing was found."""
    # The tool prints what it does and finds; in a process of its own, while this one answers.
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).parent / "schemathesis"),
        *("--config-file", "tests/contracten/schemathesis.toml", "run", f"{adres}/openapi.json", "--url", adres),
        *("--header", f"Authorization: Bearer {token}", "--checks", "all", "--phases", "examples,coverage,fuzzing"),
        *("--max-examples", "20", "--max-time", str(SECONDEN), "--seed", VASTE_KEUZE, "--continue-on-failure"),
        *("--warnings", "off", "--generation-database", "none", "--no-color"),
    )
    return await process.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
