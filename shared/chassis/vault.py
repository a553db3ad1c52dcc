"""Where BSNs and messages are made unreadable: encryption for storage, a keyed hash for look-up."""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


@dataclass(frozen=True)
class Vault:
    """Seals and opens personal data under one secret; made by `open_vault`."""

    _cipher: AESGCM
    _hash_key: bytes
    _fixed: AESSIV

    def seal(self, plain: bytes) -> bytes:
        """Encrypt and authenticate (AES-256-GCM); the result starts with its nonce."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises cryptography's InvalidTag when key or content is wrong."""
        return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)

    def seal_fixed(self, purpose: str, text: str) -> str:
        """Encrypt so that a text can be looked up: the same gives the same (AES-SIV), for each `purpose` another."""
        return base64.urlsafe_b64encode(self._fixed.encrypt(text.encode(), [purpose.encode()])).decode()

    def fixed(self, purpose: str, text: str) -> tuple[str, ...]:
        """Every form under which a text may stand."""
        return (self.seal_fixed(purpose, text),)

    def open_fixed(self, purpose: str, value: str) -> str:
        """What was sealed. Raises cryptography's InvalidTag when key, purpose or content is wrong."""
        return self._fixed.decrypt(base64.urlsafe_b64decode(value), [purpose.encode()]).decode()

    def bsn_hash(self, bsn: str) -> str:
        """The keyed hash (HMAC-SHA256, hex) by which a BSN is looked up and matched in events."""
        return self.fingerprint(bsn.encode())

    def fingerprint(self, content: bytes) -> str:
        """A keyed hash (HMAC-SHA256, hex) that recognises content again; without the key it tells nothing of it."""
        return hmac.new(self._hash_key, content, hashlib.sha256).hexdigest()


def open_vault(key: str) -> Vault:
    """The vault under `key` (32 bytes in base64); services that match BSNs share this key."""
    secret = base64.b64decode(key)
    return Vault(
        AESGCM(_derive(secret, b"clientroute seal v1")),
        _derive(secret, b"clientroute bsn hash v1"),
        AESSIV(_derive(secret, b"clientroute fixed v1")),
    )


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)
