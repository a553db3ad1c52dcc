"""The standards that the command line knows, by name and by the kinds of message that they have."""

from __future__ import annotations

from ijw import IJW
from iwmo import IWMO

STANDAARDEN = {standaard.naam: standaard for standaard in (IWMO, IJW)}
VAN_SOORT = {soort: standaard for standaard in STANDAARDEN.values() for soort in standaard.berichten}
"""The standard of a kind of message ("JW323")."""
