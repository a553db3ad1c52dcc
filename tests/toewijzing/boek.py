"""The time in a play, and what left in it, as its receivers keep it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from chassis.clock import NEDERLAND


@dataclass
class Klok:
    """The time in the play."""

    nu: datetime = datetime(2024, 6, 3, 10, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu

    @property
    def vandaag(self) -> date:
        return self.nu.astimezone(NEDERLAND).date()


@dataclass(frozen=True)
class Verteld:
    """A product of a WMO301, and when it was decided on by the clock on the wall."""

    bericht_id: str
    moment: datetime
    inhoud: tuple[object, ...]


@dataclass
class Boek:
    """What left so far, as its receivers keep it."""

    gelezen: str = ""
    """The last message that was looked at."""
    open: list[tuple[str, str, bytes]] = field(default_factory=list)
    """Messages without a retour: id, provider, XML."""
    verteld: dict[int, list[Verteld]] = field(default_factory=dict)
    """By number, what counts as told, oldest first."""
    vast: dict[int, tuple[object, ...]] = field(default_factory=dict)
    """By number, what never changes: provider, product, first day."""
    referenties: dict[str, set[str]] = field(default_factory=dict)
    """By reference, the messages that carry it and were not rejected."""
