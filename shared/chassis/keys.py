"""The keys of one service as data: which there are, from when each is used, and their file.

Three rings. `seal` opens and seals what this service keeps. `hash` recognises content again. `bsn` matches BSNs, and is
the same for the services that match them; who does not has none (0802).
"""

import base64
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from functools import cached_property

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH = 32
START = datetime(1970, 1, 1, tzinfo=UTC)
"""From when on a first key is used: always, in every service that shares it."""
OLD = "oud"
"""How the one key of before 0802 is called: what it made names no key."""


class KeysError(Exception):
    """The keys cannot be used; the text says what to do, and nothing of a key."""


@dataclass(frozen=True)
class Key:
    """One secret, and from when on it is the one to use."""

    secret: bytes = field(repr=False)
    since: datetime
    old: bool = False
    """The one key of before 0802, for everything and of every service."""

    @cached_property
    def id(self) -> str:
        """Twelve hex digits that follow from the secret and tell nothing of it."""
        return OLD if self.old else derive(self.secret, "clientroute key id", 6).hex()


@dataclass(frozen=True)
class Keys:
    """The rings of a service, in each the oldest key first."""

    seal: tuple[Key, ...]
    hash: tuple[Key, ...]
    bsn: tuple[Key, ...]

    def rings(self) -> Mapping[str, tuple[Key, ...]]:
        """Each ring by its name in the file."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@dataclass(frozen=True)
class Beginning:
    """What the first keys of services begin with: the key by which they all match BSNs."""

    secret: bytes = field(repr=False)
    old: bool = False
    """Whether it is the one key of before: then it also opens what that key sealed."""


def derive(secret: bytes, purpose: str, length: int = LENGTH) -> bytes:
    """A key for one purpose (HKDF-SHA256): who knows it knows no other, nor the secret."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=purpose.encode()).derive(secret)


def new_secret() -> bytes:
    """A secret that nobody had before."""
    return secrets.token_bytes(LENGTH)


def current(ring: Sequence[Key], now: datetime) -> int:
    """The place of the key to use at a moment: the last that has begun, or the first."""
    return max((place for place, key in enumerate(ring) if key.since <= now), default=0)


def first_keys(beginning: Beginning, *, bsn: bool) -> Keys:
    """The first keys of a service; `bsn` when it matches BSNs."""
    shared = Key(beginning.secret, START, beginning.old)
    # Who matches no BSNs does not get the old key either: it made the hashes of BSNs.
    before = (shared,) if bsn and beginning.old else ()
    return Keys(
        seal=(*before, Key(new_secret(), START)),
        hash=(*before, Key(new_secret(), START)),
        bsn=(shared,) if bsn else (),
    )


def with_next(keys: Keys, bsn: tuple[Key, ...], since: datetime) -> Keys:
    """The same with a new key to seal and one to hash, used from `since`; `bsn` is the ring that services share."""
    return Keys(
        seal=(*keys.seal, Key(new_secret(), since)),
        hash=(*keys.hash, Key(new_secret(), since)),
        bsn=bsn if keys.bsn else (),
    )


def write_keys(keys: Keys) -> str:
    """The file of a service, as JSON."""
    return json.dumps({name: [_entry(key) for key in ring] for name, ring in keys.rings().items()}, indent=1) + "\n"


def _entry(key: Key) -> dict[str, object]:
    entry: dict[str, object] = {"key": base64.b64encode(key.secret).decode(), "from": key.since.isoformat()}
    return entry | ({"old": True} if key.old else {})


def read_keys(text: str) -> Keys:
    """What stands in a file. Raises KeysError when it cannot be used."""
    try:
        read = json.loads(text)
        keys = Keys(**{each.name: tuple(_key(entry) for entry in read[each.name]) for each in fields(Keys)})
    except (ValueError, TypeError, KeyError, AttributeError):
        raise KeysError("het sleutelbestand is niet te lezen. Zet een goede versie terug") from None
    for name, ring in keys.rings().items():
        if len({key.id for key in ring}) < len(ring) or [key.since for key in ring] != sorted(k.since for k in ring):
            raise KeysError(f"in het sleutelbestand staat onder {name} een sleutel dubbel of op de verkeerde plaats")
    if all(key.old for key in keys.seal) or not keys.hash:
        raise KeysError("in het sleutelbestand ontbreekt een sleutel onder seal of hash: clientroute sleutels nieuw")
    return keys


def _key(entry: Mapping[str, object]) -> Key:
    secret = base64.b64decode(str(entry["key"]), validate=True)
    since = datetime.fromisoformat(str(entry["from"]))
    if len(secret) != LENGTH or since.tzinfo is None:
        raise ValueError
    return Key(secret, since, bool(entry.get("old", False)))
