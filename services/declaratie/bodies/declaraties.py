"""Judged declarations."""

from datetime import date, datetime

from chassis.model import ApiModel
from wetten import Wet


class DeclaratieView(ApiModel):
    """A judged declaration. Amounts in eurocents, credit negative."""

    id: str
    gemeente: str
    wet: Wet
    agb: str
    declaratienummer: str
    declaratieperiode: date
    ontvangen_op: datetime
    beantwoord_op: datetime
    retourcode: str
    bedrag_ingediend: int
    bedrag_toegekend: int
