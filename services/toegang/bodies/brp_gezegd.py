"""What is kept of what the BRP said: its last answer, and where somebody was registered by all of them."""

from typing import Annotated

from pydantic import Field

from toegang.bodies.brp import BrpPersoon
from toegang.bodies.jeugd import AdresperiodeBody


class BrpGezegd(BrpPersoon):
    """The last answer, with the municipalities in which somebody was registered since the first."""

    inschrijvingen: Annotated[
        list[AdresperiodeBody],
        Field(description="In welke gemeente iemand stond ingeschreven en sinds wanneer, zover de BRP het ons zei."),
    ] = []
