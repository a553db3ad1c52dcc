"""How long the random plays last: short in `make test`, twenty times as long in `make toeval`."""

import os

MAAL = int(os.environ.get("CLIENTROUTE_TOEVAL", "1"))


def zo_vaak(keer: int) -> int:
    """How many examples a random play draws, when `make test` draws so many."""
    return keer * MAAL
