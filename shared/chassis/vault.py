"""Where what is personal is made unreadable: encrypted for storage, hashed under a key for look-up.

What comes out names the key that made it, so that keys can be changed while the service is up (0802).
"""

import base64
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from chassis.keys import Key, Keys, current, derive
from chassis.sealed import BSN, Sealed

VERSION = b"\x02"
NONCE = 12
ID = 6
"""Bytes of a key id in a sealed value."""
MARK = len(VERSION) + ID
"""A sealed value begins with its version and the id of its key."""


class UnknownKey(Exception):
    """Made under a key that this process does not have, or not yet: its file brings it, and then all goes on."""


class Hash(NamedTuple):
    """A keyed hash of one content: how it is kept from now on, and every form in which it may stand somewhere."""

    current: str
    forms: tuple[str, ...]
    """Oldest first. The first stays the same as long as the service lives."""

    @property
    def compared(self) -> str:
        """The form in which hashes are compared with each other: under the newest key, used already or not."""
        return self.forms[-1]


@dataclass(frozen=True)
class Chain:
    """Keyed hashes that can go to a next key without their content: each form is the hash of the form before it.

    Who has an old key but not the newest can make nothing that stands in a database.
    """

    links: Sequence[tuple[str, bytes]]
    """Of each key, oldest first: what its form begins with (nothing: the bare form of before 0802), and the secret."""
    current: int
    """The place of the key under which is kept."""

    def hash(self, content: bytes) -> Hash:
        """The hash of content in every form (HMAC-SHA256)."""
        forms: list[str] = []
        for prefix, secret in self.links:
            forms.append(_form(prefix, secret, forms[-1].encode() if forms else content))
        return Hash(forms[self.current], tuple(forms))

    def lifted(self, form: str, place: int) -> str:
        """A form as it is under the key at a place; of a later key as it is. Raises UnknownKey for one not here.

        What no key of ours can have made, such as an event by hand, stays as it is: it matches nothing. Nor was an
        empty one made under a key, whichever there were: it is of nobody.
        """
        if not form:
            return form
        prefix = prefix_of(form)
        known = [each for each, _ in self.links]
        if prefix not in known:
            if prefix:
                raise UnknownKey("a hash under another key")
            return form
        for each, secret in self.links[known.index(prefix) + 1 : place + 1]:
            form = _form(each, secret, form.encode())
        return form

    @property
    def prefix(self) -> str:
        """What each form begins with that is as it is kept now; nothing for the bare form."""
        return self.links[self.current][0]


def _form(prefix: str, secret: bytes, content: bytes) -> str:
    digest = hmac.digest(secret, content, "sha256")
    return prefix + base64.urlsafe_b64encode(digest).decode().rstrip("=") if prefix else digest.hex()


def prefix_of(form: str) -> str:
    """What names the key in a hash or a fixed form: its id and a dot."""
    return form[: form.find(".") + 1]


class Vault:
    """Seals, opens and hashes for one service, under its keys as they are at a moment."""

    def __init__(self, service: str, keys: Keys, now: datetime) -> None:
        live = [each for each in keys.seal if not each.old]
        self.keys = keys
        self._now = now
        self._service = service
        self._key = live[current(live, now)]
        self._live = {each.id: each for each in live}
        self._ciphers = {mark_of(each): AESGCM(derive(each.secret, "clientroute seal v2")) for each in live}
        self._old = next((AESGCM(derive(each.secret, "clientroute seal v1")) for each in keys.seal if each.old), None)
        self.mark = mark_of(self._key)
        """What each value begins with that is sealed now."""
        self._cipher = self._ciphers[self.mark]
        self._chains: dict[str, Chain] = {}
        self._fixers: dict[tuple[str, str], AESSIV] = {}

    @property
    def prefix(self) -> str:
        """What each fixed form begins with that is made now."""
        return prefix_with(self._key)

    def seal(self, place: Sealed, row: str, plain: bytes) -> bytes:
        """Encrypt and authenticate (AES-256-GCM), for this column of the row with this primary key and no other."""
        nonce = os.urandom(NONCE)
        return self.mark + nonce + self._cipher.encrypt(nonce, plain, self._bound(place, row))

    def open(self, place: Sealed, row: str, sealed: bytes) -> bytes:
        """What was sealed here.

        Raises UnknownKey for a key that is not here, cryptography's InvalidTag when content or place is wrong.
        """
        cipher = self._ciphers.get(sealed[:MARK])
        if cipher is not None:
            nonce, rest = sealed[MARK : MARK + NONCE], sealed[MARK + NONCE :]
            return cipher.decrypt(nonce, rest, self._bound(place, row))
        return self._open_old(sealed)

    def _open_old(self, sealed: bytes) -> bytes:
        """What was sealed before values named their key; such a value began with anything."""
        try:
            if self._old is not None:
                return self._old.decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except InvalidTag:
            if sealed[:1] != VERSION:
                raise
        raise UnknownKey("sealed under another key")

    def _bound(self, place: Sealed, row: str) -> bytes:
        return f"{self._service}.{place.table}.{place.column} {row}".encode()

    def hash(self, purpose: str, content: bytes) -> Hash:
        """A keyed hash that recognises content again; without the key it tells nothing of it.

        Each purpose has a key of its own. Raises LookupError for BSNs in a service that matches none.
        """
        return self.chain(purpose).hash(content)

    def bsn_hash(self, bsn: str) -> str:
        """The keyed hash by which a BSN is kept from now on, and told in events."""
        return self.hash(BSN, bsn.encode()).current

    def lifted(self, purpose: str, form: str) -> str:
        """A hash that was made before, or that another service told, as it is kept now. Raises UnknownKey."""
        chain = self.chain(purpose)
        return chain.lifted(form, chain.current)

    def compared(self, purpose: str, form: str) -> str:
        """The same in the form in which hashes are compared with each other. Raises UnknownKey."""
        chain = self.chain(purpose)
        return chain.lifted(form, len(chain.links) - 1)

    def chain(self, purpose: str) -> Chain:
        """How content of a purpose is hashed. Raises LookupError for BSNs in a service that matches none."""
        if purpose not in self._chains:
            ring = self.keys.bsn if purpose == BSN else self.keys.hash
            if not ring:
                raise LookupError("this service has no key for BSNs")
            links = [_link(each, purpose) for each in ring]
            self._chains[purpose] = Chain(links, current(ring, self._now))
        return self._chains[purpose]

    @property
    def matches_bsn(self) -> bool:
        """Whether this service has the key for BSNs."""
        return bool(self.keys.bsn)

    def seal_fixed(self, purpose: str, text: str) -> str:
        """Encrypt so that the same text gives the same form (AES-SIV): for what is looked for and must be opened."""
        return self._fix(self._key.id, purpose, text)

    def fixed(self, purpose: str, text: str) -> tuple[str, ...]:
        """The forms in which a text may stand: under every key that opens."""
        return tuple(self._fix(each, purpose, text) for each in self._live)

    def open_fixed(self, purpose: str, value: str) -> str:
        """What was sealed so. Raises UnknownKey, InvalidTag."""
        key_id, _, rest = value.partition(".")
        if key_id not in self._live:
            raise UnknownKey("sealed under another key")
        sealed = base64.urlsafe_b64decode(rest + "=" * (-len(rest) % 4))
        return self._fixer(key_id, purpose).decrypt(sealed, [self._service.encode()]).decode()

    def _fix(self, key_id: str, purpose: str, text: str) -> str:
        sealed = self._fixer(key_id, purpose).encrypt(text.encode(), [self._service.encode()])
        return f"{key_id}.{base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"

    def _fixer(self, key_id: str, purpose: str) -> AESSIV:
        if (key_id, purpose) not in self._fixers:
            secret = derive(self._live[key_id].secret, f"clientroute fixed v2 {purpose}", 64)
            self._fixers[key_id, purpose] = AESSIV(secret)
        return self._fixers[key_id, purpose]


def mark_of(key: Key) -> bytes:
    """What a sealed value begins with that a key sealed."""
    return VERSION + bytes.fromhex(key.id)


def prefix_with(key: Key) -> str:
    """What a hash or a fixed form begins with that a key made."""
    return f"{key.id}."


def _link(key: Key, purpose: str) -> tuple[str, bytes]:
    if key.old:
        return "", derive(key.secret, "clientroute bsn hash v1")
    return prefix_with(key), derive(key.secret, f"clientroute hash v2 {purpose}")
