"""How long the other side of a coupling asks us to wait."""

LANGST = 3600.0
"""Seconds: nobody can make us wait for longer than a failing question waits anyway."""


def gevraagde_wacht(kop: str) -> float | None:
    """The seconds in a Retry-After (RFC 9110, 10.2.3), no more than LANGST; None for what is not in seconds."""
    return min(float(kop), LANGST) if kop.isascii() and kop.isdecimal() and len(kop) < 7 else None
