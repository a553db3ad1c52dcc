"""The keys of one service while it runs: what its file says now, without a restart."""

from datetime import UTC, datetime, timedelta

from chassis.clock import Clock, system_clock
from chassis.keys import Beginning, Keys, KeysError, first_keys, read_keys, write_keys
from chassis.keysource import KeySource
from chassis.log import KEYS_CHANGED, KEYS_FAILED, log
from chassis.vault import Vault

LOOK = timedelta(seconds=10)
"""How often a running process looks whether its keys are others."""
NEVER = datetime.max.replace(tzinfo=UTC)


def begin(source: KeySource, service: str, beginning: Beginning, *, bsn: bool) -> bool:
    """Make the first keys of a service when it has none; whether it had none. Raises KeysError."""
    if source.stamp(service) is not None:
        return False
    source.write(service, write_keys(first_keys(beginning, bsn=bsn)), new=True)
    return True


class Keychain:
    """Gives the vault of a service. A key that was added is known within LOOK, and used from its moment on.

    The clock is that of the machine, also where days are played: keys are changed in the real world.
    """

    def __init__(self, source: KeySource, service: str, clock: Clock = system_clock) -> None:
        self._source = source
        self._service = service
        self._clock = clock
        self._stamp: object = None
        self._keys: Keys | None = None
        self._vault: Vault | None = None
        self._look_at = self._other_at = clock()

    @property
    def vault(self) -> Vault:
        """The vault as it is now. Raises KeysError when there never were keys that could be used."""
        now = self._clock()
        if self._vault is None or now >= self._look_at:
            known = self._keys
            keys = self._read()
            if self._vault is None or keys is not known or now >= self._other_at:
                self._vault = Vault(self._service, keys, now)
                begins = [each.since for ring in keys.rings().values() for each in ring if each.since > now]
                self._other_at = min(begins, default=NEVER)
            self._look_at = min(now + LOOK, self._other_at)
        return self._vault

    def look_soon(self) -> None:
        """Somebody met a key that is not here: look before anything else is done."""
        self._look_at = self._clock()

    def _read(self) -> Keys:
        """The keys in the file; those that are known already when it is the same, or cannot be read now."""
        try:
            stamp = self._source.stamp(self._service)
            if self._keys is None or stamp != self._stamp:
                keys = read_keys(self._source.read(self._service))
                if self._keys is not None:
                    log(KEYS_CHANGED, service=self._service, key=keys.seal[-1].id)
                self._keys, self._stamp = keys, stamp
        except KeysError as error:
            if self._keys is None:
                raise
            log(KEYS_FAILED, service=self._service, error=str(error))
        return self._keys
