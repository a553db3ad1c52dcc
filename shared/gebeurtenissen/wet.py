"""What every event of a case, an assignment or a declaration says: the law that it is under."""

from chassis.events import EventData
from wetten import Wet


class OnderEenWet(EventData):
    """Base of what is told of something that one law governs."""

    wet: Wet = Wet.WMO
    """Absent in what was told before there was a second one."""
