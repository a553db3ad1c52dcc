"""`clientroute sleutels hersluit`, beside services that are up."""

import asyncio
import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta

from chassis.clock import system_clock
from chassis.parts import wait_for_any

DAARNA, EVEN = "doe dit daarna", timedelta(seconds=1)


async def hersluit(settings: Mapping[str, str], *diensten: str, vanaf: datetime | None = None) -> str:
    """What somebody types once the new keys are used, in a process of its own; its answer."""
    if vanaf is not None:
        await wait_for_any((vanaf - system_clock()).total_seconds() + 0.1, asyncio.Event())
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLIENTROUTE_")}
    command = (sys.executable, "-m", "clientroute", "sleutels", "hersluit", *diensten)
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, env={**environment, **settings}, stdout=pipe, stderr=pipe)
    uit, fout = await process.communicate()
    if DAARNA in fout.decode():
        # Keys were changed once more meanwhile: one does as the message says.
        return await hersluit(settings, *diensten, vanaf=system_clock() + EVEN)
    assert process.returncode == 0, fout.decode()
    return uit.decode()
