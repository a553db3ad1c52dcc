"""What a child process may be asked in the tests of `chassis.readers`."""

import json
import os
import sys


def groot(inhoud: bytes) -> list[bytes]:
    """How much came, and it all back."""
    return [str(len(inhoud)).encode(), inhoud]


def wie(_: bytes) -> list[bytes]:
    """The number of the process."""
    return [str(os.getpid()).encode()]


def omgeving(_: bytes) -> list[bytes]:
    """What it knows of its surroundings."""
    return [json.dumps(dict(os.environ)).encode()]


def eindeloos(_: bytes) -> list[bytes]:
    """Never gives an answer."""
    while True:
        pass


def vraatzuchtig(_: bytes) -> list[bytes]:
    """Takes memory until there is none."""
    alles = []
    while True:
        alles.append(bytes(10_000_000))


def weg(_: bytes) -> list[bytes]:
    """Is gone."""
    os._exit(3)


def fout(inhoud: bytes) -> list[bytes]:
    """Raises what it should not say."""
    raise ValueError(inhoud.decode())


def praat(_: bytes) -> list[bytes]:
    """Prints on its way."""
    sys.stdout.write("geen antwoord")
    sys.stdout.flush()
    os.write(1, b"geen antwoord")
    return [b"antwoord"]


def overdaad(_: bytes) -> list[bytes]:
    """Gives more than anybody asked for."""
    return [bytes(2000)]


def lengte(inhoud: bytes) -> list[bytes]:
    """How much came."""
    return [str(len(inhoud)).encode()]
