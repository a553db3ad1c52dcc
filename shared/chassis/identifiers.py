"""Ids that sort by time and give nothing away."""

from hashlib import sha256
from uuid import UUID

import uuid_utils

_MOMENT = 0xFFFF_FFFF_FFFF << 80
_FORM = 0x7 << 76 | 0x2 << 62
_REST = 0xFFF << 64 | (1 << 62) - 1


def new_id() -> str:
    """A fresh UUIDv7 as text."""
    return str(uuid_utils.uuid7())


def id_within(whole: str, part: str) -> str:
    """The UUIDv7 of a part of what has one itself: of the same moment, and the same each time it is asked."""
    rest = int.from_bytes(sha256(f"{whole}/{part}".encode()).digest()[:16])
    return str(UUID(int=UUID(whole).int & _MOMENT | _FORM | rest & _REST))
