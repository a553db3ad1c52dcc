"""What a page shows of cases is noted as what the API answers is: a line per person in the log of processings."""

from collections.abc import Iterable

from chassis.logboek import ID, Handeling, Operatie, lines_of
from chassis.service import Room
from chassis.tokens import Caller
from chassis.work import Note

LEZERS = frozenset({"monitoring", "beheer"})


async def leg_vast(room: Room, caller: Caller, operatie: str, wat: str, clienten: Iterable[str | None]) -> None:
    """Write down that somebody looked: by the operation of the API that answers the same."""
    handeling = Handeling(Operatie(operatie, wat, LEZERS), room.service.verwerkingen[operatie], caller, room.clock())
    gezien = [Note(each) for each in dict.fromkeys(clienten) if each is not None and ID.fullmatch(each)]
    await room.write_lines(lines_of(room.vault, handeling, gezien, antwoord=200, geeindigd_op=room.clock()))
