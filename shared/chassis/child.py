"""The other end of `chassis.readers`: a process that reads for another one, within bounds, and knows nothing else.

It is started as `python -m chassis.child`, takes requests from its standard input and answers on its standard output.
A request is the name of a function and its arguments, an answer what the function gave; both are lists of bytes.
"""

import importlib
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
DONE, FAILED = b"done", b"failed"


def packed(parts: Iterable[bytes]) -> list[bytes]:
    """A list of bytes as it goes over a pipe: how many, and each after its length."""
    every = list(parts)
    return [LENGTH.pack(len(every)), *(piece for each in every for piece in (LENGTH.pack(len(each)), each))]


def main(memory: int, seconds: int) -> None:
    """Answer requests until the other end is closed. `memory` in bytes; `seconds` is how long one request may take."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the limit does nothing, or cannot be set
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # whatever a library prints is no answer
    while (request := _next_request(source)) is not None:
        signal.alarm(seconds)  # ends this process, also when nobody is left who would
        sink.writelines(packed(_carry_out(*request)))
        sink.flush()
        signal.alarm(0)


def _next_request(source: BinaryIO) -> list[bytes] | None:
    head = source.read(LENGTH.size)
    if not head:
        return None
    return [source.read(*LENGTH.unpack(source.read(LENGTH.size))) for _ in range(*LENGTH.unpack(head))]


def _carry_out(name: bytes, *arguments: bytes) -> list[bytes]:
    module, _, function = name.decode().partition(":")
    try:
        return [DONE, *getattr(importlib.import_module(module), function)(*arguments)]
    except MemoryError:
        os._exit(1)  # what is left of it is not worth to go on with
    except Exception as error:  # noqa: BLE001  only the name: a text could hold what was read
        return [FAILED, type(error).__name__.encode()]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
