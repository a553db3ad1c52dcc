"""The random plays: short and always the same in `make test`, twenty times as long and new in `make toeval`."""

import os

MAAL = int(os.environ.get("CLIENTROUTE_TOEVAL", "1"))


def zo_vaak(keer: int) -> int:
    """How many examples a random play draws, when `make test` draws so many."""
    return keer * MAAL
