"""Where the keys of a service come from, by one interface: a file, or a file that a KMS closed and opens again."""

import base64
import os
import stat
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from chassis.keys import KeysError
from chassis.settings import Settings

FOR_OTHERS = 0o037
"""What nobody but the owner may do with a file with keys; a group may read it, as a platform needs that mounts it."""
SECONDS = 10.0
"""How long a KMS gets to answer."""


class KeySource(Protocol):
    """Keeps the file with the keys of each service (chassis.keys)."""

    def stamp(self, service: str) -> object:
        """Another value as soon as the file is another; None when there is none."""

    def read(self, service: str) -> str:
        """The file. Raises KeysError when it is not there, may be read by others, or cannot be opened."""

    def write(self, service: str, text: str, *, new: bool = False) -> None:
        """Put this in its place, whole or not at all; with `new` only where there is none yet. Raises KeysError."""


@dataclass(frozen=True)
class KeyFiles:
    """A file per service, readable for its owner only."""

    path: str
    """With `{service}` in it where one machine has the files of several services."""

    def stamp(self, service: str) -> object:
        """When the file was written last, and which one it is."""
        try:
            found = self._file(service).stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._error(service, error) from None
        return found.st_mtime_ns, found.st_ino, found.st_size

    def read(self, service: str) -> str:
        """The file as it stands."""
        file = self._file(service)
        try:
            mode = stat.S_IMODE(file.stat().st_mode)
            text = file.read_text("ascii")
        except FileNotFoundError:
            raise KeysError(f"{file} is er niet. Maak sleutels met: clientroute sleutels nieuw") from None
        except (OSError, ValueError) as error:
            raise self._error(service, error) from None
        if mode & FOR_OTHERS:
            raise KeysError(f"anderen kunnen bij {file}. Doe: chmod 600 {file}")
        return text

    def write(self, service: str, text: str, *, new: bool = False) -> None:
        """Beside it first, and then in its place."""
        file = self._file(service)
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, beside = tempfile.mkstemp(dir=file.parent)  # which makes it for its owner only
            try:
                with os.fdopen(descriptor, "w", encoding="ascii") as handle:
                    handle.write(text)
                    handle.flush()
                    os.fsync(handle.fileno())
                if new:
                    with suppress(FileExistsError):  # another process was first: its keys count
                        os.link(beside, file)
                else:
                    Path(beside).replace(file)
            finally:
                Path(beside).unlink(missing_ok=True)
        except OSError as error:
            raise self._error(service, error) from None

    def _file(self, service: str) -> Path:
        return Path(self.path.replace("{service}", service))

    def _error(self, service: str, error: Exception) -> KeysError:
        reason = error.strerror if isinstance(error, OSError) else None
        return KeysError(f"{self._file(service)} is niet te gebruiken: {reason or type(error).__name__}")


@dataclass(frozen=True)
class TransitKeys:
    """Files that HashiCorp Vault or OpenBao closed (Transit): each service has a key there, `clientroute-<service>`."""

    files: KeyFiles
    url: str
    """Where Transit is mounted, such as `https://kluis.example.nl/v1/transit`."""
    token_file: Path
    """Holds the token of this process; an agent renews it."""

    def stamp(self, service: str) -> object:
        """That of the closed file."""
        return self.files.stamp(service)

    def read(self, service: str) -> str:
        """The file, opened by the KMS."""
        opened = self._ask("decrypt", service, {"ciphertext": self.files.read(service).strip()})
        try:
            return base64.b64decode(opened["plaintext"]).decode("ascii")
        except (KeyError, ValueError):
            raise self._strange() from None

    def write(self, service: str, text: str, *, new: bool = False) -> None:
        """Closed by the KMS, and then as a file."""
        closed = self._ask("encrypt", service, {"plaintext": base64.b64encode(text.encode("ascii")).decode()})
        try:
            ciphertext = closed["ciphertext"]
        except KeyError:
            raise self._strange() from None
        self.files.write(service, ciphertext + "\n", new=new)

    def _ask(self, what: str, service: str, body: dict[str, str]) -> dict[str, str]:
        """What Transit answers. Raises KeysError with its status and nothing of its body."""
        url = f"{self.url.rstrip('/')}/{what}/clientroute-{service}"
        try:
            token = self.token_file.read_text("ascii").strip()
            answer = httpx.post(url, json=body, headers={"X-Vault-Token": token}, timeout=SECONDS, trust_env=False)
            data = answer.raise_for_status().json()["data"]
        except httpx.HTTPStatusError as error:
            raise KeysError(f"de KMS weigert {what} van clientroute-{service}: {error.response.status_code}") from None
        except httpx.HTTPError as error:
            raise KeysError(f"de KMS op {self.url} antwoordt niet: {type(error).__name__}") from None
        except OSError as error:
            raise KeysError(f"CLIENTROUTE_KMS_TOKEN_FILE is niet te lezen: {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            raise self._strange() from None
        return {name: str(value) for name, value in data.items()}

    def _strange(self) -> KeysError:
        return KeysError(f"de KMS op {self.url} antwoordt iets dat wij niet kennen. Is dit het adres van Transit?")


def key_source(settings: Settings) -> KeySource:
    """Where the keys of this process are; in development in a folder beside the data."""
    files = KeyFiles(settings.keys_file or str(settings.data_dir / "sleutels" / "{service}.json"))
    if settings.kms_url is None:
        return files
    assert settings.kms_token_file is not None  # checked by Settings
    return TransitKeys(files, settings.kms_url, settings.kms_token_file)
