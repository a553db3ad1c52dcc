"""`clientroute sleutels hersluit`, beside services that are up."""

import asyncio
import os
import sys
from collections.abc import Mapping


async def hersluit(settings: Mapping[str, str], *diensten: str) -> str:
    """What somebody types, in a process of its own, as often as it says that it is too early; its last answer."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLIENTROUTE_")}
    command = (sys.executable, "-m", "clientroute", "sleutels", "hersluit", *diensten)
    pipe = asyncio.subprocess.PIPE
    async with asyncio.timeout(240):
        while True:
            process = await asyncio.create_subprocess_exec(
                *command, env={**environment, **settings}, stdout=pipe, stderr=pipe
            )
            uit, fout = await process.communicate()
            if process.returncode == 0:
                return uit.decode()
            assert b"doe dit daarna" in fout, fout.decode()
