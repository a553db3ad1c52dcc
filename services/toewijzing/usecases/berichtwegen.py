"""How a provider is reached: recorded in the register, and told to who has a post."""

from berichtenverkeer.wegen import Berichtweg, leg_weg_vast
from chassis.work import Work
from gebeurtenissen.aanbod import BERICHTWEG_VASTGELEGD, BerichtwegVastgelegd


async def leg_berichtweg_vast(work: Work, weg: Berichtweg) -> None:
    """From this day on this is the way; what was recorded for the same day is replaced."""
    await leg_weg_vast(work, weg)
    data = BerichtwegVastgelegd(wet=weg.wet, agb=weg.agb, vanaf=weg.vanaf, weg=weg.weg.value)
    await work.tell(BERICHTWEG_VASTGELEGD, weg.agb, data)
