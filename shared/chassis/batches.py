"""Cut what there is much of into parts that fit in memory."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def in_batches(items: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Items in order, together no larger than `most`; one that is larger by itself is alone."""
    batch, together = list[T](), 0
    for each in items:
        if batch and together + size(each) > most:
            yield batch
            batch, together = [], 0
        batch.append(each)
        together += size(each)
    if batch:
        yield batch
