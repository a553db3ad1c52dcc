"""The standards that the command line knows, by name."""

from __future__ import annotations

from ijw import IJW
from istandaard import Standaard
from iwmo import IWMO

STANDAARDEN = {standaard.naam: standaard for standaard in (IWMO, IJW)}


def van(soort: str) -> Standaard:
    """The standard of a kind of message ("JW323"). Raises StopIteration for a kind that none has."""
    return next(standaard for standaard in STANDAARDEN.values() if soort in standaard.berichten)
