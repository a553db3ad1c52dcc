"""What goes in and out about how providers are reached."""

from datetime import date

from berichtenverkeer.wegen import Weg
from chassis.model import ApiModel
from chassis.strict import IsoDate
from toewijzing.bodies.codes import AgbCode
from wetten import Wet


class BerichtwegBody(ApiModel):
    """How a provider is reached from a day on."""

    agb: AgbCode
    wet: Wet
    vanaf: IsoDate
    weg: Weg


class BerichtwegView(ApiModel):
    """The same, as it was recorded."""

    agb: str
    wet: Wet
    vanaf: date
    weg: Weg
