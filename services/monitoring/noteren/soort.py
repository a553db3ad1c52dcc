"""How a type of event is read: its model, and what its data adds to dossiers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from chassis.events import EventData, EventType
from monitoring.domain.dossier import Notitie

Data = TypeVar("Data", bound=EventData)


@dataclass(frozen=True)
class Gebeurtenissoort:
    """One type of event that counts. `noteer` takes data (JSON) and sequence; raises ValidationError."""

    type: str
    noteer: Callable[[str, int], list[Notitie]]


def soort(event_type: EventType[Data], noteer: Callable[[Data, int], list[Notitie]]) -> Gebeurtenissoort:
    """Read events of this type with its model, and note what `noteer` makes of the data and the sequence."""
    model = event_type.data

    def lees(data: str, sequence: int) -> list[Notitie]:
        return noteer(model.model_validate_json(data), sequence)

    return Gebeurtenissoort(event_type.name, lees)
