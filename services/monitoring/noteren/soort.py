"""How a type of event is read: its model, and what its data adds to dossiers."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import wetten
from chassis.events import EventData, EventType
from gebeurtenissen.toewijzing import BerichtAfgekeurd, BerichtGegevens
from gebeurtenissen.wet import OnderEenWet
from monitoring.domain.dossier import Notitie
from monitoring.domain.feiten.wet import NAAM, ONDER_EEN_WET, VanWet
from wetten import Wet

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
        gelezen = model.model_validate_json(data)
        return [*(gevonden := noteer(gelezen, sequence)), *_van_wet(gelezen, gevonden)]

    return Gebeurtenissoort(event_type.name, lees)


def _van_wet(data: EventData, notities: list[Notitie]) -> list[Notitie]:
    """The law of every dossier that the event is about, where that is another than the Wmo."""
    match data:
        case OnderEenWet():
            wet = data.wet
        case BerichtGegevens() | BerichtAfgekeurd():
            wet = wetten.wet_van(data.soort)
        case _:
            wet = Wet.WMO
    if wet is Wet.WMO:
        return []
    dossiers = {(each.soort, each.sleutel) for each in notities if each.soort in ONDER_EEN_WET}
    return [Notitie(soort, sleutel, NAAM, 0, VanWet(wet.value)) for soort, sleutel in sorted(dossiers)]
