"""One round along many messages: what a service does not take or give now holds up nobody else's."""

from collections import Counter
from dataclasses import dataclass, field

import httpx

VAAK = 3
"""Messages that go wrong with a service, after which it is away for everybody: each may cost a minute."""


@dataclass
class Ronde:
    """Who has to wait until the next round: of one party what is behind a message that went wrong, so that the order of
    what it sends or gets stays."""

    partijen: set[tuple[str, str]] = field(default_factory=set)
    mislukt: Counter[str] = field(default_factory=Counter)
    fout: httpx.HTTPError | None = None

    def wacht(self, dienst: str, partij: str) -> bool:
        """Whether a message of this party with this service has to wait."""
        return (dienst, partij) in self.partijen or self.mislukt[dienst] >= VAAK

    def houd_op(self, dienst: str, partij: str, fout: httpx.HTTPError) -> None:
        """A message went wrong."""
        self.partijen.add((dienst, partij))
        self.mislukt[dienst] += 1
        self.fout = self.fout or fout

    def besluit(self) -> None:
        """The round is over. Raises the first that went wrong, so that whoever looks sees it."""
        if self.fout is not None:
            raise self.fout
