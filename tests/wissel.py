"""Changing keys under a room: what `clientroute sleutels nieuw` does, without waiting for its moment."""

from chassis.clock import system_clock
from chassis.keychain import Keychain
from chassis.keys import Key, new_secret, read_keys, with_next, write_keys
from chassis.reseal import Walk
from chassis.service import Room


def wissel(room: Room) -> None:
    """A new key in every ring of its file, that the room knows and uses at once."""
    name, source = room.service.name, room.secrets.keys
    keys, nu = read_keys(source.read(name)), system_clock()
    source.write(name, write_keys(with_next(keys, (*keys.bsn, Key(new_secret(), nu)), nu)))
    room.keychain = Keychain(source, name)


def ongezien(_walk: Walk) -> None:
    """Nobody looks how far it is."""
