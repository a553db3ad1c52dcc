"""Which columns hold what only a key opens or makes: said once, used by who seals and by who changes keys (reseal)."""

from dataclasses import dataclass

BSN = "bsn"
"""What a hash is of: a BSN, under the key that services share."""


@dataclass(frozen=True)
class Sealed:
    """A column that is encrypted and bound to its place: in another row or column it does not open."""

    table: str
    column: str


@dataclass(frozen=True)
class Hashed:
    """A column with a keyed hash, of what `purpose` says."""

    table: str
    column: str
    purpose: str


@dataclass(frozen=True)
class Fixed:
    """A column that is encrypted so that the same text looks the same: it can be opened and looked for."""

    table: str
    column: str
    purpose: str


@dataclass(frozen=True)
class Told:
    """A column with the JSON of events, in which hashes of BSNs may stand."""

    table: str
    column: str


Protected = Sealed | Hashed | Fixed | Told
